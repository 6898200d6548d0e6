"""What ends, ends with all that belongs to it; what should go on, does: processes killed from outside, cancelled runs,
event loops and threads that are gone, in every tier that is here."""

from __future__ import annotations

import asyncio
import gc
import os
import random
import signal
import sys
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from holes.runner import confined, zygote
from holes.runner.confined import TIERS, ConfinedRunner
from holes.runner.protocol import Case, Ending, Limits, Outcome, Program, Tier
from holes.runner.zygote import Zygote
from tests.runner import running
from tests.runner.running import PATIENT, told, until
from tests.runner.soak import census

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its walls are Linux's")

ENDLESS = Case("while True: pass")
PROGRAM = Program("def f(x): return x + 1\n", "words.anpl")
F = Case("f(1)")

_others: set[int] = set()


@pytest.fixture(params=TIERS)
def tier(request: pytest.FixtureRequest) -> Tier:
    """Each tier of this machine."""
    found: Tier = request.param
    if (reason := running.obstacle(found)) is not None:
        pytest.skip(reason)
    return found


@pytest.fixture
def full() -> Tier:
    """What is the same in every tier is tried in one."""
    if (reason := running.obstacle(Tier.FULL)) is not None:
        pytest.skip(reason)
    return Tier.FULL


@pytest.fixture(scope="module", autouse=True)
def _nothing_kept_warm_by_others() -> Iterator[None]:
    """Runners that other tests left go on where they are used again. What there is then is no garbage, and need not be
    looked through for some after each test."""
    for runner in [thing for thing in gc.get_objects() if isinstance(thing, ConfinedRunner)]:
        runner.close()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def _nothing_stays() -> Iterator[None]:
    for tier in TIERS:
        running.obstacle(tier)
    running.close()
    gc.collect()
    _others.clear()
    _others.update(census.descendants())
    descriptors = census.descriptors()
    yield
    running.close()
    gc.collect()
    assert census.settled(lambda: len(ours()), 0) == 0
    assert census.settled(census.descriptors, descriptors) <= descriptors


def ours() -> set[int]:
    """The processes that the test has started and that run."""
    return census.descendants() - _others


@frozen
class Gate:
    """A file that programs may read, which they wait for while it is closed. It is written in place: for one that was
    replaced there would be another zygote."""

    file: Path

    def close(self) -> None:
        self.file.write_text("closed")

    def open(self) -> None:
        self.file.write_text("")

    def program(self, loading: str = "") -> Program:
        """`PROGRAM`, with a function that waits; `loading` is done when it is loaded."""
        waiting = f"import time\ndef wait():\n    while open({str(self.file)!r}).read(): time.sleep(0.005)\n"
        return Program(f"{waiting}{PROGRAM.source}{loading}\n", "words.anpl", readable=(str(self.file),))


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """One that is open."""
    made = Gate(tmp_path / "gate")
    made.open()
    return made


def ran(tier: Tier, work: Callable[[ConfinedRunner], Coroutine[Any, Any, Any]]) -> Any:
    """What `work` gives with a runner that is warm."""

    async def scenario() -> Any:
        runner = ConfinedRunner(sys.executable, (tier,))
        try:
            await runner.confinement()
            return await asyncio.wait_for(work(runner), 60)
        finally:
            runner.close()

    return asyncio.run(scenario())


def kill(tier: Tier, which: int, marker: str = "") -> set[int]:
    """Kill a process of the only zygote (with `marker` in its command line) from outside: the one that we started (0),
    or the one that forks (-1). The pids of all that must end with it."""
    (chain,) = census.zygotes(tier, marker)
    doomed = {chain[0], *census.descendants(chain[0])}
    os.kill(chain[which], signal.SIGKILL)
    return doomed


async def gone(doomed: set[int]) -> None:
    """Wait until these processes have ended."""
    await until(lambda: not census.living(doomed))


async def run_all(runner: ConfinedRunner, program: Program, *cases: Case) -> list[Ending]:
    return [outcome.ending for outcome in await runner.run(program, cases, PATIENT)]


async def screen_all(runner: ConfinedRunner, *programs: Program) -> list[Ending | None]:
    found = await runner.screen(programs, (F,), PATIENT)
    return [None if outcomes is None else outcomes[0].ending for outcomes in found]


async def talk(runner: ConfinedRunner, program: Program, *cases: Case) -> list[Ending]:
    async with runner.open(program, PATIENT) as session:
        return [(await session.run(case)).ending for case in cases]


WAIT = Case("wait() or f(1)")
PHASES: dict[str, Callable[[ConfinedRunner, Gate], Coroutine[Any, Any, list[Any]]]] = {
    "loading": lambda runner, gate: run_all(runner, gate.program("wait()"), F, F),
    "running": lambda runner, gate: run_all(runner, gate.program(), WAIT, F),
    "screening": lambda runner, gate: screen_all(runner, gate.program(), gate.program("wait()"), gate.program()),
    "in a session": lambda runner, gate: talk(runner, gate.program(), F, WAIT, F, WAIT),
}


