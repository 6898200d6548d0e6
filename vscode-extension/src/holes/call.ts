/** The call that an example of a hole begins with, from its signature, and whether what was typed can be one. */

import type { Call, Hole } from "../protocol";

interface Parameter {
  readonly name: string;
  readonly annotation: string;
  readonly hasDefault: boolean;
  readonly kind: "positional" | "star" | "keyword-only" | "double-star";
}

const SMALLEST: Record<string, string> = {
  str: '""',
  int: "0",
  float: "0.0",
  complex: "0j",
  bool: "True",
  bytes: 'b""',
  None: "None",
  list: "[]",
  List: "[]",
  Sequence: "[]",
  Iterable: "[]",
  Collection: "[]",
  tuple: "()",
  Tuple: "()",
  dict: "{}",
  Dict: "{}",
  Mapping: "{}",
  set: "set()",
  Set: "set()",
  frozenset: "frozenset()",
  FrozenSet: "frozenset()",
  Optional: "None",
  Any: "None",
  object: "None",
  ndarray: "[]",
};

/** A call with the smallest arguments that the annotations allow, and where its first argument stands in it. */
export function exampleCall(hole: Hole): { readonly text: string; readonly argument: readonly [number, number] } {
  const { name, parameters } = called(hole);
  const parts = parameters
    .filter((item) => !item.hasDefault && (item.kind === "positional" || item.kind === "keyword-only"))
    .map((item) => ({ before: item.kind === "keyword-only" ? `${item.name}=` : "", value: smallest(item.annotation) }));
  const start = name.length + 1 + (parts[0]?.before.length ?? 0);
  return {
    text: `${name}(${parts.map(({ before, value }) => before + value).join(", ")})`,
    argument: [start, start + (parts[0]?.value.length ?? 0)],
  };
}

/** The parameters with their annotations, as a reminder of what a call is given: `text: str, times: int`. */
export function shapeOf(hole: Hole): string {
  const { parameters } = called(hole);
  return parameters.map((item) => (item.annotation === "" ? item.name : `${item.name}: ${item.annotation}`)).join(", ");
}

/** The annotation of what the hole gives, empty where there is none. */
export function resultOf(hole: Hole): string {
  const arrow = hole.signature.lastIndexOf("->");
  return arrow < 0 ? "" : hole.signature.slice(arrow + 2).trim();
}

/** Why this text is no example of the hole, in a sentence; undefined where it may be one. */
export function wrongWithCall(hole: Hole, text: string): string | undefined {
  if (text.trim() === "") return "Write a call of the hole.";
  const unclosed = wrongWithText(text);
  if (unclosed !== undefined) return unclosed;
  const { spoken } = called(hole);
  if (!new RegExp(`(?<![\\w.])${spoken}\\s*\\(`).test(text) && !text.includes(`.${spoken}(`)) {
    return `An example calls the hole: ${exampleCall(hole).text}`;
  }
  if (/(?<![\w.])\.\.\.(?!\w)/.test(text)) return "Write a value in place of `...`.";
  return undefined;
}

/** Why this text is no value that can be expected; undefined where it may be one. */
export function wrongWithExpected(text: string): string | undefined {
  return text.includes("\n") ? undefined : wrongWithText(text);
}

/** What is expected, as an example has it: the name of an exception stands for its traceback. */
export function expectedText(text: string): string {
  const trimmed = text.trim();
  return /^(\w+\.)*[A-Z]\w*(Error|Exception|Warning|Exit|Interrupt|Iteration)(:.*)?$/.test(trimmed)
    ? `Traceback (most recent call last):\n${trimmed}`
    : trimmed;
}

