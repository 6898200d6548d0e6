"""The runner without walls: a process under the user's interpreter for each program, a new one after a case that dies.

It limits time, memory, processor and output, and keeps the person's environment away from a candidate. It does not keep
a candidate from their files or network: that is what `holes.runner.confined` is for.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from holes.runner import messages
from holes.runner.child import Interpreter, interpreter, start
from holes.runner.protocol import Answer, Case, Confinement, Limits, Outcome, Program, Tier
from holes.runner.session import Connection, ProgramSession, Start, StartError


class ProcessRunner:
    """Runs programs under `python`, the path of an interpreter of version 3.9 or newer, or of what leads to one: some
    version managers put a script there that takes ten times as long to start. It is gone through once for each folder,
    and after that what it started is started as it did. A new runner asks it again."""

    def __init__(self, python: str) -> None:
        self._given = interpreter(python)
        self._known: dict[str | None, Interpreter] = {}

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
        session = ProgramSession(self._starting(program, limits, trace), program, limits, trace, answer)
        try:
            return await session.run_all(cases)
        finally:
            await session.end()

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Nothing is known of any: a process for each program costs as much as running it alone."""
        return (None,) * len(programs)

    async def confinement(self) -> Confinement:
        """`LIMITS`, which needs no trying."""
        return Confinement(Tier.LIMITS)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[ProgramSession]:
        """Keep `program` loaded for many cases that are not known beforehand."""
        session = ProgramSession(self._starting(program, limits, False), program, limits, False, None)
        try:
            yield session
        finally:
            await session.end()

    def _starting(self, program: Program, limits: Limits, trace: bool) -> Start:
        folder = program.folder if program.folder is not None and Path(program.folder).is_dir() else None
        largest = messages.largest_reply(limits, trace=trace)

        async def begun() -> Connection:
            learn = partial(self._learn, folder)
            if (known := self._known.get(folder)) is not None:
                try:
                    return await start(known, folder, largest, learn, limits.memory)
                except StartError:
                    del self._known[folder]  # it has been moved or removed
            return await start(self._given, folder, largest, learn, limits.memory)

        return begun

    def _learn(self, folder: str | None, greeting: Mapping[str, object]) -> None:
        """Note what was started. Nothing of the user's code was loaded when it said so."""
        path, environment = messages.read_greeting(greeting)
        if Path(path).is_absolute():
            self._known.setdefault(folder, Interpreter(path, environment))
