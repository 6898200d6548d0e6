import assert from "node:assert/strict";
import { test } from "node:test";

import type { Hole, Range } from "../src/protocol";
import { createSketches, exampleAt, holeAt, holeNear } from "../src/sketches";
import { example, hole } from "./holes";

const range = (line: number, character: number, endLine: number, endCharacter: number): Range => ({
  start: { line, character },
  end: { line: endLine, character: endCharacter },
});

test("what the server tells of a document replaces what it told before", () => {
  const sketches = createSketches();
  const heard: string[] = [];
  const listening = sketches.onDidChange((uri) => heard.push(uri));
  sketches.take({ uri: "file:///b.anpl", version: 1, holes: [hole({ id: "one" })] });
  sketches.take({ uri: "file:///a.anpl", version: 1, holes: [hole({})] });
  sketches.take({ uri: "file:///b.anpl", version: 2, holes: [hole({ id: "two" })] });
  assert.deepEqual(
    sketches.all().map((sketch) => sketch.uri),
    ["file:///a.anpl", "file:///b.anpl"],
  );
  assert.deepEqual(
    sketches.get("file:///b.anpl")?.holes.map((item) => item.id),
    ["two"],
  );
  listening.dispose();
  sketches.clear();
  assert.deepEqual(heard, ["file:///b.anpl", "file:///a.anpl", "file:///b.anpl"]);
  assert.deepEqual(sketches.all(), []);
});

test("a document without holes is no sketch, and is told of once", () => {
  const sketches = createSketches();
  const heard: string[] = [];
  sketches.take({ uri: "file:///a.py", version: 1, holes: [hole({})] });
  sketches.onDidChange((uri) => heard.push(uri));
  sketches.take({ uri: "file:///a.py", version: 2, holes: [] });
  sketches.take({ uri: "file:///a.py", version: 3, holes: [] });
  assert.equal(sketches.get("file:///a.py"), undefined);
  assert.deepEqual(heard, ["file:///a.py"]);
});

const outer: Hole = hole({ id: "main", kind: "sketch", range: range(0, 0, 9, 20) });
const inner: Hole = hole({ id: "main.part", range: range(2, 4, 4, 7) });
const inline: Hole = hole({
  id: "sort-them",
  kind: "inline",
  range: range(6, 12, 6, 30),
  examples: [example({ range: range(7, 4, 8, 12) })],
});
const sketch = { uri: "file:///a.anpl", version: 1, holes: [outer, inner, inline] };

test("the innermost hole is meant", () => {
  assert.equal(holeAt(sketch, { line: 3, character: 6 })?.id, "main.part");
  assert.equal(holeAt(sketch, { line: 5, character: 0 })?.id, "main");
  assert.equal(holeAt(sketch, { line: 10, character: 0 }), undefined);
});

test("on the line of an inline hole, or in its examples, that hole is meant", () => {
  assert.equal(holeNear(sketch, { line: 6, character: 2 })?.id, "sort-them");
  assert.equal(holeNear(sketch, { line: 8, character: 8 })?.id, "sort-them");
  assert.equal(exampleAt(sketch, { line: 8, character: 8 })?.index, 0);
  assert.equal(exampleAt(sketch, { line: 3, character: 8 }), undefined);
});

test("of the rows of a file none is meant", () => {
  const rows = hole({
    range: range(0, 0, 5, 0),
    examples: [example({ range: range(2, 4, 2, 20), row: { path: "rows.jsonl", line: 1 } })],
  });
  assert.equal(exampleAt({ ...sketch, holes: [rows] }, { line: 2, character: 6 }), undefined);
});
