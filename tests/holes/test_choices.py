"""Choices are searched together, and for no longer than they may be."""

from __future__ import annotations

import asyncio
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from holes.bench import Bench
from holes.choices import Chosen, choose
from sketch.model import Kind, Language
from sketch.parse import parse
from tests.holes.fakes import HANGS, SPOILS, Folder, Together

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


_KINDS = {
    "right": "({}, 7)[1]",
    "wrong": "({}, 5)[1]",
    "hangs": f"({{}}, {HANGS!r})[1]",
    "spoils": f"({{}}, {SPOILS!r})[1]",
    "right, but spoils": f"({{}}, {SPOILS!r}, 7)[2]",
}


@given(st.lists(st.sampled_from(sorted(_KINDS)), min_size=1, max_size=40))
def test_a_screen_loses_none_and_proves_none(kinds: list[str]) -> None:
    values = [_KINDS[kind].format(number) for number, kind in enumerate(kinds)]
    sketch = parse(_TEXT.replace("3, 5, 7", ", ".join(values)), Language.ANPL).sketch
    runner = Together()
    found = asyncio.run(choose(sketch, {}, sketch.holes, Bench(runner), "a.anpl"))
    (trial,) = found.trials.values()
    right = [value for value, kind in zip(values, kinds, strict=True) if kind.startswith("right")]
    assert (found.failures == 0) is bool(right)
    assert any(trial.fill.source in program for program in runner.programs)
    assert found.complete
    if right:
        assert trial.fill.source in right
    if not any("spoils" in kind for kind in kinds):
        assert trial.fill.source == (right or values)[0]
        assert found.tried == (values.index(right[0]) + 1 if right else len(values))


def test_many_values_are_screened_together() -> None:
    values = ", ".join(str(number) for number in range(100, 140))
    sketch = parse(_TEXT.replace("3, 5, 7", f"{values}, 7, 8"), Language.ANPL).sketch
    runner = Together()
    found = asyncio.run(choose(sketch, {}, sketch.holes, Bench(runner), "a.anpl"))
    assert ([trial.fill.source for trial in found.trials.values()], found.tried) == (["7"], 41)
    assert ([len(programs) for programs in runner.screened], len(runner.programs)) == ([4, 16, 21], 2)


def test_a_combination_that_hangs_is_not_taken() -> None:
    hangs = f"len({HANGS!r})"
    text = _TEXT.replace("`choose: 3, 5, 7`", f"`choose: {hangs}, 3` + `choose: {hangs}, 4`")
    sketch = parse(text, Language.ANPL).sketch
    found = asyncio.run(choose(sketch, {}, sketch.holes, Bench(Together()), "a.anpl"))
    assert [trial.fill.source for trial in found.trials.values()] == ["3", "4"]
    assert found.failures == 0
