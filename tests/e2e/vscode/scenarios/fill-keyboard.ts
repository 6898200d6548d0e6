import { lens, line } from "../harness/person.ts";
import { functions } from "../harness/model.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "fills a hole by Ctrl+.",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person, read, model }) {
    await person.open("league.anpl");
    await person.sees(lens("2 examples"));
    await person.goTo(LEAGUE, "points(results");
    await person.offers("Fill `points`");
    await person.picture("quick-fixes");
    await person.choose("Fill `points`", lens("2/2 examples"));
    await person.sees(line("✓"));
    await person.picture("filled");
    await eventually("the lock has the fill", 10, () => read("holes.lock").includes('results.count("W")'));
    if (model.questions.length === 0) throw new Error("the model was not asked");
  },
} satisfies Scenario;
