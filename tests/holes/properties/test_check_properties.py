"""Properties: what is tried, what is shrunken, and what is said."""

from __future__ import annotations

import ast
import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from hypothesis import strategies as st

from holes.engines.protocol import Observation
from holes.properties.check import check_properties
from holes.properties.drawing import Line, draw, in_thread
from holes.report import PropertyReport
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Tier
from holes.values import Unrepresentable, Value, from_python, parse_literal, to_python
from sketch.model import Hole, Kind, Language, Parameter, Property, Signature, Sketch, Span

NOWHERE = Span(0, 0)
CANDIDATE, CHECKER = Program("candidate", "a.anpl"), Program("checker", "a.anpl")


class Hang(Exception):
    """Raised by a fake candidate: it takes too long."""


class FakeRunner:
    """Runs trusted test functions here. `ran` are the cases, by program."""

    def __init__(self, candidate: Callable[..., Any], names: dict[str, Any] | None = None) -> None:
        self.candidate = candidate
        self.names = names or {}
        self.ran: dict[str, list[Case]] = {"candidate": [], "checker": []}
        self.open_sessions = 0

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        return tuple([await self._one(program, case, answer) for case in cases])

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        return tuple([await self.run(program, cases, limits) for program in programs])

    async def confinement(self) -> Confinement:
        return Confinement(Tier.LIMITS)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[FakeSession]:
        self.open_sessions += 1
        try:
            yield FakeSession(self, program)
        finally:
            self.open_sessions -= 1

    async def _one(self, program: Program, case: Case, answer: Answer | None) -> Outcome:
        await asyncio.sleep(0)
        self.ran[program.source].append(case)
        try:
            if program == CANDIDATE:
                assert case.call is not None
                kwargs = {name: to_python(value) for name, value in case.call.kwargs}
                result = self.candidate(*map(to_python, case.call.args), **kwargs)
            else:
                result = self._expression(case, answer)
            return Outcome(Ending.VALUE, from_python(result), repr(result))
        except Hang:
            return Outcome(Ending.TIMEOUT)
        except LookupError as error:
            if error.args == ("missing",):
                return Outcome(Ending.MISSING, missing="f")
            return Outcome(Ending.RAISED, error=_error(error))
        except FileNotFoundError as error:
            return Outcome(Ending.DENIED, action="read /x", only_looked=True, error=_error(error))
        except PermissionError as error:
            return Outcome(Ending.DENIED, action="write to /x", error=_error(error))
        except Unrepresentable:
            return Outcome(Ending.VALUE, Value("opaque", ("Foo", "<Foo>")), "<Foo>")
        except Exception as error:
            return Outcome(Ending.RAISED, error=_error(error))

    def _expression(self, case: Case, answer: Answer | None) -> object:
        names = dict(self.names) | {name: to_python(value) for name, value in case.env}

        def f(*args: object) -> object:
            value = answer("f", tuple(map(from_python, args)), {}) if answer is not None else None
            if value is None:
                raise LookupError("missing")
            return to_python(value)

        names.setdefault("f", f)
        for statement in case.setup:
            exec(statement, names)
        return eval(case.source, names)


class FakeSession:
    """A program of a fake runner."""

    def __init__(self, runner: FakeRunner, program: Program) -> None:
        self._runner = runner
        self._program = program

    async def run(self, case: Case) -> Outcome:
        return await self._runner._one(self._program, case, None)


def _error(error: Exception) -> Error:
    kind = type(error)
    return Error(kind.__name__, str(error), tuple(base.__name__ for base in kind.__mro__))


_KINDS = {"posonlyargs": "positional-only", "args": "positional", "kwonlyargs": "keyword-only"}


def make_hole(header: str, *properties: str, given: tuple[str, ...] = ()) -> Hole:
    """The hole whose `def` line (without colon) is `header`."""
    node = ast.parse(f"{header}: pass").body[0]
    assert isinstance(node, ast.FunctionDef)
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    unset: list[ast.expr | None] = [None] * (len(positional) - len(arguments.defaults))
    defaults = dict(zip(positional, [*unset, *arguments.defaults], strict=True))
    defaults |= dict(zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True))

    def parameter(item: ast.arg, kind: str) -> Parameter:
        default = defaults.get(item)
        annotation = ast.unparse(item.annotation) if item.annotation else None
        return Parameter(item.arg, kind, annotation, ast.unparse(default) if default else None)

    parameters = [parameter(item, "positional-only") for item in arguments.posonlyargs]
    parameters += [parameter(item, "positional") for item in arguments.args]
    parameters += [parameter(arguments.vararg, "star")] if arguments.vararg else []
    parameters += [parameter(item, "keyword-only") for item in arguments.kwonlyargs]
    parameters += [parameter(arguments.kwarg, "double-star")] if arguments.kwarg else []
    return Hole(
        id=node.name,
        name=node.name,
        kind=Kind.NAMED,
        description="Do it.",
        signature=Signature(header, tuple(parameters)),
        span=NOWHERE,
        name_span=NOWHERE,
        description_span=NOWHERE,
        fill_span=NOWHERE,
        properties=tuple(Property(source, NOWHERE) for source in properties),
        given=tuple(Property(source, NOWHERE) for source in given),
    )


