"""Verified fills as ghost text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.report import Status
from server.features.inline_completion import inline_completions
from sketch.edits import fill_in_place
from sketch.model import Fill, Kind, Language
from sketch.parse import parse
from sketch.text import Edit, apply_edits
from tests.generated_sketches import fills_for, sketch_texts
from tests.server.features.viewing import view_at, view_of

FILL = "def tally(text):\n    if text:\n        return 1\n    return 0\n"


def check(fixture: str, expected: str, language: Language = Language.ANPL) -> None:
    """That the ghost text at `$0` makes `expected` of the fixture, as filling the hole in place does, also with tabs
    and with Windows' line ends."""
    for old, new in ((" ", " "), ("    ", "\t"), ("\n", "\r\n")):
        view, offset = view_at(fixture.replace(old, new), fills={"tally": FILL}, language=language)
        (ghost,) = inline_completions(view, offset)
        assert ghost.hole == "tally"
        assert ghost.span.start <= offset <= ghost.span.end
        assert not set("\r\n") & set(view.text[ghost.span.start : ghost.span.end])
        after = apply_edits(view.text, [Edit(ghost.span, ghost.text)])
        assert after == expected.replace(old, new)
        assert after == apply_edits(view.text, fill_in_place(view.sketch, "tally", Fill(FILL)))


TALLY = 'def tally(text):\n    """Count.\n\n    >>> tally("a")\n    1\n    """'
BODY = "    if text:\n        return 1\n    return 0"


@pytest.mark.parametrize("line", ["    ...  # hole$0", "$0    ...  # hole", "    ...$0  # hole", "    ...  # hole  $0"])
def test_in_place_of_the_mark_of_a_python_file(line: str) -> None:
    check(f"{TALLY}\n{line}\n\nx = 1\n", f"{TALLY}\n{BODY}\n\nx = 1\n", language=Language.PYTHON)


def test_behind_the_docstring_of_a_sketch() -> None:
    check(f"{TALLY}$0\n\nx = 1\n", f"{TALLY}\n{BODY}\n\nx = 1\n")
    check(f"{TALLY}$0", f"{TALLY}\n{BODY}")
    check(f"{TALLY}$0  # said\n", f"{TALLY}  # said\n{BODY}\n")
    check(f"{TALLY}\n    ...$0\n", f"{TALLY}\n{BODY}\n")
    check(f"{TALLY}\n    pass$0\n", f"{TALLY}\n{BODY}\n")


def test_elsewhere_there_is_nothing() -> None:
    fills = {"tally": FILL}
    for fixture in (TALLY.replace("Count", "Co$0unt"), f"{TALLY}\n\n$0x = 1\n", f"de$0f{TALLY[3:]}\n"):
        assert inline_completions(*view_at(fixture, fills=fills)) == ()
    marked = f"{TALLY}$0\n    ...  # hole\n"
    assert inline_completions(*view_at(marked, language=Language.PYTHON, fills=fills)) == ()
    assert inline_completions(*view_at("x = `do`(1)$0\n# >>> _(1)\n# 2\n", fills={"do": "def do(x): return 2"})) == ()


def test_only_what_is_verified_is_offered() -> None:
    fixture = f"{TALLY}$0\n"
    assert inline_completions(*view_at(fixture)) == ()
    assert inline_completions(*view_at(fixture, fills={"tally": FILL}, verdicts={"tally": "failed 2"})) == ()
    assert inline_completions(*view_at(fixture, fills={"tally": FILL}, pending=["tally"])) == ()
    assert inline_completions(*view_at(fixture, fills={"tally": FILL}, trusted=False)) == ()
    assert inline_completions(*view_at(fixture, fills={"tally": "1 + 1"})) == ()
    assert inline_completions(*view_at('def f(x):\n    """Do."""$0\n', fills={"f": "def f(x): return 1"})) == ()


@given(sketch_texts(), st.data())
def test_what_is_offered_is_what_filling_in_place_writes(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    fills = {id: fill.source for id, fill in fills_for(sketch).items()}
    view = view_of(text, fills=fills)
    ends = [hole.fill_span.end for hole in sketch.holes if hole.kind is Kind.NAMED]
    offset = data.draw(st.one_of(st.integers(0, len(text)), st.sampled_from(ends or [0])))
    for ghost in inline_completions(view, offset):
        assert view.reports[ghost.hole].status is Status.VERIFIED
        assert ghost.span.start <= offset <= ghost.span.end
        edits = fill_in_place(sketch, ghost.hole, Fill(fills[ghost.hole]))
        assert apply_edits(text, [Edit(ghost.span, ghost.text)]) == apply_edits(text, edits)
