"""Calls of an example as texts, and which of them was the first wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.protocol import Ending, Error, Outcome, Recorded
from holes.trace import Trace, ancestors, as_text, contradicted, first_of
from holes.values import Value, from_python
from holes.verdict import Verdict
from sketch.model import Language
from sketch.parse import parse
from tests.holes.explained import COUNTS, COUNTS_ALL, SORTS, SORTS_WELL, TALLY, ran


def drawn(found: Trace) -> str:
    """A trace as text, the first wrong call with a mark."""
    lines = []
    for index, call in enumerate(found.calls):
        arguments = ", ".join(f"{name}={text}" if name else text for name, text in call.arguments)
        wrong = "" if call.wrong is None else f" not {call.wrong}"
        mark = " <--" if index == found.first_wrong else ""
        answered = " answered" if call.answered else ""
        lines.append(f"{'  ' * call.depth}{call.name}({arguments}) {call.ending}: {call.gave}{answered}{wrong}{mark}")
    return "\n".join(lines)


def test_a_tree_of_calls(tmp_path: Path) -> None:
    found = ran(tmp_path, TALLY, tally=COUNTS, best_order=SORTS_WELL).trace("main", 1)
    assert drawn(found) == (
        "main(lines=['h', 's']) value: 1\n"
        "  best order(lines=['h', 's'], tally=tally) value: ['s', 'h']\n"
        "  tally(text='sh') value: 1"
    )
    assert (found.hole, found.index, found.verdict) == ("main", 1, Verdict.PASSED)
    assert (found.expected, found.actual, found.message, found.first_wrong) == ("1", "1", None, None)
    assert [call.parent for call in found.calls] == [None, 0, 0]


def test_the_first_wrong_step_is_the_one_that_ended_first(tmp_path: Path) -> None:
    found = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL.replace("'sh'", "'hs'")).trace("main", 1)
    assert drawn(found) == (
        "main(lines=['h', 's']) value: 1\n"
        "  best order(lines=['h', 's'], tally=tally) value: ['h', 's'] not ['s', 'h'] <--\n"
        "  tally(text='hs') value: 1 not 0"
    )
    assert found.verdict is Verdict.PASSED


def test_an_open_hole_is_answered_from_its_examples(tmp_path: Path) -> None:
    found = ran(tmp_path, TALLY, best_order=SORTS_WELL).trace("main", 1)
    assert drawn(found).splitlines()[-1] == "  tally(text='sh') value: 1 answered"
    assert found.verdict is Verdict.PASSED
    found = ran(tmp_path, TALLY, best_order=SORTS).trace("main", 1)
    assert drawn(found).splitlines()[-1] == "    tally(text='h') missing: None"
    assert (found.verdict, found.actual) == (Verdict.BLOCKED, None)


def test_a_filled_hole_cannot_ask_what_is_expected_of_it(tmp_path: Path) -> None:
    asks = "def tally(text):\n    return __holewright__.missing('tally')(lambda text: 0)(text)\n"
    found = ran(tmp_path, TALLY, tally=asks).trace("tally")
    assert found.verdict is not Verdict.PASSED
    assert not any(call.answered for call in found.calls)


def test_what_raised_is_told_and_what_hangs_has_no_calls(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(0)\n    1\n    """\n'
    found = ran(tmp_path, text, f="def f(n):\n    return 1 // n\n").trace("f")
    assert drawn(found) == "f(n=0) raised: ZeroDivisionError: integer division or modulo by zero not 1 <--"
    found = ran(tmp_path, text, seconds=0.2, f="def f(n):\n    while True: pass\n").trace("f")
    assert (found.verdict, found.calls) == (Verdict.TIMEOUT, ())


