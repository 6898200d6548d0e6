"""What the runners' tests share: a program run under a real interpreter, by each of the runners in turn."""

from __future__ import annotations

import asyncio
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from holes.runner.confined import ConfinedRunner, Unconfined
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Answer, Case, Ending, Limits, Outcome, Program, Runner, Tier
from holes.values import render

#: Generous where a case should end by itself, so that a busy machine fails nothing.
PATIENT = Limits(seconds=20, load_seconds=60)

#: For cases that never end by themselves; it is enough for one beside them that ends at once.
BRIEF = Limits(seconds=0.5, load_seconds=60)


def interpreter(version: str) -> str | None:
    """The path of an interpreter of `version` (`3.9`), if there is one on this machine."""
    if sys.version.startswith(version + "."):
        return sys.executable
    managed = sorted((Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python3"))
    return str(managed[-1]) if managed else shutil.which(f"python{version}")


#: Which runner `run` takes: the one without walls, or one of the tiers of the confined one.
RUNNING: list[Tier] = [Tier.LIMITS]


_MADE: list[ConfinedRunner] = []


@cache
def runner(tier: Tier, python: str) -> Runner:
    """One runner for all tests, as it is one for all that a server does."""
    if tier is Tier.LIMITS:
        return ProcessRunner(python)
    _MADE.append(ConfinedRunner(python, (tier,)))
    return _MADE[-1]


@cache
def obstacle(tier: Tier) -> str | None:
    """Why there is no such runner here, None where there is."""
    try:
        asyncio.run(runner(tier, sys.executable).confinement())
    except Unconfined as error:
        return str(error)
    return None


def close() -> None:
    """End what the runners keep warm."""
    for made in _MADE:
        made.close()
    _MADE.clear()
    runner.cache_clear()


def run(
    source: str,
    cases: Iterable[Case | str],
    limits: Limits = PATIENT,
    *,
    trace: bool = False,
    answer: Answer | None = None,
    python: str = sys.executable,
    filename: str = "words.anpl",
    import_path: tuple[str, ...] = (),
) -> tuple[Outcome, ...]:
    """Run cases in a program; a text is a case of that source."""
    program = Program(source, filename, import_path)
    asked = tuple(Case(case) if isinstance(case, str) else case for case in cases)
    return asyncio.run(runner(RUNNING[-1], python).run(program, asked, limits, trace=trace, answer=answer))


async def until(reached: Callable[[], object]) -> None:
    """Wait until it is so, for what nobody tells: what other processes have come to."""
    deadline = time.monotonic() + 30
    while not reached():
        assert time.monotonic() < deadline
        await asyncio.sleep(0.002)


def one(source: str, case: Case | str, limits: Limits = PATIENT, **options: str) -> Outcome:
    """Run one case, and see that another one still runs after it."""
    outcome, after = run(source, [case, "1 + 1"], limits, **options)  # type: ignore[arg-type]
    assert after.ending is Ending.VALUE
    return outcome


def told(outcome: Outcome) -> str:
    """How a case ended, in short: `value [1]`, `raised ValueError: bad`, `missing f`."""
    match outcome.ending:
        case Ending.VALUE:
            return f"value {render(outcome.value, 1000) if outcome.value is not None else '-'}"
        case Ending.MISSING:
            return f"missing {outcome.missing}"
        case _ if outcome.error is not None:
            return f"{outcome.ending} {outcome.error.type}: {outcome.error.message}"
        case _:
            return str(outcome.ending)
