import assert from "node:assert/strict";
import { test } from "node:test";

import {
  contextOf,
  nameOf,
  oneLine,
  signOfHole,
  standingOf,
  standingOfExample,
  standingOfProperty,
  tooltipOfHole,
} from "../../src/views/standing";
import { example, hole, property } from "../holes";

test("an inline hole is called by its text", () => {
  assert.equal(nameOf(hole({})), "tally");
  assert.equal(nameOf(hole({ kind: "inline", description: "sort the words" })), "`sort the words`");
});

test("behind a hole stands how much of what is asked of it holds", () => {
  const some = [example({}), example({ verdict: "failed" })];
  assert.equal(standingOf(hole({ examples: [example({})] })), "1/1");
  assert.equal(standingOf(hole({ status: "failing", examples: some, properties: [property({})] })), "2/3");
  assert.equal(standingOf(hole({ status: "failing", examples: some, flags: ["stale"] })), "1/2 · stale");
  assert.equal(standingOf(hole({ status: "unfilled", examples: some })), "not filled");
  assert.equal(standingOf(hole({ status: "unchecked" })), "unchecked");
  assert.equal(standingOf(hole({ status: "unchecked", kind: "sketch" })), "");
  assert.equal(standingOf(hole({ status: "verified", pending: true, examples: some })), "not checked");
  assert.equal(standingOf(hole({ status: "blocked", examples: [example({ verdict: "blocked" })] })), "0/1 · blocked");
});

test("a hole that was not checked has no tick", () => {
  assert.equal(signOfHole(hole({ pending: true })).icon, "watch");
  assert.equal(signOfHole(hole({})).icon, "pass");
  assert.equal(signOfHole(hole({ kind: "sketch", status: "unchecked" })).icon, "symbol-function");
});

test("menus can tell holes apart", () => {
  const fill = { source: "", engine: "local", model: null, attempts: 1, tokens: { prompt: 0, completion: 0 } };
  assert.equal(contextOf(hole({ status: "unfilled" })), "hole named unfilled");
  assert.equal(
    contextOf(hole({ fill, flags: ["locked"], examples: [example({})] })),
    "hole named verified locked filled traceable",
  );
});

test("behind an example stands what came instead", () => {
  assert.equal(standingOfExample(example({})), "1");
  assert.equal(standingOfExample(example({ verdict: "failed", actual: "0" })), "expected 1, got 0");
  assert.equal(standingOfExample(example({ verdict: "raised", actual: "ValueError: no" })), "raised ValueError: no");
  assert.equal(standingOfExample(example({ verdict: "timeout", actual: null })), "took too long");
  assert.equal(
    standingOfExample(example({ verdict: null, row: { path: "a.jsonl", line: 3 } })),
    "a.jsonl, line 3 · not run",
  );
});

test("behind a property stands for what it holds", () => {
  assert.equal(standingOfProperty(property({})), "held for 100 inputs");
  assert.equal(standingOfProperty(property({ held: false, falsifiedBy: "text='s'" })), "not for text='s'");
  assert.equal(standingOfProperty(property({ held: null, message: "text cannot be drawn" })), "text cannot be drawn");
});

test("a tooltip tells who filled a hole, and takes no text for Markdown", () => {
  const fill = { source: "", engine: "openai", model: "m_1", attempts: 3, tokens: { prompt: 1000, completion: 204 } };
  const told = tooltipOfHole(hole({ fill, description: "Keep *all*." }));
  assert.equal(told, "**tally** — verified\n\nKeep \\*all\\*\\.\n\nFilled by openai, m\\_1, 1,204 tokens");
});

test("a text becomes one line that is not endless", () => {
  assert.equal(oneLine("a\n  b"), "a b");
  assert.equal(oneLine("x".repeat(100), 10), "xxxxxxxxx…");
});
