"""Choices are searched together, and for no longer than they may be."""

from __future__ import annotations

import asyncio
from pathlib import Path

from holes.choices import Chosen, choose
from sketch.model import Kind
from tests.holes.fakes import Folder

_TEXT = 'def f():\n    """\n    >>> f()\n    7\n    """\n    return `choose: 3, 5, 7`\n'


def _chosen(folder: Folder, seconds: float) -> Chosen:
    folder.write(_TEXT)
    sketch = folder.load().sketch
    holes = [hole for hole in sketch.holes if hole.kind is Kind.CHOICE]
    return asyncio.run(choose(sketch, {}, holes, folder.bench, "a.anpl", seconds))


def test_the_first_that_holds_is_taken(tmp_path: Path) -> None:
    found = _chosen(Folder(tmp_path), 60.0)
    assert ([trial.fill.source for trial in found.trials.values()], found.tried, found.complete) == (["7"], 3, True)


def test_no_combination_is_begun_when_the_time_is_over(tmp_path: Path) -> None:
    found = _chosen(Folder(tmp_path), 0.0)
    assert (found.tried, found.complete, found.failures) == (1, False, 1)
