import { functions } from "../harness/model.ts";
import { EDITOR, lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";

export default {
  title: "breaks an example, and reads why it does not hold",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("verified · 1/1 example"));
    const text = await person.replace(LEAGUE, "2,", "3,");
    await person.sees(`${EDITOR} .squiggly-error`);
    await person.sees(lens("0/1 example"));
    await person.goTo(text, "places({");
    const explained = person.page
      .locator(".monaco-hover")
      .filter({ hasText: "expected {'Ayr': 3, " })
      .filter({ hasText: "points(" });
    await person.until(() => person.press("Control+k", "Control+i"), explained);
    await person.picture("explanation");
    const said = await explained.first().innerText();
    if (said.split("expected").length > 3) throw new Error(`it is said twice what was expected:\n${said}`);
    await person.press("Escape");
    await person.replace(text, "3,", "2,");
    await person.seesNo(`${EDITOR} .squiggly-error`);
    await person.sees(lens("verified · 1/1 example"));
  },
} satisfies Scenario;
