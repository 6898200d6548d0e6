"""Loops that remember: what is found, and how it is written."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local import seen
from holes.local.bounded import bounded
from holes.local.seen import seen_pieces
from holes.local.textbook.catalogue import entries
from tests.holes.local.bodies import body, check, pieces


@pytest.mark.parametrize(
    ("parameters", "examples", "wanted"),
    [
        (
            "xs",
            [([3, 1, 3, 1], 3), ([1, 2, 2], 2), ([1], None)],
            "seen = set()\nfor item in xs:\n    if item in seen:\n        return item\n"
            "    seen.add(item)\nreturn None\n",
        ),
        (
            "words",
            [(["ab", "ad", "c"], ["ab", "c"]), (["x", "x", "y"], ["x", "y"])],
            "seen = set()\nresult = []\nfor word in words:\n    key = word[0]\n    if key not in seen:\n"
            "        seen.add(key)\n        result.append(word)\nreturn result\n",
        ),
        (
            "numbers goal",
            [([1, 2, 3, 4], 5, True), ([10, 20], 50, False), ([1, 1], 2, True), ([1, 2], 2, False)],
            "seen = set()\nfor number in numbers:\n    other = goal - number\n    if other in seen:\n"
            "        return True\n    seen.add(number)\nreturn False\n",
        ),
        (
            "text",
            [("hello", [1, 1, 1, 2, 1]), ("aaa", [1, 2, 3])],
            "counts = {}\nresult = []\nfor char in text:\n    counts[char] = counts.get(char, 0) + 1\n"
            "    result.append(counts[char])\nreturn result\n",
        ),
        (
            "xs seen",
            [([1, 1, 1, 2], 2, [1, 1, 2]), ([5, 5], 1, [5])],
            "counts = {}\nresult = []\nfor item in xs:\n    counts[item] = counts.get(item, 0) + 1\n"
            "    if counts[item] <= seen:\n        result.append(item)\nreturn result\n",
        ),
        (
            "xs",
            [([3, 1, 3, 1], [-1, -1, 0, 1]), ([2, 2], [-1, 0])],
            "places = {}\nresult = []\nfor i, item in enumerate(xs):\n    result.append(places.get(item, -1))\n"
            "    places[item] = i\nreturn result\n",
        ),
    ],
)
def test_what_is_found_is_written_as_a_loop(parameters: str, examples: list[tuple[Any, ...]], wanted: str) -> None:
    found = pieces(seen_pieces, parameters, *examples)
    assert wanted in [body(one, parameters) for one in found]
    check(found, parameters, examples)


def test_where_there_can_be_no_loop_none_is_looked_for() -> None:
    assert pieces(seen_pieces, "xs", ([1, 1], 1)) == []
    assert pieces(seen_pieces, "xs", ([1, 1], {1: 2}), ([3], {})) == []
    assert pieces(seen_pieces, "n", (12, 3), (15, 4)) == []


def test_each_loop_gives_as_a_body_what_it_gives_when_tried() -> None:
    rows: dict[str, tuple[Any, ...]] = {
        "numbers": ([], [0, -1, 1, 3, 3, 11]),
        "texts": ([], ["ab", "Ab", "ab", "c"]),
        "characters": ("", "abaA"),
        "lists": ([], [[1, 2], [2, 1], [1, 2]]),
    }
    for sort, beside in ((sort, beside) for sort in rows for beside in (False, True)):
        names = ["xs", "p"] if beside else ["xs"]
        for kind in (list, tuple, bool, str, int):
            for way, lines, _ in seen._loops(sort, kind, beside):
                tried = seen._function(lines, way.end)
                function = bounded(
                    "f", names, seen._named(lines, way.end, "xs", sort, "p" if beside else "", names), {}
                )
                for items in rows[sort]:
                    wanted = tried(items, 2)
                    found = function(items, 2) if beside else function(items)
                    assert found == (eval(way.end) if wanted is ... else wanted), lines


def test_the_helper_is_no_function_of_the_textbook() -> None:
    assert seen._HELPER not in entries()
