"""Docstrings: evaluated as Python does, with exact places; and their sections."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch.docstring import evaluate, is_docstring_prefix, joined
from sketch.model import Language
from sketch.parse import parse
from sketch.sections import Sections, read_sections

LITERALS = (
    r'"a\tb\x41\u00e9\U0001F600\101\0c"',
    r'"\N{BULLET} \N{bullet}\q\\n"',
    "'''a\\\nb\\\r\nc\r\nd\re'''",
    "r'a\\\r\nb\\n\\''",
    "R'''x\\\n'''",
    'u"x"',
    '""',
    "'\"'",
)


@pytest.mark.parametrize("literal", LITERALS)
def test_evaluates_as_python_does(literal: str) -> None:
    mapped = evaluate([(literal, 10)])
    assert mapped.text == ast.literal_eval(literal)
    for position in range(len(mapped.text)):
        start, end = mapped.start(position), mapped.end(position + 1)
        written = literal[start - 10 : end - 10]
        assert written.startswith("\\") or written in ("\r\n", "\r") or written == mapped.text[position]


@given(st.text(st.sampled_from("a\\nx4'\"\r\n{}N0uU é😀")), st.sampled_from(["", "r"]))
def test_evaluates_any_text(content: str, prefix: str) -> None:
    literal = f'{prefix}"""{content}"""'
    mapped = evaluate([(literal, 0)])
    places = [mapped.start(position) for position in range(len(mapped.text))]
    assert places == sorted(places)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            expected = ast.literal_eval(literal)
        except (SyntaxError, ValueError):
            return
    if isinstance(expected, str) and '"' not in content:
        assert mapped.text == expected


def test_strings_side_by_side() -> None:
    mapped = evaluate([("'ab'", 0), ("r'c\\d'", 7)])
    assert mapped.text == "abc\\d"
    assert [mapped.start(position) for position in range(5)] == [1, 2, 9, 10, 11]
    assert mapped.end(2) == 3


def test_prefixes() -> None:
    assert [p for p in ("'", 'r"', "U'''", "b'", "f'", "rb'", "`", "t'") if is_docstring_prefix(p)] == [
        "'",
        'r"',
        "U'''",
    ]


def sections(text: str) -> Sections:
    return read_sections(joined([(text, 0)], 0))


def test_sections() -> None:
    text = (
        "Count them.\n\n    More of it.\n    Examples: grids.jsonl\n\n    Given:\n        x > 0\n"
        "    Properties:\n        - result >= x\n\n        len(y) == 2\n    And this.\n\n"
        "    Examples:\n        >>> f(1)\n        2\n"
    )
    found = sections(text)
    assert found.description == "Count them.\n\nMore of it.\n\nAnd this."
    assert [(f.path, text[f.span.start : f.span.end]) for f in found.files] == [("grids.jsonl", "grids.jsonl")]
    assert [p.source for p in found.given] == ["x > 0"]
    assert [(p.source, text[p.span.start : p.span.end]) for p in found.properties] == [
        ("result >= x", "result >= x"),
        ("len(y) == 2", "len(y) == 2"),
    ]
    assert [e.source for e in found.examples] == ["f(1)"]


def test_headings_that_are_prose() -> None:
    assert (
        sections("Examples: see below\nProperties:\nnothing\n").description
        == "Examples: see below\nProperties:\nnothing"
    )
    assert sections("Do.\n\nExamples\n--------\n>>> f()\n").description == "Do."


def test_a_line_that_is_no_expression() -> None:
    text = "def f(x):\n    '''F.\n\n    Properties:\n        result grows\n        result > 0\n    '''\n"
    (problem,) = parse(text, Language.ANPL).sketch.problems
    assert text[problem.span.start : problem.span.end] == "result grows"
    assert problem.message == "`result grows` is no Python expression; each line under `Properties:` must be one."
    assert parse(text + "    return x\n", Language.PYTHON).sketch.problems == ()


def test_places_in_a_docstring_with_escapes() -> None:
    text = "def f(x):\n    'Do\\u0020it.\\n\\n>>> f(\"\\x41\")\\n1'\n"
    (hole,) = parse(text, Language.ANPL).sketch.holes
    (example,) = hole.examples
    assert (hole.description, example.source, example.expected) == ("Do it.", 'f("A")', "1")
    assert text[example.source_span.start : example.source_span.end] == 'f("\\x41")'
    assert text[example.span.start : example.span.end] == '>>> f("\\x41")\\n1'


def test_a_hole_may_say_all_by_examples() -> None:
    assert parse("def f(x):\n    '''\n    >>> f(1)\n    2\n    '''\n", Language.ANPL).sketch.problems == ()
