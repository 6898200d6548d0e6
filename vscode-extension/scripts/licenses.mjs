// Writes THIRD_PARTY_LICENSES.txt: what comes along in the package, under which licence. The texts of what is bundled into
// dist/ follow; each Python package has its own beside it, in bundled/libs. Fails on a licence that nobody has looked at.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

/** Licences under which others may be given the code, as long as they are given the licence too. */
const KNOWN = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "MIT",
  "MPL-2.0",
  "PSF-2.0",
]);

/** How older packages call them. */
const CALLED = new Map([
  ["MIT License", "MIT"],
  ["Apache 2.0", "Apache-2.0"],
  ["Apache License 2.0", "Apache-2.0"],
  ["Apache Software License", "Apache-2.0"],
  ["BSD License", "BSD-3-Clause"],
  ["BSD", "BSD-3-Clause"],
  ["ISC License (ISCL)", "ISC"],
  ["Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"],
  ["Python Software Foundation License", "PSF-2.0"],
]);

/** The npm packages whose code ends up in dist/. */
async function bundledPackages() {
  const { metafile } = await build({
    entryPoints: ["src/extension.ts", "src/trace/page.ts"],
    outdir: "dist",
    bundle: true,
    write: false,
    metafile: true,
    platform: "node",
    external: ["vscode"],
    logLevel: "warning",
  });
  const folders = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found !== null) folders.add(found[1]);
  }
  return [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    if (file === undefined) throw new Error(`${name} has no text of its licence in ${folder}.`);
    return { name, version, license, text: readFileSync(join(folder, file), "utf8").trim() };
  });
}

/** The Python packages beside the server, which is not one of them. */
function pythonPackages() {
  const libs = join("bundled", "libs");
  if (!existsSync(libs)) return [];
  return readdirSync(libs)
    .filter((folder) => folder.endsWith(".dist-info") && !folder.startsWith("holewright-"))
    .map((folder) => {
      const [facts] = readFileSync(join(libs, folder, "METADATA"), "utf8").split(/\r?\n\r?\n/);
      const fact = (name) => new RegExp(`^${name}:? +(.+)$`, "m").exec(facts)?.[1].trim();
      const files = readdirSync(join(libs, folder), { recursive: true });
      if (!files.some((each) => /(^|\/)(licen[cs]e|copying)/i.test(each))) throw new Error(`${folder} has no licence.`);
      const license = fact("License-Expression") ?? fact("Classifier: License :: OSI Approved ::") ?? fact("License");
      return { name: fact("Name"), version: fact("Version"), license };
    });
}

function looked({ name, license }) {
  const words = (license ?? "").split(/ (?:OR|AND) /).map((word) => CALLED.get(word.trim()) ?? word.trim());
  if (!words.every((word) => KNOWN.has(word))) throw new Error(`${name}: look at its licence, ${license ?? "none"}.`);
  return words.join(" or ");
}

const byName = (one, other) => one.name.localeCompare(other.name);
const npm = (await bundledPackages()).sort(byName);
const python = pythonPackages().sort(byName);
const listed = (packages) => packages.map((each) => `  ${each.name} ${each.version}: ${looked(each)}`).join("\n");
const sections = [
  "Holewright for Visual Studio Code comes with code of others.",
  `In dist/, with their licences below:\n\n${listed(npm)}`,
  ...(python.length > 0
    ? [`In bundled/libs/, each with its licence in its .dist-info folder:\n\n${listed(python)}`]
    : []),
  ...npm.map(({ name, version, text }) => `${"-".repeat(80)}\n${name} ${version}\n\n${text}`),
];
writeFileSync("THIRD_PARTY_LICENSES.txt", `${sections.join("\n\n")}\n`);
console.log(`THIRD_PARTY_LICENSES.txt: ${npm.length} packages of npm, ${python.length} of Python`);
