import { lens, line, EDITOR } from "../harness/person.ts";
import type { Scenario } from "../harness/scenario.ts";
import { eventually } from "../harness/wait.ts";

const WORDS = `"""Words of a text."""


def longest(words: list[str]) -> str:
    """The longest word; of several the first.

    >>> longest(["a", "bee", "sea"])
    'bee'
    >>> longest(["to", "be", "or", "not"])
    'not'
    >>> longest(["owl"])
    'owl'
    """
    ...  # hole
`;

export default {
  title: "fills a hole of a Python file by its lens, offline",
  files: { "words.py": WORDS },
  async run({ person, read }) {
    await person.open("words.py");
    await person.sees(lens("3 examples"));
    await person.picture("open");
    await person.lens("Fill", lens("3/3 examples"));
    await person.sees(line("return"));
    if (read("words.py") !== WORDS) throw new Error("the file was written before it was saved");
    await person.click(`${EDITOR} .view-line`);
    await person.save();
    await eventually("the file has the fill", 20, () => /\n {4}return .*\n/.test(read("words.py")));
    await person.picture("filled");
  },
} satisfies Scenario;
