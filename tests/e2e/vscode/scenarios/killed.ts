import { EDITOR, lens, line } from "../harness/person.ts";
import { languageServers } from "../harness/processes.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "has the server back that was killed under it",
  files: { "league.anpl": POINTS_WRITTEN },
  async run({ person, server }) {
    await person.open("league.anpl");
    await person.sees(lens("2/2 examples"));
    const [first] = languageServers(server);
    if (first === undefined) throw new Error("the server does not run");
    process.kill(first.pid, "SIGKILL");
    await eventually("another server runs", 30, () => languageServers(server).some(({ pid }) => pid !== first.pid));
    const text = await person.replace(POINTS_WRITTEN, "7", "8");
    await person.sees(`${EDITOR} .squiggly-error`);
    await person.sees(lens("1/2 examples"));
    await person.replace(text, "8", "7");
    await person.seesNo(`${EDITOR} .squiggly-error`);
    await person.sees(lens("2/2 examples"));
    await person.sees(line("✓"));
    await person.picture("back");
  },
} satisfies Scenario;
