// Runs the unit tests: test/**/*.test.ts are bundled and given to node's own runner. Arguments choose files by a part of
// their path. What a test imports of `vscode` comes from test/vscode.ts, which stands in for it outside an editor.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";

const chosen = process.argv.slice(2);
const files = readdirSync("test", { recursive: true })
  .map((name) => join("test", name))
  .filter((name) => name.endsWith(".test.ts"))
  .filter((name) => chosen.length === 0 || chosen.some((part) => name.includes(part)));
if (files.length === 0) {
  console.error("No test file matches.");
  process.exit(1);
}

// In this folder, so that what stays outside the bundle is found in node_modules.
const folder = mkdtempSync(join("node_modules", ".holewright-tests-"));
try {
  await build({
    entryPoints: files,
    outdir: folder,
    outbase: "test",
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: "inline",
    alias: { vscode: "./test/vscode.ts" },
    logLevel: "warning",
  });
  const made = files.map((name) => join(folder, relative("test", name).replace(/\.ts$/, ".js")));
  execFileSync(process.execPath, ["--enable-source-maps", "--test", "--test-reporter=spec", ...made], {
    stdio: "inherit",
  });
} catch (error) {
  process.exitCode = error.status ?? 1;
  if (error.status === undefined) throw error;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
