"""How long properties take: `python tests/benchmarks/bench_properties.py`.

A hole with three properties and 100 inputs, in real processes: with a fill for which they hold, with one that a
property falsifies, and with properties that call the hole itself. The figures are medians, in milliseconds: for the
first candidate of a hole, and for a later one, which is tried with the inputs that were drawn for the first. Hypothesis
is imported already.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.bench import Bench
from holes.check import check_hole_properties
from holes.report import PropertyReport
from holes.runner.process import ProcessRunner
from sketch.model import Fill, Language
from sketch.parse import parse

ROUNDS = 7
SKETCH = """
def distinct(items: list[int]) -> list[int]:
    \'\'\'Each item once.

    Properties:
        {properties}
    \'\'\'
"""
PLAIN = ("len(result) == len(set(items))", "set(result) == set(items)", "all(item in items for item in result)")
OWN = (PLAIN[0], "distinct(result) == result", "distinct(items + items) == result")
RIGHT, WRONG = "return list(dict.fromkeys(items))", "return items"


def check(properties: tuple[str, ...], body: str, bench: Bench) -> tuple[PropertyReport, ...]:
    """Check one fill, in processes of its own."""
    sketch = parse(SKETCH.format(properties="\n        ".join(properties)), Language.ANPL).sketch
    hole = sketch.holes[0]
    return asyncio.run(check_hole_properties(sketch, {hole.id: Fill(body)}, hole, bench, "distinct.anpl"))


def main() -> None:
    """Measure and print."""
    runner = ProcessRunner(sys.executable)
    for name, properties, body in (
        ("properties that hold", PLAIN, RIGHT),
        ("one that is falsified", PLAIN, WRONG),
        ("two that call the hole itself", OWN, RIGHT),
        ("two that call the hole itself, falsified", OWN, WRONG),
    ):
        reports = check(properties, body, Bench(runner))
        first: list[float] = []
        later: list[float] = []
        for _ in range(ROUNDS):
            bench = Bench(runner)
            for durations in (first, later):
                since = time.perf_counter()
                check(properties, body, bench)
                durations.append(1000 * (time.perf_counter() - since))
        held = ", ".join(report.falsified_by or str(report.held) for report in reports)
        print(f"{name:<45} {statistics.median(first):8.0f} ms {statistics.median(later):8.0f} ms   {held}")


if __name__ == "__main__":
    main()
