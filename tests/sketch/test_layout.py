from __future__ import annotations

import ast
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch.layout import indent_unit, indentation, line_end, line_ending, line_start, lines, next_line, reindent


@pytest.mark.parametrize(
    ("text", "expected"), [("", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("a\rb", "\r"), ("a\x0cb", "\n")]
)
def test_line_ending(text: str, expected: str) -> None:
    assert line_ending(text) == expected


@given(st.text("ab\n\r\x0c ", max_size=30))
def test_lines_are_the_text_between_line_ends(text: str) -> None:
    found = list(lines(text))
    assert [line for _, line in found] == text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for start, line in found:
        assert text[start : start + len(line)] == line
        assert line_end(text, start) == start + len(line)
        if text[start : start + 1] != "\n" or text[start - 1 : start] != "\r":
            assert line_start(text, start) == start
    for (start, _), (below, _) in pairwise(found):
        assert next_line(text, start) == below


def test_indentation_and_its_unit() -> None:
    assert indentation("a\n\t b", 4) == "\t "
    assert indent_unit("a\n  b\n") == "  "
    assert indent_unit("a\n\tb\n    c") == "\t"
    assert indent_unit("a") == "    "


def test_lines_inside_strings_are_not_moved() -> None:
    source = '    x = """a\n  b\n"""\n    if x:\n        return x\n'
    assert reindent(source, "  ", "\n") == '  x = """a\n  b\n"""\n  if x:\n      return x'


def test_levels_of_spaces_become_tabs() -> None:
    source = "for x in y:\n    if x:\n        return (x +\n            1)\n"
    assert reindent(source, "\t", "\r\n") == "\tfor x in y:\r\n\t\tif x:\r\n\t\t\treturn (x +\r\n\t\t\t\t1)"
    assert reindent("if x:\n   if y:\n     z()", "\t", "\n") == "\tif x:\n\t   if y:\n\t     z()"


def test_comments_left_of_the_code_come_along() -> None:
    assert reindent("    a\n# b\n\n    c", "  ", "\n") == "  a\n  # b\n\n  c"


def test_a_comment_left_of_the_code_does_not_say_where_the_code_stands() -> None:
    assert reindent("# a\n b\n c", "    ", "\n") == "    # a\n    b\n    c"
    assert reindent("# only\n  # words", "    ", "\n") == "    # only\n      # words"


def test_tabs_among_spaces_keep_their_columns() -> None:
    source = "  if x:\n\t   y\n  else:\n     z"
    assert reindent(source, "    ", "\n") == "    if x:\n             y\n    else:\n       z"
    assert reindent(" if x:\n\f\t y", "", "\n") == "if x:\n        y"


@given(st.sampled_from(["", "  ", "\t", "\t\t", "        "]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_moved_means_the_same(indent: str, newline: str) -> None:
    source = (
        'x = {"a": [1,\n  2]}\nfor i in x:\n    y = f"""{\n    i}\n  {i!r}\n"""\n'
        '    if y: # c\n        z = "a\\\n  b"\n'
    )
    moved = reindent(source, indent, newline)
    head = f"if 1:{newline}" if indent else f"if 1:{newline}    pass{newline}"
    body = ast.parse(head + moved).body
    statements = body[0].body if indent and isinstance(body[0], ast.If) else body[1:]
    assert [ast.dump(one) for one in statements] == [ast.dump(one) for one in ast.parse(source).body]
