/** code-server as a process: the workbench and the extension host of Visual Studio Code, with a profile of its own. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { openSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import { eventually } from "./wait.ts";

/** Where things are: what install.sh has made, and the folder that extensions were installed into. */
export interface Installed {
  readonly home: string;
  readonly extensions: string;
}

export interface Profile {
  /** Where the profile is kept: settings, state and logs. */
  readonly folder: string;
  /** Whether an unknown folder is opened restricted, as it is for a person; else all are trusted. */
  readonly asksForTrust: boolean;
}

export interface Server {
  readonly address: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** Installs a VSIX as a person would on a command line. Throws what it says where that fails. */
export function installExtension(installed: Installed, vsix: string): void {
  const folder = join(installed.extensions, "..", "installing");
  const args = [entry(installed), ...places(folder, installed), "--install-extension", vsix];
  execFileSync(process.execPath, args, { stdio: "pipe", env: environment() });
}

/** A server that listens. */
export async function startServer(installed: Installed, profile: Profile): Promise<Server> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const args = [
    entry(installed),
    ...places(profile.folder, installed),
    ...["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check"],
    ...["--disable-getting-started-override", "--ignore-last-opened"],
    ...(profile.asksForTrust ? [] : ["--disable-workspace-trust"]),
  ];
  const log = openSync(join(profile.folder, "code-server.log"), "w");
  // In a process group of its own, so that the extension host and our server end with it.
  const child = spawn(process.execPath, args, { stdio: ["ignore", log, log], detached: true, env: environment() });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const abandon = (): void => signal(child, "SIGKILL");
  process.once("exit", abandon);
  const stop = async (): Promise<void> => {
    signal(child, "SIGTERM");
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 5_000))]);
    abandon();
    process.off("exit", abandon);
  };
  try {
    await eventually("code-server listens", 60, async () => (await fetch(`${address}/healthz`)).ok);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, process: child, stop };
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), name);
  } catch {
    // It has ended already.
  }
}

function entry({ home }: Installed): string {
  return join(home, "tools", "node_modules", "code-server", "out", "node", "entry.js");
}

/** Without a configuration file that is named, one is written into the home folder. */
function places(folder: string, { extensions }: Installed): string[] {
  const config = join(folder, "code-server.yaml");
  return ["--config", config, "--user-data-dir", folder, "--extensions-dir", extensions];
}

/** No gallery of extensions is asked for anything. What a developer has set for Holewright does not count. */
function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(HOLEWRIGHT_|OPENAI_|VSCODE_)/.test(name));
  return { ...Object.fromEntries(own), EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "", itemUrl: "" }) };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port is free");
  return address.port;
}
