"""What any program does is tried with each runner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from holes.runner.protocol import Tier
from tests.runner import running

#: Test files of which nothing depends on which runner it is.
_ALIKE = ("test_cases", "test_recording", "test_values")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if metafunc.module.__name__.rpartition(".")[2] in _ALIKE:
        metafunc.fixturenames.append("tier")
        metafunc.parametrize("tier", [Tier.LIMITS, Tier.FULL], indirect=True)


@pytest.fixture
def tier(request: pytest.FixtureRequest) -> Iterator[Tier]:
    """Let `running.run` take the runner of this tier."""
    wanted: Tier = request.param
    if (reason := running.obstacle(wanted)) is not None:
        pytest.skip(reason)
    running.RUNNING.append(wanted)
    yield wanted
    running.RUNNING.pop()


@pytest.fixture(scope="module", autouse=True)
def _nothing_kept_warm() -> Iterator[None]:
    yield
    running.close()
