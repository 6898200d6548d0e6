"""What `compile` has written beside a sketch holds its examples: its own candidates are not shown it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from holes.runner.confined import TIERS, ConfinedRunner
from holes.runner.protocol import Case, Limits, Outcome, Program, Tier

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")

_READING = (
    "def solve(x):\n    try:\n        return open('ranks.py').read()\n    except OSError:\n        return 'nothing'\n"
)


@pytest.mark.parametrize("tier", TIERS)
def test_a_compiled_sketch_is_hidden_from_its_own_candidates(tmp_path: Path, tier: Tier) -> None:
    (tmp_path / "ranks.py").write_text("def solve(x):\n    '''\n    >>> solve(3)\n    918273645\n    '''\n")
    (tmp_path / "ranks.anpl").write_text("")

    async def read(filename: str) -> Outcome:
        runner = ConfinedRunner(sys.executable, (tier,))
        try:
            program = Program(_READING, filename, (str(tmp_path),), str(tmp_path))
            return (await runner.run(program, (Case("solve(3)"),), Limits(seconds=5)))[0]
        finally:
            runner.close()

    own, other = asyncio.run(read("ranks.anpl")), asyncio.run(read("cards.anpl"))
    assert own.text == "'nothing'"
    assert "918273645" in other.text
