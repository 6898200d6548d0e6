/** What a trace shows: its calls as rows of a tree of which some are open, and each value as a short text or a picture. */

import type { Argument, Call, Ending, Trace } from "../protocol";
import { described, differing, type Picture, pictureOf } from "./pictures";

/** A value that went along an edge of the graph. `differs` are cells of its picture that should be others. */
export interface Shown {
  readonly name: string;
  readonly text: string;
  /** The text on one line, its middle left out where it is long. */
  readonly short: string;
  readonly picture?: Picture;
  readonly differs?: readonly (readonly [number, number])[];
}

/** One call, as a row of the tree. */
export interface CallRow {
  readonly kind: "call";
  /** The same for the same call in a later trace of the example. */
  readonly key: string;
  readonly parent: string | undefined;
  readonly call: Call;
  readonly index: number;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  /** Whether the calls in it are shown; undefined where there are none. */
  readonly isOpen: boolean | undefined;
  /** How many calls were made in it, and in those. */
  readonly within: number;
  readonly given: readonly Shown[];
  readonly result: Shown | undefined;
  readonly expected: Shown | undefined;
  readonly isFirstWrong: boolean;
  readonly remarks: readonly string[];
}

/** Calls of one parent that are not shown yet. */
export interface MoreRow {
  readonly kind: "more";
  readonly key: string;
  readonly parent: string | undefined;
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly hidden: number;
}

export type Row = CallRow | MoreRow;

/** What of a trace is to be seen: the calls that are open, and how many calls are shown in those that have many. */
export interface Opened {
  readonly open: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, number>;
}

/** A trace, each of its calls with a key and with the calls that were made in it. */
export interface Traced {
  readonly trace: Trace;
  readonly keys: readonly string[];
  readonly inside: readonly (readonly number[])[];
  readonly roots: readonly number[];
}

/** So many calls of one parent are shown at first, and so many more each time. */
export const PAGE = 30;
/** A trace of so many calls is opened as a whole. */
const SMALL = 16;
const SHORT = 60;

export function traced(trace: Trace): Traced {
  const inside: number[][] = trace.calls.map(() => []);
  const roots: number[] = [];
  const keys: string[] = [];
  for (const [index, call] of trace.calls.entries()) {
    // A parent began earlier: anything else is no tree.
    const parent = call.parent !== null && call.parent < index ? call.parent : undefined;
    const family = parent === undefined ? roots : (inside[parent] ?? roots);
    const before = parent === undefined ? "" : `${keys[parent] ?? ""}/`;
    keys.push(`${before}${family.length}:${call.hole}`);
    family.push(index);
  }
  return { trace, keys, inside, roots };
}

/** What is open when a trace is first seen: all of a small one, else the outermost calls and the way to the first wrong
 * step. */
export function openedAtFirst({ trace, keys, roots, inside }: Traced): Opened {
  const all = trace.calls.length <= SMALL;
  const open = new Set(all ? keys : roots.map((index) => keys[index] ?? ""));
  const shown = new Map<string, number>();
  for (const index of wayTo(trace, trace.firstWrong)) {
    const parent = trace.calls[index]?.parent ?? null;
    if (parent === null) continue;
    open.add(keys[parent] ?? "");
    const place = (inside[parent] ?? []).indexOf(index);
    if (place >= PAGE) shown.set(keys[parent] ?? "", place + 1);
  }
  return { open, shown };
}

/** A call and all those that it was made in. */
function wayTo(trace: Trace, index: number | null): number[] {
  const way: number[] = [];
  for (let at = index; at !== null && !way.includes(at); at = trace.calls[at]?.parent ?? null) way.push(at);
  return way;
}