/** A recorded call as an example of what it called; undefined where it cannot be written down as one. */
export function exampleOf(hole: Hole, call: Call): { readonly source: string; readonly expected: string } | undefined {
  const { name, parameters } = called(hole);
  const values = [...call.arguments.map((argument) => argument.value), ...(call.ending === "value" ? [call.gave] : [])];
  const isWhole = values.every((value) => value !== null && !value.includes("…") && !value.startsWith("<"));
  // What a method was called on is no value that could be typed.
  if (!isWhole || name.includes(".") || call.gave === null) return undefined;
  const parts = call.arguments.map((argument, at) => {
    const parameter = parameters[at];
    const isByPlace = argument.name === "" || (parameter?.name === argument.name && parameter.kind === "positional");
    return isByPlace ? argument.value : `${argument.name}=${argument.value}`;
  });
  const source = `${name}(${parts.join(", ")})`;
  if (call.ending === "raised") return { source, expected: `Traceback (most recent call last):\n${call.gave}` };
  return call.ending === "value" ? { source, expected: call.gave === "None" ? "" : call.gave } : undefined;
}

function called(hole: Hole): { name: string; spoken: string; parameters: Parameter[] } {
  const parameters = parametersOf(hole.signature);
  if (hole.kind === "inline") return { name: "_", spoken: "_", parameters };
  const owner = parameters[0]?.name;
  const dot = hole.id.lastIndexOf(".");
  if (dot > 0 && (owner === "self" || owner === "cls")) {
    const parent = hole.id.slice(0, dot);
    const name = owner === "self" ? `${parent}().${hole.name}` : `${parent}.${hole.name}`;
    return { name, spoken: hole.name, parameters: parameters.slice(1) };
  }
  return { name: hole.name, spoken: hole.name, parameters };
}

function parametersOf(signature: string): Parameter[] {
  const open = signature.indexOf("(");
  if (open < 0) return [];
  const found: Parameter[] = [];
  let keywordOnly = false;
  for (const text of split(signature.slice(open + 1))) {
    if (text === "/" || text === "") continue;
    if (text === "*") {
      keywordOnly = true;
      continue;
    }
    const stars = /^\*+/.exec(text)?.[0].length ?? 0;
    const { head, hasDefault } = withoutDefault(text.slice(stars));
    const colon = head.indexOf(":");
    const name = (colon < 0 ? head : head.slice(0, colon)).trim();
    const annotation = colon < 0 ? "" : head.slice(colon + 1).trim();
    const kind = stars === 1 ? "star" : stars === 2 ? "double-star" : keywordOnly ? "keyword-only" : "positional";
    if (stars === 1) keywordOnly = true;
    found.push({ name, annotation, hasDefault, kind });
  }
  return found;
}

/** The parts between commas up to the bracket that closes a list which is open already. */
function split(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (letter === quote) quote = "";
    } else if (letter === '"' || letter === "'") quote = letter;
    else if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter) && depth-- === 0) {
      parts.push(text.slice(from, at).trim());
      break;
    } else if (letter === "," && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return parts;
}

function withoutDefault(text: string): { head: string; hasDefault: boolean } {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if ("([{".includes(letter)) depth++;
    else if (")]}".includes(letter)) depth--;
    else if (letter === "=" && depth === 0) return { head: text.slice(0, at), hasDefault: true };
  }
  return { head: text, hasDefault: false };
}

function smallest(annotation: string): string {
  const head = /^\s*["']?(?:\w+\.)*(\w+)/.exec(annotation)?.[1];
  return (head === undefined ? undefined : SMALLEST[head]) ?? "...";
}

const CLOSES: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/** Whether each bracket and each quote of a line of Python is closed. */
function wrongWithText(text: string): string | undefined {
  const open: string[] = [];
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== "") {
      if (letter === "\\") at++;
      else if (text.startsWith(quote, at)) {
        at += quote.length - 1;
        quote = "";
      }
    } else if (letter === '"' || letter === "'") {
      quote = text.startsWith(letter.repeat(3), at) ? letter.repeat(3) : letter;
      at += quote.length - 1;
    } else if (letter === "#") break;
    else if (letter in CLOSES) open.push(CLOSES[letter] ?? "");
    else if (")]}".includes(letter) && open.pop() !== letter) return `\`${letter}\` closes nothing here.`;
  }
  if (quote !== "") return `A text is not closed: \`${quote}\` is missing.`;
  const missing = open.pop();
  return missing === undefined ? undefined : `\`${missing}\` is missing.`;
}
