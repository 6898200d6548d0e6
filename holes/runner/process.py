"""The first runner: one process under the user's interpreter for a program, a new one after each case that dies.

It limits time, memory, processor and output, and keeps the person's environment away from a candidate. It does not keep
a candidate from their files or network: that is for a confined runner, behind the same protocol.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from holes.runner import messages
from holes.runner.child import Child, Gone, StartError, start
from holes.runner.protocol import Answer, Case, Ending, Error, Limits, Outcome, Program
from holes.values import Unrepresentable


class ProcessRunner:
    """Runs programs under `python`, the path of an interpreter of version 3.9 or newer."""

    def __init__(self, python: str) -> None:
        self._python = python

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
        session = _Session(self._python, program, limits, trace, answer)
        try:
            return tuple([await session.run(case) for case in cases])
        finally:
            await session.end()

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Session]:
        """Keep `program` loaded for many cases that are not known beforehand."""
        session = _Session(self._python, program, limits, False, None)
        try:
            yield session
        finally:
            await session.end()


class _Session:
    """A program and the process in which it is loaded, if one is up."""

    def __init__(self, python: str, program: Program, limits: Limits, trace: bool, answer: Answer | None) -> None:
        self._python = python
        self._program = program
        self._limits = limits
        self._trace = trace
        self._answer = answer
        self._child: Child | None = None
        self._unloadable: Outcome | None = None

    async def run(self, case: Case) -> Outcome:
        """Run one case; the process is started where none is up, and ended where the case did not answer."""
        try:
            request = messages.case_request(case)
        except Unrepresentable as error:
            return Outcome(Ending.RAISED, error=Error("TypeError", str(error), ("TypeError",)))
        if self._child is None and self._unloadable is None:
            self._unloadable = await self._load()
        if self._unloadable is not None or self._child is None:
            return self._unloadable or Outcome(Ending.CRASHED)
        try:
            async with asyncio.timeout(self._limits.seconds):
                reply = await self._reply(self._child, request)
            return messages.read_outcome(reply, self._limits)
        except TimeoutError:
            await self.end()
            return Outcome(Ending.TIMEOUT, seconds=self._limits.seconds)
        except Gone as ended:
            await self.end()
            return Outcome(Ending.CRASHED, error=Error("", str(ended)))
        except messages.BadReply:
            await self.end()
            return Outcome(Ending.CRASHED, error=Error("", "it wrote into a pipe that is not its own"))

    async def end(self) -> None:
        """End the process, if one is up."""
        child, self._child = self._child, None
        if child is not None:
            await child.end()

    async def _load(self) -> Outcome | None:
        """Start a process and load the program; None, or what stands for the outcome of every case."""
        folder = Path(self._program.filename).parent
        try:
            self._child = await start(
                self._python,
                str(folder) if folder.is_absolute() and folder.is_dir() else None,
                messages.largest_reply(self._limits),
            )
        except StartError as error:
            return _broken(str(error))
        request = messages.load_request(
            self._program, self._limits, trace=self._trace, answers=self._answer is not None
        )
        try:
            async with asyncio.timeout(self._limits.load_seconds):
                reply = await self._reply(self._child, request)
            failure = messages.read_load(reply)
        except TimeoutError:
            failure = _broken(f"it did not load within {self._limits.load_seconds:g} s")
        except Gone as ended:
            failure = _broken(f"while it was loaded {ended}")
        except messages.BadReply:
            failure = _broken("while it was loaded, it wrote into a pipe that is not its own")
        if failure is not None:
            await self.end()
        return failure

    async def _reply(self, child: Child, request: dict[str, object]) -> dict[str, object]:
        """Send a request and wait for its reply; questions for holes without a fill are answered meanwhile."""
        child.send(request)
        while "ask" in (reply := await child.receive()):
            if self._answer is None:
                raise messages.BadReply
            child.send(messages.answer_request(self._answer(*messages.read_question(reply))))
        return reply


def _broken(sentence: str) -> Outcome:
    return Outcome(Ending.BROKEN, error=Error("", sentence))
