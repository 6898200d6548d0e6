"""Judging one candidate, and saying what is wrong with it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from holes.engines.protocol import Proposal, Request
from holes.trial import Trial, in_words, try_fill
from sketch.model import Fill, Sketch
from tests.holes.fakes import HANGS, Folder, Together

DOUBLE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    >>> m = 3\n    >>> double(m)\n    6\n    """\n'


def tried(path: Path, text: str, source: str) -> tuple[Trial, Sketch]:
    """The trial of a fill in the first hole of a sketch."""
    folder = Folder(path, Together())
    folder.write(text)
    sketch = folder.load().sketch
    hole = sketch.holes[0]
    judging = try_fill(sketch, {}, hole, Fill(source), Proposal("", "fake"), folder.bench, "a.anpl")
    return asyncio.run(judging), sketch


@pytest.mark.parametrize(
    ("body", "passed", "failures"), [("2 * n", 2, 0), ("n + 4", 1, 1), ("n", 0, 2), ("1 / 0", 0, 2)]
)
def test_counts(tmp_path: Path, body: str, passed: int, failures: int) -> None:
    trial, _ = tried(tmp_path, DOUBLE, f"def double(n):\n    return {body}\n")
    assert (trial.passed, trial.failures, trial.checked, trial.own) == (passed, failures, 2, True)
    assert trial.holds is (failures == 0)


def test_the_better_candidate_fails_less_and_is_shorter(tmp_path: Path) -> None:
    bodies = ("2 * n", "(n + n) * 1", "n + 4", "n")
    ranks = [tried(tmp_path, DOUBLE, f"def double(n):\n    return {body}\n")[0].rank for body in bodies]
    assert ranks == sorted(ranks, reverse=True)


def test_in_words(tmp_path: Path) -> None:
    trial, sketch = tried(tmp_path, DOUBLE, "def double(n):\n    return n + 4\n")
    hole = sketch.holes[0]
    words = in_words(trial, Request(sketch, hole, shown=(0, 1)))
    assert words == ">>> m = 3\n>>> double(m)\ndouble(m): expected 6, got 7"
    secret = in_words(trial, Request(sketch, hole, shown=(0,)))
    assert "6" not in secret
    assert "double(m)" not in secret
    assert secret


def test_the_same_failure_has_the_same_signature(tmp_path: Path) -> None:
    texts = ("n + 4", "4 + n", "n")
    one, same, other = (tried(tmp_path, DOUBLE, f"def double(n):\n    return {text}\n")[0] for text in texts)
    assert one.signature == same.signature
    assert one.signature != other.signature


def test_what_nothing_judges_holds(tmp_path: Path) -> None:
    trial, _ = tried(tmp_path, 'def f():\n    """Words."""\n', "def f():\n    return 1\n")
    assert (trial.holds, trial.passed, trial.checked, trial.own) == (True, 0, 0, False)


@pytest.mark.parametrize(
    "source",
    [
        "def square_of_x(x):\n    __holewright__.reached.clear()\n    return 1\n",
        "def square_of_x(x):\n    __holewright__.reached.clear()\n    raise ValueError\n",
        "def square_of_x(x, _=1 / 0):\n    return x * x\n",
        "def square_of_x(x, _=exec('(')):\n    return x * x\n",
    ],
)
def test_a_fill_that_denies_its_part_does_not_hold(tmp_path: Path, source: str) -> None:
    text = 'def main(x):\n    """Main.\n\n    >>> main(3)\n    9\n    """\n    return `square of x`(x)\n'
    trial, _ = tried(tmp_path, text, source)
    assert (trial.holds, trial.failures) == (False, 1)


def test_a_failure_without_a_fill_is_not_held_against_it(tmp_path: Path) -> None:
    examples = '"""Main.\n\n    >>> main(3)\n    9\n    """'
    text = f"def main(x):\n    {examples}\n    if x > 5:\n        return `square of x`(x)\n"
    trial, _ = tried(tmp_path, text, "def square_of_x(x):\n    return x * x\n")
    assert trial.holds


def test_what_hangs_in_a_caller_does_not_hold(tmp_path: Path) -> None:
    text = 'def f():\n    """Words."""\n\ndef g():\n    """\n    >>> g()\n    1\n    """\n    return f()\n'
    trial, _ = tried(tmp_path, text, f"def f():\n    return {HANGS!r}\n")
    assert (trial.holds, trial.failures, trial.own) == (False, 1, False)
    trial, _ = tried(tmp_path, text, "def f():\n    return 1\n")
    assert (trial.holds, trial.passed) == (True, 1)
