/** A trace as elements: each call as a row of the tree with its values at its edges, and all of one call's values. */

import type { Call, Trace, Verdict } from "../protocol";
import { withoutCall } from "../sentence";
import { drawPicture } from "./drawPicture";
import { type Child, type Element, el } from "./elements";
import { type CallRow, inWords, PAGE, type Row, type Shown, shortened, shownOf } from "./model";

/** How large the longer side of a picture may be, at an edge and where all is shown. */
const AT_EDGE = 96;
const LARGE = 360;

const VERDICTS: Record<Verdict, string> = {
  passed: "This example holds.",
  failed: "This example does not hold.",
  raised: "This example raised an exception.",
  timeout: "This example took too long.",
  crashed: "This example crashed.",
  denied: "This example did what it may not.",
  blocked: "This example needs a hole that is not filled.",
  malformed: "This example is not well formed.",
  conflicting: "This example contradicts another one.",
  inconclusive: "This example was not judged.",
};

/** What stands above the graph: the example, and what became of it. */
export function drawSummary(trace: Trace): Element {
  const holds = trace.verdict === "passed";
  const isNeutral = trace.verdict === "blocked" || trace.verdict === "inconclusive";
  const sign = holds ? "✓" : isNeutral ? "○" : "✗";
  const calls = `${trace.calls.length.toLocaleString("en")} call${trace.calls.length === 1 ? "" : "s"}`;
  return el(
    "div",
    { class: `verdict ${holds ? "holds" : isNeutral ? "open" : "fails"}` },
    el("span", { class: "sign", "aria-hidden": "true" }, sign),
    el(
      "div",
      {},
      el("h1", {}, VERDICTS[trace.verdict], el("span", { class: "count" }, calls)),
      el("code", { class: "source", title: trace.source }, shortened(trace.source, 160)),
      holds || trace.message === null
        ? undefined
        : el("p", { class: "message" }, shortened(withoutCall(trace.message, trace.source), 240)),
    ),
  );
}

/** What stands below it. */
export function drawNotes(trace: Trace): Element[] {
  const notes: Element[] = [];
  if (trace.calls.length === 0) {
    notes.push(el("p", { class: "note" }, "No hole and no function of the sketch was called."));
  }
  if (trace.cut) notes.push(el("p", { class: "note" }, "There were more calls, which were not recorded."));
  if (trace.printed !== "") {
    notes.push(el("details", { class: "printed" }, el("summary", {}, "Printed"), el("pre", {}, trace.printed)));
  }
  return notes;
}

/** A row. Its three parts are placed later, once it is known how large they are. */
export function drawRow(row: Row, isCurrent: boolean): Element {
  const common = {
    role: "treeitem",
    "data-key": row.key,
    tabindex: isCurrent ? 0 : -1,
    "aria-level": row.level,
    "aria-posinset": row.position,
    "aria-setsize": row.siblings,
    "aria-selected": String(isCurrent),
    "aria-label": inWords(row),
  };
  if (row.kind === "more") {
    const next = Math.min(row.hidden, PAGE);
    const text = next === row.hidden ? `Show ${row.hidden} more calls` : `Show ${next} of ${row.hidden} more calls`;
    return el(
      "div",
      { class: "row more", ...common },
      el("div", { class: "card" }, el("span", { class: "name" }, text)),
    );
  }
  return el(
    "div",
    {
      class: `row ${classOf(row)}`,
      ...common,
      "aria-expanded": row.isOpen === undefined ? undefined : String(row.isOpen),
    },
    row.given.length === 0 ? undefined : el("div", { class: "given" }, ...drawGiven(row.given)),
    drawCard(row),
    drawResult(row),
  );
}

/** Pictures beside one another, texts that follow one another below one another. */
function drawGiven(given: readonly Shown[]): Element[] {
  const groups: Shown[][] = [];
  for (const shown of given) {
    const last = groups.at(-1);
    if (shown.picture === undefined && last?.[0]?.picture === undefined && last !== undefined) last.push(shown);
    else groups.push([shown]);
  }
  return groups.map((group) => el("div", { class: "group" }, ...group.map(drawValue)));
}

function classOf(row: CallRow): string {
  const { call } = row;
  const words = [call.answered ? "answered" : call.ending === "missing" ? "missing" : ""];
  if (row.isFirstWrong) words.push("first-wrong");
  else if (call.wrong !== null) words.push("wrong");
  if (!["value", "missing"].includes(call.ending)) words.push("ended");
  return words.filter((word) => word !== "").join(" ");
}

