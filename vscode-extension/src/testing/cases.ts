/** What the Test Explorer shows: each example and each property of a hole as a case, and what became of it. */

import type { Example, Hole, Property, Range } from "../protocol";
import { withoutCall } from "../sentence";
import { oneLine } from "../views/standing";

/** How a case ended. A `waiting` one is not decided yet. */
export type Outcome =
  | { readonly kind: "passed"; readonly milliseconds: number }
  | { readonly kind: "failed"; readonly message: string; readonly diff?: { expected: string; actual: string } }
  | { readonly kind: "errored"; readonly message: string }
  | { readonly kind: "skipped" }
  | { readonly kind: "waiting" };

export interface Case {
  /** Unique in its hole. */
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  readonly range: Range;
  readonly outcome: Outcome;
  readonly printed?: string;
  /** Which example it is; a property is none. */
  readonly index?: number;
}

/** The cases of a hole or function, in order. */
export function casesOf(hole: Hole): readonly Case[] {
  return [
    ...hole.examples.map((example, index) => caseOfExample(hole, example, index)),
    ...hole.properties.map((property, index) => caseOfProperty(hole, property, index)),
  ];
}

function caseOfExample(hole: Hole, example: Example, index: number): Case {
  return {
    id: `example ${index}`,
    label: oneLine(example.source, 120),
    ...(example.row === undefined ? {} : { detail: `${example.row.path}, line ${example.row.line}` }),
    range: example.range,
    outcome: outcomeOfExample(hole, example),
    ...(example.printed === undefined ? {} : { printed: example.printed }),
    index,
  };
}

function outcomeOfExample(hole: Hole, example: Example): Outcome {
  const told = messageOf(hole, example) ?? example.message ?? `${example.source} does not hold`;
  const said = withoutCall(told, example.source);
  switch (example.verdict) {
    case null:
      return { kind: "waiting" };
    case "passed":
      return { kind: "passed", milliseconds: example.seconds * 1000 };
    case "failed":
      return example.actual === null
        ? { kind: "failed", message: said }
        : {
            kind: "failed",
            message: said,
            diff: { expected: spread(example.expected), actual: spread(example.actual) },
          };
    case "blocked":
    case "inconclusive":
      return { kind: "skipped" };
    default:
      return { kind: "errored", message: said };
  }
}

/** The explanation that stands under the example, which says more than its own message. */
function messageOf(hole: Hole, example: Example): string | undefined {
  const { start } = example.range;
  const findings = hole.diagnostics.filter(
    ({ code, range }) =>
      code.startsWith("example-") && range.start.line === start.line && range.start.character === start.character,
  );
  // Those from one file stand in one place.
  return example.row === undefined ? findings[0]?.message : undefined;
}

function caseOfProperty(hole: Hole, property: Property, index: number): Case {
  return {
    id: `property ${index}`,
    label: oneLine(property.source, 120),
    detail: "property",
    range: property.range,
    outcome: outcomeOfProperty(hole, property),
  };
}

function outcomeOfProperty(hole: Hole, property: Property): Outcome {
  if (property.held === true) return { kind: "passed", milliseconds: 0 };
  if (property.held === false) {
    const inputs = property.falsifiedBy === null ? "" : ` for ${property.falsifiedBy}`;
    return { kind: "failed", message: property.message ?? `${property.source} does not hold${inputs}` };
  }
  return hole.pending === true ? { kind: "waiting" } : { kind: "skipped" };
}

/** A list or a dict that is too long for a line, an element on each, so that a diff shows which of them differ. */
export function spread(text: string): string {
  const pairs: Record<string, string> = { "[": "]", "(": ")", "{": "}" };
  const [open, close] = [text.charAt(0), text.charAt(text.length - 1)];
  if (text.length <= 60 || pairs[open] !== close) return text;
  const parts: string[] = [];
  let depth = 0;
  let quote = "";
  let from = 1;
  for (let at = 1; at < text.length - 1; at++) {
    const letter = text.charAt(at);
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (letter === quote) quote = "";
    } else if (letter === "'" || letter === '"') quote = letter;
    else if (letter in pairs) depth++;
    else if (")]}".includes(letter)) depth--;
    else if (letter === "," && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
    if (depth < 0) return text;
  }
  const last = text.slice(from, -1).trim();
  if (last !== "") parts.push(last);
  return [open, ...parts.map((part) => `    ${part},`), close].join("\n");
}
