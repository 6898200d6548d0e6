/** Which program is the language server: the one that a setting names, the bundled one, or one that is installed. */

import { besides, findPython, isAbsolute, isBelow, onPath, type Machine, NEWEST, OLDEST } from "./python";

/** Where to look for a server. */
export interface Search {
  /** The setting `holewright.server.path`; empty where nothing is said. */
  readonly path: string;
  /** The setting `holewright.importStrategy`: what comes first where no path is set. */
  readonly strategy: "useBundled" | "fromEnvironment";
  /** The script of the bundled server. */
  readonly bundled: string;
  /** The interpreter that the person chose; undefined where none is known, or where it may not be run. */
  readonly interpreter: string | undefined;
  readonly trusted: boolean;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
}

/** A server that can be started. */
export interface Found {
  readonly command: string;
  readonly args: readonly string[];
  readonly from: "setting" | "bundled" | "environment" | "PATH";
}

/** There is no server to start. The sentence is for the person, who can be helped by what `help` names. */
export interface Missing {
  readonly sentence: string;
  readonly help: "setting" | "python";
}

/**
 * The server to start. A path that was set is meant: if nothing is there, that is told and nothing else is tried. Where
 * the workspace is not trusted, nothing in it is run, so a program below one of its folders is none.
 */
export async function findServer(search: Search, machine: Machine): Promise<Found | Missing> {
  if (search.path !== "") return named(search, machine);
  const bundled = (): Promise<Found | Missing | undefined> => fromBundle(search, machine);
  const installed = (): Promise<Found | undefined> => Promise.resolve(fromEnvironment(search, machine));
  const ways = search.strategy === "useBundled" ? [bundled, installed] : [installed, bundled];
  let missing: Missing | undefined;
  for (const way of ways) {
    const found = await way();
    if (found === undefined) continue;
    if ("command" in found) return found;
    missing = found;
  }
  return missing ?? { sentence: NOT_INSTALLED, help: "setting" };
}

const NOT_INSTALLED =
  "Holewright found no server: install it with “uv tool install holewright”, or set holewright.server.path.";

/** Whether both stand for the same process. */
export function isSame(one: Found | Missing, other: Found | Missing): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function named(search: Search, machine: Machine): Found | Missing {
  const path = expand(search.path, search, machine);
  const wrong = (why: string): Missing => ({
    sentence: `Holewright cannot start ${search.path}: ${why}. Change holewright.server.path, or clear it to use the bundled server.`,
    help: "setting",
  });
  if (!isAbsolute(path, machine)) return wrong("it has to be a whole path, beginning at the root or at ~");
  if (!mayRun(path, search, machine)) return wrong("it lies in a workspace that is not trusted");
  if (!machine.isFile(path)) return wrong("there is no such file");
  return { command: path, args: ["lsp"], from: "setting" };
}

function expand(path: string, search: Search, machine: Machine): string {
  const home = /^~(?=$|[\\/])/;
  const expanded = path.replace(home, () => machine.home);
  return expanded.replaceAll("${workspaceFolder}", () => search.folders[0] ?? "${workspaceFolder}");
}

async function fromBundle(search: Search, machine: Machine): Promise<Found | Missing | undefined> {
  if (!machine.isFile(search.bundled)) return undefined;
  const python = await findPython(search.interpreter, search.trusted ? [] : search.folders, machine);
  if (typeof python === "string")
    return { command: python, args: [...ISOLATED, search.bundled, "lsp"], from: "bundled" };
  const needed = `Python ${OLDEST.join(".")} to ${NEWEST.join(".")}`;
  const unfit = python.unfit;
  const sentence =
    unfit === undefined
      ? `Holewright needs ${needed} to run, and found none: install one, or choose an interpreter.`
      : `Holewright needs ${needed} to run, and ${unfit.python} is ${unfit.version.join(".")}: choose another interpreter, or install one.`;
  return { sentence, help: "python" };
}

/** The bundled server has all that it imports beside it: what PYTHONPATH, PYTHONHOME and the person's own packages would
 * put in its place is left out. */
const ISOLATED = ["-E", "-s"];

function fromEnvironment(search: Search, machine: Machine): Found | undefined {
  if (search.interpreter !== undefined) {
    const program = besides(search.interpreter, "holewright", machine);
    if (mayRun(program, search, machine) && machine.isFile(program)) {
      return { command: program, args: ["lsp"], from: "environment" };
    }
  }
  const [program] = onPath("holewright", search.trusted ? [] : search.folders, machine);
  return program === undefined ? undefined : { command: program, args: ["lsp"], from: "PATH" };
}

function mayRun(path: string, search: Search, machine: Machine): boolean {
  return search.trusted || !search.folders.some((folder) => isBelow(path, folder, machine));
}
