import type { Scenario } from "../harness/scenario.ts";
import { POINTS_WRITTEN } from "../harness/sketches.ts";

/** With enough examples for a fill that is found offline. */
const SKETCH = POINTS_WRITTEN.replace('points("LL")\n    0', 'points("LDL")\n    3').replace(
  "    >>> ahead(5, [5, 1, 5, 2])\n    0\n",
  "    >>> ahead(5, [5, 1, 5, 2])\n    0\n    >>> ahead(1, [5, 1, 5, 2])\n    3\n",
);

export default {
  title: "tests inside the extension host",
  files: { "league.anpl": SKETCH },
  inHost: true,
  async run({ host, measured }) {
    const said = await host();
    const figure = /figure: (.*): (\d+) ms/.exec(said);
    if (figure !== null) measured(figure[1] ?? "", Number(figure[2]), "ms");
  },
} satisfies Scenario;
