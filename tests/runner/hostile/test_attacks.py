"""Hostile candidates in every tier that this machine has: they get nothing, and the next candidate is served.

All attacks are run at the full tier, and a third of them in the others; `HOLEWRIGHT_TEST_ALL=1` runs all everywhere,
and under every interpreter that is here. Where nothing confines, a named set of attacks must succeed: an attack that
cannot would prove nothing of the walls.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from holes.runner.protocol import Tier
from tests.runner.hostile import attacks_availability as availability
from tests.runner.hostile import attacks_confidentiality as confidentiality
from tests.runner.hostile import attacks_forging as forging
from tests.runner.hostile import attacks_integrity as integrity
from tests.runner.hostile import attacks_kernel as kernel
from tests.runner.hostile import attacks_network as network
from tests.runner.hostile import attacks_second as second
from tests.runner.hostile.attack import Attack, Kind
from tests.runner.hostile.stage import TALLIES, Stage, Tally
from tests.runner.hostile.tiers import Way, thorough, ways

ATTACKS: tuple[Attack, ...] = (
    *availability.ATTACKS,
    *confidentiality.ATTACKS,
    *integrity.ATTACKS,
    *network.ATTACKS,
    *kernel.ATTACKS,
    *forging.ATTACKS,
    *second.ATTACKS,
)
WAYS = {way.label: way for way in ways()}
#: What a process with limits alone contains: it ends, and it lies in vain.
_LIMITED = (Kind.AVAILABILITY, Kind.FORGING)


def _chosen(way: Way) -> Iterator[Attack]:
    for index, attack in enumerate(ATTACKS):
        everywhere = way.every or thorough() or index % 3 == 0
        if way.tier is not Tier.LIMITS:
            if everywhere:
                yield attack
        elif attack.succeeds or (everywhere and attack.kind in _LIMITED and not attack.perilous):
            yield attack


_PAIRS = [(way, attack) for way in WAYS.values() if way.absent is None for attack in _chosen(way)]


class _Theatre:
    """The stage that is open: one at a time, each for all attacks on its way."""

    def __init__(self) -> None:
        self._open: Stage | None = None

    def stage(self, way: Way) -> Stage:
        if self._open is None or self._open.way is not way or self._open.spoiled:
            self.close()
            stage = Stage(way)
            if problems := stage.warm():
                stage.close()
                raise AssertionError(problems)
            self._open = stage
        return self._open

    def close(self) -> None:
        stage, self._open = self._open, None
        if stage is not None:
            assert stage.close() == []


@pytest.fixture(scope="module")
def theatre() -> Iterator[_Theatre]:
    made = _Theatre()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("way", "attack"),
    _PAIRS,
    ids=[f"{way.label}:{attack.name}" for way, attack in _PAIRS],
)
def test_an_attack_gets_nothing(theatre: _Theatre, way: Way, attack: Attack) -> None:
    breaches = theatre.stage(way).breaches(attack)
    tally = TALLIES.setdefault(way.label, Tally(way.tier))
    if breaches:
        tally.let_through.append(attack.name)
    else:
        tally.contained += 1
    if way.tier is Tier.LIMITS and attack.succeeds:
        assert breaches, "it is no attack: it gets nothing where nothing stops it"
    elif not (way.tier is Tier.LANDLOCK and attack.names_only):
        assert breaches == [], attack.contained


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_tier_says_which_it_is(theatre: _Theatre, way: Way) -> None:
    if way.absent is not None:
        pytest.skip(way.absent)
    if way.tier is Tier.LIMITS:
        pytest.skip("it is chosen by a person")
    stage = theatre.stage(way)
    assert stage.do(stage.runner.confinement()).tier is way.tier


def test_every_attack_has_a_name_of_its_own() -> None:
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS) >= 110
