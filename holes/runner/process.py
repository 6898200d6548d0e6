"""The first runner: one process under the user's interpreter for a program, a new one after each case that dies.

It limits time, memory, processor and output, and keeps the person's environment away from a candidate. It does not keep
a candidate from their files or network: that is for a confined runner, behind the same protocol.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from attrs import define, frozen

from holes.runner import messages
from holes.runner.child import Child, Gone, Interpreter, StartError, interpreter, start
from holes.runner.protocol import (
    NOT_STARTED,
    Answer,
    Case,
    Confinement,
    Ending,
    Error,
    Limits,
    Outcome,
    Program,
    Tier,
)
from holes.values import Unrepresentable

#: Until how many bytes more cases are sent before their turn: about what a pipe holds.
_AHEAD = 1 << 16


class ProcessRunner:
    """Runs programs under `python`, the path of an interpreter of version 3.9 or newer, or of what leads to one: some
    version managers put a script there that takes ten times as long to start. It is gone through once for each folder,
    and after that what it started is started as it did. A new runner asks it again."""

    def __init__(self, python: str) -> None:
        self._launches = _Launches(interpreter(python), {})

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """Run `cases` in order, one outcome each. A case that hangs or dies is ended alone; the rest still run."""
        if not cases:
            return ()
        session = _Session(self._launches, program, limits, trace, answer)
        try:
            return await session.run_all(cases)
        finally:
            await session.end()

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Run `cases` in each of `programs`, one after another and each in a process of its own, for nothing keeps
        candidates apart in one."""
        return tuple([await self.run(program, cases, limits) for program in programs])

    async def confinement(self) -> Confinement:
        """`LIMITS`, which needs no trying."""
        return Confinement(Tier.LIMITS)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Session]:
        """Keep `program` loaded for many cases that are not known beforehand."""
        session = _Session(self._launches, program, limits, False, None)
        try:
            yield session
        finally:
            await session.end()


@frozen
class _Launches:
    """What is started: at first what was `given`, later what that led to in a folder."""

    given: Interpreter
    known: dict[str | None, Interpreter]

    async def start(self, folder: str | None, largest: int) -> Child:
        """A new process in `folder`. Raises `StartError`."""
        if (known := self.known.get(folder)) is not None:
            try:
                return await start(known, folder, largest)
            except StartError:
                del self.known[folder]  # it has been moved or removed
        return await start(self.given, folder, largest)

    def learn(self, folder: str | None, greeting: dict[str, object]) -> None:
        """Note what was started. Nothing of the user's code was loaded when it said so."""
        path, environment = messages.read_greeting(greeting)
        if Path(path).is_absolute():
            self.known.setdefault(folder, Interpreter(path, environment))


@define(eq=False)
class _Turn:
    """A case that waits for its outcome: its number in the session, its request, and how many bytes of it were sent."""

    number: int
    request: dict[str, object]
    size: int = 0


