import assert from "node:assert/strict";
import { test } from "node:test";

import { createCrashes } from "../../src/server/crashes";

test("a server that ends again and again is left alone at the fifth time", () => {
  let time = 0;
  const crashes = createCrashes(() => time);
  const answers = [1, 2, 3, 4, 5].map(() => {
    time += 1000;
    return crashes.again();
  });
  assert.deepEqual(answers, [true, true, true, true, false]);
});

test("what was long ago does not count, and what was forgiven neither", () => {
  let time = 0;
  const crashes = createCrashes(() => time);
  for (let count = 0; count < 20; count++) {
    time += 60_000;
    assert.ok(crashes.again());
  }
  for (let count = 0; count < 3; count++) crashes.again();
  crashes.forgive();
  assert.ok(crashes.again());
});
