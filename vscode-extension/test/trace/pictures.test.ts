import assert from "node:assert/strict";
import { test } from "node:test";

import { described, differing, PALETTE, type Picture, pictureOf } from "../../src/trace/pictures";

function told(text: string): string | undefined {
  const picture = pictureOf(text);
  return picture && `${picture.kind}: ${described(picture)}`;
}

test("grids of small whole numbers are cells", () => {
  assert.equal(told("[[0, 1, 2], [3, 4, 5]]"), "cells: a grid of 2 × 3");
  assert.equal(told("((0, 1, 2), (3, 4, 5))"), "cells: a grid of 2 × 3");
  assert.equal(told("array([[0, 9], [1, 1]])"), "cells: a grid of 2 × 2");
  assert.equal(told("[[True, False], [False, True]]"), "cells: a grid of 2 × 2");
  assert.equal(
    told(
      `[${Array(30)
        .fill(`[${Array(30).fill("7").join(", ")}]`)
        .join(", ")}]`,
    ),
    "cells: a grid of 30 × 30",
  );
});

test("other numbers in rows are shades, from the least to the greatest", () => {
  assert.equal(told("[[0, 128], [255, 64]]"), "shades: a grid of 2 × 2");
  assert.equal(told("array([[0.0, 0.5], [1.0, 0.25]])"), "shades: a grid of 2 × 2");
  const picture = pictureOf("array([[-1.0, 0.12345], [3.0, 1.0]])");
  assert.deepEqual(picture?.kind === "shades" && [picture.rows[0]?.[0], picture.rows[1]?.[0], picture.labels[0]], [
    0,
    1,
    ["-1", "0.123"],
  ]);
});

test("an array of colours is an image, of fractions as of bytes", () => {
  const bytes = pictureOf("array([[[255, 0, 0], [0, 255, 0]]])");
  assert.deepEqual(bytes, { kind: "pixels", rows: [["rgb(255 0 0 / 1)", "rgb(0 255 0 / 1)"]] });
  const fractions = pictureOf("array([[[1.0, 0.5, 0.0, 0.5], [0.0, 0.0, 0.0, 1.0]]])");
  assert.deepEqual(fractions, { kind: "pixels", rows: [["rgb(255 128 0 / 0.5)", "rgb(0 0 0 / 1)"]] });
});

test("an array of numbers is a row of bars", () => {
  const picture = pictureOf("array([1, -1, 0, 3])");
  assert.deepEqual(picture, { kind: "bars", heights: [0.25, -0.25, 0, 0.75], zero: 0.25 });
});

test("texts and bytes that are images are shown as such", () => {
  assert.equal(told(`'<svg xmlns="http://www.w3.org/2000/svg"></svg>'`), "image: an image, SVG");
  const bare = pictureOf("'<svg width=\"4\"></svg>'");
  assert.match(
    bare?.kind === "image" ? decodeURIComponent(bare.source) : "",
    /^data:image\/svg\+xml,<svg xmlns="[^"]+" width="4">/,
  );
  assert.equal(told("'data:image/gif;base64,R0lGODlhAQABAAAAACw='"), "image: an image, GIF");
  assert.deepEqual(pictureOf("b'\\x89PNG\\r\\n\\x1a\\n'"), {
    kind: "image",
    source: "data:image/png;base64,iVBORw0KGgo=",
    format: "PNG",
  });
});

for (const text of [
  "[(0, 0), (0, 1), (1, 1)]",
  "((0, 0), (1, 1))",
  "[[1, 2], [3]]",
  "[[1]]",
  "[[0.5, 1.5], [2.5, 3.5]]",
  "[1, 2, 3]",
  "[['a', 'b'], ['c', 'd']]",
  "[[1, 2, …, 3], [1, 2, …, 3]]",
  "array([1, 2])",
  "'<p>svg</p>'",
  "'data:text/html,<script>'",
  "b'plain'",
  "'javascript:alert(1)'",
  "12",
]) {
  test(`of ${text} the text says more`, () => assert.equal(pictureOf(text), undefined));
}

test("grids of one size are compared cell by cell", () => {
  const grid = (text: string): Picture => {
    const picture = pictureOf(text);
    assert.ok(picture);
    return picture;
  };
  assert.deepEqual(differing(grid("[[1, 2], [3, 4]]"), grid("[[1, 0], [3, 5]]")), [
    [0, 1],
    [1, 1],
  ]);
  assert.deepEqual(differing(grid("array([[1, 2], [3, 4]])"), grid("[[1, 2], [3, 12]]")), [[1, 1]]);
  assert.equal(differing(grid("[[1, 2], [3, 4]]"), grid("[[1, 2, 3]]")), undefined);
});

test("there is a colour for each digit", () => assert.equal(new Set(PALETTE).size, 10));
