"""The views that the tests of features stand on are as the product makes them."""

from __future__ import annotations

from typing import Unpack

from holes.report import Status
from sketch.model import Language
from tests.server.features.viewing import Known, view_at, view_of

SKETCH = '''
def tally(text):
    """Count.

    >>> tally("a")
    1
    >>> tally("b")
    2
    """

def main(text):
    """
    >>> main("a")
    1
    """
    return ta$0lly(text)
'''
TALLY = "def tally(text):\n    return 1\n"


def statuses(fixture: str, **known: Unpack[Known]) -> dict[str, Status]:
    """The status of each hole and function."""
    return {id: report.status for id, report in view_at(fixture, **known)[0].reports.items()}


def test_the_cursor_is_no_part_of_the_text() -> None:
    view, offset = view_at(SKETCH)
    assert "$0" not in view.text
    assert view.text[offset : offset + 3] == "lly"


def test_what_is_known_by_default() -> None:
    assert statuses(SKETCH) == {"tally": Status.UNFILLED, "main": Status.BLOCKED}
    assert statuses(SKETCH, fills={"tally": TALLY}) == {"tally": Status.VERIFIED, "main": Status.VERIFIED}
    assert statuses(SKETCH, pending=["tally"]) == {"main": Status.BLOCKED}
    assert statuses(SKETCH, trusted=False) == {}


def test_what_is_told() -> None:
    view, _ = view_at(
        SKETCH,
        fills={"tally": TALLY},
        verdicts={"tally": "passed; failed 1"},
        flags={"tally": "stale locked"},
    )
    report = view.reports["tally"]
    assert (report.status, report.flags) == (Status.FAILING, ("stale", "locked"))
    assert [item.actual for item in report.examples] == ["1", "1"]
    assert list(view.reports) == ["tally", "main"]


def test_python_filled_in_place() -> None:
    text = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    return 2 * n\n'
    view = view_of(text, in_place=["double"], language=Language.PYTHON, flags={"double": "edited"})
    report = view.reports["double"]
    assert (report.kind, report.flags) == ("named", ("edited",))
    assert report.fill is not None
    assert report.fill.source == "return 2 * n"


def test_rows() -> None:
    text = 'def f(n):\n    """Twice.\n\n    Examples: f.jsonl\n    """\n'
    rows = '{"args": [1], "returns": 2}\n' * 2
    view = view_of(text, fills={"f": "def f(n): ..."}, verdicts={"f": "passed; failed 3"}, rows={"f": rows})
    assert [item.verdict for item in view.reports["f"].examples] == ["passed", "failed"]
