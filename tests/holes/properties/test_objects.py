"""Properties of holes whose arguments and results are objects of classes."""

from __future__ import annotations

import asyncio
import sys

from holes.bench import Bench
from holes.check import check_hole_properties
from holes.report import PropertyReport
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Limits
from sketch.model import Fill, Language
from sketch.parse import parse

SKETCH = '''\
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def mirrored(self):
        return Point(self.y, self.x)


def swapped(point):
    """Swap them.

    >>> swapped(Point(1, 2))
    Point(x=2, y=1)
    >>> p = Point(3)
    >>> swapped(p)
    Point(x=0, y=3)

    Properties:
        result == point.mirrored()
        swapped(result) == point
    """


def cents(n: int):
    """As an amount.

    >>> cents(5)
    Decimal('0.05')

    Properties:
        result * 100 == n
        isinstance(result, Decimal)
    """
'''


def check(name: str, body: str) -> list[PropertyReport]:
    sketch = parse(SKETCH, Language.ANPL).sketch
    hole = next(hole for hole in sketch.holes if hole.name == name)
    fills = {name: Fill(f"def {name}({hole.signature.parameters[0].name}):\n{body}")}
    bench = Bench(ProcessRunner(sys.executable), Limits(seconds=20, load_seconds=60))
    return list(asyncio.run(check_hole_properties(sketch, fills, hole, bench, "points.anpl")))


def test_an_argument_and_a_result_of_a_class() -> None:
    assert [report.held for report in check("swapped", "    return Point(point.y, point.x)\n")] == [True, True]


def test_a_result_of_a_class_that_is_wrong() -> None:
    first, second = check("swapped", "    return Point(point.x, point.y)\n")
    assert first.message == (
        "`result == point.mirrored()` does not hold for point=Point(x=1, y=2): result is Point(x=1, y=2)"
    )
    assert second.held


def test_a_result_of_the_standard_librarys() -> None:
    assert [report.held for report in check("cents", "    return Decimal(n) / 100\n")] == [True, True]
    first, second = check("cents", "    return Decimal(n) / 10\n")
    assert (first.held, first.falsified_by, second.held) == (False, "n=1", True)


def test_a_result_of_a_class_that_only_the_candidate_knows() -> None:
    body = "    global Own\n    class Own:\n        pass\n    Own.__qualname__ = 'Own'\n    return Own()\n"
    first, _ = check("cents", body)
    assert first.held is None
    assert first.message is not None
    assert "a value cannot be passed on to the expression: `Own` of points is no class" in first.message


def test_a_result_that_cannot_be_passed_on() -> None:
    first, _ = check("cents", "    return lambda: n\n")
    assert first.held is None
    assert "cannot be passed on to the expression" in str(first.message)
