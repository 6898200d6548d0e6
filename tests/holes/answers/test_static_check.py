"""What is known of a fill before it runs."""
# ruff: noqa: E501 (a fill on one line is easier to compare)

from __future__ import annotations

import pytest

from holes.answers.rejection import Rejection
from holes.answers.static_check import check, memorised, normalised
from sketch.model import Fill, Hole, Kind, Language, Sketch
from sketch.parse import parse
from tests.holes.hole_maker import make_hole

SKETCH = '''\
import math
from collections import Counter

LIMIT = 3

def tally(text: str) -> int:
    """Count.

    >>> tally("a")
    1
    """

class Box:
    def area(self) -> int:
        """The area."""

def outer(n):
    seen = []
    def inner(k):
        """Look."""
    return inner(n)

def main(lines):
    order = `sort the words`(lines, tally)
    return `add them`(order, start=1)
'''


def sketch_of(text: str = SKETCH) -> Sketch:
    return parse(text, Language.ANPL).sketch


def hole_of(sketch: Sketch, id: str) -> Hole:
    return next(hole for hole in sketch.holes if hole.id == id)


def checked(source: str, id: str = "tally", text: str = SKETCH) -> Fill | Rejection:
    sketch = sketch_of(text)
    return check(Fill(source), hole_of(sketch, id), sketch)