def observation(*args: str, raises: str | None = None, **kwargs: str) -> Observation:
    def value(text: str) -> Value:
        read = parse_literal(text)
        assert read is not None
        return read

    named = tuple((name, value(text)) for name, text in kwargs.items())
    return Observation(tuple(map(value, args)), named, raises=raises)


def check(
    hole: Hole,
    candidate: Callable[..., Any] | FakeRunner,
    *observations: Observation,
    text: str = "",
    inputs: int = 40,
    seconds: float = 60.0,
) -> tuple[PropertyReport, ...]:
    runner = candidate if isinstance(candidate, FakeRunner) else FakeRunner(candidate)
    sketch = Sketch(text, Language.ANPL, holes=(hole,))
    reports = asyncio.run(
        check_properties(
            sketch,
            hole,
            CANDIDATE,
            CHECKER,
            runner,
            Limits(),
            observations=observations,
            inputs=inputs,
            seconds=seconds,
        )
    )
    assert runner.open_sessions == 0
    return reports


def only(reports: tuple[PropertyReport, ...]) -> PropertyReport:
    assert len(reports) == 1
    return reports[0]


SORT = "def f(items: list[int])"


def test_a_property_that_holds() -> None:
    report = only(check(make_hole(SORT, "len(result) == len(items)"), sorted))
    assert report.held
    assert report.inputs == 40
    assert report.falsified_by is report.message is None


def test_what_falsifies_is_shrunken_and_said_in_plain_words() -> None:
    hole = make_hole(SORT, "len(result) == len(items)", "set(result) == set(items)")
    first, second = check(hole, lambda items: sorted(set(items)))
    assert first.held is False
    assert first.falsified_by == "items=[0, 0]"
    assert first.message == "`len(result) == len(items)` does not hold for items=[0, 0]: result is [0]"
    assert second.held


def test_several_parameters_shrink_together() -> None:
    hole = make_hole("def f(text: str, n: int)", "len(result) <= 3")
    report = only(check(hole, lambda text, n: text * 4 if n > 7 else text[:3]))
    assert report.falsified_by == "text='0', n=8"


def test_only_inputs_that_are_given_count() -> None:
    runner = FakeRunner(lambda items: max(items))
    report = only(check(make_hole(SORT, "result in items", given=("items",)), runner))
    assert report.held
    assert all(case.call is not None and case.call.args[0].data for case in runner.ran["candidate"])


def test_an_input_that_is_given_and_raises_falsifies() -> None:
    report = only(check(make_hole(SORT, "result in items"), lambda items: items[0]))
    assert report.held is False
    assert report.message == (
        "`result in items` does not hold for items=[]: the call raises IndexError: list index out of range"
    )


def test_an_exception_that_an_example_expects_is_an_answer() -> None:
    seen = observation("[]", raises="LookupError")
    assert only(check(make_hole(SORT, "result in items"), lambda items: items[0], seen)).held


def test_an_input_that_raises_what_is_expected_says_nothing_for_a_property() -> None:
    def only_three(n: int) -> int:
        if n != 3:
            raise ValueError
        return 9

    seen = (observation("3"), observation("-1", raises="ValueError"))
    report = only(check(make_hole("def f(n: int)", "result >= 0"), only_three, *seen))
    assert report.held is None
    assert report.inputs == 1
    assert "was tried too little" in str(report.message)
    assert "say with `Given:` for which inputs there is a result" in str(report.message)


def test_more_inputs_are_drawn_where_many_raise_what_is_expected() -> None:
    def mostly_raises(n: int) -> int:
        if n % 3:
            raise ValueError
        return n

    report = only(
        check(make_hole("def f(n: int)", "result == n"), mostly_raises, observation("1", raises="ValueError"))
    )
    assert report.held
    assert report.inputs >= 20


def test_of_few_possible_inputs_half_is_enough() -> None:
    def only_true(flag: bool) -> bool:
        if not flag:
            raise ValueError
        return flag

    hole = make_hole("def f(flag: bool)", "result is flag")
    assert only(check(hole, only_true, observation("False", raises="ValueError"))).held


