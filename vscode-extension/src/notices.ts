/** What a person is told when there is no server: one sentence, and buttons that help. */

import * as vscode from "vscode";

import { showSetting } from "./commands/setting";
import type { State } from "./server/life";

const PYTHON_DOWNLOADS = "https://www.python.org/downloads/";

/** Tells of a state that a person has to do something about; says nothing of all others. */
export async function tellOf(state: State): Promise<void> {
  if (state.kind === "failed") {
    await offer(vscode.window.showErrorMessage, state.sentence, {
      Restart: () => vscode.commands.executeCommand("holewright.restartServer"),
      "Show Log": () => vscode.commands.executeCommand("holewright.showLog"),
    });
  } else if (state.kind === "missing" && state.missing.help === "python") {
    await offer(vscode.window.showWarningMessage, state.missing.sentence, {
      "Select Interpreter": selectInterpreter,
      "Get Python": () => vscode.env.openExternal(vscode.Uri.parse(PYTHON_DOWNLOADS)),
    });
  } else if (state.kind === "missing") {
    await offer(vscode.window.showWarningMessage, state.missing.sentence, {
      "Open Setting": () => showSetting("holewright.server.path"),
    });
  }
}

/** Lets the person choose an interpreter: where the Python extension does that, else in the settings. */
export async function selectInterpreter(): Promise<void> {
  const commands = await vscode.commands.getCommands(true);
  if (commands.includes("python.setInterpreter")) await vscode.commands.executeCommand("python.setInterpreter");
  else await showSetting("holewright.interpreter");
}

async function offer(
  show: (sentence: string, ...buttons: string[]) => Thenable<string | undefined>,
  sentence: string,
  buttons: Record<string, () => Thenable<unknown>>,
): Promise<void> {
  const pressed = await show(sentence, ...Object.keys(buttons));
  if (pressed !== undefined) await buttons[pressed]?.();
}
