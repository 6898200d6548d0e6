"""Who calls whom."""

from __future__ import annotations

from sketch.graph import callers, cycles, fill_order, reaches
from sketch.model import Language
from sketch.parse import parse

SKETCH = parse(
    '''
def top(x):
    return middle(x)

def middle(x):
    return `inner`(x) + last(x) + (middle(x - 1) if x else 0)

def first(x):
    """
    >>> first(1) + top(1)
    2
    """

def last(x):
    """
    >>> last(third(1))
    2
    """

def third(x):
    """
    >>> third(last(1))
    2
    """
''',
    Language.ANPL,
).sketch


def test_reaches() -> None:
    assert reaches(SKETCH, "top") == {"middle", "inner", "last"}
    assert "middle" in reaches(SKETCH, "middle")
    assert reaches(SKETCH, "last") == reaches(SKETCH, "nobody") == frozenset()


def test_callers() -> None:
    assert callers(SKETCH, "inner") == {"top", "middle"}
    assert callers(SKETCH, "first") == frozenset()


def test_fill_order() -> None:
    assert fill_order(SKETCH) == ("inner", "third", "last", "first")


def test_cycles() -> None:
    assert cycles(SKETCH) == (("last", "third"),)
