/** Tests that run inside the extension host, with the editor's own interface: started by the address of the page. */

import { join } from "node:path";

import type { Page } from "playwright-core";

/** The extension that holds the tests. It stands beside the installed one, which it does not replace. */
const TESTS = join(import.meta.dirname, "..", "inhost");

export interface Host {
  /** What the page's address needs. */
  readonly payload: string;
  /** Resolves to what was said once the tests have ended well; fails with it otherwise. */
  readonly ended: Promise<string>;
}

/** Prepares `page` for it, before it is opened at `address`. */
export async function prepareHost(page: Page, address: string): Promise<Host> {
  const said: string[] = [];
  await page.exposeFunction("codeAutomationLog", (_kind: string, words: unknown[]) => said.push(words.join(" ")));
  let end: (code: number) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (code) => (code === 0 ? resolve(said.join("\n")) : reject(new Error(said.join("\n"))));
  });
  // Whoever never asks how they ended is not to be ended by it.
  ended.catch(() => undefined);
  await page.exposeFunction("codeAutomationExit", (code: number) => end(code));
  await page.addInitScript(allowTests);
  const remote = (path: string): string => `vscode-remote://${new URL(address).host}${path}`;
  const payload = JSON.stringify([
    ["extensionDevelopmentPath", remote(TESTS)],
    ["extensionTestsPath", remote(join(TESTS, "index.js"))],
    ["skipWelcome", "true"],
  ]);
  return { payload, ended };
}

/** Runs in the page: tests are only taken from its address where the driver of smoke tests is on. */
function allowTests(): void {
  new MutationObserver((_changes, observer) => {
    const settings = document.getElementById("vscode-workbench-web-configuration");
    if (settings === null) return;
    observer.disconnect();
    const read = JSON.parse(settings.getAttribute("data-settings") ?? "{}") as { developmentOptions?: object };
    read.developmentOptions = { ...read.developmentOptions, enableSmokeTestDriver: true };
    settings.setAttribute("data-settings", JSON.stringify(read));
  }).observe(document, { childList: true, subtree: true });
}
