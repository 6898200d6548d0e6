"""How long parsing takes: a sketch of 5,000 lines with 200 holes, from scratch, after one typed character, and while a
line is broken.

Run it as a script: `python tests/benchmarks/bench_parse.py`.

Times are the processor's. Each is taken beside one of a yardstick, Python's own parser on the same text (holes in
backticks as names): where the machine is busy both grow, and the ratio of the two stays comparable.
"""

from __future__ import annotations

import ast
import itertools
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
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


def sketch_text(units: int, step: str = "step") -> str:
    """A sketch of 26 lines and one hole for each of `units`; the holes are called after `step`."""
    text = '"""A long sketch."""\n' + "".join(UNIT.format(i=i, before=max(i - 1, 0)) for i in range(units))
    return text.replace("step_", f"{step}_")


def seconds(work: Callable[[], object]) -> float:
    """How long `work` keeps the processor busy."""
    begin = time.process_time()
    made = work()
    taken = time.process_time() - begin
    # What was made goes only now: taking it apart is not part of the work.
    del made
    return taken


def show(name: str, work: Callable[[], object], yardstick: Callable[[], object], times: int) -> None:
    """Print the median and the quickest time of `work`, and the median of its ratios to the yardstick."""
    pairs = [(seconds(work), seconds(yardstick)) for _ in range(times)]
    taken = [own * 1000 for own, _ in pairs]
    ratio = statistics.median(own / other for own, other in pairs)
    print(f"{name:<56} {statistics.median(taken):8.2f} ms {min(taken):8.2f} ms {ratio:8.3f}")


def main() -> None:
    """Print the figures."""
    text = sketch_text(200)
    parsed = parse(text, Language.ANPL)
    assert not parsed.sketch.problems, parsed.sketch.problems[:3]
    holes, functions = parsed.sketch.holes, parsed.sketch.functions
    print(f"{len(text.splitlines())} lines, {len(holes)} holes, {len(functions)} functions")
    print(f"{'':<56} {'median':>11} {'quickest':>11} {'ratio':>8}")
    plain = text.replace("`", "_")

    def yardstick() -> object:
        return ast.parse(plain)

    # Each text is new: nothing of its examples is known yet.
    fresh = iter([sketch_text(200, f"step{number}") for number in range(25)])
    wide = iter([sketch_text(200, f"é{number}") for number in range(15)])
    show("yardstick: Python's own parser", yardstick, yardstick, 15)
    show("its syntax tree alone", lambda: parse_tree(text), yardstick, 15)
    show("from scratch", lambda: parse(next(fresh), Language.ANPL), yardstick, 25)
    show("from scratch, examples known", lambda: parse(text, Language.ANPL), yardstick, 25)
    show("from scratch, not ASCII", lambda: parse(next(wide), Language.ANPL), yardstick, 15)
    for name, part, needle in (
        ("first hole's prose", 0.0, "Keep the"),
        ("prose in the middle", 0.5, "Keep the"),
        ("code in the middle", 0.5, "numbers.append"),
        ("last function's code", 0.99, "numbers.append"),
    ):
        place = text.index(needle, int(len(text) * part))
        show(f"one character, {name}", typing_at(parsed, place), yardstick, 40)
    for name, part, sound, broken in (
        ("a bracket in the first function", 0.0, "step_0(numbers)", "step_0(numbers"),
        ("a bracket in the middle", 0.5, "(numbers)", "(numbers"),
        ("a `def` in the middle", 0.5, "def step_", "step_"),
        ("a docstring's quotes in the middle", 0.5, '"""\n\n\ndef', "\n\n\ndef"),
        ("a bracket in the last function", 0.99, "(numbers)", "(numbers"),
    ):
        place = text.index(sound, int(len(text) * part))
        breaking = [Edit(Span(place, place + len(sound)), broken)]
        mending = [Edit(Span(place, place + len(broken)), sound)]
        without = reparse(parsed, breaking)
        assert without.sketch.problems
        left = len(without.sketch.holes)
        elsewhere = without.sketch.text.index("Keep the", int(len(text) * 0.4))
        show(f"{name} away, {left} holes left", partial(reparse, parsed, breaking), yardstick, 20)
        show("  one character elsewhere meanwhile", typing_at(without, elsewhere), yardstick, 20)
        show("  and back", partial(reparse, without, mending), yardstick, 20)


def typing_at(parsed: Parsed, place: int) -> Callable[[], object]:
    """What types one more letter at `place` each time, so that all behind it moves each time."""
    latest = [parsed]
    letters = itertools.cycle("abcdefghijklmnopqrstuvwxyz")

    def type_one() -> None:
        latest[0] = reparse(latest[0], [Edit(Span(place, place), next(letters))])

    return type_one


if __name__ == "__main__":
    main()
