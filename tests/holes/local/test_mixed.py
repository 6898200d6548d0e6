"""Mixed: lists and tuples of items of different types."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.mixed import mixed_pieces
from holes.local.task import Shown, Task


def pieces(*examples: tuple[Any, ...]) -> dict[str, tuple[Any, ...]]:
    names = ("things", "n")[: len(examples[0])]
    shown = tuple(Shown(one) for one in examples)
    return {piece.text: piece.values for piece in mixed_pieces(Task(names, "", shown), Budget(1 << 30))}


@pytest.mark.parametrize(
    ("given", "text", "value"),
    [
        ((["a", 3.5, 2],), "[thing for thing in things if isinstance(thing, int)]", [2]),
        ((["a", 3.5, 2],), "[thing for thing in things if not isinstance(thing, str)]", [3.5, 2]),
        (([[], "a", [1]],), "[thing for thing in things if thing]", ["a", [1]]),
        (([1, None, "b"],), "[thing for thing in things if thing is not None]", [1, "b"]),
        (((1, (2, 3), "c"),), "tuple(thing for thing in things if not isinstance(thing, tuple))", (1, "c")),
        ((["a", 1],), "list(map(str, things))", ["a", "1"]),
        ((["a", 1, 2.5], 2), "things[n]", 2.5),
        ((["a", 1], 9), "things[n]", ...),
    ],
)
def test_what_is_made_of_them(given: tuple[Any, ...], text: str, value: Any) -> None:
    found = pieces(given)
    assert found[text] == (value,)
    if value is not ...:
        assert eval(text, {}, dict(zip(("things", "n"), given, strict=False))) == value


def test_nothing_is_made_of_what_is_of_one_sort() -> None:
    assert not pieces(([1, 2],), ([],))
    assert not pieces((("a", "b"),))
    assert not pieces(("text", 3))
