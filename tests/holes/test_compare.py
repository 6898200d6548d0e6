"""Where values part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.compare import difference
from holes.values import Value, from_python, parse_literal
from tests.holes.test_values import THINGS


def value(text: str) -> Value:
    found = parse_literal(text)
    assert found is not None
    return found


def check(expected: str, actual: str, sentence: str | None, *, json: bool = False) -> None:
    found = difference(value(expected), value(actual), json=json)
    assert (found and found.sentence()) == sentence


@given(THINGS)
def test_a_value_equals_itself(thing: object) -> None:
    assert difference(from_python(thing), from_python(thing)) is None


@given(st.lists(st.integers(0, 3), max_size=4), st.lists(st.integers(0, 3), max_size=4))
def test_lists_agree_as_python_has_it(one: list[int], other: list[int]) -> None:
    assert (difference(from_python(one), from_python(other)) is None) == (one == other)


@given(
    st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 3))),
    st.dictionaries(st.integers(0, 3), st.sets(st.integers(0, 3))),
)
def test_dicts_and_sets_agree_as_python_has_it(one: dict[int, set[int]], other: dict[int, set[int]]) -> None:
    assert (difference(from_python(one), from_python(other)) is None) == (one == other)


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ("1", "1.0"),
        ("{1, 2}", "{2, 1.0}"),
        ("{1}", "frozenset({1})"),
        ("{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"),
        ("nan", "nan"),
        ("[nan, {nan}]", "[nan, {nan}]"),
        ("[[1, 2], [3, 4]]", "array([[1, 2], [3, 4]])"),
        ("array([[1, 2], [3, 4]])", "[[1, 2], [3, 4]]"),
        ("array([1, 2])", "array([1., 2.])"),
        ("([1], {'a': [2]})", "(array([1]), {'a': array([2])})"),
        ("3", "np.int64(3)"),
        ("True", "np.True_"),
        ("1", "(1+0j)"),
        ("0.0", "-0.0"),
    ],
)
def test_what_agrees(expected: str, actual: str) -> None:
    check(expected, actual, None)


@pytest.mark.parametrize(
    ("expected", "actual", "sentence"),
    [
        ("3", "4", "expected 3, got 4"),
        ("1", "True", "expected 1, got True"),
        ("False", "0", "expected False, got 0"),
        ("True", "np.int64(1)", "expected True, got 1"),
        ("1", "'1'", "expected 1, got '1'"),
        ("None", "0", "expected None, got 0"),
        ("[1, 2]", "(1, 2)", "expected a list, [1, 2], got a tuple, (1, 2)"),
        ("(1, 2)", "array([1, 2])", "expected a tuple, (1, 2), got an array, array([1, 2])"),
        ("[[0], [1, 2, 3]]", "[[0], [1, 2, 4]]", "at [1][2]: expected 3, got 4"),
        ("array([[1, 2]])", "array([[1, 3]])", "at [0][1]: expected 2, got 3"),
        ("[3, {'x': 1}]", "[3, {'x': 2}]", "at [1]['x']: expected 1, got 2"),
        ("[1, 2, 3]", "[1, 2]", "expected 3 items, got 2; they part at [2]"),
        ("[1]", "[2, 3]", "expected 1 item, got 2"),
        ("{1, 2}", "{2, 3}", "1 missing, 3 not expected"),
        ("{'a': 1}", "{'a': 1, 'b': 2}", "key 'b' not expected"),
        ("{1, 2, 3, 4, 5}", "set()", "1, 2, 3 and 2 more missing"),
        ("1.0", "nan", "expected 1.0, got nan"),
    ],
)
def test_what_differs(expected: str, actual: str, sentence: str) -> None:
    check(expected, actual, sentence)


def test_of_long_strings_only_the_surroundings_are_shown() -> None:
    found = difference(from_python("x" * 500 + "a" + "y" * 500), from_python("x" * 500 + "b" + "y" * 500))
    assert found is not None
    assert found.words == (
        "the strings part at character 501: expected …'xxxxxxxxxxxxxxxayyyyyyyyyyyyyyyyyyyyyyyy'…, "
        "got …'xxxxxxxxxxxxxxxbyyyyyyyyyyyyyyyyyyyyyyyy'…"
    )


def test_json_stands_for_more_kinds() -> None:
    check("[[1, 2]]", "((1, 2),)", None, json=True)
    check("[[1, 2]]", "(array([1, 2]),)", None, json=True)
    check(
        "{'1': 'a', 'true': 'b', 'null': 'c'}",
        "{1: 'a', None: 'c', 2.5: 'd'}",
        "key 'true' missing, key '2.5' not expected",
        json=True,
    )
    check("[1]", "{1}", "expected a list, [1], got a set, {1}", json=True)


def test_an_opaque_value_equals_nothing() -> None:
    opaque = Value("opaque", ("Foo", "<Foo>"))
    assert difference(opaque, opaque) is not None
    found = difference(value("[1]"), Value("list", (opaque,)))
    assert found is not None
    assert found.sentence() == "at [0]: expected 1, got <Foo> (a Foo)"


def test_large_forged_sets_and_dicts_are_compared_by_sorting() -> None:
    """Sorting a hundred thousand entries of one hash is quick; hashing them would take minutes."""
    one = Value("set", tuple(Value("int", (2**61 - 1) * count) for count in range(100_000)))
    other = Value("set", tuple(Value("int", (2**61 - 1) * count) for count in reversed(range(1, 100_001))))
    found = difference(one, other)
    assert found is not None
    assert found.words == "0 missing, 230584300921369395100000 not expected"
