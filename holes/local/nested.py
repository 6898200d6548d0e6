"""Nested lists of unequal depth: functions that call themselves for each list within.

What becomes of an item that is no list, which items count, and what is made of what a list's items give. Each is run as
it is written, on the smallest example first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.naming import free
from holes.local.piece import Piece
from holes.local.statements import renamed
from holes.local.task import Task, size

#: Items of one example beyond which nothing is looked at.
_SIZE = 200
#: What a function that calls itself costs.
_WALK = 10
_FILTER = 3
#: Functions that are handed over at most: where more fit, the examples do not tell them apart.
_MOST = 4
_HELPER = "nested"


class _Leaf(NamedTuple):
    """What becomes of an item `x` that is no list."""

    cost: int
    text: str


class _Whole(NamedTuple):
    """What is made of a list `x` whose items `y` give `g` each; `filtered` is the same with a condition `c` on what is
    no list. With `deep`, the function takes the depth `d` too."""

    cost: int
    gives: str
    text: str
    filtered: str = ""
    deep: bool = False


_LISTED = "[g for y in x]"
_KEPT = "[g for y in x if isinstance(y, list) or c]"
_JOINED = "[z for y in x for z in g]"
#: What gives a number, and what a number is made of.
_NUMBERS = (_Leaf(0, "x"), _Leaf(1, "1"), _Leaf(2, "x * x"), _Leaf(2, "abs(x)"), _Leaf(2, "len(x)"), _Leaf(3, "2 * x"))
_ITEMS = (
    _Leaf(0, "x"), _Leaf(2, "x * x"), _Leaf(2, "2 * x"), _Leaf(2, "x + 1"), _Leaf(2, "-x"), _Leaf(2, "abs(x)"),
    _Leaf(2, "str(x)"), _Leaf(2, "x.upper()"), _Leaf(2, "x.lower()"), _Leaf(2, "len(x)"), _Leaf(3, "x[::-1]"),
    _Leaf(2, "int(x)"), _Leaf(3, "x % 2 == 0"), _Leaf(3, "x - 1"), _Leaf(3, "type(x).__name__"), _Leaf(2, "x.strip()"),
    _Leaf(3, "x % 2"), _Leaf(3, "x > 0"), _Leaf(3, "float(x)"), _Leaf(2, "x * p"), _Leaf(2, "x + p"),
    _Leaf(3, "x - p"), _Leaf(3, "q if x == p else x"),
)  # fmt: skip
_CONDITIONS = (
    "y % 2 == 0", "y % 2 == 1", "y > 0", "y < 0", "y != 0", "y is not None", "y == p", "y != p", "y > p", "y < p",
    "isinstance(y, int)", "isinstance(y, str)",
)  # fmt: skip
_WHOLES = (
    _Whole(0, "number", "sum(g for y in x)", "sum(g for y in x if isinstance(y, list) or c)"),
    _Whole(1, "number", "max(g for y in x)"),
    _Whole(1, "number", "min(g for y in x)"),
    _Whole(2, "number", "math.prod(g for y in x)"),
    _Whole(2, "number", "1 + sum(g for y in x)"),
    _Whole(3, "number", "1 + max((g for y in x), default=0)"),
    _Whole(4, "number", "1 + min((g for y in x), default=0)"),
    _Whole(4, "number", "len(x) + sum(g for y in x)"),
    _Whole(3, "number", "max((g for y in x), default=0)"),
    _Whole(1, "list", _LISTED, _KEPT),
    _Whole(1, "list", "[g for y in x][::-1]"),
    _Whole(2, "list", "sorted([g for y in x], key=str)"),
    _Whole(2, "list", "[g for y in x if y != []]"),
    _Whole(2, "list", "[g for y in x[1:]]"),
    _Whole(2, "list", "[g for y in x[:-1]]"),
    _Whole(2, "flat", _JOINED, "[z for y in x if isinstance(y, list) or c for z in g]"),
    _Whole(3, "flat", "[z for y in x[::-1] for z in g]"),
    _Whole(3, "flat", "[*[z for y in x for z in g], len(x)]"),
    _Whole(1, "text", '"".join(g for y in x)'),
    _Whole(2, "text", '" ".join(g for y in x)'),
    _Whole(3, "text", '"(" + " ".join(g for y in x) + ")"'),
    _Whole(3, "text", '"(" + ",".join(g for y in x) + ")"'),
    _Whole(3, "text", '"[" + ", ".join(g for y in x) + "]"'),
    _Whole(3, "text", '"{" + ", ".join(g for y in x) + "}"'),
    _Whole(2, "bool", "all(g for y in x)"),
    _Whole(2, "bool", "any(g for y in x)"),
    _Whole(3, "number", "sum(g for y in x)", "", True),
    _Whole(3, "number", "max((g for y in x), default=d)", "", True),
    _Whole(3, "list", _LISTED, "", True),
    _Whole(4, "flat", _JOINED, "", True),
)  # fmt: skip
#: What becomes of what is no list, in a list at a depth.
_DEEP = (
    _Leaf(0, "x * d"), _Leaf(1, "d"), _Leaf(2, "x ** d"), _Leaf(1, "x + d"), _Leaf(2, "x if d == p else 0"),
    _Leaf(3, "x if d % 2 == 1 else 0"), _Leaf(3, "x if d % 2 == 1 else -x"),
)  # fmt: skip
_ASKED = (
    _Leaf(2, "x > 0"), _Leaf(2, "x % 2 == 0"), _Leaf(2, "x == p"), _Leaf(2, "x != p"), _Leaf(2, "isinstance(x, int)"),
    _Leaf(2, "bool(x)"), _Leaf(3, "isinstance(x, str)"),
)  # fmt: skip


def nested_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Functions of nested lists that are right on every example."""
    wanted = [one.expected for one in task.shown]
    if not task.parameters or len(task.parameters) > 3 or any(one.raises is not None for one in task.shown):
        return
    first, *more = task.parameters
    rows = [one.arguments for one in task.shown]
    if not all(type(row[0]) is list and size(row) <= _SIZE for row in rows) or not any(
        _is_uneven(row[0]) for row in rows
    ):
        return
    kinds = {type(value) for value in wanted}
    if len(set(map(repr, wanted))) < 2 or any(isinstance(value, (list, dict)) for row in rows for value in row[1:]):
        return
    order = sorted(range(len(rows)), key=lambda row: (not _is_uneven(rows[row][0]), size(rows[row])))
    found = []
    for lines, deep, cost in _walks(_gives(kinds), len(more)):
        budget.spend(2)
        walk = _function(lines, deep)
        if all(_is_right(walk, rows[row], wanted[row], deep) for row in order):
            taken = set(task.parameters).__contains__
            names = {
                "x": free(("item", "thing"), taken),
                "y": free(("inner", "part"), taken),
                "z": free(("leaf", "each"), taken),
                "d": free(("depth", "level"), taken),
                "walk": free(("walk", "visit"), taken),
            }
            names |= dict(zip("pq", more, strict=False))
            body = [*(renamed(line, names).replace("walk(", f"{names['walk']}(") for line in lines)]
            body.append(f"return {names['walk']}({first}{', 0' if deep else ''})")
            text = f"{_HELPER}({', '.join(task.parameters)})"
            found.append(Piece(text, tuple(wanted), _WALK + cost, loop=tuple(body), helper=_HELPER))
    yield from sorted(found, key=lambda piece: piece.cost)[:_MOST]


