/** "Compile and Open the Module": the module of an `.anpl` sketch, written beside it and shown. */

import * as vscode from "vscode";

/** What the server answers: the module, and the ids of the holes that are not filled in it. */
interface Compiled {
  readonly uri: string;
  readonly missing: readonly string[];
}

/** Compiles `sketch`, or the one in the active editor. */
export async function compileAndOpen(sketch: vscode.Uri | undefined): Promise<void> {
  const uri = sketch ?? vscode.window.activeTextEditor?.document.uri;
  if (uri?.path.endsWith(".anpl") !== true) {
    void vscode.window.showInformationMessage("Open an .anpl sketch first: its module is written beside it.");
    return;
  }
  // The module is shown, so that nobody has to be told of it.
  const argument = { uri: uri.toString(), quiet: true };
  const compiled = await vscode.commands.executeCommand<Compiled | null | undefined>("holewright.compile", argument);
  if (compiled === null || compiled === undefined) return;
  await vscode.window.showTextDocument(vscode.Uri.parse(compiled.uri), { viewColumn: vscode.ViewColumn.Beside });
  const sentence = missingSentence(compiled.missing);
  if (sentence !== undefined) void vscode.window.showWarningMessage(sentence);
}

function missingSentence(missing: readonly string[]): string | undefined {
  if (missing.length === 0) return undefined;
  const names = missing.join(", ");
  return missing.length === 1
    ? `The hole ${names} is not filled: the module raises an error where it is called.`
    : `The holes ${names} are not filled: the module raises an error where they are called.`;
}
