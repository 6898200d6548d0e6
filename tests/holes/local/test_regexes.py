"""Patterns that tell some texts from others."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.local.bank import Budget
from holes.local.regexes import regex_pieces
from holes.local.task import Shown, Task


def found(words: str, **texts: bool) -> list[str]:
    """What is found for the texts, `_` standing for a space, cheapest first."""
    shown = tuple(Shown((text.replace("_", " "),), flag) for text, flag in texts.items())
    pieces = regex_pieces(Task(("text",), words, shown), Budget(1 << 30))
    return [piece.text for piece in sorted(pieces, key=lambda piece: piece.cost)]


@pytest.mark.parametrize(
    ("words", "texts", "test"),
    [
        ("is_number", {"12": True, "7": True, "x1": False, "one": False}, r're.fullmatch(r"\d+", text)'),
        ("code", {"AB-12": True, "XY-99": True, "AB12": False, "A-1": False}, r're.fullmatch(r"[A-Z]{2}-\d{2}", text)'),
        ("matches an a followed by a b", {"cab": True, "abd": True, "bac": False}, 're.search("ab", text)'),
    ],
)
def test_the_cheapest_pattern(words: str, texts: dict[str, bool], test: str) -> None:
    assert found(words, **texts)[0] == f"bool({test})"


def test_parts_of_texts_are_left_alone_where_nothing_speaks_of_them() -> None:
    assert not any("search" in test for test in found("is_happy", abd=True, adb=True, aa=False, b=False))


@given(st.dictionaries(st.text("ab1 .(", max_size=6), st.booleans(), min_size=2, max_size=5))
def test_what_is_found_tells_the_texts_apart(texts: dict[str, bool]) -> None:
    shown = tuple(Shown((text,), flag) for text, flag in texts.items())
    for piece in regex_pieces(Task(("text",), "matches", shown), Budget(1 << 30)):
        assert [eval(piece.text, {"re": re, "text": text}) for text in texts] == list(texts.values())
