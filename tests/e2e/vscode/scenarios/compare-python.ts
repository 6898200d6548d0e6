import { functions } from "../harness/model.ts";
import { lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS } from "../harness/sketches.ts";

const SKETCH = `"""Points of a season."""


def points(results: str) -> int:
    """Three points for each win, one for each draw.

    >>> points("WWD")
    7
    >>> points("LL")
    0
    """
    ...  # hole
`;
const OTHER = `def points(results: str) -> int:
    return sum({"W": 3, "D": 1}.get(result, 0) for result in results)
`;
const first = functions(FILLS);
const other = functions({ points: OTHER });

export default {
  title: "compares another fill with the one that stands in a Python file, code with code",
  files: { "points.py": SKETCH },
  model: (question) => (question.text.includes("By a table, please.") ? other : first)(question),
  async run({ person }) {
    await person.open("points.py");
    await person.lens("Fill", lens("verified · 2/2 examples"));
    await person.sees(line("return 3 *"));
    await person.goTo(SKETCH, "points(results");
    await person.save();
    await person.command("Holewright: Refill, and Compare Before It Is Kept…");
    await person.sees(person.page.getByText("What should be otherwise?"));
    await person.page.locator(".quick-input-widget input").fill("By a table, please.");
    await person.press("Enter");
    const side = (name: string): string => `.monaco-diff-editor .${name} .view-line`;
    await person.sees(`${side("modified")}:has-text("get(result, 0)")`);
    await person.sees(`${side("original")}:has-text("results.count")`);
    await person.picture("difference");
    for (const name of ["original", "modified"]) {
      const lines = await person.page.locator(side(name)).allInnerTexts();
      const shown = lines.map((each) => each.replaceAll("\u00a0", " ").trim()).filter((each) => each !== "");
      if (shown.length !== 2) throw new Error(`more than code is compared:\n${shown.join("\n")}`);
    }
  },
} satisfies Scenario;
