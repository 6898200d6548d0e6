"""Groups: dictionaries of what has something in common."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.groups import group_pieces
from holes.local.task import Shown, Task


def texts(name: str, *examples: tuple[Any, Any]) -> list[str]:
    shown = tuple(Shown((given,), wanted) for given, wanted in examples)
    return [piece.text for piece in group_pieces(Task((name,), "", shown), Budget(1 << 30))]


@pytest.mark.parametrize(
    ("name", "given", "wanted", "text"),
    [
        (
            "words",
            ["a", "bb", "c"],
            {1: ["a", "c"], 2: ["bb"]},
            "{len(word): [other for other in words if len(other) == len(word)] for word in words}",
        ),
        (
            "pairs",
            [("a", 1), ("b", 2), ("a", 3)],
            {"a": 4, "b": 2},
            "{pair[0]: sum(other[1] for other in pairs if other[0] == pair[0]) for pair in pairs}",
        ),
        (
            "ns",
            [1, 2, 3],
            {"odd": [1, 3], "even": [2]},
            '{"even" if item % 2 == 0 else "odd": [other for other in ns if ("even" if other % 2 == 0 else "odd") == '
            '("even" if item % 2 == 0 else "odd")] for item in ns}',
        ),
    ],
)
def test_the_cheapest_is_right(name: str, given: Any, wanted: Any, text: str) -> None:
    found = texts(name, (given, wanted))
    assert found[0] == text
    assert all(eval(one, {name: given}) == wanted for one in found)


def test_keys_that_some_items_lack_and_other_results_are_left() -> None:
    assert texts("words", (["", "a"], {"a": ["a"]})) == []
    assert texts("words", (["a"], ["a"])) == []
