"""What is put together from the two ends, and constants that no literal says."""

from __future__ import annotations

from typing import Any

import pytest

from tests.holes.local.test_search import found

_PREFIX = [([5, 8], [9, 4, 5, 8]), ([], [9, 4]), ([7, 1, 3], [9, 4, 7, 1, 3])]
_AROUND = [([5, 8], [9, 5, 8, 7]), ([], [9, 7]), ([7, 1, 3], [9, 7, 1, 3, 7])]
_INSIDE = [([5, 8], [5, 61, 47, 8]), ([2], [61, 47, 2]), ([7, 1, 3], [7, 1, 61, 47, 3])]


@pytest.mark.parametrize(
    ("signature", "examples", "body"),
    [
        ("f(xs)", _PREFIX, "return [9, 4] + xs"),
        ("f(xs)", _INSIDE, "return xs[:-1] + [61, 47] + [xs[-1]]"),
        ("f(a, b)", [(1, 2, 40), (5, 5, 47), (0, 9, 46)], "return a + b + 37"),
        ("f(xs)", [([5], [4, 8, 1]), ([], [4, 8, 1]), ([2, 7], [4, 8, 1])], "return [4, 8, 1]"),
    ],
)
def test_constants_follow_from_the_rest(signature: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert found(signature, "", examples)[0] == body


def test_what_stands_before_and_after_is_cut_off() -> None:
    assert found("f(xs)", "", _AROUND)[0] == "return [9] + xs + [7]"


def test_two_dear_terms_meet() -> None:
    examples = [([5, 2, 8], [1, 4], 7), ([3], [9, 9], 6), ([10, 20], [15], 10), ([0, 7], [30, 1], 30)]
    bodies = found("f(x, y)", "", examples)
    assert any("max(x + y) - min(x + y)" in body for body in bodies)


def test_two_results_tell_too_little() -> None:
    assert all("83" not in body for body in found("f(n)", "", [(3, 86), (10, 93)], 20_000))
