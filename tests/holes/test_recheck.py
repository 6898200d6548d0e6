"""Which verdicts stand after an edit, and that what is run for the others is what the whole would give."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import evolve

from holes.bench import Bench
from holes.check import Tried, reports
from holes.document import Document
from holes.lock import Entry
from holes.recheck import (
    Known,
    Standing,
    Verdicts,
    focused,
    known_of,
    refreshed,
    standing,
    try_examples,
    try_properties,
)
from holes.report import HoleReport
from holes.runner.process import ProcessRunner
from sketch.model import Fill
from tests.holes.fakes import Folder, InProcess

SKETCH = '''LIMIT = 10


def double(n):
    """
    >>> double(4)
    8
    """


def apart(n):
    """
    >>> apart(1)
    1
    """
    return n


def twice(n):
    """
    >>> twice(2)
    8
    """
    return double(double(n))


def wrong(n):
    """
    >>> wrong(1)
    2
    """
    return 1 // 0
'''
RIGHT = "def double(n):\n    return 2 * n\n"


class Editing:
    """A sketch that is edited, and what is known of it."""

    def __init__(self, path: Path, text: str) -> None:
        self.folder = Folder(path)
        self.verdicts = Verdicts()
        self.bench = Bench(InProcess())
        self.surroundings = "as ever"
        self.fill = RIGHT
        self.text = text

    def document(self) -> Document:
        """The document as it is now."""
        self.folder.write(self.text)
        prints = self.folder.load().fingerprints
        self.folder.lock.update([Entry("a.anpl", "double", prints["double"], "x", "2030-01-02", fill=Fill(self.fill))])
        return self.folder.load()

    def standing(self) -> Standing:
        """What is known of it now."""
        return standing(self.document(), self.bench, self.surroundings, self.verdicts)

    def check(self) -> list[str]:
        """Run what is not known; gives that."""
        found = self.standing()
        asyncio.run(self._run(found))
        assert not refreshed(found, self.verdicts).unknown
        return list(found.unknown)

    async def _run(self, found: Standing) -> None:
        evidence = await try_examples(found, found.unknown, self.bench)
        for hole in (*found.document.sketch.holes, *found.document.sketch.functions):
            if hole.id in found.unknown:
                tried = Tried(evidence.get(hole.id, ()), await try_properties(found, hole, self.bench))
                self.verdicts.put(found.bases[hole.id].key, known_of(found, hole, tried, {}, {}))

    def reports(self) -> tuple[HoleReport, ...]:
        """All that is known, as reports."""
        found = self.standing()
        return reports(found.document, found.document.fills, found.tried)


@pytest.fixture
def editing(tmp_path: Path) -> Editing:
    """A sketch all of which is known."""
    made = Editing(tmp_path, SKETCH)
    assert made.check() == ["double", "apart", "twice", "wrong"]
    assert made.check() == []
    return made


@pytest.mark.parametrize(
    ("before", "after", "run"),
    [
        ("return n\n", "return n + 0\n", ["apart"]),
        (">>> apart(1)", ">>> apart(1 + 0)", ["apart"]),
        ("    8\n    \"\"\"\n\n\ndef apart", "    9\n    \"\"\"\n\n\ndef apart", ["double", "twice"]),
        ("LIMIT = 10", "LIMIT = 11", ["double", "apart", "twice", "wrong"]),
        ("return double(double(n))", "return double(n + n)", ["twice"]),
    ],
)  # fmt: skip
def test_only_what_an_edit_can_reach_is_run(editing: Editing, before: str, after: str, run: list[str]) -> None:
    assert SKETCH.count(before) == 1
    editing.text = SKETCH.replace(before, after)
    assert editing.check() == run
    assert editing.check() == []


@pytest.mark.parametrize("before", ["LIMIT = 10\n", "\n\n\ndef twice"])
def test_what_names_a_line_is_told_anew_where_that_moves(tmp_path: Path, before: str) -> None:
    made = Editing(tmp_path, SKETCH)
    made.bench = Bench(ProcessRunner(sys.executable))
    made.check()
    made.text = SKETCH.replace(before, before.replace("\n", "\n\n", 1))
    assert made.check() == ["wrong"]
    (failed,) = (item for report in made.reports() for item in report.examples if item.message)
    line = made.text[: made.text.index("1 // 0")].count("\n") + 1
    assert f"line {line}" in (failed.message or "")


def test_who_takes_an_edit_back_has_the_verdicts_back(editing: Editing) -> None:
    editing.text = SKETCH.replace("return n\n", "return -n\n")
    assert editing.check() == ["apart"]
    editing.text = SKETCH
    assert editing.check() == []


def test_another_fill_is_another_verdict(editing: Editing) -> None:
    editing.fill = "def double(n):\n    return n + n\n"
    assert editing.check() == ["double", "twice"]


def test_other_surroundings_are_other_verdicts(editing: Editing) -> None:
    editing.surroundings = "another interpreter"
    assert editing.check() == ["double", "apart", "twice", "wrong"]


@pytest.mark.parametrize("above", ["", "# more\n\n", "🙂 = '\\x0c'\r\n", "def more(n):\n    return n\n\n\n"])
def test_what_is_known_is_told_where_it_stands_now(editing: Editing, above: str) -> None:
    editing.text = above + SKETCH
    editing.check()
    text = editing.standing().document.sketch.text
    for report in editing.reports():
        assert text[report.hole.span.start :].startswith("def")
        for item in report.examples:
            assert text[item.example.span.start :].startswith(">>> ")
        for diagnostic in report.diagnostics:
            assert text[diagnostic.span.start :].startswith((">>> ", "double"))


def told(found: Iterable[HoleReport]) -> list[object]:
    """What reports say, but for how long it took."""
    return [evolve(report, examples=tuple(evolve(item, seconds=0.0) for item in report.examples)) for report in found]


def test_it_says_what_a_check_of_the_whole_says(editing: Editing) -> None:
    assert told(editing.reports()) == told(editing.folder.check().holes)


def test_only_what_is_needed_is_loaded(editing: Editing) -> None:
    found = editing.standing()
    assert [hole.id for hole in focused(found, ["apart"]).sketch.functions] == ["apart"]
    assert [hole.id for hole in focused(found, ["twice"]).sketch.functions] == ["twice"]
    assert [hole.id for hole in focused(found, ["twice"]).sketch.holes] == ["double"]


def test_what_was_not_asked_for_longest_is_forgotten() -> None:
    verdicts = Verdicts(most=2)
    for key in "ab":
        verdicts.put(key, Known(Tried()))
    assert verdicts.get("a") is not None
    verdicts.put("c", Known(Tried()))
    assert [key for key in "abc" if verdicts.get(key) is not None] == ["a", "c"]


def test_there_is_room_for_a_whole_sketch(editing: Editing) -> None:
    editing.verdicts = Verdicts(most=1)
    assert editing.check() == ["double", "apart", "twice", "wrong"]
    assert editing.check() == []
