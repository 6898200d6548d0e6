/** Places in the terms of the editor, and the hole that a person means by where they are. */

import * as vscode from "vscode";

import type { Hole, Range } from "../protocol";
import { exampleAt, holeNear, type Sketches } from "../sketches";

/** What a command is about: a hole, and one of its examples where that was meant. */
export interface Target {
  readonly uri: string;
  readonly hole: Hole;
  readonly index?: number;
}

export function rangeOf({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** What is meant by the argument of a command, which is a line of the tree or `{uri, hole, index}`, or by the cursor
 * where it was called without one. */
export function targetOf(sketches: Sketches, argument: unknown): Target | undefined {
  if (isAddress(argument)) {
    const hole = sketches.get(argument.uri)?.holes.find((item) => item.id === argument.hole);
    if (hole === undefined) return undefined;
    return argument.index === undefined
      ? { uri: argument.uri, hole }
      : { uri: argument.uri, hole, index: argument.index };
  }
  const editor = vscode.window.activeTextEditor;
  const sketch = editor === undefined ? undefined : sketches.get(editor.document.uri.toString());
  if (editor === undefined || sketch === undefined) return undefined;
  const at = exampleAt(sketch, editor.selection.active);
  if (at !== undefined) return { uri: sketch.uri, hole: at.hole, index: at.index };
  const hole = holeNear(sketch, editor.selection.active);
  return hole === undefined ? undefined : { uri: sketch.uri, hole };
}

/** The sketch that is meant: that of a line of the tree, or the one in front. */
export function documentOf(argument: unknown): string | undefined {
  if (typeof argument === "object" && argument !== null && "uri" in argument && typeof argument.uri === "string") {
    return argument.uri;
  }
  return vscode.window.activeTextEditor?.document.uri.toString();
}

/** Show a place in a sketch, in the editor that is there for it. */
export async function reveal(uri: string, range: Range): Promise<void> {
  const target = vscode.Uri.parse(uri);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  const editor = await vscode.window.showTextDocument(target, {
    ...(shown?.viewColumn === undefined ? { viewColumn: vscode.ViewColumn.One } : { viewColumn: shown.viewColumn }),
    preserveFocus: false,
  });
  const place = rangeOf(range);
  editor.selection = new vscode.Selection(place.start, place.start);
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

function isAddress(argument: unknown): argument is { uri: string; hole: string; index?: number } {
  return (
    typeof argument === "object" &&
    argument !== null &&
    "uri" in argument &&
    typeof argument.uri === "string" &&
    "hole" in argument &&
    typeof argument.hole === "string" &&
    (!("index" in argument) || argument.index === undefined || typeof argument.index === "number")
  );
}
