"""Filters and truths that two tests only together say."""

from __future__ import annotations

from typing import Any

import pytest

from tests.holes.local.test_search import found

_BETWEEN = [
    ([1, 5, 9, 12], 2, 10, [5, 9]), ([7, 3, 4, 8], 3, 6, [4]), ([5], 5, 9, []), ([1, 2, 3, 4, 5, 6], 2, 5, [3, 4]),
]  # fmt: skip
_PLACES = {"a": (6.2, 70), "b": (5.9, 65), "c": (6.0, 68), "d": (5.8, 66), "e": (6.5, 60)}
_ENTRIES = [
    (_PLACES, 6.1, 65, {"a": (6.2, 70)}),
    (_PLACES, 5.85, 66, {"a": (6.2, 70), "c": (6.0, 68)}),
    (_PLACES, 5.95, 50, {"a": (6.2, 70), "c": (6.0, 68), "e": (6.5, 60)}),
]
_TRUTHS = [
    ("AB", 1, True), ("Ab", 1, False), ("ABC", 3, False), ("XYZW", 3, True), ("ab", 5, False), ("A", 0, True),
    ("abcd", 2, False), ("QWERTY", 9, False), ("zY", 0, False), ("KLM", 2, True),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "examples", "body"),
    [
        ("f(xs, low, high)", _BETWEEN, "return [number for number in xs if low < number < high]"),
        (
            "f(table, height, weight)",
            _ENTRIES,
            "return {key: value for key, value in table.items() if value[0] > height and value[-1] > weight}",
        ),
        ("f(text, n)", _TRUTHS, "return text.isupper() and len(text) > n"),
    ],
)
def test_two_tests(signature: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert body in found(signature, "", examples)
