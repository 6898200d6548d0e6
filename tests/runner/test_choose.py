"""Which runner is taken: the strongest that can be had, never a weaker one than was asked for."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from holes.runner.choose import AUTO, ChosenRunner, Makers, choose
from holes.runner.confined import Unconfined
from holes.runner.protocol import Answer, Case, Confinement, Ending, Limits, Outcome, Program, Session, Tier
from holes.runner.session import StartError

PROGRAM = Program("", "f.anpl")


class FakeRunner:
    """Says which tier it works in, or that it has none; every outcome names it."""

    def __init__(self, name: str, found: Confinement | Exception) -> None:
        self.name = name
        self.found = found
        self.asked = 0

    async def confinement(self) -> Confinement:
        self.asked += 1
        await asyncio.sleep(0)
        if isinstance(self.found, Exception):
            raise self.found
        return self.found

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        return tuple(self._outcome() for _ in cases)

    async def screen(
        self, programs: tuple[Program, ...], cases: tuple[Case, ...], limits: Limits
    ) -> tuple[tuple[Outcome, ...] | None, ...]:
        return tuple(tuple(self._outcome() for _ in cases) for _ in programs)

    @asynccontextmanager
    async def open(self, program: Program, limits: Limits) -> AsyncIterator[Session]:
        yield FakeSession(self._outcome())

    def _outcome(self) -> Outcome:
        ending = Ending.INCONCLUSIVE if self.name == "nothing" else Ending.VALUE
        return Outcome(ending, text=self.name)


class FakeSession:
    """Gives one outcome for every case."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome

    async def run(self, case: Case) -> Outcome:
        return self._outcome


class Machine:
    """What can be had on a machine, and what was asked of it. Where it does not `start` its interpreter, nothing."""

    def __init__(self, *tiers: Tier) -> None:
        self.starts = True
        self.tiers = tiers
        self.made: list[str] = []
        self.reason = ""

    @property
    def make(self) -> Makers:
        return Makers(
            self._confined, lambda: self._make("interpreter", (Tier.INTERPRETER,)), self._limits, self._nothing
        )

    def _confined(self, tiers: tuple[Tier, ...]) -> FakeRunner:
        return self._make("confined", tiers)

    def _limits(self) -> FakeRunner:
        return self._make("limits", (Tier.LIMITS,))

    def _nothing(self, reason: str) -> FakeRunner:
        self.reason = reason
        return self._make("nothing", ())

    def _make(self, name: str, tiers: tuple[Tier, ...]) -> FakeRunner:
        self.made.append(name)
        if not self.starts:
            return FakeRunner(name, StartError("cannot start it"))
        missed: tuple[tuple[Tier, str], ...] = ()
        for tier in tiers:
            if tier in self.tiers:
                return FakeRunner(name, Confinement(tier, missed))
            missed = (*missed, (tier, f"no {tier}"))
        return FakeRunner(name, Unconfined(missed))


def check(machine: Machine, platform: str, wanted: str, tier: Tier, *missed: Tier) -> None:
    """`wanted` gives `tier` after the `missed` ones."""
    _, confinement = asyncio.run(choose(wanted, platform, machine.make))
    assert confinement is not None
    assert (confinement.tier, [tier for tier, _ in confinement.missed]) == (tier, list(missed))


F, B, L, S, I = Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK, Tier.SEATBELT, Tier.INTERPRETER  # noqa: E741
EVERY = (F, B, L, S, I)


def test_the_strongest_that_can_be_had() -> None:
    check(Machine(*EVERY), "linux", AUTO, F)
    check(Machine(B, L, I), "linux", AUTO, B, F)
    check(Machine(L, I), "linux", AUTO, L, F, B)
    check(Machine(I), "linux", AUTO, I, F, B, L)
    check(Machine(*EVERY), "darwin", AUTO, S)
    check(Machine(I), "darwin", AUTO, I, S)
    check(Machine(*EVERY), "win32", AUTO, I)
    check(Machine(*EVERY), "freebsd14", AUTO, I)


