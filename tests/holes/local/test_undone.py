"""Undone: what lists were made of that two lists make, or running totals."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate

import pytest

from holes.local.bank import Bank, Budget
from holes.local.kinds import freeze
from holes.local.search import search
from holes.local.task import Shown, Task
from holes.local.terms import Variable
from holes.local.undone import Undone
from holes.local.writing import function_text, render

_XS = ([3, -1, 4, 1], [5, 9, 2, -6, 5, 3], [8, 0, 7])
_YS = ([2, 7, 1, 8, 2], [8, 1, -8, 2], [9, 6, 5])


def texts(make: Callable[[list[int], list[int]], list[int]]) -> list[str]:
    goal = tuple(freeze(make(xs, ys)) for xs, ys in zip(_XS, _YS, strict=True))
    undone = Undone(goal, "Li", ("xs", "ys"))
    bank = Bank([], Budget(1_000), len(goal), 10, lambda kind: True)
    bank.add((freeze(list(_XS)), Variable("xs"), (), 2), "Li")
    bank.add((freeze(list(_YS)), Variable("ys"), (), 3), "Li")
    for cost in (2, 3):
        undone.look(bank, cost)
    return [render(term) for _, term in undone.found()]


@pytest.mark.parametrize(
    ("make", "text"),
    [
        (lambda xs, ys: [a + b for a, b in zip(xs, ys, strict=False)], "[a + b for a, b in zip(ys, xs)]"),
        (lambda xs, ys: [a - b for a, b in zip(xs, ys, strict=False)], "[a - b for a, b in zip(xs, ys)]"),
        (lambda xs, ys: [b - a for a, b in zip(xs, ys, strict=False)], "[a - b for a, b in zip(ys, xs)]"),
        (lambda xs, ys: [a * b for a, b in zip(xs, ys, strict=False)], "[a * b for a, b in zip(ys, xs)]"),
        (lambda xs, ys: [*accumulate(xs)], "list(accumulate(xs))"),
        (
            lambda xs, ys: [*accumulate(a - b for a, b in zip(xs, ys, strict=False))],
            "list(accumulate([a - b for a, b in zip(xs, ys)]))",
        ),
    ],
)
def test_what_it_was_made_of(make: Callable[[list[int], list[int]], list[int]], text: str) -> None:
    assert text in texts(make)


def test_what_nothing_makes_is_not_found() -> None:
    assert not texts(lambda xs, ys: [max(a, b) for a, b in zip(xs, ys, strict=False)])
    assert not texts(lambda xs, ys: [1])
    # As many items as there are in the shorter of the two, or it would be another list.
    assert not texts(lambda xs, ys: [a + b for a, b in zip(xs, ys, strict=False)][:-1])


def test_two_lists_meet_that_are_made_of_the_parameters() -> None:
    shown = tuple(
        Shown((xs, ys), [a * b for a, b in zip(sorted(xs), ys[::-1], strict=False)])
        for xs, ys in zip(_XS, _YS, strict=True)
    )
    found = next(search(Task(("xs", "ys"), "", shown), Budget(200_000)))
    assert (
        function_text("def f(xs, ys)", found.term)
        == "def f(xs, ys):\n    return [a * b for a, b in zip(sorted(xs), ys[::-1])]\n"
    )
