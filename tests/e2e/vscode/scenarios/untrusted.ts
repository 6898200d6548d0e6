import { EDITOR, lens, line } from "../harness/person.ts";
import { below, languageServers } from "../harness/processes.ts";
import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

export default {
  title: "runs nothing in a folder that is not trusted, and all of it once it is",
  files: { "league.anpl": POINTS_WRITTEN },
  untrusted: true,
  async run({ person, server }) {
    await person.sees('.statusbar-item:has-text("Restricted Mode")');
    await person.open("league.anpl");
    await person.sees(`${EDITOR} .squiggly-hint`);
    await person.sees(lens("Nothing runs and nothing is filled until this workspace is trusted"));
    await person.picture("restricted");
    const [language] = languageServers(server);
    if (language === undefined) throw new Error("the server does not run");
    const run = below(language.pid).map(({ command }) => command);
    if (run.length > 0) throw new Error(`the server has started ${run.join(", ")}`);
    await person.command("Workspaces: Manage Workspace Trust");
    await person.until(
      () => person.click('.workspace-trust-editor .monaco-button:text-is("Trust")'),
      '.workspace-trust-editor :text("You trust")',
    );
    await person.picture("trusted");
    await person.press("Control+F4");
    await person.open("league.anpl");
    await person.sees(lens("2/2 examples"));
    await person.sees(line("✓"));
  },
} satisfies Scenario;
