"""The fill loop, with an engine that says what it is told and a runner in this process."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from attrs import evolve

from holes.budget import Budget
from holes.doubt import Doubt
from holes.engines.protocol import EngineError, Proposal, Rival, Usage
from holes.files import FileError
from holes.progress import Silent
from holes.report import FileReport, HoleReport, Severity, Status
from holes.search import Effort
from sketch.model import Fill
from tests.holes.fakes import COST, ByHole, FakeEngine, Folder, hole_of

DOUBLE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    >>> double(-1)\n    -2\n    """\n'
RIGHT = "def double(n):\n    return 2 * n\n"
OTHER = "def double(n):\n    return n + n\n"
SAME = "def double( n ):\n    # twice\n    return (2*n)\n"
WRONG = "def double(n):\n    return n + 4\n"
WORSE = "def double(n):\n    return n\n"
IN_PLACE = DOUBLE + "    ...  # hole\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """An empty folder."""
    return Folder(tmp_path)


def codes(report: FileReport, id: str = "double") -> list[str]:
    """The codes of a hole's diagnostics."""
    return [diagnostic.code for diagnostic in hole_of(report, id).diagnostics]


def test_the_first_candidate_that_passes_ends_the_work(folder: Folder) -> None:
    folder.write(DOUBLE)
    first, second = FakeEngine((WRONG, RIGHT, OTHER)), FakeEngine((OTHER,))
    report = folder.fill(first, second)
    entry = hole_of(report, "double")
    assert (entry.status, first.closed, second.asked) == (Status.VERIFIED, 1, [])
    assert folder.kept("double") == RIGHT
    assert entry.fill is not None
    assert (entry.fill.engine, entry.fill.model, entry.fill.attempts) == ("fake", "small", 2)
    assert entry.fill.usage == COST + COST + COST  # the third was there already, though it was not judged any more
    assert entry.note is None
    kept = folder.entry("double")
    assert kept is not None
    assert (kept.date, kept.passed, kept.checked, kept.engine, kept.model) == ("2030-01-02", 2, 2, "fake", "small")


DOUBT = Doubt("double(0.5)", "1.0", "0")
WHOLE = "def double(n):\n    return 2 * int(n)\n"


def doubted(other: str) -> Proposal:
    """The right answer, from an engine that knows of another one."""
    return Proposal(RIGHT, "fake", rival=Rival(other, DOUBT))


def test_a_fill_is_ambiguous_where_another_one_that_differs_passes_too(folder: Folder) -> None:
    folder.write(DOUBLE)
    filled = folder.fill(FakeEngine((doubted(WHOLE),)))
    assert folder.kept("double") == RIGHT
    for report in (filled, folder.check()):
        entry = hole_of(report, "double")
        assert entry.status is Status.AMBIGUOUS
        (found,) = entry.diagnostics
        assert (found.code, found.severity) == ("ambiguous-fill", Severity.WARNING)
        assert found.message == "double(0.5) gives 1.0, but what gives 0 passes, too: add the example that you mean"


@pytest.mark.parametrize(
    ("example", "status"),
    [
        ("double(0.5)\n    1.0", Status.VERIFIED),
        ("double(0.5)\n    0", Status.FAILING),
        ("double(7)\n    14", Status.AMBIGUOUS),
    ],
)
def test_an_example_of_the_call_settles_a_doubt(folder: Folder, example: str, status: Status) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((doubted(WHOLE),)))
    folder.write(DOUBLE.replace("    -2\n", f"    -2\n    >>> {example}\n"))
    entry = hole_of(folder.check(), "double")
    assert (entry.status, entry.flags) == (status, ("stale",))
    # Who adds an example to a fill in doubt is asked the next question, if there is one.
    engine = FakeEngine((WHOLE if status is Status.FAILING else RIGHT,))
    assert hole_of(folder.fill(engine), "double").status is Status.VERIFIED
    assert len(engine.asked) == 1


@pytest.mark.parametrize(("halves", "status"), [(3, Status.VERIFIED), (4, Status.AMBIGUOUS)])
def test_an_example_of_a_caller_settles_a_doubt(folder: Folder, halves: int, status: Status) -> None:
    called = (
        f'def price(halves):\n    """>>> price({halves})\n    {halves / 1}"""\n    return 1.0 * double(halves / 2)\n'
    )
    folder.write(f"{DOUBLE}\n\n{called}")
    assert hole_of(folder.fill(FakeEngine((doubted(WHOLE),))), "double").status is status


