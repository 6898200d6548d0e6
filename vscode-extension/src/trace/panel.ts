/** The trace view: one panel for each hole or function, beside the sketch, that follows what is typed. */

import { randomBytes } from "node:crypto";

import * as vscode from "vscode";

import { exampleOf } from "../holes/call";
import { type Server, told } from "../holes/link";
import { reveal, targetOf } from "../holes/places";
import type { Hole, Trace } from "../protocol";
import { sentence } from "../sentence";
import type { Sketches } from "../sketches";
import { nameOf } from "../views/standing";
import { page } from "./html";
import { type FromView, type Place, placeIn, type ToView } from "./messages";

/** A panel and what it shows. */
interface Open {
  readonly panel: vscode.WebviewPanel;
  show(index: number | undefined): void;
}

/** The kind of panel, as package.json wakes us for it. */
const VIEW = "holewright.trace";

/** How long it has to be quiet before an example is run again. */
const QUIET = 400;

export function registerTrace(context: vscode.ExtensionContext, sketches: Sketches, server: Server): void {
  const panels = new Map<string, Open>();
  const keyOf = (uri: string, hole: string): string => JSON.stringify([uri, hole]);
  const follow = (panel: vscode.WebviewPanel, place: Pick<Place, "uri" | "hole">): Open => {
    const open = fillIn(context, panel, sketches, server, place);
    const key = keyOf(place.uri, place.hole);
    panel.onDidDispose(() => panels.delete(key));
    panels.set(key, open);
    return open;
  };
  context.subscriptions.push(
    vscode.window.registerWebviewPanelSerializer(VIEW, {
      deserializeWebviewPanel(panel, kept) {
        const place = placeIn(kept);
        if (place === undefined) panel.dispose();
        else follow(panel, place).show(place.index);
        return Promise.resolve();
      },
    }),
    vscode.commands.registerCommand("holewright.openTrace", (argument: unknown) => {
      const target = targetOf(sketches, argument);
      if (target === undefined) {
        return void vscode.window.showInformationMessage("Put the cursor on an example, or into a hole that has some.");
      }
      const { uri, hole, index } = target;
      if (hole.examples.length === 0) {
        return void vscode.window.showInformationMessage(`${nameOf(hole)} has no example that could be traced.`);
      }
      const open = panels.get(keyOf(uri, hole.id));
      open?.panel.reveal(undefined, false);
      (open ?? follow(createPanel(hole.name), { uri, hole: hole.id })).show(index);
    }),
  );
}

function createPanel(name: string): vscode.WebviewPanel {
  const beside = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
  return vscode.window.createWebviewPanel(VIEW, `Trace: ${name}`, beside);
}

/** Has a panel, which is empty, show the traces of a hole or function. */
function fillIn(
  context: vscode.ExtensionContext,
  panel: vscode.WebviewPanel,
  sketches: Sketches,
  server: Server,
  { uri, hole: id }: Pick<Place, "uri" | "hole">,
): Open {
  panel.webview.options = {
    enableScripts: true,
    localResourceRoots: ["media", "dist"].map((folder) => vscode.Uri.joinPath(context.extensionUri, folder)),
  };
  panel.iconPath = {
    light: vscode.Uri.joinPath(context.extensionUri, "media", "trace-light.svg"),
    dark: vscode.Uri.joinPath(context.extensionUri, "media", "trace-dark.svg"),
  };
  const at = (...path: string[]): string =>
    panel.webview.asWebviewUri(vscode.Uri.joinPath(context.extensionUri, ...path)).toString();
  panel.webview.html = page({
    policy: panel.webview.cspSource,
    nonce: randomBytes(16).toString("hex"),
    script: at("dist", "trace.js"),
    style: at("media", "trace.css"),
  });

  let index: number | undefined;
  let trace: Trace | undefined;
  let latest: vscode.CancellationTokenSource | undefined;
  let timer: NodeJS.Timeout | undefined;
  let last: ToView | undefined;
  let isReady = false;
  let isOld = false;
  const hole = (): Hole | undefined => sketches.get(uri)?.holes.find((item) => item.id === id);
  const tell = (message: ToView): void => {
    last = message;
    if (isReady) void panel.webview.postMessage(message);
  };
  const run = async (): Promise<void> => {
    latest?.cancel();
    const own = new vscode.CancellationTokenSource();
    latest = own;
    isOld = false;
    try {
      await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      const made = await server.trace({ uri, hole: id, ...(index === undefined ? {} : { index }) }, own.token);
      if (own.token.isCancellationRequested) return;
      trace = made;
      index = made.index;
      tell({ kind: "trace", trace: made, place: { uri, hole: id, index: made.index } });
    } catch (error) {
      if (!own.token.isCancellationRequested) tell({ kind: "failed", sentence: sentence(error) });
    } finally {
      own.dispose();
    }
  };
  const wake = async (): Promise<void> => {
    isOld = true;
    try {
      await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    } catch (error) {
      tell({ kind: "failed", sentence: sentence(error) });
    }
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), QUIET);
  };

  let seen = standing(sketches, uri);
  const listening = sketches.onDidChange((changed) => {
    const now = changed === uri ? standing(sketches, uri) : seen;
    // A trace does not change what is known of the sketch; all else may change the trace.
    if (now !== seen && now !== "") {
      isOld = true;
      if (panel.visible) soon();
    }
    seen = now;
  });
  panel.onDidChangeViewState(() => {
    if (panel.visible && isOld) soon();
  });
  const respond = async (message: FromView): Promise<void> => {
    switch (message.kind) {
      case "ready":
        isReady = true;
        if (last !== undefined) void panel.webview.postMessage(last);
        return;
      case "again":
        tell({ kind: "busy" });
        return run();
      case "example": {
        const example = hole()?.examples[index ?? 0];
        return example && reveal(uri, example.range);
      }
      case "code": {
        const called = sketches.get(uri)?.holes.find((item) => item.id === trace?.calls[message.call]?.hole);
        return called && reveal(uri, called.range);
      }
      case "copy":
        return vscode.env.clipboard.writeText(message.text);
      case "add": {
        const call = trace?.calls[message.call];
        const called = sketches.get(uri)?.holes.find((item) => item.id === call?.hole);
        const example = call && called && exampleOf(called, call);
        if (called === undefined || example === undefined) {
          return void vscode.window.showInformationMessage("This call cannot be written down as an example.");
        }
        await told(() => server.command("holewright.addExample", { uri, hole: called.id, ...example }));
      }
    }
  };
  panel.webview.onDidReceiveMessage((message: FromView) => void respond(message));
  panel.onDidDispose(() => {
    listening.dispose();
    clearTimeout(timer);
    latest?.cancel();
  });
  return {
    panel,
    show(wanted) {
      index = wanted;
      // Of a panel that was there before the server nothing is known yet: it is run with the first that is told.
      if (sketches.get(uri) === undefined) void wake();
      else void run();
    },
  };
}

/** What a trace depends on, as far as the server tells of it. */
function standing(sketches: Sketches, uri: string): string {
  const holes = sketches.get(uri)?.holes ?? [];
  return holes.map((hole) => [hole.fingerprint, hole.fill?.source ?? "", hole.status].join("\n")).join("\n\n");
}
