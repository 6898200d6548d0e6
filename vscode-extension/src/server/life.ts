/** The life of the server: started when a sketch is there, started anew when another one is to run, and after a crash. */

import type { Crashes } from "./crashes";
import { type Found, isSame, type Missing } from "./find";

/** How the server is. `missing` says why there is none to start. */
export type State =
  | { readonly kind: "waiting" }
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly server: Found }
  | { readonly kind: "missing"; readonly missing: Missing }
  | { readonly kind: "failed"; readonly sentence: string };

export interface LifeParts {
  find(): Promise<Found | Missing>;
  /** The client, as far as it is started and stopped. */
  readonly client: { start(): Promise<void>; stop(): Promise<void>; isRunning(): boolean };
  /** Called each time the state is another one. */
  changed(state: State): void;
  log(sentence: string): void;
  readonly crashes: Crashes;
}

export interface Life {
  readonly state: State;
  /** The server that is to be started next. */
  readonly server: Found | undefined;
  /** Start it, if that was not done yet. */
  start(): Promise<void>;
  /** Stop it, and start the one that is found now. */
  restart(): Promise<void>;
  /** Something has changed: start another one if another one is found. Does nothing before the first start. Gives whether
   * it was done. */
  reconsider(): Promise<boolean>;
  /** It ended by itself. Gives whether it is to be started again, which whoever asks then does. */
  ended(): boolean;
  /** It is there again. */
  returned(): void;
  stop(): Promise<void>;
}

const GAVE_UP = "Holewright's server ended several times in a row. Its log says why.";
const DID_NOT_START = "Holewright's server did not start. Its log says why.";

/** What is asked for is done one thing after the other, so that no two servers ever run. */
export function createLife(parts: LifeParts): Life {
  let state: State = { kind: "waiting" };
  let server: Found | undefined;
  let wanted = false;
  let queue: Promise<void> = Promise.resolve();

  const set = (next: State): void => {
    state = next;
    parts.changed(next);
  };
  const isFailed = (): boolean => state.kind === "failed";
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    queue = queue.then(work).catch((error: unknown) => parts.log(String(error)));
    return queue;
  };
  const stop = async (): Promise<void> => {
    // One that does not end in time is left to itself by the library, which tells that by an error.
    if (parts.client.isRunning()) await parts.client.stop().catch((error: unknown) => parts.log(String(error)));
  };
  const start = async (found: Found | Missing): Promise<void> => {
    if ("sentence" in found) {
      parts.log(found.sentence);
      return set({ kind: "missing", missing: found });
    }
    server = found;
    parts.log(`starting ${[found.command, ...found.args].join(" ")} (from: ${found.from})`);
    set({ kind: "starting" });
    try {
      await parts.client.start();
    } catch (error) {
      parts.log(`the server did not start: ${String(error)}`);
      if (!isFailed()) set({ kind: "failed", sentence: DID_NOT_START });
      return;
    }
    set({ kind: "running", server: found });
  };

  return {
    get state() {
      return state;
    },
    get server() {
      return server;
    },
    start() {
      if (wanted) return queue;
      wanted = true;
      return inTurn(async () => start(await parts.find()));
    },
    restart() {
      wanted = true;
      return inTurn(async () => {
        parts.crashes.forgive();
        await stop();
        await start(await parts.find());
      });
    },
    async reconsider() {
      let another = false;
      if (!wanted) return another;
      await inTurn(async () => {
        const found = await parts.find();
        const current = state.kind === "running" ? state.server : state.kind === "missing" ? state.missing : undefined;
        if (current !== undefined && isSame(found, current)) return;
        another = true;
        parts.crashes.forgive();
        await stop();
        await start(found);
      });
      return another;
    },
    ended() {
      // One that has not come up will not do so the next time either.
      const ran = state.kind === "running";
      const again = ran && parts.crashes.again();
      set(again ? { kind: "starting" } : { kind: "failed", sentence: ran ? GAVE_UP : DID_NOT_START });
      return again;
    },
    returned() {
      if (server !== undefined) set({ kind: "running", server });
    },
    stop() {
      wanted = false;
      return inTurn(stop);
    },
  };
}
