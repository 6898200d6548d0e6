"""Many candidates at once: how they are taken together, and what is believed of them.

Together they cost a fraction of what each costs alone, but one can spoil those that run behind it in the same process,
and none can be believed that it holds. So a screen only says which to pass over for the time being; what it does not
fail is tried alone, in order, and where nothing holds in the end, so is everything that it failed.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from typing import TypeVar

from attrs import frozen

T = TypeVar("T")

#: How many are screened together, at most. More save nothing more, and would wait long for the first answer.
MOST = 32


def wider(width: int) -> int:
    """How many to take together after `width` were: the first stands alone, being the likeliest, and there are more the
    longer none of them holds, so that slow ones hold up little of what is in front of them."""
    return min(4 * width, MOST)


@frozen
class _End:
    error: Exception | None


@asynccontextmanager
async def ahead(
    source: AsyncGenerator[T, None], enough: Callable[[T], bool]
) -> AsyncIterator[Callable[[int], Awaitable[list[T]]]]:
    """Let `source` run ahead, by no more than `MOST`, while what it gave is worked with, until one is `enough`.

    Gives a function that waits for one thing, and takes with it up to so many as are there already; it gives none at
    the end, and raises what the source raised. Leaving the context closes the source.
    """
    there: asyncio.Queue[T | _End] = asyncio.Queue(MOST)
    end: _End | None = None

    async def run() -> None:
        error: Exception | None = None
        try:
            async with aclosing(source):
                async for thing in source:
                    last = enough(thing)
                    await there.put(thing)
                    if last:
                        break
        except Exception as raised:
            error = raised
        await there.put(_End(error))

    async def take(most: int) -> list[T]:
        nonlocal end
        taken: list[T] = []
        while end is None and len(taken) < most and not (taken and there.empty()):
            thing = await there.get()
            if isinstance(thing, _End):
                end = thing
            else:
                taken.append(thing)
        if not taken and end is not None and end.error is not None:
            raise end.error
        return taken

    running = asyncio.create_task(run())
    try:
        yield take
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
