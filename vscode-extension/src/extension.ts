/** Where the extension begins: what is made at the start, and what waits until a sketch is there. */

import { sinceLoading } from "./clock";

import * as vscode from "vscode";

import { compileAndOpen } from "./commands/compile";
import { openSample } from "./commands/sample";
import { showSetting } from "./commands/setting";
import { clearKey, setKey } from "./key";
import { selectInterpreter, tellOf } from "./notices";
import { HOLES, type HolesParams } from "./protocol";
import { createService, type Service } from "./server/service";
import { wakeForSketches } from "./server/wake";
import { createSketches } from "./sketches";
import { createSpent } from "./spent";
import { createStatus } from "./status";
import type { Told } from "./statusLines";
import { registerViews } from "./views/register";

let service: Service | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Holewright", { log: true });
  const sketches = createSketches();
  const status = createStatus();
  const spent = createSpent(context.globalState, () => new Date());
  const standing = new Map<string, Told>();

  const made = createService(context, {
    log,
    changed(state) {
      status.server(state);
      if (state.kind !== "running") {
        sketches.clear();
        standing.clear();
        spent.anew();
        showStatus();
      }
      void tellOf(state);
    },
    connected(client) {
      context.subscriptions.push(
        client,
        client.onNotification(HOLES, (told: HolesParams) => sketches.take(told)),
        client.onNotification("holewright/status", (told: Told) => {
          standing.set(told.uri, told);
          spent.told(told.spent.prompt + told.spent.completion);
          showStatus();
        }),
      );
    },
  });
  service = made;
  const { life } = made;

  const showStatus = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    status.document(uri === undefined ? undefined : standing.get(uri));
    status.spent(spent.today());
  };
  const register = (command: string, run: (...given: never[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(command, run);
  context.subscriptions.push(
    log,
    status,
    made,
    sketches.onDidChange(() => status.sketches(sketches.all().map(({ uri }) => uri))),
    vscode.window.onDidChangeActiveTextEditor(showStatus),
    vscode.workspace.onDidGrantWorkspaceTrust(() => status.server(life.state)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => standing.delete(uri.toString())),
    register("holewright.restartServer", () => life.restart()),
    register("holewright.showLog", () => log.show()),
    register("holewright.setApiKey", () => setKey(context.secrets)),
    register("holewright.clearApiKey", () => clearKey(context.secrets)),
    register("holewright.selectInterpreter", selectInterpreter),
    register("holewright.showSetting", (name: string) => showSetting(name)),
    register("holewright.openSample", () => openSample(context.extensionUri)),
    register("holewright.compileAndOpen", (sketch?: vscode.Uri) => compileAndOpen(sketch)),
  );
  registerViews(context, sketches, made.connection);
  showStatus();
  context.subscriptions.push(wakeForSketches(() => void life.start()));
  log.info(`activated in ${sinceLoading()}`);
}

export async function deactivate(): Promise<void> {
  await service?.life.stop();
}
