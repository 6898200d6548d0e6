import { EDITOR, lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

export default {
  title: "breaks an example, and reads why it does not hold",
  files: { "league.anpl": POINTS_WRITTEN },
  async run({ person }) {
    await person.open("league.anpl");
    await person.sees(lens("2/2 examples"));
    const text = await person.replace(POINTS_WRITTEN, "7", "8");
    await person.sees(`${EDITOR} .squiggly-error`);
    await person.sees(lens("1/2 examples"));
    await person.goTo(text, 'points("WWD")');
    await person.until(() => person.press("Control+k", "Control+i"), '.monaco-hover:has-text("expected 8, got 7")');
    await person.picture("explanation");
    await person.press("Escape");
    await person.replace(text, "8", "7");
    await person.seesNo(`${EDITOR} .squiggly-error`);
    await person.sees(line("✓"));
  },
} satisfies Scenario;
