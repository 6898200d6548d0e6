"""What it costs to run a candidate behind walls: `python tests/benchmarks/bench_confined.py`.

One candidate with ten examples, inputs in and values out, compared by the caller: by our full tier, by the same process
without its walls, and by what one would use instead: a fresh interpreter, `multiprocessing` by its three methods, the
last of them as HumanEval's harness does it (a fork of the caller that executes the program's text). All take turns in
each round, so that what else the machine does hits all alike. Milliseconds; ratios say more than they do.
"""

from __future__ import annotations

import asyncio
import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.runner.child import interpreter
from holes.runner.confined import ConfinedRunner
from holes.runner.protocol import Call, Case, Ending, Limits, Outcome, Program, Tier
from holes.runner.session import ProgramSession
from holes.runner.zygote import Walls, Zygote, start
from holes.values import from_python, to_python
from tests.benchmarks import peer_process

ROUNDS = 150
LIMITS = Limits(seconds=10)
INPUTS = ["sh" * length for length in range(1, 11)]
EXPECTED = [sum(range(1, length + 1)) for length in range(1, 11)]
CASES = tuple(Case(call=Call("tally", (from_python(text),))) for text in INPUTS)


def candidate(number: int) -> str:
    """A candidate that nobody has seen before."""
    return f"""
def tally(text: str) -> int:
    total, left = {number} - {number}, 0
    for letter in text:
        if letter == "s":
            left += 1
        elif letter == "h":
            total += left
    return total
"""


def program(number: int, folder: str) -> Program:
    """The same as our runner is given it."""
    return Program('@__holewright__.hole("tally")' + candidate(number), "words.anpl", (folder,), folder)


def right(outcomes: tuple[Outcome, ...] | None) -> bool:
    """Whether all examples hold."""
    assert outcomes is not None
    assert all(outcome.ending is Ending.VALUE for outcome in outcomes), outcomes
    return [to_python(outcome.value) for outcome in outcomes if outcome.value is not None] == EXPECTED


# The peers.


def fresh(number: int) -> bool:
    """A fresh interpreter."""
    text = f"import json\n{candidate(number)}print(json.dumps([tally(text) for text in {json.dumps(INPUTS)}]))\n"
    done = subprocess.run([sys.executable, "-I", "-c", text], check=True, capture_output=True)
    return bool(json.loads(done.stdout) == EXPECTED)


def by_multiprocessing(method: str, number: int) -> bool:
    """A process of one of the three kinds."""
    context: Any = multiprocessing.get_context(method)
    # What is started otherwise imports this file too, with all of ours.
    sys.modules["__main__"].__dict__.pop("__file__", None)
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=peer_process.executed, args=(candidate(number), INPUTS, theirs))
    process.start()
    theirs.close()
    found = ours.recv() if ours.poll(10) else None
    process.join()
    ours.close()
    return bool(found == EXPECTED)


# Ours.


async def unwalled(zygote: Zygote, number: int, folder: str) -> bool:
    """A fork of the same process without walls around it."""
    run = program(number, folder)

    async def forked() -> Any:
        return zygote.fork(LIMITS.memory, 1 << 26)

    session = ProgramSession(forked, run, LIMITS, False, None)
    try:
        return right(await session.run_all(CASES))
    finally:
        await session.end()


async def walled(runner: ConfinedRunner, number: int, folder: str) -> bool:
    """Our full tier."""
    return right(await runner.run(program(number, folder), CASES, LIMITS))


Contender = Callable[[int], Awaitable[bool]]


def soon(function: Callable[[int], bool]) -> Contender:
    """A peer, which does not know of event loops."""

    async def asked(number: int) -> bool:
        return function(number)

    return asked


