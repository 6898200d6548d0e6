import assert from "node:assert/strict";
import { test } from "node:test";

import { layout, type Place, type Sized } from "../../src/trace/layout";

const NOTHING = { width: 0, height: 0 };

function sized(key: string, parent: string | undefined, given: number, height = 30): Sized {
  return {
    key,
    parent,
    given: given === 0 ? NOTHING : { width: given, height },
    card: { width: 80, height: 30 },
    result: { width: 40, height: 20 },
  };
}

const rows = [
  sized("main", undefined, 50),
  sized("one", "main", 100, 96),
  sized("inner", "one", 20),
  sized("two", "main", 30),
];

test("calls of one parent have their cards below one another, right of where they were made", () => {
  const made = layout(rows, 2000);
  const card = (key: string): Place => {
    const found = made.rows.find((row) => row.key === key);
    assert.ok(found);
    return found.card;
  };
  assert.equal(card("one").x, card("two").x);
  assert.ok(card("one").x > card("main").x);
  assert.ok(card("inner").x > card("one").x);
});

test("calls of one depth stand below one another, also where their callers differ", () => {
  const cousins = [...rows, sized("other", "two", 60)];
  const [inner, other] = ["inner", "other"].map(
    (key) => layout(cousins, 2000).rows.find((row) => row.key === key)?.card.x,
  );
  assert.ok(inner !== undefined && inner === other);
});

test("rows stand below one another, and nothing overlaps", () => {
  const made = layout(rows, 2000);
  for (const [at, row] of made.rows.entries()) {
    const above = made.rows[at - 1];
    if (above !== undefined) assert.ok(row.row.y >= above.row.y + above.row.height);
    for (const part of [row.given, row.card, row.result]) {
      assert.ok(part.y >= row.row.y && part.y + part.height <= row.row.y + row.row.height);
    }
    assert.ok(row.given.x + row.given.width <= row.card.x);
    assert.ok(row.card.x + row.card.width <= row.result.x);
    assert.ok(row.result.x + row.result.width <= made.width);
  }
});

test("edges go from the caller to the values, and on to the card", () => {
  const made = layout([sized("main", undefined, 0), sized("one", "main", 20)], 2000);
  const [main, one] = made.rows;
  assert.ok(main && one);
  assert.equal(main.into, `M14 29H${main.card.x - 1}`);
  const trunk = main.card.x + 18;
  assert.equal(one.into, `M${trunk} 44V${71 - 8}q0 8 8 8H${one.given.x - 4}M${one.given.x + 24} 71H${one.card.x - 1}`);
  assert.equal(one.out, `M${one.card.x + 80} 71H${one.result.x - 4}`);
});

test("where it is narrow, what a call is given stands above it", () => {
  const made = layout(rows, 300);
  assert.ok(made.width < layout(rows, 2000).width);
  for (const { given, card, row, end } of made.rows) {
    assert.equal(given.x, card.x);
    assert.ok(given.y >= row.y && given.y + given.height < card.y);
    assert.ok(card.y + card.height <= row.y + row.height);
    assert.ok(end.isDown);
  }
});

test("nothing has no size", () => {
  assert.deepEqual(layout([], 2000), { rows: [], isWide: true, start: undefined, width: 14, height: 16 });
});
