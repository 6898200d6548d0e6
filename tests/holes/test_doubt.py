"""Doubt: what settles it, as a person would write it."""

from __future__ import annotations

import pytest

from holes.doubt import Doubt
from sketch.model import Language
from sketch.parse import parse

ROOT = Doubt("root(-4)", "-2", "ValueError")


@pytest.mark.parametrize(
    ("source", "settled"),
    [("root(-4)", True), ("root( -4 )  # doctest: +SKIP", True), ("root(4)", False), ("root(-4) + 1", False)],
)
def test_an_example_of_the_call_settles_it(source: str, settled: bool) -> None:
    (hole,) = parse(f'def root(n):\n    """The root.\n\n    >>> {source}\n    2\n    """\n', Language.ANPL).sketch.holes
    assert ROOT.is_settled(hole) is settled


def test_either_answer_is_an_example() -> None:
    raising = ("root(-4)  # doctest: +IGNORE_EXCEPTION_DETAIL", "Traceback (most recent call last):\nValueError")
    assert ROOT.examples() == (("-2", "root(-4)", "-2"), ("ValueError", *raising))
    assert Doubt("is_odd(1)", "True", "None").examples() == (
        ("True", "is_odd(1)", "True"),
        ("None", "is_odd(1)", "None"),
    )


def test_where_no_other_is_known_there_is_one() -> None:
    alone = Doubt("root(9)", "3", "")
    assert alone.examples() == (("3", "root(9)", "3"),)
    assert str(alone) == "root(9) gives 3, of which the examples say too little: add what it should give"
