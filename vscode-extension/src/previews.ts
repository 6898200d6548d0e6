/** What would be changed, seen before it is: a fill that is suggested beside the one that stands, each on its side. */

import * as vscode from "vscode";

import { functionAlone, isFunction, plain, suggestionAlone } from "./compared";
import { type Server, told } from "./holes/link";
import { rangeOf, targetOf } from "./holes/places";
import { withDocument } from "./holes/commands";
import type { Hole } from "./protocol";
import type { Sketches } from "./sketches";
import { nameOf } from "./views/standing";
import { readVirtualPath } from "./views/virtual";

/** The schemes of what stands in a hole and of what is suggested, as they were when they were compared. */
const STANDING = "holewright-standing";
const SUGGESTED = "holewright-suggested";

/** The command that shows a suggestion beside what stands. It gives false where the document is no suggestion of a hole
 * that is known. Not for people, who have no such document in their hands. */
export const COMPARE = "holewright.compareSuggestion";

export function registerPreviews(context: vscode.ExtensionContext, sketches: Sketches, server: Server): void {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  context.subscriptions.push(
    changed,
    ...[STANDING, SUGGESTED].map((scheme) =>
      vscode.workspace.registerTextDocumentContentProvider(scheme, {
        onDidChange: changed.event,
        provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
      }),
    ),
    vscode.commands.registerCommand(COMPARE, async (suggestion: vscode.Uri) => {
      const about = readVirtualPath(suggestion.path);
      const hole = about && sketches.get(about.document)?.holes.find((item) => item.id === about.hole);
      if (about?.kind !== "suggestion" || hole === undefined) return false;
      const sides = [
        [STANDING, await textOf(about.document, hole)],
        [SUGGESTED, suggestionAlone((await vscode.workspace.openTextDocument(suggestion)).getText())],
      ].map(([scheme = "", text = ""]) => {
        const uri = vscode.Uri.from({ scheme, path: suggestion.path });
        texts.set(uri.toString(), text);
        changed.fire(uri);
        return uri;
      });
      const title = `${nameOf(hole)}: what stands ↔ what is suggested`;
      await vscode.commands.executeCommand("vscode.diff", ...sides, title, { preview: true });
      return true;
    }),
    vscode.commands.registerCommand("holewright.applyPreview", async (argument: unknown) => {
      const suggestion = suggestionOf(argument);
      const about = suggestion && readVirtualPath(suggestion.path);
      if (suggestion === undefined || about === undefined) return;
      const { document: uri, hole } = about;
      const isKept = await told(() =>
        withDocument(uri, () => server.command("holewright.applySuggestion", { uri, hole })),
      );
      if (isKept) await close(suggestion);
    }),
    vscode.commands.registerCommand("holewright.discardPreview", async (argument: unknown) => {
      const suggestion = suggestionOf(argument);
      if (suggestion !== undefined) await close(suggestion);
    }),
    vscode.commands.registerCommand("holewright.previewRefill", async (argument: unknown) => {
      const target = targetOf(sketches, argument);
      if (target === undefined) return void vscode.window.showInformationMessage("Put the cursor into a filled hole.");
      const feedback = await vscode.window.showInputBox({
        title: `Refill ${nameOf(target.hole)}`,
        prompt: "What should be otherwise? Leave it empty to look for any other fill.",
      });
      if (feedback === undefined) return;
      const { uri, hole } = target;
      const words = feedback.trim() === "" ? {} : { feedback: feedback.trim() };
      await told(() =>
        withDocument(uri, () => server.command("holewright.refill", { uri, hole: hole.id, ...words, preview: true })),
      );
    }),
    vscode.commands.registerCommand("holewright.previewRepair", async (argument: unknown) => {
      const target = targetOf(sketches, argument);
      if (target === undefined) return void vscode.window.showInformationMessage("Put the cursor into a filled hole.");
      const { uri, hole } = target;
      await told(() =>
        withDocument(uri, () => server.command("holewright.repair", { uri, hole: hole.id, preview: true })),
      );
    }),
  );
}

/** What stands in a hole: its fill, or the function that a person wrote. */
async function textOf(uri: string, hole: Hole): Promise<string> {
  const isInText = hole.kind === "named" || hole.kind === "sketch";
  if (hole.fill !== null && (!isInText || isFunction(hole.fill.source))) return plain(hole.fill.source);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  const range = rangeOf(hole.range);
  return functionAlone(document.getText(range.with(range.start.with({ character: 0 }))));
}

/** The suggestion that a button above an editor, or a command from the palette, is about. */
function suggestionOf(argument: unknown): vscode.Uri | undefined {
  const uri = argument instanceof vscode.Uri ? argument : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === SUGGESTED && readVirtualPath(uri.path)?.kind === "suggestion" ? uri : undefined;
}

async function close(suggestion: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = tabs.filter(({ input }) => {
    if (input instanceof vscode.TabInputTextDiff) return input.modified.toString() === suggestion.toString();
    return input instanceof vscode.TabInputText && input.uri.toString() === suggestion.toString();
  });
  await vscode.window.tabGroups.close(shown);
}
