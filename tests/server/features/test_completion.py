"""What can be typed next: in examples, docstrings and between backticks, and nothing elsewhere."""

from __future__ import annotations

from textwrap import dedent
from typing import Unpack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.features.completion import MOST, Completion, completions
from sketch.model import Language
from sketch.parse import parse
from sketch.text import Edit, apply_edits
from tests.server.features.viewing import Known, view_at, view_of


def plain(fixture: str) -> str:
    """A fixture at the edge; lines of nothing but white space stay."""
    fixture = fixture.removeprefix("\n")
    return dedent(fixture) if fixture.startswith(" ") else fixture


def offered(
    fixture: str, files: tuple[str, ...] = (), trigger: str | None = None, **known: Unpack[Known]
) -> list[Completion]:
    """What can be typed at the `$0` of a fixture."""
    view, offset = view_at(plain(fixture), **known)
    found = completions(view, offset, files, trigger)
    assert list(found) == sorted(found, key=lambda item: item.sort)
    assert all(item.span.start <= offset <= item.span.end for item in found)
    return list(found)


def check(fixture: str, *labels: str, files: tuple[str, ...] = (), **known: Unpack[Known]) -> None:
    """That exactly these are offered, also with tabs, Windows' line ends and returns alone."""
    fixture = plain(fixture)
    for old, new in ((" ", " "), ("\n    ", "\n\t"), ("\n", "\r\n"), ("\n", "\r")):
        variant = fixture.replace(old, new)
        view, offset = view_at(variant, **known)
        assert tuple(item.label for item in completions(view, offset, files)) == labels


def check_typed(fixture: str, label: str, expected: str, snippet: str | None = None, **known: Unpack[Known]) -> None:
    """That choosing `label` makes `expected` of the fixture, and that its snippet is this one."""
    fixture, expected = plain(fixture), plain(expected)
    for old, new in ((" ", " "), ("    ", "\t"), ("\n", "\r\n")):
        view, offset = view_at(fixture.replace(old, new), **known)
        item = next(item for item in completions(view, offset) if item.label == label)
        assert apply_edits(view.text, [Edit(item.span, item.text)]) == expected.replace(old, new)
        assert item.snippet == (snippet.replace(old, new) if snippet is not None else None)


HOLE = '''
def tally(text: str, most: int = 3) -> int:
    """Count.

    >>> tally("sh")
    1
    >>> tally("hs", most=2)
    0
{}
    """

def other(items, key): return 1

class Shape:
    def area(self) -> float:
        """The area.

{}
        """

def main(lines: list[str]) -> bool:
    """Do it.

{}
    """
    return True
'''


def hole(line: str) -> str:
    """The sketch with a further line in the docstring of its hole."""
    return HOLE.format(f"    {line}", "", "")


def method(line: str) -> str:
    """The sketch with a line in the docstring of its method."""
    return HOLE.format("", f"        {line}", "")


def main(line: str) -> str:
    """The sketch with a line in the docstring of its function with a body."""
    return HOLE.format("", "", f"    {line}")


def test_calls_in_an_example() -> None:
    earlier = ('tally("hs", most=2)', 'tally("sh")')
    check(hole(">>> $0"), "tally", *earlier, "other", "main")
    check(hole(">>> ta$0"), "tally", *earlier)
    check(hole(">>> x = $0"), "tally", "other", "main")
    check(hole(">>> len(ta$0)"), "tally")
    check(main(">>> $0"), "main", "other", "tally")
    check(method(">>> $0"), "Shape().area", "main", "other", "tally")
    check(main(">>> main(\n    ...     $0"), "[]", "main", "other", "tally")


def test_what_a_call_looks_like() -> None:
    check_typed(hole(">>> t$0"), "tally", hole('>>> tally("")'), 'tally("${1:}")')
    check_typed(main(">>> $0"), "main", main(">>> main([])"), "main(${1:[]})")
    check_typed(main(">>> $0"), "other", main(">>> other(items, key)"), "other(${1:items}, ${2:key})")
    check_typed(method(">>> $0"), "Shape().area", method(">>> Shape().area()"))
    check_typed(hole(">>> $0"), 'tally("sh")', hole('>>> tally("sh")'))
    item = offered(main(">>> $0"))[2]
    assert item.detail == "def tally(text: str, most: int = 3) -> int"
    assert item.documentation == "```python\ndef tally(text: str, most: int = 3) -> int\n```\n\nCount."


