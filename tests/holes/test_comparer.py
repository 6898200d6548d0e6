"""Examples whose expected text is no literal: compared as texts, then as values, where no candidate is."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AbstractAsyncContextManager

from holes.bench import Bench, Evidence, run_examples, screen_examples
from holes.runner import messages
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Answer, Case, Confinement, Limits, Outcome, Program, Session
from holes.verdict import Verdict
from sketch.model import Fill, Language
from sketch.parse import parse

PRELUDE = '''\
import datetime
import enum
from collections import Counter, OrderedDict, deque
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import numpy as np


@dataclass(frozen=True)
class Point:
    x: float
    y: float = 0


@dataclass
class Secretive:
    shown: int
    hidden: int = field(repr=False)


class Bare:
    def __init__(self, n):
        self.n = n


class Odd:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return type(other) is Odd and self.n % 2 == other.n % 2

    def __repr__(self):
        return f"Odd({self.n})"


class Color(enum.Enum):
    RED = 1
    BLUE = 2


def shifted(i):
    """Do it.

'''


class Recording:
    """A process for each program, and a record of what was run."""

    def __init__(self) -> None:
        self._runner = ProcessRunner(sys.executable)
        self.runs: list[tuple[Program, tuple[Case, ...]]] = []

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """What the process gives."""
        self.runs.append((program, cases))
        return await self._runner.run(program, cases, limits, trace=trace, answer=answer)

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """What a process of its own gives for each."""
        return tuple([await self.run(program, cases, limits) for program in programs])

    async def confinement(self) -> Confinement:
        """What the process has."""
        return await self._runner.confinement()

    def open(self, program: Program, limits: Limits) -> AbstractAsyncContextManager[Session]:
        """Not recorded."""
        return self._runner.open(program, limits)

    def requests(self, part: str) -> list[str]:
        """All that was sent to processes whose program has `part` in it."""
        return [
            json.dumps([messages.load_request(program, Limits(), trace=False, answers=False)])
            + "".join(json.dumps(messages.case_request(case, 0)) for case in cases)
            for program, cases in self.runs
            if part in program.source
        ]


def examined(
    table: list[tuple[str, str]], prelude: str = PRELUDE, fill: str = "", runner: Recording | None = None
) -> list[Evidence]:
    """What becomes of examples: each expects the first text, and gets the second expression."""
    lines = "".join(f"    >>> shifted({i})\n    {expected}\n" for i, (expected, _) in enumerate(table))
    sketch = parse(f'{prelude}{lines}    """\n', Language.ANPL).sketch
    came = "".join(f"    if i == {i}: return {expression}\n" for i, (_, expression) in enumerate(table))
    fills = {"shifted": Fill(f"def shifted(i):\n{fill}{came}")}
    bench = Bench(runner or Recording(), Limits(seconds=20, load_seconds=60))
    return list(asyncio.run(run_examples(sketch, fills, sketch.holes, bench, "points.anpl"))["shifted"])


SAME = [
    ("Point(1, 2)", "Point(1, 2)"),
    ("[Point(1, 2)]", "[Point(1, 2.0)]"),
    ("{Point(1), Point(2)}", "{Point(2), Point(1)}"),
    ("{'a': Point(1), 'b': 2}", "{'b': 2, 'a': Point(1)}"),
    ("Point(approx(0.3), 0)", "Point(0.1 + 0.2, 0)"),
    ("[Point(pytest.approx(1, abs=0.5))]", "[Point(1.4)]"),
    ("Point(float('nan'))", "Point(float('nan'))"),
    ("Point(nan, -inf)", "Point(float('nan'), -float('inf'))"),
    ("Point(np.array([1.5, np.nan]))", "Point(np.array([1.5, np.nan]))"),
    ("Bare(Bare(1))", "Bare(Bare(1))"),
    ("Odd(1)", "Odd(3)"),
    ("Color.RED", "Color.RED"),
    ("{Color.RED: 'red'}", "{Color.RED: 'red'}"),
    ('Decimal("1.0")', "Decimal('1.00')"),
    ("Fraction(2, 4)", "Fraction(1, 2)"),
    ("deque([1, 2], maxlen=3)", "deque([1, 2])"),
    ("datetime.date(year=2020, month=1, day=1)", "datetime.date(2020, 1, 1)"),
    ("Counter(b=1, a=1)", "Counter(a=1, b=1)"),
    ("OrderedDict(a=Point(1))", "OrderedDict(a=Point(1))"),
    ("dict(a=Point(1))", "OrderedDict(a=Point(1))"),
    ("10**6", "1000000"),
    ("range(3)", "range(0, 3, 1)"),
    ("np.zeros((2, 2))", "np.zeros((2, 2))"),
    ("np.zeros((2, 2))", "[[0, 0], [0, 0]]"),
    ("[[0] * 2] * 2", "np.zeros((2, 2))"),
    ("[np.arange(3), Point(1)]", "[np.arange(3), Point(1)]"),
    ("[uint8(3), Point(array([1]))]", "[np.uint8(3), Point(np.array([1]))]"),
]

DIFFERENT = [
    ("Point(1, 2)", "Point(1, 3)"),
    ("Point(1, 2)", "(1, 2)"),
    ("Point(1)", "Point(True)"),
    ("Point(approx(0.3))", "Point(0.4)"),
    ("Bare(1)", "Bare(2)"),
    ("Odd(1)", "Odd(2)"),
    ("Color.RED", "Color.BLUE"),
    ("Color.RED", "1"),
    ("deque([1])", "[1]"),
    ("OrderedDict(a=1)", "{'a': 1}"),
    ('Decimal("1.0")', "1.5"),
    ("np.zeros((2, 2))", "np.zeros((2, 3))"),
    ("np.zeros(2, dtype=bool)", "np.zeros(2)"),
    ("(np.zeros(2),)", "[np.zeros(2)]"),
    ("Point(shifted(1))", "Point(2)"),
    ("Unknown(1)", "Point(1)"),
    ("Point(1, 2)", "type('Point', (), {'__eq__': lambda *_: True})()"),
]


#: Arrays and numbers of numpy's, as they are shown, as nested lists and plain numbers, and as calls that make them.
SAME_IN_NUMPY = [
    ("array([[1, 2], [3, 4]])", "np.array([[1,2],[3,4]])"),
    ("[[1, 2], [3, 4]]", "np.array([[1,2],[3,4]])"),
    ("array([[1, 2],\n           [3, 4]])", "np.array([[1,2],[3,4]])"),
    ("array([1., 2.])", "np.array([1.,2.])"),
    ("[1.0, 2.0]", "np.array([1.,2.])"),
    ("[1, 2]", "np.array([1.,2.])"),
    ("array([ True, False])", "np.array([True,False])"),
    ("[True, False]", "np.array([True,False])"),
    ("array([nan, inf])", "np.array([np.nan,np.inf])"),
    ("array([1, 2, 3], dtype=uint8)", "np.array([1,2,3],dtype=np.uint8)"),
    ("array(['a', 'bc'], dtype='<U2')", "np.array(['a','bc'])"),
    ("array([], dtype=float64)", "np.array([])"),
    ("array([], shape=(0, 3), dtype=float64)", "np.zeros((0,3))"),
    ("array(1.5)", "np.array(1.5)"),
    ("np.float64(1.5)", "np.float64(1.5)"),
    ("1.5", "np.float64(1.5)"),
    ("np.float64(1.5)", "1.5"),
    ("np.int64(3)", "np.int64(3)"),
    ("3", "np.int64(3)"),
    ("np.True_", "np.bool_(True)"),
    ("True", "np.bool_(True)"),
    ("[np.float64(1.5), 2]", "[np.float64(1.5), np.int64(2)]"),
    ("{'a': array([1, 2])}", "{'a': np.array([1,2])}"),
    ("(array([1, 2]), 3)", "(np.array([1,2]), 3)"),
    ("array([1+2j])", "np.array([1+2j])"),
    ("np.zeros(2000)", "np.zeros(2000)"),
    ("array([0., 0., 0., ..., 0., 0., 0.], shape=(2000,))", "np.zeros(2000)"),
    ("array(['2020-01-01'], dtype='datetime64[D]')", "np.array(['2020-01-01'],dtype='datetime64[D]')"),
    ("np.datetime64('2020-01-01')", "np.datetime64('2020-01-01')"),
    ("np.array([Point(1)], dtype=object)", "np.array([Point(1)],dtype=object)"),
    ("array([1, approx(2)])", "np.array([1,2+1e-9])"),
    ("approx(array([1.0, 2.0]))", "np.array([1,2+1e-9])"),
    ("approx([1.0, 2.0])", "np.array([1,2+1e-9])"),
    ("np.eye(2, dtype=int)", "np.eye(2)"),
    ("np.float32(0.1)", "np.float32(0.1)"),
    ("0.1", "np.float32(0.1)"),
    ("approx(0.1)", "np.float32(0.1)"),
    ("array([0.1, 0.2], dtype=float32)", "np.array([0.1,0.2],dtype=np.float32)"),
    ("[0.1, 0.2]", "np.array([0.1,0.2],dtype=np.float32)"),
    ("Point(np.float32(0.1))", "Point(np.float32(0.1))"),
]

DIFFERENT_IN_NUMPY = [
    ("[1, 2]", "np.array([True, False])"),
    ("array([1, 2])", "np.array([1,3])"),
    ("[1, 2]", "np.array([[1,2]])"),
    ("(1, 2)", "np.array([1,2])"),
    ("np.array([1, 2])", "(1, 2)"),
    ("array([1, 0])", "np.array([True, False])"),
    ("np.float32(0.1)", "np.float32(0.2)"),
    ("np.sqrt(4)", "4.0"),
    ("0.1", "np.float16(0.11)"),
    ("1e300", "np.float32(1)"),
    ("Point(0.1)", "Point(np.float32(0.11))"),
]


def test_values_of_numpy() -> None:
    evidence = examined([*SAME_IN_NUMPY, *DIFFERENT_IN_NUMPY])
    same = len(SAME_IN_NUMPY)
    assert [(item.example.expected, item.judgement.message) for item in evidence[:same] if not item.passed] == []
    assert [item.example.expected for item in evidence[same:] if not item.failed] == []


def test_values_that_are_equal_though_their_texts_differ() -> None:
    evidence = examined(SAME)
    assert [(item.example.expected, item.judgement.message) for item in evidence if not item.passed] == []
    assert all(item.judgement.message is None for item in evidence)


def test_values_that_differ() -> None:
    evidence = examined(DIFFERENT)
    assert [item.example.expected for item in evidence if item.judgement.verdict is not Verdict.FAILED] == []
    assert evidence[0].judgement.message == "shifted(0): expected Point(1, 2), got Point(x=1, y=3)"


def test_values_that_only_look_alike() -> None:
    (item,) = examined([("Secretive(1, 2)", "Secretive(1, 3)")])
    words = "expected Secretive(1, 2), got a value that looks like it but is not equal to it"
    assert item.judgement.message == f"shifted(0): {words}"


def test_the_same_text_is_enough() -> None:
    runner = Recording()
    table = [("Point(x=1, y=0)", "Point(1)"), ("<class 'int'>", "int"), ("Odd(1)", "Odd(1)")]
    assert all(item.passed for item in examined(table, runner=runner))
    assert len(runner.runs) == 1


def test_no_further_run_where_nothing_can_be_asked() -> None:
    runner = Recording()
    table = [("3", "4"), ("[1, 2]", "[1]"), ("Point(1)", "lambda: 1"), ("Point(1)", "None"), ("Point(1)", "print(2)")]
    examined([*table, ("<Point>", "Point(1)"), ("Point(1)", "1 / 0")], runner=runner)
    assert len(runner.runs) == 1


def test_what_is_expected_never_enters_the_process_of_a_candidate() -> None:
    runner = Recording()
    evidence = examined(
        [("Point(123454321, 2)", "Point(1)"), ("Point(5, 2)", "Point(5, 2)")], fill="    mark = 1\n", runner=runner
    )
    assert [item.passed for item in evidence] == [False, True]
    (candidate,) = runner.requests("mark = 1")
    (comparer,) = [text for text in runner.requests("") if text != candidate]
    assert "123454321" not in candidate
    assert "123454321" in comparer


def test_all_questions_of_a_screen_are_asked_at_once() -> None:
    runner = Recording()
    sketch = parse(f'{PRELUDE}    >>> shifted(1)\n    Point(1)\n    """\n', Language.ANPL).sketch
    bodies = ("Point(1)", "Point(2)", "1", "lambda: 1")
    candidates = [{"shifted": Fill(f"def shifted(i):\n    return {body}\n")} for body in bodies]
    bench = Bench(runner, Limits(seconds=20, load_seconds=60))
    found = asyncio.run(screen_examples(sketch, candidates, sketch.holes, bench, "points.anpl"))
    assert [each and each["shifted"][0].passed for each in found] == [True, False, False, False]
    assert len(runner.runs) == 5


def test_names_of_the_sketch_are_not_in_the_way() -> None:
    prelude = PRELUDE.replace("def shifted", "__holewright_value__ = array = list = type = None\n\n\ndef shifted")
    (item,) = examined([("Point(1, 2)", "Point(1, 2)")], prelude)
    assert item.passed


def test_a_class_of_the_candidates_own_is_no_class_of_the_sketch() -> None:
    own = "    from collections import namedtuple\n    Pair = namedtuple('Pair', 'x y')\n"
    evidence = examined([("Pair(1, 2)", "Pair(1, 2)"), ("Point(1, 2)", "Pair(1, 2)")], fill=own)
    assert [item.passed for item in evidence] == [False, False]


def test_what_set_up_imports_is_known() -> None:
    lines = "    >>> from fractions import Fraction as F\n    >>> half(F(1))\n    [F(1, 2)]\n"
    sketch = parse(f'def half(n):\n    """Halve it.\n\n{lines}    """\n', Language.ANPL).sketch
    fill = Fill("def half(n):\n    from fractions import Fraction\n    return [Fraction(n, 2)]\n")
    running = run_examples(sketch, {"half": fill}, sketch.holes, Bench(Recording()), "half.anpl")
    (item,) = asyncio.run(running)["half"]
    assert item.passed


#: What a fill gives, and what `==` says of it and a literal: what Python says, where its class is no candidate's own.
COMPARED = [
    ("1", "1.0", True),
    ("1", "True", True),
    ("[1, {2: 0}]", "[True, {2.0: False}]", True),
    ("1", "Fraction(1)", True),
    ("[1, 2]", "[Decimal('1.0'), 2]", True),
    ("'red'", "Colour.RED", True),
    ("7", "Same(7)", True),
    ("pytest.approx(0.3)", "0.1 + 0.2", True),
    ("approx([0.3], abs=0.1)", "[0.35]", True),
    ("3", "np.int64(3)", True),
    ("None", "None", True),
    ("'None'", "None", False),
    ("9", "10", False),
    ("[1]", "(1,)", False),
    ("[1, 2]", "np.array([1, 2])", False),
    ("8", "Same(7)", False),
    ("9", "type('Always', (int,), {'__eq__': lambda self, other: True})(1)", False),
    ("9", "type('Always', (), {'__eq__': lambda self, other: True})()", False),
    ("[9]", "[type('Always', (), {'__eq__': lambda self, other: True})()]", False),
    ("9", "__import__('unittest.mock').mock.ANY", False),
    ("9", "print(True)", False),
]

_COMPARED = """

class Colour(str, enum.Enum):
    RED = "red"


class Same:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other


def shifted"""


def compared(table: list[tuple[str, str, bool]], example: str, runner: Recording | None = None) -> list[Evidence]:
    """What becomes of examples that compare what came with a literal; `example` says how, and expects `True`."""
    examples = "".join(
        f"    >>> {example.format(f'shifted({i})', literal)}\n    True\n" for i, (literal, *_) in enumerate(table)
    )
    sketch = parse(f'{PRELUDE.replace("def shifted", _COMPARED)}{examples}    """\n', Language.ANPL).sketch
    came = "".join(f"    if i == {i}: return {expression}\n" for i, (_, expression, _) in enumerate(table))
    fills = {"shifted": Fill(f"def shifted(i):\n    mark = 1\n{came}")}
    bench = Bench(runner or Recording(), Limits(seconds=20, load_seconds=60))
    return list(asyncio.run(run_examples(sketch, fills, sketch.holes, bench, "points.anpl"))["shifted"])


def test_a_comparison_is_made_where_no_candidate_is() -> None:
    for example in ("{} == {}", "{1} == {0}"):
        evidence = compared(COMPARED, example)
        found = [(literal, came, item.passed) for (literal, came, _), item in zip(COMPARED, evidence, strict=True)]
        assert found == COMPARED
        assert {(item.judgement.expected, item.judgement.actual) for item in evidence if item.passed} == {
            ("True", "True")
        }


def test_what_is_said_of_a_comparison_that_is_false() -> None:
    (item,) = compared([("[1, 9]", "[1, 10]", False)], "{} == {}")
    assert item.judgement.message == "shifted(0) == [1, 9]: at [1]: expected 9, got 10"
    assert (item.judgement.expected, item.judgement.actual) == ("True", "False")


def test_what_is_compared_with_never_enters_the_process_of_a_candidate() -> None:
    runner = Recording()
    compared([("123454321", "Fraction(1)", False)], "{} == {}", runner)
    (candidate,) = runner.requests("mark = 1")
    assert "123454321" not in candidate
    assert "shifted(0)" in candidate


def test_other_comparisons_are_made_as_they_are_written() -> None:
    table = [("9", "10", False)]
    for example in ("{} != {}", "{} is not {}", "{} > {}", "({} == {}) is False", "9 < {} == 10 != {}"):
        assert compared(table, example)[0].passed
