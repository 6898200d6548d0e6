/** Whether a server that ended by itself is started again. */

/** So many starts within this time, in milliseconds, are tried; then a person is asked. */
const TRIES = 5;
const WITHIN = 3 * 60_000;

export interface Crashes {
  /** It has ended once more: whether to start it again. */
  again(): boolean;
  /** What was before does not count any more: a person wants it to start. */
  forgive(): void;
}

/** Says of each crash, in turn, whether to start again. Without mercy a server that cannot run would be started forever. */
export function createCrashes(now: () => number): Crashes {
  let times: number[] = [];
  return {
    again() {
      const time = now();
      times = [...times.filter((earlier) => time - earlier < WITHIN), time];
      return times.length < TRIES;
    },
    forgive() {
      times = [];
    },
  };
}