class _Session:
    """A program and the process in which it is loaded, if one is up.

    Cases are sent before their turn, so that the process need not wait for us between two of them; it works them off in
    order. A case has its time from the reply before it. Where it does not answer, the process is ended and the cases
    behind it are sent to a new one.
    """

    def __init__(
        self, launches: _Launches, program: Program, limits: Limits, trace: bool, answer: Answer | None
    ) -> None:
        self._launches = launches
        self._program = program
        self._limits = limits
        self._trace = trace
        self._answer = answer
        self._child: Child | None = None
        self._unloadable: Outcome | None = None
        self._count = 0
        self._unsent: deque[_Turn] = deque()
        self._sent: deque[_Turn] = deque()
        self._ahead = 0  # bytes of what is sent and not answered
        self._order = asyncio.Lock()  # it lets runs through in the order in which they came

    async def run(self, case: Case) -> Outcome:
        """Run one case. Calls may overlap: their cases are sent ahead, and run in the order of the calls."""
        return (await self.run_all((case,)))[0]

    async def run_all(self, cases: tuple[Case, ...]) -> tuple[Outcome, ...]:
        """Run cases in order. Where this is cancelled the process is ended, and what other calls wait for starts
        afresh."""
        turns = [self._turn(case) for case in cases]
        mine = {turn for turn in turns if isinstance(turn, _Turn)}
        self._send_ahead()
        try:
            async with self._order:
                return tuple([await self._outcome(turn) if isinstance(turn, _Turn) else turn for turn in turns])
        except asyncio.CancelledError:
            # A reply that is still to come would be taken for that of another case.
            if not mine.isdisjoint(self._sent):
                await self.end()
            self._unsent = deque(turn for turn in self._unsent if turn not in mine)
            raise

    async def end(self) -> None:
        """End the process, if one is up. Cases that it has not answered are unsent again."""
        child, self._child = self._child, None
        self._unsent.extendleft(reversed(self._sent))
        self._sent.clear()
        self._ahead = 0
        if child is not None:
            await child.end()

    def _turn(self, case: Case) -> _Turn | Outcome:
        """A place in the queue; what comes of the case at once where it cannot be sent."""
        try:
            turn = _Turn(self._count, messages.case_request(case, self._count))
        except Unrepresentable as error:
            return Outcome(Ending.RAISED, error=Error("TypeError", str(error), ("TypeError",)))
        self._count += 1
        self._unsent.append(turn)
        return turn

    def _send_ahead(self) -> None:
        """Send what the process should have at hand, if it is up."""
        while self._child is not None and self._unsent and self._ahead < _AHEAD:
            turn = self._unsent.popleft()
            turn.size = self._child.send(turn.request)
            self._ahead += turn.size
            self._sent.append(turn)

    async def _outcome(self, turn: _Turn) -> Outcome:
        """What comes of the case whose turn it is; the process is started where none is up."""
        loop = asyncio.get_running_loop()
        while self._unloadable is None:
            if self._child is None:
                self._unloadable = await self._load()
                continue
            child = self._child
            self._send_ahead()
            try:
                outcome = messages.read_outcome(
                    await self._reply(child, loop.time() + self._limits.seconds), turn.number, self._limits
                )
            except TimeoutError:
                failure = Outcome(Ending.TIMEOUT, seconds=self._limits.seconds)
            except Gone as ended:
                failure = Outcome(Ending.CRASHED, error=Error("", str(ended)))
            except messages.BadReply:
                failure = Outcome(Ending.CRASHED, error=Error("", "it wrote into a pipe that is not its own"))
            else:
                self._ahead -= self._sent.popleft().size
                return outcome
            if self._child is child:
                self._sent.popleft()
                await self.end()
                return failure
            # Another run was cancelled and ended the process: nothing is known of this case, and it is sent again.
        return self._unloadable

    async def _load(self) -> Outcome | None:
        """Start a process and load the program; None, or what stands for the outcome of every case."""
        folder = _existing(self._program.folder)
        try:
            child = await self._launches.start(folder, messages.largest_reply(self._limits))
        except StartError as error:
            return Outcome(Ending.BROKEN, error=Error("", str(error), (NOT_STARTED,)))
        failure: Outcome | None = None
        try:
            child.send(
                messages.load_request(self._program, self._limits, trace=self._trace, answers=self._answer is not None)
            )
            until = asyncio.get_running_loop().time() + self._limits.load_seconds
            self._launches.learn(folder, await child.receive(until))
            failure = messages.read_load(await self._reply(child, until))
        except TimeoutError:
            failure = _broken(f"it did not load within {self._limits.load_seconds:g} s")
        except Gone as ended:
            failure = _broken(f"while it was loaded {ended}")
        except messages.BadReply:
            failure = _broken("while it was loaded, it wrote into a pipe that is not its own")
        except asyncio.CancelledError:
            await child.end()
            raise
        if failure is None:
            self._child = child
        else:
            await child.end()
        return failure

    async def _reply(self, child: Child, until: float) -> dict[str, object]:
        """Wait for the next reply until that time of the event loop; questions for holes without a fill are answered
        meanwhile. Raises `TimeoutError`."""
        loop = asyncio.get_running_loop()
        while "ask" in (reply := await child.receive(until)):
            if self._answer is None:
                raise messages.BadReply
            if loop.time() > until:
                raise TimeoutError
            child.send(messages.answer_request(self._answer(*messages.read_question(reply))))
        return reply


def _existing(folder: str | None) -> str | None:
    return folder if folder is not None and Path(folder).is_dir() else None


def _broken(sentence: str) -> Outcome:
    return Outcome(Ending.BROKEN, error=Error("", sentence))
