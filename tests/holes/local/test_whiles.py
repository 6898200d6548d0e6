"""Loops that go on while a test holds: what is found, how it is written, and that it ends."""

from __future__ import annotations

import math
from typing import Any

import pytest

from holes.local import whiles
from holes.local.bounded import bounded
from holes.local.guards import Refused
from holes.local.textbook.catalogue import entries
from holes.local.ways import ALONE, TWO
from holes.local.whiles import while_pieces
from tests.holes.local.bodies import body, check, pieces


@pytest.mark.parametrize(
    ("parameters", "examples", "wanted"),
    [
        (
            "number",
            [(123, 6), (4567, 22), (90, 9)],
            "total = 0\nwhile number > 0:\n    total += number % 10\n    number //= 10\nreturn total\n",
        ),
        (
            "total",
            [(123, 321), (45, 54), (9, 9)],
            "total_so_far = 0\nwhile total > 0:\n    total_so_far = total_so_far * 10 + total % 10\n"
            "    total //= 10\nreturn total_so_far\n",
        ),
        (
            "n",
            [(6, [6, 3, 10, 5, 16, 8, 4, 2, 1]), (1, [1]), (4, [4, 2, 1])],
            "result = [n]\nwhile n > 1:\n    if n % 2 == 0:\n        n //= 2\n    else:\n        n = 3 * n + 1\n"
            "    result.append(n)\nreturn result\n",
        ),
        (
            "n",
            [(14, 6), (8, 4), (123, 12)],
            "count = 0\nwhile n > 0:\n    if n % 2 == 0:\n        n //= 2\n    else:\n        n -= 1\n"
            "    count += 1\nreturn count\n",
        ),
        (
            "n",
            [(5, [1, 0, 1]), (6, [1, 1, 0]), (1, [1])],
            "result = []\nwhile n > 0:\n    result.append(n % 2)\n    n //= 2\nreturn result[::-1]\n",
        ),
        ("a b", [(12, 18, 6), (35, 21, 7), (8, 3, 1)], "while b != 0:\n    a, b = b, a % b\nreturn a\n"),
        ("n", [(10, 3), (16, 4), (24, 4), (99, 9)], "i = 1\nwhile i * i <= n:\n    i += 1\nreturn i - 1\n"),
        (
            "n",
            [(12, [2, 2, 3]), (35, [5, 7]), (97, [97])],
            "i = 2\nresult = []\nwhile i <= n:\n    if n % i == 0:\n        result.append(i)\n        n //= i\n"
            "    else:\n        i += 1\nreturn result\n",
        ),
        (
            "number",
            [(1234, 6), (80, 8), (357, 0)],
            "total = 0\nwhile number > 0:\n    digit = number % 10\n    if digit % 2 == 0:\n        total += digit\n"
            "    number //= 10\nreturn total\n",
        ),
        (
            "number digit",
            [(1323, 3, 2), (4567, 8, 0), (9000, 0, 3)],
            "count = 0\nwhile number > 0:\n    part = number % 10\n    if part == digit:\n        count += 1\n"
            "    number //= 10\nreturn count\n",
        ),
        (
            "coins",
            [(5, 2), (8, 3), (11, 4)],
            "i = 1\ncount = 0\nwhile coins >= i:\n    coins -= i\n    i += 1\n    count += 1\nreturn count\n",
        ),
        (
            "start goal",
            [(3, 20, 3), (1, 2, 1), (5, 5, 0)],
            "count = 0\nwhile 0 < start < goal:\n    start *= 2\n    count += 1\nreturn count\n",
        ),
        (
            "n",
            [(39, 3), (999, 4), (4, 0)],
            "import math\ncount = 0\nwhile n > 9:\n    n = math.prod(map(int, str(n)))\n    count += 1\nreturn count\n",
        ),
    ],
)
def test_what_is_found_is_written_as_a_loop(parameters: str, examples: list[tuple[Any, ...]], wanted: str) -> None:
    found = pieces(while_pieces, parameters, *examples)
    assert wanted in [body(one, parameters) for one in found]
    check(found, parameters, examples)


def test_where_there_can_be_no_loop_none_is_looked_for() -> None:
    assert pieces(while_pieces, "xs", ([1, 2], 3), ([4], 4)) == []
    assert pieces(while_pieces, "n", (12, 3)) == []
    assert pieces(while_pieces, "n", (12, 1), (35, 1)) == []
    assert pieces(while_pieces, "n", (12, 7919 * 12 % 1009), (35, 7919 * 35 % 1009)) == []


def test_each_loop_computes_what_it_is_written_as_and_ends() -> None:
    """Of each way, everything that is gathered of its plainest items, on numbers that begin, end, or lack a loop."""
    for way in (*ALONE, *TWO):
        two = way in TWO
        names = ["n", "p"] if two else ["n"]
        rows = [(0, 0), (1, 1), (-1, 5), (5, -1), (12, 18), (3, 40)] if two else [(0,), (1,), (-1,), (2,), (12,), (35,)]
        ways = [one for gives in (int, list, str) for one in whiles._gatherings(way, gives, False, two)]
        for one in (*(one for one in ways if one.item in ("0", way.items[0][0])), *whiles._last(way)):
            run = bounded("f", names, whiles._written(one, names, names), {"math": math})
            for row in rows:
                try:
                    wanted = whiles._result(one, whiles._gone(way)(*row))
                except ZeroDivisionError:
                    continue
                try:
                    assert run(*row) == wanted, (whiles._written(one, names, names), row)
                except Refused:  # too large, not too long
                    assert "*=" in "".join(one.gathering.become if one.gathering else ())


def test_the_helper_is_no_function_of_the_textbook() -> None:
    assert whiles._HELPER not in entries()
