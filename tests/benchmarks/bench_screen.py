"""How fast a search works off candidates: `python tests/benchmarks/bench_screen.py [process|confined] …`.

An engine has 64 wrong candidates at hand and then a right one, for a hole with ten examples. The figures are medians:
candidates per second through the whole search, milliseconds for each, and how much of that passed before anything was
run (reading answers, checking them, writing programs), which an own process adds nothing to.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from holes.answers.static_check import normalised
from holes.bench import Bench
from holes.budget import Budget, Spending
from holes.clock import SystemClock
from holes.engines.protocol import Proposal, Request
from holes.progress import Silent
from holes.runner.confined import ConfinedRunner
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Runner
from holes.search import Effort, Means, search, usable
from sketch.compile import instrument
from sketch.model import Fill, Language
from sketch.parse import parse

ROUNDS = 7
WRONG = 64
EXAMPLES = "".join(f"    >>> tally({text!r})\n    {len(text.split())}\n" for text in ("a " * n for n in range(10)))
SKETCH = f"def tally(text):\n    '''How many words there are.\n\n{EXAMPLES}    '''\n"
RUNNERS: Mapping[str, Callable[[str], Runner]] = {"process": ProcessRunner, "confined": ConfinedRunner}


class AtHand:
    """An engine that has all its answers at hand."""

    name, sends, costs, repairs = "at hand", False, False, False

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """All wrong but the last."""
        for text in answers():
            yield Proposal(text, self.name)


def answers() -> list[str]:
    """Programs of eight lines."""
    body = """def tally(text):
    count = {start}
    for word in text.split():
        if word:
            count += 1
        else:
            count -= 1
    return count
"""
    return [body.format(start=start) for start in (*range(1, WRONG + 1), 0)]


async def measure(runner: Runner) -> float:
    """Seconds for one search."""
    sketch = parse(SKETCH, Language.ANPL).sketch
    means = Means((AtHand(),), Bench(runner), Spending(Budget(), SystemClock()), Silent())
    since = time.perf_counter()
    attempt = await search(sketch, {}, sketch.holes[0], "tally.anpl", means, Effort())
    assert attempt.holds
    assert attempt.judged == WRONG + 1
    return time.perf_counter() - since


def unrun() -> float:
    """Seconds for what is done with the same candidates before any is run."""
    sketch = parse(SKETCH, Language.ANPL).sketch
    hole = sketch.holes[0]
    since = time.perf_counter()
    for text in answers():
        fill = usable(Proposal(text, "at hand"), Request(sketch, hole))
        assert isinstance(fill, Fill)
        normalised(fill)
        instrument(sketch, {hole.id: fill})
    return time.perf_counter() - since


async def report(name: str) -> None:
    """Measure one kind of runner and print."""
    runner = RUNNERS[name](sys.executable)
    await measure(runner)
    seconds = statistics.median([await measure(runner) for _ in range(ROUNDS)])
    before = statistics.median(unrun() for _ in range(ROUNDS))
    count = WRONG + 1
    print(
        f"{name:<12} {count / seconds:8.0f} candidates/s {1000 * seconds / count:8.2f} ms each"
        f" {1000 * before / count:8.2f} ms of it before they run"
    )


def main() -> None:
    """Measure the runners that are named, or all."""
    for name in sys.argv[1:] or RUNNERS:
        asyncio.run(report(name))


if __name__ == "__main__":
    main()
