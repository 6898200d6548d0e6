/** Values as pictures: grids of small whole numbers as coloured cells, arrays in shades, texts and bytes that are images
 * as what they show. */

import { readValue, type Value } from "./values";

/** Rows of cells. `colors` are indexes into a palette (`cells`), shades from 0 to 1 (`shades`), or CSS colours
 * (`pixels`); `labels` what stands in each cell, where there is room. */
export type Picture =
  | { readonly kind: "cells"; readonly rows: Rows<number>; readonly labels: Rows<string> }
  | { readonly kind: "shades"; readonly rows: Rows<number>; readonly labels: Rows<string> }
  | { readonly kind: "pixels"; readonly rows: Rows<string> }
  | { readonly kind: "bars"; readonly heights: readonly number[]; readonly zero: number }
  | { readonly kind: "image"; readonly source: string; readonly format: string };

export type Rows<Item> = readonly (readonly Item[])[];

/** The colours of the Abstraction and Reasoning Corpus (Chollet, 2019), from 0 to 9. */
export const PALETTE: readonly string[] = [
  "#000000",
  "#0074d9",
  "#ff4136",
  "#2ecc40",
  "#ffdc00",
  "#aaaaaa",
  "#f012be",
  "#ff851b",
  "#7fdbff",
  "#870c25",
];

/** A grid of that corpus is at most so wide and so high. */
const LARGEST_GRID = 30;
const LARGEST_ARRAY = 64;
const FEWEST_BARS = 4;
const MOST_BARS = 64;

