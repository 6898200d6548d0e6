"""Folds and recurrences: what is found, and the loop that it is written as."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.folds import fold_pieces
from holes.local.piece import Piece
from holes.local.task import Shown, Task
from holes.local.terms import Written
from holes.local.writing import function_text


def pieces(parameters: str, *examples: tuple[Any, ...]) -> list[Piece]:
    shown = tuple(Shown(one[:-1], one[-1]) for one in examples)
    return list(fold_pieces(Task(tuple(parameters.split()), "", shown), Budget(1 << 30)))


def loop(piece: Piece, parameters: str) -> str:
    """The body as it is written."""
    signature = f"def f({', '.join(parameters.split())})"
    return function_text(signature, ((), Written(piece.text, piece.strength, piece.loop), (), piece.cost)).partition(
        "\n"
    )[2]


@pytest.mark.parametrize(
    ("parameters", "examples", "body"),
    [
        (
            "digits",
            [([1, 2, 3], 123), ([4, 0], 40)],
            "total = 0\nfor digit in digits:\n    total = total * 10 + digit\nreturn total\n",
        ),
        (
            "xs",
            [([3, 1, 2], 4), ([5, 2], -3), ([1], 1)],
            "total = 0\nfor item in xs:\n    total = item - total\nreturn total\n",
        ),
        (
            "bits base",
            [([1, 0, 1], 2, 5), ([2, 1], 3, 7)],
            "total = 0\nfor bit in bits:\n    total = total * base + bit\nreturn total\n",
        ),
        (
            "numbers",
            [([1, 2, 3, 4], 6), ([8, 5, 2], 10), ([], 0)],
            "total = 0\nfor number in numbers:\n    if number % 2 == 0:\n        total += number\nreturn total\n",
        ),
        (
            "results",
            [(["ab", "c"], ["c", "ab"]), (["d", "e", "f"], ["f", "e", "d"])],
            "result = []\nfor item in results:\n    result = [item] + result\nreturn result\n",
        ),
        (
            "a",
            [(0, 0), (1, 1), (7, 13), (10, 55)],
            "one, b = 0, 1\nfor _ in range(a):\n    one, b = b, one + b\nreturn one\n",
        ),
        (
            "numbers n",
            [([5, 1, 7], 4, 12), ([1, 2, 4], 2, 4)],
            "total = 0\nfor number in numbers:\n    if number > n:\n        total += number\nreturn total\n",
        ),
        ("n", [(0, 0), (1, 1), (7, 13), (10, 55)], "a, b = 0, 1\nfor _ in range(n):\n    a, b = b, a + b\nreturn a\n"),
        (
            "text",
            [("aabbc", "abc"), ("abab", "abab")],
            'result = ""\nfor char in text:\n    if not result or char != result[-1]:\n'
            "        result += char\nreturn result\n",
        ),
    ],
)
def test_what_is_found_is_written_as_a_loop(parameters: str, examples: list[tuple[Any, ...]], body: str) -> None:
    found = pieces(parameters, *examples)[0]
    written = loop(found, parameters)
    assert "".join(line[4:] + "\n" for line in written.splitlines()) == body
    namespace: dict[str, Any] = {}
    exec(f"def f({', '.join(parameters.split())}):\n{written}", namespace)
    assert [namespace["f"](*one[:-1]) for one in examples] == [one[-1] for one in examples]


def test_one_example_and_what_raises_tell_nothing_of_a_loop() -> None:
    assert pieces("xs", ([1, 2], 3)) == []
    raising = Task(("xs",), "", (Shown(([1, 2],), 3), Shown(([],), raises="ValueError")))
    assert list(fold_pieces(raising, Budget(1 << 30))) == []


def test_what_grows_without_bound_is_left() -> None:
    assert pieces("n", (300, 7), (299, 5)) == []