@pytest.mark.parametrize(("error", "held"), [(FileNotFoundError, True), (PermissionError, False)])
def test_of_what_is_refused_only_a_look_is_an_answer(error: type[OSError], held: bool) -> None:
    def refused(items: list[int]) -> int:
        raise error

    seen = observation("[]", raises=error.__name__)
    assert only(check(make_hole(SORT, "result in items"), refused, seen)).held is (None if held else False)
    report = only(check(make_hole(SORT, "result in items"), refused))
    assert report.held is False
    assert "the sandbox refuses" in str(report.message)


def test_a_hang_falsifies() -> None:
    def hang(n: int) -> int:
        if n > 50:
            raise Hang
        return n

    report = only(check(make_hole("def f(n: int)", "result == n"), hang))
    assert report.message == "`result == n` does not hold for n=51: the call takes longer than 1 s"


def test_a_wrong_answer_is_told_before_an_exception() -> None:
    def wrong(n: int) -> int:
        return 1 // n if n <= 0 else n + 1

    report = only(check(make_hole("def f(n: int)", "result <= n"), wrong, observation("0"), observation("1")))
    assert report.falsified_by == "n=1"


def test_nothing_given_is_said() -> None:
    report = only(check(make_hole("def f(n: int)", "result == n", given=("n > 10**9", "n")), lambda n: n))
    assert report.held is None
    assert report.message is not None
    assert "inputs satisfied `n > 10**9` and `n`; add an example that does" in report.message


def test_a_condition_that_raises_is_said() -> None:
    report = only(check(make_hole("def f(n: int)", "result == n", given=("m > 0",)), lambda n: n))
    assert report.message is not None
    assert report.message.endswith("the expression itself raises NameError: name 'm' is not defined")


@pytest.mark.parametrize("source", ["resutl == n", "result = n", "n n"])
def test_a_property_at_fault_blames_no_candidate(source: str) -> None:
    report = only(check(make_hole("def f(n: int)", source), lambda n: n))
    assert report.held is None
    assert report.message is not None
    assert "the expression itself raises" in report.message


def test_a_property_need_not_be_a_bool_and_may_end_in_a_comment() -> None:
    truthy, falsy = check(make_hole("def f(n: int)", "[result]  # some", "[]"), lambda n: n)
    assert truthy.held
    assert falsy.held is False


def test_a_property_may_call_the_hole_itself() -> None:
    hole = make_hole(SORT, "f(result) == result", "f(f(items)) == [] or f(f(f(items)))", "f(items) == items")
    first, second, third = check(hole, sorted)
    assert first.held
    assert second.held
    assert third.falsified_by == "items=[0, -1]"


def test_a_result_without_a_data_form_is_said() -> None:
    report = only(check(make_hole("def f(n: int)", "result"), lambda n: object()))
    assert report.held is None
    assert (
        report.message
        == "`result` could not be tried for n=0: the result (<Foo>) cannot be passed on to the expression"
    )


def test_another_hole_that_is_missing_is_said() -> None:
    def missing(n: int) -> int:
        raise LookupError("missing")

    hole = make_hole("def g(n: int)", "result")
    other = evolve(make_hole("def f(n: int)"), name="helper")
    runner = FakeRunner(missing)
    coroutine = check_properties(Sketch("", Language.ANPL, (hole, other)), hole, CANDIDATE, CHECKER, runner, Limits())
    report = only(asyncio.run(coroutine))
    assert report.held is None
    assert report.message == "`result` could not be tried for n=0: the call needs `helper`, which is not filled"


def test_examples_are_tried_first() -> None:
    runner = FakeRunner(lambda n: n)
    check(make_hole("def f(n: int)", "result == n"), runner, observation("77"), observation(n="78"))
    firsts = [case.call.args for case in runner.ran["candidate"][:2] if case.call is not None]
    assert firsts == [(Value("int", 77),), (Value("int", 78),)]


def test_what_only_an_example_falsifies_is_reported_as_it_is() -> None:
    report = only(check(make_hole("def f(n: int)", "result != 123456789"), lambda n: n, observation("123456789")))
    assert report.falsified_by == "n=123456789"


def test_one_draw_serves_all_properties() -> None:
    runner = FakeRunner(lambda n: n)
    check(make_hole("def f(n: int)", "result == n", "result >= n", "result <= n"), runner)
    assert len(runner.ran["candidate"]) == 40


