/** What the trace view and the extension tell one another. */

import type { Trace } from "../protocol";

/** To the view: a trace, that one is being made, or why there is none. */
export type ToView =
  | { readonly kind: "trace"; readonly trace: Trace }
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
