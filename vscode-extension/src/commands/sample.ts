/** The sample sketch of the walkthrough, written where the person works. */

import * as vscode from "vscode";

const NAME = "tally";

/** Writes the sample into the first folder of the workspace, or where the person says, and opens it. */
export async function openSample(extension: vscode.Uri): Promise<void> {
  const sample = vscode.Uri.joinPath(extension, "walkthrough", "sample.anpl");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const place = folder === undefined ? await askWhere() : await freeName(folder);
  if (place === undefined) return;
  await vscode.workspace.fs.writeFile(place, await vscode.workspace.fs.readFile(sample));
  await vscode.window.showTextDocument(place, { preview: false });
}

function askWhere(): Thenable<vscode.Uri | undefined> {
  return vscode.window.showSaveDialog({
    title: "Where to Write the Sample Sketch",
    saveLabel: "Write",
    filters: { "Holewright sketch": ["anpl"] },
  });
}

/** A name in `folder` that nobody's file has. */
async function freeName(folder: vscode.Uri): Promise<vscode.Uri> {
  for (let number = 1; ; number++) {
    const place = vscode.Uri.joinPath(folder, `${NAME}${number === 1 ? "" : `_${number}`}.anpl`);
    if (!(await exists(place))) return place;
  }
}

async function exists(place: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(place);
    return true;
  } catch {
    return false;
  }
}