function drawCard(row: CallRow): Element {
  const { call } = row;
  const toggle =
    row.isOpen === undefined
      ? undefined
      : el(
          "button",
          {
            class: "toggle",
            type: "button",
            tabindex: -1,
            "data-does": "toggle",
            title: row.isOpen ? "Hide the calls in it" : "Show the calls in it",
            "aria-hidden": "true",
          },
          el(
            "svg",
            { class: row.isOpen ? "chevron open" : "chevron", width: 12, height: 12, viewBox: "0 0 12 12" },
            el("path", { d: "M4.5 2.5L8 6l-3.5 3.5" }),
          ),
          row.isOpen ? undefined : String(row.within),
        );
  const under: Child[] = [];
  if (row.isFirstWrong) under.push(el("span", { class: "badge" }, "first wrong step"));
  if (row.remarks.length > 0) under.push(el("span", { class: "remarks" }, row.remarks.join(" · ")));
  return el(
    "div",
    { class: "card" },
    toggle,
    el(
      "div",
      { class: "words" },
      el("span", { class: isName(call) ? "name" : "name sentence", title: call.name }, shortened(call.name, 48)),
      under.length === 0 ? undefined : el("div", { class: "under" }, ...under),
    ),
  );
}

function isName(call: Call): boolean {
  return /^[\w.]+$/.test(call.name);
}

function drawResult(row: CallRow): Element | undefined {
  const { call, result, expected } = row;
  if (result === undefined && expected === undefined) return undefined;
  const came =
    result === undefined
      ? undefined
      : call.ending === "raised"
        ? el("div", { class: "value raised" }, el("span", { class: "label" }, "raised"), text(result))
        : drawValue(expected?.picture === undefined ? result : { ...result, name: "gave" });
  const wanted = expected === undefined ? undefined : drawExpected(expected);
  const hasPicture = result?.picture !== undefined || expected?.picture !== undefined;
  return el("div", { class: hasPicture ? "result" : "result texts" }, came, wanted);
}

function drawExpected(expected: Shown): Element {
  return el(
    "div",
    { class: "value expected" },
    el("span", { class: "label" }, "an example expects"),
    expected.picture === undefined ? text(expected) : picture(expected),
  );
}

function drawValue(shown: Shown): Element {
  return el(
    "div",
    { class: "value" },
    shown.name === "" ? undefined : el("span", { class: "label" }, shown.name),
    shown.picture === undefined ? text(shown) : picture(shown),
  );
}

function picture(shown: Shown): Element {
  if (shown.picture === undefined) return text(shown);
  return el(
    "span",
    { class: "drawn", "data-does": "values", title: "Show all of it" },
    drawPicture(shown.picture, AT_EDGE, shown.differs),
  );
}

function text(shown: Shown): Element {
  const isWhole = shown.short === shown.text;
  return el(
    "code",
    isWhole ? {} : { class: "cut", "data-does": "values", title: "Show all of it" },
    shown.short === "" ? "''" : shown.short,
  );
}

/** All values of one call, as long and as large as they are. */
export function drawDetails(row: CallRow, calls: number): Element {
  const { call } = row;
  const values = [
    ...row.given.map((shown, at) => drawWhole(shown.name === "" ? `argument ${at + 1}` : shown.name, shown)),
    row.result === undefined ? undefined : drawWhole(call.ending === "raised" ? "raised" : "gave", row.result),
    row.expected === undefined ? undefined : drawWhole("an example expects", row.expected),
  ];
  const canBeExample = !call.answered && (call.ending === "value" || call.ending === "raised") && call.wrong === null;
  return el(
    "div",
    {},
    el(
      "div",
      { class: "head" },
      el("h2", {}, shortened(call.name, 60)),
      el("span", { class: "count" }, `call ${row.index + 1} of ${calls.toLocaleString("en")}`),
      el("span", { class: "space" }),
      button("code", "Open the code"),
      canBeExample ? button("example", "Make it an example") : undefined,
      button("close", "Close"),
    ),
    el("div", { class: "values" }, ...values),
  );
}

function drawWhole(label: string, shown: Shown): Element {
  return el(
    "section",
    { class: "whole" },
    el(
      "h3",
      {},
      label,
      el(
        "button",
        { type: "button", class: "plain", "data-does": "copy", "data-text": shown.text, "aria-label": `Copy ${label}` },
        "Copy",
      ),
    ),
    shown.picture === undefined ? undefined : drawPicture(shown.picture, LARGE, shown.differs),
    el("pre", { tabindex: 0 }, shown.text),
  );
}

function button(does: string, words: string): Element {
  return el("button", { type: "button", class: "plain", "data-does": does }, words);
}

/** The actual and the expected value of an example that called nothing. */
export function drawEnds(trace: Trace): Element | undefined {
  if (trace.calls.length > 0 || trace.actual === null) return undefined;
  return el(
    "div",
    { class: "ends" },
    drawValue(shownOf("gave", trace.actual)),
    trace.verdict === "passed" ? undefined : drawValue(shownOf("expected", trace.expected)),
  );
}