async def take_turns(contenders: dict[str, Contender], pause: float) -> dict[str, list[float]]:
    """Milliseconds of each, in `ROUNDS` rounds."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(-5, ROUNDS):
        for name, contender in contenders.items():
            await asyncio.sleep(pause)
            since = time.perf_counter()
            assert await contender(number)
            if number >= 0:
                taken[name].append(1000 * (time.perf_counter() - since))
    return taken


async def first_result(folder: str) -> float:
    """Milliseconds from nothing to the first result."""
    runner = ConfinedRunner(sys.executable, (Tier.FULL,))
    since = time.perf_counter()
    assert await walled(runner, 1, folder)
    taken = 1000 * (time.perf_counter() - since)
    runner.close()
    return taken


async def screened(runner: ConfinedRunner, folder: str, together: int) -> float:
    """Milliseconds a candidate, `together` at once in one process."""
    programs = tuple(program(number, folder) for number in range(together))
    since = time.perf_counter()
    assert all(right(outcomes) for outcomes in await runner.screen(programs, CASES, LIMITS))
    return 1000 * (time.perf_counter() - since) / together


async def a_second(runner: ConfinedRunner, folder: str, at_once: int) -> float:
    """Candidates a second, `at_once` of them at a time."""
    count = 400

    async def some(part: int) -> None:
        for number in range(part, count, at_once):
            assert await walled(runner, number, folder)

    since = time.perf_counter()
    await asyncio.gather(*(some(part) for part in range(at_once)))
    return count / (time.perf_counter() - since)


def proportional(runner: ConfinedRunner) -> float:
    """Megabytes that the idle process and what it forked in advance take, shared pages divided among those that share
    them."""
    total = 0
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if b"zygote" in (place / "cmdline").read_bytes() and str(os.getpid()) in ancestors(place):
                rollup = (place / "smaps_rollup").read_text()
                total += int(rollup.partition("\nPss:")[2].split()[0])
        except OSError:
            continue
    return total / 1024


def ancestors(place: Path) -> list[str]:
    """The processes above one, itself included."""
    found = [place.name]
    while found[-1] not in ("0", "1"):
        found.append(Path("/proc", found[-1], "stat").read_text().rpartition(")")[2].split()[1])
    return found


def line(name: str, taken: list[float], one: float) -> None:
    """Print how long one contender took, and that beside the median `one` of our full tier."""
    ordered = sorted(taken)
    median = statistics.median(ordered)
    print(f"{name:<52}{median:9.2f}{ordered[int(0.95 * len(ordered))]:9.2f}{median / one:9.2f}")


async def measure() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        runner = ConfinedRunner(sys.executable, (Tier.FULL,))
        plain = await start(interpreter(sys.executable), Walls(Tier.SEATBELT, (folder,), ()))
        ours: dict[str, Contender] = {
            "ours, full tier": partial(walled, runner, folder=folder),
            "the same fork without walls": partial(unwalled, plain, folder=folder),
        }
        peers = {
            "a fresh interpreter (-I)": soon(fresh),
            "multiprocessing, spawn": soon(partial(by_multiprocessing, "spawn")),
            "multiprocessing, forkserver": soon(partial(by_multiprocessing, "forkserver")),
            "fork and exec of the text, as HumanEval does": soon(partial(by_multiprocessing, "fork")),
        }
        print(f"{'a candidate with ten examples, one after another':<52}{'median':>9}{'p95':>9}{'to ours':>9}")
        taken = await take_turns(ours | peers, 0)
        one = statistics.median(taken["ours, full tier"])
        for name, durations in taken.items():
            line(name, durations, one)
        print("as while somebody types, with a pause between")
        taken = await take_turns(ours, 0.03)
        one = statistics.median(taken["ours, full tier"])
        for name, durations in taken.items():
            line(name, durations, one)
        line("from nothing to the first result", [await first_result(folder) for _ in range(9)], one)
        for together in (8, 32):
            line(
                f"screened, {together} in a process", [await screened(runner, folder, together) for _ in range(20)], one
            )
        print("candidates a second")
        for at_once in (1, 2, 4):
            print(f"  {at_once} at a time{await a_second(runner, folder, at_once):12.0f}")
        print(f"idle, with what is forked in advance: {proportional(runner):.1f} MB of memory (two of ours)")
        plain.close()
        runner.close()


if __name__ == "__main__":
    asyncio.run(measure())
