import assert from "node:assert/strict";
import { test } from "node:test";

import { casesOf, spread } from "../../src/testing/cases";
import { example, hole, property } from "../holes";

test("each example and each property is a case", () => {
  const cases = casesOf(
    hole({ examples: [example({}), example({ verdict: "failed", actual: "0" })], properties: [property({})] }),
  );
  assert.deepEqual(
    cases.map(({ id, label, index, outcome }) => [id, label, index, outcome.kind]),
    [
      ["example 0", 'tally("sh")', 0, "passed"],
      ["example 1", 'tally("sh")', 1, "failed"],
      ["property 0", "result >= 0", undefined, "passed"],
    ],
  );
});

test("a failure has what an editor needs for a diff, and the whole explanation", () => {
  const range = { start: { line: 5, character: 4 }, end: { line: 6, character: 5 } };
  const failing = example({ verdict: "failed", expected: "1", actual: "0", message: "expected 1, got 0", range });
  assert.deepEqual(casesOf(hole({ examples: [failing] }))[0]?.outcome, {
    kind: "failed",
    message: "expected 1, got 0",
    diff: { expected: "1", actual: "0" },
  });
  const diagnostics = [
    {
      code: "example-failed",
      severity: "error" as const,
      message: "expected 1, got 0\ntally gave 0",
      range,
      related: [],
    },
  ];
  const told = casesOf(hole({ examples: [failing], diagnostics }))[0]?.outcome;
  assert.equal(told?.kind === "failed" && told.message, "expected 1, got 0\ntally gave 0");
});

test("what was not run is not decided, and what cannot be run is skipped", () => {
  const kinds = (verdict: Parameters<typeof example>[0]["verdict"]): string | undefined =>
    casesOf(hole({ examples: [example({ verdict: verdict ?? null })] }))[0]?.outcome.kind;
  assert.equal(kinds(null), "waiting");
  assert.equal(kinds("blocked"), "skipped");
  assert.equal(kinds("inconclusive"), "skipped");
  assert.equal(kinds("timeout"), "errored");
  assert.equal(kinds("raised"), "errored");
  const untried = property({ held: null });
  assert.equal(casesOf(hole({ properties: [untried], pending: true }))[0]?.outcome.kind, "waiting");
  assert.equal(casesOf(hole({ properties: [untried] }))[0]?.outcome.kind, "skipped");
});

test("a falsified property says for what", () => {
  const [found] = casesOf(hole({ properties: [property({ held: false, falsifiedBy: "text='s'" })] }));
  assert.deepEqual(found?.outcome, { kind: "failed", message: "result >= 0 does not hold for text='s'" });
});

test("a long list has an element on each line of a diff", () => {
  const rows = "[[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], ['], [', 2], [1, 2, 3, 4, 5]]";
  assert.equal(
    spread(rows),
    "[\n    [1, 2, 3, 4, 5, 6],\n    [1, 2, 3, 4, 5, 6],\n    ['], [', 2],\n    [1, 2, 3, 4, 5],\n]",
  );
  assert.equal(spread("[1, 2]"), "[1, 2]");
  const call = `(${"1".repeat(40)}) + (${"2".repeat(40)})`;
  assert.equal(spread(call), call);
});
