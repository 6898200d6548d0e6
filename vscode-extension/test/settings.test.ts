import assert from "node:assert/strict";
import { test } from "node:test";

import { forServer, type Said, serverSettings } from "../src/settings";

const NAMES = ["engine", "baseUrl", "candidates", "budget.tokens", "budget.money", "python"];
const RESTRICTED = new Set(["engine", "baseUrl", "budget.tokens", "budget.money", "python"]);

function told(said: Record<string, Said>, trusted = true, interpreter?: string): Record<string, unknown> {
  return forServer(NAMES, (name) => said[name], trusted, RESTRICTED, interpreter);
}

test("what nobody said is not told, whatever stands there by default", () => {
  assert.deepEqual(told({}), {});
  assert.deepEqual(told({ engine: { defaultValue: "auto" } as Said, baseUrl: { globalValue: "" } }), {});
});

test("the nearest place counts", () => {
  const engine = { globalValue: "auto", workspaceValue: "local", workspaceFolderValue: "openai" };
  assert.deepEqual(told({ engine }), { engine: "openai" });
  assert.deepEqual(told({ engine: { ...engine, workspaceFolderValue: undefined } }), { engine: "local" });
  assert.deepEqual(told({ candidates: { globalValue: 0 } }), { candidates: 0 });
});

test("a text that is empty says nothing, so the place behind it counts", () => {
  assert.deepEqual(told({ baseUrl: { globalValue: "http://localhost", workspaceValue: "" } }), {
    baseUrl: "http://localhost",
  });
});

test("names with a dot become objects", () => {
  const said = { "budget.tokens": { globalValue: 5000 }, "budget.money": { workspaceValue: 1.5 } };
  assert.deepEqual(told(said), { budget: { tokens: 5000, money: 1.5 } });
});

test("the chosen interpreter runs the code, unless a setting says otherwise", () => {
  assert.deepEqual(told({}, true, "/venv/bin/python"), { python: "/venv/bin/python" });
  assert.deepEqual(told({ python: { globalValue: "/usr/bin/python3" } }, true, "/venv/bin/python"), {
    python: "/usr/bin/python3",
  });
});

test("where nothing is trusted, only what does no harm is told", () => {
  const said = { engine: { workspaceValue: "openai" }, candidates: { workspaceValue: 2 } };
  assert.deepEqual(told(said, false, "/home/ada/.venv/bin/python"), { candidates: 2 });
});

test("what is for the extension alone is no setting of the server", () => {
  const contributed = { "holewright.server.path": 0, "holewright.interpreter": 0, "holewright.importStrategy": 0 };
  assert.deepEqual(serverSettings({ ...contributed, "holewright.budget.tokens": 0 }), ["budget.tokens"]);
});
