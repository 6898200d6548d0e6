"""The runner for where nothing may run: no walls can be built, and nobody has allowed to do without."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from attrs import frozen

from holes.runner.protocol import Answer, Case, Confinement, Ending, Error, Limits, Outcome, Program, Tier


@frozen
class NoRunner:
    """Runs nothing. `reason` is a sentence, without its full stop, that says why; `missed` are the tiers that were
    tried."""

    reason: str
    missed: tuple[tuple[Tier, str], ...] = ()

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        """Every case is inconclusive."""
        return (self._outcome,) * len(cases)

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        """Nothing is known of any program."""
        return (None,) * len(programs)

    async def confinement(self) -> Confinement:
        """`NONE`."""
        return Confinement(Tier.NONE, self.missed)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[_Silence]:
        """A session in which every case is inconclusive."""
        yield _Silence(self._outcome)

    @property
    def _outcome(self) -> Outcome:
        sentence = f"{self.reason}; `--sandbox limits` runs it, with all the rights of your account"
        return Outcome(Ending.INCONCLUSIVE, error=Error("", sentence))


@frozen
class _Silence:
    outcome: Outcome

    async def run(self, case: Case) -> Outcome:
        return self.outcome
