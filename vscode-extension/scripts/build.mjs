// Bundles the extension into dist/extension.js: `--release` makes it small, `--watch` builds it again after each change.
import { context } from "esbuild";

const release = process.argv.includes("--release");
const built = await context({
  entryPoints: ["src/extension.ts"],
  outdir: "dist",
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
  minify: release,
  sourcemap: !release,
  logLevel: "info",
});

if (process.argv.includes("--watch")) {
  await built.watch();
} else {
  await built.rebuild();
  await built.dispose();
}
