/**
 * Plays scenarios in a real editor: `node run.ts --home FOLDER --vsix FILE [--times N] [--again] [NAME...]`.
 *
 * FOLDER is what install.sh has made; pictures are kept in FOLDER/shots, and logs of what failed in FOLDER/failed. Without
 * names all are played. The exit status is 1 if one failed; with `--again`, for machines whose load nobody knows, only if
 * it fails a second time, too.
 */

import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { play } from "./harness/play.ts";
import type { Scenario } from "./harness/scenario.ts";
import { installExtension } from "./harness/server.ts";

const { values, positionals } = parseArgs({
  options: {
    home: { type: "string" },
    vsix: { type: "string" },
    times: { type: "string", default: "1" },
    again: { type: "boolean", default: false },
  },
  allowPositionals: true,
});
if (values.home === undefined || values.vsix === undefined) {
  console.error("run.ts: --home and --vsix are needed.");
  process.exit(2);
}
const folder = join(import.meta.dirname, "scenarios");
const all = readdirSync(folder)
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.slice(0, -".ts".length))
  .sort();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`run.ts: there is no scenario ${unknown.join(", ")}; there are ${all.join(", ")}.`);
  process.exit(2);
}
const chosen = positionals.length > 0 ? positionals : all;

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(130));

const extensions = mkdtempSync(join(tmpdir(), "holewright-e2e-extensions-"));
const installed = { home: resolve(values.home), extensions: join(extensions, "installed") };
mkdirSync(installed.extensions);
const failures = new Map<string, number>();
const times = Number(values.times);
try {
  installExtension(installed, resolve(values.vsix));
  for (let round = 1; round <= times; round++) {
    for (const name of chosen) {
      const { default: scenario } = (await import(join(folder, `${name}.ts`))) as { default: Scenario };
      const which = times > 1 ? `${round}/${times} ` : "";
      const once = async (): Promise<boolean> => {
        const { failure, seconds, figures } = await play(name, scenario, installed);
        console.log(
          `${failure === undefined ? "✓" : "✗"} ${which}${name}: ${scenario.title} (${seconds.toFixed(1)} s)`,
        );
        for (const figure of figures) console.log(`    ${figure}`);
        if (failure !== undefined) console.log(failure.replace(/^/gm, "    "));
        return failure === undefined;
      };
      if ((await once()) || (values.again && (await once()))) continue;
      failures.set(name, (failures.get(name) ?? 0) + 1);
    }
  }
} finally {
  rmSync(extensions, { recursive: true, force: true });
}
for (const [name, count] of failures) console.log(`${name} failed ${count} of ${times} times`);
process.exit(failures.size > 0 ? 1 : 0);