/** The rows that are to be seen, in order. */
export function rowsOf(made: Traced, opened: Opened): readonly Row[] {
  const { trace, keys, inside, roots } = made;
  const rows: Row[] = [];
  const add = (family: readonly number[], parent: string | undefined, level: number): void => {
    const most = Math.max(opened.shown.get(parent ?? "") ?? 0, PAGE);
    // One more line would take the room of the one call that it stands for.
    const seen = family.length <= most + 1 ? family : family.slice(0, most);
    const siblings = seen.length + Number(seen.length < family.length);
    for (const [place, index] of seen.entries()) {
      const call = trace.calls[index];
      const key = keys[index];
      if (call === undefined || key === undefined) continue;
      const within = inside[index] ?? [];
      const isOpen = within.length === 0 ? undefined : opened.open.has(key);
      rows.push({
        kind: "call",
        key,
        parent,
        call,
        index,
        level,
        position: place + 1,
        siblings,
        isOpen,
        within: countWithin(inside, index),
        ...valuesOf(call),
        isFirstWrong: index === trace.firstWrong,
        remarks: remarksOf(
          call,
          within.some((each) => trace.calls[each]?.ending === "missing"),
        ),
      });
      if (isOpen === true) add(within, key, level + 1);
    }
    if (seen.length < family.length) {
      const hidden = family.length - seen.length;
      rows.push({ kind: "more", key: `${parent ?? ""}/more`, parent, level, position: siblings, siblings, hidden });
    }
  };
  add(roots, undefined, 1);
  return rows;
}

function countWithin(inside: Traced["inside"], index: number): number {
  return (inside[index] ?? []).reduce((sum, each) => sum + 1 + countWithin(inside, each), 0);
}

function valuesOf(call: Call): Pick<CallRow, "given" | "result" | "expected"> {
  const given = call.arguments.map(({ name, value }: Argument) => shownOf(name, value));
  const isError = call.ending === "raised";
  const came = call.gave === null ? undefined : isError ? textOnly(call.gave) : shownOf("", call.gave);
  if (call.wrong === null) return { given, result: came, expected: undefined };
  const expected = shownOf("", call.wrong);
  if (came?.picture === undefined || expected.picture === undefined) return { given, result: came, expected };
  const differs = differing(came.picture, expected.picture);
  if (differs === undefined) return { given, result: came, expected };
  return { given, result: { ...came, differs }, expected: { ...expected, differs } };
}

export function shownOf(name: string, text: string): Shown {
  const picture = pictureOf(text);
  return { name, text, short: shortened(text), ...(picture === undefined ? {} : { picture }) };
}

function textOnly(text: string): Shown {
  return { name: "", text, short: shortened(text) };
}

/** A text on one line, its middle left out where it is long. */
export function shortened(text: string, most = SHORT): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= most) return line;
  const tail = Math.floor(most / 4);
  return `${line.slice(0, most - tail - 1)}…${line.slice(line.length - tail)}`;
}

const ENDED: Record<Exclude<Ending, "value" | "raised">, string> = {
  timeout: "took too long",
  crashed: "crashed",
  denied: "did what it may not",
  missing: "not filled",
  broken: "could not be run",
  inconclusive: "was not judged",
};

function remarksOf(call: Call, stopsWithin: boolean): string[] {
  const remarks: string[] = [];
  if (call.answered) remarks.push("answered from its example");
  // What stopped because a call in it did was filled itself.
  if (call.ending === "missing" && stopsWithin) remarks.push("stopped");
  else if (call.ending !== "value" && call.ending !== "raised") remarks.push(ENDED[call.ending]);
  if (call.seconds >= 0.0005) remarks.push(duration(call.seconds));
  return remarks;
}

/** A time with two digits: `1.2 ms`. */
export function duration(seconds: number): string {
  if (seconds < 0.001) return `${(seconds * 1000).toFixed(1)} ms`;
  if (seconds < 1) return `${Number((seconds * 1000).toPrecision(2))} ms`;
  return `${Number(seconds.toPrecision(2))} s`;
}

/** A row in words, for who does not see it. */
export function inWords(row: Row): string {
  if (row.kind === "more") return `${row.hidden} more calls`;
  const said = (shown: Shown): string => (shown.picture === undefined ? shown.short : described(shown.picture));
  const given = row.given.map((shown) => (shown.name === "" ? said(shown) : `${shown.name} ${said(shown)}`));
  const parts = [`${row.call.name}${given.length === 0 ? "" : `, given ${given.join(", ")}`}`];
  if (row.result !== undefined) parts.push(`${row.call.ending === "raised" ? "raised" : "gave"} ${said(row.result)}`);
  if (row.expected !== undefined) {
    const cells = row.expected.differs?.length;
    const where = cells === undefined ? "" : `, which differs in ${cells === 1 ? "1 cell" : `${cells} cells`}`;
    parts.push(`an example expects ${said(row.expected)}${where}`);
  }
  if (row.isFirstWrong) parts.push("the first wrong step");
  return [...parts, ...row.remarks].join("; ");
}
