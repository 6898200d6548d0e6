/** Which Python can run the bundled server. */

/** What a search needs to know of the machine. */
export interface Machine {
  readonly windows: boolean;
  readonly home: string;
  /** The folders of PATH, in order. */
  readonly path: readonly string[];
  isFile(path: string): boolean;
  /** The version of a Python, as [3, 11]; undefined where it is none, or does not start. */
  version(python: string): Promise<Version | undefined>;
}

export type Version = readonly [major: number, minor: number];

/** The oldest and the newest Python that the bundled server has modules for. */
export const OLDEST: Version = [3, 11];
export const NEWEST: Version = [3, 14];

const NAMES = ["python3", "python", "python3.14", "python3.13", "python3.12", "python3.11"];

/** No Python will do; `unfit` is the first of those that were there. */
export interface NoPython {
  readonly unfit?: { readonly python: string; readonly version: Version };
}

/**
 * The interpreter, if the bundled server runs under it, else the first on PATH under which it does. What lies below one
 * of the folders `avoid` is passed over on PATH: it would be a program of a workspace that nobody trusts.
 */
export async function findPython(
  interpreter: string | undefined,
  avoid: readonly string[],
  machine: Machine,
): Promise<string | NoPython> {
  const candidates = [
    ...(interpreter === undefined ? [] : [interpreter]),
    ...NAMES.flatMap((name) => onPath(name, avoid, machine)),
  ];
  let unfit: NoPython["unfit"];
  for (const python of new Set(candidates)) {
    const version = await machine.version(python);
    if (version === undefined) continue;
    if (!isOlder(version, OLDEST) && !isOlder(NEWEST, version)) return python;
    unfit ??= { python, version };
  }
  return unfit === undefined ? {} : { unfit };
}

/** The programs called `name` on PATH, first things first. */
export function onPath(name: string, avoid: readonly string[], machine: Machine): string[] {
  return (
    machine.path
      // A relative folder is another one wherever we are; WindowsApps holds a stand-in for Python that opens a shop.
      .filter((folder) => isAbsolute(folder, machine) && !/[\\/]WindowsApps[\\/]?$/i.test(folder))
      .map((folder) => join(machine, folder, machine.windows ? `${name}.exe` : name))
      .filter((program) => !avoid.some((folder) => isBelow(program, folder, machine)))
      .filter((program) => machine.isFile(program))
  );
}

/** The program called `name` in the environment of an interpreter, where it is one of its scripts. */
export function besides(interpreter: string, name: string, machine: Machine): string {
  const separator = Math.max(interpreter.lastIndexOf("/"), machine.windows ? interpreter.lastIndexOf("\\") : -1);
  const folder = interpreter.slice(0, Math.max(separator, 0));
  if (!machine.windows) return join(machine, folder, name);
  // On Windows the interpreter of an environment lies among its scripts; one that was installed has them in a folder.
  const beside = join(machine, folder, `${name}.exe`);
  return machine.isFile(beside) ? beside : join(machine, join(machine, folder, "Scripts"), `${name}.exe`);
}

/** Whether `path` is `folder` or lies somewhere in it. */
export function isBelow(path: string, folder: string, machine: Pick<Machine, "windows">): boolean {
  const normal = (text: string): string => {
    const plain = machine.windows ? text.replaceAll("\\", "/").toLowerCase() : text;
    return plain.replace(/\/+$/, "");
  };
  return `${normal(path)}/`.startsWith(`${normal(folder)}/`);
}

export function isAbsolute(path: string, machine: Pick<Machine, "windows">): boolean {
  return machine.windows ? /^([a-z]:)?[\\/]/i.test(path) : path.startsWith("/");
}

function join(machine: Pick<Machine, "windows">, folder: string, name: string): string {
  const separator = machine.windows ? "\\" : "/";
  return /[\\/]$/.test(folder) ? folder + name : folder + separator + name;
}

function isOlder(one: Version, other: Version): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}
