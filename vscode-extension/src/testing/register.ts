/** The Test Explorer: each example and each property is a test. Verdicts are the server's, which runs what an edit may
 * have changed anyway; to run a test is to wait for its verdict on the text as it is. */

import * as vscode from "vscode";

import { nameOf, oneLine } from "../views/standing";
import { rangeOf } from "../holes/places";
import type { Hole } from "../protocol";
import type { Sketches } from "../sketches";
import type { SketchFiles } from "../views/files";
import { type Case, casesOf } from "./cases";

/** How long a verdict is waited for before it is said that there is none yet. */
const PATIENCE = 60_000;

/** What a test is of. */
interface About {
  readonly uri: string;
  readonly hole: string;
  readonly case: string;
  readonly index: number | undefined;
}

export function registerTests(context: vscode.ExtensionContext, sketches: Sketches, files: SketchFiles): void {
  const controller = vscode.tests.createTestController("holewright", "Holewright");
  const about = new WeakMap<vscode.TestItem, About>();
  // What each file's items were last made from: of a sketch that is told of, the others need no look.
  const made = new Map<string, readonly Hole[] | undefined>();
  context.subscriptions.push(controller);

  const list = (): void => {
    const uris = files.all();
    const known = new Set(uris);
    controller.items.forEach((item) => {
      if (known.has(item.id)) return;
      controller.items.delete(item.id);
      made.delete(item.id);
    });
    for (const uri of uris) {
      const holes = sketches.get(uri)?.holes;
      if (made.has(uri) && made.get(uri) === holes) continue;
      made.set(uri, holes);
      const file = controller.items.get(uri) ?? fileItem(controller, uri);
      controller.items.add(file);
      file.canResolveChildren = holes === undefined;
      fillIn(controller, about, file, holes ?? []);
      // What came of an earlier run may hold no more; it is shown as such until the next.
      controller.invalidateTestResults(file);
    }
  };
  list();
  context.subscriptions.push(files.onDidChange(list));
  controller.resolveHandler = async (item) => {
    if (item !== undefined) await files.read(item.id);
  };
  controller.refreshHandler = async () => {
    for (const uri of files.all()) await files.read(uri);
  };

  const judge = async (request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> => {
    const run = controller.createTestRun(request);
    const stop = token.onCancellationRequested(() => run.end());
    try {
      for (const file of filesOf(controller, request)) await files.read(file.id);
      const tests = await chosen(controller, about, sketches, request, token);
      for (const test of tests) run.enqueued(test);
      for (const test of tests) {
        const told = about.get(test);
        if (token.isCancellationRequested || told === undefined) break;
        run.started(test);
        report(run, test, await decided(sketches, told, token));
      }
    } finally {
      stop.dispose();
      run.end();
    }
  };
  const watch = (request: vscode.TestRunRequest, token: vscode.CancellationToken): void => {
    const again = sketches.onDidChange((uri) => {
      const wanted = filesOf(controller, request).some((file) => file.id === uri);
      const settled = sketches.get(uri)?.holes.every((hole) => hole.pending !== true) === true;
      if (!wanted || !settled) return;
      const run = controller.createTestRun(request);
      for (const test of testsIn(controller, about, request)) {
        const told = about.get(test);
        const found = told?.uri === uri ? caseOf(sketches, told) : undefined;
        if (found !== undefined) report(run, test, found);
      }
      run.end();
    });
    token.onCancellationRequested(() => again.dispose());
  };

  controller.createRunProfile(
    "Run",
    vscode.TestRunProfileKind.Run,
    (request, token) => {
      if (request.continuous === true) watch(request, token);
      return judge(request, token);
    },
    true,
    undefined,
    true,
  );
  controller.createRunProfile(
    "Trace",
    vscode.TestRunProfileKind.Debug,
    async (request, token) => {
      await judge(request, token);
      const tests = testsIn(controller, about, request);
      const failing = tests.find((test) => {
        const told = about.get(test);
        return told?.index !== undefined && caseOf(sketches, told)?.outcome.kind !== "passed";
      });
      const traced = failing ?? tests.find((test) => about.get(test)?.index !== undefined);
      const told = traced === undefined ? undefined : about.get(traced);
      if (told !== undefined && !token.isCancellationRequested) {
        await vscode.commands.executeCommand("holewright.openTrace", told);
      }
    },
    true,
  );
}

function fileItem(controller: vscode.TestController, uri: string): vscode.TestItem {
  const resource = vscode.Uri.parse(uri);
  return controller.createTestItem(uri, vscode.workspace.asRelativePath(resource), resource);
}

/** Has a file show its holes, and each its cases. Items stay the same ones as long as they have the same id, so that
 * what is known of their last run stays with them. */
function fillIn(
  controller: vscode.TestController,
  about: WeakMap<vscode.TestItem, About>,
  file: vscode.TestItem,
  holes: readonly Hole[],
): void {
  const asked = holes.filter((hole) => hole.examples.length + hole.properties.length > 0);
  keepOnly(file.children, new Set(asked.map((hole) => hole.id)));
  for (const [place, hole] of asked.entries()) {
    const of = file.children.get(hole.id) ?? controller.createTestItem(hole.id, nameOf(hole), file.uri);
    of.label = nameOf(hole);
    of.range = rangeOf(hole.range);
    of.sortText = String(place).padStart(6, "0");
    file.children.add(of);
    const cases = casesOf(hole);
    keepOnly(of.children, new Set(cases.map((item) => item.id)));
    for (const [number, item] of cases.entries()) {
      const test = of.children.get(item.id) ?? controller.createTestItem(item.id, item.label, file.uri);
      test.label = item.label;
      test.range = rangeOf(item.range);
      test.sortText = String(number).padStart(6, "0");
      if (item.detail !== undefined) test.description = item.detail;
      about.set(test, { uri: file.id, hole: hole.id, case: item.id, index: item.index });
      of.children.add(test);
    }
  }
}

function keepOnly(items: vscode.TestItemCollection, ids: ReadonlySet<string>): void {
  items.forEach((item) => {
    if (!ids.has(item.id)) items.delete(item.id);
  });
}

/** The files that a request is about. */
function filesOf(controller: vscode.TestController, request: vscode.TestRunRequest): vscode.TestItem[] {
  const found = new Set<vscode.TestItem>();
  for (const item of request.include ?? listed(controller.items)) {
    let top = item;
    while (top.parent !== undefined) top = top.parent;
    found.add(top);
  }
  return [...found];
}

/** The tests that a request is about, as far as they are known. */
function testsIn(
  controller: vscode.TestController,
  about: WeakMap<vscode.TestItem, About>,
  request: vscode.TestRunRequest,
): vscode.TestItem[] {
  const excluded = new Set(request.exclude ?? []);
  const found: vscode.TestItem[] = [];
  const visit = (item: vscode.TestItem): void => {
    if (excluded.has(item)) return;
    if (about.has(item)) found.push(item);
    item.children.forEach(visit);
  };
  (request.include ?? listed(controller.items)).forEach(visit);
  return found;
}

/** The same, once the server has told of the files that the request is about. */
async function chosen(
  controller: vscode.TestController,
  about: WeakMap<vscode.TestItem, About>,
  sketches: Sketches,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
): Promise<vscode.TestItem[]> {
  for (const { id } of filesOf(controller, request)) {
    await until(sketches, id, token, () => sketches.get(id) !== undefined);
  }
  return testsIn(controller, about, request);
}

function listed(items: vscode.TestItemCollection): vscode.TestItem[] {
  const all: vscode.TestItem[] = [];
  items.forEach((item) => all.push(item));
  return all;
}

function caseOf(sketches: Sketches, about: About): Case | undefined {
  const hole = sketches.get(about.uri)?.holes.find((item) => item.id === about.hole);
  return hole === undefined ? undefined : casesOf(hole).find((item) => item.id === about.case);
}

/** The case once its verdict is known for the text as it is; the undecided one where that does not come. */
async function decided(sketches: Sketches, about: About, token: vscode.CancellationToken): Promise<Case | undefined> {
  await until(sketches, about.uri, token, () => {
    const document = vscode.workspace.textDocuments.find((item) => item.uri.toString() === about.uri);
    const version = sketches.get(about.uri)?.version;
    const isNew = document === undefined || version === undefined || version === null || version >= document.version;
    return isNew && caseOf(sketches, about)?.outcome.kind !== "waiting";
  });
  return caseOf(sketches, about);
}

/** Wait until what the server told of a document is enough; or until there is no more use, or no more patience. */
function until(sketches: Sketches, uri: string, token: vscode.CancellationToken, enough: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    // Where nothing may be run, no verdict will come.
    if (enough() || token.isCancellationRequested || !vscode.workspace.isTrusted) return resolve();
    const ends: { dispose(): unknown }[] = [];
    const end = (): void => {
      for (const item of ends) item.dispose();
      resolve();
    };
    const patience = setTimeout(end, PATIENCE);
    ends.push(
      { dispose: () => clearTimeout(patience) },
      token.onCancellationRequested(end),
      sketches.onDidChange((changed) => {
        if (changed === uri && enough()) end();
      }),
    );
  });
}

function report(run: vscode.TestRun, test: vscode.TestItem, found: Case | undefined): void {
  if (found === undefined) return run.skipped(test);
  if (found.printed !== undefined) {
    run.appendOutput(found.printed.replace(/\r?\n/g, "\r\n"), undefined, test);
  }
  const { outcome } = found;
  switch (outcome.kind) {
    case "passed":
      return run.passed(test, outcome.milliseconds);
    case "failed":
      return run.failed(test, message(test, outcome.message, outcome.diff));
    case "errored":
      return run.errored(test, message(test, outcome.message));
    case "skipped":
      return run.skipped(test);
    case "waiting":
      return vscode.workspace.isTrusted
        ? run.errored(test, message(test, `There is no verdict on ${oneLine(found.label)} yet. Run it again.`))
        : run.skipped(test);
  }
}

function message(test: vscode.TestItem, text: string, diff?: { expected: string; actual: string }): vscode.TestMessage {
  const said =
    diff === undefined ? new vscode.TestMessage(text) : vscode.TestMessage.diff(text, diff.expected, diff.actual);
  if (test.uri !== undefined && test.range !== undefined) said.location = new vscode.Location(test.uri, test.range);
  return said;
}
