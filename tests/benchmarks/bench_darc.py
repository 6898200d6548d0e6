"""How long real sketches take to check: `python tests/benchmarks/bench_darc.py`.

All programs of DARC with their recorded fills, and every pair of which something is known. Beside our check stands
what one would write by hand: the compiled modules, and for each a plain `python` that imports it, runs its pairs and
compares what comes back. All find the same; the figures are seconds of wall time for all of them, and in parentheses
what part that is of plain Python's. Our own check is made behind walls and, beside it, by a process for each sketch
without any. One difference is that our processes start numerical libraries with one thread, as a plain one does not.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.bench import Bench
from holes.compiled import compiled
from holes.runner.confined import ConfinedRunner
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Limits
from holes.verdict import Verdict
from tests.e2e.darc_programs import PLAIN, Program, evaluate, programs, verdicts

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "darc"
LIMITS = Limits(seconds=5, load_seconds=60)
CONFINED = Bench(ConfinedRunner(sys.executable), LIMITS)
UNCONFINED = Bench(ProcessRunner(sys.executable), LIMITS)
ROUNDS = 2

Passed = list[tuple[bool, ...]]


def ours(bench: Bench, chosen: list[Program], at_once: int) -> Passed:
    """Check the documents, `at_once` of them at a time."""

    async def run() -> Passed:
        places = asyncio.Semaphore(at_once)

        async def one(program: Program) -> tuple[bool, ...]:
            async with places:
                found = verdicts(await evaluate(program, bench))
                return tuple(verdict is Verdict.PASSED for verdict in found)

        return await asyncio.gather(*(one(program) for program in chosen))

    return asyncio.run(run())


def by_hand(chosen: list[Program], at_once: int) -> Passed:
    """Compile each module and run its pairs in a plain process, `at_once` of them at a time."""
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(at_once) as pool:
        folder = Path(name)

        def one(program: Program) -> tuple[bool, ...]:
            path = folder / f"program_{program.number}.anpl"
            module = compiled(path, program.document.sketch, program.fills)
            module.path.write_text(module.text, "utf-8")
            question = program.plain_input(folder, path.stem)
            command = [sys.executable, "-I", "-c", PLAIN]
            done = subprocess.run(command, input=question, capture_output=True, text=True, check=True)
            return tuple(json.loads(done.stdout))

        return list(pool.map(one, chosen))


def seconds(action: Callable[[list[Program], int], Passed], chosen: list[Program], at_once: int) -> float:
    """How long `action` takes. Raises where a pair ends otherwise than it is known to."""
    since = time.perf_counter()
    passed = action(chosen, at_once)
    duration = time.perf_counter() - since
    wrong = [program.number for program, found in zip(chosen, passed, strict=True) if found != program.known]
    if wrong:
        raise SystemExit(f"not as they are known to end: {wrong}")
    return duration


def main() -> None:
    """Measure and print."""
    if not DATA.is_dir():
        print(f"nothing measured: the sketches are not there ({DATA})")
        return
    chosen = programs()
    pairs = sum(len(program.known) for program in chosen)
    print(f"{len(chosen)} sketches, {pairs} pairs, the better of {ROUNDS} rounds, Python {sys.version.split()[0]}")
    for at_once in (1, 2):
        actions = (partial(ours, CONFINED), partial(ours, UNCONFINED), by_hand)
        rounds = [[seconds(action, chosen, at_once) for action in actions] for _ in range(ROUNDS)]
        confined, unconfined, plain = map(min, zip(*rounds, strict=True))
        print(
            f"{at_once} at a time   confined {confined:6.2f} s ({confined / plain:.2f})"
            f"   a process each {unconfined:6.2f} s ({unconfined / plain:.2f})   plain python {plain:6.2f} s"
        )


if __name__ == "__main__":
    main()
