"""What of a sketch an example can need: everything that its names may lead to, and nothing that they cannot."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given

from sketch.compile import instrument
from sketch.focus import Parts, parts
from sketch.model import Fill, Language
from sketch.parse import parse
from tests.generated_sketches import fills_for, sketch_texts

FUNCTIONS = '''import math

LIMIT = 3


def tally(text: str) -> int:
    """Count.

    >>> tally("a")
    1
    """


def twice(text):
    """
    >>> twice("a")
    2
    """
    return 2 * tally(text)


def alone(n):
    """
    >>> alone(1)
    1
    """
    return n


def sorted_words(words):
    order = `put them in order`(words)
    # >>> _(["b", "a"])
    # ['a', 'b']
    return order


async def later(n):
    return alone(n)
'''


def apart(text: str, fills: Mapping[str, str] = {}) -> Parts:
    """A sketch and fills, by hole id, taken apart."""
    return parts(parse(text, Language.ANPL).sketch, {id: Fill(source) for id, source in fills.items()})


def kept(text: str, id: str, fills: Mapping[str, str] = {}) -> list[str] | None:
    """The functions that running the examples of `id` may need; None for all."""
    made = apart(text, fills)
    needed = made.needed([id])
    if needed is None:
        return None
    return re.findall(r"^(?:async )?def (\w+)", made.focused(needed).text, re.MULTILINE)


@pytest.mark.parametrize(
    ("id", "fills", "expected"),
    [
        ("tally", {}, ["tally"]),
        ("twice", {}, ["tally", "twice"]),
        ("alone", {}, ["alone"]),
        ("put-them-in-order", {}, ["sorted_words"]),
        ("later", {}, ["alone", "later"]),
        ("tally", {"tally": "def tally(text):\n    return alone(1)\n"}, ["tally", "alone"]),
        ("twice", {"tally": "def tally(text):\n    return later\n"}, ["tally", "twice", "alone", "later"]),
        ("put-them-in-order", {"put-them-in-order": "def p(words):\n    return twice\n"},
         ["tally", "twice", "sorted_words"]),
    ],
)  # fmt: skip
def test_what_names_lead_to(id: str, fills: dict[str, str], expected: list[str]) -> None:
    assert kept(FUNCTIONS, id, fills) == expected


@pytest.mark.parametrize(
    "line",
    ["X = globals()\n", "import importlib\n", "def reach(n):\n    return eval('alone')(n)\n\n\nY = reach\n"],
)
def test_where_names_need_not_be_said_everything_is_kept(line: str) -> None:
    assert kept(FUNCTIONS + line, "tally") is None


@pytest.mark.parametrize(
    "kept_always",
    [
        "@register\ndef told():\n    return tally\n",
        "class Told:\n    def told(self):\n        return tally\n",
        "if LIMIT:\n    def told():\n        return tally\n",
        "def told(n=made()):\n    return tally\n",
    ],
)
def test_what_does_something_when_it_is_loaded_is_kept(kept_always: str) -> None:
    assert "alone" not in (found := kept(FUNCTIONS + kept_always, "sorted_words") or [])
    assert "tally" in found


def test_an_expected_value_is_needed_too() -> None:
    text = "def point():\n    return (1, 2)\n\n\ndef f():\n    '''\n    >>> f()\n    point()\n    '''\n"
    assert kept(text, "f") == ["point", "f"]


def test_a_digest_says_what_takes_part_and_not_where() -> None:
    made = apart(FUNCTIONS)
    moved = apart(FUNCTIONS.replace("def tally", "\n\n\ndef tally"))
    other = apart(FUNCTIONS.replace("return n\n", "return n + 0\n"))
    assert made.digest(made.needed(["twice"])) == moved.digest(moved.needed(["twice"]))
    assert made.digest(made.needed(["twice"])) == other.digest(other.needed(["twice"]))
    assert made.digest(made.needed(["later"])) != other.digest(other.needed(["later"]))


@pytest.mark.parametrize("change", [("LIMIT = 3", "LIMIT = 4"), ("import math", "import cmath")])
def test_what_is_at_the_top_takes_part_in_everything(change: tuple[str, str]) -> None:
    made, other = apart(FUNCTIONS), apart(FUNCTIONS.replace(*change))
    assert made.digest(made.needed(["alone"])) != other.digest(other.needed(["alone"]))


def test_a_fill_takes_part_where_its_hole_does() -> None:
    one = apart(FUNCTIONS, {"tally": "def tally(text):\n    return 1\n"})
    other = apart(FUNCTIONS, {"tally": "def tally(text):\n    return 2\n"})
    assert one.digest(one.needed(["twice"])) != other.digest(other.needed(["twice"]))
    assert one.digest(one.needed(["alone"])) == other.digest(other.needed(["alone"]))


@given(sketch_texts())
def test_what_is_kept_stands_where_it_stood(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    made = parts(sketch, fills_for(sketch))
    for hole in (*sketch.holes, *sketch.functions):
        needed = made.needed([hole.id])
        focused = made.focused(needed)
        assert len(focused.text) == len(sketch.text)
        for line, whole in zip(focused.text.splitlines(), sketch.text.splitlines(), strict=True):
            assert line == whole or not line.strip()
        same = next(other for other in (*focused.holes, *focused.functions) if other.id == hole.id)
        assert (same.span, same.examples) == (hole.span, hole.examples)
        if hole.kind.value in ("named", "sketch"):
            assert focused.text[hole.span.start : hole.span.end] == sketch.text[hole.span.start : hole.span.end]


@given(sketch_texts())
def test_what_is_kept_can_be_compiled(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    fills = fills_for(sketch)
    made = parts(sketch, fills)
    compile(instrument(sketch, fills).text, "whole", "exec")
    for hole in (*sketch.holes, *sketch.functions):
        compile(instrument(made.focused(made.needed([hole.id])), fills).text, "part", "exec")


@pytest.mark.parametrize(
    ("put", "alike"),
    [("\n", True), ("\t\n", True), ("\r\n  \n", True), ("\t", False), (" ", False), ("\xa0\n", False), ("#\n", False)],
)
def test_of_white_space_around_what_is_kept_blank_lines_alone_do_not_count(put: str, alike: bool) -> None:
    before, after = apart(FUNCTIONS), apart(put + FUNCTIONS)
    assert (before.base_digest == after.base_digest) is alike
