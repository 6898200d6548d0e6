"""What stands behind examples and calls."""

from __future__ import annotations

from typing import Unpack

import pytest
from hypothesis import given

from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.verdict import Verdict
from server.features.inlay_hints import HintKind, hints
from server.features.view import View
from sketch.model import Language, Span
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of

TALLY = '''def tally(text):
    """Count.

    >>> tally("a")  # so
    1
    >>> tally("b")
    Traceback (most recent call last):
    ValueError: no
    """
'''
FILLS = {"tally": "def tally(text):\n    return 1\n"}


def check(text: str, *expected: str, **known: Unpack[Known]) -> View:
    """That the hints are as told: each the line that it stands in up to its place, without indentation, `«label»`, and
    the rest of the line."""
    view = view_of(text, **known)
    found: list[str] = []
    for hint in hints(view):
        start = max(text.rfind("\n", 0, hint.offset), text.rfind("\r", 0, hint.offset)) + 1
        rest = text[hint.offset :].splitlines()[0] if text[hint.offset :] else ""
        found.append(f"{text[start : hint.offset].strip()}«{hint.label}»{rest}")
    assert found == list(expected)
    return view


def trace_of(view: View, *calls: tuple[str, int | None, str] | TracedCall, cut: bool = False) -> Trace:
    """A trace of the first example of `main` with calls given as hole, index of the parent, and what came back."""
    main = next(hole for hole in view.subjects if hole.id == "main")
    recorded = tuple(
        call
        if isinstance(call, TracedCall)
        else TracedCall(call[0], call[0], (("x", "1"),), Ending.VALUE, call[2], parent=call[1])
        for call in calls
    )
    return Trace("main", 0, main.examples[0], Verdict.PASSED, "1", "1", None, recorded, cut=cut)


def check_calls(
    body: str,
    *expected: str,
    calls: tuple[tuple[str, int | None, str] | TracedCall, ...],
    below: str = "",
    cut: bool = False,
) -> tuple[str, ...]:
    """That behind the calls in `main`, whose body is told, and `below` it stand the labels; gives the tooltips."""
    head = 'def step(x):\n    """Do."""\n\ndef main(x):\n    """\n    >>> main(1)\n    1\n    """\n'
    text = head + "".join(f"    {line}\n" for line in body.split("\n")) + below
    bare = view_of(text, fills={"step": "def step(x):\n    return x\n"})
    view = view_of(text, fills={"step": "def step(x):\n    return x\n"}, trace=trace_of(bare, *calls, cut=cut))
    shown = text
    found = [hint for hint in hints(view) if hint.kind is HintKind.CALL]
    for hint in reversed(found):
        shown = f"{shown[: hint.offset]}«{hint.label}»{shown[hint.offset :]}"
    lines = [line.strip() for line in shown.splitlines() if "«" in line]
    assert lines == list(expected)
    return tuple(hint.tooltip or "" for hint in found)


def test_verdicts() -> None:
    check(TALLY, "1«✓»", "ValueError: no«✓»", fills=FILLS)
    check(TALLY)
    check(TALLY, trusted=False, fills=FILLS)
    check(TALLY, "1«…»", "ValueError: no«…»", pending=["tally"], fills=FILLS)
    check(TALLY, pending=["tally"])


@pytest.mark.parametrize(
    ("verdict", "label"),
    [
        ("failed 3", "✗ got 3"),
        ("failed", "✗ got nothing"),
        ("failed [1,\n 2]", "✗ got [1, 2]"),
        (f"failed {list(range(100))}", "✗ got [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …, 98, 99]"),
        ("raised KeyError: 'a'", "✗ raised KeyError: 'a'"),
        ("timeout", "✗ timeout"),
        ("crashed", "✗ crashed"),
        ("denied", "✗ denied"),
        ("malformed", "✗ malformed"),
        ("conflicting", "✗ contradicts another example"),
        ("blocked", "not run"),
        ("inconclusive", "not judged"),
    ],
)
def test_what_came_instead(verdict: str, label: str) -> None:
    check(TALLY, "1«✓»", f"ValueError: no«{label}»", fills=FILLS, verdicts={"tally": f"passed; {verdict}"})


