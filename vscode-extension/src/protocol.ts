/**
 * What the language server and the extension say to one another, as `docs/protocol.md` has it. Only what is of our own
 * stands here; the rest is the language server protocol.
 */

/** Where a text begins and ends, counted as the editor counts. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Lines and characters from 0. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export type Kind = "named" | "inline" | "choice" | "sketch";
export type Status = "unfilled" | "unchecked" | "verified" | "failing" | "ambiguous" | "blocked";
export type Flag = "stale" | "edited" | "locked";
export type Verdict =
  | "passed"
  | "failed"
  | "raised"
  | "timeout"
  | "crashed"
  | "denied"
  | "blocked"
  | "malformed"
  | "conflicting"
  | "inconclusive";
export type Severity = "error" | "warning" | "information" | "hint";

/** One example of a hole. `verdict` is null where it was not run. */
export interface Example {
  readonly source: string;
  readonly range: Range;
  readonly verdict: Verdict | null;
  readonly expected: string;
  readonly actual: string | null;
  readonly message: string | null;
  readonly seconds: number;
  readonly printed?: string;
  /** Where it stands, for an example from a file beside the sketch. */
  readonly row?: { readonly path: string; readonly line: number };
}

/** One property of a hole. `held` is null where it could not be tried. */
export interface Property {
  readonly source: string;
  readonly range: Range;
  readonly held: boolean | null;
  readonly inputs: number;
  readonly falsifiedBy: string | null;
  readonly message: string | null;
}

/** What stands in a hole, and where it came from. */
export interface Fill {
  readonly source: string;
  readonly engine: string;
  readonly model: string | null;
  readonly attempts: number;
  readonly tokens: { readonly prompt: number; readonly completion: number };
}

/** A place in the document, or in the fill of a hole. */
export interface Related {
  readonly message: string;
  readonly range?: Range;
  readonly fill?: string;
  readonly offset?: number;
}

export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly Related[];
}

/** A hole, or a function with a body. `pending` says that it was not checked. */
export interface Hole {
  readonly id: string;
  readonly name: string;
  readonly kind: Kind;
  readonly description: string;
  readonly signature: string;
  readonly status: Status;
  readonly flags: readonly Flag[];
  readonly fingerprint: string;
  readonly range: Range;
  readonly examples: readonly Example[];
  readonly properties: readonly Property[];
  readonly fill: Fill | null;
  readonly diagnostics: readonly Finding[];
  readonly through: readonly string[];
  readonly note: string | null;
  readonly pending?: boolean;
}

/** `holewright/holes`, a notification: how each hole of a document stands, in order of the text. */
export interface HolesParams {
  readonly uri: string;
  readonly version: number | null;
  readonly holes: readonly Hole[];
}

export const HOLES = "holewright/holes";

/** How a call in a trace came to its end. */
export type Ending = "value" | "raised" | "timeout" | "crashed" | "denied" | "missing" | "broken" | "inconclusive";

/** What a call was given; `name` is empty where no parameter has one. */
export interface Argument {
  readonly name: string;
  readonly value: string;
}

/** One call of a hole or function. `parent` is the index of the call that it was made in. */
export interface Call {
  readonly hole: string;
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly ending: Ending;
  readonly gave: string | null;
  readonly depth: number;
  readonly parent: number | null;
  readonly seconds: number;
  /** The hole is not filled; one of its examples gave the answer. */
  readonly answered: boolean;
  /** What an example of the hole expects of these arguments, where that is something else. */
  readonly wrong: string | null;
}

/** The answer to `holewright/trace`: one example, run. `firstWrong` is an index into `calls`. */
export interface Trace {
  readonly hole: string;
  readonly index: number;
  readonly source: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly actual: string | null;
  readonly message: string | null;
  readonly calls: readonly Call[];
  readonly firstWrong: number | null;
  /** There were more calls than were recorded. */
  readonly cut: boolean;
  readonly seconds: number;
  readonly printed: string;
}

/** What `holewright/trace` is asked; without `index` the first example that fails is meant, else the first. */
export interface TraceParams {
  readonly uri: string;
  readonly hole: string;
  readonly index?: number;
}

export const TRACE = "holewright/trace";

/** The argument of each command of the server. */
export interface CommandArguments {
  "holewright.fill": { uri: string; hole: string };
  "holewright.fillAll": { uri: string };
  "holewright.refill": { uri: string; hole: string; feedback?: string; preview?: boolean };
  "holewright.repair": { uri: string; hole: string; preview?: boolean };
  "holewright.explain": { uri: string; hole: string };
  "holewright.trace": { uri: string; hole: string; index?: number };
  "holewright.cancel": { uri: string; hole?: string };
  "holewright.addExample": { uri: string; hole: string; source: string; expected?: string };
  "holewright.applySuggestion": { uri: string; hole: string };
  "holewright.previewSuggestion": { uri: string; hole: string };
  "holewright.previewPrompt": { uri: string; hole: string };
  "holewright.lock": { uri: string; hole: string };
  "holewright.unlock": { uri: string; hole: string };
  "holewright.compile": { uri: string; quiet?: boolean };
}

export type CommandName = keyof CommandArguments;
