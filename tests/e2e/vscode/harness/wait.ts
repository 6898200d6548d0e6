/** Waiting for something to become so, as long as a busy machine may need. */

/** Waits until `so` is true, at most so many seconds. What it throws meanwhile counts as not yet. */
export async function eventually(what: string, seconds: number, so: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1_000;
  let last: unknown;
  for (;;) {
    try {
      if (await so()) return;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${seconds} s${last === undefined ? "" : ` (${String(last)})`}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
