"""Loops of two states: what is found, how it is written, and that it computes what it is written as."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local import states
from holes.local.bounded import bounded
from holes.local.carries import CARRIES, all_made, words
from holes.local.states import state_pieces
from holes.local.task import Task
from holes.local.textbook.catalogue import entries
from tests.holes.local.bodies import body, check, pieces


@pytest.mark.parametrize(
    ("parameters", "examples", "wanted"),
    [
        (
            "numbers",
            [([-2, 1, -3, 4, -1, 2, 1, -5, 4], 6), ([1, 2], 3), ([-1, -2], -1)],
            "current = 0\nbest = numbers[0]\nfor item in numbers:\n    current = max(current + item, item)\n"
            "    best = max(best, current)\nreturn best\n",
        ),
        (
            "best",
            [([7, 1, 5, 3, 6, 4], 5), ([7, 6, 4], 0), ([1, 2], 1), ([9, 3, 8, 1, 4], 5)],
            "lowest = best[0] if best else 0\nresult = 0\nfor item in best:\n"
            "    result = max(result, item - lowest)\n    lowest = min(lowest, item)\nreturn result\n",
        ),
        (
            "xs",
            [([-1, 2], 0), ([1, -2, 3], 1), ([4, 2], -1), ([5, -2, -1, -3, -4], 3)],
            "current = 0\nfor i, item in enumerate(xs):\n    current += item\n    if current < 0:\n"
            "        return i\nreturn -1\n",
        ),
        (
            "text",
            [("(()(()))", True), ("()()", True), ("", True), (")(", False), ("((", False)],
            'depth = 0\nfor char in text:\n    if char == "(":\n        depth += 1\n    elif char == ")":\n'
            "        depth -= 1\n    if depth < 0:\n        return False\nreturn depth == 0\n",
        ),
        (
            "text",
            [("(()(()))", 3), ("()()", 1), ("", 0), ("(()())", 2)],
            'depth = 0\nbest = 0\nfor char in text:\n    if char == "(":\n        depth += 1\n'
            '    elif char == ")":\n        depth -= 1\n    best = max(best, depth)\nreturn best\n',
        ),
        (
            "text limit",
            [("aaabbbb", 2, "aabb"), ("abbb", 1, "ab"), ("aab", 5, "aab")],
            'length = 0\nprevious = ""\nresult = ""\nfor char in text:\n'
            "    length = length + 1 if char == previous else 1\n    if length <= limit:\n        result += char\n"
            "    previous = char\nreturn result\n",
        ),
        (
            "words",
            [(["a", "a", "b"], 2), (["a"], 1), (["x", "x", "x", "a"], 3), ([], 0)],
            "length = 0\nprevious = None\nbest = 0\nfor word in words:\n"
            "    length = length + 1 if word == previous else 1\n    best = max(best, length)\n    previous = word\n"
            "return best\n",
        ),
        (
            "xs",
            [([3, 1, 4, 1, 5], [3, 3, 4, 4, 5]), ([2, 1], [2, 2]), ([], [])],
            "highest = xs[0] if xs else 0\nresult = []\nfor item in xs:\n    highest = max(highest, item)\n"
            "    result.append(highest)\nreturn result\n",
        ),
        (
            "xs",
            [([5, 2, 7], 10), ([1, 1], 0), ([4], 4), ([3, 9], -6)],
            "sign = 1\ntotal = 0\nfor item in xs:\n    total += item * sign\n    sign = -sign\nreturn total\n",
        ),
        (
            "path",
            [("UDDDUDUU", -2), ("DDUU", -2), ("UUDD", 0), ("DDDUUU", -3)],
            'level = 0\nlowest = 0\nfor char in path:\n    level = level + 1 if char == "U" else level - 1\n'
            "    lowest = min(lowest, level)\nreturn lowest\n",
        ),
    ],
)
def test_what_is_found_is_written_as_a_loop(parameters: str, examples: list[tuple[Any, ...]], wanted: str) -> None:
    found = pieces(state_pieces, parameters, *examples)
    assert wanted in [body(one, parameters) for one in found]
    check(found, parameters, examples)


def test_where_there_can_be_no_loop_none_is_looked_for() -> None:
    assert pieces(state_pieces, "xs", ([1, 2], 3)) == []
    assert pieces(state_pieces, "xs", ([1, 2], {1: 2}), ([3], {})) == []
    assert pieces(state_pieces, "xs", ([1, 2], True), ([3], False)) == []
    assert pieces(state_pieces, "n", (12, 3), (15, 4)) == []


@pytest.mark.parametrize("sort", ["numbers", "characters", "items"])
def test_each_loop_computes_what_it_is_written_as(sort: str) -> None:
    rows: tuple[Any, ...] = {
        "numbers": ([], [0], [-1], [3, 1, 1, 2, -4, 5]),
        "characters": ("", "a", "(aa)B 1)2"),
        "items": ([], ["a"], ["a", "a", "b"]),
    }[sort]
    others = (2, 0, 1, 3) if sort == "numbers" else ("a",) * len(rows)
    source = states._Source("xs", rows, "item", sort, "p", others)
    task = Task(("xs", "p"), "", ())
    for carry in CARRIES[sort]:
        in_state = "p" in words(carry.step + carry.begin)
        gives = ("number", "list", "bool", "text")
        runs = [states._gone(carry, source, row) for row in range(len(rows))]
        for made in (one for kind in gives for one in all_made(sort, kind, carry, True, in_state)):
            lines = states._lines(task, source, carry, made, "...")
            function = bounded("f", ["xs", "p"], lines, {})
            for row, run in enumerate(runs):
                if run is None:
                    continue
                try:
                    wanted = states._value(made, run[made.after], run[2], others[row])
                except (ZeroDivisionError, TypeError, AttributeError):
                    continue
                if made.form.endswith("of all") and not rows[row]:
                    continue
                assert function(rows[row], others[row]) == wanted, (lines, rows[row])


def test_the_helper_is_no_function_of_the_textbook() -> None:
    assert states._HELPER not in entries()
