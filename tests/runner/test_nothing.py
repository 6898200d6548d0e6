"""Where nothing may run, nothing does, and everybody is told why."""

from __future__ import annotations

import asyncio

from holes.runner.nothing import NoRunner
from holes.runner.protocol import Case, Ending, Error, Limits, Outcome, Program, Tier

RUNNER = NoRunner("no sandbox can be built here", ((Tier.FULL, "user namespaces are switched off"),))
PROGRAM = Program("1 / 0", "words.anpl")
SAID = Outcome(
    Ending.INCONCLUSIVE,
    error=Error("", "no sandbox can be built here; `--sandbox limits` runs it, with all the rights of your account"),
)


def test_every_case_is_inconclusive() -> None:
    assert asyncio.run(RUNNER.run(PROGRAM, (Case("1"), Case("2")), Limits())) == (SAID, SAID)


def test_a_screen_knows_nothing() -> None:
    assert asyncio.run(RUNNER.screen((PROGRAM, PROGRAM), (Case("1"),), Limits())) == (None, None)


def test_a_session_answers_the_same() -> None:
    async def ask() -> Outcome:
        async with RUNNER.open(PROGRAM, Limits()) as session:
            return await session.run(Case("1"))

    assert asyncio.run(ask()) == SAID


def test_the_tier_is_none_with_what_was_tried() -> None:
    confinement = asyncio.run(RUNNER.confinement())
    assert confinement.tier is Tier.NONE
    assert confinement.missed == RUNNER.missed