def test_no_expected_value_reaches_a_runner() -> None:
    runner = FakeRunner(lambda n: n)
    seen = Observation((Value("int", 1),), returns=Value("str", "expected secret"))
    check(make_hole("def f(n: int)", "result == n"), runner, seen)
    assert "secret" not in repr(runner.ran)


def test_every_kind_of_parameter_arrives() -> None:
    hole = make_hole(
        "def f(a: int, /, b: str = LONGEST, *rest: int, key: bool, last: int = 3, **more: int)",
        "result == [a, b, rest, key, last, more]",
    )
    calls: list[tuple[int, frozenset[str]]] = []

    def f(a: int, /, b: str = "long", *rest: int, key: bool, last: int = 3, **more: int) -> list[object]:
        calls.append((len(rest), frozenset(more)))
        return [a, b, rest, key, last, more]

    assert only(check(hole, FakeRunner(f, {"LONGEST": "long"}), inputs=100)).held
    assert {count > 0 for count, _ in calls} == {True, False}
    assert any(more for _, more in calls)


def test_aliases_of_the_sketch_are_understood() -> None:
    hole = make_hole("def f(grid: Grid)", "sum(map(len, grid)) < 2")
    report = only(check(hole, lambda grid: grid, text="Grid = list[list[int]]\n\ndef main():\n    return `x`()\n"))
    assert report.falsified_by == "grid=[[0, 0]]"


@pytest.mark.parametrize(
    ("hole", "sentence"),
    [
        (make_hole("def f(a: int, b: Foo)", "result"), "`b`: it is annotated `Foo`"),
        (make_hole("def f(b)", "result"), "`b`: it has neither an annotation nor an example"),
        (evolve(make_hole("def f(self)", "result"), is_method=True), "an object to call it on cannot be drawn"),
        (evolve(make_hole("def f()", "result"), id="outer.f"), "inside another function"),
    ],
)
def test_what_cannot_be_drawn_is_said(hole: Hole, sentence: str) -> None:
    report = only(check(hole, lambda: None))
    assert report.held is None
    assert report.message is not None
    assert sentence in report.message


def test_a_class_method_is_called_without_its_class() -> None:
    hole = make_hole("def make(cls, n: int)", "result == n")
    hole = evolve(hole, id="Box.make", is_method=True, decorators=("@classmethod",))
    runner = FakeRunner(lambda n: n)
    assert only(check(hole, runner)).held
    assert runner.ran["candidate"][0].call is not None
    assert runner.ran["candidate"][0].call.function == "Box.make"


def test_no_property_starts_nothing() -> None:
    runner = FakeRunner(lambda n: n)
    assert check(make_hole("def f(n: int)"), runner) == ()
    assert runner.ran == {"candidate": [], "checker": []}


def test_no_arguments_at_all() -> None:
    report = only(check(make_hole("def f()", "result > 3"), lambda: 3))
    assert report.falsified_by == ""
    assert report.message == "`result > 3` does not hold without arguments: result is 3"


class Stuck(FakeRunner):
    """A runner that answers `left` cases, or so many of the candidate alone, and then never again; `waits` is set when
    it hangs."""

    def __init__(self, left: int, candidate_alone: bool = False) -> None:
        super().__init__(lambda n: n)
        self.left = left
        self.candidate_alone = candidate_alone
        self.waits = asyncio.Event()

    async def _one(self, program: Program, case: Case, answer: Answer | None) -> Outcome:
        if program == CHECKER and self.candidate_alone:
            return await super()._one(program, case, answer)
        self.left -= 1
        if self.left < 0:
            self.waits.set()
            await asyncio.Event().wait()
        return await super()._one(program, case, answer)


def test_time_running_out_ends_with_what_was_tried() -> None:
    check(make_hole("def f(n: int)", "result == n"), lambda n: n)  # hypothesis is imported, however slow the machine
    runner = Stuck(10, candidate_alone=True)
    report = only(check(make_hole("def f(n: int)", "result == n"), runner, seconds=1.0))
    assert report.held
    assert report.inputs == 10


def test_nothing_answered_in_time_is_said() -> None:
    report = only(check(make_hole("def f(n: int)", "result == n"), Stuck(0), observation("1"), seconds=0.2))
    assert report.held is None
    assert report.message == "`result == n` was not tried: nothing was answered within 0.2 s"


