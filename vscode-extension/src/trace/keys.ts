/** What a key does in the tree of calls, as trees have it everywhere (ARIA Authoring Practices, tree view). */

import type { Row } from "./model";

export type Deed =
  | { readonly kind: "go"; readonly key: string }
  | { readonly kind: "open" | "close" | "code" | "values" | "more"; readonly key: string }
  | { readonly kind: "openAll"; readonly keys: readonly string[] };

/** What `key` does while the row `current` has the focus; undefined where it does nothing. */
export function deedOf(rows: readonly Row[], current: string, key: string): Deed | undefined {
  const at = rows.findIndex((row) => row.key === current);
  const row = rows[at];
  if (row === undefined) return undefined;
  const go = (target: Row | undefined): Deed | undefined => target && { kind: "go", key: target.key };
  switch (key) {
    case "ArrowDown":
      return go(rows[at + 1]);
    case "ArrowUp":
      return go(rows[at - 1]);
    case "Home":
      return go(rows[0]);
    case "End":
      return go(rows.at(-1));
    case "ArrowRight":
      if (row.kind === "more" || row.isOpen === undefined) return undefined;
      return row.isOpen ? go(rows[at + 1]) : { kind: "open", key: current };
    case "ArrowLeft":
      if (row.kind === "call" && row.isOpen === true) return { kind: "close", key: current };
      return go(rows.find((each) => each.key === row.parent));
    case "Enter":
      return { kind: row.kind === "more" ? "more" : "code", key: current };
    case " ":
      return { kind: row.kind === "more" ? "more" : "values", key: current };
    case "*": {
      const family = rows.filter((each) => each.parent === row.parent && each.kind === "call" && each.isOpen === false);
      return { kind: "openAll", keys: family.map((each) => each.key) };
    }
    default:
      return key.length === 1 ? go(typedTo(rows, at, key)) : undefined;
  }
}

/** The next row whose name begins so. */
function typedTo(rows: readonly Row[], at: number, letter: string): Row | undefined {
  const begins = (row: Row): boolean =>
    row.kind === "call" && row.call.name.toLowerCase().startsWith(letter.toLowerCase());
  return [...rows.slice(at + 1), ...rows.slice(0, at)].find(begins);
}
