"""The program in which properties are evaluated, and which fills are in it."""

from __future__ import annotations

import asyncio
import sys
import textwrap

import pytest

from holes.bench import Bench
from holes.properties.checker import checker
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Case, Ending, Limits
from sketch.model import Fill, Language
from sketch.parse import parse

SKETCH = '''
import math
from dataclasses import dataclass

def one(x):
    """One."""

def two(x):
    """Two."""

def three(x):
    """Three."""

def helper(x):
    return [one(item) for item in x]

class Money:
    def __eq__(self, other):
        """Equal."""

    def cents(self):
        """Cents."""

    def rounded(self):
        return three(self) + `scale it`(1)

TABLE = {}
TABLE[1] = two(1)
LIMIT = math.sqrt(two(4))
print(helper([1])); DONE = (
    three(1),
); AFTER = 1
OTHER = LIMIT + 1

def asked(x: SIGNATURE = DEFAULT):
    """Ask.

    Given:
        GIVEN
    Properties:
        PROPERTY
    """
'''


def source(property: str, given: str = "x", signature: str = "int", default: str = "0") -> str:
    """The program for a property of `asked`, where all other holes have a fill."""
    text = SKETCH.replace("PROPERTY", property).replace("GIVEN", given)
    sketch = parse(text.replace("SIGNATURE", signature).replace("DEFAULT", default), Language.ANPL).sketch
    fills = {
        hole.id: Fill(f"def {hole.name}(self, *rest):\n    return 'fill of {hole.name}'\n") for hole in sketch.holes
    }
    hole = next(hole for hole in sketch.holes if hole.id == "asked")
    return checker(sketch, fills, hole, Bench(ProcessRunner(sys.executable)), "a.anpl").source


@pytest.mark.parametrize(
    ("words", "fills"),
    [
        ({"property": "result > x"}, set()),
        ({"property": "one(result)"}, {"one"}),
        ({"property": "result", "given": "helper(x)"}, {"one"}),
        ({"property": "x < TABLE[1]"}, {"two"}),
        ({"property": "x < OTHER"}, {"two"}),
        ({"property": "math.sqrt(x)"}, set()),
        ({"property": "x < AFTER"}, set()),
        ({"property": "result.cents()"}, {"cents"}),
        ({"property": "result.rounded()"}, {"three", "scale_it"}),
        ({"property": "result == x", "signature": "list[Money]"}, {"__eq__"}),
        ({"property": "result == x", "default": "three(1)"}, {"three"}),
    ],
)
def test_only_what_is_reached_has_its_fill(words: dict[str, str], fills: set[str]) -> None:
    text = source(**words)
    names = {"one", "two", "three", "__eq__", "cents", "scale_it", "asked"}
    assert {name for name in names if f"fill of {name}'" in text} == fills


def test_what_calls_a_hole_without_a_fill_is_left_out() -> None:
    text = source("x < AFTER")
    before = text[text.index("TABLE = {}") :].splitlines()
    assert before[:7] == ["TABLE = {}", "pass", "pass", "pass; pass; AFTER = 1", "", "", "pass"]
    assert "TABLE[1] = two(1)\nLIMIT = math.sqrt(two(4))\npass; pass; AFTER = 1" in source("x < OTHER or TABLE")


def test_the_program_loads_though_the_module_calls_the_hole_itself() -> None:
    text = textwrap.dedent(
        '''
        def asked(x):
            """Ask.

            Properties:
                result == x
            """

        SHOWN = asked(1)
        '''
    )
    sketch = parse(text, Language.ANPL).sketch
    runner = ProcessRunner(sys.executable)
    program = checker(sketch, {}, sketch.holes[0], Bench(runner), "a.anpl")
    (outcome,) = asyncio.run(runner.run(program, (Case("1"),), Limits(seconds=20, load_seconds=60)))
    assert outcome.ending is Ending.VALUE


def test_of_a_module_that_cannot_be_read_nothing_is_filled() -> None:
    assert "fill of" not in source("one(result)", default="= =")
