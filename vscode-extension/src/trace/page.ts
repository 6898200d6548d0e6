/** The trace view's own page: keeps what is open and where the focus is, and draws anew when that changes. It runs in the
 * view, not in the extension. */

import { drawDetails, drawEnds, drawNotes, drawRow, drawSummary } from "./draw";
import { el, type Element, toDom } from "./elements";
import { type Deed, deedOf } from "./keys";
import { layout, type Placed, type Size } from "./layout";
import type { FromView, Kept, Place, ToView } from "./messages";
import { inWords, openedAtFirst, PAGE, type Row, rowsOf, type Traced, traced } from "./model";

interface Host {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): Host;

interface Showing {
  readonly made: Traced;
  readonly place: Place;
  rows: readonly Row[];
  open: Set<string>;
  shown: Map<string, number>;
  current: string | undefined;
  details: boolean;
}

const host = acquireVsCodeApi();
const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
const summary = part("summary");
const tree = part("tree");
const edges = part("edges");
const details = part("details");
const notes = part("notes");
const live = part("live");
let showing: Showing | undefined;

window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
  document.body.classList.toggle("busy", data.kind === "busy");
  if (data.kind === "busy") say("The example is run again.");
  else if (data.kind === "failed") fail(data.sentence);
  else take(traced(data.trace), data.place);
});

function say(sentence: string): void {
  live.textContent = sentence;
}

function fail(sentence: string): void {
  const box = part("failure");
  box.textContent = sentence;
  box.hidden = false;
  say(sentence);
}

/** Show a trace. What was open in the last one stays open, and the focus where it was. */
function take(made: Traced, place: Place): void {
  part("failure").hidden = true;
  const before = showing ?? kept();
  const first = openedAtFirst(made);
  const known = new Set(made.keys);
  const wrong = made.trace.firstWrong;
  const current = before?.current !== undefined && known.has(before.current) ? before.current : undefined;
  showing = {
    made,
    place,
    rows: [],
    open: before === undefined ? new Set(first.open) : new Set([...before.open].filter((key) => known.has(key))),
    shown: showing?.shown ?? new Map(first.shown),
    current: current ?? made.keys[wrong ?? 0],
    details: showing?.details ?? false,
  };
  const { trace } = made;
  summary.replaceChildren(toDom(drawSummary(trace), document));
  notes.replaceChildren(
    ...[drawEnds(trace), ...drawNotes(trace)].filter((item) => item !== undefined).map((item) => toDom(item, document)),
  );
  part("to-wrong").hidden = wrong === null;
  const isFlat = trace.calls.every((call) => call.parent === null);
  for (const id of ["open-all", "close-all"]) part(id).hidden = isFlat;
  part("bar").hidden = false;
  draw();
  say(`${summary.querySelector("h1")?.firstChild?.textContent ?? ""} ${trace.calls.length} calls.`);
  if (document.activeElement === document.body) rowElement(showing.current ?? "")?.focus({ preventScroll: true });
  if (before === undefined && wrong !== null) rowElement(made.keys[wrong] ?? "")?.scrollIntoView({ block: "center" });
}

function kept(): Kept | undefined {
  return (host.getState() ?? undefined) as Kept | undefined;
}

function keep(): void {
  if (showing === undefined) return;
  const { place, open, current } = showing;
  host.setState({ place, open: [...open], current });
}

function draw(): void {
  if (showing === undefined) return;
  const { made, open, shown } = showing;
  const rows = rowsOf(made, { open, shown });
  showing.rows = rows;
  if (!rows.some((row) => row.key === showing?.current)) showing.current = rows[0]?.key;
  const hadFocus = tree.contains(document.activeElement);
  tree.replaceChildren(...rows.map((row) => toDom(drawRow(row, row.key === showing?.current), document)));
  place();
  drawOpenDetails();
  keep();
  if (hadFocus) rowElement(showing.current ?? "")?.focus({ preventScroll: true });
}

