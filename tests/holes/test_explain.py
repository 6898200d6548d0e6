"""Why examples do not hold, in words, and where they lead."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from holes.bench import Bench
from holes.check import check_with
from holes.explain import call_line, explain_failures
from holes.report import ExampleReport, HoleReport, Status
from holes.runner.protocol import Answer, Case, Ending, Error, Limits, Outcome, Program, Recorded
from holes.trace import TracedCall
from holes.values import from_python
from holes.verdict import Verdict
from sketch.model import Example, Fill, Hole
from tests.holes.explained import COUNTS, COUNTS_ALL, SORTS, SORTS_WELL, TALLY, ran
from tests.holes.fakes import InProcess


def test_the_first_wrong_step_and_how_it_was_reached(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS, best_order=SORTS)
    assert made.said("main", 1) == (
        'main(["h", "s"]): expected 1, got 0\n'
        "first wrong step: `best order`(lines=['h', 's'], tally=tally) gave ['h', 's'],"
        " where its example expects ['s', 'h']\n"
        "on the way:\n"
        "  `best order`(lines=['h', 's'], tally=tally) gave ['h', 's']  ← here\n"
        "    tally(text='h') gave 0\n"
        "    tally(text='s') gave 0\n"
        "  tally(text='hs') gave 0"
    )
    assert made.places("main", 1) == [
        ("the first wrong step: the fill of `best order`", "def best_order(lines, tally):"),
        ("`best order` is called here", "`best order`(lines, tally)"),
    ]
    assert made.explain()["main", 1].first_wrong == "best-order"


def test_a_hole_that_is_wrong_itself(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS_ALL, best_order=SORTS_WELL)
    assert made.said("tally", 1) == 'tally("hs"): expected 0, got 1'
    assert made.places("tally", 1) == [("the fill of `tally`", "def tally(text):")]


def test_where_two_values_part_both_are_shown(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS, best_order=SORTS)
    assert made.said("best-order") == (
        "_([\"h\", \"s\"], tally): at [0]: expected 's', got 'h'\n"
        "expected  ['s', 'h']\n"
        "got       ['h', 's']\n"
        "on the way:\n"
        "  tally(text='h') gave 0\n"
        "  tally(text='s') gave 0"
    )


RAISES = '''\
def inner(n):
    """
    >>> inner(1)
    1
    """

def main(n: int) -> int:
    """
    >>> main(0)
    1
    """
    if n > 5:
        return inner(5)
    return inner(n) + 1
'''
DIVIDES = "def inner(n):\n    # Here.\n    if n:\n        return 1 // n\n    return 1 // n\n"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_that_raised_and_the_call_it_passed(tmp_path: Path, end: str) -> None:
    made = ran(tmp_path, RAISES.replace("\n", end), inner=DIVIDES)
    division = "ZeroDivisionError: integer division or modulo by zero"
    assert made.said("main") == (
        f"main(0) raised {division} (at `return 1 // n` in the fill of `inner`)\n"
        "on the way:\n"
        f"  inner(n=0) raised {division}"
    )
    assert made.places("main") == [
        ("raised here, in the fill of `inner`", "return 1 // n"),
        ("`inner` is called here", "inner(n)"),
    ]
    (line, _) = made.explain()["main", 0].related
    assert line.span.start == DIVIDES.rindex("return")


def test_a_line_in_a_fill_in_place_of_a_description(tmp_path: Path) -> None:
    text = "def f(x):\n\t'''\n\t>>> f(0)\n\t1\n\t'''\n\treturn `one by`(x) # 🎈\n"
    source = "def one_by(x):\n  import math\n  return math.floor(\n    1 / x)\n"
    assert ran(tmp_path, text, one_by=source).places("f") == [
        ("raised here, in the fill of `one by`", "1 / x)"),
        ("`one by` is called here", "`one by`(x)"),
    ]


def test_code_of_a_persons_own(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(0)\n    1\n    >>> f(2)\n    1\n    """\n    return half(n) // n\n\n'
    text += "def half(n):\n    return n // 2\n"
    made = ran(tmp_path, text)
    assert made.places("f", 0) == [("raised here", "return half(n) // n")]
    assert made.said("f", 1) == "f(2): expected 1, got 0\non the way:\n  half(n=2) gave 1"
    assert made.places("f", 1) == [("the code of `f`", "f")]


