import assert from "node:assert/strict";
import { test } from "node:test";

import { engineLine, sandboxLine, serverLine, spentLine, type Told } from "../src/statusLines";

const told: Told = {
  uri: "file:///a.anpl",
  trusted: true,
  engine: "auto",
  model: null,
  host: null,
  sends: false,
  problem: null,
  sandbox: "full",
  sandboxMeans: "a candidate sees its modules, read-only, and nothing else",
  spent: { prompt: 0, completion: 0 },
};

test("the engine line says whether anything leaves the machine", () => {
  const { text, detail } = engineLine(told);
  assert.deepEqual([text, detail], ["Engine: auto", "Nothing leaves this machine"]);
  const model = engineLine({ ...told, model: "qwen", host: "models.example", sends: true });
  assert.deepEqual([model.text, model.detail], ["Engine: auto · qwen", "May send holes to models.example"]);
  const local = engineLine({ ...told, model: "qwen", host: "localhost:11434" });
  assert.deepEqual([local.text, local.detail], ["Engine: auto · qwen", "Nothing leaves this machine"]);
});

test("an engine that cannot be used says why", () => {
  const { detail, severity } = engineLine({ ...told, problem: "no model is named" });
  assert.deepEqual([detail, severity], ["no model is named", "warning"]);
});

test("weak sandboxes are warned of", () => {
  assert.equal(sandboxLine(told).severity, "information");
  assert.equal(sandboxLine({ ...told, sandbox: "limits" }).severity, "warning");
  assert.equal(sandboxLine({ ...told, sandbox: null }).detail, "Not known before something was run");
});

test("every detail fits where it is shown", () => {
  const tiers = ["full", "bubblewrap", "landlock", "seatbelt", "interpreter", "limits", "none"];
  for (const sandbox of tiers) {
    const { detail } = sandboxLine({ ...told, sandbox });
    assert.ok(detail.length > 0 && detail.length <= 40, detail);
  }
  assert.equal(sandboxLine({ ...told, sandbox: "another" }).detail, told.sandboxMeans);
});

test("what is wrong with the server can be helped by a click", () => {
  const missing = (help: "setting" | "python"): string | undefined =>
    serverLine({ kind: "missing", missing: { sentence: "…", help } }, true).command?.command;
  assert.equal(missing("python"), "holewright.selectInterpreter");
  assert.equal(missing("setting"), "holewright.showSetting");
  assert.equal(serverLine({ kind: "failed", sentence: "…" }, true).command?.command, "holewright.restartServer");
});

test("a workspace that is not trusted is called restricted", () => {
  const server = { command: "h", args: [], from: "PATH" } as const;
  assert.equal(serverLine({ kind: "running", server }, false).text, "Restricted");
  assert.equal(serverLine({ kind: "running", server }, true).text, "Holewright");
});

test("tokens are counted in words", () => {
  assert.deepEqual(
    [0, 1, 1234].map((tokens) => spentLine(tokens).text),
    ["0 tokens", "1 token", "1,234 tokens"],
  );
});
