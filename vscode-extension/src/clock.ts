/** When the extension began to be loaded: this module comes first of all. */

/** By the clock, in milliseconds. */
const BEGAN = performance.now();
/** By the processor, which has other things to do on a busy machine. */
const USED = process.cpuUsage();

/** How long it has taken until now, in words. */
export function sinceLoading(): string {
  const { user, system } = process.cpuUsage(USED);
  const [passed, own] = [performance.now() - BEGAN, (user + system) / 1_000].map((time) => time.toFixed(0));
  return `${passed} ms, ${own} ms of the processor`;
}
