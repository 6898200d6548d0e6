import { functions } from "../harness/model.ts";
import { lens } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { FILLS, LEAGUE } from "../harness/sketches.ts";

export default {
  title: "reads which engine fills holes, what confines them, and what was spent",
  files: { "league.anpl": LEAGUE },
  model: functions(FILLS),
  async run({ person }) {
    await person.open("league.anpl");
    await person.lens("Fill all (2 open)", lens("verified · 1/1 example"));
    const told = person.page.locator(".hover-language-status");
    await person.until(
      () => person.hover('.statusbar-item[id^="status.languageStatus"]'),
      told.filter({ hasText: "scripted" }),
    );
    await person.picture("language-status");
  },
} satisfies Scenario;
