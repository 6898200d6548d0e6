import { EDITOR, lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

const WRONG = POINTS_WRITTEN.replace('points("LL")\n    0', 'points("LDL")\n    3');

export default {
  title: "debugs a test, sees the trace of the example that fails, and mends it while the trace follows",
  files: { "league.anpl": WRONG },
  async run({ person }) {
    await person.open("league.anpl");
    await person.sees(line("✓"));
    await person.command("Test: Debug All Tests");
    const view = person.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await person.sees(view.getByRole("treeitem").filter({ hasText: "first wrong step" }));
    await person.sees(lens("1/2 examples"));
    await person.picture("fails");
    // Keys go to where the focus is, and that is in the trace.
    await person.click(`${EDITOR} .view-line:has-text("A league table")`);
    await person.replace(WRONG, "3", "1");
    await person.sees(view.getByText("This example holds."));
    await person.sees(lens("2/2 examples"));
    await person.picture("holds");
  },
} satisfies Scenario;
