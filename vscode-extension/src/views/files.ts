/** The sketches of the workspace: the files that are sketches by their name, and whatever else turned out to be one. */

import * as vscode from "vscode";

import type { Sketches } from "../sketches";

const FILES = "**/*.anpl";
const NOT_IN = "**/{node_modules,.venv,venv,.git}/**";
const MOST = 1000;

export interface SketchFiles {
  /** URIs, in order. */
  all(): readonly string[];
  readonly onDidChange: vscode.Event<void>;
  /** Have the server told of a file, if it does not know it yet. */
  read(uri: string): Promise<void>;
}

export function watchSketchFiles(context: vscode.ExtensionContext, sketches: Sketches): SketchFiles {
  const found = new Set<string>();
  const changed = new vscode.EventEmitter<void>();
  const watcher = vscode.workspace.createFileSystemWatcher(FILES);

  const search = async (): Promise<void> => {
    const files = await vscode.workspace.findFiles(FILES, NOT_IN, MOST);
    found.clear();
    for (const file of files) found.add(file.toString());
    changed.fire();
  };
  const isOpen = (uri: string): boolean =>
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri);

  context.subscriptions.push(
    changed,
    watcher,
    watcher.onDidCreate((uri) => {
      found.add(uri.toString());
      changed.fire();
    }),
    watcher.onDidDelete((uri) => {
      found.delete(uri.toString());
      sketches.forget(uri.toString());
      changed.fire();
    }),
    // Of what is closed the server tells nothing: what it said before was of another text.
    watcher.onDidChange((uri) => {
      if (!isOpen(uri.toString())) sketches.forget(uri.toString());
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void search()),
    vscode.workspace.onDidCloseTextDocument((document) => {
      // What was never saved is gone with its editor; what is no sketch by its name may be none by now.
      if (!found.has(document.uri.toString())) sketches.forget(document.uri.toString());
    }),
    sketches.onDidChange(() => changed.fire()),
  );
  void search();

  return {
    all: () => [...new Set([...found, ...sketches.all().map((sketch) => sketch.uri)])].sort(),
    onDidChange: changed.event,
    async read(uri) {
      if (sketches.get(uri) === undefined) await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    },
  };
}
