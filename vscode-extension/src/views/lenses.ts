/**
 * Lenses without waiting. An editor puts off its next question for as long as it had to wait for the last answers, a
 * minute if need be, and what a lens says is wrong by then. So it is never kept waiting: what is not answered soon is
 * answered with what was known last, and asked for again once the answer is there.
 */

import * as vscode from "vscode";

/** Milliseconds; an editor waits for a quarter of a second in any case. */
const SOON = 150;

type Lenses = vscode.CodeLens[] | null | undefined;

export interface PromptLenses {
  /** The answer of `ask`, or the last one known if it takes long. */
  provide(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    ask: (document: vscode.TextDocument, token: vscode.CancellationToken) => vscode.ProviderResult<vscode.CodeLens[]>,
  ): Promise<Lenses>;
  /** The text has changed: what is known moves along with its lines. */
  changed(event: Pick<vscode.TextDocumentChangeEvent, "document" | "contentChanges">): void;
  closed(document: vscode.TextDocument): void;
}

/** `again` has the editor ask once more. */
export function createPromptLenses(again: (document: vscode.TextDocument) => void, soon = SOON): PromptLenses {
  const known = new Map<string, vscode.CodeLens[]>();
  /** The number of the question that was answered with what is known. */
  const kept = new Map<string, number>();
  let asked = 0;

  return {
    async provide(document, token, ask) {
      const uri = document.uri.toString();
      const { version } = document;
      const number = ++asked;
      // Whether there is something new. What is of an older text or question, or was not answered, is not kept.
      const keep = (found: Lenses): boolean => {
        if (!Array.isArray(found) || document.isClosed || document.version !== version) return false;
        if (number < (kept.get(uri) ?? 0)) return false;
        const isNew = JSON.stringify(found) !== JSON.stringify(known.get(uri));
        known.set(uri, found);
        kept.set(uri, number);
        return isNew;
      };
      // The editor gives up what it waits for, and not what it was answered for in the meantime.
      const own = new vscode.CancellationTokenSource();
      const leaving = token.onCancellationRequested(() => own.cancel());
      const answer = Promise.resolve(ask(document, own.token));
      const late = Symbol("late");
      let timer: NodeJS.Timeout | undefined;
      try {
        // Where nothing is known there is nothing to answer with.
        const first = known.has(uri)
          ? await Promise.race([
              answer,
              new Promise<typeof late>((resolve) => (timer = setTimeout(() => resolve(late), soon))),
            ])
          : await answer;
        if (first !== late) {
          keep(first);
          return first ?? known.get(uri);
        }
      } finally {
        clearTimeout(timer);
        leaving.dispose();
      }
      answer.then(
        (found) => {
          if (keep(found)) again(document);
        },
        // Whoever asked has an answer already, and asks again when there is something new.
        () => undefined,
      );
      return known.get(uri);
    },
    changed({ document, contentChanges }) {
      const uri = document.uri.toString();
      const lenses = known.get(uri);
      if (lenses === undefined) return;
      known.set(
        uri,
        lenses.map((lens) => contentChanges.reduce(moved, lens)),
      );
    },
    closed(document) {
      const uri = document.uri.toString();
      known.delete(uri);
      kept.delete(uri);
    },
  };
}

/** The lens where it is after a change above it. */
function moved(lens: vscode.CodeLens, { range, text }: vscode.TextDocumentContentChangeEvent): vscode.CodeLens {
  const { start, end } = lens.range;
  const isAbove = range.end.line < start.line || (range.end.line === start.line && range.end.character === 0);
  const lines = (text.match(/\r\n|\r|\n/g) ?? []).length - (range.end.line - range.start.line);
  if (!isAbove || lines === 0) return lens;
  const there = new vscode.Range(start.line + lines, start.character, end.line + lines, end.character);
  return new vscode.CodeLens(there, lens.command);
}