def _is_uneven(items: list[Any]) -> bool:
    """Whether there is a list beside what is none, at any depth."""
    lists = [item for item in items if type(item) is list]
    return 0 < len(lists) < len(items) or any(map(_is_uneven, lists))


def _gives(kinds: set[type]) -> str:
    if len(kinds) == 1:
        return {list: "list", str: "text", bool: "bool"}.get(next(iter(kinds)), "number")
    return "number" if kinds <= {int, float} else ""


@cache
def _walks(gives: str, beside: int) -> tuple[tuple[tuple[str, ...], bool, int], ...]:
    """The functions that may give something of this sort, with so many parameters beside: their lines, whether they
    take the depth, and what they cost."""
    found = []
    for whole in _WHOLES:
        if whole.gives != gives and (whole.gives, gives) != ("flat", "list"):
            continue
        leaves = _DEEP if whole.deep else _leaves(whole.gives)
        conditions = ("", *_CONDITIONS) if whole.filtered else ("",)
        for leaf, condition in product(leaves, conditions):
            used = set("pq") & set(_names(leaf.text) | _names(condition))
            if len(used) != beside or (leaf.cost > 1 and condition):
                continue
            given = "walk(y, d + 1)" if whole.deep else "walk(y)"
            text = (whole.filtered if condition else whole.text).replace("g for", f"{given} for")
            text = text.replace("in g]", f"in {given}]").replace("or c", f"or {condition}")
            text = text.replace("in g,", f"in {given},")
            becomes = f"[{leaf.text}]" if whole.gives == "flat" else leaf.text
            lines = (
                f"def walk({'x, d' if whole.deep else 'x'}):",
                "    if isinstance(x, list):",
                f"        return {text}",
                f"    return {becomes}",
            )
            found.append((lines, whole.deep, whole.cost + leaf.cost + (_FILTER if condition else 0)))
    return tuple(found)


def _leaves(gives: str) -> tuple[_Leaf, ...]:
    if gives == "number":
        return (*_NUMBERS, _Leaf(1, "0"))
    if gives == "text":
        return (_Leaf(0, "x"), _Leaf(1, "str(x)"))
    return _ASKED if gives == "bool" else _ITEMS


@cache
def _names(text: str) -> frozenset[str]:
    return frozenset("".join(sign if sign.isalnum() else " " for sign in text).split())


@cache
def _function(lines: tuple[str, ...], deep: bool) -> Callable[..., Any]:
    """The function that is walked with, of the item and the parameters beside."""
    body = [f"def outer(x{', d' if deep else ''}, p=None, q=None):", *(f"    {line}" for line in lines)]
    scope: dict[str, Any] = {"math": math}
    exec("\n".join([*body, f"    return walk(x{', d' if deep else ''})"]), scope)  # our own table, nobody's text
    made: Callable[..., Any] = scope["outer"]
    return made


def _is_right(walk: Callable[..., Any], row: tuple[Any, ...], wanted: Any, deep: bool) -> bool:
    try:
        value = walk(row[0], *((0,) if deep else ()), *row[1:])
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError):
        return False
    return bool(value == wanted) and repr(value) == repr(wanted)  # 1 is no 1.0