def test_shapes_that_only_examples_tell() -> None:
    text = '''
    def f(a, *, b, c=1):
        """Do.

        >>> f([1, 2], b={})
        1
        >>> {}
        """
    '''
    check_typed(
        text.replace(">>> {}", ">>> $0"), "f", text.replace(">>> {}", ">>> f([], b={})"), "f(${1:[]}, b=${2:{\\}})"
    )


def test_arguments() -> None:
    check(hole(">>> tally($0"), '"hs"', '"sh"', '""', "tally", "other", "main")
    check(hole('>>> tally("a", $0'), "tally", "other", "main")
    check(hole(">>> other($0"), "tally", "other", "main")
    check(main(">>> tally(other(1), [$0"), "main", "other", "tally")


def test_nothing_in_strings_comments_and_behind_dots() -> None:
    check(hole('>>> tally("ta$0'))
    check(hole(">>> tally('''a\n    ... $0"))
    check(hole(">>> x.ta$0"))
    check(hole(">>> 1 # ta$0"))


def test_calls_under_an_inline_hole() -> None:
    text = """
    def main(words):
        first = `sort them`(words) + `another`(1, 2)
        # >>> {}
        # ['a']
        # >>> {}
        return first
    """
    check(text.format('_(["b"])', "$0"), "_", '_(["b"])', "main")
    check(text.format("$0", '_(["b"])'), "_", '_(["b"])', "main")
    check_typed(text.format('_(["b"])', "$0"), "_", text.format('_(["b"])', "_([])"), "_(${1:[]})")
    check(
        text.format('_(["b"])', "_($0"),
        '["b"]',
        "_",
        "main",
    )
    check("x = `sort`(1)\n# $0\n", ">>> _(…)")
    check("x = `sort`(1)\n# >$0\n", ">>> _(…)")
    check("x = `sort`(1)\n# >>> _(1)\n# $0\n", "approx(…)", "Traceback (most recent call last):")
    check("x = `sort`(1)\n# say $0\n")
    check("x = `sort`(1)\n\n# $0\n")
    check("x = 1\n# >>> $0\n")


def test_what_is_expected() -> None:
    check(hole('>>> tally("x")\n    $0'), "0", "1", "Traceback (most recent call last):")
    check(hole('>>> tally(\n    ... "x")\n    $0'), "0", "1", "Traceback (most recent call last):")
    check(main(">>> main([])\n    $0"), "True", "False", "Traceback (most recent call last):")
    check(method(">>> Shape().area()\n        $0"), "0.0", "approx(…)", "Traceback (most recent call last):")
    check(hole(">>> x = 1\n    $0"), ">>> tally(…)")
    check_typed(
        method(">>> Shape().area()\n        a$0"),
        "approx(…)",
        method(">>> Shape().area()\n        approx(0.1)"),
        "approx(${1:0.1})",
    )


def test_an_exception_that_is_expected() -> None:
    text = '''
    def f(x):
        """Do.

        >>> f(1)
        Traceback (most recent call last):
        KeyError: 1
        >>> f(2)
        {}
        """
    '''
    item = offered(text.format("$0"))[-1]
    assert item.label == "Traceback (most recent call last):"
    assert item.text == "Traceback (most recent call last):\n        ...\n    KeyError: 1"
    assert item.snippet == "Traceback (most recent call last):\n        ...\n    ${1:KeyError: 1}"
    item = offered("if 1:\r\n\tx = `do`(1)\r\n\t# >>> _(1)\r\n\t# T$0\r\n")[-1]
    assert item.text == "Traceback (most recent call last):\r\n\t#     ...\r\n\t# ValueError"


def test_what_it_gives_now_comes_first() -> None:
    fills, verdicts = {"tally": "def tally(t, m=3): return 7"}, {"tally": "passed; passed; failed 7"}
    found = offered(hole('>>> tally("x")\n    $0'), fills=fills, verdicts=verdicts)
    assert [(item.label, item.detail) for item in found[:2]] == [("7", "what it gives now"), ("0", "as in an example")]


