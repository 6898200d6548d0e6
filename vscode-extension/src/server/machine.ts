/** The machine that we run on, as a search for the server sees it. */

import { execFile } from "node:child_process";
import { statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter } from "node:path";

import type { Machine, Version } from "./python";

/** A Python that has not said its version after so many milliseconds is none. */
const PATIENCE = 5_000;

export function thisMachine(): Machine {
  const known = new Map<string, Promise<Version | undefined>>();
  return {
    windows: process.platform === "win32",
    home: homedir(),
    path: (process.env.PATH ?? "").split(delimiter),
    isFile,
    version(python) {
      // Asking takes a tenth of a second, and a file that has not changed has the same version.
      const key = `${python} ${String(changedAt(python))}`;
      let asked = known.get(key);
      if (asked === undefined) known.set(key, (asked = askVersion(python)));
      return asked;
    },
  };
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function changedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

/** The version of a Python, which is started without anything that its folder or environment could bring along. */
function askVersion(python: string): Promise<Version | undefined> {
  const question = "import sys; print('%d.%d' % sys.version_info[:2])";
  return new Promise((resolve) => {
    execFile(python, ["-I", "-S", "-c", question], { timeout: PATIENCE, windowsHide: true }, (error, output) => {
      const parts = /^(\d+)\.(\d+)\s*$/.exec(output);
      resolve(error !== null || parts === null ? undefined : [Number(parts[1]), Number(parts[2])]);
    });
  });
}
