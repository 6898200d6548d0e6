/** Commands about a hole that a person calls: from the palette for the one at the cursor, or from a line of the tree. */

import * as vscode from "vscode";

import type { CommandName } from "../protocol";
import type { Sketches } from "../sketches";
import { addExample } from "./addExample";
import { type Server, told } from "./link";
import { documentOf, rangeOf, type Target, targetOf } from "./places";

const NO_HOLE = "Put the cursor into a hole, or into a function of a sketch.";

/** Commands that are one of the server's on the hole that is meant. */
const ON_HOLE: Record<string, Exclude<CommandName, "holewright.addExample">> = {
  "holewright.fillHoleAtCursor": "holewright.fill",
  "holewright.repairHole": "holewright.repair",
  "holewright.explainHole": "holewright.explain",
  "holewright.lockHole": "holewright.lock",
  "holewright.unlockHole": "holewright.unlock",
  "holewright.previewPromptHere": "holewright.previewPrompt",
  "holewright.cancelHole": "holewright.cancel",
};

/** Commands that are a code action at the hole that is meant, and what to say where there is none. */
const ACTIONS: Record<string, { kind: string; none: string }> = {
  "holewright.punchHole": {
    kind: "refactor.rewrite.holewright.punch",
    none: "Put the cursor into a function with a body: its body goes, its docstring and examples stay.",
  },
  "holewright.promoteHole": {
    kind: "refactor.extract.holewright.promote",
    none: "Put the cursor on a hole between backticks to make it a function.",
  },
  "holewright.inlineFill": {
    kind: "refactor.inline.holewright.inline",
    none: "Put the cursor on a filled hole to write its fill into the sketch.",
  },
};

export function registerHoleCommands(context: vscode.ExtensionContext, sketches: Sketches, server: Server): void {
  const register = (id: string, work: (argument: unknown) => Promise<unknown>): void => {
    context.subscriptions.push(vscode.commands.registerCommand(id, work));
  };
  const onHole =
    (work: (target: Target) => Promise<unknown>) =>
    async (argument: unknown): Promise<void> => {
      const target = targetOf(sketches, argument);
      if (target === undefined) void vscode.window.showInformationMessage(NO_HOLE);
      else await told(() => work(target));
    };

  for (const [id, command] of Object.entries(ON_HOLE)) {
    register(
      id,
      onHole(({ uri, hole }) => withDocument(uri, () => server.command(command, { uri, hole: hole.id }))),
    );
  }
  for (const [id, { kind, none }] of Object.entries(ACTIONS)) {
    register(id, (argument) => act(sketches, argument, kind, none));
  }
  register("holewright.fillAllHere", async (argument) => {
    const uri = documentOf(argument);
    if (uri === undefined) void vscode.window.showInformationMessage("Open a sketch first.");
    else await told(() => withDocument(uri, () => server.command("holewright.fillAll", { uri })));
  });
  register(
    "holewright.refillWithFeedback",
    onHole(async ({ uri, hole }) => {
      const feedback = await vscode.window.showInputBox({
        title: `Refill ${hole.kind === "inline" ? hole.description : hole.name}`,
        prompt: "What should be otherwise? Leave it empty to look for any other fill.",
        placeHolder: "it should not count the empty lines",
      });
      if (feedback === undefined) return;
      const said = feedback.trim();
      await withDocument(uri, () =>
        server.command("holewright.refill", {
          uri,
          hole: hole.id,
          ...(said === "" ? {} : { feedback: said }),
        }),
      );
    }),
  );
  register(
    "holewright.addExampleHere",
    onHole(({ uri, hole }) => withDocument(uri, () => addExample(server, uri, hole))),
  );
}

/** Do something with a document that the server has to know: one from the tree may not be open. */
export async function withDocument<Result>(uri: string, work: () => Promise<Result>): Promise<Result> {
  await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  return work();
}

/** Do the code action of a kind at the hole that is meant, or at the cursor. */
async function act(sketches: Sketches, argument: unknown, kind: string, none: string): Promise<void> {
  const target = argument === undefined ? undefined : targetOf(sketches, argument);
  const editor = vscode.window.activeTextEditor;
  const uri = target === undefined ? editor?.document.uri : vscode.Uri.parse(target.uri);
  const range = target === undefined ? editor?.selection : startOf(target);
  if (uri === undefined || range === undefined) return void vscode.window.showInformationMessage(none);
  await vscode.workspace.openTextDocument(uri);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    uri,
    range,
    kind,
    1,
  );
  const usable = actions.find((action) => action.disabled === undefined && action.edit !== undefined);
  if (usable?.edit === undefined) {
    const why = actions.find((action) => action.disabled !== undefined)?.disabled?.reason;
    return void vscode.window.showInformationMessage(why ?? none);
  }
  await vscode.workspace.applyEdit(usable.edit, { isRefactoring: true });
}

function startOf({ hole }: Target): vscode.Range {
  const { start } = rangeOf(hole.range);
  return new vscode.Range(start, start);
}
