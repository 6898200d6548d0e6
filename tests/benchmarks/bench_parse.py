"""How long parsing takes: a sketch of 5,000 lines with 200 holes, from scratch and after one typed character.

Run it as a script: `python tests/benchmarks/bench_parse.py`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sketch.model import Language, Span
from sketch.parse import Parsed, parse, reparse
from sketch.text import Edit
from sketch.tree import parse_tree

UNIT = '''
def step_{i}(items: list[int], limit: int = {i}) -> list[int]:
    """Keep the items that are at most the limit, each once, in the order in which they first came.

    >>> step_{i}([3, 1, 3, 2], limit=2)
    [1, 2]
    >>> step_{i}([], limit=0)
    []

    Properties:
        len(result) <= len(items)
    """


def run_{i}(lines: list[str]) -> int:
    """Count what step {i} keeps of the numbers in the lines."""
    numbers = []
    for line in lines:
        # Lines that hold no number are left out.
        if line.strip().isdigit():
            numbers.append(int(line))
    kept = step_{i}(numbers)
    if not kept and lines:
        return run_{before}(lines[1:])
    return sum(kept) + len(kept)

'''


def sketch_text(units: int) -> str:
    """A sketch of 25 lines and one hole for each of `units`."""
    return '"""A long sketch."""\n' + "".join(UNIT.format(i=i, before=max(i - 1, 0)) for i in range(units))


def milliseconds(work: Callable[[int], object], times: int) -> tuple[float, float]:
    """The median and the worst time of calling `work` with 0, 1, …"""
    taken: list[float] = []
    for number in range(times):
        begin = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken), max(taken)


def main() -> None:
    """Print the figures."""
    text = sketch_text(200)
    begin = time.perf_counter()
    parsed = parse(text, Language.ANPL)
    cold = (time.perf_counter() - begin) * 1000
    holes = len(parsed.sketch.holes)
    assert not parsed.sketch.problems, parsed.sketch.problems[:3]
    print(f"{len(text.splitlines())} lines, {holes} holes, {len(parsed.sketch.functions)} functions")
    print(f"from scratch, first time          {cold:7.2f} ms")
    wide = sketch_text(200).replace("in the order", "in thé 😀 order")
    for name, work in (
        ("from scratch, examples known", lambda _: parse(text, Language.ANPL)),
        ("from scratch, not ASCII", lambda _: parse(wide, Language.ANPL)),
        ("its syntax tree alone", lambda _: parse_tree(text)),
    ):
        print(f"{name:<33} {milliseconds(work, 7)[0]:7.2f} ms")
    for name, part, needle in (
        ("first hole's prose", 0.0, "Keep the"),
        ("prose in the middle", 0.5, "Keep the"),
        ("code in the middle", 0.5, "numbers.append"),
        ("last function's code", 0.99, "numbers.append"),
    ):
        middle, worst = milliseconds(typing_at(parsed, text.index(needle, int(len(text) * part))), 20)
        print(f"one character, {name:<20} {middle:7.2f} ms (worst {worst:.2f})")


def typing_at(parsed: Parsed, place: int) -> Callable[[int], object]:
    """What types one more letter at `place` each time, so that all behind it moves each time."""
    latest = [parsed]

    def type_one(number: int) -> None:
        latest[0] = reparse(latest[0], [Edit(Span(place, place), chr(ord("a") + number % 26))])

    return type_one


if __name__ == "__main__":
    main()
