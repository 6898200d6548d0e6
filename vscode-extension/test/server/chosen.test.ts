import assert from "node:assert/strict";
import { test } from "node:test";

import { createChosen } from "../../src/server/chosen";
import type { Interpreters } from "../../src/server/interpreters";
import { EventEmitter } from "../vscode";

const always = (python: string | undefined): Interpreters => ({
  of: () => Promise.resolve(python),
  watch: () => ({ dispose: () => undefined }),
});

test("nobody is asked before somebody is there", async () => {
  assert.equal(await createChosen(() => undefined).of(undefined), undefined);
});

test("what is chosen is told", async () => {
  const chosen = createChosen(() => undefined);
  chosen.use(() => Promise.resolve(always("/venv/bin/python")));
  assert.equal(await chosen.of(undefined), "/venv/bin/python");
});

test("who cannot answer says nothing", async () => {
  const chosen = createChosen(() => undefined);
  chosen.use(() => Promise.reject(new Error("broken")));
  assert.equal(await chosen.of(undefined), undefined);
});

test("who is slow is not waited for, and heard once the answer is there", async () => {
  let answer: (found: Interpreters) => void = () => undefined;
  let heard: () => void = () => undefined;
  const changed = new Promise<void>((resolve) => (heard = resolve));
  const chosen = createChosen(() => heard(), 1);
  chosen.use(() => new Promise((resolve) => (answer = resolve)));
  assert.equal(await chosen.of(undefined), undefined);
  answer(always("/late/bin/python"));
  await changed;
  assert.equal(await chosen.of(undefined), "/late/bin/python");
});

test("only the latest is listened to", async () => {
  const [first, second] = [new EventEmitter<undefined>(), new EventEmitter<undefined>()];
  const watched = (emitter: EventEmitter<undefined>): Interpreters => ({
    of: () => Promise.resolve(undefined),
    watch: (changed) => emitter.event(() => changed()),
  });
  let heard = 0;
  const chosen = createChosen(() => heard++);
  for (const emitter of [first, second]) {
    chosen.use(() => Promise.resolve(watched(emitter)));
    await chosen.of(undefined);
  }
  first.fire(undefined);
  assert.equal(heard, 0);
  second.fire(undefined);
  assert.equal(heard, 1);
  chosen.dispose();
  second.fire(undefined);
  assert.equal(heard, 1);
});
