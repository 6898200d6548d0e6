"""A short run always; the whole one where `HOLEWRIGHT_TEST_ALL=1`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from holes.runner.protocol import Tier
from tests.runner import running
from tests.runner.hostile.tiers import thorough


def test_nothing_is_left_of_many_candidates() -> None:
    if (reason := running.obstacle(Tier.FULL)) is not None:
        pytest.skip(reason)
    command = [
        sys.executable,
        str(Path(__file__).with_name("run.py")),
        "--candidates",
        "20000" if thorough() else "600",
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
