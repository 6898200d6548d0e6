import assert from "node:assert/strict";
import { test } from "node:test";

import { drawDetails, drawEnds, drawNotes, drawRow, drawSummary } from "../../src/trace/draw";
import { drawPicture } from "../../src/trace/drawPicture";
import { el, type Element, textIn, withClass } from "../../src/trace/elements";
import { openedAtFirst, type Row, rowsOf, traced } from "../../src/trace/model";
import { pictureOf } from "../../src/trace/pictures";
import { call, trace } from "./traces";

function rows(...calls: ReturnType<typeof call>[]): readonly Row[] {
  const made = traced(trace(calls, { firstWrong: calls.findIndex((item) => item.wrong !== null) }));
  return rowsOf(made, openedAtFirst(made));
}

function drawn(...calls: ReturnType<typeof call>[]): Element {
  const [row] = rows(...calls);
  assert.ok(row);
  return drawRow(row, true);
}

test("a row is an item of a tree that says where it stands", () => {
  const { attributes } = drawn(call("main", null), call("f", 0));
  assert.deepEqual(
    ["role", "tabindex", "aria-level", "aria-posinset", "aria-setsize", "aria-expanded", "aria-selected"].map(
      (name) => attributes[name],
    ),
    ["treeitem", "0", "1", "1", "1", "true", "true"],
  );
  assert.equal(attributes["aria-label"], "main; gave 1");
  assert.equal(drawn(call("f", null)).attributes["aria-expanded"], undefined);
});

test("values stand at the edges with their names", () => {
  const given = [
    { name: "grid", value: "[[0, 1], [1, 0]]" },
    { name: "size", value: "4" },
    { name: "to", value: "'x'" },
  ];
  const row = drawn(call("f", null, { arguments: given, gave: "'y'" }));
  const groups = withClass(row, "group").map((group) => withClass(group, "value").map(textIn));
  assert.deepEqual(groups, [["grid0110"], ["size4", "to'x'"]]);
  assert.deepEqual(withClass(row, "result").map(textIn), ["'y'"]);
});

test("the first wrong step is marked, with what an example expects", () => {
  const row = drawn(call("f", null, { gave: "4", wrong: "3" }));
  assert.ok((row.attributes.class ?? "").split(" ").includes("first-wrong"));
  assert.deepEqual(withClass(row, "badge").map(textIn), ["first wrong step"]);
  assert.deepEqual(withClass(row, "expected").map(textIn), ["an example expects3"]);
});

test("a long value is cut, and all of it is among the values of the call", () => {
  const text = `'${"long ".repeat(100)}'`;
  const [row] = rows(call("f", null, { gave: text }));
  assert.ok(row?.kind === "call");
  const [cut] = withClass(drawRow(row, false), "cut");
  assert.ok(cut && textIn(cut).length <= 60);
  assert.ok(textIn(drawDetails(row, 1)).includes(text));
});

test("what a value says never becomes markup", () => {
  const row = drawn(call("<b>", null, { gave: "'<img src=x onerror=alert(1)>'" }));
  const tags = (element: Element): string[] => [
    element.tag,
    ...element.children.flatMap((child) => (typeof child === "string" ? [] : tags(child))),
  ];
  assert.ok(!tags(row).includes("img") && !tags(row).includes("b"));
});

test("only a call that may be right can be made an example", () => {
  const offers = (changes: Parameters<typeof call>[2]): boolean => {
    const [row] = rows(call("f", null, changes));
    return row?.kind === "call" && textIn(drawDetails(row, 1)).includes("Make it an example");
  };
  assert.ok(offers({}));
  assert.ok(offers({ ending: "raised", gave: "ValueError" }));
  assert.ok(!offers({ answered: true }));
  assert.ok(!offers({ wrong: "2" }));
  assert.ok(!offers({ ending: "timeout", gave: null }));
});

test("the summary says what became of the example, the notes what else is to be known", () => {
  assert.match(textIn(drawSummary(trace([call("f", null)]))), /^✓This example holds\.1 callmain\(1\)$/);
  const failed = trace([], { verdict: "failed", message: "main(1): expected 1, got 2", cut: true, printed: "hi\n" });
  assert.match(textIn(drawSummary(failed)), /does not hold\.0 calls.*expected 1, got 2$/);
  assert.deepEqual(drawNotes(failed).map(textIn), [
    "No hole and no function of the sketch was called.",
    "There were more calls, which were not recorded.",
    "Printedhi\n",
  ]);
  assert.equal(textIn(drawEnds(failed) ?? el("p")), "gave1expected1");
});

test("cells are drawn as one path for each colour, with their digits where there is room", () => {
  const picture = pictureOf("[[0, 0, 1], [0, 2, 2]]");
  assert.ok(picture);
  const svg = drawPicture(picture, 96);
  const paths = svg.children.filter(
    (child): child is Element => typeof child !== "string" && "fill" in child.attributes && child.tag === "path",
  );
  assert.deepEqual(
    paths.map(({ attributes }) => [attributes.fill, attributes.d]),
    [
      ["#000000", "M0 0h2v1h-2zM0 1h1v1h-1z"],
      ["#0074d9", "M2 0h1v1h-1z"],
      ["#ff4136", "M1 1h2v1h-2z"],
    ],
  );
  assert.deepEqual(withClass(svg, "digit").map(textIn).join(""), "001022");
  assert.equal(svg.attributes["aria-label"], "a grid of 2 × 3");
  const large = pictureOf(
    `[${Array(20)
      .fill(`[${Array(20).fill("3").join(", ")}]`)
      .join(", ")}]`,
  );
  assert.ok(large);
  assert.deepEqual(withClass(drawPicture(large, 96), "digit"), []);
});
