"""The confined runner: each program runs in a fork of a warm process that has nothing but what it takes to run it.

Fork servers for untrusted code are old (Android's zygote, Chromium's); what is ours is that the walls are made without
any right, by Python itself, and that what is expected never enters them.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path

from attrs import frozen

from holes.runner import messages, seatbelted
from holes.runner.batch import screened
from holes.runner.child import interpreter
from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Tier
from holes.runner.session import Connection, Lost, ProgramSession, StartError
from holes.runner.zygote import Refused, Walls, Zygote, start

#: Zygotes kept at once, each for other folders that modules are imported from.
_MOST = 4

#: The tiers that this runner can work in on Linux, strongest first; on macOS there is one alone.
TIERS = (Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK)


@frozen
class _Sight:
    """What the programs of one zygote see: where their modules are imported from, which files of it are kept from them,
    and what else they may read."""

    path: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    readable: tuple[str, ...] = ()


class Unconfined(Exception):
    """None of the tiers can be had; `missed` says of each why."""

    def __init__(self, missed: tuple[tuple[Tier, str], ...]) -> None:
        super().__init__("; ".join(f"{tier}: {reason}" for tier, reason in missed))
        self.missed = missed


class ConfinedRunner:
    """Runs programs under `python`, the path of an interpreter of version 3.9 or newer or of what leads to one, in the
    strongest of `tiers` that can be had, which is found by trying it when the first program comes. A program's own
    file and what it lists as `hidden` are not shown to it."""

    def __init__(self, python: str, tiers: tuple[Tier, ...] = TIERS) -> None:
        # A zygote works in the root folder.
        self._python = interpreter(os.path.abspath(python) if os.sep in python else python)  # noqa: PTH100
        self._tiers = tiers
        self._missed: tuple[tuple[Tier, str], ...] = ()
        self._confinement: Confinement | None = None
        self._zygotes: dict[_Sight, Zygote] = {}
        self._starting: dict[_Sight, asyncio.Task[Zygote]] = {}
        self._unpreloadable: frozenset[str] = frozenset()
        #: How many zygotes came to an end that had not been told to, and were replaced.
        self.restarts = 0

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
        start = partial(self._start, program, limits, trace=trace)
        session = ProgramSession(start, program, limits, trace, answer)
        try:
            return await session.run_all(cases)
        except Unconfined as error:
            return (_not_run(error),) * len(cases)
        finally:
            await session.end()

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Run `cases` in each of `programs`, which belong to one sketch, many of them in one process."""
        if not programs:
            return ()
        try:
            return await screened(partial(self._start, programs[0], limits), programs, cases, limits)
        except Unconfined as error:
            return ((_not_run(error),) * len(cases),) * len(programs)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[ProgramSession]:
        """Keep `program` loaded for many cases that are not known beforehand. Raises `Unconfined` where it is run."""
        session = ProgramSession(partial(self._start, program, limits), program, limits, False, None)
        try:
            yield session
        finally:
            await session.end()

    async def confinement(self) -> Confinement:
        """The tier, and why it is not a stronger one. Raises `Unconfined`, `StartError`."""
        if self._confinement is None:
            await self._zygote(_Sight())
        assert self._confinement is not None
        return self._confinement

    def close(self) -> None:
        """End all processes. What runs is lost."""
        self._starting.clear()
        for zygote in self._zygotes.values():
            zygote.close()
        self._zygotes.clear()

    async def _start(self, program: Program, limits: Limits, *, trace: bool = False) -> Connection:
        """A process for `program`. Raises `StartError`, `Unconfined`."""
        largest = messages.largest_reply(limits, trace=trace)
        sight = _Sight(program.import_path, _hidden(program), program.readable)
        for _ in range(3):
            zygote = await self._zygote(sight)
            with suppress(Lost), zygote.held():
                modules = frozenset(program.preload) - self._unpreloadable
                if modules <= zygote.preloaded or await self._preloaded(zygote, modules, limits.load_seconds):
                    return zygote.fork(limits.memory, largest)
        raise StartError("no process could be started to run it; is memory or the number of processes exhausted?")

    async def _preloaded(self, zygote: Zygote, modules: frozenset[str], seconds: float) -> bool:
        """Import `modules` once for all; False where that spoils the zygote, and each process imports them itself."""
        try:
            if await zygote.preload(modules, seconds):
                return True
        except Lost:
            pass
        self._unpreloadable |= modules
        zygote.close()
        return False

    async def _zygote(self, key: _Sight) -> Zygote:
        """The zygote of programs that see this, which shows it as it is now. Raises `StartError`, `Unconfined`."""
        for _ in range(3):  # A module may come, or all be ended, while one is started, perhaps for somebody else.
            zygote = self._zygotes.get(key)
            if zygote is not None and not zygote.closed and not zygote.outdated():
                self._zygotes[key] = self._zygotes.pop(key)
                return zygote
            starting = self._starting.get(key)
            if starting is None or starting.get_loop() is not asyncio.get_running_loop():
                starting = self._starting[key] = asyncio.ensure_future(self._started(key))
            # Others may wait for it too, or come later, so that it goes on where this is cancelled.
            latest = await asyncio.shield(starting)
        return latest

    async def _started(self, key: _Sight) -> Zygote:
        """A new zygote of programs that see this, in the place of the one that was there."""
        this = asyncio.current_task()
        try:
            zygote = await self._strongest(key)
        finally:
            wanted = self._starting.get(key) is this
            if wanted:
                del self._starting[key]
        if not wanted:
            zygote.close()  # Meanwhile all were ended, or one was started in another event loop.
            return zygote
        if (before := self._zygotes.pop(key, None)) is not None:
            self.restarts += before.closed
            before.retire()
        self._zygotes[key] = zygote
        while len(self._zygotes) > _MOST:
            self._zygotes.pop(next(iter(self._zygotes))).retire()
        return zygote

    async def _strongest(self, sight: _Sight) -> Zygote:
        """A zygote in the strongest tier that can be had, which is that of all later ones."""
        while self._tiers:
            tier = self._tiers[0]
            try:
                zygote = await self._tried(tier, sight)
            except Refused as refusal:
                if self._confinement is not None:
                    raise StartError(f"the sandbox cannot be started again: {refusal}") from None
                self._missed = (*self._missed, (tier, str(refusal)))
                self._tiers = self._tiers[1:]
                continue
            self._confinement = Confinement(tier, self._missed)
            self._python = zygote.python or self._python
            return zygote
        raise Unconfined(self._missed)

    async def _tried(self, tier: Tier, sight: _Sight) -> Zygote:
        bubblewrap = None
        if tier is Tier.BUBBLEWRAP and (bubblewrap := shutil.which("bwrap")) is None:
            raise Refused("the program bwrap is not installed")
        walls = Walls(tier, sight.path, sight.hidden, bubblewrap, readable=sight.readable)
        return await (seatbelted.start if tier is Tier.SEATBELT else start)(self._python, walls)


def _hidden(program: Program) -> tuple[str, ...]:
    """The files that are kept from a program, beside those which are kept from all."""
    own = program.filename
    if program.folder is not None:
        own = str(Path(program.folder) / program.filename)
    if own.endswith(".anpl"):
        # A sketch of this kind is never shown, to no program: one zygote does for all of them. The module that was
        # compiled from it has its examples too, but others may import that.
        own = own.removesuffix(".anpl") + ".py"
        if not Path(own).exists():
            return program.hidden
    return (own, *program.hidden)


def _not_run(error: Unconfined) -> Outcome:
    return Outcome(Ending.INCONCLUSIVE, error=Error("", f"nothing is run, since no sandbox can be had here ({error})"))
