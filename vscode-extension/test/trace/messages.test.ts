import assert from "node:assert/strict";
import { test } from "node:test";

import { type Kept, placeIn } from "../../src/trace/messages";

test("a page knows which example it was of when it comes back", () => {
  const kept: Kept = { place: { uri: "file:///a.anpl", hole: "tally", index: 1 }, open: [], current: undefined };
  assert.deepEqual(placeIn(JSON.parse(JSON.stringify(kept))), kept.place);
});

test("what an older page kept, or none, is no place", () => {
  for (const kept of [undefined, null, {}, { open: [] }, { place: { uri: "file:///a.anpl" } }, "kept"]) {
    assert.equal(placeIn(kept), undefined);
  }
});
