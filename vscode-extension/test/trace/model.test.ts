import assert from "node:assert/strict";
import { test } from "node:test";

import type { Trace } from "../../src/protocol";
import {
  duration,
  inWords,
  type Opened,
  openedAtFirst,
  PAGE,
  type Row,
  rowsOf,
  shortened,
  traced,
} from "../../src/trace/model";
import { call, long, trace } from "./traces";

/** The rows as an indented list, `+` before a call that is closed and `-` before one that is open. */
function listed(shown: Trace, opened?: Opened): string[] {
  const made = traced(shown);
  return rowsOf(made, opened ?? openedAtFirst(made)).map((row) => {
    const indent = "  ".repeat(row.level - 1);
    if (row.kind === "more") return `${indent}${row.hidden} more`;
    const sign = row.isOpen === undefined ? "" : row.isOpen ? "- " : "+ ";
    return `${indent}${sign}${row.call.name} ${row.position}/${row.siblings}${row.isFirstWrong ? " <--" : ""}`;
  });
}

const small = trace([call("main", null), call("shapes", 0), call("grow", 1), call("grow", 1), call("paint", 0)]);

test("a small trace is open as a whole", () => {
  assert.deepEqual(listed(small), ["- main 1/1", "  - shapes 1/2", "    grow 1/2", "    grow 2/2", "  paint 2/2"]);
});

test("what is closed hides the calls in it", () => {
  const made = traced(small);
  assert.deepEqual(listed(small, { open: new Set([made.keys[0] ?? ""]), shown: new Map() }), [
    "- main 1/1",
    "  + shapes 1/2",
    "  paint 2/2",
  ]);
  const rows = rowsOf(made, { open: new Set(), shown: new Map() });
  assert.equal(rows[0]?.kind === "call" && rows[0].within, 4);
});

test("of many calls a page is shown, and always the way to the first wrong step", () => {
  const many = trace([call("main", null), ...Array.from({ length: 100 }, () => call("step", 0))]);
  const rows = listed(many);
  assert.equal(rows.length, 1 + PAGE + 1);
  assert.equal(rows.at(-1), "  70 more");
  assert.deepEqual(listed(long(100)).slice(-2), ["  - step 100/100", "    deep 1/1 <--"]);
});

test("one call is not hidden behind a line of its own", () => {
  const many = trace([call("main", null), ...Array.from({ length: PAGE + 1 }, () => call("step", 0))]);
  assert.equal(listed(many).length, 1 + PAGE + 1);
});

test("calls keep their keys in a later trace", () => {
  const later = trace([...small.calls.slice(0, 3), call("paint", 0)]);
  const keys = traced(small).keys;
  assert.equal(new Set(keys).size, keys.length);
  assert.deepEqual(traced(later).keys.slice(0, 3), keys.slice(0, 3));
});

test("a parent that is none leads in no circle", () => {
  const odd = trace([call("a", 0), call("b", 5)]);
  assert.deepEqual(listed(odd), ["a 1/2", "b 2/2"]);
});

function only(changes: Parameters<typeof call>[2]): Row & { kind: "call" } {
  const made = traced(trace([call("f", null, changes)], { firstWrong: changes?.wrong === undefined ? null : 0 }));
  const [row] = rowsOf(made, openedAtFirst(made));
  assert.equal(row?.kind, "call");
  return row;
}

test("grids that differ have the cells marked in which they do", () => {
  const row = only({ gave: "[[1, 2], [3, 4]]", wrong: "[[1, 2], [3, 5]]" });
  assert.deepEqual(row.result?.differs, [[1, 1]]);
  assert.deepEqual(row.expected?.differs, [[1, 1]]);
});

test("what was raised is a text, whatever it looks like", () => {
  assert.equal(only({ ending: "raised", gave: "[[1, 2], [3, 4]]" }).result?.picture, undefined);
});

test("remarks say how a call came about and how it ended", () => {
  assert.deepEqual(only({ answered: true }).remarks, ["answered from its example"]);
  assert.deepEqual(only({ ending: "missing", gave: null }).remarks, ["not filled"]);
  assert.deepEqual(only({ ending: "timeout", gave: null, seconds: 1 }).remarks, ["took too long", "1 s"]);
  const made = traced(
    trace([call("main", null, { ending: "missing", gave: null }), call("open", 0, { ending: "missing", gave: null })]),
  );
  const rows = rowsOf(made, openedAtFirst(made));
  assert.deepEqual(
    rows.map((row) => row.kind === "call" && row.remarks),
    [["stopped"], ["not filled"]],
  );
});

test("a row in words says what it shows", () => {
  const given = [
    { name: "grid", value: "[[0, 1], [1, 0]]" },
    { name: "start", value: "(0, 0)" },
  ];
  assert.equal(
    inWords(only({ arguments: given, gave: "[[0, 1], [1, 1]]", wrong: "[[0, 1], [1, 0]]" })),
    "f, given grid a grid of 2 × 2, start (0, 0); gave a grid of 2 × 2; " +
      "an example expects a grid of 2 × 2, which differs in 1 cell; the first wrong step",
  );
  assert.equal(inWords(only({ ending: "raised", gave: "ValueError: no" })), "f; raised ValueError: no");
});

test("long texts lose their middle, times have two digits", () => {
  assert.equal(shortened("a\n b"), "a b");
  assert.equal(shortened("x".repeat(50) + "end", 12), "xxxxxxxx…end");
  assert.deepEqual([0.0000123, 0.00234, 0.0456, 1.234, 12.34].map(duration), [
    "0.0 ms",
    "2.3 ms",
    "46 ms",
    "1.2 s",
    "12 s",
  ]);
});
