import assert from "node:assert/strict";
import { test } from "node:test";

import { Uri } from "vscode";

import { ENVIRONMENTS, type Host, interpreters, PYTHON } from "../../src/server/interpreters";
import { EventEmitter } from "../vscode";

const folder = Uri.file("/home/ada");

function host(extensions: Record<string, () => Promise<unknown>>, warnings: string[] = [], uses = true): Host {
  return {
    extension(id) {
      const activate = extensions[id];
      return activate === undefined ? undefined : { activate };
    },
    usesEnvironmentsExtension: () => uses,
    warn: (sentence) => warnings.push(sentence),
  };
}

function python(executable: string | undefined, changed = new EventEmitter<unknown>()): () => Promise<unknown> {
  return () =>
    Promise.resolve({
      environments: {
        getActiveEnvironmentPath: (scope?: Uri) => ({ path: scope?.fsPath ?? "nowhere" }),
        resolveEnvironment: ({ path }: { path: string }) =>
          Promise.resolve(
            executable === undefined ? undefined : { executable: { uri: { fsPath: `${executable} for ${path}` } } },
          ),
        onDidChangeActiveEnvironmentPath: changed.event,
      },
    });
}

const environments = (executable: string) => () =>
  Promise.resolve({
    getEnvironment: () => Promise.resolve({ execInfo: { run: { executable } } }),
    onDidChangeEnvironment: new EventEmitter<unknown>().event,
  });

test("without a Python extension nobody says anything", async () => {
  assert.equal(await (await interpreters(host({}))).of(folder), undefined);
});

test("the Python extension is asked for each folder", async () => {
  const found = await interpreters(host({ [PYTHON]: python("python") }));
  assert.equal(await found.of(folder), "python for /home/ada");
  assert.equal(await found.of(undefined), "python for nowhere");
});

test("an environment that cannot be resolved is none", async () => {
  assert.equal(await (await interpreters(host({ [PYTHON]: python(undefined) }))).of(folder), undefined);
});

test("the environments extension comes first, unless the person has put it aside", async () => {
  const both = { [PYTHON]: python("python"), [ENVIRONMENTS]: environments("from envs") };
  assert.equal(await (await interpreters(host(both))).of(folder), "from envs");
  assert.equal(await (await interpreters(host(both, [], false))).of(folder), "python for /home/ada");
});

test("one that fails is told of, and the other is asked", async () => {
  const warnings: string[] = [];
  const broken = { [ENVIRONMENTS]: () => Promise.reject(new Error("broken")), [PYTHON]: python("python") };
  assert.equal(await (await interpreters(host(broken, warnings))).of(folder), "python for /home/ada");
  assert.match(warnings.join(), /python-envs does not say .*broken/);
});

test("who watches hears of a choice, until they stop", async () => {
  const changed = new EventEmitter<unknown>();
  const found = await interpreters(host({ [PYTHON]: python("python", changed) }));
  let heard = 0;
  const watching = found.watch(() => heard++);
  changed.fire(undefined);
  watching.dispose();
  changed.fire(undefined);
  assert.equal(heard, 1);
});
