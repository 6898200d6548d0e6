import { functions } from "../harness/model.ts";
import { lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";

export default {
  title: "traces an example, and looks at the graph of its calls",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("verified · 1/1 example"));
    await person.goTo(LEAGUE, "places({");
    await person.command("Holewright: Trace an Example");
    const view = person.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await person.sees(view.getByRole("treeitem").filter({ hasText: "places" }));
    await person.sees(view.getByRole("treeitem").filter({ hasText: "points" }));
    await person.picture("graph");
    await view.getByRole("button", { name: "Expand all" }).click();
    await person.sees(view.getByRole("treeitem").filter({ hasText: "ahead" }));
    await person.picture("opened");
  },
} satisfies Scenario;