def test_nothing_is_run_rather_than_unconfined() -> None:
    check(Machine(), "linux", AUTO, Tier.NONE, F, B, L, I)
    check(Machine(), "win32", AUTO, Tier.NONE, I)
    machine = Machine(Tier.LIMITS)
    check(machine, "darwin", AUTO, Tier.NONE, S, I)
    assert "limits" not in machine.made
    assert machine.reason == "no sandbox can be had here (holewright doctor says why)"


@pytest.mark.parametrize("tier", EVERY)
@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_tier_that_was_named_is_never_replaced(tier: Tier, platform: str) -> None:
    others = [other for other in Tier if other is not tier]
    machine = Machine(*others)
    check(machine, platform, tier, Tier.NONE, tier)
    assert machine.reason.startswith(f"the sandbox `{tier}` cannot be had here (")


def test_a_tier_that_was_named_is_taken() -> None:
    check(Machine(*EVERY), "linux", "landlock", L)
    check(Machine(*EVERY), "linux", "interpreter", I)
    check(Machine(*EVERY), "darwin", "seatbelt", S)
    check(Machine(), "linux", "limits", Tier.LIMITS)


def test_a_tier_of_another_system_says_where_it_is() -> None:
    machine = Machine(*EVERY)
    check(machine, "darwin", "full", Tier.NONE, F)
    assert "it exists on Linux alone" in machine.reason
    assert machine.made == ["nothing"]


def test_nothing_is_tried_before_it_is_needed() -> None:
    machine = Machine(*EVERY)
    runner = ChosenRunner(AUTO, "linux", machine.make)
    assert machine.made == []

    async def text() -> str:
        (outcome,) = await runner.run(PROGRAM, (Case("1"),), Limits())
        return outcome.text

    async def screened() -> str:
        (outcomes,) = await runner.screen((PROGRAM,), (Case("1"),), Limits())
        return " ".join(outcome.text for outcome in outcomes or ())

    async def at_once() -> tuple[Confinement, str, str]:
        confinement, ran, seen = await asyncio.gather(runner.confinement(), text(), screened())
        return confinement, ran, seen

    assert asyncio.run(at_once()) == (Confinement(F), "confined", "confined")
    assert machine.made == ["confined"]


def test_another_event_loop_finds_what_was_chosen() -> None:
    machine = Machine(I)
    runner = ChosenRunner(AUTO, "linux", machine.make)
    for _ in range(2):
        assert asyncio.run(runner.confinement()).tier is I
    assert machine.made == ["confined", "interpreter"]


def test_an_interpreter_that_does_not_start_is_tried_again() -> None:
    machine = Machine(*EVERY)
    machine.starts = False
    runner = ChosenRunner(AUTO, "linux", machine.make)
    (outcome,) = asyncio.run(runner.run(PROGRAM, (Case("1"),), Limits()))
    assert outcome.text == "confined"
    with pytest.raises(StartError):
        asyncio.run(runner.confinement())
    machine.starts = True
    assert asyncio.run(runner.confinement()) == Confinement(F)
    assert set(machine.made) == {"confined"}


def test_a_choice_that_was_cancelled_is_made_again() -> None:
    machine = Machine(F)
    runner = ChosenRunner(AUTO, "linux", machine.make)

    async def scenario() -> Confinement:
        first = asyncio.create_task(runner.confinement())
        second = asyncio.create_task(runner.confinement())
        await asyncio.sleep(0)
        first.cancel()
        return await second

    assert asyncio.run(scenario()).tier is F
    assert machine.made == ["confined", "confined"]


def test_a_session_is_that_of_the_chosen_runner() -> None:
    machine = Machine()
    runner = ChosenRunner("full", "linux", machine.make)

    async def scenario() -> Outcome:
        async with runner.open(PROGRAM, Limits()) as session:
            return await session.run(Case("1"))

    assert asyncio.run(scenario()).ending is Ending.INCONCLUSIVE
