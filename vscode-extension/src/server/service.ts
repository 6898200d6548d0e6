/** The server as a service of this window: which one runs, with what it is told, and what makes it another one. */

import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import { keyInEnvironment, watchKey } from "../key";
import { forServer, serverSettings } from "../settings";
import { type Chosen, createChosen } from "./chosen";
import { createCrashes } from "./crashes";
import { findServer } from "./find";
import { interpreters, NOBODY } from "./interpreters";
import { createLife, type Life, type State } from "./life";
import { thisMachine } from "./machine";
import { endProcess, startProcess } from "./process";
import { isBelow } from "./python";

/** The server, as far as it is asked for something. */
export interface Connection {
  isRunning(): boolean;
  sendRequest<Answer>(method: string, params: unknown, token?: vscode.CancellationToken): Promise<Answer>;
}

export interface Service {
  readonly connection: Connection;
  readonly life: Life;
  dispose(): void;
}

export interface ServiceParts {
  readonly log: vscode.LogOutputChannel;
  /** Called with each new state. */
  readonly changed: (state: State) => void;
  /** Called once, with the client, before it starts for the first time. */
  readonly connected: (client: LanguageClient) => void;
}

/** What the extension contributes, as its package.json has it. */
interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, unknown> } };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
}

/** The service, not started. */
export function createService(context: vscode.ExtensionContext, { log, changed, connected }: ServiceParts): Service {
  const machine = thisMachine();
  const chosen = createChosen(() => void reconsider());
  const told = settingsFor(context.extension.packageJSON as Manifest, chosen);
  let process: ReturnType<typeof startProcess> | undefined;

  let client: LanguageClient | undefined;
  const isRunning = (): boolean => client?.isRunning() ?? false;

  const create = async (): Promise<LanguageClient> => {
    // Loading it takes longer than all the rest, and who opens no sketch needs none.
    const { createClient } = await import("./client");
    const made = createClient({
      log,
      subscriptions: context.subscriptions,
      settings: told,
      running: () => life.returned(),
      ended: () => life.ended(),
      async start() {
        const server = life.server;
        if (server === undefined) throw new Error("a server is started before one was found");
        const child = startProcess(server, firstFolder()?.fsPath, await keyInEnvironment(context.secrets));
        child.on("error", (error) => log.error(`the server cannot be started: ${error.message}`));
        process = child;
        return child;
      },
    });
    connected(made);
    return made;
  };

  const life = createLife({
    async find() {
      const folder = firstFolder();
      const settings = vscode.workspace.getConfiguration("holewright", folder);
      const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
      const trusted = vscode.workspace.isTrusted;
      const interpreter = nonEmpty(settings.get<string>("interpreter")) ?? (await chosen.of(folder));
      const mayRun = trusted || !folders.some((each) => isBelow(interpreter ?? "", each, machine));
      const search = {
        path: settings.get<string>("server.path") ?? "",
        strategy: settings.get<"useBundled" | "fromEnvironment">("importStrategy") ?? "useBundled",
        bundled: context.asAbsolutePath("bundled/libs/holewright.py"),
        interpreter: mayRun ? interpreter : undefined,
        trusted,
        folders,
      };
      return findServer(search, machine);
    },
    client: {
      async start() {
        client ??= await create();
        await client.start();
      },
      async stop() {
        const ending = process;
        try {
          await client?.stop();
        } finally {
          if (ending !== undefined) endProcess(ending);
        }
      },
      isRunning,
    },
    changed,
    log: (sentence) => log.info(sentence),
    crashes: createCrashes(Date.now),
  });

  const reconsider = async (): Promise<void> => {
    const another = await life.reconsider();
    // It asks for the settings then, of which the interpreter is one; another one has asked for them when it started.
    if (!another && isRunning()) {
      await client?.sendNotification("workspace/didChangeConfiguration", { settings: null });
    }
  };
  const askForInterpreters = (): void => {
    chosen.use(() => (vscode.workspace.isTrusted ? interpreters(pythonExtensions(log)) : Promise.resolve(NOBODY)));
  };
  askForInterpreters();

  const watching = vscode.Disposable.from(
    watchKey(context.secrets, () => {
      if (isRunning()) void life.restart();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("holewright")) void reconsider();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => void reconsider()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      askForInterpreters();
      if (isRunning()) void client?.sendNotification("holewright/trust", { trusted: true });
      void reconsider();
    }),
    vscode.extensions.onDidChange(askForInterpreters),
  );

  return {
    life,
    connection: {
      isRunning,
      sendRequest(method, params, token) {
        if (client === undefined) return Promise.reject(new Error("the server does not run"));
        // What is not there would be sent as a second parameter.
        return token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token);
      },
    },
    dispose() {
      watching.dispose();
      chosen.dispose();
    },
  };
}

/** What the server is told of the settings of a folder. */
function settingsFor(
  manifest: Manifest,
  chosen: Chosen,
): (scope: vscode.Uri | undefined) => Promise<Record<string, unknown>> {
  const names = serverSettings(manifest.contributes.configuration.properties);
  const restricted = new Set(
    manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.map((name) => name.replace(/^holewright\./, "")),
  );
  return async (scope) => {
    const settings = vscode.workspace.getConfiguration("holewright", scope);
    const trusted = vscode.workspace.isTrusted;
    return forServer(names, (name) => settings.inspect(name), trusted, restricted, await chosen.of(scope));
  };
}

/** Where relative paths begin, and whose interpreter runs the bundled server. */
function firstFolder(): vscode.Uri | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri;
}

function pythonExtensions(log: vscode.LogOutputChannel): Parameters<typeof interpreters>[0] {
  return {
    extension: (id) => vscode.extensions.getExtension(id),
    usesEnvironmentsExtension: () =>
      vscode.workspace.getConfiguration("python").get<boolean>("useEnvironmentsExtension") ?? true,
    warn: (sentence) => log.warn(sentence),
  };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === undefined || text === "" ? undefined : text;
}
