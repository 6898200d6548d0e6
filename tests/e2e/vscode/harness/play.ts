/** Plays a scenario: a fresh profile and workspace, an editor, a browser, and at the end nothing of them. */

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

import type { Browser, Page } from "playwright-core";

import { prepareHost } from "./host.ts";
import { type Model, startModel } from "./model.ts";
import { createPerson, WORKBENCH } from "./person.ts";
import type { Scenario } from "./scenario.ts";
import { type Installed, startServer } from "./server.ts";

/** What came of a scenario. */
export interface Played {
  /** Why it failed; undefined where it did not. */
  readonly failure: string | undefined;
  readonly seconds: number;
  readonly figures: readonly string[];
}

/** Settings that keep the editor quiet: nothing is asked, updated, suggested or sent, and nothing moves. */
const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.editor.restoreEditors": false,
  "workbench.reduceMotion": "on",
  "window.restoreWindows": "none",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "git.enabled": false,
  "files.autoSave": "off",
  "files.simpleDialog.enable": true,
  "editor.minimap.enabled": false,
  "editor.hover.delay": 150,
  "editor.cursorBlinking": "solid",
};

const BROWSER = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  ...["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"],
];

/** Plays `scenario`, called `name`. Pictures are kept in `shots`, and of a failure the logs in `failed`. */
export async function play(name: string, scenario: Scenario, installed: Installed): Promise<Played> {
  const began = Date.now();
  const folder = mkdtempSync(join(tmpdir(), "holewright-e2e-"));
  const shots = join(installed.home, "shots");
  const failed = join(installed.home, "failed", name);
  const figures: string[] = [];
  const ending: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true })];
  let page: Page | undefined;
  let failure: string | undefined;
  mkdirSync(shots, { recursive: true });
  rmSync(failed, { recursive: true, force: true });
  try {
    const workspace = join(folder, "league");
    for (const [path, text] of Object.entries(scenario.files)) {
      mkdirSync(dirname(join(workspace, path)), { recursive: true });
      writeFileSync(join(workspace, path), text);
    }
    const model = scenario.model === undefined ? undefined : await startModel(scenario.model);
    if (model !== undefined) ending.push(() => model.close());
    const profile = join(folder, "profile");
    mkdirSync(join(profile, "User"), { recursive: true });
    const settings = { ...QUIET, ...holewrightSettings(folder, model), ...scenario.settings };
    writeFileSync(join(profile, "User", "settings.json"), JSON.stringify(settings, undefined, 2));

    const server = await startServer(installed, { folder: profile, asksForTrust: scenario.untrusted === true });
    ending.push(() => server.stop());
    const browser = await launch(installed);
    ending.push(() => browser.close());
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    const strangers = watchStrangers(page);
    const host = scenario.inHost === true ? await prepareHost(page, server.address) : undefined;
    const query = new URLSearchParams({ folder: workspace, ...(host === undefined ? {} : { payload: host.payload }) });
    await page.goto(`${server.address}/?${query.toString()}`, { waitUntil: "domcontentloaded" });
    await page.locator(WORKBENCH).first().waitFor({ timeout: 90_000 });

    let pictures = 0;
    const shown = page;
    const person = createPerson(page, async (what) => {
      pictures += 1;
      await shown.screenshot({ path: join(shots, `${name}-${pictures}-${what}.png`) });
    });
    await scenario.run({
      person,
      folder: workspace,
      server: server.process.pid ?? Number.NaN,
      get model() {
        if (model === undefined) throw new Error("this scenario has no model");
        return model;
      },
      host: () => host?.ended ?? Promise.reject(new Error("this scenario runs no tests in the host")),
      read: (path) => (existsSync(join(workspace, path)) ? readFileSync(join(workspace, path), "utf8") : ""),
      measured: (what, figure, unit) => figures.push(`${what}: ${figure} ${unit}`),
    });
    const activated = activation(profile);
    if (activated !== undefined) figures.push(`the extension's own activation: ${activated} ms`);
    if (strangers.size > 0) throw new Error(`hosts outside this machine were asked for: ${[...strangers].join(", ")}`);
  } catch (error) {
    failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    mkdirSync(failed, { recursive: true });
    if (page !== undefined) await keepWindow(page, failed).catch(() => undefined);
    for (const kept of ["profile/logs", "profile/code-server.log", "league"]) {
      if (existsSync(join(folder, kept))) cpSync(join(folder, kept), join(failed, kept), { recursive: true });
    }
    writeFileSync(join(failed, "failure.txt"), failure);
  } finally {
    for (const end of ending.reverse()) {
      try {
        await end();
      } catch (error) {
        failure ??= String(error);
      }
    }
  }
  return { failure, seconds: (Date.now() - began) / 1_000, figures };
}

/** Keeps what the window shows, then with what the person was told lately. */
async function keepWindow(page: Page, folder: string): Promise<void> {
  await page.screenshot({ path: join(folder, "window.png") });
  await page.keyboard.press("Escape");
  await page.locator('.statusbar-item[id="status.notifications"]').click({ timeout: 2_000 });
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(folder, "notifications.png") });
}

/** The milliseconds that the extension says in its log that it took to activate. */
function activation(profile: string): string | undefined {
  const log = readdirSync(profile, { recursive: true, encoding: "utf8" }).find((path) =>
    /\/Holewright\.log$/.test(path),
  );
  if (log === undefined) return undefined;
  return /activated in (\d+) ms/.exec(readFileSync(join(profile, log), "utf8"))?.[1];
}

/** A cache of its own, so that nothing of an earlier run is known, and time for a busy machine. */
function holewrightSettings(folder: string, model: Model | undefined): Record<string, unknown> {
  const settings = { "holewright.cacheDir": join(folder, "cache"), "holewright.exampleSeconds": 20 };
  if (model === undefined) return { ...settings, "holewright.engine": "local" };
  return {
    ...settings,
    "holewright.engine": "openai",
    "holewright.baseUrl": model.address,
    "holewright.model": "scripted",
  };
}

export async function launch({ home }: Installed): Promise<Browser> {
  const require = createRequire(resolve(home, "tools", "package.json"));
  const { chromium } = require("playwright-core") as typeof import("playwright-core");
  const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
  // Who is told to end ends, and the browser with it.
  const signals = { handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  return chromium.launch({ executablePath, headless: true, args: BROWSER, ...signals });
}

/** The hosts outside this machine that the page asks for, as they come. */
function watchStrangers(page: Page): Set<string> {
  const found = new Set<string>();
  page.on("request", (request) => {
    const { protocol, hostname, host } = new URL(request.url());
    // Files of a webview have addresses of a host that is not asked: a service worker of the page answers.
    const here = ["127.0.0.1", "localhost"].includes(hostname) || hostname.endsWith(".vscode-resource.vscode-cdn.net");
    if (/^(https?|wss?):$/.test(protocol) && !here) found.add(host);
  });
  return found;
}
