/**
 * What a person does in the editor, by mouse and keyboard, and what they see.
 *
 * A gesture can be lost where a machine is busy: a menu closes because something was refreshed, a key comes before the
 * editor has the focus. A person sees that and does it again, and so does `until`.
 */

import type { Locator, Page } from "playwright-core";

import { eventually } from "./wait.ts";

/** Seconds that something may take on a busy machine. */
const PATIENCE = 60;
/** Milliseconds until a gesture that shows nothing is made again. */
const AGAIN = 3_000;
/** The same for one that begins some work, which would begin anew. */
export const WORK = 20_000;

export interface Person {
  readonly page: Page;
  /** Makes `gesture` until `seen` is there, with Escape between two of them, and `again` milliseconds. */
  until(gesture: () => Promise<unknown>, seen: string | Locator, again?: number): Promise<void>;
  /** Waits until `seen` is there. */
  sees(seen: string | Locator, seconds?: number): Promise<void>;
  /** Waits until `seen` is not there any more. */
  seesNo(seen: string | Locator, seconds?: number): Promise<void>;
  /** Clicks the middle of something, without having it scrolled. */
  click(target: string | Locator): Promise<void>;
  hover(target: string | Locator): Promise<void>;
  press(...keys: string[]): Promise<void>;
  /** Types text, for which quotes and brackets may be closed. */
  type(text: string): Promise<void>;
  /** Opens a file by its name. */
  open(file: string): Promise<void>;
  /** Puts the caret before the first occurrence of `text` in the file that has the text `whole`. */
  goTo(whole: string, text: string): Promise<void>;
  /** Puts `other` in the place of the first `text` of that file, and gives what the file is then. Neither has
   * a quote or a bracket, which the editor would close. */
  replace(whole: string, text: string, other: string): Promise<string>;
  /** Calls a command by its title, as the palette shows it. */
  command(title: string): Promise<void>;
  /** Picks from the list that is open. */
  pick(title: string): Promise<void>;
  /** Has what Ctrl+. offers at the caret shown, `title` among it. */
  offers(title: string): Promise<void>;
  /** Chooses from what Ctrl+. offers, until `seen` is there. */
  choose(title: string, seen: string | Locator): Promise<void>;
  /** Clicks a lens, until `seen` is there. */
  lens(title: string, seen: string | Locator): Promise<void>;
  save(): Promise<void>;
  /** Has the window loaded again, once the editor has written down something with `kept` in it, which it does when it
   * has nothing else to do. */
  reload(kept: string): Promise<void>;
  /** Keeps a picture of the window. */
  picture(name: string): Promise<void>;
}

/** Lines of the editor, and what stands in and on them. */
export const EDITOR = ".editor-instance";
export const line = (text: string): string => `${EDITOR} .view-line:has-text(${JSON.stringify(text)})`;
export const lens = (text: string): string =>
  `${EDITOR} .codelens-decoration :is(a, span):has-text(${JSON.stringify(text)})`;
/** Something that is there once the window is. */
export const WORKBENCH = ".explorer-folders-view .monaco-list-row";
export const toast = (text: string): string => `.notification-toast:has-text(${JSON.stringify(text)})`;
export const row = (text: string): string => `.monaco-list-row:has-text(${JSON.stringify(text)})`;
const MENU = ".action-widget .monaco-list-row";
const CHOICES = ".quick-input-widget .quick-input-list .monaco-list-row";
const CHOSEN = `${CHOICES}.focused`;

