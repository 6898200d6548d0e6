"""What stands above each hole."""

from __future__ import annotations

from typing import Unpack

import pytest
from hypothesis import given

from server.features.code_lenses import Lens, lenses
from server.features.commands import parse
from server.features.view import View
from sketch.model import Language, Span
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of

TALLY = '''def tally(text: str) -> int:
    """Count.

    >>> tally("a")
    1
    >>> tally("b")
    2
    """
'''
FILL = "def tally(text):\n    return 1\n"
IN_PLACE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    return 2 * n\n'


def shown(lens: Lens) -> str:
    """`Title` or `Title (command key=value)`, without the product's name."""
    if lens.command is None:
        return lens.title
    arguments = "".join(f" {key}={value}" for key, value in lens.arguments.items())
    return f"{lens.title} ({lens.command.removeprefix('holewright.')}{arguments})"


def check(text: str, *expected: str, **known: Unpack[Known]) -> None:
    """That the lenses of the holes and functions in `text` are as told: each what it stands above, and its titles."""
    view = view_of(text, **known)
    found: dict[Span, list[str]] = {}
    for lens in lenses(view):
        if lens.span != Span(0, 0):
            found.setdefault(lens.span, []).append(shown(lens))
    assert [f"{text[span.start : span.end]}: {' | '.join(titles)}" for span, titles in found.items()] == list(expected)


def check_file(text: str, *expected: str, **known: Unpack[Known]) -> None:
    """That the lenses of the file itself are as told."""
    found = [shown(lens) for lens in lenses(view_of(text, **known)) if lens.span == Span(0, 0)]
    assert found == list(expected)


def test_an_open_hole() -> None:
    check(TALLY, "tally: Fill (fill hole=tally) | Trace (trace hole=tally index=0) | 2 examples")


@pytest.mark.parametrize(
    ("verdicts", "flags", "expected"),
    [
        (
            "passed; passed",
            "",
            "Refill (refill hole=tally) | Trace (trace hole=tally index=0) | verified · 2/2 examples",
        ),
        ("passed; failed 1", "", "Repair (repair hole=tally) | Trace (trace hole=tally index=1) | 1/2 examples"),
        (
            "passed; blocked other",
            "",
            "Refill (refill hole=tally) | Trace (trace hole=tally index=1) | blocked · 1/2 examples",
        ),
        ("malformed; malformed", "", "Repair (repair hole=tally) | 0/2 examples"),
        (
            "passed; failed 1",
            "stale",
            "Repair (repair hole=tally) | Trace (trace hole=tally index=1) | 1/2 examples · stale",
        ),
        (
            "passed; failed 1",
            "locked",
            "Unlock (unlock hole=tally) | Trace (trace hole=tally index=1) | 1/2 examples · locked",
        ),
        (
            "passed; failed 1",
            "edited",
            "Lock (lock hole=tally) | Trace (trace hole=tally index=1) | 1/2 examples · edited",
        ),
    ],
)
def test_a_filled_hole(verdicts: str, flags: str, expected: str) -> None:
    check(TALLY, f"tally: {expected}", fills={"tally": FILL}, verdicts={"tally": verdicts}, flags={"tally": flags})


def test_what_is_going_on() -> None:
    trace = "Trace (trace hole=tally index=0)"
    check(TALLY, f"tally: Fill (fill hole=tally) | {trace} | checking…", pending=["tally"])
    check(TALLY, f"tally: Refill (refill hole=tally) | {trace} | checking…", pending=["tally"], fills={"tally": FILL})
    check(
        TALLY,
        f"tally: asking local: 3 candidates | Cancel (cancel hole=tally) | {trace} | 2 examples",
        running={"tally": "asking local: 3 candidates"},
    )


def test_without_examples() -> None:
    text = 'def f(x):\n    """Do it."""\n'
    check(text, "f: Fill (fill hole=f) | no examples: add one (addExample hole=f source=f(...) expected=?)")
    check(
        text,
        "f: Unlock (unlock hole=f) | no examples: add one · locked (addExample hole=f source=f(...))",
        fills={"f": "def f(): ..."},
        flags={"f": "locked"},
    )


def test_sketch_functions() -> None:
    text = 'def main(n):\n    """\n    >>> main(1)\n    2\n    """\n    return n + 1\n\ndef other(n):\n    return n\n'
    check(text, "main: Trace (trace hole=main index=0) | verified · 1/1 example")
    check(text, "main: Trace (trace hole=main index=0) | 0/1 example", verdicts={"main": "failed 3"})