/** Measure each row's parts, and put them and the edges between them in their places. */
function place(): void {
  if (showing === undefined) return;
  const parts = showing.rows.map((row) => {
    const element = rowElement(row.key);
    const one = (name: string): HTMLElement | undefined =>
      element?.querySelector<HTMLElement>(`:scope > .${name}`) ?? undefined;
    return { row, element, given: one("given"), card: one("card"), result: one("result") };
  });
  const size = (element: HTMLElement | undefined): Size =>
    element === undefined ? { width: 0, height: 0 } : { width: element.offsetWidth, height: element.offsetHeight };
  const placed = layout(
    parts.map(({ row, given, card, result }) => ({
      key: row.key,
      parent: row.parent,
      given: size(given),
      card: size(card),
      result: size(result),
    })),
    part("main").clientWidth,
  );
  for (const [at, { element, given, card, result }] of parts.entries()) {
    const place = placed.rows[at];
    if (place === undefined || element === undefined) continue;
    element.style.top = `${place.row.y}px`;
    element.style.height = `${place.row.height}px`;
    for (const [item, to] of [
      [given, place.given],
      [card, place.card],
      [result, place.result],
    ] as const) {
      if (item === undefined) continue;
      item.style.left = `${to.x}px`;
      item.style.top = `${to.y - place.row.y}px`;
    }
  }
  const graph = part("graph");
  graph.classList.toggle("narrow", !placed.isWide);
  graph.style.width = `${placed.width}px`;
  graph.style.height = `${placed.height}px`;
  edges.setAttribute("width", String(placed.width));
  edges.setAttribute("height", String(placed.height));
  const lines = placed.rows.flatMap((item, at) => edgesOf(item, showing?.rows[at]));
  const start =
    placed.start === undefined ? [] : [el("circle", { class: "start", cx: placed.start.x, cy: placed.start.y, r: 4 })];
  edges.replaceChildren(...[...lines, ...start].map((item) => toDom(item, document)));
}

function edgesOf(item: Placed, row: Row | undefined): Element[] {
  const isMore = row?.kind === "more";
  const isWrong = row?.kind === "call" && row.expected !== undefined;
  const into = el("path", { class: isMore ? "edge faint" : "edge", d: item.into });
  const head = isMore ? [] : [arrow(item.end, "edge-head")];
  if (item.out === "") return [into, ...head];
  const name = isWrong ? " wrong" : "";
  return [
    into,
    ...head,
    el("path", { class: `edge${name}`, d: item.out }),
    arrow({ x: item.result.x - 3, y: item.result.y + item.result.height / 2 }, `edge-head${name}`),
  ];
}

function arrow({ x, y, isDown = false }: Partial<Placed["end"]> & { x: number; y: number }, name: string): Element {
  return el("path", { class: name, d: `M${x} ${y}${isDown ? "l-4 -7h8z" : "l-7 -4v8z"}` });
}

function rowElement(key: string): HTMLElement | undefined {
  return [...tree.children].find((child): child is HTMLElement => (child as HTMLElement).dataset.key === key);
}

