/**
 * Cuts the pictures of the extension's page out of those that the scenarios have kept: `node pictures.ts FOLDER`, with
 * the folder that install.sh has made.
 */

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { launch } from "./harness/play.ts";

/** From which picture each is cut, and where: x, y, width, height. */
const CUTS: Readonly<Record<string, readonly [string, number, number, number, number]>> = {
  sketch: ["open-1-squiggles-lenses-hints", 352, 36, 924, 460],
  explain: ["explain-1-explanation", 352, 36, 924, 460],
  trace: ["trace-2-opened", 352, 36, 924, 732],
  view: ["view-2-filled", 4, 36, 1000, 430],
  tests: ["tests-3-difference", 4, 36, 1272, 732],
};

const home = process.argv[2];
if (home === undefined) {
  console.error("pictures.ts: a folder is needed.");
  process.exit(2);
}
const images = join(import.meta.dirname, "..", "..", "..", "vscode-extension", "images");
const browser = await launch({ home: resolve(home), extensions: "" });
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  for (const [name, [shot, x, y, width, height]] of Object.entries(CUTS)) {
    const data = readFileSync(join(home, "shots", `${shot}.png`)).toString("base64");
    await page.setContent(`<body style="margin:0"><img style="display:block" src="data:image/png;base64,${data}">`);
    await page.screenshot({ path: join(images, `${name}.png`), clip: { x, y, width, height } });
  }
} finally {
  await browser.close();
}
