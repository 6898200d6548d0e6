// Traces for tests: calls told by few words, as a tree.

import type { Call, Trace } from "../../src/protocol";

export function call(hole: string, parent: number | null, changes: Partial<Call> = {}): Call {
  return {
    hole,
    name: hole,
    arguments: [],
    ending: "value",
    gave: "1",
    depth: 0,
    parent,
    seconds: 0.0001,
    answered: false,
    wrong: null,
    ...changes,
  };
}

export function trace(calls: readonly Call[], changes: Partial<Trace> = {}): Trace {
  return {
    hole: "main",
    index: 0,
    source: "main(1)",
    verdict: "passed",
    expected: "1",
    actual: "1",
    message: null,
    calls,
    firstWrong: null,
    cut: false,
    seconds: 0.001,
    printed: "",
    ...changes,
  };
}

/** `main`, in it `many` calls of `step`, in the last of these a call of `deep` that is wrong. */
export function long(many: number): Trace {
  const steps = Array.from({ length: many }, (_, at) => call("step", 0, { gave: String(at) }));
  return trace([call("main", null), ...steps, call("deep", many, { wrong: "2" })], {
    verdict: "failed",
    firstWrong: many + 1,
  });
}