@pytest.mark.parametrize("which", [0, -1], ids=["outer", "inner"])
@pytest.mark.parametrize("phase", PHASES)
def test_a_zygote_killed_in_the_midst_is_replaced(tier: Tier, phase: str, which: int, gate: Gate) -> None:
    async def scenario(runner: ConfinedRunner) -> tuple[list[Any], int]:
        assert await run_all(runner, gate.program(), F) == [Ending.VALUE]
        gate.close()
        task = asyncio.create_task(PHASES[phase](runner, gate))
        await asyncio.sleep(0.05)  # whatever it has come to by then, it is not at its end
        await gone(kill(tier, which, str(gate.file)))
        gate.open()
        found = await task
        assert await run_all(runner, gate.program(), F) == [Ending.VALUE]
        return found, runner.restarts

    found, restarts = ran(tier, scenario)
    assert {*found} - {None} == {Ending.VALUE}
    assert found.count(None) <= 1
    assert restarts == 1


@pytest.mark.parametrize("which", [0, -1], ids=["outer", "inner"])
def test_a_zygote_killed_while_it_waits_is_replaced(tier: Tier, which: int) -> None:
    async def scenario(runner: ConfinedRunner) -> None:
        for replaced in (1, 2, 3):
            doomed = kill(tier, which)
            # A process forked before may run a program to its end before it is ended with the rest.
            assert await run_all(runner, PROGRAM, F, F) == [Ending.VALUE] * 2
            await gone(doomed)
            assert await run_all(runner, PROGRAM, F, F) == [Ending.VALUE] * 2
            assert runner.restarts == replaced

    ran(tier, scenario)


@pytest.mark.parametrize("moment", [0, 0.01, 0.02, 0.03, 0.05])
def test_a_zygote_killed_while_it_starts_is_started_again(tier: Tier, moment: float) -> None:
    async def scenario(runner: ConfinedRunner) -> list[Ending]:
        runner.close()
        task = asyncio.create_task(run_all(runner, PROGRAM, F))
        await asyncio.sleep(moment)
        with suppress(ValueError, ProcessLookupError):
            kill(tier, 0)
        return await task

    assert ran(tier, scenario) == [Ending.VALUE]


