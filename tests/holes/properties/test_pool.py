"""Inputs that are drawn once for a hole, for as long as nothing changes that they are drawn from."""

from __future__ import annotations

import asyncio

import pytest

from holes.engines.protocol import Observation
from holes.properties.inputs import Domain, Input, domain, strategy
from holes.properties.pool import Pool
from holes.properties.shapes import Undrawable
from holes.values import Value
from sketch.model import Language
from sketch.parse import parse

SKETCH = """
Grid = list[list[int]]
LIMIT = 3

class Point(TypedDict):
    x: int

def turned(grid: Grid, times: int = 1) -> Grid:
    '''Turned to the right.

    >>> turned([[1]])
    [[1]]
    '''

def other(n):
    return n
"""
SEEN = Observation((Value("list", (Value("list", (Value("int", 1),)),)),))


def of(text: str, *observations: Observation) -> Domain:
    """The domain of the hole in a sketch."""
    sketch = parse(text, Language.ANPL).sketch
    return domain(sketch, sketch.holes[0], observations)


def draw(pool: Pool, domain: Domain, seed: int = 0) -> tuple[Input, ...]:
    """Draw a few inputs."""
    return asyncio.run(pool.draw(domain, 10, seed))


@pytest.fixture
def drawings(monkeypatch: pytest.MonkeyPatch) -> list[Domain]:
    """The domains that hypothesis was asked to draw from."""
    asked: list[Domain] = []

    def noted(domain: Domain) -> object:
        asked.append(domain)
        return strategy(domain)

    monkeypatch.setattr("holes.properties.pool.strategy", noted)
    return asked


def test_the_same_inputs_are_drawn_once(drawings: list[Domain]) -> None:
    pool = Pool()
    first = draw(pool, of(SKETCH))
    assert draw(pool, of(SKETCH)) is first
    assert draw(Pool(), of(SKETCH)) == first
    assert len(drawings) == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Turned to the right", "Turned to the left"),
        ("return n", "return n + 1"),
        ("def other(n)", "def another(n: int)"),
        (">>> turned([[1]])", ">>> turned([[1]], times=4)"),
    ],
)
def test_what_says_nothing_of_the_inputs_changes_none(before: str, after: str) -> None:
    assert of(SKETCH.replace(before, after)) == of(SKETCH)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("list[list[int]]", "list[list[str]]"),
        ("x: int", "x: str"),
        ("times: int", "times: float"),
        ("times: int = 1", "times: int"),
        ("times: int = 1", "times: int = 5"),
        ("grid: Grid", "rows: Grid"),
    ],
)
def test_what_inputs_are_drawn_from_counts(before: str, after: str) -> None:
    assert of(SKETCH.replace(before, after)) != of(SKETCH)


def test_examples_that_were_seen_count() -> None:
    assert of(SKETCH, SEEN) != of(SKETCH)
    assert of(SKETCH, SEEN) == of(SKETCH, SEEN, SEEN)


def test_seeds_and_counts_are_kept_apart() -> None:
    pool = Pool()
    assert draw(pool, of(SKETCH), 0) != draw(pool, of(SKETCH), 1)
    assert len(asyncio.run(pool.draw(of(SKETCH), 3, 0))) == 3


def test_only_the_latest_are_kept(drawings: list[Domain], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("holes.properties.pool._KEPT", 2)
    pool = Pool()
    for seed in (0, 1, 0, 2, 0, 1):
        draw(pool, of(SKETCH), seed)
    assert len(drawings) == 4


def test_what_cannot_be_drawn_says_why_each_time() -> None:
    pool = Pool()
    for _ in range(2):
        with pytest.raises(Undrawable, match="no values can be drawn for `x`: it has neither"):
            draw(pool, of("def f(x):\n    '''Words.'''\n"))


def test_what_is_cancelled_is_drawn_anew(drawings: list[Domain]) -> None:
    pool = Pool()

    async def cancelled() -> None:
        task = asyncio.create_task(pool.draw(of(SKETCH), 10**6, 0))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(cancelled())
    assert draw(pool, of(SKETCH)) == draw(Pool(), of(SKETCH))
