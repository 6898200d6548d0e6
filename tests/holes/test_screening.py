"""Candidates that come together: taken as they are there, screened, and believed only alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.bench import Bench
from holes.budget import Budget, Spending
from holes.progress import Silent
from holes.screening import MOST, ahead, wider
from holes.search import Attempt, Effort, Means, search
from sketch.model import Language
from sketch.parse import parse
from tests.holes.fakes import HANGS, SPOILS, FakeEngine, FixedClock, Together

DOUBLE = "def double(n):\n    '''Twice.\n\n    >>> double(4)\n    8\n    >>> double(-1)\n    -2\n    '''\n"
THROUGH = (
    "def double(n):\n    '''Twice.'''\n\n"
    "def four(n):\n    '''\n    >>> four(4)\n    16\n    '''\n    return double(double(n))\n"
)


class Counting(Silent):
    """Notes what it is told of each candidate."""

    def __init__(self) -> None:
        self.told: list[tuple[int, int, int]] = []

    def candidate(self, name: str, engine: str, number: int, passed: int, total: int) -> None:
        self.told.append((number, passed, total))


def fill(number: int, what: str, factor: str) -> str:
    """The `number`-th candidate; no two are alike."""
    return f"def double(n):\n    note = ({number}, {what!r})\n    return {factor} * n\n"


def found(
    answers: list[str], text: str = DOUBLE, budget: Budget | None = None, seconds: float = 20.0
) -> tuple[Attempt, Together, Counting]:
    """Search with an engine that has all `answers` at hand."""
    sketch = parse(text, Language.ANPL).sketch
    runner, progress = Together(), Counting()
    engine = FakeEngine(tuple(answers), repairs=False)
    means = Means((engine,), Bench(runner), Spending(budget or Budget(), FixedClock()), progress)
    attempt = asyncio.run(search(sketch, {}, sketch.holes[0], "a.anpl", means, Effort(seconds=seconds)))
    return attempt, runner, progress


def winner(attempt: Attempt) -> str | None:
    """The fill that holds."""
    return attempt.best.fill.source if attempt.best is not None and attempt.holds else None


KINDS = {
    "right": ("", "2"),
    "wrong": ("", "3"),
    "hangs": (HANGS, "3"),
    "right, but spoils": (SPOILS, "2"),
    "spoils": (SPOILS, "3"),
}


@given(st.lists(st.sampled_from(sorted(KINDS)), max_size=40), st.sampled_from([DOUBLE, THROUGH]))
def test_nothing_is_lost_and_nothing_believed_that_was_not_run_alone(kinds: list[str], text: str) -> None:
    answers = [fill(number, *KINDS[kind]) for number, kind in enumerate(kinds)]
    right = [answer for answer, kind in zip(answers, kinds, strict=True) if kind.startswith("right")]
    attempt, runner, progress = found(answers, text)
    assert (winner(attempt) is not None) is bool(right)
    if right:
        assert winner(attempt) in right
        assert any("2 * n" in program for program in runner.programs)
    if not any("spoils" in kind for kind in kinds):
        assert winner(attempt) == (right[0] if right else None)
        if right:
            assert attempt.judged == answers.index(right[0]) + 1
    assert [number for number, _, _ in progress.told] == list(range(1, attempt.judged + 1))
    if not right:
        assert attempt.judged == len(answers)


def test_one_candidate_is_screened_with_nobody() -> None:
    attempt, runner, _ = found([fill(0, "", "3")])
    assert (attempt.judged, runner.screened) == (1, [])


def test_only_the_first_and_those_that_are_not_failed_run_alone() -> None:
    answers = [fill(number, "", "3") for number in range(20)] + [fill(20, "", "2"), fill(21, "", "2")]
    attempt, runner, progress = found(answers)
    assert (winner(attempt), attempt.judged) == (answers[20], 21)
    assert [len(programs) for programs in runner.screened] == [4, 16]
    assert len(runner.programs) == 2
    assert progress.told[-1] == (21, 2, 2)


def test_what_is_told_of_a_failing_search_was_run_alone() -> None:
    better = fill(3, "", "4 + 0")
    attempt, runner, _ = found([fill(0, SPOILS, "3"), fill(1, SPOILS, "3"), fill(2, "", "3"), better])
    assert attempt.best is not None
    assert attempt.best.evidence[0].judgement.actual == "12"
    assert attempt.judged == 4
    assert len(runner.programs) == 4


def test_one_that_another_spoiled_is_found() -> None:
    answers = [fill(0, "", "3"), fill(1, SPOILS, "3"), fill(2, "", "2"), fill(3, "", "5")]
    attempt, runner, progress = found(answers)
    assert (winner(attempt), attempt.judged, len(progress.told)) == (answers[2], 4, 4)
    assert len(runner.screened) == 1


def test_what_was_there_when_the_budget_ended_is_judged() -> None:
    attempt, _, _ = found([fill(number, "", "3") for number in range(9)], budget=Budget(requests=3))
    assert (attempt.judged, attempt.usage.requests) == (3, 3)


# What an engine has at hand.


def take_all(source: AsyncGenerator[int, None], *sizes: int) -> list[list[int]]:
    """Take as many at a time as `sizes` say."""

    async def taken() -> list[list[int]]:
        async with ahead(source, lambda thing: False) as take:
            await asyncio.sleep(0)
            return [await take(size) for size in sizes]

    return asyncio.run(taken())


async def count(to: int, closed: list[int], reached: list[int] | None = None) -> AsyncGenerator[int, None]:
    """Numbers, without waiting between them."""
    try:
        for number in range(to):
            if reached is not None:
                reached.append(number)
            yield number
    finally:
        closed.append(to)


def test_what_is_there_is_taken_together() -> None:
    closed: list[int] = []
    assert take_all(count(6, closed), 1, 4, 4, 4) == [[0], [1, 2, 3, 4], [5], []]
    assert closed == [6]


def test_nobody_waits_for_more() -> None:
    async def slow() -> AsyncGenerator[int, None]:
        yield 1
        yield 2
        await asyncio.Event().wait()

    assert take_all(slow(), 32) == [[1, 2]]


def test_it_runs_ahead_only_so_far() -> None:
    reached: list[int] = []
    take_all(count(10**6, [], reached), 1)
    assert len(reached) <= MOST + 2


def test_it_ends_with_the_one_that_is_enough() -> None:
    async def taken() -> list[int]:
        async with ahead(count(9, []), lambda thing: thing == 3) as take:
            await asyncio.sleep(0)
            return [*await take(32), *await take(32)]

    assert asyncio.run(taken()) == [0, 1, 2, 3]


def test_what_goes_wrong_is_raised_behind_what_came_before() -> None:
    async def broken() -> AsyncGenerator[int, None]:
        yield 1
        raise ValueError("broken")

    async def taken() -> None:
        async with ahead(broken(), lambda thing: False) as take:
            assert await take(32) == [1]
            for _ in range(2):
                with pytest.raises(ValueError, match="broken"):
                    await take(32)

    asyncio.run(taken())


@pytest.mark.parametrize("waits", [True, False])
def test_cancelling_closes_the_source(waits: bool) -> None:
    closed: list[int] = []

    async def forever() -> AsyncGenerator[int, None]:
        async for number in _closing(count(10**6, closed)):
            yield number
            if waits:
                await asyncio.Event().wait()

    async def _closing(source: AsyncGenerator[int, None]) -> AsyncGenerator[int, None]:
        try:
            async for number in source:
                yield number
        finally:
            await source.aclose()

    async def cancelled() -> None:
        begun = asyncio.Event()

        async def work() -> None:
            async with ahead(forever(), lambda thing: False) as take:
                await take(1)
                begun.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(work())
        await begun.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await asyncio.get_running_loop().shutdown_asyncgens()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(cancelled())
    assert closed == [10**6]


def test_more_are_taken_the_longer_none_holds() -> None:
    widths = [1]
    for _ in range(4):
        widths.append(wider(widths[-1]))
    assert widths == [1, 4, 16, MOST, MOST]
