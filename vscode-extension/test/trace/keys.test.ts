import assert from "node:assert/strict";
import { test } from "node:test";

import { deedOf } from "../../src/trace/keys";
import { type Opened, openedAtFirst, rowsOf, traced } from "../../src/trace/model";
import { call, trace } from "./traces";

const made = traced(trace([call("main", null), call("shapes", 0), call("grow", 1), call("paint", 0)]));
const [main = "", shapes = "", grow = "", paint = ""] = made.keys;

function press(key: string, current: string, opened: Opened = openedAtFirst(made)): unknown {
  return deedOf(rowsOf(made, opened), current, key);
}

const closed: Opened = { open: new Set([main]), shown: new Map() };

test("arrows up and down go from row to row, home and end to the first and last", () => {
  assert.deepEqual(press("ArrowDown", shapes), { kind: "go", key: grow });
  assert.deepEqual(press("ArrowDown", shapes, closed), { kind: "go", key: paint });
  assert.deepEqual(press("ArrowUp", grow), { kind: "go", key: shapes });
  assert.equal(press("ArrowUp", main), undefined);
  assert.equal(press("ArrowDown", paint), undefined);
  assert.deepEqual(press("Home", grow), { kind: "go", key: main });
  assert.deepEqual(press("End", main), { kind: "go", key: paint });
});

test("right opens, then goes in; left closes, then goes out", () => {
  assert.deepEqual(press("ArrowRight", shapes, closed), { kind: "open", key: shapes });
  assert.deepEqual(press("ArrowRight", shapes), { kind: "go", key: grow });
  assert.equal(press("ArrowRight", grow), undefined);
  assert.deepEqual(press("ArrowLeft", shapes), { kind: "close", key: shapes });
  assert.deepEqual(press("ArrowLeft", grow), { kind: "go", key: shapes });
  assert.deepEqual(press("ArrowLeft", shapes, closed), { kind: "go", key: main });
});

test("enter opens the code, space shows all values", () => {
  assert.deepEqual(press("Enter", grow), { kind: "code", key: grow });
  assert.deepEqual(press(" ", grow), { kind: "values", key: grow });
});

test("a star opens all beside, a letter goes to the next of that name", () => {
  assert.deepEqual(press("*", paint, closed), { kind: "openAll", keys: [shapes] });
  assert.deepEqual(press("p", main), { kind: "go", key: paint });
  assert.deepEqual(press("m", paint), { kind: "go", key: main });
  assert.equal(press("x", main), undefined);
  assert.equal(press("Tab", main), undefined);
});

test("the line for more calls shows more of them", () => {
  const many = traced(trace([call("main", null), ...Array.from({ length: 90 }, () => call("step", 0))]));
  const rows = rowsOf(many, openedAtFirst(many));
  const key = rows.at(-1)?.key ?? "";
  assert.deepEqual(deedOf(rows, key, "Enter"), { kind: "more", key });
  assert.deepEqual(deedOf(rows, key, " "), { kind: "more", key });
  assert.equal(deedOf(rows, key, "ArrowRight"), undefined);
});
