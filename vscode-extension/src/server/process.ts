/** The process of the server. */

import { type ChildProcess, spawn } from "node:child_process";

import type { Found } from "./find";

/** One that is still there so many milliseconds after it was told to end is ended. */
const PATIENCE = 5_000;

/** Starts a server in `folder`, where relative paths of settings begin, with `added` in its environment. */
export function startProcess(
  server: Found,
  folder: string | undefined,
  added: Readonly<Record<string, string>>,
): ChildProcess {
  return spawn(server.command, server.args, {
    ...(folder === undefined ? {} : { cwd: folder }),
    env: { ...process.env, ...added },
    stdio: "pipe",
    windowsHide: true,
  });
}

/** Makes sure that the process ends, which has been told to. */
export function endProcess(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill("SIGKILL"), PATIENCE);
  // Neither keeps us alive.
  timer.unref();
  child.once("exit", () => clearTimeout(timer));
}
