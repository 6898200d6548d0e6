import assert from "node:assert/strict";
import { test } from "node:test";

import { readVirtualPath } from "../../src/views/virtual";

test("a virtual document says of which hole of which sketch it is", () => {
  assert.deepEqual(
    readVirtualPath("/suggestion/file%3A%2F%2F%2Fa%2520b%2Franks.anpl/sort%20the%20words/sort-the-words.py"),
    { kind: "suggestion", document: "file:///a%20b/ranks.anpl", hole: "sort the words" },
  );
});

test("what is none is not taken for one", () => {
  assert.equal(readVirtualPath("/codes/example-failed.md"), undefined);
  assert.equal(readVirtualPath("/fill/a/b/c/d.py"), undefined);
  assert.equal(readVirtualPath("/fill/%/b/c.py"), undefined);
});
