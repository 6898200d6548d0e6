"""The runner for where no walls can be built: an interpreter of a part of Python, which has no way out.

It reads no file, opens no connection and starts no process, for it has nothing to do that with. What it cannot do, or
would do otherwise than Python's own interpreter, is inconclusive: a verdict of it never rests on what it lacks. It runs
in a worker process (`holes.runner.restricted`), which is kept for the next program and killed with what does not end.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from holes.runner import messages
from holes.runner.messages import BadReply
from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Tier
from holes.runner.restricted.process import Worker, start
from holes.runner.session import Gone, StartError, not_started
from holes.values import Unrepresentable

#: Seconds after which a worker is killed that should have ended a case by itself.
_GRACE = 0.3
#: Workers that are kept for the next program.
_KEPT = 2


class InterpreterRunner:
    """Runs programs in the restricted interpreter. Nothing of the user's own environment is there."""

    def __init__(self) -> None:
        self._idle: list[Worker] = []

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """Run `cases` in order, one outcome each. Calls are not recorded, and holes without a fill not answered: cases
        that would need it are inconclusive."""
        if trace:
            return (inconclusive("the restricted interpreter records no calls"),) * len(cases)
        session = _Session(self._idle, program, limits, answers=answer is not None)
        try:
            return await session.run_all(cases)
        finally:
            session.end()

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Run `cases` in each of `programs`, one after another: each has an interpreter of its own in the same worker,
        which costs little."""
        return tuple([await self.run(program, cases, limits) for program in programs])

    async def confinement(self) -> Confinement:
        """`INTERPRETER`, where it can be started; else `NONE`."""
        try:
            self._idle.append(await start())
        except StartError as error:
            return Confinement(Tier.NONE, ((Tier.INTERPRETER, str(error)),))
        return Confinement(Tier.INTERPRETER)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Session]:
        """Keep `program` loaded for many cases that are not known beforehand."""
        session = _Session(self._idle, program, limits, answers=False)
        try:
            yield session
        finally:
            session.end()


def inconclusive(sentence: str) -> Outcome:
    """The outcome of a case that was not run, or not to its end, for no fault of its own."""
    return Outcome(Ending.INCONCLUSIVE, error=Error("", sentence))


class _Session:
    """A program and the worker in which it is loaded, if there is one."""

    def __init__(self, idle: list[Worker], program: Program, limits: Limits, *, answers: bool) -> None:
        self._idle = idle
        self._program = program
        self._limits = limits
        self._answers = answers
        self._worker: Worker | None = None
        self._unloadable: Outcome | None = None
        self._count = 0
        self._order = asyncio.Lock()  # it lets runs through in the order in which they came

    async def run(self, case: Case) -> Outcome:
        """Run one case. Calls may overlap: their cases run in order of the calls."""
        return (await self.run_all((case,)))[0]

    async def run_all(self, cases: tuple[Case, ...]) -> tuple[Outcome, ...]:
        """Run cases in order. They are sent at once; those behind one that ends the worker are sent to a new one."""
        outcomes: list[Outcome] = []
        async with self._order:
            while len(outcomes) < len(cases):
                if self._worker is None and self._unloadable is None:
                    self._unloadable = await self._load()
                left = cases[len(outcomes) :]
                if self._unloadable is not None:
                    outcomes += [self._unloadable] * len(left)
                else:
                    outcomes += await self._answers_to(left)
        return tuple(outcomes)

    async def _answers_to(self, cases: tuple[Case, ...]) -> list[Outcome]:
        """The outcomes of cases, up to one that ends the worker."""
        assert self._worker is not None
        waiting: list[int | Outcome] = []
        for case in cases:
            self._count += 1
            try:
                self._worker.send(messages.case_request(case, self._count))
                waiting.append(self._count)
            except Unrepresentable as error:
                waiting.append(Outcome(Ending.RAISED, error=Error("TypeError", str(error), ("TypeError",))))
        outcomes: list[Outcome] = []
        for one in waiting:
            outcomes.append(one if isinstance(one, Outcome) else await self._outcome(one))
            if self._worker is None:
                break
        return outcomes

    async def _outcome(self, number: int) -> Outcome:
        try:
            reply = await self._reply(self._limits.seconds + _GRACE)
            return self._judged(_inconclusive_in(reply) or self._read(reply, number))
        except TimeoutError:
            self._kill()
            return Outcome(Ending.TIMEOUT, seconds=self._limits.seconds)
        except (Gone, BadReply):
            self._kill()
            return inconclusive("the restricted interpreter ended: nothing is known of this")

    def end(self) -> None:
        """Keep the worker for another program."""
        worker, self._worker = self._worker, None
        if worker is not None and len(self._idle) < _KEPT:
            self._idle.append(worker)
        elif worker is not None:
            worker.kill()

    async def _load(self) -> Outcome | None:
        """Load the program in a worker; None, or what stands for the outcome of every case."""
        request = messages.load_request(self._program, self._limits, trace=False, answers=False)
        try:
            # One that was kept may have ended since, by no fault of this program.
            while self._idle:
                self._worker = self._idle.pop()
                try:
                    return self._loaded(await self._answer_to(request, self._limits.load_seconds))
                except Gone:
                    self._kill()
            self._worker = await start()
            return self._loaded(await self._answer_to(request, self._limits.load_seconds))
        except StartError as error:
            return not_started(str(error))
        except (Gone, BadReply, TimeoutError):
            self._kill()
            return inconclusive("the restricted interpreter ended while it loaded the module")

    def _loaded(self, reply: dict[str, object]) -> Outcome | None:
        outcome = _inconclusive_in(reply) or messages.read_load(reply)
        return None if outcome is None else self._judged(outcome)

    async def _answer_to(self, request: dict[str, object], seconds: float) -> dict[str, object]:
        """Send a request and wait for its reply. Raises `TimeoutError`, `Gone` or `BadReply`."""
        worker = self._worker
        assert worker is not None
        worker.send(request)
        return await self._reply(seconds)

    async def _reply(self, seconds: float) -> dict[str, object]:
        worker = self._worker
        assert worker is not None
        try:
            return await worker.receive(asyncio.get_running_loop().time() + seconds)
        except asyncio.CancelledError:
            # A reply that is still to come would be taken for that of another request.
            self._kill()
            raise

    def _read(self, reply: dict[str, object], number: int) -> Outcome:
        if reply.get("ending") == "timeout":
            return Outcome(Ending.TIMEOUT, seconds=self._limits.seconds)
        return messages.read_outcome(reply, number, self._limits)

    def _judged(self, outcome: Outcome) -> Outcome:
        if outcome.ending is Ending.MISSING and self._answers:
            return inconclusive("the restricted interpreter cannot be told the answer of a hole without a fill")
        return outcome

    def _kill(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()


def _inconclusive_in(reply: dict[str, object]) -> Outcome | None:
    words = reply.get("words")
    if reply.get("ending") != "inconclusive" or not isinstance(words, str):
        return None
    return inconclusive(f"the restricted interpreter {words}")
