import assert from "node:assert/strict";
import { test } from "node:test";

import type { Call } from "../../src/protocol";
import {
  exampleCall,
  exampleOf,
  expectedText,
  resultOf,
  shapeOf,
  wrongWithCall,
  wrongWithExpected,
} from "../../src/holes/call";
import { hole } from "../holes";

function call(signature: string, changes: Parameters<typeof hole>[0] = {}): string {
  const { text, argument } = exampleCall(hole({ name: /def (\w+)/.exec(signature)?.[1] ?? "", signature, ...changes }));
  return `${text.slice(0, argument[0])}<${text.slice(...argument)}>${text.slice(argument[1])}`;
}

test("a call has the smallest arguments, the first of them selected", () => {
  assert.equal(call("def tally(text: str) -> int"), 'tally(<"">)');
  assert.equal(call("def f(xs: list[int], by: dict[str, tuple[int, int]])"), "f(<[]>, {})");
  assert.equal(call("def f()"), "f(<>)");
  assert.equal(call("def f(x)"), "f(<...>)");
  assert.equal(call("def f(a: np.ndarray, b: 'Optional[int]')"), "f(<[]>, None)");
});

test("what has a default is left out, and what must be named is named", () => {
  assert.equal(call("def f(a: int, b: str = ',', *rest: int, key: str, **more)"), 'f(<0>, key="")');
  assert.equal(call("def f(*, key: str)"), 'f(key=<"">)');
  assert.equal(call("def f(a: int, /, b: float)"), "f(<0>, 0.0)");
  assert.equal(call('def f(a: Callable[[int, str], bool] = (1, ")"), n: int = 0)'), "f(<>)");
});

test("an inline hole is called by `_`, a method on an object", () => {
  assert.equal(call("def sort_them(words, arg2)", { kind: "inline" }), "_(<...>, ...)");
  assert.equal(call("def area(self, scale: int) -> int", { id: "Shape.area" }), "Shape().area(<0>)");
});

test("the shape reminds of names and annotations", () => {
  assert.equal(shapeOf(hole({ signature: "def f(a: dict[str, int], b) -> list[int]" })), "a: dict[str, int], b");
  assert.equal(resultOf(hole({ signature: "def f(a: dict[str, int], b) -> list[int]" })), "list[int]");
  assert.equal(resultOf(hole({ signature: "def f(a)" })), "");
});

test("what is typed is a call of the hole with everything closed", () => {
  const wrong = (text: string): string | undefined => wrongWithCall(hole({}), text);
  assert.equal(wrong('tally("sh")'), undefined);
  assert.equal(wrong('sorted([tally("s"), 2])'), undefined);
  assert.equal(wrong('tally("it\'s (")'), undefined);
  assert.equal(wrong(""), "Write a call of the hole.");
  assert.equal(wrong('tally("sh"'), "`)` is missing.");
  assert.equal(wrong('tally("sh)'), 'A text is not closed: `"` is missing.');
  assert.equal(wrong("tally(1]"), "`]` closes nothing here.");
  assert.equal(wrong("other(1)"), 'An example calls the hole: tally("")');
  assert.equal(wrong("my_tally(1)"), 'An example calls the hole: tally("")');
  assert.equal(wrong("tally(...)"), "Write a value in place of `...`.");
});

test("an exception is expected by its name", () => {
  assert.equal(expectedText(" [1, 2] "), "[1, 2]");
  assert.equal(expectedText("ValueError"), "Traceback (most recent call last):\nValueError");
  assert.equal(expectedText("KeyError: 'a'"), "Traceback (most recent call last):\nKeyError: 'a'");
  assert.equal(expectedText("'ValueError'"), "'ValueError'");
  assert.equal(wrongWithExpected("[1, 2"), "`]` is missing.");
  assert.equal(wrongWithExpected("'''a\"'''"), undefined);
});

test("a recorded call becomes an example as one would type it", () => {
  const recorded = (values: Record<string, string>, changes: Partial<Call> = {}): Call => ({
    hole: "f",
    name: "f",
    arguments: Object.entries(values).map(([name, value]) => ({ name, value })),
    ending: "value",
    gave: "3",
    depth: 0,
    parent: null,
    seconds: 0,
    answered: false,
    wrong: null,
    ...changes,
  });
  const f = hole({ name: "f", signature: "def f(a: int, *, key: str) -> int" });
  assert.deepEqual(exampleOf(f, recorded({ a: "1", key: "'x'" })), { source: "f(1, key='x')", expected: "3" });
  assert.deepEqual(exampleOf(f, recorded({ a: "1" }, { gave: "None" })), { source: "f(1)", expected: "" });
  assert.deepEqual(exampleOf(f, recorded({ a: "1" }, { ending: "raised", gave: "ValueError: no" })), {
    source: "f(1)",
    expected: "Traceback (most recent call last):\nValueError: no",
  });
  assert.equal(exampleOf(f, recorded({ a: "[1, …, 2]" })), undefined);
  assert.equal(exampleOf(f, recorded({ a: "<object>" })), undefined);
  assert.equal(exampleOf(f, recorded({ a: "1" }, { ending: "timeout", gave: null })), undefined);
  const inline = hole({ kind: "inline", signature: "def best(words, arg2)" });
  assert.deepEqual(exampleOf(inline, recorded({ words: "['a']", arg2: "tally" }))?.source, "_(['a'], tally)");
});
