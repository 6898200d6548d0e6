"""Inputs that were drawn for one candidate of a hole, kept for the next ones.

Drawing takes longer than running a candidate with what was drawn, and gives the same inputs each time.
"""

from __future__ import annotations

from holes.properties.drawing import Line, draw, in_thread
from holes.properties.inputs import Domain, Input, strategy
from holes.properties.shapes import Undrawable
from holes.values import shorten

#: How many draws are kept: more than a document has holes with properties.
_KEPT = 128


class Pool:
    """What was drawn last. It belongs to one event loop."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[Domain, int, int], tuple[Input, ...]] = {}

    async def draw(self, domain: Domain, count: int, seed: int) -> tuple[Input, ...]:
        """Up to `count` different inputs, the same ones for the same `seed`. Raises `Undrawable` where nothing can be
        drawn. Cancelling ends the drawing, of which nothing is kept then."""
        key = (domain, count, seed)
        drawn = self._drawn.pop(key, None)
        if drawn is None:
            drawn = await _drawn(domain, count, seed)
        self._drawn[key] = drawn  # behind all others, as the one used last
        if len(self._drawn) > _KEPT:
            del self._drawn[next(iter(self._drawn))]
        return drawn


async def _drawn(domain: Domain, count: int, seed: int) -> tuple[Input, ...]:
    def work(line: Line[None, None]) -> tuple[Input, ...]:
        return tuple(draw(strategy(domain), count, seed, line.check))

    try:
        return await in_thread(work, _nothing)
    except Undrawable:
        raise
    except Exception as error:
        raise Undrawable(f"no inputs can be drawn: {shorten(str(error) or type(error).__name__, 200)}") from error


async def _nothing(question: None) -> None:
    return None
