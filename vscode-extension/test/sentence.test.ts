import assert from "node:assert/strict";
import { test } from "node:test";

import { sentence, withoutCall } from "../src/sentence";

test("a sentence begins with a capital and ends with a full stop", () => {
  assert.equal(sentence(new Error("save this sketch first")), "Save this sketch first.");
  assert.equal(sentence(new Error("Is it open?")), "Is it open?");
  assert.equal(sentence(" refused: no key "), "Refused: no key.");
});

test("a name that it begins with stays as it is", () => {
  assert.equal(sentence("`tally` is locked"), "`tally` is locked.");
  assert.equal(sentence("tally.py cannot be written"), "tally.py cannot be written.");
});

test("a message that stands beside its call does not repeat it", () => {
  assert.equal(withoutCall('tally("sh"): expected 1, got 0', 'tally("sh")'), "expected 1, got 0");
  assert.equal(withoutCall("it took too long", 'tally("sh")'), "it took too long");
});
