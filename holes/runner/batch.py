"""Many programs screened in one process: quick, and only good to find out which are worth a process of their own."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from holes.runner import messages
from holes.runner.protocol import Case, Ending, Limits, Outcome, Program
from holes.runner.session import AHEAD, FORGED, Connection, Gone, Lost, Start, StartError, crashed, not_started
from holes.values import Unrepresentable

#: Programs in one process: the more there are, the more one that spoils it costs.
_TOGETHER = 32


async def screened(
    start: Start, programs: Sequence[Program], cases: tuple[Case, ...], limits: Limits
) -> tuple[tuple[Outcome, ...] | None, ...]:
    """Run `cases` in each of `programs`. A program that does not come to an end has the outcomes from before that, and
    the ones behind it go on in another process; None is for those of which nothing is known."""
    try:
        requests = [messages.case_request(case, number) for number, case in enumerate(cases)]
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
            done = await _together(child, [programs[index] for index in together], requests, limits)
        finally:
            await child.end()
        for index, outcomes in zip(together, done, strict=False):
            found[index] = outcomes
        waiting.extendleft(reversed(together[len(done) :]))
    return tuple(found)


async def _together(
    child: Connection, programs: Sequence[Program], requests: Sequence[dict[str, object]], limits: Limits
) -> list[tuple[Outcome, ...] | None]:
    """What comes of as many of `programs` as one process gets through; the last of these may have ended it."""
    loop = asyncio.get_running_loop()
    unsent = deque[dict[str, object]]()
    for program in programs:
        unsent.append(messages.load_request(program, limits, trace=False, answers=False))
        unsent.extend(requests)
    sizes = deque[int]()
    ahead = 0

    async def reply(seconds: float) -> dict[str, object]:
        nonlocal ahead
        while unsent and ahead < AHEAD:
            sizes.append(child.send(unsent.popleft()))
            ahead += sizes[-1]
        received = await child.receive(loop.time() + seconds)
        ahead -= sizes.popleft()
        return received

    done: list[tuple[Outcome, ...] | None] = []
    for position in range(len(programs)):
        outcomes: list[Outcome] = []
        try:
            # Only the first of them waits for the modules that they all import.
            unloadable = messages.read_load(await reply(limits.seconds if position else limits.load_seconds))
            for number in range(len(requests)):
                received = await reply(limits.seconds)
                outcomes.append(unloadable or messages.read_outcome(received, number, limits))
        except TimeoutError:
            outcomes.append(Outcome(Ending.TIMEOUT, seconds=limits.seconds))
        except Gone as ended:
            outcomes.append(crashed(str(ended)))
        except messages.BadReply:
            outcomes.append(crashed(FORGED))
        except Lost:
            return [*done, None]
        done.append(tuple(outcomes[: len(requests)]))
        if len(outcomes) != len(requests) or outcomes[-1].ending in (Ending.TIMEOUT, Ending.CRASHED):
            break
    return done