class Without:
    """An interpreter that lacks some modules and has all others."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def exists(self, name: str) -> bool | None:
        return name not in self.names


@pytest.mark.parametrize(
    "source",
    [
        "def tally(text: str) -> int:\n    return math.floor(len(text)) + LIMIT + Counter(text)['a'] + main([])\n",
        "def tally(text: str) -> int:\n    return 0 if not text else tally(text[1:])\n",
        "def tally(text: str) -> int:\n    import json\n    return json.loads(text)\n",
        "def tally(text: str) -> int:\n    total: Missing = 0\n    return total\n",
        "def tally(text: str) -> int:\n    return sort_the_words([], 1)\n",
        "def tally(text: str) -> int:\n    try:\n        return int(text)\n    except ValueError as error:\n        raise KeyError(error) from None\n",
        "def tally(text: str) -> int:\n    return tally(text) if text else 0\n",
    ],
)
def test_good_fills_stay_as_they_are(source: str) -> None:
    assert checked(source) == Fill(source)


@pytest.mark.parametrize(
    ("body", "mended"),
    [
        ("    return re.sub('a', 'b', text)\n", "    import re\n    return re.sub('a', 'b', text)\n"),
        ("\treturn defaultdict(int)\n", "\tfrom collections import defaultdict\n\treturn defaultdict(int)\n"),
        (
            "    # why\n    return reduce(max, chain(text))\n",
            "    # why\n    from functools import reduce\n    from itertools import chain\n    return reduce(max, chain(text))\n",
        ),
        (
            "    return datetime.now() - timedelta(1)\n",
            "    from datetime import datetime\n    from datetime import timedelta\n    return datetime.now() - timedelta(1)\n",
        ),
        ("    return datetime.date(1, 1, 1)\n", "    import datetime\n    return datetime.date(1, 1, 1)\n"),
    ],
)
def test_forgotten_imports_are_put_in(body: str, mended: str) -> None:
    header = "def tally(text: str) -> int:\n"
    assert checked(header + body) == Fill(header + mended)


def test_np_only_where_it_is_at_home() -> None:
    source = "def tally(text: str) -> int:\n    return np.zeros(3)\n"
    assert checked(source) == Rejection("it uses np, which nothing defines")
    mended = Fill("def tally(text: str) -> int:\n    import numpy as np\n    return np.zeros(3)\n")
    assert checked(source, text="import numpy.linalg\n" + SKETCH) == mended
    sketch = sketch_of()
    assert check(Fill(source), hole_of(sketch, "tally"), sketch, modules=Without()) == mended
    assert isinstance(check(Fill(source), hole_of(sketch, "tally"), sketch, modules=Without("numpy")), Rejection)


def test_annotations_of_an_inline_function_are_quoted_where_unknown() -> None:
    source = "def sort_the_words(words: List[str], score: int) -> Optional[list]:\n    return words\n"
    assert checked(source, "sort-the-words") == Fill(
        "def sort_the_words(words: 'List[str]', score: int) -> 'Optional[list]':\n    return words\n"
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("    pass\n", "its body is empty"),
        ("    ...\n", "its body is empty"),
        ("    raise NotImplementedError('later')\n", "its body is empty"),
        ("    return tally(text)\n", "it only calls itself"),
        ("    return helper(text) + other\n", "it uses helper, other, which nothing defines"),
        ("    return await text\n", "it awaits something, but the hole is not async"),
        ("    nonlocal text2\n    text2 = 1\n    return 1\n", "it uses text2, which nothing defines"),
        ("    break\n    return 1\n", "it does not compile: 'break' outside loop"),
        ("    import numpi\n    return 1\n", "it imports numpi, which the interpreter does not have"),
        ("    return (\n", "it is no Python: line 2 cannot be read"),
        ("    return 1\nx = 2\n", "it is not one function"),
    ],
)
def test_what_is_rejected(body: str, reason: str) -> None:
    sketch = sketch_of()
    fill = Fill("def tally(text: str) -> int:\n" + body)
    assert check(fill, hole_of(sketch, "tally"), sketch, modules=Without("numpi")) == Rejection(reason)


def test_a_wrong_name_and_a_wrong_kind() -> None:
    assert checked("def count(text):\n    return 1\n") == Rejection("it is called count, not tally")
    assert checked("async def tally(text):\n    return 1\n") == Rejection("it is async, but the hole is not")


def test_calls_of_inline_holes_must_fit() -> None:
    fits = "def add_them(order, start):\n    return order\n"
    assert checked(fits, "add-them") == Fill(fits)
    assert checked("def add_them(order, begin):\n    return order\n", "add-them") == Rejection(
        "it has no parameter start, by which the sketch calls it"
    )
    assert isinstance(checked("def sort_the_words(a):\n    return a\n", "sort-the-words"), Rejection)


def test_nested_holes_and_methods_see_what_is_around_them() -> None:
    nested = "def inner(k):\n    return k in seen\n"
    assert checked(nested, "outer.inner") == Fill(nested)
    rebinding = "def inner(k):\n    nonlocal seen\n    seen = [k]\n    return seen\n"
    assert checked(rebinding, "outer.inner") == Fill(rebinding)
    method = "def area(self) -> int:\n    return self.side\n"
    assert checked(method, "Box.area") == Fill(method)


def test_star_imports_and_broken_sketches_may_define_anything() -> None:
    source = "def tally(text: str) -> int:\n    return anything(text)\n"
    assert checked(source, text="from numpy import *\n" + SKETCH) == Fill(source)
    assert checked(source, text=SKETCH + "\nx = = 1\n") == Fill(source)
    product = "def tally(text: str) -> int:\n    return prod(text)\n"
    assert checked(product, text="from numpy import *\n" + SKETCH) == Fill(product)
    assert isinstance(checked(source, text="from typing import *\n" + SKETCH), Rejection)
    listed = "def sort_the_words(words: List[str], score: int) -> Optional[list]:\n    return words\n"
    assert checked(listed, "sort-the-words", "from typing import *\n" + SKETCH) == Fill(listed)


def test_sketches_with_other_line_ends_and_tabs() -> None:
    source = "def tally(text: str) -> int:\n    return LIMIT\n"
    assert checked(source, text=SKETCH.replace("\n", "\r\n")) == Fill(source)
    assert checked(source, text=SKETCH.replace("\n", "\r")) == Fill(source)


def test_choices() -> None:
    hole = make_hole("def c()", kind=Kind.CHOICE, choices=("3", "5"))
    assert check(Fill("3"), hole, sketch_of()) == Fill("3")
    assert check(Fill("4"), hole, sketch_of()) == Rejection("4 is none of the choices")


def test_fills_that_are_one_and_the_same() -> None:
    first = Fill('def f(a: int):\n    """Words."""\n    return a+1  # one\n')
    assert normalised(first) == normalised(Fill("def f(a) -> int:\n\treturn (a + 1)\n"))
    assert normalised(first) != normalised(Fill("def f(a):\n    return a + 2\n"))
    assert len(normalised(Fill("no python ("))) == 64


SQUARE = make_hole("def f(n)", examples=(("f(2)", "4"), ("f(3)", "9"), ("f(4)", "16")))
TALLY = make_hole("def f(text)", examples=(("f('a b')", "['a', 'b']"), ("f('')", "[]")))
FIB = make_hole("def f(n)", examples=(("f(0)", "0"), ("f(1)", "1"), ("f(10)", "55")))


@pytest.mark.parametrize(
    ("hole", "body", "expected"),
    [
        (
            SQUARE,
            "    if n == 2:\n        return 4\n    elif n == 3:\n        return 9\n    elif n == 4:\n        return 16\n",
            True,
        ),
        (SQUARE, "    return {2: 4, 3: 9, 4: 16}[n]\n", True),
        (SQUARE, "    return {2: 4, 3: 9}.get(n)\n", True),
        (
            SQUARE,
            "    match n:\n        case 2:\n            return 4\n        case 3:\n            return 9\n    return 0\n",
            True,
        ),
        (SQUARE, "    return 4 if n == 2 else 9 if n == 3 else 16\n", True),
        (SQUARE, "    return n * n\n", False),
        (SQUARE, "    return {2: 'two'}.get(n)\n", False),
        (TALLY, "    if text == \"a b\": return ['a', 'b']\n    if text == '': return []\n", True),
        (TALLY, "    if text == '': return []\n    return text.split()\n", False),
        (FIB, "    if n == 0: return 0\n    if n == 1: return 1\n    return f(n - 1) + f(n - 2)\n", False),
        (make_hole("def f(n)", examples=(("f(3)", "True"),)), "    return True\n", True),
        (make_hole("def f(n)", examples=(("f(3)", "True"),)), "    return n > 2\n", False),
        (make_hole("def f()", examples=(("f()", "1"),)), "    return 1\n", False),
        (make_hole("def f(n)"), "    return 1\n", False),
    ],
)
def test_memorised_examples(hole: Hole, body: str, expected: bool) -> None:
    assert memorised(Fill(hole.signature.text + ":\n" + body), hole) is expected