def test_flags() -> None:
    for typed in ("# doctest: +$0", "# doctest: $0", "# doctest: +ELL$0", "# doctest: +SKIP, +$0"):
        labels = [item.label for item in offered(hole(f">>> tally(1)  {typed}"))]
        assert labels[0] == "+ELLIPSIS"
    check_typed(hole(">>> tally(1)  # doctest: +E$0"), "+ELLIPSIS", hole(">>> tally(1)  # doctest: +ELLIPSIS"))
    check_typed("x = `do`(1)\n# >>> _(1)  # doctest: $0\n", "+SKIP", "x = `do`(1)\n# >>> _(1)  # doctest: +SKIP\n")


def test_sections() -> None:
    check(hole("\n    $0"), ">>> tally(…)", "Properties:", "Given:", "Examples:")
    check(hole("\n    Pro$0"), "Properties:")
    check(hole("\n    g$0"), "Given:")
    check(hole("\n    >>$0"), ">>> tally(…)")
    check(hole("\n    The $0"))
    check(hole("\n    Th$0"))
    check(hole("\n    $0 more"))
    check(hole("$0"), ">>> tally(…)")
    check('def f(x):\n    """P$0."""\n')
    check_typed(hole("\n    $0"), ">>> tally(…)", hole('\n    >>> tally("")'), '>>> tally("${1:}")')
    check_typed(hole("\n    P$0"), "Properties:", hole("\n    Properties:\n        "))
    check_typed(hole("\n    e$0"), "Examples:", hole("\n    Examples: "))


def test_files_of_examples() -> None:
    files = ("b.jsonl", "a.ndjson", "c.txt", "d.py")
    check(hole("\n    Examples: $0"), "a.ndjson", "b.jsonl", files=files)
    check(hole("\n    Examples: b.j$0"), "b.jsonl", files=files)
    check(hole("\n    Examples: b$0"))
    found = offered(hole("\n    Examples: a-b.j$0"), files=("a-b.jsonl",))
    assert [(item.text, item.span.end - item.span.start) for item in found] == [("a-b.jsonl", 5)]


def test_properties_and_what_is_given() -> None:
    check(hole("\n    Properties:\n        $0"), "result", "len(result)", "text", "most")
    check(hole("\n    Properties:\n        result >= 0\n        re$0"), "result", "len(result)")
    check(hole("\n    Properties:\n        - len(te$0"), "text")
    check(hole("\n    Given:\n        len($0"), "text", "most")
    check(hole("\n    Given:\n        text.st$0"))
    check(hole("\n    Given:\n        text == 'te$0"))
    check(hole("\n    Other:\n        res$0"))
    check_typed(hole("\n    Given:\n        len(te$0"), "text", hole("\n    Given:\n        len(text"))


def test_descriptions() -> None:
    text = "a = `sort them`(1, *b)\nb = `count`(2)\nc = {}\n"
    check(text.format("`$0`"), "count", "sort them", "choose: …")
    check(text.format("`so$0`"), "sort them")
    check(text.format("`so$0"), "sort them")
    check(text.format("`o$0`"), "count", "sort them", "choose: …")
    check(text.format("f(`$0"), "count", "sort them", "choose: …")
    check_typed(text.format("`so$0`"), "sort them", text.format("`sort them`"))
    check_typed(text.format("`co$0rt`(1) + `b`(2)"), "count", text.format("`count`(1) + `b`(2)"))
    check_typed(
        text.format("`so$0"), "sort them", text.format("`sort them`(arg1, *b)"), "sort them`(${1:arg1}, *${2:b})"
    )
    check_typed(text.format("`co$0 + `b`(2)"), "count", text.format("`count`(arg1) + `b`(2)"), "count`(${1:arg1})")
    check_typed(text.format("`$0`"), "choose: …", text.format("`choose: 1, 2`"), "choose: ${1:1, 2}")
    check_typed(text.format("`$0"), "choose: …", text.format("`choose: 1, 2`"), "choose: ${1:1, 2}`")
    check("x = `sort`(1)$0\n")
    check("x = `sort`(1)\n'`so$0'\n")
    check("x = `sort`(1)\n# `so$0\n")
    check('x = `sort`(1)\ny = """\n`so$0\n"""\n')
    check("x = `$0`", "choose: …")


