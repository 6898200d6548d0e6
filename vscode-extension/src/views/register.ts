/** All that shows sketches beside the text itself, and the commands that belong to it. */

import type * as vscode from "vscode";

import { registerHoleCommands } from "../holes/commands";
import { linkTo } from "../holes/link";
import { registerPreviews } from "../previews";
import type { Connection } from "../server/service";
import type { Sketches } from "../sketches";
import { registerTests } from "../testing/register";
import { registerTrace } from "../trace/panel";
import { watchSketchFiles } from "./files";
import { registerTree } from "./tree";

export function registerViews(context: vscode.ExtensionContext, sketches: Sketches, connection: Connection): void {
  const server = linkTo(connection);
  const files = watchSketchFiles(context, sketches);
  registerTree(context, sketches, files);
  registerTests(context, sketches, files);
  registerTrace(context, sketches, server);
  registerPreviews(context, sketches, server);
  registerHoleCommands(context, sketches, server);
}
