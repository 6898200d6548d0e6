"""Functions that exist already: they are found by what they do, and called by name."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.behaviour import library_pieces
from holes.local.standard import builtin_callees, module_callees
from holes.local.task import Shown, Task


def found(parameters: str, *rows: tuple[Any, ...]) -> list[str]:
    """The calls that give what is expected, cheapest first. A row is the arguments, then the result."""
    shown = tuple(Shown(row[:-1], row[-1]) for row in rows)
    pieces = library_pieces(Task(tuple(parameters.split()), "", shown), Budget(1 << 30))
    return [piece.text for piece in sorted(pieces, key=lambda piece: piece.cost)]


@pytest.mark.parametrize(
    ("parameters", "rows", "call"),
    [
        ("xs", [([3, 1, 2], [1, 2, 3]), ([2, 2, 1], [1, 2, 2])], "sorted(xs)"),
        ("a b", [(12, 18, 6), (7, 5, 1)], "math.gcd(a, b)"),
        ("word text", [("an", "banana", 1), ("na", "banana", 2)], "text.find(word)"),
        ("xs", [([1, 2, 3], [1, 3, 6]), ([5, 5], [5, 10])], "list(itertools.accumulate(xs))"),
        ("n", [(5, "101"), (2, "10")], "bin(n)[2:]"),
        ("path", [("a/b/c.txt", "c.txt"), ("d/e", "e")], "posixpath.basename(path)"),
    ],
)
def test_a_call_is_found(parameters: str, rows: list[tuple[Any, ...]], call: str) -> None:
    assert call in found(parameters, *rows)


def test_what_is_written_does_what_was_computed() -> None:
    calls = found("xs k", ([4, 1, 3], 2, [1, 3]), ([9, 8], 1, [8]))
    assert "heapq.nsmallest(k, xs)" in calls
    for text in calls:
        modules = {name: importlib.import_module(name) for name in ("heapq", "itertools", "math", "collections")}
        assert eval(text, {**modules, "xs": [4, 1, 3], "k": 2}) == [1, 3]


def test_arguments_are_never_changed() -> None:
    given = [3, 1, 2]
    found("xs", (given, [1, 2, 3]))
    assert given == [3, 1, 2]


def test_nothing_with_effects_is_called() -> None:
    names = {callee.text.rpartition(".")[2] for callees in (builtin_callees, module_callees) for callee in callees()}
    assert not names & {
        "open",
        "print",
        "input",
        "eval",
        "exec",
        "compile",
        "exists",
        "realpath",
        "setfirstweekday",
        "sort",
    }


def test_numbers_that_ask_for_something_huge_are_refused() -> None:
    calls = found("n text", (10**9, "1000000000", 10))
    assert not any(call.startswith(("math.factorial", "range", "format")) for call in calls)
