// Tests of the installed extension by the editor's own interface, inside the extension host. `run` is called there; what
// it throws fails the scenario, and figures go to the console.
const assert = require("node:assert/strict");
const vscode = require("vscode");

const PATIENCE = 60_000;

/** What `ask` gives, once `fits` says yes to it. */
async function eventually(what, ask, fits) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask();
    if (fits(found)) return found;
    if (Date.now() > end) throw new Error(`${what}: not within a minute; last ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** The place of `text` in a document. */
function placeOf(document, text) {
  const offset = document.getText().indexOf(text);
  assert.notEqual(offset, -1, text);
  return document.positionAt(offset);
}

const lenses = (uri) => vscode.commands.executeCommand("vscode.executeCodeLensProvider", uri, 100);
const titles = (found) => found.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
const problems = (uri) => vscode.languages.getDiagnostics(uri).filter(({ source }) => source === "holewright");

const tests = {
  async "activates in time"({ extension }) {
    const begun = performance.now();
    await extension.activate();
    console.log(`figure: activate() when asked: ${(performance.now() - begun).toFixed(0)} ms`);
    assert.equal(extension.isActive, true);
  },

  async "the package says what it needs of trust, and keeps no key in a setting"({ extension }) {
    const { capabilities, contributes } = extension.packageJSON;
    assert.equal(capabilities.untrustedWorkspaces.supported, "limited");
    const settings = Object.keys(contributes.configuration.properties);
    assert.deepEqual(
      settings.filter((name) => /key/i.test(name)),
      [],
    );
    const restricted = new Set(capabilities.untrustedWorkspaces.restrictedConfigurations);
    for (const name of ["server.path", "interpreter", "python", "baseUrl", "sandbox"]) {
      assert.ok(restricted.has(`holewright.${name}`), name);
    }
  },

  async "every command that a menu offers is there"({ extension }) {
    const there = new Set(await vscode.commands.getCommands(true));
    for (const { command } of extension.packageJSON.contributes.commands) assert.ok(there.has(command), command);
  },

  async "a sketch has its language, and diagnostics that name their codes"({ sketch }) {
    assert.equal(sketch.languageId, "anpl");
    const found = await eventually(
      "diagnostics",
      () => problems(sketch.uri),
      (each) => each.length >= 3,
    );
    const codes = found.map(({ code }) => (typeof code === "object" ? code.value : code)).sort();
    assert.deepEqual(codes, ["example-blocked", "example-failed", "unfilled-hole"]);
    const failed = found.find(({ severity }) => severity === vscode.DiagnosticSeverity.Error);
    assert.match(failed.message, /expected 3, got 1/);
  },

  async "lenses and hints stand where verdicts are known"({ sketch }) {
    const found = await eventually(
      "lenses",
      () => lenses(sketch.uri),
      (each) => titles(each).includes("1/2 examples"),
    );
    assert.ok(titles(found).includes("Fill"));
    const whole = new vscode.Range(0, 0, sketch.lineCount, 0);
    const hints = await vscode.commands.executeCommand("vscode.executeInlayHintProvider", sketch.uri, whole);
    const words = hints.map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
    assert.ok(
      words.some((word) => word.includes("✓")),
      words.join(),
    );
  },

  async "hovers, symbols, folds and definitions are answered"({ sketch }) {
    const on = placeOf(sketch, "ahead(score, scores)");
    const ask = (what, ...rest) => vscode.commands.executeCommand(`vscode.execute${what}`, sketch.uri, ...rest);
    assert.ok((await ask("HoverProvider", on)).length > 0);
    assert.deepEqual(
      (await ask("DocumentSymbolProvider")).map(({ name }) => name),
      ["points", "ahead", "places"],
    );
    assert.ok((await ask("FoldingRangeProvider")).length > 0);
    const [definition] = await ask("DefinitionProvider", on);
    const range = definition.targetSelectionRange ?? definition.range;
    assert.equal(range.start.line, placeOf(sketch, "ahead(score: int").line);
  },

  async "a hover leaves to the diagnostic beside it what that says"({ sketch }) {
    const found = await vscode.commands.executeCommand(
      "vscode.executeHoverProvider",
      sketch.uri,
      placeOf(sketch, 'points("LDL")'),
    );
    const said = found.flatMap(({ contents }) => contents.map((each) => each.value ?? each)).join("\n");
    assert.match(said, /\*\*failed\*\*/);
    assert.doesNotMatch(said, /expected|Expected|Got/);
  },

  async "a code action fills the hole, and an example says so"({ sketch }) {
    const at = placeOf(sketch, "ahead(score: int");
    const ask = () =>
      vscode.commands.executeCommand("vscode.executeCodeActionProvider", sketch.uri, new vscode.Range(at, at));
    const actions = await eventually("the action", ask, (each) => each.some(({ title }) => title === "Fill `ahead`"));
    const { command } = actions.find(({ title }) => title === "Fill `ahead`");
    await vscode.commands.executeCommand(command.command, ...command.arguments);
    await eventually(
      "the fill",
      () => lenses(sketch.uri),
      (each) => titles(each).some((title) => /3\/3 examples/.test(title)),
    );
  },

  async "the module is written by the command"({ sketch }) {
    await vscode.commands.executeCommand("holewright.compile", { uri: sketch.uri.toString() });
    const module = vscode.Uri.joinPath(sketch.uri, "..", "league.py");
    const text = Buffer.from(await vscode.workspace.fs.readFile(module)).toString("utf8");
    assert.match(text, /def ahead\(score: int, scores: list\[int\]\) -> int:/);
  },

  async "another setting is taken at once, and a wrong one does no harm"({ sketch }) {
    const settings = vscode.workspace.getConfiguration("holewright");
    await settings.update("exampleSeconds", 2, vscode.ConfigurationTarget.Global);
    await settings.update("exampleSeconds", undefined, vscode.ConfigurationTarget.Global);
    await eventually(
      "diagnostics",
      () => problems(sketch.uri),
      (each) => each.length > 0,
    );
  },
};

exports.run = async () => {
  const extension = vscode.extensions.getExtension("holewright.holewright");
  assert.ok(extension, "the extension is installed");
  const [folder] = vscode.workspace.workspaceFolders;
  const sketch = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, "league.anpl"));
  await vscode.window.showTextDocument(sketch);
  const failed = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test({ extension, sketch });
      console.log(`passed: ${name}`);
    } catch (error) {
      failed.push(`${name}: ${error.stack ?? error}`);
    }
  }
  if (failed.length > 0)
    throw new Error(`${failed.length} of ${Object.keys(tests).length} failed\n${failed.join("\n")}`);
};