def test_what_a_person_locked_or_wrote_is_in_no_doubt(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((doubted(WHOLE),)))
    (entry,) = folder.lock.read().entries
    assert entry.doubt == DOUBT
    folder.lock.update([evolve(entry, locked=True)])
    assert hole_of(folder.check(), "double").status is Status.VERIFIED
    folder.lock.update([evolve(entry, fill=Fill(SAME))])
    assert hole_of(folder.check(), "double").status is Status.VERIFIED


def test_what_fails_is_told_to_fail_whatever_it_is_confused_with(folder: Folder) -> None:
    class Told(Silent):
        statuses: ClassVar[list[Status]] = []

        def hole_finished(self, report: HoleReport) -> None:
            self.statuses.append(report.status)

    folder.write(DOUBLE)
    folder.fill(FakeEngine((Proposal(WRONG, "fake", rival=Rival(RIGHT, DOUBT)),)), progress=Told())
    assert Told.statuses == [Status.FAILING]


def test_a_doubt_that_does_not_pass_is_none(folder: Folder) -> None:
    folder.write(DOUBLE)
    entry = hole_of(folder.fill(FakeEngine((doubted(WRONG),))), "double")
    assert (entry.status, entry.diagnostics) == (Status.VERIFIED, ())


def test_the_same_candidate_is_judged_once(folder: Folder) -> None:
    folder.write(DOUBLE)
    report = folder.fill(FakeEngine((WRONG, WRONG, f"```python\n{WRONG}```", SAME)))
    fill = hole_of(report, "double").fill
    assert fill is not None
    assert fill.attempts == 2


def test_a_repair_gets_the_failing_example_in_words(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WRONG,), (RIGHT,))
    report = folder.fill(engine)
    assert hole_of(report, "double").status is Status.VERIFIED
    first, second = engine.asked
    assert first.feedback is None
    assert second.feedback is not None
    assert second.feedback.source == WRONG
    assert second.feedback.words == ">>> double(-1)\ndouble(-1): expected -2, got 3"


def test_a_held_back_example_is_told_to_nobody(folder: Folder) -> None:
    rows = {1: 2, 2: 4, 5: 10, 6: 12}
    examples = "".join(f"    >>> double({n})\n    {twice}\n" for n, twice in rows.items())
    folder.write(f'def double(n):\n    """Twice.\n\n{examples}    """\n')
    engine = FakeEngine(("def double(n):\n    return 2 * n if n != 5 else 77 + n\n",), (RIGHT,))
    report = folder.fill(engine)
    assert engine.asked[0].shown == (0, 1, 3)
    feedback = engine.asked[1].feedback
    assert feedback is not None
    assert feedback.words
    assert not any(secret in feedback.words for secret in ("double(5)", "10", "82"))
    assert hole_of(report, "double").status is Status.VERIFIED


def test_the_same_failure_twice_ends_it(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WRONG,), ("def double(n):\n    return 4 + n\n",), (RIGHT,))
    report = folder.fill(engine)
    assert len(engine.asked) == 2
    note = hole_of(report, "double").note
    assert note is not None
    assert note.startswith("stalled")
    assert codes(report) == ["example-failed", "engine-error"]


def test_rounds_are_counted(folder: Folder) -> None:
    folder.write(DOUBLE)
    answers = [(f"def double(n):\n    return {n} * n if n > 0 else n\n",) for n in range(5, 15)]
    engine = FakeEngine(*answers)
    folder.fill(engine, effort=Effort(rounds=2, seconds=20.0))
    assert len(engine.asked) == 3


def test_a_repair_is_of_the_latest_candidate(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WORSE,), ("def double(n):\n    return n - 40\n",), (RIGHT,))
    report = folder.fill(engine)
    assert hole_of(report, "double").status is Status.VERIFIED


def test_an_engine_that_cannot_repair_is_asked_once(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WRONG,), (RIGHT,), repairs=False)
    after = FakeEngine((RIGHT,))
    report = folder.fill(engine, after)
    assert (len(engine.asked), len(after.asked)) == (1, 1)
    assert hole_of(report, "double").status is Status.VERIFIED


