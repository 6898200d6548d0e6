"""Greens that a fill gets, or gives to another one, without deserving them."""

from __future__ import annotations

import asyncio
import sys
import textwrap

import pytest

from holes.bench import Bench
from holes.engines.protocol import Proposal
from holes.runner.confined import ConfinedRunner
from holes.runner.protocol import Limits
from holes.trial import Trial, try_fill
from sketch.model import Fill, Language
from sketch.parse import parse

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="it is for Linux")

_COMPARES = '''
def solve(x: int) -> int:
    """Square it.

    >>> solve(3) == 9
    True
    >>> solve(4) == 16
    True
    """
    ...  # hole
'''

_PROPERTY = '''
def first(x: int) -> int:
    """Double it.

    >>> first(2)
    4
    """
    ...  # hole


def second(x: int) -> int:
    """Triple it.

    Properties:
        result == 3 * x
    """
    ...  # hole


START = first(1)
'''

_PATCHES_THE_CHECKER = """
def first(x):
    import _holewright_inside.execute as execute
    before = execute.Program._value_of
    def value_of(self, case, loop, output):
        return True if "result" in case["source"] else before(self, case, loop, output)
    execute.Program._value_of = value_of
    return 2 * x
"""


def tried(text: str, id: str, source: str, others: dict[str, str]) -> Trial:
    """The trial of a fill in the hole `id`, with `others` in theirs."""
    sketch = parse(text, Language.PYTHON).sketch
    hole = next(hole for hole in sketch.holes if hole.id == id)
    fills = {other: Fill(textwrap.dedent(fill).lstrip()) for other, fill in others.items()}

    async def judged() -> Trial:
        runner = ConfinedRunner(sys.executable)
        try:
            bench = Bench(runner, Limits(seconds=0.5))
            return await try_fill(sketch, fills, hole, Fill(source), Proposal("", "test"), bench, "greens.py")
        finally:
            runner.close()

    return asyncio.run(judged())


@pytest.mark.parametrize(
    "body",
    [
        "return type('Same', (int,), {'__eq__': lambda self, other: True})(1)",
        "import sys; return [c for c in sys._getframe(2).f_code.co_consts if type(c) is int and c > 4][-1]",
    ],
)
def test_an_example_that_compares_is_no_proof_by_itself(body: str) -> None:
    assert not tried(_COMPARES, "solve", f"def solve(x: int) -> int:\n    {body}\n", {}).holds


_WRONG = "def second(x: int) -> int:\n    return 0\n"


def test_an_honest_fill_leaves_a_property_false() -> None:
    assert not tried(_PROPERTY, "second", _WRONG, {"first": "def first(x):\n    return 2 * x\n"}).holds


def test_another_fill_makes_no_property_true() -> None:
    assert not tried(_PROPERTY, "second", _WRONG, {"first": _PATCHES_THE_CHECKER}).holds
