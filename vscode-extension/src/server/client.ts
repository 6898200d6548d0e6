/** The client of the language server: what it serves, and what is special about how we talk to it. */

import type { ChildProcess } from "node:child_process";

import * as vscode from "vscode";
import {
  CloseAction,
  CodeLensRequest,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
} from "vscode-languageclient/node";

import { createPromptLenses } from "../views/lenses";
import { showing } from "../views/middleware";

/** What the server is told of: sketches in files of either kind, also before they are saved. */
export const DOCUMENTS = ["anpl", "python"].flatMap((language) => [
  { scheme: "file", language },
  { scheme: "untitled", language },
]);

export interface ClientParts {
  readonly log: vscode.LogOutputChannel;
  /** Starts a process that is the server. Never fails: what cannot be started ends at once. */
  start(): Promise<ChildProcess>;
  /** The server ended by itself: whether it is to be started again. */
  ended(): boolean;
  /** There is a server that can be asked. */
  running(): void;
  /** The settings for a folder, or for no folder. */
  settings(scope: vscode.Uri | undefined): Promise<Record<string, unknown>>;
  /** What ends with the extension. */
  readonly subscriptions: vscode.ExtensionContext["subscriptions"];
}

/** What goes wrong with the server itself is written into the log, and told by the extension in a sentence of its own. */
class QuietClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data instanceof Error ? data.message : data, false);
  }
}

/** A client that has not started yet. It may start, stop and start again; what is registered with it stays. */
export function createClient(parts: ClientParts): LanguageClient {
  const lenses = createPromptLenses((document) =>
    client.getFeature(CodeLensRequest.method).getProvider(document)?.onDidChangeCodeLensEmitter.fire(),
  );
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: parts.log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: () => ({ trusted: vscode.workspace.isTrusted, diagnosticsInHovers: true, status: true }),
    initializationFailedHandler: () => false,
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => ({ action: parts.ended() ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true }),
    },
    middleware: {
      ...showing,
      provideCodeLenses: (document, token, next) => lenses.provide(document, token, next),
      // An editor takes the colours of one provider alone, and one for Python has more to say of ordinary Python.
      provideDocumentSemanticTokens: (document, token, next) =>
        document.languageId === "python" ? null : next(document, token),
      provideDocumentRangeSemanticTokens: (document, range, token, next) =>
        document.languageId === "python" ? null : next(document, range, token),
      workspace: {
        configuration: (params, token, next) =>
          Promise.all(
            params.items.map(async (item) => {
              if (item.section === "holewright") return parts.settings(scopeOf(item.scopeUri));
              const [value] = (await next({ items: [item] }, token)) as unknown[];
              return value;
            }),
          ),
      },
    },
  };
  const client = new QuietClient("holewright", "Holewright", () => parts.start(), options);
  parts.subscriptions.push(
    vscode.workspace.onDidChangeTextDocument((event) => lenses.changed(event)),
    vscode.workspace.onDidCloseTextDocument((document) => lenses.closed(document)),
  );
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Running) parts.running();
  });
  return client;
}

function scopeOf(uri: string | null | undefined): vscode.Uri | undefined {
  return uri === undefined || uri === null ? undefined : vscode.Uri.parse(uri);
}
