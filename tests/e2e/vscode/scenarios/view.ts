import { functions } from "../harness/model.ts";
import { lens, row, WORK } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";

export default {
  title: "looks at the view of sketches, holes and examples, and fills a hole from it",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person }) {
    await person.open("league.anpl");
    await person.sees(lens("2 examples"));
    await person.command("View: Show Holewright");
    await person.sees(`.pane-body ${row("points")}`);
    await person.picture("open");
    await person.until(
      async () => {
        await person.hover(`.pane-body ${row("points")}`);
        await person.click(`.pane-body ${row("points")} .action-label[aria-label*="Fill"]`);
      },
      lens("2/2 examples"),
      WORK,
    );
    // What is told of a line goes away with the mouse.
    await person.page.mouse.move(640, 795);
    await person.seesNo(".workbench-hover");
    await person.picture("filled");
  },
} satisfies Scenario;
