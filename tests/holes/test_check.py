"""Statuses of a checked document, with a runner in this process."""

from __future__ import annotations

from pathlib import Path

import pytest

from holes.bench import runnable
from holes.lock import Entry
from holes.report import FileReport, Status
from holes.runner.protocol import Answer, Case, Ending, Limits, Outcome, Program
from holes.verdict import Verdict
from sketch.model import Fill
from tests.holes.fakes import Folder, InProcess, hole_of

DOUBLE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n'
RIGHT = "def double(n):\n    return 2 * n\n"
WRONG = "def double(n):\n    return n\n"


def checked(path: Path, text: str, **fills: str) -> FileReport:
    """The report on a sketch with these fills in its lock."""
    folder = Folder(path)
    folder.write(text)
    prints = folder.load().fingerprints
    folder.lock.update(Entry("a.anpl", id, prints[id], "fake", "2030-01-02", fill=Fill(fills[id])) for id in fills)
    return folder.check()


@pytest.mark.parametrize(
    ("text", "fills", "status", "codes"),
    [
        (DOUBLE, {}, Status.UNFILLED, ["unfilled-hole"]),
        (DOUBLE, {"double": RIGHT}, Status.VERIFIED, []),
        (DOUBLE, {"double": WRONG}, Status.FAILING, ["example-failed"]),
        (DOUBLE, {"double": "def double(n):\n    return n / 0\n"}, Status.FAILING, ["example-raised"]),
        (DOUBLE, {"double": "def double(n):\n    return 8\n"}, Status.VERIFIED, ["memorised-examples"]),
        ('def double(n):\n    """Twice."""\n', {"double": RIGHT}, Status.UNCHECKED, ["unchecked-fill"]),
        (DOUBLE.replace("(4)\n", "(4)  # doctest: +SKIP\n"), {"double": RIGHT}, Status.UNCHECKED, ["unchecked-fill"]),
    ],
)
def test_a_holes_status(tmp_path: Path, text: str, fills: dict[str, str], status: Status, codes: list[str]) -> None:
    entry = hole_of(checked(tmp_path, text, **fills), "double")
    assert (entry.status, [diagnostic.code for diagnostic in entry.diagnostics]) == (status, codes)


class HalfARunner(InProcess):
    """Can run every second case."""

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        ran = await super().run(program, cases, limits, trace=trace, answer=answer)
        return tuple(Outcome(Ending.INCONCLUSIVE) if number % 2 else outcome for number, outcome in enumerate(ran))


def test_what_could_not_be_run_is_neither_green_nor_red(tmp_path: Path) -> None:
    folder = Folder(tmp_path, HalfARunner())
    folder.write(DOUBLE.replace("    8\n", "    8\n    >>> double(5)\n    10\n"))
    entry = Entry("a.anpl", "double", folder.load().fingerprints["double"], "fake", "2030-01-02", fill=Fill(RIGHT))
    folder.lock.update([entry])
    report = hole_of(folder.check(), "double")
    assert [example.verdict for example in report.examples] == [Verdict.PASSED, Verdict.INCONCLUSIVE]
    assert report.status is Status.UNCHECKED


def test_diagnostics_stand_where_they_belong(tmp_path: Path) -> None:
    report = checked(tmp_path, DOUBLE, double=WRONG)
    (diagnostic,) = hole_of(report, "double").diagnostics
    text = report.sketch.text
    assert text[diagnostic.span.start : diagnostic.span.end].strip().startswith(">>> double(4)")
    assert diagnostic.message == "double(4): expected 8, got 4"
    (diagnostic,) = hole_of(checked(tmp_path, 'def f():\n    """Words."""\n'), "f").diagnostics
    assert diagnostic.message == "`f` is not filled"


CALLER = 'def quad(n):\n    """\n    >>> quad(3)\n    12\n    """\n    return twice(twice(n))\n\n'
TWICE = 'def twice(n):\n    """Twice."""\n'


def test_a_function_is_blocked_by_what_is_missing(tmp_path: Path) -> None:
    report = checked(tmp_path, CALLER + TWICE)
    entry = hole_of(report, "quad")
    assert (entry.status, entry.examples[0].verdict) == (Status.BLOCKED, Verdict.BLOCKED)
    assert [diagnostic.code for diagnostic in entry.diagnostics] == ["example-blocked"]
    assert "twice" in entry.diagnostics[0].message
    assert hole_of(report, "twice").status is Status.UNFILLED


@pytest.mark.parametrize(("fill", "status"), [("return 2 * n", Status.VERIFIED), ("return n", Status.FAILING)])
def test_a_hole_is_judged_through_its_callers(tmp_path: Path, fill: str, status: Status) -> None:
    report = checked(tmp_path, CALLER + TWICE, twice=f"def twice(n):\n    {fill}\n")
    assert [entry.status for entry in report.holes] == [status, status]
    assert hole_of(report, "twice").through == ("quad",)


