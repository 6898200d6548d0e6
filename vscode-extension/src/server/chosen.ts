/** The interpreter of each folder, asked of whoever knows, but not waited for longer than a person would. */

import type { Uri } from "vscode";

import { NOBODY, type Interpreters } from "./interpreters";

/** An extension that has not answered after so many milliseconds is not waited for; its answer counts once it comes. */
const PATIENCE = 2_000;

export interface Chosen {
  /** The interpreter of a folder, as far as it is known by now. */
  of(scope: Uri | undefined): Promise<string | undefined>;
  /** Ask `ask` from now on. */
  use(ask: () => Promise<Interpreters>): void;
  dispose(): void;
}

/** `changed` is called when another interpreter was chosen, or one became known that was not waited for. */
export function createChosen(changed: () => void, patience = PATIENCE): Chosen {
  let asked: Promise<Interpreters> = Promise.resolve(NOBODY);
  let watching: { dispose(): unknown } | undefined;

  /** What was answered last for each folder. */
  const known = new Map<string, string | undefined>();

  return {
    of(scope) {
      const key = scope?.toString() ?? "";
      const answer = asked.then((found) => found.of(scope)).catch(() => undefined);
      return new Promise((resolve) => {
        let late = false;
        const timer = setTimeout(() => {
          late = true;
          resolve(known.get(key));
        }, patience);
        void answer.then((interpreter) => {
          clearTimeout(timer);
          const before = known.get(key);
          known.set(key, interpreter);
          if (!late) resolve(interpreter);
          else if (interpreter !== before) changed();
        });
      });
    },
    use(ask) {
      watching?.dispose();
      watching = undefined;
      const latest = ask();
      asked = latest;
      void latest
        .then((found) => {
          if (asked === latest) watching = found.watch(changed);
        })
        .catch(() => undefined);
    },
    dispose() {
      watching?.dispose();
      asked = Promise.resolve(NOBODY);
    },
  };
}
