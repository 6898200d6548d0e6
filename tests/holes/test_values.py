"""Values: from literals, to Python and back, over the wire, and as text."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.inside import codec
from holes.values import Unrepresentable, Value, from_python, parse_literal, render, shorten, to_python
from holes.wire import from_wire, to_wire

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters(codec=None))
    | st.binary()
)
HASHABLE = st.recursive(SCALARS, lambda inner: st.tuples(inner, inner) | st.frozensets(inner, max_size=3), max_leaves=6)
THINGS = st.recursive(
    SCALARS | HASHABLE,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.sets(HASHABLE, max_size=4)
        | st.dictionaries(HASHABLE, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(THINGS)
def test_python_and_back(thing: object) -> None:
    assert to_python(from_python(thing)) == thing


@given(THINGS)
def test_over_the_wire_and_back(thing: object) -> None:
    value = from_python(thing)
    assert from_wire(json.loads(json.dumps(to_wire(value)))) == value


@given(THINGS)
def test_the_two_encoders_agree(thing: object) -> None:
    """The code beside a candidate shares no module with ours."""
    value = from_python(thing)
    assert codec.encode(thing, 1 << 20) == to_wire(value)
    assert from_python(codec.decode(to_wire(value))) == from_python(to_python(value))


@given(THINGS)
def test_the_literal_that_repr_writes(thing: object) -> None:
    value = parse_literal(repr(thing))
    assert value is not None
    assert to_python(value) == thing


@given(THINGS)
def test_rendered_text_is_a_literal_of_the_same_value(thing: object) -> None:
    read = parse_literal(render(from_python(thing), 1 << 20))
    assert read is not None
    assert to_python(read) == thing


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text: str) -> None:
    parse_literal(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("-1", "-1"),
        ("(-0-1j)", "(-0-1j)"),
        ("nan", "nan"),
        ("[-inf, np.inf]", "[-inf, inf]"),
        ("float('-inf')", "-inf"),
        ("(nan+infj)", "(nan+infj)"),
        ("set()", "set()"),
        ("frozenset({2, 1})", "frozenset({1, 2})"),
        ("set([1, 1])", "{1}"),
        ("{'b': 1, 'a': (2,)}", "{'b': 1, 'a': (2,)}"),
        ("{1: 'a', 1: 'b'}", "{1: 'b'}"),
        ("array([[1, 2],\n       [3, 4]])", "array([[1, 2], [3, 4]])"),
        ("np.array([1., 2.], dtype=np.float32)", "array([1.0, 2.0])"),
        ("array(['a'], dtype='<U1')", "array(['a'])"),
        ("np.float64(0.5)", "0.5"),
        ("np.True_", "True"),
        ("Ellipsis", "Ellipsis"),
        ("  [1,\n 2]  ", "[1, 2]"),
    ],
)
def test_literals(text: str, shown: str) -> None:
    value = parse_literal(text)
    assert value is not None
    assert render(value) == shown


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "1 2",
        "f'a'",
        "{[1]: 2}",
        "[*a]",
        "{**a}",
        "array([1, ..., 3])",
        "print(1)",
        "1 + 2",
        "-'a'",
        "x = 1",
        "\0",
        "(" * 300 + ")" * 300,
        "-" * 100_000 + "1",
        "[" * 70 + "]" * 70,
        "Counter({'a': 1})",
    ],
)
def test_what_is_no_literal(text: str) -> None:
    assert parse_literal(text) is None


def test_too_deep_has_no_value() -> None:
    thing: object = 1
    for _ in range(100):
        thing = [thing]
    with pytest.raises(Unrepresentable):
        from_python(thing)


@pytest.mark.parametrize("tag", ["opaque", "array"])
def test_no_object_for_what_is_not_plain(tag: str) -> None:
    with pytest.raises(Unrepresentable):
        to_python(Value(tag, ("x", Value("none"))))


@pytest.mark.parametrize(
    "data",
    [
        ["f", 1],
        ["f", "0x1p99999"],
        ["i", "xyz"],
        ["l", 1],
        ["l", [], []],
        ["d", [1]],
        ["?"],
        [],
        {},
        1.5,
        ["u", "zz"],
        ["o", "x"],
        ["b", "1"],
        ["e", 1],
        [["l"], []],
    ],
)
def test_a_forged_value_is_refused(data: object) -> None:
    with pytest.raises(Unrepresentable):
        from_wire(data)


def test_a_forged_value_that_is_too_deep_is_refused() -> None:
    data: object = None
    for _ in range(61):
        data = ["l", [data]]
    with pytest.raises(Unrepresentable):
        from_wire(data)


@given(THINGS, st.integers(0, 300))
def test_what_an_encoder_writes_is_within_its_budget(thing: object, budget: int) -> None:
    from_wire(json.loads(json.dumps(codec.encode(thing, budget))), budget)


@pytest.mark.parametrize(
    "element",
    [0, "", None, True, ["l", []], ["d", []], ["f", "0x0.0p+0"], ["i", "0x0"], ["b", ""], ["u", ""], ["e"]],
    ids=str,
)
@pytest.mark.parametrize("letter", ["l", "s", "d"])
def test_more_than_fits_a_budget_is_refused(letter: str, element: object) -> None:
    from_wire([letter, [element] * 10], 1000)
    with pytest.raises(Unrepresentable):
        from_wire([letter, [element] * 500], 1000)


@pytest.mark.parametrize(
    "large",
    [
        "x" * 2000,
        ["u", "78" * 2000],
        ["b", "00" * 1000],
        ["i", "0x" + "f" * 2000],
        ["o", "C", "x" * 2000],
        ["o", "C", "", ["m", "C", ["x" * 2000], [], [], [], []]],
        ["o", "C", "", ["m", "C", [], [], [], [0] * 500, []]],
        ["o", "C", "", ["m", "C", [], [], [], [], [0] * 500]],
        ["l", [["l", ["x" * 900]], ["l", ["x" * 900]]]],
        ["a", "f8", ["l", [0] * 500]],
    ],
    ids=lambda large: str(large)[:30],
)
def test_a_large_value_is_refused(large: object) -> None:
    from_wire(large, 4000)
    with pytest.raises(Unrepresentable):
        from_wire(large, 1000)


def test_what_is_shown_and_what_it_is_made_of_are_counted_apart() -> None:
    from_wire(["o", "C", "x" * 900, ["m", "C", ["x" * 900], [], [], [], []]], 1000)


def test_a_forged_set_costs_no_more_than_its_reading() -> None:
    """Multiples of 2**61 - 1 have one hash in Python; nothing here takes a hash."""
    colliding = ["s", [["i", hex((2**61 - 1) * count)] for count in range(1, 50_000)]]
    assert len(render(from_wire(colliding), 80)) <= 80


def test_long_values_lose_their_middle() -> None:
    assert render(from_python(list(range(1000))), 40) == "[0, 1, 2, 3, 4, 5, 6, 7, …, 999]"
    assert render(from_python("ab" * 100), 20) == "'abababababa…abab'"
    assert "\n" not in render(Value("opaque", ("Frame", "a\n  b\n")), 80)


@given(THINGS, st.integers(8, 40))
def test_a_shortened_text_is_that_of_the_whole(thing: object, width: int) -> None:
    value = from_python(thing)
    assert render(value, width) == shorten(render(value, 1 << 30), width)


def test_large_sets_are_shown_in_order() -> None:
    numbers = [*range(5000)]
    for shuffled in (numbers, numbers[::-1], numbers[::2] + numbers[1::2]):
        value = Value("set", tuple(Value("int", n) for n in shuffled))
        assert render(value, 40) == "{0, 1, 2, 3, 4, 5, 6, 7, …, 4999}"


def test_no_more_of_a_value_is_looked_at_than_is_shown() -> None:
    end = Value("str", "x" * 50)
    hidden = Value("list", tuple(Value("int", None) for _ in range(9)))
    with pytest.raises(AssertionError):
        render(hidden, 40)
    assert render(Value("list", (end, hidden, end)), 40).startswith("['xxxx")


def test_sets_in_sets_are_shown_in_one_order() -> None:
    inner = tuple(Value("frozenset", tuple(Value("int", m) for m in (n, n + 1))) for n in range(3))
    mixed = (*inner, Value("dict", ((Value("int", 1), Value("set", inner)),)), Value("str", "a"), Value("int", 2))
    assert render(Value("set", mixed)) == render(Value("set", mixed[::-1]))


def test_a_huge_integer_is_shown_in_hexadecimal() -> None:
    assert render(from_python(1 << 40_000), 20).startswith("0x1000")


def test_nan_is_nan_again() -> None:
    value = from_wire(to_wire(from_python(math.nan)))
    assert isinstance(value.data, float)
    assert math.isnan(value.data)


class _Hostile:
    def __repr__(self) -> str:
        raise ValueError


def test_objects_go_out_as_text() -> None:
    assert from_wire(codec.encode(print, 1000)) == Value(
        "opaque", ("builtin_function_or_method", "<built-in function print>")
    )
    hostile = from_wire(codec.encode([_Hostile()], 1000))
    assert render(hostile).endswith("its repr raised ValueError>]")


def test_standard_dictionaries_go_out_as_dicts() -> None:
    from collections import Counter, OrderedDict, defaultdict

    for kind in (Counter({"a": 1}), OrderedDict(a=1), defaultdict(int, a=1)):
        assert from_wire(codec.encode(kind, 1000)) == from_python({"a": 1})


def test_values_over_the_budget_go_out_as_text() -> None:
    sent = from_wire(codec.encode(list(range(100_000)), 10_000))
    assert sent.tag == "opaque"
    itself: list[object] = []
    itself.append(itself)
    assert from_wire(codec.encode(itself, 10_000)).tag == "opaque"


def test_numpy_goes_out_as_data() -> None:
    numpy = pytest.importorskip("numpy")
    sent = from_wire(codec.encode([numpy.array([[1, 2]]), numpy.float32(0.5), numpy.bool_(True)], 1000))
    assert render(sent) == "[array([[1, 2]]), 0.5, True]"
    back = codec.decode(["a", "", ["l", [1, 2]]])
    assert isinstance(back, numpy.ndarray)
