/** Asking for an example: first the call, with the shape that the signature gives it, then what it should give. */

import * as vscode from "vscode";

import type { Hole } from "../protocol";
import { nameOf } from "../views/standing";
import { exampleCall, expectedText, resultOf, shapeOf, wrongWithCall, wrongWithExpected } from "./call";
import type { Server } from "./link";

/** Ask for an example of a hole and have it written. Does nothing if the person leaves. Fails with what the server says. */
export async function addExample(server: Server, uri: string, hole: Hole): Promise<void> {
  const title = `Add an example of ${nameOf(hole)}`;
  const { text, argument } = exampleCall(hole);
  const shape = shapeOf(hole);
  const source = await vscode.window.showInputBox({
    title: `${title} (1/2)`,
    prompt: shape === "" ? "The call." : `The call. It is given ${shape}.`,
    value: text,
    valueSelection: [argument[0], argument[1]],
    ignoreFocusOut: true,
    validateInput: (typed) => wrongWithCall(hole, typed),
  });
  if (source === undefined) return;
  const expected = await askExpected(`${title} (2/2)`, hole, source.trim());
  if (expected === undefined) return;
  await server.command("holewright.addExample", {
    uri,
    hole: hole.id,
    source: source.trim(),
    ...(expected === WHAT_COMES ? {} : { expected }),
  });
}

const WHAT_COMES = Symbol("what the hole gives now");

/** What the example should expect; undefined if the person leaves. */
function askExpected(title: string, hole: Hole, source: string): Promise<string | typeof WHAT_COMES | undefined> {
  const canBeRun = hole.status !== "unfilled" && hole.status !== "blocked";
  const box = vscode.window.createInputBox();
  const whatComes: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("run"),
    tooltip: "Expect what it gives now",
  };
  const result = resultOf(hole);
  box.title = title;
  box.ignoreFocusOut = true;
  box.placeholder =
    result === "" ? "a value, or an exception such as ValueError" : `${result}, or an exception such as ValueError`;
  box.prompt = canBeRun
    ? `What ${source} should give. Leave it empty to expect what it gives now.`
    : `What ${source} should give.`;
  if (canBeRun) box.buttons = [whatComes];
  return new Promise((resolve) => {
    let answer: string | typeof WHAT_COMES | undefined;
    box.onDidChangeValue((typed) => {
      box.validationMessage = wrongWithExpected(typed);
    });
    box.onDidTriggerButton(() => {
      answer = WHAT_COMES;
      box.hide();
    });
    box.onDidAccept(() => {
      const typed = box.value.trim();
      if (typed === "" && !canBeRun) {
        box.validationMessage = "The hole is not filled: only you can say what it should give.";
        return;
      }
      box.validationMessage = wrongWithExpected(typed);
      if (box.validationMessage !== undefined) return;
      answer = typed === "" ? WHAT_COMES : expectedText(typed);
      box.hide();
    });
    box.onDidHide(() => {
      box.dispose();
      resolve(answer);
    });
    box.show();
  });
}