def test_tooltips() -> None:
    view = view_of(TALLY, fills=FILLS, verdicts={"tally": "passed; failed " + "x" * 100})
    assert [hint.tooltip for hint in hints(view)] == [
        "passed in under 1 ms",
        f'tally("b"): expected ValueError: no, got {"x" * 100}\ngot {"x" * 100}',
    ]


def test_where_nothing_is_expected() -> None:
    check(
        'def f(x):\n    """Do.\n\n    >>> f(1)\n    >>> f(\n    ...   2)\n    """\n',
        ">>> f(1)«✓»",
        "...   2)«✗ got 3»",
        fills={"f": "def f(x): ..."},
        verdicts={"f": "passed; failed 3"},
    )


def test_comments_and_line_ends() -> None:
    text = "x = `double`(4)\n# >>> _(1)\n# 2\n# >>> _(2)\n# [4,\n#  5]"
    expected = ("# 2«✓»", "#  5]«✗ got 🎈»")
    known = Known(fills={"double": "def double(x): ..."}, verdicts={"double": "passed; failed 🎈"})
    check(text, *expected, **known)
    check(text.replace("\n", "\r\n"), *expected, **known)
    check("y = '🎈'\n" + text, *expected, **known)


def test_skipped_examples_and_set_up() -> None:
    check(
        'def f(x):\n    """Do.\n\n    >>> a = 1\n    >>> f(a)\n    2\n    >>> f(2)  # doctest: +SKIP\n    3\n    """\n',
        "2«✓»",
        fills={"f": "def f(x): ..."},
    )


def test_rows() -> None:
    text = 'def f(n):\n    """Do it.\n\n    Examples: f.jsonl\n    """\n'
    known = Known(rows={"f": '{"args": [1], "returns": 2}\n' * 3}, fills={"f": "def f(n): ..."})
    check(text, "Examples: f.jsonl«✓ 3 rows»", **known)
    known["pending"] = ["f"]
    check(text, "Examples: f.jsonl«…»", **known)
    known["pending"] = []
    known["verdicts"] = {"f": "passed; failed 4; failed 5"}
    view = check(text, "Examples: f.jsonl«1/3 rows, line 2 ✗ got 4»", **known)
    assert hints(view)[0].tooltip == "line 2: f(1): expected 2, got 4"


def test_python() -> None:
    text = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    return 2 * n\n'
    check(text, "8«✗ got 9»", language=Language.PYTHON, in_place=["double"], verdicts={"double": "failed 9"})
    check(text, "8«…»", language=Language.PYTHON, pending=["double"])


def test_the_range_is_kept_to() -> None:
    view = view_of(TALLY, fills=FILLS)
    first, second = hints(view)
    assert hints(view, Span(0, first.offset)) == (first,)
    assert hints(view, Span(first.offset, second.offset - 1)) == (first,)
    assert hints(view, Span(first.offset + 1, len(TALLY))) == (second,)
    assert hints(view, Span(0, 0)) == ()


MAIN = ("main", None, "9")


def test_one_call() -> None:
    (tooltip,) = check_calls("return step(x) + 1", "return step(x)«→ 3» + 1", calls=(MAIN, ("step", 0, "3")))
    assert tooltip == "step(x=1) → 3"


def test_several_calls() -> None:
    calls = (MAIN, ("step", 0, "3"), ("step", 0, "5"))
    check_calls("return sum(step(i) for i in x)", "return sum(step(i)«→ 3, 5 (2 calls)» for i in x)", calls=calls)
    (tooltip,) = check_calls("return step(x)", "return step(x)«→ 3, 5, … (4 calls)»", calls=(*calls, *calls[1:]))
    assert tooltip.splitlines() == ["step(x=1) → 3", "step(x=1) → 5"] * 2
    (tooltip,) = check_calls("return step(x)", "return step(x)«→ 3, 5, … (60 calls)»", calls=(MAIN, *calls[1:] * 30))
    assert tooltip.splitlines()[-1] == "and 40 more calls"
    check_calls("return step(x)", "return step(x)«→ 3 (1+ calls)»", calls=calls[:2], cut=True)


