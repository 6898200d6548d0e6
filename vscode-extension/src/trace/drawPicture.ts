/** Pictures as elements: cells as few paths, since there may be thousands of them. */

import { type Element, el } from "./elements";
import { described, PALETTE, type Picture, type Rows } from "./pictures";

/** Cells from this size on have room for what stands in them. */
const READABLE = 15;

/** A picture that fits into a square of `room` pixels. `differs` are cells to be marked. */
export function drawPicture(
  picture: Picture,
  room: number,
  differs: readonly (readonly [number, number])[] = [],
): Element {
  const label = described(picture);
  switch (picture.kind) {
    case "image":
      return el("img", {
        class: "picture image",
        src: picture.source,
        alt: label,
      });
    case "bars":
      return bars(picture.heights, picture.zero, Math.min(room, 96), label);
    case "pixels":
      return frame(
        picture.rows,
        room,
        16,
        label,
        areas(picture.rows, (color) => color),
      );
    case "cells":
    case "shades": {
      const colorOf = picture.kind === "cells" ? (cell: number) => PALETTE[cell] ?? "" : shade;
      const wide = Math.max(1, ...picture.labels.flat().map((text) => text.length));
      const most = picture.kind === "cells" || wide < 3 ? 22 : 8 * wide + 4;
      const size = cellSize(picture.rows, room, most);
      const isReadable = size >= Math.max(READABLE, wide < 2 ? 0 : 7 * wide);
      return frame(picture.rows, room, most, label, areas(picture.rows, colorOf), [
        lines(picture.rows, size),
        ...(isReadable ? labels(picture, size) : []),
        ...marks(differs, size),
      ]);
    }
  }
}

function cellSize(rows: Rows<unknown>, room: number, most: number): number {
  const longest = Math.max(rows.length, rows[0]?.length ?? 0, 1);
  return Math.max(2, Math.min(most, Math.floor(room / longest)));
}

function frame(
  rows: Rows<unknown>,
  room: number,
  most: number,
  label: string,
  filled: readonly Element[],
  over: readonly Element[] = [],
): Element {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const size = cellSize(rows, room, most);
  return el(
    "svg",
    {
      class: "picture cells",
      role: "img",
      "aria-label": label,
      width: width * size,
      height: height * size,
      viewBox: `0 0 ${width} ${height}`,
      "shape-rendering": "crispEdges",
    },
    ...filled,
    ...over,
  );
}

/** One path for each colour, runs of equal cells in a row as one piece. */
function areas<Item>(rows: Rows<Item>, colorOf: (item: Item) => string): Element[] {
  const paths = new Map<string, string>();
  for (const [y, row] of rows.entries()) {
    const colors = row.map(colorOf);
    for (let x = 0; x < colors.length;) {
      const color = colors[x] ?? "";
      let end = x + 1;
      while (colors[end] === color) end++;
      paths.set(color, `${paths.get(color) ?? ""}M${x} ${y}h${end - x}v1h${x - end}z`);
      x = end;
    }
  }
  return [...paths].map(([color, d]) => el("path", { d, fill: color }));
}

/** Lines between cells, where these are large enough to leave something of them. */
function lines(rows: Rows<unknown>, size: number): Element {
  const [width, height] = [rows[0]?.length ?? 0, rows.length];
  const down = Array.from({ length: width - 1 }, (_, x) => `M${x + 1} 0v${height}`);
  const across = Array.from({ length: height - 1 }, (_, y) => `M0 ${y + 1}h${width}`);
  return el("path", {
    class: "between",
    d: size < 5 ? "" : [...down, ...across].join(""),
    "vector-effect": "non-scaling-stroke",
  });
}

function labels(picture: Picture & { kind: "cells" | "shades" }, size: number): Element[] {
  const wide = Math.max(1, ...picture.labels.flat().map((text) => text.length));
  const font = Math.min(11 / size, (0.9 / wide) * 1.6);
  return picture.labels.flatMap((row, y) =>
    row.map((text, x) => {
      const cell = picture.rows[y]?.[x] ?? 0;
      // Light text where the cell is dark, dark text where it is light.
      const isDark = picture.kind === "cells" ? [0, 1, 9].includes(cell) : cell < 0.55;
      return el(
        "text",
        {
          class: "digit",
          x: x + 0.5,
          y: y + 0.5,
          "font-size": font.toFixed(3),
          fill: isDark ? "#ffffff" : "#000000",
          // A zero is mostly background: it is to be found, not to be seen first.
          "fill-opacity": picture.kind === "cells" && cell === 0 ? 0.45 : 0.9,
        },
        text,
      );
    }),
  );
}

function marks(differs: readonly (readonly [number, number])[], size: number): Element[] {
  const d = differs.map(([y, x]) => `M${x} ${y}h1v1h-1z`).join("");
  if (d === "") return [];
  const small = size < 8 ? " small" : "";
  return ["differs under", "differs"].map((name) =>
    el("path", { class: `${name}${small}`, d, "vector-effect": "non-scaling-stroke" }),
  );
}

/** From dark blue over green to yellow, evenly seen; after viridis (van der Walt and Smith, 2015). */
const SHADES: readonly (readonly [number, number, number])[] = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
];

function shade(value: number): string {
  const place = Math.min(0.9999, Math.max(0, value)) * (SHADES.length - 1);
  const [from, to] = [SHADES[Math.floor(place)], SHADES[Math.floor(place) + 1]];
  const part = place % 1;
  const mixed = [0, 1, 2].map((channel) => {
    const [low, high] = [from?.[channel] ?? 0, to?.[channel] ?? 0];
    return Math.round(low + (high - low) * part);
  });
  return `rgb(${mixed.join(" ")})`;
}

function bars(heights: readonly number[], zero: number, room: number, label: string): Element {
  const width = Math.max(2, Math.min(8, Math.floor(room / heights.length)));
  const height = 32;
  const d = heights
    .map((part, at) => {
      const top = (1 - zero - Math.max(part, 0)) * height;
      return `M${at * width} ${top.toFixed(1)}h${width - 1}v${Math.max(1, Math.abs(part) * height).toFixed(1)}h${1 - width}z`;
    })
    .join("");
  return el(
    "svg",
    { class: "picture bars", role: "img", "aria-label": label, width: width * heights.length, height },
    el("path", { class: "bar", d }),
  );
}
