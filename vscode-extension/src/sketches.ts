/** What is known of the sketches: what the server told of each last, and who wants to hear of it. */

import type { Example, Hole, HolesParams, Position, Range } from "./protocol";

/** One document and its holes and functions, in order of the text. */
export interface Sketch {
  readonly uri: string;
  readonly version: number | null;
  readonly holes: readonly Hole[];
}

interface Disposable {
  dispose(): void;
}

/** The sketches that the server has spoken of. Listeners are given the URI of the one that changed. */
export interface Sketches {
  all(): readonly Sketch[];
  get(uri: string): Sketch | undefined;
  onDidChange(listener: (uri: string) => void): Disposable;
  /** Takes what the server says of a document; no holes means that it is no sketch any more. */
  take(told: HolesParams): void;
  /** Nothing that was said of this document holds any more. */
  forget(uri: string): void;
  /** Nothing that was said holds any more: there is a new server, or none. */
  clear(): void;
}

export function createSketches(): Sketches {
  const known = new Map<string, Sketch>();
  const listeners = new Set<(uri: string) => void>();

  const changed = (uri: string): void => {
    for (const listener of [...listeners]) listener(uri);
  };
  const forget = (uri: string): void => {
    if (known.delete(uri)) changed(uri);
  };

  return {
    all: () => [...known.values()].sort((one, other) => (one.uri < other.uri ? -1 : 1)),
    get: (uri) => known.get(uri),
    onDidChange(listener) {
      // One of its own for each subscription, so that the same function may listen twice and stop once.
      const own = (uri: string): void => listener(uri);
      listeners.add(own);
      return { dispose: () => void listeners.delete(own) };
    },
    take({ uri, version, holes }) {
      if (holes.length === 0) return forget(uri);
      known.set(uri, { uri, version, holes });
      changed(uri);
    },
    forget,
    clear() {
      for (const uri of [...known.keys()]) forget(uri);
    },
  };
}

/** The innermost hole or function at a position. An inline hole is as wide as its text. */
export function holeAt(sketch: Sketch, position: Position): Hole | undefined {
  let found: Hole | undefined;
  for (const hole of sketch.holes) {
    if (contains(hole.range, position) && (found === undefined || contains(found.range, hole.range.start))) {
      found = hole;
    }
  }
  return found;
}

/** The hole or function that a position is about: the one that it is in, else the one on its line, else the example
 * under an inline hole. */
export function holeNear(sketch: Sketch, position: Position): Hole | undefined {
  return exampleAt(sketch, position)?.hole ?? inlineOnLine(sketch, position) ?? holeAt(sketch, position);
}

/** The example that a position is in, and whose it is. */
export function exampleAt(
  sketch: Sketch,
  position: Position,
): { readonly hole: Hole; readonly index: number; readonly example: Example } | undefined {
  for (const hole of sketch.holes) {
    // Those from a file stand on one line together: none of them is meant.
    const index = hole.examples.findIndex((item) => item.row === undefined && contains(item.range, position));
    const example = hole.examples[index];
    if (example !== undefined) return { hole, index, example };
  }
  return undefined;
}

function inlineOnLine(sketch: Sketch, { line }: Position): Hole | undefined {
  const here = sketch.holes.filter((hole) => hole.kind === "inline" && hole.range.start.line === line);
  return here.length === 1 ? here[0] : undefined;
}

function contains(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

function isBefore(one: Position, other: Position): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