def test_the_mark_of_a_hole_in_ordinary_python() -> None:
    text = 'def f(x):\n    """Do."""\n    {}\n\ndef g():\n    return 1\n'
    known: Known = {"language": Language.PYTHON}
    check(text.format("$0"), "...  # hole", **known)
    check(text.format("...$0"), "...  # hole", **known)
    check(text.format("...  # ho$0"), "...  # hole", **known)
    check_typed(text.format("...$0"), "...  # hole", text.format("...  # hole"), **known)
    check(text.format("return 1\n    $0"), **known)
    check(text.format("$0return 1"), **known)
    check(text.format("") + "    $0", **known)
    check('def f(x):\n    """Do."""\n$0\n', **known)
    check(text.format("$0"))


@pytest.mark.parametrize(
    "fixture", ["$0", "x$0 = 1", "def $0", "import $0", "def f(x):\n    $0\n", "class C:\n    '''P$0'''\n", "# >>> $0"]
)
@pytest.mark.parametrize("language", Language)
def test_elsewhere_there_is_nothing(fixture: str, language: Language) -> None:
    assert offered(fixture, language=language) == []


def test_of_very_many_the_nearest_are_offered() -> None:
    many = "".join(f"def f{number}(): 'Do.'\n" for number in range(100))
    labels = [item.label for item in offered(f'{many}def g():\n    """Do.\n\n    >>> $0\n    """\n')]
    assert (len(labels), labels[:3]) == (MOST, ["g", "f99", "f98"])
    assert "f1" in [item.label for item in offered(f'{many}def g():\n    """Do.\n\n    >>> f1$0\n    """\n')]


def test_a_space_asks_only_where_something_begins() -> None:
    assert offered(hole(">>> $0"), trigger=" ")
    assert offered(hole("\n    Examples: $0"), ("a.jsonl",), trigger=" ")
    assert offered(hole(">>> tally(1, $0"), trigger=" ")
    assert not offered(hole(">>> x = $0"), trigger=" ")
    assert not offered(hole("\n    $0"), trigger=" ")


def test_what_is_written_can_stand_there() -> None:
    text = '''
    def f(x):
        {}"""Do.

        >>> f({})
        1
        >>> {}
        """
    '''
    check_typed(text.format("", r"'\\n'", "f($0"), r"'\n'", text.format("", r"'\\n'", r"f('\\n'"))
    check_typed(text.format("r", r"'\n'", "f($0"), r"'\n'", text.format("r", r"'\n'", r"f('\n'"))
    closed = 'def f(x):\n    """Do.\n\n    >>> f("a")\n    1\n    >>> f($0"""\n'
    assert '"a"' not in [item.label for item in offered(closed)]


PIECES = [
    "def f(x: str) -> int:", "\n    ", '"""', "'", "Do it.", ">>> ", "... ", "f(1)", "f(", "_", "`do it`(1)", "`", "(",
    "# ", "\n", "\r\n", "\r", "Properties:", "Given:", "Examples: ", "x = ", "class C:", "...  # hole", "🎈", "\\",
    "\t", "# doctest: +", ", ", "[", "1", "$", "}", "\n\n", "res", "\ud800", "\x00",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data(), st.sampled_from(Language))
def test_any_text_and_place_has_an_answer(text: str, data: st.DataObject, language: Language) -> None:
    view = view_of(text, language=language)
    offset = data.draw(st.integers(0, len(text)))
    for item in completions(view, offset, ("a.jsonl",)):
        assert 0 <= item.span.start <= offset <= item.span.end <= len(text)
        assert "\n" not in text[item.span.start : item.span.end]
        assert item.text
        parse(apply_edits(text, [Edit(item.span, item.text)]), language)


@given(st.integers(-5, 2000))
def test_places_outside_the_text_have_none(offset: int) -> None:
    assert completions(view_of("x"), offset + 10) == ()
