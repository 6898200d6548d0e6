// Holes, examples and properties as the server tells of them, for tests that change what they are about.

import type { Example, Hole, Property, Range } from "../src/protocol";

const RANGE: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function hole(changes: Partial<Hole>): Hole {
  return {
    id: "tally",
    name: "tally",
    kind: "named",
    description: "Add one for every 's'.",
    signature: "def tally(text: str) -> int",
    status: "verified",
    flags: [],
    fingerprint: "e416c4426669bafd",
    range: RANGE,
    examples: [],
    properties: [],
    fill: null,
    diagnostics: [],
    through: [],
    note: null,
    ...changes,
  };
}

export function example(changes: Partial<Example>): Example {
  return {
    source: 'tally("sh")',
    range: RANGE,
    verdict: "passed",
    expected: "1",
    actual: "1",
    message: null,
    seconds: 0.002,
    ...changes,
  };
}

export function property(changes: Partial<Property>): Property {
  return {
    source: "result >= 0",
    range: RANGE,
    held: true,
    inputs: 100,
    falsifiedBy: null,
    message: null,
    ...changes,
  };
}
