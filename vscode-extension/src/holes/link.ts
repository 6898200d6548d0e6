/** The server, as far as it is asked for something. */

import * as vscode from "vscode";

import { type CommandArguments, type CommandName, TRACE, type Trace, type TraceParams } from "../protocol";
import { sentence } from "../sentence";
import type { Connection } from "../server/service";

/** Requests are refused with an error whose message is a sentence for the person. */
export interface Server {
  command<Name extends CommandName>(name: Name, argument: CommandArguments[Name]): Promise<unknown>;
  trace(params: TraceParams, token?: vscode.CancellationToken): Promise<Trace>;
}

export function linkTo(client: Connection): Server {
  const reachable = (): Connection => {
    if (!client.isRunning()) throw new Error("Holewright's server is not running. Its log says why.");
    return client;
  };
  return {
    command: async (name, argument) =>
      reachable().sendRequest("workspace/executeCommand", { command: name, arguments: [argument] }),
    trace: async (params, token) => reachable().sendRequest<Trace>(TRACE, params, token),
  };
}

/** Do something that the server may refuse, and tell the person what it says then. */
export async function told(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    void vscode.window.showErrorMessage(sentence(error));
    return false;
  }
}
