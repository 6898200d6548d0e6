"""Words that call for operations."""

from __future__ import annotations

import pytest

from holes.local.features import features
from holes.local.hints import Expected, learnt_cost, spoken, stem, weights


@pytest.mark.parametrize(
    ("word", "root"), [("reversed", "revers"), ("reversing", "revers"), ("words", "word"), ("is", "is"), ("bit", "bit")]
)
def test_words_of_one_root_have_one_stem(word: str, root: str) -> None:
    assert stem(word) == root


def test_names_fall_into_their_words() -> None:
    assert spoken("count_vowelsOf the text") == ("count", "vowels", "of", "the", "text")


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("sorted(xs)[::-1]", {"sorted()", "[::-1]"}),
        ("[x % 2 for x in xs]", {"comprehension", "%"}),
        ("text.split(',')[0]", {".split()", "[0]"}),
        ("math.gcd(a, b) < 3", {"gcd()", ">"}),
        ("no Python", set()),
    ],
)
def test_features_of_a_source(source: str, found: set[str]) -> None:
    assert features(source) == found


def test_learnt_words_call_for_operations() -> None:
    assert Expected(["reverse"]).lift("{0}[::-1]") >= 1
    assert Expected(["zebra"]).lift("{0}[::-1]") == 0


def test_words_speak_for_what_they_call_for_and_against_its_lack() -> None:
    sorting = Expected(spoken("Sort the list in ascending order"))
    has, lacks = sorting.evidence({"sorted()"})
    has_not, lacks_not = sorting.evidence({"sum()"})
    assert has > has_not
    assert lacks > lacks_not


def test_words_that_nothing_is_known_of_say_nothing() -> None:
    assert Expected(["zebra"]).evidence({"sum()", "nobody has met this"}) == (0, 0)


def test_learnt_costs_only_lower() -> None:
    assert learnt_cost("{0} + {1}", 4) == 3
    assert learnt_cost("{0}.casefold()", 4) == 4
    assert weights()["version"] == 2
