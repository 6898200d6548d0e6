"""Each shape computes what it is written as."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import pytest

from holes.local.components import Spec, components_of
from holes.local.kinds import freeze
from holes.local.shapes import SHAPES
from holes.local.terms import Loop, Term, Variable, evaluate
from holes.local.writing import render

_EVEN, _TRIPLE, _TEXT, _PAIR = components_of(
    [
        Spec("{0} % 2 == 0", "i", "b", 4),
        Spec("{0} * 3", "i", "i", 4),
        Spec("str({0})", "i", "s", 4),
        Spec("[{0}, {0}]", "i", "Li", 4, "", "(a, a)"),
    ]
)
_BODIES = {"b": _EVEN, "n": _TRIPLE, "o": _TRIPLE, "": _TRIPLE, "s": _TEXT, "Lz": _PAIR}
#: Those over the items of a list of numbers; what `keep` joins are characters.
_NAMES = [name for name, shape in SHAPES.items() if "items" in shape.over.split() and name != "keep"]
_LISTS: tuple[list[int], ...] = ([2, 4, 3, 6, 1], [1, 2], [4, 4, 2], [5], [])


@pytest.mark.parametrize("name", _NAMES)
def test_is_computed_as_it_is_written(name: str) -> None:
    shape = SHAPES[name]
    item: Term = ((), Variable("number"), (), 1)
    body: Term = ((), _BODIES[shape.body], (item,), 5)
    condition: tuple[Term, ...] = (((), _EVEN, (item,), 5),) if shape.conditional else ()
    term: Term = ((), Loop(name, ("number",), "items", "i"), (((), Variable("xs"), (), 2), body, *condition), 9)
    for numbers in _LISTS:
        written = _outcome(lambda numbers: freeze(eval(render(term), {**vars(itertools), "xs": numbers})), numbers)
        assert _outcome(lambda numbers: evaluate(term, {"xs": freeze(numbers)}), numbers) == written


def _outcome(compute: Callable[[list[int]], Any], numbers: list[int]) -> Any:
    try:
        return compute(numbers)
    except (IndexError, StopIteration, ValueError):
        return "nothing"
