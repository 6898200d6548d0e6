/** What the server asks to be shown, and we show in a way of our own. */

import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

import { COMPARE } from "../previews";
import { sentence } from "../sentence";

/** A trace is drawn, not listed as text; a suggestion is compared with what stands. */
export const showing: Pick<Middleware, "executeCommand" | "window"> = {
  async executeCommand(command, args: unknown[], next): Promise<unknown> {
    if (command === "holewright.trace") return vscode.commands.executeCommand("holewright.openTrace", args[0]);
    try {
      return (await next(command, args)) as unknown;
    } catch (error) {
      // Refused, for a reason that the person can do something about.
      void vscode.window.showWarningMessage(sentence(error));
      return undefined;
    }
  },
  window: {
    async showDocument(params, token, next) {
      const uri = vscode.Uri.parse(params.uri);
      const isCompared = uri.scheme === "holewright" && (await vscode.commands.executeCommand<boolean>(COMPARE, uri));
      return isCompared ? { success: true } : next(params, token);
    },
  },
};
