import { lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { eventually } from "../harness/wait.ts";

export default {
  title: "follows the walkthrough in an empty folder, up to a verified sketch",
  files: { "notes.txt": "Nothing is here yet.\n" },
  async run({ person, read }) {
    await person.command("Welcome: Open Walkthrough...");
    await person.pick("Start with Holewright");
    await person.sees('.getting-started :text("Start with Holewright")');
    await person.picture("walkthrough");
    await person.command("Holewright: Write and Open a Sample Sketch");
    await person.sees('.tab.active[data-resource-name="tally.anpl"]');
    await person.sees(lens("Fill all (2 open)"));
    await person.command("Holewright: Fill All Holes of This Sketch");
    await person.sees(lens("Refill"));
    await person.seesNo(lens("Fill all"));
    await person.sees(line("✓"));
    await person.picture("verified");
    await eventually("the lock is written", 20, () => read("holes.lock").includes('id = "tally"'));
  },
} satisfies Scenario;
