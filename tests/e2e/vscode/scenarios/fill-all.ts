import { functions, SILENCE } from "../harness/model.ts";
import { lens, toast } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "fills all holes with progress, and stops the work on one",
  files: { "league.anpl": LEAGUE },
  // There is no answer for `ahead`.
  model: (question) => (/complete function `ahead`/.test(question.text) ? SILENCE : functions(FILLS)(question)),
  async run({ person, read, model }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("Cancel"));
    await person.sees(lens("2/2 examples"));
    await person.picture("progress");
    await person.lens("Cancel", lens("Fill all (1 open)"));
    await eventually("the model is not waited for any more", 10, () => model.left() > 0);
    await person.seesNo(lens("Cancel"));
    await person.seesNo(toast("Filling"));
    await person.picture("stopped");
    const lock = read("holes.lock");
    if (!lock.includes('results.count("W")')) throw new Error("the fill of points was lost");
    if (lock.includes("other > score")) throw new Error("ahead was filled");
  },
} satisfies Scenario;
