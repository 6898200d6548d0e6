"""What a result says of the body of a loop."""

from __future__ import annotations

from typing import Any

import pytest

from tests.holes.local.test_search import found


@pytest.mark.parametrize(
    ("signature", "examples", "body"),
    [
        (
            "f(words)",
            [(["ab", "c"], {"ab": 4, "c": 2}), (["xyz"], {"xyz": 6}), ([], {})],
            "return {word: len(word + word) for word in words}",
        ),
        (
            "f(xs)",
            [([3, 5], [(3, 9), (5, 25)]), ([2], [(2, 4)]), ([7, 1], [(7, 49), (1, 1)])],
            "return [(number, number * number) for number in xs]",
        ),
        (
            "f(xs)",
            [([3, 8], [3, 1, 8, 0]), ([2, 6], [2, 0, 6, 0]), ([7, 1, 4, -5], [7, 1, 1, 1, 4, 0, -5, 1])],
            "return [item for number in xs for item in [number, number % 2]]",
        ),
        (
            "f(rows, columns)",
            [(3, 4, [[0, 0, 0, 0], [0, 1, 2, 3], [0, 2, 4, 6]]), (2, 6, [[0, 0, 0, 0, 0, 0], [0, 1, 2, 3, 4, 5]])],
            "return [[i * j for j in range(columns)] for i in range(rows)]",
        ),
        (
            "f(grid)",
            [([[1, -2], [0, 4]], [[1, 2], [0, 4]]), ([[1, -2, -7], [3, -4, 1]], [[1, 2, 7], [3, 4, 1]])],
            "return [[abs(number) for number in row] for row in grid]",
        ),
        (
            "f(xs)",
            [([3, 1, 2], [2, 0, 1]), ([5, 5, 7, 1], [1, 1, 3, 0]), ([9], [0]), ([4, 8, 6, 2], [1, 3, 2, 0])],
            "return [sum(other < number for other in xs) for number in xs]",
        ),
        (
            "f(pairs)",
            [
                ([(2, 4), (6, 7), (5, 1)], [(8, 11), (7, 5), (11, 8)]),
                ([(3, 5), (7, 8), (6, 2), (1, 1)], [(10, 13), (9, 7), (4, 6), (13, 10), (8, 9), (7, 3)]),
            ],
            "from itertools import combinations\n    "
            "return [(a[0] + b[0], a[-1] + b[-1]) for a, b in combinations(pairs, 2)]",
        ),
    ],
)
def test_bodies(signature: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert found(signature, "", examples)[0] == body


def test_conditional_bodies_of_what_is_joined() -> None:
    (body, *_) = found("f(text)", "", [("ab c", "AB|c"), ("def ghij", "DEF|GHIJ"), ("k lm", "k|LM")])
    assert body.startswith('return "|".join(word')
    assert " if " in body
    assert body.endswith("for word in text.split())")
