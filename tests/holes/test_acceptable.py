"""What is accepted makes the example hold, judged as any other."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.acceptable import acceptable
from holes.report import ExampleReport
from holes.runner.protocol import Ending, Error, Outcome
from holes.values import Value, from_python
from holes.verdict import Verdict, judge
from sketch.edits import set_expected
from sketch.model import Example, Language
from sketch.parse import parse
from sketch.text import apply_edits

SKETCH = 'def f(x):\n    """Say.\n\n    >>> f(1)\n    {}\n    """\n'

HEAD = "Traceback (most recent call last):\n"


def example(expected: str, source: str = "f(1)") -> Example:
    """An example as the parser reads it."""
    text = SKETCH.replace("f(1)", source).format(expected.replace("\n", "\n    "))
    return parse(text, Language.ANPL).sketch.holes[0].examples[0]


def came(value: object = None, printed: str = "") -> Outcome:
    """An outcome with a value."""
    return Outcome(Ending.VALUE, from_python(value), repr(value), printed)


def raised(kind: str, message: str = "") -> Outcome:
    """An outcome with an exception."""
    return Outcome(Ending.RAISED, error=Error(kind, message, (kind, "Exception")))


def accepted(asked: Example, outcome: Outcome) -> str | None:
    """What would be accepted of an outcome; checked that the example then holds."""
    told = judge(asked, outcome)
    report = ExampleReport(asked, told.verdict, told.expected, told.actual, told.message, 0.0, outcome.printed)
    found = acceptable(report)
    if found is not None:
        sketch = parse(SKETCH.format("0"), Language.ANPL).sketch
        changed = apply_edits(sketch.text, set_expected(sketch, "f", 0, found))
        now = parse(changed, Language.ANPL).sketch.holes[0].examples[0]
        assert judge(evolve(now, options=asked.options), outcome).verdict is Verdict.PASSED
    return found


@pytest.mark.parametrize(
    ("asked", "outcome", "expected"),
    [
        ("2", came([1, "a\n"]), "[1, 'a\\n']"),
        ("2", came(2), None),
        ("2", came(), ""),
        ("a", came("b"), "'b'"),
        ("3", came(float("nan")), "nan"),
        ("a", came(printed="b\n\nc\n"), "b\n\nc"),
        ("4", came(printed="5\n"), "5"),
        ("a", came(printed="'b'\n"), None),
        ("a", came(5, printed="b\n"), "b\n5"),
        ("4", came(5, printed="-"), None),
        ("4", came(printed=">>> a\n"), None),
        ("4", came(printed="\n"), None),
        ("4", came("x" * 3000), None),
        ("4", came("cut…"), None),
        ("4", raised("ValueError", "no\nway"), f"{HEAD}ValueError: no\nway"),
        ("4", raised("Stop"), f"{HEAD}Stop"),
        ("4", raised("ValueError", "no\n\nway"), None),
        (f"{HEAD}ValueError: a", raised("KeyError", "'b'"), f"{HEAD}KeyError: 'b'"),
        (f"{HEAD}ValueError: a", came(5), "5"),
        ("4", Outcome(Ending.TIMEOUT, seconds=1.0), None),
        ("4", Outcome(Ending.VALUE, Value("opaque", ("P", "<P at 0x7f00>")), "<P at 0x7f00>"), None),
        ("4", Outcome(Ending.VALUE, Value("opaque", ("P", "P(1)")), "P(1)"), None),
    ],
)
def test_what_came_is_what_would_hold(asked: str, outcome: Outcome, expected: str | None) -> None:
    assert accepted(example(asked), outcome) == expected


def test_a_comparison_does_not_say_what_came() -> None:
    assert accepted(example("True", "f(1) == 9"), came(8)) is None


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.binary(max_size=9),
        lambda inner: st.lists(inner, max_size=3) | st.tuples(inner) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=5,
    ),
    st.sampled_from(["", "a\n", "1\n", " \n"]),
)
def test_any_value(value: object, printed: str) -> None:
    found = accepted(example("'something else'"), came(value, printed))
    assert found is not None or printed or "…" in repr(value)