def test_no_one_is_blamed_where_two_may_be_the_cause(tmp_path: Path) -> None:
    text = CALLER.replace("twice(twice(n))", "more(twice(n))") + TWICE + TWICE.replace("twice", "more")
    wrong = {"twice": "def twice(n):\n    return n\n", "more": "def more(n):\n    return n\n"}
    report = checked(tmp_path, text, **wrong)
    statuses = {entry.hole.id: entry.status for entry in report.holes}
    assert statuses == {"quad": Status.FAILING, "twice": Status.UNCHECKED, "more": Status.UNCHECKED}


class Silent(InProcess):
    """Every program ends its process, of which nobody can say any more what it reached."""

    def __init__(self, ending: Ending) -> None:
        super().__init__()
        self._ending = ending

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        return (Outcome(self._ending),) * len(cases)


AT_LOAD = "SIZE = twice(2)\n"


@pytest.mark.parametrize("ending", [Ending.TIMEOUT, Ending.CRASHED])
@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        (CALLER + TWICE, {"quad": Status.FAILING, "twice": Status.FAILING}),
        (
            CALLER.replace("twice(twice(n))", "more(twice(n))") + TWICE + TWICE.replace("twice", "more"),
            {"quad": Status.FAILING, "twice": Status.UNCHECKED, "more": Status.UNCHECKED},
        ),
        (
            CALLER + TWICE + TWICE.replace("twice", "more"),
            {"quad": Status.FAILING, "twice": Status.FAILING, "more": Status.UNCHECKED},
        ),
        (
            CALLER.replace("twice(twice(n))", "more(n)") + TWICE + TWICE.replace("twice", "more") + AT_LOAD,
            {"quad": Status.FAILING, "twice": Status.UNCHECKED, "more": Status.UNCHECKED},
        ),
    ],
)
def test_who_may_have_hung_is_blamed_if_it_is_alone(
    tmp_path: Path, text: str, statuses: dict[str, Status], ending: Ending
) -> None:
    folder = Folder(tmp_path, Silent(ending))
    folder.write(text)
    prints = folder.load().fingerprints
    fills = {id: Fill(f"def {id}(n):\n    return n\n") for id in statuses if id != "quad"}
    folder.lock.update(Entry("a.anpl", id, prints[id], "fake", "2030-01-02", fill=fill) for id, fill in fills.items())
    assert {entry.hole.id: entry.status for entry in folder.check().holes} == statuses


def test_a_fill_for_another_question_is_stale(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    checked(tmp_path, DOUBLE, double=RIGHT)
    folder.write(DOUBLE.replace("Twice", "Two times"))
    entry = hole_of(folder.check(), "double")
    assert (entry.status, entry.flags) == (Status.VERIFIED, ("stale",))
    assert [diagnostic.code for diagnostic in entry.diagnostics] == ["stale-fill"]
    folder.write("# elsewhere\n" + DOUBLE + "\nx = 1\n")
    assert hole_of(folder.check(), "double").flags == ()


@pytest.mark.parametrize(("fill", "status"), [("return abs(n)", Status.VERIFIED), ("return n", Status.FAILING)])
def test_properties_count(tmp_path: Path, fill: str, status: Status) -> None:
    text = 'def size(n: int) -> int:\n    """How large.\n\n    Properties:\n        result >= 0\n    """\n'
    entry = hole_of(checked(tmp_path, text, size=f"def size(n: int) -> int:\n    {fill}\n"), "size")
    assert entry.status is status
    assert [diagnostic.code for diagnostic in entry.diagnostics] == ["property-falsified"] * (status is Status.FAILING)
    if status is Status.FAILING:
        assert entry.properties[0].falsified_by == "n=-1"


def test_conflicting_examples_are_not_run(tmp_path: Path) -> None:
    text = DOUBLE.replace('8\n    """', '8\n    >>> double(4)\n    9\n    """')
    report = checked(tmp_path, text, double=RIGHT)
    entry = hole_of(report, "double")
    assert [example.verdict for example in entry.examples] == [Verdict.CONFLICTING, Verdict.CONFLICTING]
    assert entry.status is not Status.VERIFIED
    assert {problem.code for problem in report.errors} == {"examples-conflict"}


def test_a_typed_example_and_a_row_that_contradict_each_other_are_left_out(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write('{"args": [3], "returns": 4}\n{"args": [5], "returns": 5}\n', "a.jsonl")
    docstring = '"""Keep.\n\n    >>> keep(3)\n    3\n\n    Examples: a.jsonl\n    """'
    folder.write(f"def keep(x):\n    {docstring}\n    return x\n")
    sketch = folder.load().sketch
    (keep,) = sketch.functions
    assert [example.source for example in runnable(sketch, keep)] == ["keep(5)"]
