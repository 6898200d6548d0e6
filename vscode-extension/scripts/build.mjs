// Bundles the extension into dist/extension.js, and the script of the trace view's page into dist/trace.js: `--release`
// makes them small, `--watch` builds them again after each change.
import { context } from "esbuild";

const release = process.argv.includes("--release");
const common = { outdir: "dist", bundle: true, minify: release, sourcemap: !release, logLevel: "info" };
const built = await Promise.all([
  context({
    ...common,
    entryPoints: ["src/extension.ts"],
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
  }),
  context({
    ...common,
    entryPoints: { trace: "src/trace/page.ts" },
    platform: "browser",
    target: "chrome122",
    format: "iife",
  }),
]);

for (const each of built) {
  if (process.argv.includes("--watch")) {
    await each.watch();
  } else {
    await each.rebuild();
    await each.dispose();
  }
}
