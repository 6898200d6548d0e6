/** The interpreter that the person chose for their own code: what the Python extensions say, of which neither, one or
 * both may be installed. */

import type { Event, Uri } from "vscode";

/** An extension, as far as we ask for it. */
interface Extension {
  activate(): PromiseLike<unknown>;
}

/** What is asked of the editor. */
export interface Host {
  extension(id: string): Extension | undefined;
  /** Whether the person lets the environments extension choose (`python.useEnvironmentsExtension`). */
  usesEnvironmentsExtension(): boolean;
  warn(sentence: string): void;
}

/** What `ms-python.python` gives to other extensions, as far as we ask for it. */
export interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(resource?: Uri): { readonly path: string };
    resolveEnvironment(path: unknown): Promise<{ readonly executable: { readonly uri: Uri | undefined } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

/** What `ms-python.vscode-python-envs` gives to other extensions, as far as we ask for it. */
export interface EnvironmentsApi {
  getEnvironment(
    scope: Uri | undefined,
  ): Promise<{ readonly execInfo: { readonly run: { readonly executable: string } } } | undefined>;
  readonly onDidChangeEnvironment: Event<unknown>;
}

export const PYTHON = "ms-python.python";
export const ENVIRONMENTS = "ms-python.vscode-python-envs";

/** Who knows interpreters. */
export interface Interpreters {
  /** The interpreter chosen for a folder, or for no folder; undefined where nobody says. */
  of(scope: Uri | undefined): Promise<string | undefined>;
  /** `changed` is called each time that another one may have been chosen. */
  watch(changed: () => void): { dispose(): unknown };
}

/** Nobody is asked: where a workspace is not trusted, or no Python extension is installed. */
export const NOBODY: Interpreters = {
  of: () => Promise.resolve(undefined),
  watch: () => ({ dispose: () => undefined }),
};

/** The extension to ask, woken up; `NOBODY` where there is none, or none that answers. */
export async function interpreters(host: Host): Promise<Interpreters> {
  const ways: (readonly [string, (api: never) => Interpreters])[] = [
    ...(host.usesEnvironmentsExtension() ? [[ENVIRONMENTS, byEnvironments] as const] : []),
    [PYTHON, byPython],
  ];
  for (const [id, by] of ways) {
    const extension = host.extension(id);
    if (extension === undefined) continue;
    try {
      const api: unknown = await extension.activate();
      if (api !== undefined && api !== null) return by(api as never);
    } catch (error) {
      host.warn(`The extension ${id} does not say which interpreter is chosen: ${String(error)}`);
    }
  }
  return NOBODY;
}

function byPython({ environments }: PythonApi): Interpreters {
  return {
    async of(scope) {
      const active = environments.getActiveEnvironmentPath(scope);
      return (await environments.resolveEnvironment(active))?.executable.uri?.fsPath;
    },
    watch: (changed) => environments.onDidChangeActiveEnvironmentPath(() => changed()),
  };
}

function byEnvironments(api: EnvironmentsApi): Interpreters {
  return {
    of: async (scope) => (await api.getEnvironment(scope))?.execInfo.run.executable,
    watch: (changed) => api.onDidChangeEnvironment(() => changed()),
  };
}
