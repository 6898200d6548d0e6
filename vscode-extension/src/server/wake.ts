/** When the server is needed: once a sketch is there. Who writes other Python is not bothered with another process. */

import * as vscode from "vscode";

/** The mark of a hole in ordinary Python. */
const MARK = /\.\.\.[ \t]*#[ \t]*hole[ \t]*(?=#|$)/m;

/** Calls `wake`, once, when a sketch is open. */
export function wakeForSketches(wake: () => void): vscode.Disposable {
  const watching: vscode.Disposable[] = [];
  const stop = (): void => watching.splice(0).forEach((each) => void each.dispose());
  let locked = false;

  const look = (document: vscode.TextDocument): void => {
    if (!isSketch(document, locked)) return;
    stop();
    wake();
  };
  const lookAtAll = (): void => vscode.workspace.textDocuments.forEach(look);
  watching.push(
    vscode.workspace.onDidOpenTextDocument(look),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      // A mark that was not there before is in what was typed, or in the line around it.
      const typed = contentChanges.map(({ text, range }) => `${text}\n${lineAt(document, range.start.line)}`);
      if (typed.some((text) => MARK.test(text))) look(document);
    }),
  );
  lookAtAll();
  if (watching.length > 0) {
    // A file whose holes are all filled in place has no mark; what it is stands in the lock.
    void vscode.workspace.findFiles("**/holes.lock", "**/{node_modules,.venv,.git}/**", 1).then((found) => {
      if (found.length === 0 || watching.length === 0) return;
      locked = true;
      lookAtAll();
    });
  }
  return new vscode.Disposable(stop);
}

function lineAt(document: vscode.TextDocument, line: number): string {
  return line < document.lineCount ? document.lineAt(line).text : "";
}

function isSketch(document: vscode.TextDocument, locked: boolean): boolean {
  if (document.uri.scheme !== "file" && document.uri.scheme !== "untitled") return false;
  if (document.languageId === "anpl") return true;
  return document.languageId === "python" && (locked || MARK.test(document.getText()));
}
