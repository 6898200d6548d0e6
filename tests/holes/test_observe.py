"""Examples by value, and what answers for a hole without a fill."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from holes.bench import Bench
from holes.observe import answers, from_example, observe
from holes.runner.process import ProcessRunner
from holes.values import Value, from_python, to_python
from sketch.model import Fill, Language
from sketch.parse import parse
from tests.holes.hole_maker import make_hole


@pytest.mark.parametrize(
    ("source", "expected", "read"),
    [
        ("f(1, [2])", "{'a': 3}", ([1, [2]], {"a": 3})),
        ("f(-1, y=2)", "None", ([-1, 2], None)),
        ("_(1, 2)", "3", ([1, 2], 3)),
        ("f(g(1), 2)", "3", None),
        ("f(1, 2) + 1", "3", None),
        ("f(*[1], 2)", "3", None),
        ("g(1, 2)", "3", None),
        ("f(1, 2)", "<object at 0x1>", None),
        ("f(", "3", None),
    ],
)
def test_examples_of_literals(source: str, expected: str, read: tuple[list[object], object] | None) -> None:
    hole = make_hole("def f(x, y)", examples=((source, expected),))
    found = from_example(hole, hole.examples[0])
    if found is None or read is None:
        assert (found, read) == (None, None)
        return
    values = [*found.args, *(value for _, value in found.kwargs)]
    assert found.returns is not None
    assert ([to_python(value) for value in values], to_python(found.returns)) == read


def test_arguments_that_are_no_literals_are_found_by_running(tmp_path: Path) -> None:
    text = 'def f(x):\n    """Twice.\n\n    >>> f([n for n in range(3)])\n    6\n    >>> f(len("ab"))\n    4\n    """\n'
    sketch = parse(text, Language.ANPL).sketch
    bench = Bench(ProcessRunner(sys.executable))
    found = asyncio.run(observe(sketch, {}, sketch.holes[0], bench, "a.anpl"))
    assert [[to_python(arg) for arg in one.args] for one in found] == [[[0, 1, 2]], [2]]


def test_open_holes_answer_from_their_examples() -> None:
    raising = "    >>> f(3)\n    Traceback (most recent call last):\n    ValueError\n"
    text = f'def f(x):\n    """Twice.\n\n    >>> f(2)\n    4\n{raising}    """\n'
    sketch = parse(text, Language.ANPL).sketch
    answer = answers(sketch, {})
    two, three = from_python(2), from_python(3)
    assert answer("f", (two,), {}) == from_python(4)
    assert answer("f", (three,), {}) is None
    assert answer("f", (Value("none"),), {}) is None
    assert answer("g", (two,), {}) is None
    assert answers(sketch, {"f": Fill("def f(x):\n    return 2 * x\n")})("f", (two,), {}) is None