@pytest.mark.parametrize(
    ("example", "args", "gave", "wrong"),
    [
        (">>> f(1)\n    2", (1,), 2, None),
        (">>> f(1)\n    2", (1,), 3, "2"),
        (">>> f(1)\n    2", (2,), 3, None),
        (">>> f(1)\n    2", (True,), 3, None),
        (">>> f(1)", (1,), None, None),
        (">>> f(1)", (1,), 3, "None"),
        (">>> f(1)\n    approx(0.1)", (1,), 0.1 + 1e-9, None),
        (">>> f(1)\n    approx(0.1)", (1,), 0.2, "approx(0.1)"),
        (">>> f(1)\n    {1, 2}", (1,), {2, 1}, None),
        (">>> f(1)  # doctest: +ELLIPSIS\n    [1, ..., 4]", (1,), [1, 2, 3, 4], None),
        (">>> f(1)  # doctest: +SKIP\n    2", (1,), 3, None),
        (">>> f(1)\n    Point(1, 2)", (1,), 3, None),
        (">>> f(1) == 2\n    True", (1,), 3, None),
        (">>> f(1) + 1\n    2", (1,), 3, None),
        (">>> f(a=1)\n    2", (1,), 3, "2"),
        (">>> n = 1\n    >>> f(n)\n    2", (1,), 3, None),
        (">>> f(f)\n    2", (Value("opaque", ("function", "<function f at 0x7f01>")),), 3, "2"),
        (">>> f(len)\n    2", (Value("opaque", ("builtin", "<built-in function len>")),), 3, None),
        (">>> f(1)\n    Traceback (most recent call last):\n    ValueError: bad", (1,), 3, "ValueError: bad"),
        (">>> f(1)\n    Traceback (most recent call last):\n    ValueError: bad", (1,), ValueError("bad"), None),
        (">>> f(1)\n    2", (1,), ValueError("bad"), "2"),
        (">>> f(1)\n    2\n    >>> f(1)\n    3", (1,), 3, None),
        (">>> f(1)\n    'printed'", (1,), None, "'printed'"),
    ],
)
def test_what_an_example_says_of_a_call(
    example: str, args: tuple[object, ...], gave: object, wrong: str | None
) -> None:
    sketch = parse(f'def f(a, b=0):\n    """F.\n\n    {example}\n    """\n', Language.ANPL).sketch
    values = tuple(arg if isinstance(arg, Value) else from_python(arg) for arg in args)
    if isinstance(gave, ValueError):
        error = Error("ValueError", str(gave), ("ValueError", "Exception"))
        call = Recorded("f", values, (), Ending.RAISED, error=error)
    else:
        call = Recorded("f", values, (), Ending.VALUE, from_python(gave))
    found = contradicted(sketch, Outcome(Ending.VALUE, calls=(call,)))
    assert found == ({} if wrong is None else {0: wrong})


def test_what_printed_may_have_given_what_is_shown() -> None:
    sketch = parse('def f(a):\n    """\n    >>> f(1)\n    3\n    """\n', Language.ANPL).sketch
    call = Recorded("f", (from_python(1),), (), Ending.VALUE, from_python(None))
    assert contradicted(sketch, Outcome(Ending.VALUE, calls=(call,), printed="3\n")) == {}
    assert contradicted(sketch, Outcome(Ending.VALUE, calls=(call,))) == {0: "3"}


def test_rows_of_a_file_speak_of_calls_too(tmp_path: Path) -> None:
    (tmp_path / "rows.jsonl").write_text('{"args": [[1, 2]], "returns": [3]}\n{"args": [[]], "raises": "ValueError"}\n')
    text = 'def f(xs):\n    """F.\n\n    Examples: rows.jsonl\n    """\n'
    made = ran(tmp_path, text, f="def f(xs):\n    return (sum(xs),) if xs else None\n")
    assert drawn(made.trace("f", 0)) == "f(xs=[1, 2]) value: (3,)"
    assert drawn(made.trace("f", 1)) == "f(xs=[]) value: None not ValueError <--"


def test_long_values_are_cut() -> None:
    call = Recorded("f", (from_python(list(range(5000))),), (), Ending.VALUE, from_python("x" * 9000))
    text = as_text(None, call)
    assert len(text.arguments[0][1]) <= 1000
    assert text.gave is not None
    assert len(text.gave) <= 1000


def test_a_trace_shows_a_value_as_a_whole_where_it_may_be_a_picture(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(30)[0][0]\n    7\n    """\n'
    found = ran(tmp_path, text, f="def f(n):\n    return [[7] * n for _ in range(n)]\n").trace("f", 0)
    assert found.calls[0].gave == str([[7] * 30] * 30)


def _tree(parents: list[int]) -> tuple[Recorded, ...]:
    """Calls whose parents are chosen from those that are still open, as they are where nothing runs side by side."""
    calls: list[Recorded] = []
    open_: list[int] = []
    for index, choice in enumerate(parents):
        open_ = open_[: choice % (len(open_) + 1)]
        parent = open_[-1] if open_ else None
        calls.append(Recorded("f", (), (), Ending.VALUE, depth=len(open_), parent=parent))
        open_.append(index)
    return tuple(calls)


@given(st.lists(st.integers(0, 5), max_size=30), st.sets(st.integers(0, 29)))
def test_no_other_wrong_call_ended_before_the_first(parents: list[int], chosen: set[int]) -> None:
    calls = _tree(parents)
    ended: list[int] = []
    open_: list[int] = []
    for index, call in enumerate(calls):
        while len(open_) > call.depth:
            ended.append(open_.pop())
        open_.append(index)
    ended += reversed(open_)
    wrong = {index for index in chosen if index < len(calls)}
    assert first_of(wrong, calls) == next((index for index in ended if index in wrong), None)


@given(st.lists(st.none() | st.integers(-3, 9), min_size=1, max_size=9))
def test_forged_parents_lead_in_no_circle(parents: list[int | None]) -> None:
    calls = tuple(Recorded("f", (), (), Ending.VALUE, parent=parent) for parent in parents)
    for index in range(len(calls)):
        found = ancestors(calls, index)
        assert list(found) == sorted(set(found), reverse=True)
        assert all(0 <= parent < index for parent in found)