/** The picture of a value by its text; undefined where the text itself is the best that can be shown. */
export function pictureOf(text: string): Picture | undefined {
  if (!/^[[(]|^b?['"]|array\(/.test(text)) return undefined;
  const value = readValue(text);
  if (value === undefined) return undefined;
  if (value.kind === "text") return imageInText(value.text);
  if (value.kind === "bytes") return imageInBytes(value.bytes);
  if (value.kind !== "list") return undefined;
  return grid(value) ?? shades(value) ?? pixels(value) ?? bars(value);
}

/** What a picture shows, for who does not see it. */
export function described(picture: Picture): string {
  switch (picture.kind) {
    case "cells":
    case "shades":
      return `a grid of ${sizeOf(picture.rows)}`;
    case "pixels":
      return `an image of ${sizeOf(picture.rows)} pixels`;
    case "bars":
      return `an array of ${picture.heights.length} numbers`;
    case "image":
      return `an image, ${picture.format}`;
  }
}

/** The cells in which two grids of the same size differ, as `[row, column]`; undefined where they cannot be compared. */
export function differing(one: Picture, other: Picture): readonly (readonly [number, number])[] | undefined {
  if (!("labels" in one) || !("labels" in other)) return undefined;
  if (sizeOf(one.labels) !== sizeOf(other.labels)) return undefined;
  return one.labels.flatMap((row, line) =>
    row.flatMap((label, column) => (label === other.labels[line]?.[column] ? [] : [[line, column] as const])),
  );
}

function sizeOf(rows: Rows<unknown>): string {
  return `${rows.length} × ${rows[0]?.length ?? 0}`;
}

type List = Value & { kind: "list" };

/** Rows of equal length with something in them. */
function table(value: List, most: number): readonly (readonly Value[])[] | undefined {
  const rows = value.items.map((row) => (row.kind === "list" && isRowOf(row, value) ? row.items : []));
  const width = rows[0]?.length ?? 0;
  const isTable = width > 0 && width <= most && rows.length <= most && rows.every((row) => row.length === width);
  // Of one cell no picture has to be made.
  return isTable && width * rows.length > 1 ? rows : undefined;
}

/** Tuples in a list are records, mostly places: a grid is all lists, or all tuples that are no pairs. */
function isRowOf(row: List, whole: List): boolean {
  if (whole.of === "array") return true;
  return row.of === whole.of && (row.of === "list" || row.items.length > 2);
}

/** Rows of a function of each item; undefined where it has none for one of them. */
function mapped<Item>(
  rows: readonly (readonly Value[])[],
  of: (value: Value) => Item | undefined,
): Item[][] | undefined {
  const made: Item[][] = [];
  for (const row of rows) {
    const line: Item[] = [];
    for (const value of row) {
      const item = of(value);
      if (item === undefined) return undefined;
      line.push(item);
    }
    made.push(line);
  }
  return made;
}

function grid(value: List): Picture | undefined {
  const cells = table(value, LARGEST_GRID);
  const rows =
    cells &&
    mapped(cells, (cell) => {
      if (cell.kind === "bool") return Number(cell.bool);
      const isSmall = cell.kind === "number" && cell.isWhole && cell.number >= 0 && cell.number < PALETTE.length;
      return isSmall ? cell.number : undefined;
    });
  return rows && { kind: "cells", rows, labels: rows.map((row) => row.map(String)) };
}

/** An array in shades, and a list of lists as long as it is all whole numbers: of others the text says more. */
function shades(value: List): Picture | undefined {
  const cells = table(value, LARGEST_ARRAY);
  const numbers = cells && mapped(cells, numberIn);
  if (cells === undefined || numbers === undefined) return undefined;
  if (value.of !== "array" && !cells.flat().every((cell) => cell.kind === "number" && cell.isWhole)) return undefined;
  const [low, high] = extent(numbers.flat());
  const rows = numbers.map((row) => row.map((number) => (high > low ? (number - low) / (high - low) : 0.5)));
  return { kind: "shades", rows, labels: numbers.map((row) => row.map(brief)) };
}

function pixels(value: List): Picture | undefined {
  const cells = value.of === "array" ? table(value, LARGEST_ARRAY) : undefined;
  const channels =
    cells &&
    mapped(cells, (cell) => {
      if (cell.kind !== "list" || cell.items.length < 3 || cell.items.length > 4) return undefined;
      const numbers = cell.items.map(numberIn);
      return numbers.every((number) => number !== undefined) ? numbers : undefined;
    });
  if (channels === undefined) return undefined;
  const [low, high] = extent(channels.flat(2));
  if (low < 0 || high > 255) return undefined;
  // Images of fractions have their brightest at 1, all others at 255.
  const isFraction = value.items.some((row) => hasFraction(row)) && high <= 1;
  const full = isFraction ? 1 : 255;
  const rows = channels.map((row) =>
    row.map(([red = 0, green = 0, blue = 0, alpha = full]) => {
      const parts = [red, green, blue].map((part) => Math.round((part / full) * 255));
      return `rgb(${parts.join(" ")} / ${(alpha / full).toFixed(3).replace(/\.?0+$/, "")})`;
    }),
  );
  return { kind: "pixels", rows };
}

function hasFraction(value: Value): boolean {
  return value.kind === "list" ? value.items.some(hasFraction) : value.kind === "number" && !value.isWhole;
}

/** A row of numbers as bars: only where it is an array, since a list is short and says more as text. */
function bars(value: List): Picture | undefined {
  if (value.of !== "array" || value.items.length < FEWEST_BARS || value.items.length > MOST_BARS) return undefined;
  const numbers = mapped([value.items], numberIn)?.[0];
  if (numbers === undefined) return undefined;
  const [low, high] = extent([...numbers, 0]);
  const span = high - low;
  if (span === 0) return undefined;
  return { kind: "bars", heights: numbers.map((number) => number / span), zero: -low / span };
}

function numberIn(value: Value): number | undefined {
  if (value.kind === "bool") return Number(value.bool);
  return value.kind === "number" && Number.isFinite(value.number) ? value.number : undefined;
}

function extent(numbers: readonly number[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const number of numbers) {
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return [low, high];
}

function brief(number: number): string {
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(3)));
}

const IMAGE_ADDRESS = /^data:image\/(png|gif|jpeg|webp|bmp|svg\+xml)[;,]/;

function imageInText(text: string): Picture | undefined {
  const address = IMAGE_ADDRESS.exec(text);
  if (address !== null)
    return { kind: "image", source: text, format: address[1] === "svg+xml" ? "SVG" : (address[1] ?? "").toUpperCase() };
  const trimmed = text.trim();
  if (!/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<svg[\s>]/.test(trimmed) || !trimmed.endsWith("</svg>"))
    return undefined;
  // An image has no name space of the page around it: without one of its own it would not be drawn.
  const whole = /<svg[^>]*\sxmlns=/.test(trimmed)
    ? trimmed
    : trimmed.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return { kind: "image", source: `data:image/svg+xml,${encodeURIComponent(whole)}`, format: "SVG" };
}

const SIGNATURES: readonly (readonly [string, string, string])[] = [
  ["\x89PNG\r\n\x1a\n", "image/png", "PNG"],
  ["GIF8", "image/gif", "GIF"],
  ["\xff\xd8\xff", "image/jpeg", "JPEG"],
  ["RIFF", "image/webp", "WebP"],
];

function imageInBytes(bytes: readonly number[]): Picture | undefined {
  const text = bytes.map((byte) => String.fromCharCode(byte)).join("");
  const known = SIGNATURES.find(([start]) => text.startsWith(start));
  if (known === undefined || (known[2] === "WebP" && !text.startsWith("WEBP", 8))) return undefined;
  return { kind: "image", source: `data:${known[1]};base64,${btoa(text)}`, format: known[2] };
}
