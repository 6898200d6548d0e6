import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { findServer, type Found, type Missing, type Search } from "../../src/server/find";
import { besides, isBelow, type Machine, NEWEST, OLDEST, type Version } from "../../src/server/python";

const BUNDLED = "/ext/bundled/libs/holewright.py";

/** A machine with these files, those of them that are Pythons with their versions. */
function machine(files: Record<string, Version | null>, more: Partial<Machine> = {}): Machine {
  return {
    windows: false,
    home: "/home/me",
    path: ["/usr/local/bin", "/usr/bin"],
    isFile: (path) => path in files,
    version: (python) => Promise.resolve(files[python] ?? undefined),
    ...more,
  };
}

async function check(
  search: Partial<Search>,
  files: Record<string, Version | null>,
  expected: Found | Missing | RegExp,
  more: Partial<Machine> = {},
): Promise<void> {
  const whole: Search = {
    path: "",
    strategy: "useBundled",
    bundled: BUNDLED,
    interpreter: undefined,
    trusted: true,
    folders: ["/home/ada"],
    ...search,
  };
  const found = await findServer(whole, machine(files, more));
  if (expected instanceof RegExp) assert.match("sentence" in found ? found.sentence : JSON.stringify(found), expected);
  else assert.deepEqual(found, expected);
}

const bundledBy = (python: string): Found => ({
  command: python,
  args: ["-E", "-s", BUNDLED, "lsp"],
  from: "bundled",
});

test("a path that is set comes before everything else", () =>
  check(
    { path: "/opt/holewright", interpreter: "/venv/bin/python" },
    { "/opt/holewright": null, [BUNDLED]: null, "/venv/bin/python": [3, 12] },
    { command: "/opt/holewright", args: ["lsp"], from: "setting" },
  ));

test("~ and ${workspaceFolder} stand for folders", async () => {
  await check({ path: "~/bin/holewright" }, { "/home/me/bin/holewright": null }, /"\/home\/me\/bin\/holewright"/);
  await check({ path: "${workspaceFolder}/h" }, { "/home/ada/h": null }, /"\/home\/ada\/h"/);
  await check({ path: "~other/holewright" }, {}, /has to be a whole path/);
});

test("a path that is set and not there is told of, and nothing else is tried", () =>
  check(
    { path: "/opt/gone" },
    { [BUNDLED]: null, "/usr/bin/python3": [3, 12] },
    {
      sentence:
        "Holewright cannot start /opt/gone: there is no such file. Change holewright.server.path, or clear it to use the bundled server.",
      help: "setting",
    },
  ));

test("a path relative to nothing in particular is refused", () =>
  check({ path: "bin/holewright" }, { "bin/holewright": null }, /has to be a whole path/));

test("the bundled server runs under the interpreter that was chosen", () =>
  check(
    { interpreter: "/venv/bin/python" },
    { [BUNDLED]: null, "/venv/bin/python": [3, 11], "/usr/bin/python3": [3, 14] },
    bundledBy("/venv/bin/python"),
  ));

test("the versions are those that it is bundled for", () => {
  const script = readFileSync("scripts/bundle.py", "utf8");
  const versions = /^PYTHONS = \((.*)\)$/m.exec(script)?.[1]?.match(/\d+\.\d+/g) ?? [];
  assert.deepEqual([versions.at(0), versions.at(-1)], [OLDEST.join("."), NEWEST.join(".")]);
});

test("where that is too old, the bundled server runs under the first new one on PATH", () =>
  check(
    { interpreter: "/venv/bin/python" },
    { [BUNDLED]: null, "/venv/bin/python": [3, 9], "/usr/bin/python3": [3, 10], "/usr/bin/python3.13": [3, 13] },
    bundledBy("/usr/bin/python3.13"),
  ));

test("versions are compared as numbers", () =>
  check({ interpreter: "/p" }, { [BUNDLED]: null, "/p": [2, 12], "/usr/bin/python3": [3, 9] }, /and \/p is 2\.12/));

test("a Python that is newer than the modules of the bundled server is not for it", () =>
  check(
    { interpreter: "/new/bin/python" },
    { [BUNDLED]: null, "/new/bin/python": [3, 15], "/usr/bin/python3": [3, 14] },
    bundledBy("/usr/bin/python3"),
  ));

