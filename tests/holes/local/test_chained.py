"""Later fields of a tuple, made of those before them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.holes.local.test_search import found

_WINDOWS = [
    ([1, 2, 1, 5, 3, 2, 3], 4, 0, ([1, 2, 1, 5], 3)),
    ([1, 2, 1, 5, 3, 2, 3], 4, 1, ([2, 1, 5, 3], 4)),
    ([7, 7, 7, 7, 3, 2, 3], 3, 1, ([7, 7, 7], 1)),
]
_NAMES = [("Augusta Ada King", (["Augusta", "Ada", "King"], ["A", "A", "K"], "a.a.k"))]
_CALLS = [("f(a, b", (["f", "a, b"], 2)), ("go(x)(y)", (["go", "x)", "y)"], 3))]


@pytest.mark.parametrize(
    ("signature", "examples", "lines"),
    [
        ("f(xs, size, start)", _WINDOWS, ["numbers = xs[start : start + size]", "return (numbers, len(set(numbers)))"]),
        (
            "f(numbers, size, start)",
            _WINDOWS,
            ["values = numbers[start : start + size]", "return (values, len(set(values)))"],
        ),
        ("f(call)", _CALLS, ['words = call.split("(")', "return (words, len(words))"]),
    ],
)
def test_a_field_that_others_are_made_of_has_a_name(
    signature: str, examples: list[tuple[Any, ...]], lines: list[str]
) -> None:
    assert found(signature, "", examples)[0] == "\n    ".join(lines)


def test_one_example_is_read_field_by_field() -> None:
    (body, *_) = found("f(name)", "", _NAMES)
    assert body.startswith("words = name.split()\n    parts = [word[0] for word in words]\n    return (words, parts, ")


def test_fields_that_have_nothing_to_do_with_one_another_have_no_names() -> None:
    examples = [([3, 1], (4, 3)), ([5, 9, 1], (15, 9)), ([2, 2, 8], (12, 8))]
    assert found("f(xs)", "", examples)[0] == "return (sum(xs), max(xs))"
