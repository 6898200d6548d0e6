"""Filling a `.py` file again: what stands there is replaced only where it fails, is ours and is not locked."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from attrs import evolve

from holes.doubt import Doubt
from holes.report import Status
from tests.holes.fakes import ByHole, FakeEngine, Folder, hole_of

OPEN = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    ...  # hole\n'
RIGHT = "def double(n):\n    return 2 * n\n"
MORE = OPEN.replace("8\n", "8\n    >>> double(0.5)\n    1.0\n")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder in which `double` of `a.py` was filled with what only its first example asks for."""
    folder = Folder(tmp_path)
    folder.write(OPEN, "a.py")
    folder.fill(FakeEngine(("def double(n):\n    return n + 4\n",)), name="a.py")
    assert "return n + 4" in folder.read("a.py")
    return folder


def add_example(folder: Folder, answer: str) -> None:
    folder.write(folder.read("a.py").replace("8\n", f"8\n    >>> double(3)\n    {answer}\n"), "a.py")


def test_a_fill_that_fails_what_was_added_is_replaced(folder: Folder) -> None:
    add_example(folder, "6")
    assert hole_of(folder.check("a.py"), "double").status is Status.FAILING
    report = folder.fill(FakeEngine((RIGHT,)), name="a.py")
    assert hole_of(report, "double").status is Status.VERIFIED
    assert "return 2 * n" in folder.read("a.py")
    assert "n + 4" not in folder.read("a.py")
    assert hole_of(folder.check("a.py"), "double").flags == ()


def test_a_fill_that_holds_for_what_was_added_stays_and_is_no_longer_stale(folder: Folder) -> None:
    add_example(folder, "7")
    assert hole_of(folder.check("a.py"), "double").flags == ("stale",)
    engine = FakeEngine((RIGHT,))
    folder.fill(engine, name="a.py")
    assert engine.asked == []
    assert "return n + 4" in folder.read("a.py")
    assert hole_of(folder.check("a.py"), "double").flags == ()


def test_nothing_better_leaves_the_file_as_it_was(folder: Folder) -> None:
    add_example(folder, "6")
    before = folder.read("a.py")
    report = folder.fill(FakeEngine(("def double(n):\n    return n\n",)), name="a.py")
    assert folder.read("a.py") == before
    entry = hole_of(report, "double")
    assert entry.status is Status.FAILING
    assert entry.fill is not None
    assert entry.fill.engine == "fake"


def test_what_a_person_changed_is_theirs(folder: Folder) -> None:
    folder.write(folder.read("a.py").replace("n + 4", "n + 5"), "a.py")
    engine = FakeEngine((RIGHT,))
    report = folder.fill(engine, name="a.py", refill=True)
    assert engine.asked == []
    assert hole_of(report, "double").flags == ("edited",)
    assert "n + 5" in folder.read("a.py")


def test_what_is_locked_stays(folder: Folder) -> None:
    folder.set_locked("double", "a.py")
    engine = FakeEngine((RIGHT,))
    folder.fill(engine, name="a.py", refill=True)
    assert engine.asked == []


def test_refill_replaces_what_holds(folder: Folder) -> None:
    folder.fill(FakeEngine((RIGHT,)), name="a.py", refill=True)
    assert folder.read("a.py") == OPEN.replace("...  # hole", "return 2 * n")


def test_a_fill_that_another_found_meanwhile_is_left_alone(folder: Folder) -> None:
    folder.write(OPEN, "b.py")

    def meanwhile() -> None:
        other = FakeEngine(("def double(n):\n    return n + n\n",))
        thread = Thread(target=lambda: folder.fill(other, name="b.py"))
        thread.start()
        thread.join()

    report = folder.fill(FakeEngine((meanwhile, RIGHT)), name="b.py")
    assert hole_of(report, "double").status is Status.VERIFIED
    assert "return n + n" in folder.read("b.py")


USER = '\n\ndef plus(n):\n    """One more.\n\n    >>> plus(double(1))\n    3\n    """\n    ...  # hole\n'


def test_what_is_asked_of_a_hole_does_not_depend_on_what_fills_another(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(OPEN + USER, "a.py")
    asked = folder.load("a.py").fingerprints
    report = folder.fill(ByHole(double=RIGHT, plus="def plus(n):\n    return n + 1\n"), name="a.py")
    assert [entry.status for entry in report.holes] == [Status.VERIFIED, Status.VERIFIED]
    assert "return n + 1" in folder.read("a.py")
    assert folder.load("a.py").fingerprints == asked
    folder.write(folder.read("a.py").replace("return n + 1", "...  # hole"), "a.py")
    assert folder.load("a.py").fingerprints == asked
    folder.write(folder.read("a.py").replace("return 2 * n", "return n + n"), "a.py")
    assert folder.load("a.py").fingerprints == asked


def test_a_fill_in_doubt_is_looked_for_again_once_something_else_is_asked(folder: Folder) -> None:
    (entry,) = folder.lock.read().entries
    folder.lock.update([evolve(entry, doubt=Doubt("double(3)", "7", "6"))])
    assert hole_of(folder.check("a.py"), "double").status is Status.AMBIGUOUS
    add_example(folder, "7")
    assert hole_of(folder.check("a.py"), "double").status is Status.VERIFIED
    engine = FakeEngine(("def double(n):\n    return 4 + n\n",))
    assert hole_of(folder.fill(engine, name="a.py"), "double").status is Status.VERIFIED
    assert "return 4 + n" in folder.read("a.py")
    (entry,) = folder.lock.read().entries
    assert entry.doubt is None
