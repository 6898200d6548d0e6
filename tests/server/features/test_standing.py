"""How a hole stands, in words."""

from __future__ import annotations

from typing import Unpack

import pytest
from attrs import evolve

from server.features.standing import called, evidence, is_filled, passed, standing
from tests.server.features.viewing import Known, view_of

TEXT = '''def f(x):
    """Do.

    >>> f(1)
    2
    >>> f(2)
    3

    Properties:
        result > 0
        result < 9
    """

def g(x):
    return f(x)
'''
FILLS = {"f": "def f(x): ..."}


def check(word: str, told: str | None, **known: Unpack[Known]) -> None:
    """That the hole stands so, and that this is told for it and against it."""
    view = view_of(TEXT, **known)
    hole, other = view.subjects
    assert standing(view, hole) == word
    assert standing(view, other) == ""
    report = view.reports.get("f")
    assert (" · ".join(evidence(report)) if report is not None else None) == told


def test_standing() -> None:
    check("unfilled", "2 examples · 2 properties")
    check("verified", "2/2 examples · 2/2 properties", fills=FILLS)
    check("failing", "1/2 examples · 2/2 properties", fills=FILLS, verdicts={"f": "passed; failed 4"})
    check("failing", "2/2 examples · 1/2 properties", fills=FILLS, properties={"f": "held; falsified x=0"})
    check("unchecked", "2/2 examples · 2 properties not tried", fills=FILLS, properties={"f": "untried a; untried b"})
    check("checking", None, fills=FILLS, pending=["f"])
    check("filled", None, fills=FILLS, trusted=False)
    check("unfilled", None, trusted=False)


def test_who_judged() -> None:
    report = view_of(TEXT, fills=FILLS).reports["f"]
    through = evolve(report, examples=(), properties=(), through=("a", "b", "c", "d"))
    assert evidence(through) == ("2 properties", "judged through a, b, c and 1 more")
    assert passed(report) == 2
    assert passed(through) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(x): 'Do.'\n", "f"),
        ("class A:\n    def f(x): 'Do.'\n", "A.f"),
        ("x = `put it in order`(1)\n", "`put it in order`"),
        ("x = `choose: 3, 5`\n", "`choose: 3, 5`"),
        (f"x = `{'words ' * 20}`(1)\n", "`words words words words words words…`"),
        (f"x = `{'word' * 20}`(1)\n", "`wordwordwordwordwordwordwordwordwordword…`"),
    ],
)
def test_names(text: str, expected: str) -> None:
    view = view_of(text)
    assert called(view.subjects[0]) == expected
    assert not is_filled(view, view.subjects[0])
