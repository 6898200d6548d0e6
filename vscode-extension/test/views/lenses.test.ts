import assert from "node:assert/strict";
import { test } from "node:test";

import * as vscode from "vscode";

import { createPromptLenses } from "../../src/views/lenses";

type Answer = vscode.CodeLens[] | null;

/** A document, lenses for it, a server that answers when it is told to, and how often the editor was asked back. */
async function stage(): Promise<{
  document: vscode.TextDocument;
  again: () => number;
  answer: (...given: (Answer | Error)[]) => void;
  ask: (token?: vscode.CancellationToken) => Promise<readonly [number, string][] | null>;
  swap: () => void;
  isCancelled: (which: number) => boolean;
  edit: (line: number, text: string) => void;
  close: () => void;
}> {
  const document = { uri: { toString: () => "file:///a.anpl" }, version: 1, isClosed: false };
  const asked: { token: vscode.CancellationToken; done: (answer: Answer) => void; fail: (error: Error) => void }[] = [];
  let count = 0;
  const lenses = createPromptLenses(() => count++, 20);
  const open = document as unknown as vscode.TextDocument;
  await lenses.provide(open, new vscode.CancellationTokenSource().token, () => []);
  return {
    document: open,
    again: () => count,
    answer(...given) {
      for (const each of given) {
        const waiting = asked.shift();
        if (each instanceof Error) waiting?.fail(each);
        else waiting?.done(each);
      }
    },
    swap: () => asked.reverse(),
    isCancelled: (which) => asked[which]?.token.isCancellationRequested ?? false,
    async ask(token = new vscode.CancellationTokenSource().token) {
      const found = await lenses.provide(open, token, (_, own) => {
        return new Promise((done, fail) => asked.push({ token: own, done, fail }));
      });
      return found?.map(({ range, command }) => [range.start.line, command?.title ?? ""] as const) ?? null;
    },
    edit(line, text) {
      document.version++;
      const range = new vscode.Range(line, 0, line, 0);
      lenses.changed({ document: open, contentChanges: [{ range, text, rangeOffset: 0, rangeLength: 0 }] });
    },
    close() {
      document.isClosed = true;
      lenses.closed(open);
    },
  };
}

const lens = (title: string, line = 3): vscode.CodeLens =>
  new vscode.CodeLens(new vscode.Range(line, 0, line, 5), { title, command: "" });
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

test("an answer that comes soon is given as it is", async () => {
  const { ask, answer, again } = await stage();
  const found = ask();
  answer([lens("Fill")]);
  assert.deepEqual(await found, [[3, "Fill"]]);
  assert.equal(again(), 0);
});

test("where it takes long the last one is given, and the editor is asked back once when there is another", async () => {
  const { ask, answer, again } = await stage();
  assert.deepEqual(await ask(), []);
  answer([lens("checking…")]);
  await settled();
  assert.equal(again(), 1);

  assert.deepEqual(await ask(), [[3, "checking…"]]);
  answer([lens("checking…")]);
  await settled();
  assert.equal(again(), 1);
});

test("two editors of one text are both answered", async () => {
  const { ask, answer, isCancelled } = await stage();
  const both = [ask(), ask()];
  assert.deepEqual([isCancelled(0), isCancelled(1)], [false, false]);
  answer([lens("Fill")], [lens("Fill")]);
  assert.deepEqual(await Promise.all(both), [[[3, "Fill"]], [[3, "Fill"]]]);
});

test("an answer to an older question does not take the place of a newer one", async () => {
  const { ask, answer, again, swap } = await stage();
  await ask();
  const second = ask();
  swap();
  answer([lens("new")]);
  assert.deepEqual(await second, [[3, "new"]]);
  answer([lens("old")]);
  await settled();
  assert.equal(again(), 0);
  assert.deepEqual(await ask(), [[3, "new"]]);
});

test("where there is no answer the last one is given", async () => {
  const { ask, answer } = await stage();
  const found = ask();
  answer([lens("Fill")]);
  await found;
  const second = ask();
  answer(null);
  assert.deepEqual(await second, [[3, "Fill"]]);
});

test("the editor can give up as long as it waits, and not after that", async () => {
  const { ask, answer, again, isCancelled } = await stage();
  const early = new vscode.CancellationTokenSource();
  const found = ask(early.token);
  early.cancel();
  assert.equal(isCancelled(0), true);
  answer(null);
  assert.deepEqual(await found, []);

  const late = new vscode.CancellationTokenSource();
  await ask(late.token);
  late.cancel();
  assert.equal(isCancelled(0), false);
  answer([lens("Fill")]);
  await settled();
  assert.equal(again(), 1);
});

test("what is known moves with its lines, and an answer for an older text is not kept", async () => {
  const { ask, answer, again, edit } = await stage();
  const found = ask();
  answer([lens("Fill"), lens("Compile", 0)]);
  await found;
  const second = ask();
  edit(1, "one\ntwo\n");
  const moved = [
    [5, "Fill"],
    [0, "Compile"],
  ];
  assert.deepEqual(await second, moved);
  answer([lens("old")]);
  await settled();
  assert.equal(again(), 0);
  assert.deepEqual(await ask(), moved);
});

test("a server that fails late is not told of, and one that fails soon is", async () => {
  const { ask, answer, again } = await stage();
  await ask();
  answer(new Error("gone"));
  await settled();
  assert.equal(again(), 0);
  const found = ask();
  answer(new Error("gone"));
  await assert.rejects(found, /gone/);
});

test("of a document that was closed nothing is known", async () => {
  const { ask, answer, again, close } = await stage();
  const found = ask();
  answer([lens("Fill")]);
  await found;
  await ask();
  close();
  answer([lens("Refill")]);
  await settled();
  assert.equal(again(), 0);
});
