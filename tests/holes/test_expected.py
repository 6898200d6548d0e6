"""What examples expect."""

from __future__ import annotations

import pytest

from holes.compare import difference
from holes.expected import Equal, Literal, Malformed, Nothing, Raises, Text, read_expected
from holes.values import parse_literal
from sketch.model import Example, Row, Span


def example(expected: str | None = None, raises: str | None = None, row: Row | None = None) -> Example:
    return Example(Span(0, 0), "f()", Span(0, 0), expected=expected, raises=raises, row=row)


def agrees(expected: str, actual: str) -> bool:
    read = read_expected(example(expected))
    got = parse_literal(actual)
    assert isinstance(read, Literal)
    assert got is not None
    return difference(read.value, got) is None


def test_each_kind() -> None:
    assert isinstance(read_expected(example("[1, 2]")), Literal)
    assert read_expected(example("hello world")) == Text("hello world")
    assert read_expected(example()) == Nothing()
    assert read_expected(example(raises="ValueError: bad")) == Raises("ValueError: bad")
    assert read_expected(example(row=Row("x.jsonl", 1, raises="KeyError"))) == Raises("KeyError", by_name=True)
    read = read_expected(example(row=Row("x.jsonl", 1, returns=[1])))
    assert isinstance(read, Literal)
    assert read.json


@pytest.mark.parametrize(
    ("expected", "actual", "same"),
    [
        ("approx(0.1)", "0.1000000999", True),
        ("approx(0.1)", "0.100001", False),
        ("approx(0)", "1e-12", True),
        ("approx(0)", "1e-11", False),
        ("approx(0.1, rel=1e-3)", "0.10009", True),
        ("approx(0.1, abs=1e-6)", "0.1000009", True),
        ("approx(1e9, abs=1e-6)", "1000000001.0", False),
        ("approx(100, 0.1)", "109", True),
        ("pytest.approx(0.1)", "0.1", True),
        ("[approx(0.1), 2]", "[0.1000000001, 2]", True),
        ("[approx(0.1), 2]", "[0.1, 2.0000001]", False),
        ("approx([0.1, 0.2])", "[0.1000000001, 0.2]", True),
        ("approx([0.1, 0.2])", "array([0.1, 0.2000000001])", True),
        ("approx({'a': 1.0})", "{'a': 1.0000000001}", True),
        ("approx(nan)", "nan", True),
        ("approx(inf)", "inf", True),
        ("approx(inf)", "1e308", False),
        ("approx(1)", "True", False),
        ("approx(0.1)", "'0.1'", False),
        ("0.3", "0.30000000000000004", False),
    ],
)
def test_approximate_numbers(expected: str, actual: str, same: bool) -> None:
    assert agrees(expected, actual) is same


@pytest.mark.parametrize(
    "expected", ["approx()", "approx(1, rel=-1)", "approx(1, rel='a')", "approx(1, delta=2)", "approx(x)", "[approx()]"]
)
def test_a_wrong_approx_is_malformed(expected: str) -> None:
    with pytest.raises(Malformed, match="approx"):
        read_expected(example(expected))


def test_a_row_nested_too_deep_is_malformed() -> None:
    thing: object = 1
    for _ in range(100):
        thing = [thing]
    with pytest.raises(Malformed):
        read_expected(example(row=Row("x.jsonl", 1, returns=thing)))


@pytest.mark.parametrize(
    ("source", "asked", "literal"),
    [
        ("f(1) == 2", "f(1)", "2"),
        ("-2.5 == await f(1)", "await f(1)", "-2.5"),
        ("(f(1),\n f(2)) == (1,\n 2)  # both", "(f(1),\n f(2))", "(1,\n 2)"),
        ("(f(1)) == {'a': [1]}", "f(1)", "{'a': [1]}"),
    ],
)
def test_a_comparison_with_a_literal(source: str, asked: str, literal: str) -> None:
    read = read_expected(Example(Span(0, 0), source, Span(0, 0), expected="True"))
    value = parse_literal(literal)
    assert value is not None
    assert read == Equal(f"(\n{asked}\n)", value, literal)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(1) == 2", "False"),
        ("f(1) == 2", "2"),
        ("f(1) == f(2)", "True"),
        ("1 == 1", "True"),
        ("f(1) == inf", "True"),
        ("f(1) == approx()", "True"),
        ("1 == f(1) == 1", "True"),
        ("f(1) != 2", "True"),
        ("x = f(1) == 2", "True"),
        ("f('==')", "True"),
        ("f(1) ==", "True"),
    ],
)
def test_no_comparison_with_a_literal(source: str, expected: str) -> None:
    assert not isinstance(read_expected(Example(Span(0, 0), source, Span(0, 0), expected=expected)), Equal)