def test_properties() -> None:
    text = 'def f(n: int):\n    """Do it.\n\n    Properties:\n        result > n\n        result > 0\n    """\n'
    check(text, "f: Fill (fill hole=f) | 2 properties")
    fills = {"f": "def f(n): ..."}
    check(text, "f: Refill (refill hole=f) | verified · 2/2 properties", fills=fills)
    check(text, "f: Repair (repair hole=f) | 1/2 properties", fills=fills, properties={"f": "held; falsified n=0"})
    check(
        text,
        "f: Refill (refill hole=f) | unchecked · 2 properties not tried",
        fills=fills,
        properties={"f": "untried why; untried why"},
    )


def test_inline_holes_and_choices() -> None:
    text = "x = `double it`(4)\n# >>> _(1)\n# 2\ny = `choose: 3, 5`\n"
    check(
        text,
        "`double it`: Fill (fill hole=double-it) | Trace (trace hole=double-it index=0) | 1 example",
        "`choose: 3, 5`: Fill (fill hole=choose-3-5) | 2 choices",
    )
    check(
        text,
        "`double it`: Fill (fill hole=double-it) | Trace (trace hole=double-it index=0) | 1 example",
        "`choose: 3, 5`: Refill (refill hole=choose-3-5) | unchecked · chosen: 5",
        fills={"choose-3-5": "5"},
    )


def test_several_holes_on_a_line_are_told_apart() -> None:
    check(
        "x = `one`(`two`(1))\n",
        "`one`: `one`: | Fill (fill hole=one) | no examples: add one (addExample hole=one source=_(...) expected=?)",
        "`two`: `two`: | Fill (fill hole=two) | no examples: add one (addExample hole=two source=_(...) expected=?)",
    )


def test_rows_and_skipped_examples() -> None:
    text = 'def f(n):\n    """Do it.\n\n    Examples: f.jsonl\n    """\n'
    rows = {"f": '{"args": [1], "returns": 2}\n' * 3}
    check(
        text,
        "f: Repair (repair hole=f) | Trace (trace hole=f index=1) | 2/3 examples",
        rows=rows,
        fills={"f": "def f(n): ..."},
        verdicts={"f": "passed; failed 4; passed"},
    )
    text = 'def f(n):\n    """Do it.\n\n    >>> f(1)  # doctest: +SKIP\n    2\n    """\n'
    check(text, "f: Refill (refill hole=f) | unchecked · 1 example skipped", fills={"f": "def f(n): ..."})


def test_python() -> None:
    text = f'{IN_PLACE}\ndef half(n):\n    """Half."""\n    ...  # hole\n'
    check(
        text,
        "double: Repair (repair hole=double) | Trace (trace hole=double index=0) | 0/1 example · stale",
        "half: Fill (fill hole=half) | no examples: add one (addExample hole=half source=half(...) expected=?)",
        language=Language.PYTHON,
        in_place=["double"],
        flags={"double": "stale"},
        verdicts={"double": "failed 9"},
    )
    check_file(text, "Fill all (1 open) (fillAll)", language=Language.PYTHON)
    check(IN_PLACE, "double: Trace (trace hole=double index=0) | verified · 1/1 example", language=Language.PYTHON)


def test_the_file() -> None:
    check_file("")
    check_file("x = 1\n")
    check_file(TALLY, "Fill all (1 open) (fillAll)", "Compile (compile)")
    check_file(TALLY, "Compile (compile)", fills={"tally": FILL})
    check_file(TALLY, "Compile (compile)", running={"tally": "asking"})
    two = TALLY + TALLY.replace("tally", "other")
    fills = {"tally": FILL, "other": FILL}
    failing = {"tally": "passed; failed 1"}
    check_file(
        two, "Fill all (1 failing, 1 stale) (fillAll)", "Compile (compile)", fills=fills, verdicts=failing,
        flags={"other": "stale"},
    )  # fmt: skip
    check_file(
        two, "Compile (compile)", fills=fills, verdicts=failing, flags={"tally": "locked", "other": "stale edited"}
    )
    check_file(
        two, "Cancel all (2 running) (cancel)", "Compile (compile)", running={"tally": "asking", "other": "asking"}
    )


def test_nothing_is_offered_where_nothing_may_run() -> None:
    check_file(TALLY, "Nothing runs and nothing is filled until this workspace is trusted", trusted=False)
    check(TALLY, trusted=False)
    check_file("x = 1\n", trusted=False)


@given(views())
def test_any_view(view: View) -> None:
    for lens in lenses(view):
        assert 0 <= lens.span.start <= lens.span.end <= len(view.text)
        assert lens.title
        if lens.command is not None:
            parse(lens.command, [{"uri": "file:///a.anpl", **lens.arguments}])
