"""A long run: thousands of candidates, a third of them hostile, several at once, some cancelled, while modules are
replaced and zygotes are killed. Nothing may be left of it, and no answer wrong or lost."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

from attrs import define, field

from holes.runner.confined import ConfinedRunner
from holes.runner.protocol import Case, Ending, Limits, Outcome, Program, Tier
from holes.values import render
from tests.runner.hostile.canaries import Canaries
from tests.runner.soak import census
from tests.runner.soak.candidates import CASES, KNOWN, Folder, Honest, Hostile, honest, sampled

_MEMORY = 400 << 20
_PATIENT = Limits(seconds=30, load_seconds=60, memory=_MEMORY)
#: More folders than zygotes are kept.
_FOLDERS = 6
#: How many candidates are run at once.
_AT_ONCE = 3
#: Of a thousand: candidates that are cancelled, before which a module is replaced, before which a zygote is killed.
_CANCELLED, _REPLACED, _KILLED = 30, 10, 2
#: The longest that is waited for something that should have ended, in seconds.
_WATCHDOG = 180.0
#: What a zygote that waits holds open here: its control socket and its standard error, and two channels of forks.
_OPEN = 4


@define
class Report:
    """What came of it: how many candidates of each kind, how their cases ended, what was wrong, and what it took."""

    tier: Tier
    candidates: int = 0
    kinds: Counter[str] = field(factory=Counter)
    endings: Counter[str] = field(factory=Counter)
    wrong: list[str] = field(factory=list)
    cancelling: list[float] = field(factory=list)
    restarts: int = 0
    kills: int = 0
    replacements: int = 0
    seconds: float = 0.0
    samples: list[tuple[int, census.Census]] = field(factory=list)

    def memory(self) -> list[tuple[int, int]]:
        """After so many candidates, bytes of ours."""
        return [(done, sample.memory) for done, sample in self.samples]

    def lines(self) -> list[str]:
        """A summary for people."""
        first, last = self.samples[0][1], self.samples[-1][1]
        lines = [
            f"tier {self.tier}: {self.candidates} candidates in {self.seconds:.0f} s, "
            f"{self.candidates / max(self.seconds, 1e-9):.0f} a second, {_AT_ONCE} at once",
            "  " + ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items())),
            "  cases: " + ", ".join(f"{count} {ending}" for ending, count in self.endings.most_common()),
            f"  zygotes killed {self.kills}, restarted {self.restarts}; modules replaced {self.replacements}",
            f"  our memory: {census.megabytes(first.memory)} at first, {census.megabytes(last.memory)} at last",
            "  of the zygote that stayed: "
            + " → ".join(
                census.megabytes(size) for size in _thinned([max(s.warm.values(), default=0) for _, s in self.samples])
            ),
        ]
        if self.cancelling:
            ordered = sorted(self.cancelling)
            lines.append(
                f"  cancelled {len(ordered)} at random moments: median {1000 * ordered[len(ordered) // 2]:.1f} ms, "
                f"p99 {1000 * ordered[int(0.99 * len(ordered))]:.1f} ms, longest {1000 * ordered[-1]:.1f} ms"
            )
        return lines + [f"  WRONG: {words}" for words in self.wrong[:20]]


def soak(
    candidates: int, tier: Tier = Tier.FULL, seed: int = 1, tell: Callable[[str], None] = lambda line: None
) -> Report:
    """Run so many candidates, and report; `tell` hears of the progress."""
    census.adopt_orphans()
    others = census.descendants()
    before = census.descriptors()
    report = Report(tier)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        temporary = folder / "temporary"
        temporary.mkdir()
        stack.callback(setattr, tempfile, "tempdir", tempfile.tempdir)
        canaries = stack.enter_context(Canaries())
        tempfile.tempdir = str(temporary)
        run = _Run(candidates, tier, random.Random(seed), folder, canaries, report, tell)
        usual = census.files([folder])
        since = time.perf_counter()
        try:
            asyncio.run(run.all())
        finally:
            run.runner.close()
        report.seconds = time.perf_counter() - since
        report.restarts = run.runner.restarts
        report.wrong += [f"{path} was left behind" for path in sorted(census.files([folder]) - usual)]
        report.wrong += canaries.touched()
    if left := census.settled(lambda: len(census.descendants() - others), 0):
        report.wrong.append(f"{left} processes outlived the runner")
    if (open_now := census.descriptors()) > before:
        report.wrong.append(f"{open_now - before} descriptors were left open")
    census.adopt_orphans(False)
    return report


class _Run:
    """The runner under load."""

    def __init__(
        self,
        candidates: int,
        tier: Tier,
        chance: random.Random,
        folder: Path,
        canaries: Canaries,
        report: Report,
        tell: Callable[[str], None],
    ) -> None:
        self.runner = ConfinedRunner(sys.executable, (tier,))
        self._all = candidates
        self._chance = chance
        self._main = Folder(folder / "main")
        self._folders = [Folder(folder / f"other{number}") for number in range(_FOLDERS)]
        self._hostile = sampled(canaries)
        self._canaries = canaries
        self._report = report
        self._tell = tell
        self._descriptors = 0
        self._others = 0
        self._turn = 0

    async def all(self) -> None:
        """Run all, a part at a time, between which nothing runs and what there is is counted."""
        self._others = len(census.descendants())
        self._descriptors = census.descriptors()
        while self._report.candidates < self._all:
            until = min(self._all, self._report.candidates + max(100, self._all // 40))
            await asyncio.gather(*(self._worker(until) for _ in range(_AT_ONCE)))
            await self._count()

    async def _worker(self, until: int) -> None:
        while self._report.candidates < until:
            self._disturb()
            kind = self._chance.choices((self._one, self._session, self._batch, self._traced), weights=(80, 6, 6, 8))[0]
            task = asyncio.ensure_future(kind())
            if self._chance.random() < _CANCELLED / 1000:
                await self._cancel(task)
            else:
                try:
                    await asyncio.wait_for(task, _WATCHDOG)
                except TimeoutError:
                    self._report.wrong.append(f"{kind.__name__} did not come back within {_WATCHDOG:g} s")

    async def _cancel(self, task: asyncio.Future[None]) -> None:
        """Cancel something at a random moment."""
        await asyncio.wait([task], timeout=self._chance.choice((0, 0.002, 0.01, 0.05)) * self._chance.random())
        if task.done():
            task.result()
            return
        since = time.perf_counter()
        task.cancel()
        await asyncio.wait([task], timeout=_WATCHDOG)
        if not task.done():
            self._report.wrong.append("what was cancelled did not end")
        self._report.cancelling.append(time.perf_counter() - since)
        self._report.kinds["cancelled"] += 1
        self._report.candidates += 1

    def _disturb(self) -> None:
        """Replace a module or kill a zygote, now and then. The one of the main folder stays, to be measured."""
        if self._chance.random() < _REPLACED / 1000:
            self._chance.choice(self._folders).replace()
            self._report.replacements += 1
        if self._chance.random() < _KILLED / 1000:
            found = census.zygotes(self._report.tier, "/other")
            if found:
                with suppress(ProcessLookupError):
                    os.kill(self._chance.choice(self._chance.choice(found)), signal.SIGKILL)
                    self._report.kills += 1

    # What is run.

    async def _one(self) -> None:
        if self._chance.random() < 0.58:
            attack = self._attack()
            outcomes = await self.runner.run(self._program(attack), CASES[:2], self._limits(attack))
            self._judge_hostile(attack, outcomes)
        else:
            candidate, since = self._candidate()
            self._judge(candidate, since, await self.runner.run(candidate.program, CASES, _PATIENT), "honest")

    async def _traced(self) -> None:
        candidate, since = self._candidate()
        outcomes = await self.runner.run(candidate.program, CASES, _PATIENT, trace=True)
        self._judge(candidate, since, outcomes, "honest, traced")
        if any(len(outcome.calls) != 1 for outcome in outcomes):
            self._report.wrong.append("a call was not recorded")

    async def _session(self) -> None:
        """Cases that overlap, one of which ends the process in the midst of them."""
        candidate, since = self._candidate()
        spoils = self._chance.choice((None, Case("__import__('os')._exit(0)"), Case("1 / 0")))
        async with self.runner.open(candidate.program, _PATIENT) as session:
            first, *others = CASES
            asked = [first, *([spoils] if spoils else []), *others]
            outcomes = await asyncio.gather(*map(session.run, asked))
        if spoils is not None:
            spoiled = outcomes.pop(1)
            if spoiled.ending not in (Ending.CRASHED, Ending.RAISED):
                self._report.wrong.append(f"a case that spoils its session ended as {spoiled}"[:500])
        self._judge(candidate, since, outcomes, "honest, in a session")

    async def _batch(self) -> None:
        """Several in one process: all of them honest, or one of them hostile; then each is run alone."""
        folder = self._folder()
        since = folder.version
        candidates = [
            honest(self._chance.randrange(1000), folder, self._chance) for _ in range(self._chance.randint(2, 10))
        ]
        if self._chance.random() < 0.5:
            found = await self.runner.screen(tuple(one.program for one in candidates), CASES, _PATIENT)
            for candidate, outcomes in zip(candidates, found, strict=True):
                if outcomes is None and self._report.kills:
                    outcomes = await self.runner.run(candidate.program, CASES, _PATIENT)
                self._judge(candidate, since, outcomes, "honest, screened")
            return
        attack = self._attack()
        at = self._chance.randrange(len(candidates) + 1)
        programs = [one.program for one in candidates]
        programs.insert(at, Program(attack.source, "sums.anpl", (str(folder.path),), str(folder.path)))
        found = await self.runner.screen(tuple(programs), CASES[:2], self._limits(attack))
        if len(found) != len(programs):
            self._report.wrong.append(f"{len(found)} of {len(programs)} that were screened came back")
        if found[at] is not None:
            self._judge_hostile(attack, found[at] or (), screened=True)
        for candidate in candidates:
            outcomes = await self.runner.run(candidate.program, CASES, _PATIENT)
            self._judge(candidate, since, outcomes, "honest, after a spoiled batch")

    def _folder(self) -> Folder:
        return self._main if self._chance.random() < 0.7 else self._chance.choice(self._folders)

    def _candidate(self) -> tuple[Honest, int]:
        folder = self._folder()
        return honest(self._chance.randrange(1000), folder, self._chance), folder.version

    def _attack(self) -> Hostile:
        """Each in its turn."""
        self._turn += 1
        if self._turn % 2:
            return KNOWN[self._turn // 2 % len(KNOWN)]
        return self._hostile[self._turn // 2 % len(self._hostile)]

    def _program(self, attack: Hostile) -> Program:
        project = str(self._canaries.project)
        return Program(attack.source, str(self._canaries.sketch), (project,), project, hidden=self._canaries.hidden)

    def _limits(self, attack: Hostile) -> Limits:
        return Limits(seconds=attack.seconds, load_seconds=30, memory=_MEMORY)

    # What came of it.

    def _judge(self, candidate: Honest, since: int, outcomes: Any, kind: str) -> None:
        self._report.candidates += 1
        self._report.kinds[kind] += 1
        self._report.endings.update(str(outcome.ending) for outcome in outcomes or ())
        self._report.wrong += [f"{kind}: {words}" for words in candidate.wrong(outcomes, since)]

    def _judge_hostile(self, attack: Hostile, outcomes: tuple[Outcome, ...], screened: bool = False) -> None:
        self._report.candidates += 1
        self._report.kinds["hostile"] += 1
        self._report.endings.update(str(outcome.ending) for outcome in outcomes)
        if len(outcomes) != 2:
            self._report.wrong.append(f"{attack.name}: {len(outcomes)} outcomes for 2 cases")
        for outcome in outcomes:
            words = _words(outcome)
            if "BREACH" in words or (outcome.ending not in attack.endings and not screened):
                self._report.wrong.append(f"{attack.name}: it ended as {words}"[:500])

    async def _count(self) -> None:
        """Count what there is while nothing runs."""
        # What was cancelled may have left a start, which goes on for whoever comes next.
        await asyncio.gather(*self.runner._starting.values(), return_exceptions=True)
        marker = self._main.path.name
        wrong, until = ["nothing was counted"], time.monotonic() + _PATIENT.seconds
        while wrong and time.monotonic() < until:  # what was killed takes a moment to be gone
            await asyncio.sleep(0.01)
            now = census.take(self._report.tier, f'/{marker}"')
            wrong = self._too_much(now)
        self._report.wrong += wrong
        self._report.samples.append((self._report.candidates, now))
        sizes = ", ".join(map(census.megabytes, now.warm.values()))
        self._tell(
            f"{self._report.candidates}: {census.megabytes(now.memory)}, the zygote {sizes}, "
            f"{now.processes} processes, {now.descriptors} descriptors, {len(self._report.wrong)} wrong"
        )

    def _too_much(self, now: census.Census) -> list[str]:
        """What there is more of than zygotes that wait take, in words."""
        found: list[str] = []
        if now.processes > self._others + census.alive(self._report.tier) * now.zygotes:
            found.append(f"{now.processes - self._others} processes of {now.zygotes} zygotes")
        known = max(now.zygotes, len(self.runner._zygotes))  # one may have been killed, which is not noticed yet
        if now.descriptors > self._descriptors + _OPEN * known:
            found.append(f"{now.descriptors - self._descriptors} descriptors for {known} zygotes")
        return found


def _words(outcome: Outcome) -> str:
    """What it says, in short: its value may be a number of a million digits."""
    value = "" if outcome.value is None else render(outcome.value, 2000)
    return f"{outcome.ending} {value} {outcome.text[:2000]} {outcome.printed[:2000]} {outcome.error}"


def _thinned(values: list[int]) -> list[int]:
    """The first, some between, and the last."""
    return values[:: max(1, len(values) // 4)]
