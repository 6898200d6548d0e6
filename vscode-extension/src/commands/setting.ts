/** A setting, shown where a person would change it. */

import * as vscode from "vscode";

const REMOTE = "workbench.action.openRemoteSettings";

/** Shows the settings whose names begin with `name`. */
export async function showSetting(name: string): Promise<void> {
  // What names a place is said for each machine: where we run on another one, it stands among the settings of that.
  if (
    isForMachine(name) &&
    (await vscode.commands.getCommands()).includes(REMOTE) &&
    vscode.env.remoteName !== undefined
  ) {
    await vscode.commands.executeCommand(REMOTE, { query: name });
  } else {
    await vscode.commands.executeCommand("workbench.action.openSettings", name);
  }
}

function isForMachine(name: string): boolean {
  return name === "holewright.server.path" || name === "holewright.interpreter";
}
