import assert from "node:assert/strict";
import { test } from "node:test";

import { readValue, type Value } from "../../src/trace/values";

/** A value as one would write it in a test. */
function plain(value: Value | undefined): unknown {
  switch (value?.kind) {
    case undefined:
      return undefined;
    case "number":
      return value.number;
    case "bool":
      return value.bool;
    case "text":
      return value.text;
    case "bytes":
      return { bytes: value.bytes };
    case "list":
      return value.of === "list" ? value.items.map(plain) : { [value.of]: value.items.map(plain) };
    case "other":
      return "other";
  }
}

const cases: readonly (readonly [string, unknown])[] = [
  ["[1, -2, 3.5, 1e-05]", [1, -2, 3.5, 1e-5]],
  ["[[1, 2], []]", [[1, 2], []]],
  ["(1,)", { tuple: [1] }],
  ["()", { tuple: [] }],
  [
    "array([[1., 2.], [3., 4.]])",
    {
      array: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  ["array([1, 2], dtype=int8)", { array: [1, 2] }],
  ["np.array([])", { array: [] }],
  ["[nan, -inf, inf]", [Number.NaN, -Infinity, Infinity]],
  ["[True, False, None]", [true, false, "other"]],
  ["'it\\'s \\x41\\u00e4\\n'", "it's Aä\n"],
  ['"a, [b]"', "a, [b]"],
  ["b'\\x89PNG\\r\\n'", { bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a] }],
  ["[{'a': [1, 2]}, {3, 4}]", ["other", "other"]],
];

for (const [text, expected] of cases) {
  test(`${text} is read`, () => assert.deepEqual(plain(readValue(text)), expected));
}

for (const text of ["[1, 2, …, 9]", "[1, 2", "Point(1, 2)", "<object>", "tally", "[1] + [2]", "'open", "[1 2]", ""]) {
  test(`of ${text || "nothing"} not all is a value that we read`, () => assert.equal(readValue(text), undefined));
}

test("what is nested without end is not read", () => {
  assert.equal(readValue(`${"[".repeat(5000)}${"]".repeat(5000)}`), undefined);
});
