import { EDITOR, lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

export default {
  title: "has the trace back after the window was loaded again",
  files: { "league.anpl": POINTS_WRITTEN },
  settings: { "workbench.editor.restoreEditors": true },
  async run({ person }) {
    await person.open("league.anpl");
    await person.sees(lens("2/2 examples"));
    await person.goTo(POINTS_WRITTEN, 'points("LL")');
    await person.command("Holewright: Trace an Example");
    const view = person.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    const source = view.locator("#summary").getByText('points("LL")');
    await person.sees(source);
    // What the page keeps is JSON, in JSON of the editor's, in JSON of the window's.
    await person.reload(String.raw`{\\\"place\\\":`);
    await person.sees(source);
    await person.sees(view.getByText("This example holds."));
    await person.sees(lens("2/2 examples"));
    await person.picture("back");
    await person.click(`${EDITOR} .view-line:has-text("A league table")`);
    await person.replace(POINTS_WRITTEN, "0", "1");
    await person.sees(view.getByText("This example does not hold."));
  },
} satisfies Scenario;
