"""Ids and names of holes that are known by their text."""

from __future__ import annotations

import keyword

from hypothesis import given
from hypothesis import strategies as st

from sketch.names import python_name, slug, unique


def test_slugs() -> None:
    assert slug("Sort the words!") == "sort-the-words"
    assert slug("a_b  c") == "a-b-c"
    assert slug("naïve Ω") == "naïve-ω"
    assert slug("😀") == "hole-7621"
    long = slug("sort the words so that their concatenation has the highest tally")
    assert long.startswith("sort-the-words-so-that-their-concatenation-has-")
    assert long != slug("sort the words so that their concatenation has the lowest tally")


def test_names() -> None:
    assert python_name("Sort the words!") == "sort_the_words"
    assert python_name("class") == "class_"
    assert python_name("3 of them") == "hole_3_of_them"


@given(st.text())
def test_always_good(text: str) -> None:
    name = python_name(text)
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert 0 < len(slug(text)) < 100
    assert slug(text) == slug(text)


@given(st.lists(st.sampled_from(["a b", "a-b", "A b!", "a  b"])))
def test_unique(texts: list[str]) -> None:
    taken: set[str] = set()
    for text in texts:
        made = unique(slug(text), taken, text, "-")
        assert made not in taken
        taken.add(made)
