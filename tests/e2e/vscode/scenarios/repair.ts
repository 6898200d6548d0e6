import { functions } from "../harness/model.ts";
import { EDITOR, lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "has a fill that fails repaired by the action that is offered",
  files: { "league.anpl": LEAGUE },
  // A draw is worth two points where the example says so.
  model(question) {
    const points = FILLS.points.replace('+ results.count("D")', '+ 2 * results.count("D")');
    return functions(/points\("WWD"\)\n8/.test(question.text) ? { points } : FILLS)(question);
  },
  async run({ person, read }) {
    await person.open("league.anpl");
    await person.goTo(LEAGUE, "points(results");
    await person.choose("Fill `points`", lens("2/2 examples"));
    const text = await person.replace(LEAGUE, "7", "8");
    await person.sees(`${EDITOR} .squiggly-error`);
    await person.sees(lens("1/2 examples"));
    await person.goTo(text, 'points("WWD")');
    await person.offers("Repair the fill of `points`");
    await person.picture("offered");
    await person.choose("Repair the fill of `points`", lens("2/2 examples"));
    await person.seesNo(`${EDITOR} .squiggly-error`);
    await person.picture("repaired");
    await eventually("the lock has the repair", 10, () => read("holes.lock").includes('2 * results.count("D")'));
  },
} satisfies Scenario;
