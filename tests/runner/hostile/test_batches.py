"""Hostile candidates in one process with others, and in a session that is kept open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from holes.runner.protocol import Limits, Outcome
from tests.runner.hostile.attack import Attack, program_text
from tests.runner.hostile.stage import MEMORY, PATIENT, Stage
from tests.runner.hostile.test_attacks import ATTACKS
from tests.runner.hostile.tiers import ways

_LIMITS = Limits(seconds=0.35, load_seconds=10, memory=MEMORY)
_SPOILERS = (
    "os-exit-in-call",
    "os-exit-at-load",
    "busy-loop",
    "close-every-descriptor",
    "delete-builtins",
    "patches-our-modules",
    "patches-the-encoder",
    "patches-builtins",
    "answers-cases-to-come",
    "thread-that-answers-later",
    "half-a-frame",
    "inputs-of-other-cases",
    "replaces-the-loop",
    "types-of-builtins",
    "memory-then-swallow",
    "says-hello-at-load",
)
_CHOSEN = tuple(attack for attack in ATTACKS if attack.name in _SPOILERS)
_WAYS = {way.label: way for way in ways() if way.absent is None and not way.label.endswith("unprivileged")}


@pytest.fixture(scope="module", params=list(_WAYS.values()), ids=list(_WAYS))
def stage(request: pytest.FixtureRequest) -> Iterator[Stage]:
    made = Stage(request.param)
    assert made.warm() == []
    yield made
    assert made.close() == []


@pytest.mark.parametrize("attack", _CHOSEN, ids=lambda attack: attack.name)
def test_a_spoiler_passes_in_no_batch(stage: Stage, attack: Attack) -> None:
    hostile = stage.program(program_text(attack, stage.canaries.planted))
    honest = stage.program(stage.canaries.honest)
    programs = (honest, hostile, honest)
    screened = stage.do(stage.runner.screen(programs, stage.cases((0, 1)), _LIMITS))
    assert len(screened) == len(programs)
    of_hostile = screened[1] or ()
    assert stage.passed((0, 1)[: len(of_hostile)], of_hostile) == []
    assert stage.canaries.touched() == []
    assert stage.dishonoured() == []


@pytest.mark.parametrize("attack", _CHOSEN, ids=lambda attack: attack.name)
def test_a_spoiler_of_a_session_spoils_no_other(stage: Stage, attack: Attack) -> None:
    async def converse() -> list[Outcome]:
        hostile = stage.program(program_text(attack, stage.canaries.planted))
        honest = stage.program(stage.canaries.honest)
        first, second = stage.cases((0, 1))
        async with stage.runner.open(hostile, _LIMITS) as bad, stage.runner.open(honest, PATIENT) as good:
            return [await bad.run(first), await good.run(first), await bad.run(second), await good.run(second)]

    outcomes = stage.do(converse())
    assert stage.passed((0, 1), outcomes[::2]) == []
    assert stage.passed((0, 1), outcomes[1::2]) == [0, 1]
    assert stage.canaries.touched() == []
    assert stage.dishonoured() == []
