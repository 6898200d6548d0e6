"""What could not be judged: it verifies nothing, fails nothing, and everybody is told why."""

from __future__ import annotations

from pathlib import Path

from holes.report import Status
from holes.runner.interpreter import InterpreterRunner
from holes.runner.nothing import NoRunner
from holes.verdict import Verdict
from tests.holes.fakes import FakeEngine, Folder, hole_of

SKETCH = 'def low(text: str) -> str:\n    """Lower case.\n\n    >>> low("A")\n    \'a\'\n    """\n'
LACKING = "def low(text: str) -> str:\n    import string\n    return text.lower()\n"
RIGHT = "def low(text: str) -> str:\n    return text.lower()\n"
WRONG = "def low(text: str) -> str:\n    return text.upper()\n"
SENTENCE = 'low("A") could not be judged: the restricted interpreter has no module `string`'


def test_a_fill_that_could_not_be_judged_is_kept_unchecked_with_the_reason(tmp_path: Path) -> None:
    folder = Folder(tmp_path, InterpreterRunner())
    folder.write(SKETCH)
    report = folder.fill(FakeEngine((LACKING,)))
    for entry in (hole_of(report, "low"), hole_of(folder.check(), "low")):
        assert entry.status is Status.UNCHECKED
        assert [example.verdict for example in entry.examples] == [Verdict.INCONCLUSIVE]
        assert [(one.code, one.message) for one in entry.diagnostics] == [("unchecked-fill", SENTENCE)]
    assert folder.kept("low") == LACKING


def test_it_is_better_than_one_that_fails_and_worse_than_one_that_holds(tmp_path: Path) -> None:
    folder = Folder(tmp_path, InterpreterRunner())
    folder.write(SKETCH)
    folder.fill(FakeEngine((WRONG, LACKING)))
    assert folder.kept("low") == LACKING
    folder.write(SKETCH.replace("Lower case", "In lower case"))
    report = folder.fill(FakeEngine((LACKING, WRONG, RIGHT)))
    assert folder.kept("low") == RIGHT
    assert hole_of(report, "low").status is Status.VERIFIED


def test_where_nothing_may_run_nothing_is_verified(tmp_path: Path) -> None:
    folder = Folder(tmp_path, NoRunner("no sandbox can be built here"))
    folder.write(SKETCH)
    report = folder.fill(FakeEngine((RIGHT,)))
    entry = hole_of(report, "low")
    assert entry.status is Status.UNCHECKED
    assert entry.examples[0].message == (
        'low("A") could not be judged: no sandbox can be built here; '
        "`--sandbox limits` runs it, with all the rights of your account"
    )
