/** What package.json promises is there, and its settings are those that the server has. */

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { serverSettings } from "../src/settings";

interface Property {
  readonly type: string | readonly string[];
  readonly enum?: readonly string[];
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly scope: string;
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly contributes: {
    readonly configuration: { readonly properties: Record<string, Property> };
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly menus: Record<string, readonly { readonly command?: string }[]>;
    readonly walkthroughs: readonly { readonly steps: readonly { readonly description: string }[] }[];
  };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Manifest;
const { properties } = manifest.contributes.configuration;

/** The table of settings in the page on the protocol: by name, their kind, default, and who may say them. */
function documented(): Map<string, readonly [kind: string, fallback: string, untrusted: string]> {
  const page = readFileSync("../docs/protocol.md", "utf8");
  const [, section = ""] = /\n## Settings\n(.*?)\n## /s.exec(page) ?? [];
  const rows = [...section.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)];
  return new Map(
    rows.map(([, name = "", rest = ""]) => {
      const [kind = "", fallback = "", untrusted = ""] = rest.split("|").map((cell) => cell.trim());
      return [name, [kind, fallback, untrusted]];
    }),
  );
}

/** `budget-tokens` as it is called here: `budget.tokens`; `base-url` is `baseUrl`. */
function here(name: string): string {
  const grouped = name.replace(/^(budget|price)-/, "$1.");
  return grouped.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

test("the settings are those of the server, but for the key, which stands in none", () => {
  const names = [...documented().keys()].filter((name) => name !== "api-key").map(here);
  assert.ok(names.length > 20);
  assert.deepEqual(serverSettings(properties).sort(), names.sort());
});

test("each setting has the default, the limits and the words of the server's", () => {
  for (const [name, [kind, fallback]] of documented()) {
    if (name === "api-key") continue;
    const property = properties[`holewright.${here(name)}`];
    assert.ok(property !== undefined, name);
    const said = JSON.stringify(property.default);
    const plain = fallback.replaceAll("`", "");
    assert.ok(
      plain === "" ? ['""', "null"].includes(said) : [plain, `"${plain}"`].includes(said),
      `${name}: ${said} instead of ${fallback}`,
    );
    const words = kind.startsWith("one of") ? [...kind.matchAll(/`(\w+)`/g)].map(([, word]) => word) : undefined;
    assert.deepEqual(property.enum, words, name);
    const [, least, most] = / from ([\d.]+) to ([\d.]+)$/.exec(kind) ?? / of at least ([\d.]+)$/.exec(kind) ?? [];
    assert.equal(property.minimum, least === undefined ? undefined : Number(least), name);
    assert.equal(property.maximum, most === undefined ? undefined : Number(most), name);
  }
});

test("what an untrusted workspace may not say is restricted, and so is what we run", () => {
  const restricted = [...documented()]
    .filter(([name, [, , untrusted]]) => untrusted !== "yes" && name !== "api-key")
    .map(([name]) => `holewright.${here(name)}`);
  const own = ["server.path", "importStrategy", "interpreter"].map((name) => `holewright.${name}`);
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.deepEqual([...restrictedConfigurations].sort(), [...restricted, ...own].sort());
});

test("what names a place on a machine is said for that machine", () => {
  const places = [...documented()].filter(([, [kind]]) => /path|program/.test(kind)).map(([name]) => here(name));
  for (const name of [...places, "server.path", "interpreter"]) {
    assert.equal(properties[`holewright.${name}`]?.scope, "machine-overridable", name);
  }
});

test("every file that is named is there", () => {
  const files = [
    ...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:images|media|syntaxes|snippets|walkthrough)\/[^"]+)"/g),
  ];
  assert.ok(files.length > 10);
  for (const [, file = ""] of files) assert.ok(existsSync(file), file);
});

test("every command that is offered is one of ours, in our category, once", () => {
  const { commands, menus, walkthroughs } = manifest.contributes;
  const ids = commands.map(({ command }) => command);
  assert.equal(new Set(ids).size, ids.length);
  for (const { command, category } of commands) assert.equal(category, "Holewright", command);
  const steps = walkthroughs.flatMap(({ steps }) => steps.map(({ description }) => description)).join("\n");
  const offered = [
    ...Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? [])),
    ...[...steps.matchAll(/\(command:(holewright\.\w+)/g)].map(([, command = ""]) => command),
  ];
  for (const command of offered) assert.ok(ids.includes(command), command);
});
