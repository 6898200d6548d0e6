/** What the server is told of the settings: what a person said, and not what stands there by default, since that would
 * be stronger than the project's `pyproject.toml`. */

/** A setting as the editor knows it: what was said where. */
export interface Said {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** The settings that are for the extension alone. */
const OWN = new Set(["server.path", "importStrategy", "interpreter"]);

/** The names of the settings that the server has, without the prefix, from what the extension contributes. */
export function serverSettings(contributed: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(contributed)
    .map((name) => name.replace(/^holewright\./, ""))
    .filter((name) => !OWN.has(name));
}

/**
 * The settings `names` as the server reads them: `budget.tokens` is `tokens` in an object `budget`. Of those that are
 * `restricted` nothing is said where the workspace is not trusted. `interpreter` is the Python for the person's code
 * where no setting says which.
 */
export function forServer(
  names: readonly string[],
  said: (name: string) => Said | undefined,
  trusted: boolean,
  restricted: ReadonlySet<string>,
  interpreter: string | undefined,
): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const name of names) {
    if (!trusted && restricted.has(name)) continue;
    const value = strongest(said(name));
    if (value === undefined) continue;
    const [first, second] = name.split(".") as [string, string?];
    if (second === undefined) told[first] = value;
    else told[first] = { ...(told[first] as object | undefined), [second]: value };
  }
  if (trusted && interpreter !== undefined) told.python ??= interpreter;
  return told;
}

/** What counts of all that was said, and undefined where nothing was: an empty text says nothing. */
function strongest(said: Said | undefined): unknown {
  const values = [said?.workspaceFolderValue, said?.workspaceValue, said?.globalValue];
  return values.find((value) => value !== undefined && value !== null && value !== "");
}
