import assert from "node:assert/strict";
import { test } from "node:test";

import { functionAlone, isFunction, suggestionAlone } from "../src/compared";

const SUGGESTED = "def tally(text: str) -> int:\n    return text.count('s')\n";

test("a function that stands in a sketch is compared without its docstring, wherever it stands", () => {
  const lines = [
    "    def tally(text: str) -> int:  # counts\n",
    '        """How many letters `s` there are: not "S".\n\n        >>> tally("sh")\n        1\n        """\n',
    "        return text.count('s')\n",
  ].join("");
  assert.equal(functionAlone(lines), SUGGESTED.replace(":\n", ":  # counts\n"));
  assert.equal(functionAlone(lines.replaceAll("\n", "\r\n")), functionAlone(lines));
});

test("what is no docstring stays", () => {
  const text = 'def tally(text: str) -> int:\n    found = """s"""\n    return text.count(found)\n';
  assert.equal(functionAlone(text), text);
  assert.equal(functionAlone(SUGGESTED), SUGGESTED);
});

test("a suggestion is compared without the sentence above it", () => {
  assert.equal(suggestionAlone(`# A fill that is suggested for \`tally\`.\r\n\r\n${SUGGESTED}\n`), SUGGESTED);
  assert.equal(suggestionAlone(SUGGESTED), SUGGESTED);
});

test("a fill in the text is its body alone", () => {
  assert.equal(isFunction(SUGGESTED), true);
  assert.equal(isFunction("@cache\ndef f(x):\n    return x\n"), true);
  assert.equal(isFunction("return text.count('s')"), false);
  assert.equal(isFunction("default = 1\nreturn default"), false);
});
