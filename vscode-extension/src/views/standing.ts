/** How a hole, an example or a property stands, in the words and signs of the Holewright view. */

import type { Example, Hole, Property, Status, Verdict } from "../protocol";

/** A codicon, and the theme colour that it has. */
export interface Sign {
  readonly icon: string;
  readonly color?: string;
}

const PASSED: Sign = { icon: "pass", color: "testing.iconPassed" };
const FAILED: Sign = { icon: "error", color: "testing.iconFailed" };
const ERRED: Sign = { icon: "error", color: "testing.iconErrored" };
const OPEN: Sign = { icon: "circle-large-outline", color: "testing.iconUnset" };
const WAITING: Sign = { icon: "watch", color: "testing.iconQueued" };

const OF_STATUS: Record<Status, Sign> = {
  unfilled: OPEN,
  unchecked: { icon: "question", color: "testing.iconUnset" },
  verified: PASSED,
  failing: FAILED,
  ambiguous: { icon: "warning", color: "problemsWarningIcon.foreground" },
  blocked: { icon: "circle-slash", color: "testing.iconSkipped" },
};

const OF_VERDICT: Record<Verdict, Sign> = {
  passed: PASSED,
  failed: FAILED,
  raised: ERRED,
  timeout: ERRED,
  crashed: ERRED,
  denied: ERRED,
  blocked: { icon: "circle-slash", color: "testing.iconSkipped" },
  malformed: { icon: "warning", color: "problemsWarningIcon.foreground" },
  conflicting: { icon: "warning", color: "problemsWarningIcon.foreground" },
  inconclusive: { icon: "question", color: "testing.iconUnset" },
};

const IN_WORDS: Record<Verdict, string> = {
  passed: "holds",
  failed: "does not hold",
  raised: "raised an exception",
  timeout: "took too long",
  crashed: "crashed",
  denied: "did what it may not",
  blocked: "waits for another hole",
  malformed: "is not well formed",
  conflicting: "contradicts another example",
  inconclusive: "was not judged",
};

/** What a hole is called where it is listed: an inline hole by its text, between backticks as in the sketch. */
export function nameOf(hole: Hole): string {
  return hole.kind === "inline" || hole.kind === "choice" ? `\`${hole.description || hole.name}\`` : hole.name;
}

export function signOfHole(hole: Hole): Sign {
  if (hole.pending === true) return WAITING;
  // A person's own function that nothing asks anything of is neither good nor bad.
  if (hole.kind === "sketch" && hole.status === "unchecked") return { icon: "symbol-function" };
  return OF_STATUS[hole.status];
}

/** What stands behind the name: how many of its examples and properties hold, and what else is to be known. */
export function standingOf(hole: Hole): string {
  const asked = hole.examples.length + hole.properties.length;
  const held =
    hole.examples.filter((item) => item.verdict === "passed").length +
    hole.properties.filter((item) => item.held === true).length;
  const words: string[] = [];
  if (hole.pending === true) words.push("not checked");
  else if (hole.status === "unfilled") words.push("not filled");
  else if (asked > 0) words.push(`${held}/${asked}`);
  else if (hole.status !== "verified" && hole.kind !== "sketch") words.push(hole.status);
  if (hole.status === "ambiguous" || hole.status === "blocked") words.push(hole.status);
  return [...new Set([...words, ...hole.flags])].join(" · ");
}

/** Words that menus choose by, as `when` has them in package.json. */
export function contextOf(hole: Hole): string {
  const isFilled = hole.fill !== null || hole.flags.includes("locked") || hole.flags.includes("edited");
  return [
    "hole",
    hole.kind,
    hole.status,
    ...hole.flags,
    ...(isFilled ? ["filled"] : []),
    ...(hole.examples.length > 0 ? ["traceable"] : []),
  ].join(" ");
}

/** All that is worth telling of a hole, as Markdown. */
export function tooltipOfHole(hole: Hole): string {
  const lines = [`**${escaped(nameOf(hole))}** — ${[hole.status, ...hole.flags].join(", ")}`];
  if (hole.description !== "" && hole.description !== hole.name) lines.push(escaped(hole.description));
  if (hole.fill !== null) {
    const { engine, model, tokens } = hole.fill;
    const spent = tokens.prompt + tokens.completion;
    const from = model === null ? engine : `${engine}, ${model}`;
    lines.push(`Filled by ${escaped(from)}${spent > 0 ? `, ${spent.toLocaleString("en")} tokens` : ""}`);
  }
  if (hole.through.length > 0) lines.push(`Judged by the examples of ${hole.through.map(escaped).join(", ")}`);
  if (hole.note !== null) lines.push(escaped(hole.note));
  return lines.join("\n\n");
}

export function signOfExample(example: Example): Sign {
  return example.verdict === null ? WAITING : OF_VERDICT[example.verdict];
}

/** What stands behind the source of an example: what came instead, where it does not hold. */
export function standingOfExample(example: Example): string {
  const row = example.row === undefined ? [] : [`${example.row.path}, line ${example.row.line}`];
  if (example.verdict === null) return [...row, "not run"].join(" · ");
  if (example.verdict === "passed") return [...row, oneLine(example.expected)].join(" · ");
  if (example.verdict === "failed" && example.actual !== null) {
    return [...row, `expected ${oneLine(example.expected)}, got ${oneLine(example.actual)}`].join(" · ");
  }
  if (example.verdict === "raised" && example.actual !== null) {
    return [...row, `raised ${oneLine(example.actual)}`].join(" · ");
  }
  return [...row, IN_WORDS[example.verdict]].join(" · ");
}

export function signOfProperty(property: Property): Sign {
  if (property.held === null) return { icon: "question", color: "testing.iconUnset" };
  return property.held ? PASSED : FAILED;
}

export function standingOfProperty(property: Property): string {
  if (property.held === null) return property.message ?? "not tried";
  if (property.held) return property.inputs === 1 ? "held for 1 input" : `held for ${property.inputs} inputs`;
  return property.falsifiedBy === null ? "does not hold" : `not for ${oneLine(property.falsifiedBy)}`;
}

/** A text on one line that is not endless. */
export function oneLine(text: string, most = 80): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#+\-.!|]/g, "\\$&");
}
