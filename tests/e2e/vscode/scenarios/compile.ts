import { functions } from "../harness/model.ts";
import { lens, line, toast } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "compiles a sketch, and opens the module",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person, read }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("verified · 1/1 example"));
    await person.command("Holewright: Compile and Open the Module");
    await person.sees('.tab.active[data-resource-name="league.py"]');
    await person.sees(line('return 3 * results.count("W")'));
    await eventually("the module is on disk", 10, () => read("league.py").includes("other > score"));
    await person.seesNo(toast("league.py"));
    await person.picture("module");
  },
} satisfies Scenario;