def test_a_failing_candidate_never_replaces_a_fill_that_passes(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    before = folder.read("holes.lock")
    report = folder.fill(FakeEngine((WRONG,)), refill=True)
    assert folder.read("holes.lock") == before
    assert hole_of(report, "double").status is Status.VERIFIED
    assert "engine-error" not in codes(report)


def test_a_failing_candidate_is_kept_where_nothing_stood(folder: Folder) -> None:
    folder.write(DOUBLE)
    report = folder.fill(FakeEngine((WORSE, WRONG)))
    assert (folder.kept("double"), hole_of(report, "double").status) == (WRONG, Status.FAILING)
    # The better of two failing ones stays, and a worse one does not push it out.
    folder.fill(FakeEngine((WORSE,)))
    assert folder.kept("double") == WRONG


def test_nothing_that_fails_is_written_into_a_python_file(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")
    report = folder.fill(FakeEngine((WRONG,)), name="a.py")
    assert folder.read("a.py") == IN_PLACE
    assert folder.entry("double", "a.py") is None
    assert "example-failed" in codes(report)


def test_a_python_file_is_filled_in_place(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")
    report = folder.fill(FakeEngine((RIGHT,)), name="a.py")
    assert folder.read("a.py") == DOUBLE + "    return 2 * n\n"
    assert hole_of(report, "double").status is Status.VERIFIED
    assert folder.kept("double", "a.py") is None
    engine = FakeEngine((RIGHT,))
    assert hole_of(folder.fill(engine, name="a.py"), "double").flags == ()
    assert engine.asked == []


def test_a_budget_stops_with_what_there_is(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WORSE, WRONG, RIGHT), (RIGHT,))
    report = folder.fill(engine, budget=Budget(requests=2))
    entry = hole_of(report, "double")
    assert engine.given == [WORSE, WRONG]
    assert (folder.kept("double"), entry.status) == (WRONG, Status.FAILING)
    assert entry.note == "The budget of 2 requests is spent; raise it, or fill again to go on from here."


def test_a_spent_budget_asks_nobody(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((RIGHT,))
    report = folder.fill(engine, budget=Budget(tokens=0))
    assert engine.asked == []
    assert hole_of(report, "double").note is not None


def test_an_engines_error_becomes_one_note(folder: Folder) -> None:
    folder.write(DOUBLE)
    error = EngineError("The service is down; try again.", usage=Usage(1, 0, 1))
    report = folder.fill(FakeEngine((error,)), FakeEngine((error,)))
    entry = hole_of(report, "double")
    assert (entry.note, entry.status) == ("The service is down; try again.", Status.UNFILLED)
    assert codes(report) == ["unfilled-hole", "engine-error"]
    # What failed is no news where another engine then found a fill.
    report = folder.fill(FakeEngine((error,)), FakeEngine((RIGHT,)))
    assert "engine-error" not in codes(report)


def test_answers_that_cannot_be_used_say_why(folder: Folder) -> None:
    folder.write(DOUBLE)
    report = folder.fill(FakeEngine(("I am sorry, I cannot.",)))
    note = hole_of(report, "double").note
    assert note is not None
    assert note.startswith("no answer of fake could be used: ")
    table = "def double(n):\n    return {4: 8, -1: -2}[n]\n"
    note = hole_of(folder.fill(FakeEngine((table,))), "double").note
    assert note == "no answer of fake could be used: it is a table of the examples"
    assert folder.entry("double") is None


def test_locked_holes_are_left_alone(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((WRONG,)))
    folder.set_locked("double")
    engine = FakeEngine((RIGHT,))
    assert hole_of(folder.fill(engine, refill=True), "double").flags == ("locked",)
    assert (engine.asked, folder.kept("double")) == ([], WRONG)


def test_a_stale_fill_that_still_holds_costs_nothing(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(DOUBLE.replace("Twice.", "Two times."))
    assert hole_of(folder.check(), "double").flags == ("stale",)
    engine = FakeEngine((OTHER,))
    report = folder.fill(engine)
    assert (engine.asked, hole_of(report, "double").flags, folder.kept("double")) == ([], (), RIGHT)
    kept = folder.entry("double")
    assert kept is not None
    assert (kept.engine, kept.model) == ("fake", "small")


def test_a_stale_fill_that_fails_is_replaced(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(DOUBLE.replace("8", "12").replace("-2", "-3"))
    engine = FakeEngine(("def double(n):\n    return 3 * n\n",))
    report = folder.fill(engine)
    assert (len(engine.asked), hole_of(report, "double").status) == (1, Status.VERIFIED)


def test_a_stale_fill_in_place_costs_nothing_either(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")
    folder.fill(FakeEngine((RIGHT,)), name="a.py")
    folder.write(folder.read("a.py").replace("Twice.", "Two times."), "a.py")
    assert hole_of(folder.check("a.py"), "double").flags == ("stale",)


def test_what_holds_is_left_alone_and_refill_asks_again(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    engine = FakeEngine((OTHER,))
    folder.fill(engine)
    assert (engine.asked, folder.kept("double")) == ([], RIGHT)
    folder.fill(engine, refill=True)
    assert folder.kept("double") == OTHER


def test_only_what_is_named_is_filled(folder: Folder) -> None:
    folder.write(DOUBLE + "\n" + DOUBLE.replace("double", "again"))
    engine = ByHole(double=RIGHT, again=RIGHT.replace("double", "again"))
    folder.fill(engine, only=frozenset({"again"}))
    assert engine.order == ["again"]


def test_a_hole_waits_for_those_that_its_examples_call(folder: Folder) -> None:
    examples = "    >>> show(double(2))\n    'four'\n    >>> show(double(1))\n    'two'\n"
    show = f'def show(n):\n    """In words.\n\n{examples}    """\n'
    folder.write(show + "\n" + DOUBLE)
    engine = ByHole(double=RIGHT, show="def show(n):\n    return 'two' if n < 3 else 'four'\n")
    report = folder.fill(engine)
    assert engine.order == ["double", "show"]
    assert [entry.status for entry in report.holes] == [Status.VERIFIED, Status.VERIFIED]


def test_circles_are_told_and_do_not_stop_the_rest(folder: Folder) -> None:
    circle = (
        'def enc(s):\n    """Hide.\n\n    >>> dec(enc(\'ab\'))\n    \'ab\'\n    """\n\n'
        'def dec(s):\n    """Show.\n\n    >>> enc(dec(\'ab\'))\n    \'ab\'\n    """\n\n'
    )
    folder.write(circle + DOUBLE)
    report = folder.fill(ByHole(double=RIGHT))
    assert [problem.code for problem in report.errors] == ["example-blocked"]
    assert "wait for each other" in report.errors[0].message
    assert hole_of(report, "double").status is Status.VERIFIED


def test_a_hole_without_examples_is_judged_by_its_callers(folder: Folder) -> None:
    quad = 'def quad(n):\n    """\n    >>> quad(3)\n    12\n    """\n    return twice(twice(n))\n\n'
    folder.write(f'{quad}def twice(n):\n    """Twice."""\n')
    right, wrong = "def twice(n):\n    return 2 * n\n", "def twice(n):\n    return n + 1\n"
    report = folder.fill(FakeEngine((wrong, right)))
    assert folder.kept("twice") == right
    assert (hole_of(report, "twice").status, hole_of(report, "twice").through) == (Status.VERIFIED, ("quad",))
    assert hole_of(report, "quad").status is Status.VERIFIED


def test_a_python_file_edited_elsewhere_meanwhile_keeps_the_edit(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")

    def edit() -> None:
        folder.write("# a new line\nimport os\n" + IN_PLACE + "\nx = 1\n", "a.py")

    report = folder.fill(FakeEngine((edit, RIGHT)), name="a.py")
    assert folder.read("a.py") == "# a new line\nimport os\n" + DOUBLE + "    return 2 * n\n\nx = 1\n"
    assert hole_of(report, "double").status is Status.VERIFIED


def test_a_hole_edited_meanwhile_is_not_overwritten(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")
    changed = IN_PLACE.replace("Twice.", "Thrice.")
    with pytest.raises(FileError, match=r"`double` in .*a\.py was changed meanwhile: its fill was not written"):
        folder.fill(FakeEngine((lambda: folder.write(changed, "a.py"), RIGHT)), name="a.py")
    assert folder.read("a.py") == changed
    assert folder.entry("double", "a.py") is None


def test_a_hole_filled_by_hand_meanwhile_is_not_overwritten(folder: Folder) -> None:
    folder.write(IN_PLACE, "a.py")
    by_hand = DOUBLE + "    return n * 2  # mine\n"
    with pytest.raises(FileError, match="changed meanwhile"):
        folder.fill(FakeEngine((lambda: folder.write(by_hand, "a.py"), RIGHT)), name="a.py")
    assert folder.read("a.py") == by_hand


def test_a_python_file_deleted_meanwhile_is_not_made_again(folder: Folder) -> None:
    path = folder.write(IN_PLACE, "a.py")
    with pytest.raises(FileError, match="is gone: the fill of `double` was not written"):
        folder.fill(FakeEngine((path.unlink, RIGHT)), name="a.py")
    assert not path.exists()


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("indent", ["    ", "\t", "  "])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_only_the_holes_line_changes(folder: Folder, newline: str, indent: str, mark: str) -> None:
    before = "# caf\u00e9 \U0001f9ed  \nx = '\x0c\u2028'   \n\n"
    hole = IN_PLACE.replace("    ", indent)
    after = "\n\n\ny\t= 2   # \U0001f9ed\n# no line end"
    text = mark + (before + hole + after).replace("\n", newline)
    folder.write(text, "a.py")
    report = folder.fill(FakeEngine(("def double(n):\n    m = n\n    return m + n\n",)), name="a.py")
    assert hole_of(report, "double").status is Status.VERIFIED
    filled = text.replace("...  # hole", f"m = n{newline}{indent}return m + n")
    assert folder.read("a.py") == filled


def test_two_holes_of_a_python_file_are_both_written(folder: Folder) -> None:
    folder.write(IN_PLACE + "\n\n" + IN_PLACE.replace("double", "again"), "a.py")
    report = folder.fill(ByHole(double=RIGHT, again=RIGHT.replace("double", "again")), name="a.py")
    assert [entry.status for entry in report.holes] == [Status.VERIFIED, Status.VERIFIED]
    assert "# hole" not in folder.read("a.py")


def test_a_report_never_shows_what_a_check_would_not(folder: Folder) -> None:
    skipped = 'def skipped(n):\n    """Never run.\n\n    >>> skipped(1)  # doctest: +SKIP\n    1\n    """\n'
    calls = 'def calls(n):\n    """\n    >>> calls(1)\n    2\n    """\n    return double(n)\n'
    folder.write("\n".join((skipped, DOUBLE, calls)))
    engine = ByHole(skipped="def skipped(n):\n    return n\n", double=WORSE)
    report = folder.fill(engine)
    again = folder.check()
    for entry in report.holes:
        assert entry.status is hole_of(again, entry.hole.id).status, entry.hole.id
    assert folder.kept("skipped") == "def skipped(n):\n    return n\n"
    assert hole_of(report, "skipped").status is Status.UNCHECKED


def test_a_late_wrong_answer_leaves_a_verified_fill_alone(folder: Folder) -> None:
    folder.write(DOUBLE)

    def meanwhile() -> None:
        thread = Thread(target=lambda: folder.fill(FakeEngine((RIGHT,))))
        thread.start()
        thread.join()

    folder.fill(FakeEngine((meanwhile, WRONG)))
    assert folder.kept("double") == RIGHT


def test_a_hole_locked_meanwhile_is_left_alone(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.fill(FakeEngine((lambda: folder.set_locked("double"), OTHER)), refill=True)
    assert folder.kept("double") == RIGHT


def test_an_answer_for_a_hole_that_changed_meanwhile_is_dropped(folder: Folder) -> None:
    folder.write(DOUBLE)
    with pytest.raises(FileError, match="was changed meanwhile"):
        folder.fill(FakeEngine((lambda: folder.write(DOUBLE.replace("Twice", "Double")) and None, RIGHT)))
    assert folder.kept("double") is None


def test_what_nothing_can_judge_replaces_nothing_verified(folder: Folder) -> None:
    text = (
        'def main(n):\n    """\n    >>> main(3)\n    7\n    """\n    return b(a(n))\n\n'
        'def a(n):\n    """First."""\n\ndef b(n):\n    """Second."""\n'
    )
    folder.write(text)
    first = {"a": "def a(n):\n    return 2 * n\n", "b": "def b(n):\n    return n + 1\n"}
    folder.fill(ByHole(**first))
    assert {entry.status for entry in folder.check().holes} == {Status.VERIFIED}
    folder.fill(ByHole(b="def b(n):\n    return 100 * n\n"), refill=True, only=frozenset({"b"}))
    assert folder.kept("b") == first["b"]


def test_no_green_beside_a_contradiction_or_what_could_not_be_read(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(DOUBLE.replace('-2\n    """', '-2\n    >>> double(4)\n    9\n    """'))
    assert hole_of(folder.check(), "double").status is Status.FAILING
    folder.write(DOUBLE.replace('-2\n    """', '-2\n    >>>double(5)\n    10\n    """'))
    assert hole_of(folder.check(), "double").status is Status.UNCHECKED


def test_a_nested_hole_is_judged_by_the_function_around_it(folder: Folder) -> None:
    text = (
        'def outer(n):\n    """\n    >>> outer(3)\n    7\n    """\n'
        '    def inner(k):\n        """One more.\n\n        >>> inner(1)\n        2\n        """\n'
        "    return inner(2 * n)\n"
    )
    folder.write(text)
    report = folder.fill(ByHole(**{"outer.inner": "def inner(k):\n    return k + 1\n"}))
    entry = hole_of(report, "outer.inner")
    assert (entry.status, entry.through) == (Status.VERIFIED, ("outer",))
    assert entry.examples[0].message == (
        "`inner` exists only inside `outer`, which judges it: give `outer` the examples"
    )


def test_a_renamed_hole_keeps_its_fill_and_the_old_name_is_forgotten(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(DOUBLE.replace("double", "twice"))
    engine = FakeEngine((OTHER,))
    folder.fill(engine)
    assert engine.asked == []
    assert folder.kept("twice") == RIGHT.replace("double", "twice")
    assert folder.kept("double") is None


def test_a_question_is_no_larger_than_the_budget(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((WRONG,))
    folder.fill(engine, budget=Budget(requests=2), effort=Effort(candidates=4, rounds=0, seconds=20.0))
    assert [request.count for request in engine.asked] == [2]
    folder.write(DOUBLE, "b.anpl")
    report = folder.fill(poor := FakeEngine((RIGHT,)), name="b.anpl", budget=Budget(tokens=1))
    assert poor.asked == []
    assert hole_of(report, "double").note == (
        "The budget leaves too little for one more question; raise it, or fill again to go on from here."
    )


def test_a_hole_that_only_raises_is_not_verified_by_a_caller_that_swallows_it(folder: Folder) -> None:
    text = (
        'def main(n):\n    """\n    >>> main(1)\n    0\n    """\n'
        "    try:\n        return helper(n)\n    except Exception:\n        return 0\n\n"
        'def helper(n):\n    """Help."""\n'
    )
    folder.write(text)
    report = folder.fill(ByHole(helper="def helper(n):\n    return n / 0\n"))
    assert hole_of(report, "helper").status is Status.UNCHECKED


def test_a_budget_that_is_spent_does_not_stop_what_costs_nothing(folder: Folder) -> None:
    folder.write(DOUBLE)
    engine = FakeEngine((RIGHT,))
    engine.costs = False
    report = folder.fill(engine, budget=Budget(tokens=0))
    assert hole_of(report, "double").status is Status.VERIFIED


def test_a_fill_in_the_lock_that_is_no_python_blocks_no_other(folder: Folder) -> None:
    folder.write(DOUBLE + "\n" + DOUBLE.replace("double", "twice"))
    folder.fill(ByHole(double=RIGHT, twice=RIGHT.replace("double", "twice")))
    lock = folder.read("holes.lock")
    folder.write(lock.replace("def twice(n):", "def twice(n:"), "holes.lock")
    report = folder.check()
    assert hole_of(report, "double").status is Status.VERIFIED
    assert hole_of(report, "twice").status is Status.UNFILLED


def test_a_fill_that_a_person_changed_in_the_lock_is_theirs(folder: Folder) -> None:
    folder.write(DOUBLE)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(folder.read("holes.lock").replace("2 * n", "3 * n"), "holes.lock")
    engine = FakeEngine((RIGHT,))
    entry = hole_of(folder.fill(engine, refill=True), "double")
    assert (engine.asked, entry.flags, entry.status) == ([], ("edited",), Status.FAILING)