/** The card as far as the width is concerned, its values too as far as the height is. */
function bringIntoSight(row: HTMLElement | undefined): void {
  row?.querySelector(".card")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  row?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function drawOpenDetails(): void {
  const row = showing?.rows.find((each) => each.key === showing?.current);
  const isShown = showing?.details === true && row?.kind === "call";
  details.hidden = !isShown;
  if (isShown) details.replaceChildren(toDom(drawDetails(row, showing?.made.trace.calls.length ?? 0), document));
}

function go(key: string): void {
  if (showing === undefined) return;
  for (const item of [showing.current, key]) {
    const element = rowElement(item ?? "");
    element?.setAttribute("tabindex", item === key ? "0" : "-1");
    element?.setAttribute("aria-selected", String(item === key));
  }
  showing.current = key;
  keep();
  const element = rowElement(key);
  element?.focus({ preventScroll: true });
  drawOpenDetails();
  bringIntoSight(element);
}

function showDetails(isShown: boolean): void {
  if (showing === undefined) return;
  showing.details = isShown;
  drawOpenDetails();
  const element = rowElement(showing.current ?? "");
  // There is less room for the graph now, or more.
  bringIntoSight(element);
  if (!isShown) element?.focus();
  else say("All values of the call are shown below the graph.");
}

function perform(deed: Deed): void {
  if (showing === undefined) return;
  switch (deed.kind) {
    case "go":
      return go(deed.key);
    case "open":
      showing.open.add(deed.key);
      return draw();
    case "close":
      showing.open.delete(deed.key);
      return draw();
    case "openAll":
      for (const key of deed.keys) showing.open.add(key);
      return draw();
    case "more": {
      const row = showing.rows.find((each) => each.key === deed.key);
      if (row?.kind !== "more") return;
      const key = row.parent ?? "";
      showing.shown.set(key, row.position - 1 + PAGE);
      // The focus goes on to the first call that was hidden, which takes this row's place.
      const at = showing.rows.indexOf(row);
      draw();
      const next = showing.rows[at];
      return next === undefined ? undefined : go(next.key);
    }
    case "values":
      return showDetails(!showing.details);
    case "code": {
      const row = showing.rows.find((each) => each.key === deed.key);
      if (row?.kind === "call") host.postMessage({ kind: "code", call: row.index });
    }
  }
}

function toFirstWrong(): void {
  if (showing === undefined) return;
  const first = openedAtFirst(showing.made);
  const key = showing.made.keys[showing.made.trace.firstWrong ?? -1];
  if (key === undefined) return;
  const parts = key.split("/");
  for (let length = 1; length < parts.length; length++) showing.open.add(parts.slice(0, length).join("/"));
  for (const [parent, count] of first.shown) showing.shown.set(parent, Math.max(count, showing.shown.get(parent) ?? 0));
  draw();
  go(key);
}

tree.addEventListener("keydown", (event) => {
  if (showing?.current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && showing.details) return showDetails(false);
  const deed = deedOf(showing.rows, showing.current, event.key);
  if (deed === undefined) return;
  event.preventDefault();
  perform(deed);
});
tree.addEventListener("click", (event) => {
  const target = event.target as HTMLElement | SVGElement;
  const key = target.closest<HTMLElement>(".row")?.dataset.key;
  const row = showing?.rows.find((each) => each.key === key);
  if (row === undefined) return;
  if (row.kind === "more") return perform({ kind: "more", key: row.key });
  go(row.key);
  const does = target.closest<HTMLElement>("[data-does]")?.dataset.does;
  if (does === "toggle") perform({ kind: row.isOpen === true ? "close" : "open", key: row.key });
  else if (does === "values") showDetails(true);
});
tree.addEventListener("dblclick", (event) => {
  const target = event.target as HTMLElement | SVGElement;
  const key = target.closest<HTMLElement>(".card")?.closest<HTMLElement>(".row")?.dataset.key;
  if (key !== undefined && target.closest("[data-does]") === null) perform({ kind: "code", key });
});
details.addEventListener("keydown", (event) => {
  if (event.key === "Escape") showDetails(false);
});
document.addEventListener("click", (event) => {
  const asked = (event.target as HTMLElement | SVGElement).closest<HTMLElement>("button[data-does]");
  const row = showing?.rows.find((each) => each.key === showing?.current);
  if (asked === null || showing === undefined) return;
  switch (asked.dataset.does) {
    case "again":
      return host.postMessage({ kind: "again" });
    case "source":
      return host.postMessage({ kind: "example" });
    case "wrong":
      return toFirstWrong();
    case "open-all":
      showing.open = new Set(showing.made.keys);
      return draw();
    case "close-all":
      showing.open = new Set();
      return draw();
    case "code":
      return row?.kind === "call" ? host.postMessage({ kind: "code", call: row.index }) : undefined;
    case "example":
      return row?.kind === "call" ? host.postMessage({ kind: "add", call: row.index }) : undefined;
    case "copy":
      return host.postMessage({ kind: "copy", text: asked.dataset.text ?? "" });
    case "close":
      return showDetails(false);
  }
});
// Images and fonts come later than what they stand in, and change its size.
tree.addEventListener("load", () => place(), true);
new ResizeObserver(() => place()).observe(part("main"));
tree.addEventListener("focusin", (event) => {
  const row = (event.target as HTMLElement).closest<HTMLElement>(".row");
  const found = showing?.rows.find((each) => each.key === row?.dataset.key);
  if (found !== undefined && showing?.details === true) say(inWords(found));
});
host.postMessage({ kind: "ready" });
