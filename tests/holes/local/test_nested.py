"""Nested lists: functions that call themselves, and how they are written."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local import nested
from holes.local.nested import nested_pieces
from holes.local.textbook.catalogue import entries
from tests.holes.local.bodies import body, check, pieces

_EMPTY: list[list[Any]] = [[], [[]], [[], [[]]]]


@pytest.mark.parametrize(
    ("parameters", "examples", "head", "whole", "leaf"),
    [
        ("xs", [([1, [2, [3]], 4], [1, [4, [9]], 16]), ([5, [6, 7]], [25, [36, 49]])], "walk(item)",
         "[walk(inner) for inner in item]", "item * item"),
        ("xs", [([1, [2, [3]], 4], [4, [[3], 2], 1]), ([5, [6, 7]], [[7, 6], 5])], "walk(item)",
         "[walk(inner) for inner in item][::-1]", "item"),
        ("item", [([1, [2, [3]], 4], [2, 4]), ([5, [6, 7]], [6])], "walk(thing)",
         "[leaf for inner in thing if isinstance(inner, list) or inner % 2 == 0 for leaf in walk(inner)]", "[thing]"),
        ("xs k", [([1, [2, [3]], 4], 10, [10, [20, [30]], 40]), ([5, [6, 7]], 2, [10, [12, 14]])], "walk(item)",
         "[walk(inner) for inner in item]", "item * k"),
        ("xs", [([1, [2, [3]], 4], 18), ([5, [6, 7]], 31), ([1], 1)], "walk(item, depth)",
         "sum(walk(inner, depth + 1) for inner in item)", "item * depth"),
        ("xs", [(["a", ["b"], "c"], "(a (b) c)"), (["x", ["y", "z"]], "(x (y z))")], "walk(item)",
         '"(" + " ".join(walk(inner) for inner in item) + ")"', "item"),
    ],
)  # fmt: skip
def test_what_is_found_calls_itself(
    parameters: str, examples: list[tuple[Any, ...]], head: str, whole: str, leaf: str
) -> None:
    found = pieces(nested_pieces, parameters, *examples)
    name = "thing" if "thing" in head else "item"
    given = f"{parameters.split()[0]}, 0" if "depth" in head else parameters.split()[0]
    assert body(found[0], parameters) == (
        f"def {head}:\n    if isinstance({name}, list):\n        return {whole}\n    return {leaf}\n"
        f"return walk({given})\n"
    )
    check(found, parameters, examples)


def test_lists_of_one_depth_are_left_to_others() -> None:
    assert pieces(nested_pieces, "xs", ([[1], [2, 3]], 6), ([[4]], 4)) == []
    assert pieces(nested_pieces, "xs", ([1, 2], 3), ([4], 4)) == []
    assert pieces(nested_pieces, "xs", ([1, [2]], {}), ([4], {1: 2})) == []


def test_each_function_ends_on_lists_that_hold_nothing() -> None:
    for gives in ("number", "list", "text", "bool"):
        for beside in (0, 1):
            for lines, deep, _ in nested._walks(gives, beside):
                for items in _EMPTY:
                    try:
                        value = nested._function(lines, deep)(items, *((0,) if deep else ()), *(1,) * beside)
                    except ValueError:  # the largest of nothing
                        continue
                    assert isinstance(value, {"number": int, "list": list, "text": str, "bool": bool}[gives]), lines


def test_the_helper_is_no_function_of_the_textbook() -> None:
    assert nested._HELPER not in entries()
