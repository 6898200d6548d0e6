import { lens, row } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

const WRONG = POINTS_WRITTEN.replace('points("LL")\n    0', 'points("LDL")\n    3');
const EXPLORER = ".test-explorer";

export default {
  title: "runs the examples from the Test Explorer, and sees what was expected and what came",
  files: { "league.anpl": WRONG },
  async run({ person }) {
    await person.open("league.anpl");
    await person.command("Testing: Focus on Test Explorer View");
    await person.sees(`${EXPLORER} ${row("league.anpl")}`);
    await person.command("Test: Run All Tests");
    await person.sees(`${EXPLORER} [class*="testing-run-result-failed"], ${EXPLORER} .codicon-testing-failed-icon`);
    await person.sees(lens("1/2 examples"));
    await person.picture("explorer");
    await person.until(
      async () => {
        await person.click(`${EXPLORER} ${row("league.anpl")}`);
        await person.press("ArrowRight");
      },
      `${EXPLORER} ${row("points")}`,
    );
    await person.until(
      async () => {
        await person.click(`${EXPLORER} ${row("points")}`);
        await person.press("ArrowRight");
      },
      `${EXPLORER} ${row("LDL")}`,
    );
    await person.picture("expanded");
    // The editor opens the results by itself, but not always.
    await person.command("Test Results: Focus on Test Results View");
    await person.until(() => person.click(`.part.panel ${row("LDL")}`), ".part.panel .monaco-diff-editor");
    await person.picture("difference");
  },
} satisfies Scenario;