def test_a_function_that_was_filled_in_place(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(0)\n    1\n    """\n    return 1 // n\n'
    assert ran(tmp_path, text, "a.py").places("f") == [("raised here", "return 1 // n")]


def test_methods_nested_and_asynchronous_holes(tmp_path: Path) -> None:
    text = (
        "import asyncio\n\nclass Box:\n    def __init__(self, n): self.n = n\n\n"
        '    def twice(self):\n        """Twice what is in it."""\n\n'
        'async def later(n):\n    """The same, later."""\n\n'
        'def f(n):\n    """\n    >>> f(2)\n    4\n    """\n'
        '    def nested(x):\n        """x itself"""\n'
        "    return asyncio.run(later(Box(nested(n)).twice()))\n"
    )
    fills = {
        "Box.twice": Fill("def twice(self):\n    return self.n + 1\n"),
        "f.nested": Fill("def nested(x):\n    return x\n"),
        "later": Fill("async def later(n):\n    return n / 0\n"),
    }
    made = evolve(ran(tmp_path, text), fills=fills)
    assert made.said("f").splitlines()[1:] == [
        "on the way:",
        "  nested(x=2) gave 2",
        "  __init__(self=<a.Box object>, n=2) gave None",
        "  twice(self=<a.Box object>) gave 3",
        "  later(n=3) raised ZeroDivisionError: division by zero",
    ]
    assert made.places("f") == [
        ("raised here, in the fill of `later`", "return n / 0"),
        ("`later` is called here", "later(Box(nested(n)).twice())"),
    ]


def test_one_hole_used_several_times_and_a_choice(tmp_path: Path) -> None:
    text = (
        'def f(n):\n    """\n    >>> f(2)\n    5\n    """\n    total = `one more`(n)\n'
        "    total += `one more`(total)\n    # >>> _(3)\n    # 4\n    return total + `choose: 1, 2`\n"
    )
    more = "def one_more(n):\n    return n + (1 if n < 3 else 2)\n"
    made = ran(tmp_path, text, one_more=more, choose_1_2="1")
    assert made.said("f") == (
        "f(2): expected 5, got 9\n"
        "first wrong step: `one more`(n=3) gave 5, where its example expects 4\n"
        "on the way:\n"
        "  `one more`(n=2) gave 3\n"
        "  `one more`(n=3) gave 5  ← here"
    )
    assert [code for _, code in made.places("f")] == [
        "def one_more(n):",
        "`one more`(n)",
        "`one more`(total)",
    ]


def test_many_calls_are_capped_and_the_first_wrong_one_is_among_them(tmp_path: Path) -> None:
    text = (
        'def step(n):\n    """\n    >>> step(40)\n    41\n    """\n\n'
        'def f(n):\n    """\n    >>> f(50)\n    50\n    """\n    return [step(i) for i in range(n)][-1]\n'
    )
    made = ran(tmp_path, text, step="def step(n):\n    return n\n")
    lines = made.said("f").splitlines()
    assert lines[1] == "first wrong step: step(n=40) gave 40, where its example expects 41"
    assert lines[-3:] == ["  …", "  step(n=40) gave 40  ← here", "  … and 9 more calls"]
    assert len(lines) == 15


def test_long_values_and_texts_of_many_lines(tmp_path: Path) -> None:
    text = (
        'def f(n):\n    """\n    >>> f(500)\n    [1]\n    >>> f(9)\n    first\n    last\n    """\n'
        "    if n == 9:\n        print('first\\nsecond')\n    else:\n        return list(range(n))\n"
    )
    made = ran(tmp_path, text)
    _, expected, got = made.said("f", 0).splitlines()
    assert (expected, got[:21], len(got) < 220) == ("expected  [1]", "got       [0, 1, 2, 3", True)
    assert made.said("f", 1) == ("f(9): the texts part in line 2: expected last, got second\ngot:\n  first\n  second")


def test_what_hangs_leads_to_its_code_without_being_run_again(tmp_path: Path) -> None:
    text = 'def f(n):\n    """\n    >>> f(0)\n    1\n    """\n'
    made = ran(tmp_path, text, seconds=0.2, f="def f(n):\n    while True: pass\n")
    assert made.said("f") == "f(0) gave no answer within 0.2 s"
    assert made.places("f") == [("the fill of `f`", "def f(n):")]


def test_what_waits_leads_to_what_it_waits_for(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, best_order=SORTS)
    assert made.said("main", 1) == 'main(["h", "s"]) needs `tally`, which is not filled'
    assert made.places("main", 1)[1:] == [("`tally` is called here", 'tally("".join(order))')]
    (hole, _) = made.explain()["main", 1].related
    assert (hole.message, hole.span) == ("`tally` is not filled", made.hole("tally").description_span)
    assert ("tally", 0) not in made.explain()


def test_what_passes_when_it_is_run_again(tmp_path: Path) -> None:
    text = (
        'def f(n):\n    """\n    >>> f(0)\n    1\n    """\n'
        "    import os, pathlib\n    path = pathlib.Path('ran')\n    if path.exists():\n        return 1\n"
        "    path.touch()\n    return 0\n"
    )
    made = ran(tmp_path, text)
    assert made.said("f") == ("f(0): expected 1, got 0\nrun once more, it passed: what it gives is not always the same")


def test_a_module_that_cannot_be_loaded(tmp_path: Path) -> None:
    text = 'import nowhere_at_all\n\ndef f(n):\n    """\n    >>> f(0)\n    1\n    """\n    return 1\n'
    assert ran(tmp_path, text).places("f") == [("raised here", "import nowhere_at_all")]


class Counting(InProcess):
    """Counts what is run, and records that nothing was called."""

    def __init__(self) -> None:
        super().__init__()
        self.traced: list[int] = []

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        if trace:
            self.traced.append(len(cases))
            assert answer is None
        return await super().run(program, cases, limits, trace=trace, answer=answer)


def test_all_are_run_again_at_once_but_not_too_many_of_one_hole(tmp_path: Path) -> None:
    examples = "".join(f"    >>> f({n})\n    1\n" for n in range(10))
    text = "".join(
        f'def {name}(n):\n    """\n{examples.replace("f(", name + "(")}    """\n    return 0\n' for name in "fg"
    )
    made = ran(tmp_path, text)
    runner = Counting()
    bench = Bench(runner)
    report = asyncio.run(check_with(made.document, {}, bench))
    found = asyncio.run(explain_failures(made.document, {}, report.holes, bench))
    assert len(found) == 20
    assert runner.traced == [10]


def test_what_may_not_be_told_is_not(tmp_path: Path) -> None:
    made = ran(tmp_path, TALLY, tally=COUNTS, best_order=SORTS)

    def open_(hole: Hole, example: Example) -> bool:
        return hole.id != "best-order"

    report = made.check()
    found = asyncio.run(explain_failures(made.document, made.fills, report.holes, made.bench, open_))
    assert set(found) == {("main", 1)}
    assert "expects" not in "\n".join(found["main", 1].lines)


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (TracedCall("f", "f", (), Ending.VALUE, "1"), "f() gave 1"),
        (
            TracedCall("f", "f", (("a", "1"), ("", "2")), Ending.VALUE, "3", wrong="4"),
            "f(a=1, 2) gave 3, where its example expects 4",
        ),
        (TracedCall("f", "f", (), Ending.MISSING), "f() did not come to an end"),
        (TracedCall("f", "f", (), Ending.VALUE, "1", answered=True), "f() gave 1, as an example of it says"),
        (TracedCall("f", "f", (), Ending.RAISED, "ValueError: bad"), "f() raised ValueError: bad"),
        (
            TracedCall("f", "a long description of what it is that this hole does with it", (), Ending.VALUE, "1"),
            "`a long description of what it is that…`() gave 1",
        ),
        (TracedCall("f", "x" * 60, (("a", "y" * 500),), Ending.VALUE, "z" * 500), None),
    ],
)
def test_a_call_in_words(call: TracedCall, line: str | None) -> None:
    found = call_line(call)
    assert line is None or found == line
    assert len(found) < 220
    assert "\n" not in found


_VALUES = st.sampled_from([from_python(thing) for thing in (None, 1, "sh", ["h", "s"], "x" * 999, {"a": {1}})])
_ERRORS = st.builds(
    Error,
    st.sampled_from(["", "ValueError"]),
    st.sampled_from(["", "bad", "two\nlines"]),
    frames=st.lists(st.tuples(st.integers(-2, 40), st.just("f")), max_size=3).map(tuple),
)
_CALLS = st.builds(
    Recorded,
    st.sampled_from(["main", "tally", "best-order", "nowhere"]),
    st.lists(_VALUES, max_size=3).map(tuple),
    st.lists(st.tuples(st.sampled_from(["text", "lines", "b"]), _VALUES), max_size=2).map(tuple),
    st.sampled_from(Ending),
    st.none() | _VALUES,
    st.none() | _ERRORS,
    st.integers(-1, 99),
    st.none() | st.integers(-1, 20),
)
_OUTCOMES = st.builds(
    Outcome,
    st.sampled_from(Ending),
    st.none() | _VALUES,
    st.sampled_from(["", "1"]),
    st.sampled_from(["", "said\n"]),
    st.none() | _ERRORS,
    calls=st.lists(_CALLS, max_size=20).map(tuple),
    calls_cut=st.booleans(),
)


class Forging(InProcess):
    """Tells of every example that is traced what it was given."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        return (self._outcome,) * len(cases)


@given(_OUTCOMES, st.sampled_from(Verdict))
def test_whatever_a_process_tells_is_explained_in_lines_that_lead_somewhere(outcome: Outcome, verdict: Verdict) -> None:
    with TemporaryDirectory() as folder:
        made = ran(Path(folder), TALLY, tally=COUNTS, best_order=SORTS)
    reports = [
        HoleReport(
            hole,
            hole.kind,
            Status.FAILING,
            "0",
            examples=tuple(ExampleReport(example, verdict, "1", "2", "why") for example in hole.examples),
        )
        for hole in (*made.document.sketch.holes, *made.document.sketch.functions)
    ]
    found = asyncio.run(explain_failures(made.document, made.fills, reports, Bench(Forging(outcome))))
    for explanation in found.values():
        assert all(len(line) < 300 and "\n" not in line for line in explanation.lines)
        assert len(explanation.lines) < 30
        for item in explanation.related:
            text = made.document.sketch.text if item.fill is None else made.fills[item.fill].source
            assert 0 <= item.span.start <= item.span.end <= len(text)
