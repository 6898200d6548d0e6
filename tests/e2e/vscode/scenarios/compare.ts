import { functions } from "../harness/model.ts";
import { EDITOR, lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

const OTHER = `def points(results: str) -> int:
    return sum({"W": 3, "D": 1}.get(result, 0) for result in results)
`;
const first = functions(FILLS);
const other = functions({ ...FILLS, points: OTHER });

export default {
  title: "asks for another fill, compares it with the one that stands, and keeps it",
  files: { "league.anpl": LEAGUE },
  model: (question) => (question.text.includes("By a table, please.") ? other : first)(question),
  async run({ person, read }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("verified · 1/1 example"));
    await person.goTo(LEAGUE, "points(results");
    await person.command("Holewright: Refill, and Compare Before It Is Kept…");
    const asked = person.page.locator(".quick-input-widget input");
    await person.sees(person.page.getByText("What should be otherwise?"));
    await asked.fill("By a table, please.");
    await person.press("Enter");
    await person.sees(`.monaco-diff-editor .modified .view-line:has-text("get(result, 0)")`);
    await person.sees(`.monaco-diff-editor .original .view-line:has-text("results.count")`);
    await person.picture("difference");
    await person.until(
      () => person.click(`.editor-actions [aria-label^="Keep This Fill"]`),
      `${EDITOR} .codelens-decoration`,
    );
    await eventually("the lock has the other fill", 30, () => read("holes.lock").includes("get(result, 0)"));
    await person.seesNo(lens("Cancel"));
    await person.sees(lens("verified · 2/2 examples"));
    await person.picture("kept");
  },
} satisfies Scenario;
