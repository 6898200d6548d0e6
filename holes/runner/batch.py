"""Many programs screened in one process: quick, and only good to find out which are worth a process of their own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from holes.runner import messages
from holes.runner.protocol import Case, Ending, Limits, Outcome, Program
from holes.runner.session import AHEAD, FORGED, Connection, Gone, Lost, Start, StartError, crashed, not_started
from holes.stretch import Stretch
from holes.values import Unrepresentable

#: Programs in one process: the more there are, the more one that spoils it costs.
_TOGETHER = 32


async def screened(
    start: Start, programs: Sequence[Program], cases: tuple[Case, ...], limits: Limits
) -> tuple[tuple[Outcome, ...] | None, ...]:
    """Run `cases` in each of `programs`, all of them within the time of one. Where a program does not come to an end,
    that is the outcome of all its cases, and the programs behind it go on in another process; None is for those of
    which nothing is known."""
    try:
        batch = messages.frame(messages.batch_request(cases))
    except Unrepresentable:
        return (None,) * len(programs)
    found: list[tuple[Outcome, ...] | None] = [None] * len(programs)
    waiting = deque(range(len(programs)))
    while waiting:
        together = [waiting.popleft() for _ in range(min(_TOGETHER, len(waiting)))]
        try:
            child = await start()
        except StartError as error:
            return ((not_started(str(error)),) * len(cases),) * len(programs)
        try:
            done = await _together(child, [programs[index] for index in together], batch, len(cases), limits)
        finally:
            await child.end()
        for index, outcomes in zip(together, done, strict=False):
            found[index] = outcomes
        waiting.extendleft(reversed(together[len(done) :]))
    return tuple(found)


async def _together(
    child: Connection, programs: Sequence[Program], cases: bytes, count: int, limits: Limits
) -> list[tuple[Outcome, ...] | None]:
    """What comes of as many of `programs` as one process gets through; the last of these may have ended it."""
    loop = asyncio.get_running_loop()
    unsent = deque(programs)
    ahead = 0
    done: list[tuple[Outcome, ...] | None] = []
    sizes = deque[int]()
    stretch = Stretch()
    while len(done) < len(programs):
        while unsent and ahead < AHEAD:
            load = messages.frame(messages.load_request(unsent.popleft(), limits, trace=False, answers=False))
            child.send(load)
            child.send(cases)
            sizes.append(len(load) + len(cases))
            ahead += sizes[-1]
        try:
            # Only the first of them waits for the modules that they all import.
            until = loop.time() + (limits.seconds if done else limits.load_seconds)
            unloadable = messages.read_load(await child.receive(until))
            received = await child.receive(loop.time() + limits.seconds)
            outcomes = (unloadable,) * count if unloadable else messages.read_batch(received, count, limits)
        except TimeoutError:
            return [*done, (Outcome(Ending.TIMEOUT, seconds=limits.seconds),) * count]
        except Gone as ended:
            return [*done, (crashed(str(ended)),) * count]
        except messages.TooLarge:
            return [*done, None]  # All values together may be too large where each alone is not.
        except messages.BadReply:
            return [*done, (crashed(FORGED),) * count]
        except Lost:
            return [*done, None]
        ahead -= sizes.popleft()
        done.append(outcomes)
        await stretch.breathe()
    return done
