/** What the trace view and the extension tell one another. */

import type { Trace } from "../protocol";

/** Which example a view is of. */
export interface Place {
  readonly uri: string;
  readonly hole: string;
  readonly index: number;
}

/** What outlives the page: while its tab is hidden, and until the window is there again after it was closed. */
export interface Kept {
  readonly place: Place;
  readonly open: readonly string[];
  readonly current: string | undefined;
}

/** The place in what a page kept; undefined where that is nothing that it wrote. */
export function placeIn(kept: unknown): Place | undefined {
  const { uri, hole, index } = (kept as Partial<Kept> | null | undefined)?.place ?? {};
  const isOurs = typeof uri === "string" && typeof hole === "string" && typeof index === "number";
  return isOurs ? { uri, hole, index } : undefined;
}

/** To the view: a trace, that one is being made, or why there is none. */
export type ToView =
  | { readonly kind: "trace"; readonly trace: Trace; readonly place: Place }
  | { readonly kind: "busy" }
  | { readonly kind: "failed"; readonly sentence: string };

/** From the view: it can be told now, or what a person wants. `call` is an index into the trace that it shows. */
export type FromView =
  | { readonly kind: "ready" }
  | { readonly kind: "again" }
  | { readonly kind: "example" }
  | { readonly kind: "code"; readonly call: number }
  | { readonly kind: "add"; readonly call: number }
  | { readonly kind: "copy"; readonly text: string };
