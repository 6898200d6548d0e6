"""A short run always; the whole one where `HOLEWRIGHT_TEST_ALL=1`."""

from __future__ import annotations

import asyncio
import sys

import pytest

from holes.runner.confined import ConfinedRunner, Unconfined
from holes.runner.protocol import Tier
from tests.runner.hostile.tiers import thorough
from tests.runner.soak.soak import soak

#: Candidates after which nothing grows any more: caches are full, and memory has been taken.
_WARM = 2_000


def test_nothing_is_left_of_many_candidates() -> None:
    runner = ConfinedRunner(sys.executable, (Tier.FULL,))
    try:
        asyncio.run(runner.confinement())
    except Unconfined as error:
        pytest.skip(str(error))
    finally:
        runner.close()
    report = soak(20_000 if thorough() else 600)
    print("\n".join(report.lines()))
    assert report.wrong == []
    warm = [sample for done, sample in report.samples if done >= _WARM]
    if warm:
        ours = [sample.memory for sample in warm]
        assert max(ours) <= 1.05 * ours[0]
        theirs = [size for sample in warm for size in sample.warm.values()]
        assert max(theirs) <= 1.05 * theirs[0]
