import { EDITOR, lens, line, row } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

const WRONG = POINTS_WRITTEN.replace('points("LL")\n    0', 'points("LDL")\n    3');

export default {
  title: "opens a sketch: squiggles, lenses, hints, a hover and the problems",
  files: { "league.anpl": WRONG },
  async run({ person, measured }) {
    await person.open("league.anpl");
    const opened = Date.now();
    await person.sees(`${EDITOR} .squiggly-hint`);
    measured("from the open file to its first diagnostics", (Date.now() - opened) / 1_000, "s");
    await person.sees(lens("Fill all (1 open)"));
    await person.sees(`${EDITOR} .squiggly-error`);
    measured("from the open file to its first verdict", (Date.now() - opened) / 1_000, "s");
    await person.sees(lens("1/2 examples"));
    await person.sees(line("✓"));
    await person.picture("squiggles-lenses-hints");
    await person.until(() => person.hover(`${EDITOR} .squiggly-error`), '.monaco-hover:has-text("expected 3, got 1")');
    await person.sees('.monaco-hover:has-text("Quick Fix")');
    await person.picture("hover");
    await person.until(() => person.press("Control+Shift+M"), `.markers-panel ${row("expected 3, got 1")}`);
    await person.picture("problems");
  },
} satisfies Scenario;
