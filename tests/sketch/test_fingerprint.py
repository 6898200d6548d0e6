"""Fingerprints change with what a hole asks for, and with nothing else."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sketch import fingerprint
from sketch.fingerprint import fingerprints
from sketch.model import Language
from sketch.parse import parse
from sketch.rows import parse_rows, with_rows
from tests.generated_sketches import sketch_texts

PARTS = (
    'def tally(text: str) -> int:\n    """Add one.\n\n    >>> tally("sh")\n    1\n    """\n',
    'def other(x, y=1):\n    """Do the other thing."""\n',
    "def user(x):\n    return tally(x) + user(x - 1)\n",
    "def caller(x):\n    return user(x)\n",
    "def inline(x):\n    return `sort them`(x)\n    # >>> _([2, 1])\n    # [1, 2]\n",
    'def ping(x):\n    """\n    >>> ping(pong(1))\n    1\n    """\n',
    'def pong(x):\n    """\n    >>> pong(ping(1))\n    1\n    """\n',
    'class A:\n    def m(self):\n        """Do m."""\n',
    "import math\n\n# A comment.\n",
    "y = `choose: 1, 2`\n",
)
TEXT = "\n".join(PARTS)


def prints(text: str) -> dict[str, str]:
    return dict(fingerprints(parse(text, Language.ANPL).sketch))


def changed(before: str, after: str) -> set[str]:
    """The ids whose fingerprint changes where `before` becomes `after`."""
    assert before in TEXT
    old, new = prints(TEXT), prints(TEXT.replace(before, after))
    assert old.keys() == new.keys()
    return {id for id in old if old[id] != new[id]}


@settings(max_examples=30, deadline=None)
@given(
    st.permutations(PARTS), st.sampled_from(["\n", "\n\n# between\n", "\n\nz = 1\n"]), st.sampled_from(["\n", "\r\n"])
)
def test_moving_changes_nothing(parts: list[str], between: str, newline: str) -> None:
    assert prints(between.join(parts).replace("\n", newline)) == prints(TEXT)


def test_they_differ_and_are_short() -> None:
    found = prints(TEXT)
    assert len(found) == len(set(found.values())) == 10
    assert all(len(value) == 16 and int(value, 16) >= 0 for value in found.values())


@pytest.mark.parametrize(
    ("before", "after", "ids"),
    [
        ("Add one.", "Add two.", {"tally", "user", "caller"}),
        ("Add one.", "Add \n    one.", set()),
        ("text: str", "text : str", set()),
        ("text: str", "text: bytes", {"tally", "user", "caller"}),
        ("    1\n", "    2\n", {"tally", "user", "caller", "ping", "pong"}),
        ("y=1", "y=2", {"other"}),
        ("return user(x)", "return user(x)   ", set()),
        ("return user(x)", "return user( x)", set()),
        ("return user(x)", "# so\n    return user(  # so\n\n  x)  # so", set()),
        ("    return user(x)", "  return user(x)", set()),
        ("return user(x)", "return user('# x')", {"caller"}),
        ("return user(x)", "y\n    return user(x)", {"caller"}),
        ("y=1", 'y=" "', {"other"}),
        ("`sort them`(x)", "`sort them`(1)", {"inline"}),
        ("`sort them`(x)", "`sort them`(x, x)", {"inline", "sort-them"}),
        ("`sort them`(x)", "`sort them`(k=x)", {"inline", "sort-them"}),
        ("[1, 2]", "[2, 1]", {"sort-them", "inline"}),
        ("Do m.", "Do n.", {"A.m"}),
        ("# A comment.", "# Another.", set()),
    ],
)
def test_what_changes_what(before: str, after: str, ids: set[str]) -> None:
    assert changed(before, after) == ids


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('x=" "', 'x="   "'),
        ("x: Literal['a b']", "x: Literal['a  b']"),
        ('x="""a\n"""', 'x="""a\n\n"""'),
    ],
)
def test_white_space_in_strings_counts(one: str, other: str) -> None:
    assert prints(f"def f({one}):\n    'Say.'\n") != prints(f"def f({other}):\n    'Say.'\n")


def test_the_structure_of_a_body_counts() -> None:
    bodies = (
        "if x:\n    y\n    z",
        "if x:\n    y\nz",
        "if x:\n    y; z",
        "if x:\n    y\n# so\n    z",
        "if x:\n  y\n\n  z  # so",
    )
    one, two, three, *same = (
        prints("def f(x):\n    'Say.'\n" + textwrap.indent(body, "    ") + "\n")["f"] for body in bodies
    )
    assert len({one, two, three}) == 3
    assert {one} == set(same)


def test_rows_count_by_value() -> None:
    sketch = parse("def f(x):\n    '''F.\n\n    Examples: a.jsonl\n    '''\n", Language.ANPL).sketch

    def of(text: str) -> str:
        return fingerprints(with_rows(sketch, "f", parse_rows(text, "a.jsonl")[0]))["f"]

    assert of('{"args": [1], "returns": 2}') == of('\n{"returns":2, "args":[1]}')
    assert len({of('{"args": [1], "returns": 2}'), of('{"args": [1], "returns": 3}'), of("")}) == 3


@given(sketch_texts(), st.data())
def test_after_an_edit_they_are_what_they_are_from_scratch(text: str, data: st.DataObject) -> None:
    before = parse(text, Language.ANPL).sketch
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    typed = data.draw(
        st.sampled_from(["", "x", "\n", "def f(x):\n    return f\n", "    >>> f(1)\n    2\n", "`do it`(1)"])
    )
    after = parse(text[:start] + typed + text[end:], Language.ANPL).sketch
    made = fingerprint.prints(after, fingerprint.prints(before))
    assert made == fingerprint.prints(after)
    assert made.of == fingerprints(after)
