"""Lines and columns: only `\\n`, `\\r\\n` and `\\r` break a line."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from sketch.lines import LineIndex

TEXTS = st.text(st.sampled_from("ab😀\n\r\x0c\x85\u2028"))


def test_only_three_line_ends() -> None:
    index = LineIndex("a\nb\r\nc\rd\x0ce\x85f\u2028g")
    assert index.line_count == 4
    assert [index.line_column(offset) for offset in (0, 1, 2, 3, 4, 5, 7, 8)] == [
        (0, 0),
        (0, 1),
        (1, 0),
        (1, 1),
        (1, 2),
        (2, 0),
        (3, 0),
        (3, 1),
    ]


@given(TEXTS)
def test_offsets_come_back(text: str) -> None:
    index = LineIndex(text)
    assert index.line_count == len(re.findall(r"\r\n|\r|\n", text)) + 1
    for offset in range(len(text) + 1):
        line, column = index.line_column(offset)
        inside_break = text.startswith("\r\n", offset - 1) and offset > 0
        assert index.offset(line, column) == offset - inside_break


@given(TEXTS, st.integers(-3, 9), st.integers(-3, 9))
def test_anything_is_brought_into_range(text: str, line: int, column: int) -> None:
    index = LineIndex(text)
    offset = index.offset(line, column)
    assert 0 <= offset <= len(text)
    assert index.line_start(line) <= index.line_end(min(max(line, 0), index.line_count - 1))
    assert index.line_column(offset)[0] in (line, 0, index.line_count - 1)
