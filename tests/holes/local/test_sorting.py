"""Sorts by one or two keys, found from the order of the result."""

from __future__ import annotations

from typing import Any

import pytest

from tests.holes.local.test_search import found

_SCORES = [
    ({"x": 3, "b": 5, "a": 3, "c": 5}, [("b", 5), ("c", 5), ("a", 3), ("x", 3)]),
    ({"q": 1, "p": 1, "r": 2}, [("r", 2), ("p", 1), ("q", 1)]),
    ({"m": 0, "k": -1, "z": -1}, [("m", 0), ("k", -1), ("z", -1)]),
]


@pytest.mark.parametrize(
    ("signature", "examples", "body"),
    [
        (
            "f(xs)",
            [([3, -1, 2, -3, 1], [-1, 1, 2, -3, 3]), ([5, -5, 4], [4, -5, 5]), ([-2, 9, 2, 1], [1, -2, 2, 9])],
            "return sorted(xs, key=lambda number: (abs(number), number))",
        ),
        (
            "f(pairs)",
            [(list(table.items()), result) for table, result in _SCORES],
            "return sorted(pairs, key=lambda pair: (-pair[-1], pair[0]))",
        ),
        ("f(words)", [(["bb", "a", "cc", "ab", "d"], ["a", "d", "bb", "cc", "ab"])], "return sorted(words, key=len)"),
    ],
)
def test_keys(signature: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert body in found(signature, "", examples)


def test_entries_are_sorted_as_they_are() -> None:
    assert all("list(scores.items())" not in body for body in found("f(scores)", "", _SCORES))