@pytest.mark.parametrize("early", [True, False])
def test_cancelling_leaves_nothing_behind(early: bool) -> None:
    # What is run last is run to shrink the input that was found.
    whole = FakeRunner(lambda n: n)
    assert only(check(make_hole("def f(n: int)", "n < 500"), whole, inputs=100)).falsified_by == "n=500"
    answered = 0 if early else sum(map(len, whole.ran.values())) - 2

    async def cancel() -> None:
        runner = Stuck(answered)
        hole = make_hole("def f(n: int)", "n < 500")
        sketch = Sketch("", Language.ANPL)
        task = asyncio.create_task(check_properties(sketch, hole, CANDIDATE, CHECKER, runner, Limits(), seconds=60))
        await runner.waits.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert asyncio.all_tasks() == {asyncio.current_task()}
        assert runner.open_sessions == 0

    asyncio.run(cancel())
    for thread in threading.enumerate():
        if thread.name == "holewright-drawing":
            thread.join(10)
            assert not thread.is_alive()


def test_cancelling_while_drawing_ends_the_thread() -> None:
    async def cancel() -> None:
        drawing = asyncio.Event()
        loop = asyncio.get_running_loop()

        def work(line: Line[None, None]) -> None:
            loop.call_soon_threadsafe(drawing.set)
            draw(st.integers(), 10**9, 0, line.check)

        async def nothing(question: None) -> None: ...

        task = asyncio.create_task(in_thread(work, nothing))
        await drawing.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancel())
    for thread in threading.enumerate():
        if thread.name == "holewright-drawing":
            thread.join(10)
            assert not thread.is_alive()


def test_the_same_is_found_each_time_also_side_by_side() -> None:
    hole = make_hole("def f(n: int, text: str)", "result < 40", "len(text) < 3")
    sketch = Sketch("", Language.ANPL)

    async def both() -> list[tuple[PropertyReport, ...]]:
        checks = [
            check_properties(sketch, hole, CANDIDATE, CHECKER, FakeRunner(lambda n, text: n), Limits(), seconds=60)
            for _ in range(3)
        ]
        return await asyncio.gather(*checks)

    first, *others = asyncio.run(both())
    assert [report.falsified_by for report in first] == ["n=40, text=''", "n=0, text='000'"]
    assert all(other == first for other in others)


def test_nothing_is_printed_or_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    check(make_hole("def f(text: str, x: float)", "len(result) < 2"), lambda text, x: text)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr() == ("", "")


# In real processes.


def run_for_real(hole: Hole, body: str, before: str = "", seconds: float = 60.0) -> tuple[PropertyReport, ...]:
    checker = f"{before}\n@__holewright__.missing({hole.id!r})\n{hole.signature.text}: ...\n"
    candidate = f"{before}\n{hole.signature.text}:\n    {body}\n"
    return asyncio.run(
        check_properties(
            Sketch(before, Language.ANPL, (hole,)),
            hole,
            Program(candidate, "a.anpl"),
            Program(checker, "a.anpl"),
            ProcessRunner(sys.executable),
            Limits(),
            inputs=20,
            seconds=seconds,
        )
    )


def test_a_real_candidate_is_falsified_by_the_simplest_input() -> None:
    hole = make_hole(SORT, "len(result) == len(items)", "f(result) == result")
    first, second = run_for_real(hole, "return sorted(set(items))")
    assert first.falsified_by == "items=[0, 0]"
    assert second.held


def test_arguments_are_seen_as_they_were_passed() -> None:
    hole = make_hole(SORT, "len(items) == result")
    body = "count = len(items); items.clear(); return count"
    assert only(run_for_real(hole, body)).held


def test_a_candidate_that_ends_its_process_is_falsified() -> None:
    report = only(
        run_for_real(make_hole("def f(n: int)", "result == n"), "import os; return n if n < 5 else os._exit(3)")
    )
    assert report.falsified_by == "n=5"
    assert report.message is not None
    assert "its process ended" in report.message


def test_a_candidate_cannot_change_what_a_property_means() -> None:
    hole = make_hole("def f(n: int)", "double(n) == result")
    body = "global double; double = lambda n: n; return n"
    report = only(run_for_real(hole, body, "def double(n):\n    return 2 * n\n"))
    assert report.falsified_by in ("n=1", "n=-1")


def test_an_array_arrives_as_an_array() -> None:
    pytest.importorskip("numpy")
    hole = make_hole("def f(a: np.ndarray)", "result.shape == a.shape[::-1]", "a.sum() < 3")
    first, second = run_for_real(hole, "return a.T", "import numpy as np")
    assert first.held
    assert second.falsified_by == "a=array([[3]])"


def test_a_program_that_cannot_be_loaded_is_said() -> None:
    report = only(run_for_real(make_hole("def f(n: int)", "result"), "return n", "raise ValueError('no')"))
    assert report.held is None
    assert report.message is not None
    assert "cannot be loaded: ValueError: no" in report.message
