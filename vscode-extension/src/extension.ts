/** Where the extension begins: what is made at the start, and what only when a sketch is there. */

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";

import { HOLES, type HolesParams } from "./protocol";
import { createSketches } from "./sketches";

const DOCUMENTS = ["anpl", "python"].flatMap((language) => [
  { scheme: "file", language },
  { scheme: "untitled", language },
]);

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Holewright", { log: true });
  const program = vscode.workspace.getConfiguration("holewright").get<string>("server.path") ?? "";
  const client = new LanguageClient(
    "holewright",
    "Holewright",
    { command: program === "" ? "holewright" : program, args: ["lsp"] },
    {
      documentSelector: DOCUMENTS,
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: () => ({ trusted: vscode.workspace.isTrusted }),
    },
  );
  const sketches = createSketches();
  context.subscriptions.push(
    log,
    client,
    client.onNotification(HOLES, (told: HolesParams) => sketches.take(told)),
    vscode.workspace.onDidGrantWorkspaceTrust(
      () => void client.sendNotification("holewright/trust", { trusted: true }),
    ),
    vscode.commands.registerCommand("holewright.restartServer", () => client.restart()),
    vscode.commands.registerCommand("holewright.showLog", () => log.show()),
  );
  await client.start();
}
