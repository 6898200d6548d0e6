/** The tokens that were spent today, in all windows, over restarts of the editor. */

/** Where it is kept. */
export interface Memory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const KEY = "holewright.spent";

interface Day {
  readonly day: string;
  readonly tokens: number;
}

export interface Spent {
  /** The tokens of today. */
  today(): number;
  /** A server says how many tokens it has spent since it started. */
  told(total: number): void;
  /** There is another server, which has spent none yet. */
  anew(): void;
}

export function createSpent(memory: Memory, now: () => Date): Spent {
  let before = 0;
  const day = (): string => {
    const date = now();
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join("-");
  };
  const today = (): number => {
    const kept = memory.get(KEY) as Day | undefined;
    return kept?.day === day() ? kept.tokens : 0;
  };
  return {
    today,
    told(total) {
      const more = total - before;
      before = total;
      if (more > 0) void memory.update(KEY, { day: day(), tokens: today() + more } satisfies Day);
    },
    anew() {
      before = 0;
    },
  };
}
