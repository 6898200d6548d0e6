"""How long a candidate takes: `python tests/benchmarks/bench_runner.py`.

Beside our runner stands what one would write by hand: plain `python` in a subprocess, the candidate and its ten
calls in the program's text, the values printed. The figures are medians, in milliseconds.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.runner.process import ProcessRunner
from holes.runner.protocol import Call, Case, Ending, Limits, Program
from holes.values import from_python

INSIDE = Path(__file__).resolve().parents[2] / "holes" / "runner" / "inside"
ROUNDS = 40
CANDIDATE = """
def tally(text: str) -> int:
    total, left = 0, 0
    for letter in text:
        if letter == "s":
            left += 1
        elif letter == "h":
            total += left
    return total
"""
DECORATED = '@__holewright__.hole("tally")' + CANDIDATE
INPUTS = ["sh" * length for length in range(1, 11)]
CASES = tuple(Case(call=Call("tally", (from_python(text),))) for text in INPUTS)
TYPED = tuple(Case(f"tally({text!r})") for text in INPUTS)


def median(action: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The median duration of `action`, in milliseconds, after one for warming up."""
    action()
    durations: list[float] = []
    for _ in range(rounds):
        since = time.perf_counter()
        action()
        durations.append(1000 * (time.perf_counter() - since))
    return statistics.median(durations)


def by_hand(text: str, *options: str) -> Callable[[], object]:
    """A plain subprocess that runs `text`."""
    return lambda: subprocess.run([sys.executable, *options, "-c", text], check=True, capture_output=True)


def our_run(
    runner: ProcessRunner, loop: asyncio.AbstractEventLoop, cases: tuple[Case, ...], trace: bool = False
) -> None:
    """One candidate in a process of its own."""
    outcomes = loop.run_until_complete(
        runner.run(Program(DECORATED, "words.anpl"), cases, Limits(seconds=10), trace=trace)
    )
    assert all(outcome.ending is Ending.VALUE for outcome in outcomes)


async def per_case(runner: ProcessRunner) -> float:
    """Milliseconds for a case in a program that is loaded already."""
    async with runner.open(Program(DECORATED, "words.anpl"), Limits()) as session:
        await session.run(CASES[0])
        durations: list[float] = []
        for _ in range(500):
            since = time.perf_counter()
            await session.run(CASES[5])
            durations.append(1000 * (time.perf_counter() - since))
    return statistics.median(durations)


def overhead(trace: bool) -> float:
    """Microseconds that one call of a recorded hole costs over a plain one."""
    text = f"""
import sys, time
sys.path.insert(0, {str(INSIDE.parent)!r})
from inside.record import Recorder
recorder = Recorder({trace}, None, lambda error: {{}})
def plain(x): return x
hole = recorder.hole("f")(plain)
best = {{}}
for name, function in (("plain", plain), ("hole", hole)) * 5:
    recorder.restart()
    since = time.perf_counter()
    for _ in range(9000): function(1)
    best[name] = min(best.get(name, 1e9), time.perf_counter() - since)
print((best["hole"] - best["plain"]) / 9000 * 1e6)
"""
    done = subprocess.run([sys.executable, "-I", "-c", text], check=True, capture_output=True, text=True)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    runner = ProcessRunner(sys.executable)
    loop = asyncio.new_event_loop()
    calls = "import json\n" + CANDIDATE + f"print(json.dumps([tally(text) for text in {json.dumps(INPUTS)}]))\n"
    imported = f"import sys; sys.path.insert(0, {str(INSIDE.parent)!r}); import inside.serve"
    figures = [
        ("a bare interpreter (-I)", median(by_hand("pass", "-I"))),
        ("… which imports our inside code", median(by_hand(imported, "-I"))),
        ("candidate, ten examples, plain subprocess", median(by_hand(calls))),
        ("start to first result", median(lambda: our_run(runner, loop, CASES[:1]))),
        ("candidate, ten examples by value", median(lambda: our_run(runner, loop, CASES))),
        ("candidate, a hundred examples by value", median(lambda: our_run(runner, loop, CASES * 10), 20)),
        ("candidate, a thousand examples by value", median(lambda: our_run(runner, loop, CASES * 100), 10)),
        ("candidate, ten examples as typed", median(lambda: our_run(runner, loop, TYPED))),
        ("candidate, ten examples, traced", median(lambda: our_run(runner, loop, CASES, trace=True))),
        ("one more case in a loaded program", loop.run_until_complete(per_case(runner))),
    ]
    loop.close()
    for name, milliseconds in figures:
        print(f"{name:<45} {milliseconds:8.2f} ms")
    print(f"{'a call of a hole, over a plain call':<45} {overhead(False):8.2f} µs")
    print(f"{'the same, recorded':<45} {overhead(True):8.2f} µs")


if __name__ == "__main__":
    main()
