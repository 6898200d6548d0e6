/** What the server asks to be shown, and we show in a way of our own. */

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

import { COMPARE } from "../previews";

/** A trace is drawn, not listed as text; a suggestion is compared with what stands. */
export const showing: Pick<Middleware, "executeCommand" | "window"> = {
  executeCommand: (command, args: unknown[], next): vscode.ProviderResult<unknown> =>
    command === "holewright.trace"
      ? vscode.commands.executeCommand("holewright.openTrace", args[0])
      : (next(command, args) as vscode.ProviderResult<unknown>),
  window: {
    async showDocument(params, token, next) {
      const uri = vscode.Uri.parse(params.uri);
      const isCompared = uri.scheme === "holewright" && (await vscode.commands.executeCommand<boolean>(COMPARE, uri));
      return isCompared ? { success: true } : next(params, token);
    },
  },
};