test("a Python that does not start is passed over", () =>
  check(
    {},
    { [BUNDLED]: null, "/usr/local/bin/python3": null, "/usr/bin/python3": [3, 12] },
    bundledBy("/usr/bin/python3"),
  ));

test("where no Python is new enough, one sentence says so", async () => {
  await check(
    { interpreter: "/venv/bin/python" },
    { [BUNDLED]: null, "/venv/bin/python": [3, 9] },
    {
      sentence:
        "Holewright needs Python 3.11 to 3.14 to run, and /venv/bin/python is 3.9: choose another interpreter, or install one.",
      help: "python",
    },
  );
  await check({}, { [BUNDLED]: null }, /needs Python 3\.11 to 3\.14 to run, and found none: install one/);
});

test("where the bundled server has no Python, one that is installed does", () =>
  check(
    {},
    { [BUNDLED]: null, "/usr/bin/holewright": null },
    { command: "/usr/bin/holewright", args: ["lsp"], from: "PATH" },
  ));

test("the strategy may put the interpreter's environment first", async () => {
  const files = { [BUNDLED]: null, "/venv/bin/python": [3, 12] as Version, "/venv/bin/holewright": null };
  const search = { interpreter: "/venv/bin/python" };
  await check(search, files, bundledBy("/venv/bin/python"));
  await check({ ...search, strategy: "fromEnvironment" }, files, {
    command: "/venv/bin/holewright",
    args: ["lsp"],
    from: "environment",
  });
});

test("where there is no bundled server, one is looked for in the environment, then on PATH", async () => {
  const search = { interpreter: "/venv/bin/python" };
  await check(search, { "/venv/bin/holewright": null, "/usr/bin/holewright": null }, /"from":"environment"/);
  await check(search, { "/usr/bin/holewright": null }, /"from":"PATH"/);
  await check(search, {}, /found no server: install it/);
});

test("nothing in a workspace that is not trusted is run", async () => {
  const path = { path: ["/home/ada/.venv/bin", "/usr/bin"] };
  const files = {
    [BUNDLED]: null,
    "/home/ada/.venv/bin/python3": [3, 12] as Version,
    "/home/ada/.venv/bin/holewright": null,
    "/usr/bin/python3": [3, 12] as Version,
  };
  await check({}, files, bundledBy("/home/ada/.venv/bin/python3"), path);
  await check({ trusted: false }, files, bundledBy("/usr/bin/python3"), path);
  await check({ trusted: false, strategy: "fromEnvironment" }, files, bundledBy("/usr/bin/python3"), path);
  await check({ trusted: false, path: "/home/ada/.venv/bin/holewright" }, files, /workspace that is not trusted/, path);
});

test("on Windows programs end in .exe, and the stand-in of the shop is none", () =>
  check(
    { bundled: "C:\\ext\\holewright.py" },
    {
      "C:\\ext\\holewright.py": null,
      "C:\\Users\\me\\WindowsApps\\python3.exe": [3, 12],
      "C:\\Python\\python.exe": [3, 12],
    },
    { command: "C:\\Python\\python.exe", args: ["-E", "-s", "C:\\ext\\holewright.py", "lsp"], from: "bundled" },
    { windows: true, path: ["C:\\Users\\me\\WindowsApps", "bin", "C:\\Python"] },
  ));

test("scripts lie beside the interpreter, or on Windows in a folder of their own", () => {
  assert.equal(besides("/venv/bin/python", "holewright", machine({})), "/venv/bin/holewright");
  const windows = { windows: true, isFile: () => false };
  assert.equal(besides("C:\\P\\python.exe", "h", machine({}, windows)), "C:\\P\\Scripts\\h.exe");
  assert.equal(besides("C:\\V\\python.exe", "h", machine({}, { windows: true, isFile: () => true })), "C:\\V\\h.exe");
});

test("what lies below a folder is told by whole names", () => {
  assert.ok(isBelow("/home/ada/a", "/home/ada", { windows: false }));
  assert.ok(isBelow("/home/ada", "/home/ada/", { windows: false }));
  assert.ok(!isBelow("/home/adam/a", "/home/ada", { windows: false }));
  assert.ok(isBelow("c:\\Work\\a", "C:/work", { windows: true }));
});