def test_calls_that_end_otherwise() -> None:
    raised = TracedCall("step", "step", (), Ending.RAISED, "ValueError: no", parent=0)
    check_calls("return step(x)", "return step(x)«→ raised ValueError: no»", calls=(MAIN, raised))
    check_calls(
        "return step(x)",
        "return step(x)«→ no end»",
        calls=(MAIN, TracedCall("step", "step", (), Ending.TIMEOUT, parent=0)),
    )
    wrong = TracedCall("step", "step", (("x", "1"), ("", "2")), Ending.VALUE, "3", parent=0, wrong="4")
    (tooltip,) = check_calls("return step(x)", "return step(x)«→ 3 ✗»", calls=(MAIN, wrong))
    assert tooltip == "step(x=1, 2) → 3, but an example expects 4"


def test_open_holes() -> None:
    text = 'def main(x):\n    """\n    >>> main(1)\n    1\n    """\n    return `double`(`half`(x))\n'
    bare = view_of(text)
    answered = TracedCall("half", "halve it", (("x", "1"),), Ending.VALUE, "3", parent=0, answered=True)
    missing = TracedCall("double", "double", (), Ending.MISSING, parent=0)
    view = view_of(text, trace=trace_of(bare, TracedCall("main", "main", (), Ending.MISSING), answered, missing))
    shown = [(hint.label, hint.tooltip) for hint in hints(view) if hint.kind is HintKind.CALL]
    assert shown == [
        ("→ 3", "`halve it`(x=1) → 3, as its example says: it is not filled"),
        ("→ not filled", "double() → not filled"),
    ]


def test_several_uses_are_not_told_apart() -> None:
    calls = (MAIN, ("step", 0, "3"), ("step", 0, "5"))
    label = "«→ 3, 5 (2 calls at 2 places)»"
    tooltips = check_calls(
        "if step(x):\n    return step(1)", f"if step(x){label}:", f"return step(1){label}", calls=calls
    )
    assert tooltips[0].splitlines()[-1] == (
        "Each of these was called at one of 2 places; a trace does not tell at which."
    )


def test_a_function_that_is_handed_on() -> None:
    # What `other` does with it happens in `other`, so all calls in `main` are those of the call there.
    calls = (MAIN, ("other", 0, "1"), ("step", 1, "3"), ("step", 0, "5"))
    other = "def other(f):\n    return f(1)\n"
    check_calls("return step(other(step))", "return step(other(step)«→ 1»)«→ 5»", calls=calls, below=other)
    check_calls(
        "return step(other(lambda x: step(x)))",
        "return step(other(lambda x: step(x))«→ 1»)«→ 5»",
        calls=calls,
        below=other,
    )
    # It may be handed to what calls it anyway.
    check_calls(
        "return other(step)",
        "return other(step)«→ 1»",
        "return f(1) + step(2)«→ 3 (1 call at 2 places)»",
        calls=(MAIN, ("other", 0, "1"), ("step", 1, "3")),
        below="def other(f):\n    return f(1) + step(2)\n",
    )
    # To map it is to call it here.
    check_calls("return list(map(step, x))", "return list(map(step«→ 3», x))", calls=(MAIN, ("step", 0, "3")))


def test_nested_functions() -> None:
    check_calls(
        "def inner():\n    return step(2)\nreturn step(x) + inner()",
        "return step(2)«→ 3»",
        "return step(x)«→ 5» + inner()«→ 4»",
        calls=(MAIN, ("step", 0, "5"), ("main.inner", 0, "4"), ("step", 2, "3")),
    )


def test_calls_made_elsewhere_are_not_shown() -> None:
    check_calls("return step(x)", calls=(MAIN, ("step", None, "3")))
    check_calls("return step(x)", calls=(MAIN, ("step", 0, "3"), ("main", 1, "3"))[:1])


@given(views())
def test_any_view(view: View) -> None:
    everything = hints(view)
    assert [hint.offset for hint in everything] == sorted(hint.offset for hint in everything)
    for hint in everything:
        assert 0 <= hint.offset <= len(view.text)
        assert hint.label
        assert "\n" not in hint.label
        assert len(hint.label) < 120
    middle = len(view.text) // 2
    assert hints(view, Span(middle, len(view.text))) == tuple(hint for hint in everything if hint.offset >= middle)
