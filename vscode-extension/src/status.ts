/** What the language status says: how the server is, who fills holes, what confines them, and what was spent today. */

import * as vscode from "vscode";

import type { State } from "./server/life";
import { type Line, engineLine, sandboxLine, serverLine, spentLine, type Told } from "./statusLines";

export interface Status {
  server(state: State): void;
  /** What holds for the document that is looked at; undefined where nothing is known of it. */
  document(told: Told | undefined): void;
  spent(tokens: number): void;
  /** The documents that are sketches: only beside those anything is said. */
  sketches(uris: readonly string[]): void;
  dispose(): void;
}

export function createStatus(): Status {
  const selector: vscode.DocumentSelector = { language: "anpl" };
  const item = (id: string, name: string): vscode.LanguageStatusItem => {
    const made = vscode.languages.createLanguageStatusItem(`holewright.${id}`, selector);
    made.name = name;
    return made;
  };
  const server = item("server", "Holewright: server");
  const engine = item("engine", "Holewright: engine");
  const sandbox = item("sandbox", "Holewright: sandbox");
  const spent = item("spent", "Holewright: tokens spent today");
  const items = [server, engine, sandbox, spent];

  const status: Status = {
    server: (state) => show(server, serverLine(state, vscode.workspace.isTrusted)),
    document(told) {
      show(engine, engineLine(told));
      show(sandbox, sandboxLine(told));
    },
    spent: (tokens) => show(spent, spentLine(tokens)),
    sketches(uris) {
      const files = uris
        .map((uri) => vscode.Uri.parse(uri))
        .map((uri) => ({ language: "python", scheme: uri.scheme, pattern: escaped(uri.path) }));
      for (const each of items) each.selector = [{ language: "anpl" }, ...files];
    },
    dispose: () => items.forEach((each) => each.dispose()),
  };
  status.server({ kind: "waiting" });
  status.document(undefined);
  status.spent(0);
  return status;
}

const SEVERITIES = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

function show(item: vscode.LanguageStatusItem, line: Line): void {
  item.text = line.text;
  item.detail = line.detail;
  item.severity = SEVERITIES[line.severity ?? "information"];
  item.busy = line.busy ?? false;
  item.command = line.command;
}

/** A path as a pattern that means nothing but itself. */
function escaped(path: string): string {
  return path.replace(/[[\]{}*?]/g, (character) => `[${character}]`);
}
