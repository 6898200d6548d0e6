"""Cuts: which piece of a text belongs to which element."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holes.local.cuts import cuts


def test_equal_elements_have_equal_pieces() -> None:
    assert next(cuts(["ab!", "hi 5"], ["aabb!!!", "hhii 5"])) == (("aa", "bb", "!!!"), ("hh", "ii", " ", "5"))
    assert next(cuts(["a-b", "--"], ["ab", ""])) == (("a", "", "b"), ("", ""))


def test_what_cannot_be_cut_is_not() -> None:
    assert not list(cuts(["ab", "ba"], ["xy", "xz"]))
    assert not list(cuts([""], ["x"]))
    assert not list(cuts([[1, 2]], ["12"]))
    assert not list(cuts(["a" * 50], ["b" * 101]))
    assert not list(cuts(["a" * 301], ["b" * 301]))
    assert list(cuts(["a" * 300], ["b" * 300]))


@given(st.lists(st.text("abc", max_size=6), min_size=1, max_size=3), st.fixed_dictionaries(
    {letter: st.text("abxyz", max_size=3) for letter in "abc"}
))  # fmt: skip
def test_a_way_to_cut_joins_to_the_texts(rows: list[str], pieces: dict[str, str]) -> None:
    texts = ["".join(pieces[letter] for letter in row) for row in rows]
    for way in cuts(rows, texts):
        assert ["".join(row) for row in way] == texts
        given_to = {
            letter: piece for row, cut in zip(rows, way, strict=True) for letter, piece in zip(row, cut, strict=True)
        }
        assert all(
            given_to[letter] == piece
            for row, cut in zip(rows, way, strict=True)
            for letter, piece in zip(row, cut, strict=True)
        )
