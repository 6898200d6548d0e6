"""Who calls whom."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sketch.graph import callers, closures, cycles, examples_reach, fill_order, reachable, reaches
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


def test_what_examples_reach_goes_through_functions() -> None:
    text = (
        'def f(n):\n    """\n    >>> f(g(1))\n    1\n    """\n\n'
        'def g(n):\n    return h(n)\n\ndef h(n):\n    """H."""\n\ndef other(n):\n    """No."""\n'
    )
    sketch = parse(text, Language.ANPL).sketch
    assert examples_reach(sketch, "f") == {"f", "g", "h"}
    assert examples_reach(sketch, "nobody") == {"nobody"}


EDGES = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghz"), max_size=3))


@given(EDGES)
def test_all_closures_are_what_each_alone_is(edges: dict[str, list[str]]) -> None:
    order = sorted(edges, reverse=True)
    found = closures(edges, order)
    for id in order:
        reached = {other for place, other in enumerate(order) if found[id] >> place & 1}
        assert reached == reachable(edges, id) & edges.keys()
