"""A program in a process, and the cases that it is sent.

Cases are sent before their turn, so that the process need not wait for us between two of them; it works them off in
order. A case has its time from the reply before it. Where it does not answer, the process is ended and the cases
behind it are sent to a new one.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Protocol

from attrs import define

from holes.runner import messages
from holes.runner.protocol import NOT_STARTED, Answer, Case, Ending, Error, Limits, Outcome, Program
from holes.stretch import Stretch
from holes.values import Unrepresentable

#: Until how many bytes more cases are sent before their turn: about what a pipe holds.
AHEAD = 1 << 16

#: What is said of a process that does not keep to the protocol.
FORGED = "it wrote into a pipe that is not its own"


class StartError(Exception):
    """No process could be started; `str()` is a sentence that says why and what to do."""


class Gone(Exception):
    """The process ended by itself; `str()` says how."""


class Lost(Exception):
    """The process was ended by something that has nothing to do with the program; `str()` says what."""


class Connection(Protocol):
    """A process that loads a program and runs its cases."""

    def send(self, frame: bytes) -> None:
        """Write one frame."""
        ...

    async def receive(self, until: float) -> dict[str, object]:
        """The next frame. Raises `BadReply`, `Gone` or `Lost` where the process ended instead, or `TimeoutError` where
        nothing came by the time `until` of the event loop."""
        ...

    async def end(self) -> None:
        """Kill the process. Nothing is asked of it."""
        ...


#: Starts a process. Raises `StartError`.
Start = Callable[[], Awaitable[Connection]]


@define(eq=False)
class _Turn:
    """A case that waits for its outcome: its number in the session, what is sent, and whether a process was lost over
    it before."""

    number: int
    frame: bytes
    lost: bool = False


class ProgramSession:
    """A program and the process in which it is loaded, if one is up."""

    def __init__(self, start: Start, program: Program, limits: Limits, trace: bool, answer: Answer | None) -> None:
        self._start = start
        self._program = program
        self._limits = limits
        self._trace = trace
        self._answer = answer
        self._child: Connection | None = None
        self._unloadable: Outcome | None = None
        self._lost_loading = False
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
                outcomes: list[Outcome] = []
                stretch = Stretch()
                for turn in turns:
                    outcomes.append(await self._outcome(turn) if isinstance(turn, _Turn) else turn)
                    await stretch.breathe()
                return tuple(outcomes)
        except asyncio.CancelledError:
            # A reply that is still to come would be taken for that of another case.
            spoiled = None if mine.isdisjoint(self._sent) else self._dropped()
            # Before anything is waited for: another run may start a process meanwhile.
            self._unsent = deque(turn for turn in self._unsent if turn not in mine)
            if spoiled is not None:
                await spoiled.end()
            raise

    async def end(self) -> None:
        """End the process, if one is up. Cases that it has not answered are unsent again."""
        if (child := self._dropped()) is not None:
            await child.end()

    def _dropped(self) -> Connection | None:
        """The process, which has to be ended and is this program's no more."""
        child, self._child = self._child, None
        self._unsent.extendleft(reversed(self._sent))
        self._sent.clear()
        self._ahead = 0
        return child

    def _turn(self, case: Case) -> _Turn | Outcome:
        """A place in the queue; what comes of the case at once where it cannot be sent."""
        try:
            turn = _Turn(self._count, messages.frame(messages.case_request(case, self._count)))
        except Unrepresentable as error:
            return Outcome(Ending.RAISED, error=Error("TypeError", str(error), ("TypeError",)))
        self._count += 1
        self._unsent.append(turn)
        return turn

    def _send_ahead(self) -> None:
        """Send what the process should have at hand, if it is up."""
        while self._child is not None and self._unsent and self._ahead < AHEAD:
            turn = self._unsent.popleft()
            self._child.send(turn.frame)
            self._ahead += len(turn.frame)
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
            failure: Outcome | None
            try:
                reply = await self._reply(child, loop.time() + self._limits.seconds)
                outcome = messages.read_outcome(reply, turn.number, self._limits, trace=self._trace)
            except TimeoutError:
                failure = Outcome(Ending.TIMEOUT, seconds=self._limits.seconds)
            except Gone as ended:
                failure = crashed(str(ended))
            except Lost as ended:
                failure = crashed(str(ended)) if turn.lost else None
                turn.lost = True
            except messages.BadReply:
                failure = crashed(FORGED)
            else:
                self._ahead -= len(self._sent.popleft().frame)
                return outcome
            if self._child is child and failure is None:
                await self.end()
            elif self._child is child and failure is not None:
                self._sent.popleft()
                await self.end()
                return failure
            # Another run was cancelled and ended the process: nothing is known of this case, and it is sent again.
        return self._unloadable

    async def _load(self) -> Outcome | None:
        """Start a process and load the program; None where that may have worked, else what stands for the outcome of
        every case."""
        try:
            child = await self._start()
        except StartError as error:
            return not_started(str(error))
        failure: Outcome | None = None
        self._child = child
        try:
            answers = self._answer is not None
            child.send(
                messages.frame(messages.load_request(self._program, self._limits, trace=self._trace, answers=answers))
            )
            self._send_ahead()
            until = asyncio.get_running_loop().time() + self._limits.load_seconds
            failure = messages.read_load(await self._reply(child, until))
            self._lost_loading = False
        except TimeoutError:
            failure = _broken(f"it did not load within {self._limits.load_seconds:g} s")
        except Lost as lost:
            if self._lost_loading:
                failure = _broken(f"while it was loaded {lost}")
            else:
                self._lost_loading = True
                await self.end()
        except Gone as ended:
            failure = _broken(f"while it was loaded {ended}")
        except messages.BadReply:
            failure = _broken(f"while it was loaded, {FORGED}")
        except asyncio.CancelledError:
            await self.end()
            raise
        if failure is not None:
            await self.end()
        return failure

    async def _reply(self, child: Connection, until: float) -> dict[str, object]:
        """Wait for the next reply until that time of the event loop; questions for holes without a fill are answered
        meanwhile. Raises `TimeoutError`."""
        loop = asyncio.get_running_loop()
        while "ask" in (reply := await child.receive(until)):
            if self._answer is None:
                raise messages.BadReply
            if loop.time() > until:
                raise TimeoutError
            child.send(messages.frame(messages.answer_request(self._answer(*messages.read_question(reply)))))
            # Where there is always another question, nothing else would have its turn before the time is up.
            await asyncio.sleep(0)
        return reply


def not_started(sentence: str) -> Outcome:
    """The outcome of every case where no process could be started."""
    return Outcome(Ending.BROKEN, error=Error("", sentence, (NOT_STARTED,)))


def crashed(sentence: str) -> Outcome:
    """The outcome of a case whose process ended."""
    return Outcome(Ending.CRASHED, error=Error("", sentence))


def _broken(sentence: str) -> Outcome:
    return Outcome(Ending.BROKEN, error=Error("", sentence))
