import { EDITOR, lens, line } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";

const PICK = `\
def pick(numbers: list[int]) -> int:
    """One of them.

    >>> pick([3, 5])
    5
    """
`;

export default {
  title: "is asked which of two functions is meant, and says it by an example",
  files: { "pick.anpl": PICK },
  async run({ person }) {
    await person.open("pick.anpl");
    await person.goTo(PICK, "pick(numbers");
    await person.choose("Fill `pick`", lens("ambiguous"));
    await person.sees(`${EDITOR} .squiggly-warning`);
    await person.offers("is to give");
    await person.picture("offered");
    await person.choose("is to give", lens("2/2 examples"));
    await person.seesNo(lens("stale"));
    await person.sees(line(">>> pick("));
    await person.picture("chosen");
  },
} satisfies Scenario;
