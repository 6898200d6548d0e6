import { LEAGUE } from "../harness/sketches.ts";
import { EDITOR, lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";

export default {
  title: "opens a sketch, and sees squiggles, lenses and hints",
  files: { "league.anpl": LEAGUE, "broken.anpl": LEAGUE.replace("points(results)", "points(results").replace("    7\n", "    8\n") },
  async run({ person, measured }) {
    await person.open("league.anpl");
    const opened = Date.now();
    await person.sees(`${EDITOR} .squiggly-hint`);
    measured("from the open file to its first diagnostics", (Date.now() - opened) / 1_000, "s");
    await person.sees(lens("Fill all (2 open)"));
    await person.sees(lens("Fill"));
    await person.sees(line("def ahead"));
    await person.picture("league");
  },
} satisfies Scenario;
