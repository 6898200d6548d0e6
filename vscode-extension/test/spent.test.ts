import assert from "node:assert/strict";
import { test } from "node:test";

import { createSpent, type Memory, type Spent } from "../src/spent";

function counting(): { spent: Spent; memory: Memory; move: (to: string) => void } {
  const kept = new Map<string, unknown>();
  const memory: Memory = {
    get: (key) => kept.get(key),
    update(key, value) {
      kept.set(key, value);
      return Promise.resolve();
    },
  };
  let now = new Date("2026-11-27T23:59:00");
  return { spent: createSpent(memory, () => now), memory, move: (to) => (now = new Date(to)) };
}

test("what a server spends is counted once", () => {
  const { spent } = counting();
  spent.told(100);
  spent.told(100);
  spent.told(150);
  assert.equal(spent.today(), 150);
});

test("the next server begins at nothing, and the day goes on", () => {
  const { spent, memory } = counting();
  spent.told(100);
  spent.anew();
  spent.told(30);
  assert.equal(spent.today(), 130);
  const later = createSpent(memory, () => new Date("2026-11-27T23:59:30"));
  later.told(1);
  assert.equal(later.today(), 131);
});

test("another day begins at nothing, and so does the same day of another month", () => {
  const { spent, move } = counting();
  spent.told(100);
  move("2026-11-28T00:00:00");
  assert.equal(spent.today(), 0);
  spent.told(107);
  assert.equal(spent.today(), 7);
  move("2026-12-28T00:00:00");
  assert.equal(spent.today(), 0);
});