/** The person at `page`; `keep` has a picture kept under a name. */
export function createPerson(page: Page, keep: (name: string) => Promise<void>): Person {
  const find = (target: string | Locator): Locator =>
    (typeof target === "string" ? page.locator(target) : target).filter({ visible: true }).first();

  const middle = async (target: string | Locator): Promise<{ x: number; y: number }> => {
    const found = find(target);
    await found.waitFor({ timeout: AGAIN });
    const box = await found.boundingBox();
    if (box === null) throw new Error("it went away");
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };

  const offered = (title: string): Locator => page.locator(MENU).filter({ hasText: title });

  const person: Person = {
    page,
    async until(gesture, seen, again = AGAIN) {
      const end = Date.now() + PATIENCE * 1_000;
      for (;;) {
        let failure: unknown;
        try {
          await gesture();
        } catch (error) {
          // What was to be clicked may be gone because the gesture before was not lost, but slow.
          failure = error;
        }
        try {
          await find(seen).waitFor({ timeout: failure === undefined ? again : AGAIN });
          return;
        } catch (error) {
          if (Date.now() > end) throw failure ?? error;
          await page.keyboard.press("Escape");
        }
      }
    },
    sees: (seen, seconds = PATIENCE) => find(seen).waitFor({ timeout: seconds * 1_000 }),
    async seesNo(seen, seconds = PATIENCE) {
      const found = typeof seen === "string" ? page.locator(seen) : seen;
      await eventually(`${String(seen)} goes away`, seconds, async () => !(await found.first().isVisible()));
    },
    async click(target) {
      const { x, y } = await middle(target);
      // What covers a target until the mouse moves goes away.
      await page.mouse.move(x - 3, y);
      await page.mouse.move(x, y);
      await page.mouse.click(x, y);
    },
    async hover(target) {
      const { x, y } = await middle(target);
      await page.mouse.move(x, y, { steps: 4 });
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.insertText(text),
    async open(file) {
      const input = page.locator(".quick-input-widget input");
      await person.until(
        async () => {
          await page.keyboard.press("Control+P");
          await input.waitFor({ timeout: AGAIN });
          await input.fill(file);
          await find(`${CHOSEN}[aria-label^=${JSON.stringify(file)}]`).waitFor({ timeout: AGAIN });
          await page.keyboard.press("Enter");
        },
        `.tab.active[data-resource-name=${JSON.stringify(file)}]`,
      );
      await person.sees(`${EDITOR} .view-line`);
    },
    async goTo(whole, text) {
      const offset = whole.indexOf(text);
      if (offset < 0) throw new Error(`no ${JSON.stringify(text)} in the text`);
      const before = whole.slice(0, offset).split("\n");
      const [atLine, column] = [before.length, (before.at(-1) ?? "").length + 1];
      const input = page.locator(".quick-input-widget input");
      await person.until(async () => {
        await page.keyboard.press("Control+G");
        await input.waitFor({ timeout: AGAIN });
        await input.fill(`:${atLine}:${column}`);
        await page.keyboard.press("Enter");
      }, `.statusbar-item:has-text("Ln ${atLine}, Col ${column}")`);
    },
    async replace(whole, text, other) {
      await person.until(async () => {
        await person.goTo(whole, text);
        for (const _ of text) await page.keyboard.press("Shift+ArrowRight");
      }, `.statusbar-item:has-text("(${text.length} selected)")`);
      await person.type(other);
      return whole.replace(text, () => other);
    },
    async command(title) {
      const input = page.locator(".quick-input-widget input");
      const choice = page.locator(CHOSEN).filter({ hasText: title });
      await person.until(async () => {
        await page.keyboard.press("F1");
        await input.waitFor({ timeout: AGAIN });
        await input.fill(`>${title}`);
      }, choice);
      await page.keyboard.press("Enter");
      await person.seesNo(choice);
    },
    async pick(title) {
      const input = page.locator(".quick-input-widget input");
      await input.waitFor();
      await input.fill(title);
      await person.sees(page.locator(CHOSEN).filter({ hasText: title }));
      await page.keyboard.press("Enter");
    },
    offers: (title) => person.until(() => page.keyboard.press("Control+."), offered(title)),
    choose: (title, seen) =>
      person.until(
        async () => {
          if (!(await find(offered(title)).isVisible())) await person.offers(title);
          await person.click(offered(title));
        },
        seen,
        WORK,
      ),
    lens: (title, seen) =>
      person.until(
        async () => {
          await person.click(`${EDITOR} .codelens-decoration a:text-is(${JSON.stringify(title)})`);
          // Where it is in nobody's way.
          await page.mouse.move(640, 795);
        },
        seen,
        WORK,
      ),
    save: () => page.keyboard.press("Control+S"),
    async reload(kept) {
      await eventually(`${kept} is kept`, PATIENCE, () => page.evaluate(isKept, kept));
      await page.reload({ waitUntil: "domcontentloaded" });
      await person.sees(WORKBENCH);
    },
    picture: keep,
  };
  return person;
}

/** Runs in the page: whether a text is part of what the workbench has stored. */
async function isKept(text: string): Promise<boolean> {
  const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error(String(request.error)));
    });
  for (const { name = "" } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    try {
      for (const store of database.objectStoreNames) {
        const values: unknown[] = await done(database.transaction(store).objectStore(store).getAll());
        if (values.some((value) => typeof value === "string" && value.includes(text))) return true;
      }
    } finally {
      database.close();
    }
  }
  return false;
}