def test_a_stopped_zygote_is_given_up(full: Tier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where so many orders wait that no more fit."""
    monkeypatch.setattr(zygote, "_PATIENCE", 0.3)

    async def scenario(runner: ConfinedRunner) -> int:
        (chain,) = census.zygotes(full)
        os.kill(chain[-1], signal.SIGSTOP)
        limits = Limits(seconds=0.5, load_seconds=0.5)
        runs = [runner.run(PROGRAM, (F,), limits) for _ in range(400)]
        await asyncio.gather(*runs)
        monkeypatch.undo()
        assert await run_all(runner, PROGRAM, F) == [Ending.VALUE]
        return runner.restarts

    assert ran(full, scenario) >= 1


def test_a_reader_that_waited_for_its_turn_does_not_listen_to_another_socket(full: Tier) -> None:
    """The number of a socket that was closed is that of the next one."""

    async def scenario(runner: ConfinedRunner) -> list[Ending]:
        (first,) = runner._zygotes.values()
        asked = [asyncio.create_task(first.status(1_000_000 + n)) for n in range(3)]
        (chain,) = census.zygotes(full)
        os.kill(chain[-1], signal.SIGSTOP)
        await until(lambda: len(first._asked) == len(asked))
        first.close()
        task = asyncio.create_task(run_all(runner, PROGRAM, F))
        since = time.monotonic()
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert all(isinstance(one, BaseException) for one in found)
        assert time.monotonic() - since < 5  # its patience is twice that
        return await task

    assert ran(full, scenario) == [Ending.VALUE]


# Cancelling.


@pytest.mark.parametrize("moment", [0, 0.001, 0.003, 0.01, 0.03, 0.06, 0.1])
@pytest.mark.parametrize("what", ["run", "screen", "open", "cold"])
def test_what_is_cancelled_leaves_nothing(full: Tier, what: str, moment: float) -> None:
    async def opened(runner: ConfinedRunner) -> None:
        async with runner.open(PROGRAM, PATIENT) as session:
            await asyncio.gather(session.run(ENDLESS), session.run(F))

    async def scenario(runner: ConfinedRunner) -> None:
        if what == "cold":
            runner.close()
        endless = Program("while True: pass", "words.anpl")
        kinds: dict[str, Callable[[], Coroutine[Any, Any, object]]] = {
            "run": lambda: runner.run(PROGRAM, (ENDLESS,), PATIENT),
            "screen": lambda: runner.screen((PROGRAM, endless), (F,), PATIENT),
            "open": lambda: opened(runner),
            "cold": lambda: runner.run(PROGRAM, (ENDLESS,), PATIENT),
        }
        task = asyncio.ensure_future(kinds[what]())
        await asyncio.sleep(moment)
        since = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        # A tenth of a second is what is promised; a busy machine gets more.
        assert time.monotonic() - since < 5
        assert await run_all(runner, PROGRAM, F) == [Ending.VALUE]
        usual = census.alive(full)
        assert census.settled(lambda: len(ours()), usual) <= usual

    ran(full, scenario)


def test_a_start_that_nobody_waits_for_any_more_is_there_for_the_next(full: Tier) -> None:
    async def scenario(runner: ConfinedRunner) -> None:
        runner.close()
        task = asyncio.create_task(runner.run(PROGRAM, (F,), PATIENT))
        await asyncio.sleep(0.01)
        task.cancel()
        await until(lambda: runner._zygotes)
        (chain,) = census.zygotes(full)
        assert await run_all(runner, PROGRAM, F) == [Ending.VALUE]
        assert census.zygotes(full) == [chain]

    ran(full, scenario)


def test_a_runner_that_is_closed_while_it_starts_keeps_nothing(full: Tier) -> None:
    async def scenario(runner: ConfinedRunner) -> None:
        runner.close()
        task = asyncio.create_task(runner.run(PROGRAM, (F,), PATIENT))
        await until(lambda: runner._starting)
        starting = list(runner._starting.values())
        await asyncio.sleep(0.01)
        runner.close()
        task.cancel()
        await asyncio.wait(starting)
        assert not runner._zygotes

    ran(full, scenario)


def test_random_moments(full: Tier) -> None:
    """Several at once, in a fixed order of moments."""
    chance = random.Random(7)

    async def cancelled(runner: ConfinedRunner, folder: str) -> None:
        task = asyncio.ensure_future(runner.run(Program("", "words.anpl", (folder,)), (F, ENDLESS), PATIENT))
        await asyncio.sleep(0.02 * chance.random())
        task.cancel()
        await asyncio.wait([task])

    async def scenario(runner: ConfinedRunner) -> None:
        for _ in range(20):
            folders = chance.choices(("", "/", "/usr", "/etc", "/bin", "/opt"), k=3)
            await asyncio.gather(*(cancelled(runner, folder) for folder in folders))
        assert await run_all(runner, PROGRAM, F) == [Ending.VALUE]
        for starting in list(runner._starting.values()):
            await starting
        assert census.settled(lambda: len(census.zygotes(full)), confined._MOST) <= confined._MOST
        usual = census.alive(full) * confined._MOST
        assert census.settled(lambda: len(ours()), usual) <= usual

    ran(full, scenario)


# Event loops and threads.


NAP = Case("__import__('time').sleep(0.2) or f(1)")


def test_an_event_loop_after_another(tier: Tier) -> None:
    runner = ConfinedRunner(sys.executable, (tier,))

    async def left_running() -> None:
        task = asyncio.create_task(runner.run(PROGRAM, (ENDLESS,), PATIENT))
        session = asyncio.create_task(talk(runner, PROGRAM, F, NAP))
        await asyncio.sleep(0.05)
        del task, session

    try:
        for _ in range(3):
            asyncio.run(left_running())
            assert asyncio.run(run_all(runner, PROGRAM, F)) == [Ending.VALUE]
        assert runner.restarts == 0
    finally:
        runner.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("moment", [0, 0.01, 0.1])
def test_an_event_loop_that_was_closed_with_work_in_it(full: Tier, moment: float) -> None:
    """Nothing in it was cancelled."""
    runner = ConfinedRunner(sys.executable, (full,))
    loop = asyncio.new_event_loop()
    tasks = [
        loop.create_task(runner.run(PROGRAM, (ENDLESS,), PATIENT)),
        loop.create_task(talk(runner, PROGRAM, F, NAP)),
    ]
    loop.run_until_complete(asyncio.sleep(moment))
    loop.close()
    try:
        assert asyncio.run(run_all(runner, PROGRAM, F, F)) == [Ending.VALUE] * 2
        for task in tasks:
            task._log_destroy_pending = False  # type: ignore[attr-defined]
        del task, tasks
        gc.collect()
        assert asyncio.run(run_all(runner, PROGRAM, F, F)) == [Ending.VALUE] * 2
    finally:
        runner.close()


def test_the_thread_that_started_it_ends(tier: Tier) -> None:
    runner = ConfinedRunner(sys.executable, (tier,))
    found: list[Ending] = []

    def elsewhere() -> None:
        found.extend(asyncio.run(run_all(runner, PROGRAM, F)))

    try:
        for _ in range(2):
            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join()
        found += asyncio.run(run_all(runner, PROGRAM, F, F))
        assert found == [Ending.VALUE] * 4
    finally:
        runner.close()


def test_a_forgotten_runner_ends_its_processes(full: Tier) -> None:
    async def scenario() -> list[Outcome]:
        return list(await ConfinedRunner(sys.executable, (full,)).run(PROGRAM, (F,), PATIENT))

    assert [told(outcome) for outcome in asyncio.run(scenario())] == ["value 2"]
    gc.collect()
    assert not [thing for thing in gc.get_objects() if isinstance(thing, Zygote) and not thing.closed]
