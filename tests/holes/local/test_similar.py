"""Similar fills: which are taken for such, and what they change."""

from __future__ import annotations

from holes.local.bank import Budget
from holes.local.search import search
from holes.local.similar import familiar
from holes.local.task import Shown, Task
from holes.local.writing import function_text

MIXED = (
    "mixed_flags. The flags of one and not the other",
    "def mixed_flags(ours, theirs):\n    return ours ^ theirs\n",
)
OTHER = ("shout. The words in capitals", "def shout(words):\n    return words.upper()\n")


def task(*known: tuple[str, str]) -> Task:
    shown = (Shown((7, 3), 4), Shown((13, 5), 8))
    return Task(("ours", "theirs"), "lone_flags. Flags that are in one and not in the other", shown, known)


def test_what_shares_words_is_similar() -> None:
    assert familiar(task(MIXED, OTHER)) == {"^"}
    assert familiar(task(OTHER)) == frozenset()
    assert familiar(task()) == frozenset()


def test_its_operations_are_likelier() -> None:
    def beliefs(*known: tuple[str, str]) -> dict[str, float]:
        found = search(task(*known), Budget(20_000))
        texts = {function_text("def lone_flags(ours, theirs)", one.term, one.guard): one.belief for one in found}
        return {text.split("return ")[1].strip(): belief for text, belief in texts.items()}

    with_it, without = (beliefs(*known).get("ours ^ theirs", 0) for known in ((MIXED,), ()))
    assert with_it > without
