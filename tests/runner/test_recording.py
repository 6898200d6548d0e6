"""Which holes a case called, and each call when a trace is wanted."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from holes.runner.protocol import Ending, Limits, Outcome, Recorded
from holes.values import Value, from_python, render
from tests.runner.running import PATIENT, run, told

PROGRAM = '''
import asyncio, functools, inspect

@__holewright__.hole("twice")
def twice(x):
    """Doubles."""
    return x * 2

@__holewright__.hole("main")
def main(xs, *, times=1):
    return [twice(x) for x in xs] * times

@__holewright__.hole("grow")
def grow(xs):
    xs.append(len(xs))
    return xs

@__holewright__.hole("fails")
def fails(x):
    twice(x)
    raise ValueError("bad")

@__holewright__.missing("open")
def open_hole(x, k=0): ...

@__holewright__.missing("open_async")
async def open_async(x): ...

@__holewright__.hole("needs")
def needs(x):
    return twice(open_hole(twice(x), k=1))

@__holewright__.hole("swallows")
def swallows(x):
    try:
        open_hole(x)
    except:
        return "swallowed"

@__holewright__.hole("later")
async def later(x):
    await asyncio.sleep(0)
    return twice(x)

@__holewright__.hole("both")
async def both():
    return await asyncio.gather(later(1), later(2))

@__holewright__.hole("counting")
def counting(n):
    for i in range(n):
        got = yield twice(i)
        if got: yield got
    return "end"

@__holewright__.hole("ticking")
async def ticking(n):
    for i in range(n):
        yield twice(i)

class Box:
    @staticmethod
    @__holewright__.hole("Box.s")
    def s(x): return x
    @classmethod
    @__holewright__.hole("Box.c")
    def c(cls, x): return cls.__name__ + x
    @property
    @__holewright__.hole("Box.p")
    def p(self): return 3
'''


def traced(case: str, **options: object) -> Outcome:
    (outcome,) = run(PROGRAM, [case], trace=True, **options)  # type: ignore[arg-type]
    return outcome


def lines(outcome: Outcome) -> list[str]:
    """Each call as a line: indentation is depth."""
    return [_line(call) for call in outcome.calls]


def _line(call: Recorded) -> str:
    args = [render(arg) for arg in call.args] + [f"{name}={render(arg)}" for name, arg in call.kwargs]
    came = str(call.ending)
    if call.value is not None:
        came = render(call.value)
    if call.error is not None:
        came = call.error.type
    return f"{'  ' * call.depth}{call.hole}({', '.join(args)}) -> {came}{' answered' if call.answered else ''}"


@pytest.mark.parametrize("trace", [False, True])
def test_holes_are_noted_in_order_of_first_call(trace: bool) -> None:
    outcomes = run(PROGRAM, ["twice(main([1])[0])", "fails(1)", "needs(1)", "1"], trace=trace)
    assert [outcome.reached for outcome in outcomes] == [
        ("main", "twice"),
        ("fails", "twice"),
        ("needs", "twice", "open"),
        (),
    ]
    assert [outcome.returned for outcome in outcomes] == [("twice", "main"), ("twice",), ("twice",), ()]


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize(
    ("case", "returned"),
    [
        ("await both()", True),
        ("list(counting(2))", True),
        ("c = counting(1); next(c); c.close()", True),
        ("c = counting(1); next(c); c.throw(ValueError)", False),
    ],
)
def test_a_call_that_ends_with_a_value_has_returned(trace: bool, case: str, returned: bool) -> None:
    (outcome,) = run(PROGRAM, [case], trace=trace)
    assert (outcome.reached[0] in outcome.returned) is returned


@pytest.mark.parametrize("trace", [False, True])
@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("main([1, 2], times=2)", "value [2, 4, 2, 4]"),
        ("await both()", "value [2, 4]"),
        ("list(counting(2))", "value [0, 2]"),
        ("c = counting(2); [next(c), c.send(5), next(c)]", "value [0, 5, 2]"),
        ("c = counting(1); next(c); c.close()", "value None"),
        ("c = counting(1); next(c); c.throw(KeyError('x'))", "raised KeyError: 'x'"),
        ("def f(): return (yield from counting(0))\ng = f()\nnext(g)", "raised StopIteration: end"),
        ("[x async for x in ticking(3)]", "value [0, 2, 4]"),
        ("Box.s(1), Box.c('x'), Box().p", "value (1, 'Boxx', 3)"),
        (
            "twice.__name__, twice.__doc__, str(inspect.signature(main))",
            "value ('twice', 'Doubles.', '(xs, *, times=1)')",
        ),
        ("inspect.iscoroutinefunction(later), inspect.isgeneratorfunction(counting)", "value (True, True)"),
        ("inspect.isasyncgenfunction(ticking), inspect.isfunction(main)", "value (True, True)"),
        ("inspect.iscoroutinefunction(open_async)", "value True"),
    ],
)
def test_recording_changes_nothing(case: str, expected: str, trace: bool) -> None:
    (outcome,) = run(PROGRAM, [case], trace=trace)
    assert told(outcome) == expected


def test_calls_are_recorded_with_their_nesting() -> None:
    outcome = traced("main([1, 2], times=1)")
    assert lines(outcome) == ["main([1, 2], times=1) -> [2, 4]", "  twice(1) -> 2", "  twice(2) -> 4"]
    assert [call.parent for call in outcome.calls] == [None, 0, 0]
    assert all(call.seconds > 0 for call in outcome.calls)


def test_nothing_is_recorded_unasked() -> None:
    (outcome,) = run(PROGRAM, ["main([1])"])
    assert outcome.calls == ()


def test_arguments_are_recorded_as_they_were_at_the_call() -> None:
    assert lines(traced("grow(grow([]))")) == ["grow([]) -> [0]", "grow([0]) -> [0, 1]"]


def test_calls_before_an_exception_are_kept() -> None:
    assert lines(traced("fails(1)")) == ["fails(1) -> ValueError", "  twice(1) -> 2"]


def test_calls_before_a_missing_hole_are_kept() -> None:
    outcome = traced("needs(1)")
    assert told(outcome) == "missing open"
    assert lines(outcome) == ["needs(1) -> missing", "  twice(1) -> 2", "  open(2, k=1) -> missing"]


def test_asynchronous_calls_keep_their_parents() -> None:
    assert lines(traced("await both()")) == [
        "both() -> [2, 4]",
        "  later(1) -> 2",
        "  later(2) -> 4",
        "    twice(1) -> 2",
        "    twice(2) -> 4",
    ]
    assert [call.parent for call in traced("await both()").calls] == [None, 0, 0, 1, 2]


def test_generators_are_the_parents_of_what_they_call() -> None:
    outcome = traced("list(counting(2)), twice(9)")
    assert [(call.hole, call.parent) for call in outcome.calls] == [
        ("counting", None),
        ("twice", 0),
        ("twice", 0),
        ("twice", None),
    ]
    assert outcome.calls[0].ending is Ending.VALUE


def test_a_swallowed_missing_hole_is_still_missing() -> None:
    assert told(traced("swallows(1)")) == "missing open"


def test_a_choice_that_is_not_made_is_missing() -> None:
    (outcome,) = run('def f():\n    return __holewright__.choice("c")\n', ["f()"])
    assert told(outcome) == "missing c"
    assert told(run('x = __holewright__.choice("c")\n', ["x"])[0]) == "missing c"


def test_missing_holes_are_answered() -> None:
    asked: list[tuple[str, tuple[Value, ...], Mapping[str, Value]]] = []

    def answer(hole: str, args: tuple[Value, ...], kwargs: Mapping[str, Value]) -> Value | None:
        asked.append((hole, args, kwargs))
        return from_python(10) if hole == "open" else None

    outcome = traced("needs(1)", answer=answer)
    assert told(outcome) == "value 20"
    assert asked == [("open", (from_python(2),), {"k": from_python(1)})]
    assert lines(outcome) == [
        "needs(1) -> 20",
        "  twice(1) -> 2",
        "  open(2, k=1) -> 10 answered",
        "  twice(10) -> 20",
    ]
    assert told(traced("await open_async(1)", answer=answer)) == "missing open_async"


def test_recording_stops_at_its_limit() -> None:
    outcome = traced("for i in range(20000): twice(i)")
    assert outcome.calls_cut
    assert len(outcome.calls) == 10_000
    assert not traced("twice(1)").calls_cut


def test_large_arguments_do_not_fill_the_recording() -> None:
    outcome = traced("for i in range(60): twice([0] * 20000)", limits=Limits(seconds=60, load_seconds=60))
    assert len(outcome.calls) == 60
    assert outcome.ending is Ending.VALUE


def test_deep_recursion_of_a_hole() -> None:
    source = '@__holewright__.hole("down")\ndef down(n):\n    return down(n - 1) if n else 0\n'
    outcome, endless = run(source, ["down(100)", "down(10 ** 6)"], PATIENT, trace=True)
    assert told(outcome) == "value 0"
    assert outcome.calls[100].depth == 100
    assert endless.error is not None
    assert endless.error.type == "RecursionError"
