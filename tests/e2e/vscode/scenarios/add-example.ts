import { lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

const BOX = ".quick-input-widget input";

export default {
  title: "adds an example by the command, which asks for the call and for what it gives",
  files: { "league.anpl": POINTS_WRITTEN },
  async run({ person }) {
    await person.open("league.anpl");
    await person.sees(lens("2/2 examples"));
    await person.goTo(POINTS_WRITTEN, "points(results");
    await person.command("Holewright: Add Example…");
    await person.sees('.quick-input-title:has-text("(1/2)")');
    await person.picture("call");
    await person.page.locator(BOX).fill('points("DDW")');
    await person.press("Enter");
    await person.sees('.quick-input-title:has-text("(2/2)")');
    await person.picture("value");
    await person.press("Enter");
    await person.sees(line('points("DDW")'));
    await person.sees(lens("3/3 examples"));
    await person.picture("added");
  },
} satisfies Scenario;
