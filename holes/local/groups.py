"""Groups: dictionaries that gather the items of a list, or the words or characters of a text, by something that some
have in common."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.naming import free, singular
from holes.local.piece import Piece
from holes.local.task import Task

#: Items of all examples together, beyond which nothing is gathered.
_ITEMS = 300
#: What items have in common, and what is gathered of them, with what that costs.
_KEYS = (
    ("x[0]", 2), ("len(x)", 2), ("x", 2), ("x[-1]", 3), ("x[1]", 3), ("x % 2", 4), ("x % 2 == 0", 4), ("x > 0", 4),
    ("x.lower()", 3), ("x[0].lower()", 4), ("x[0].upper()", 4), ("type(x).__name__", 5), ("x // 10", 5), ("x % 3", 5),
    ('"".join(sorted(x))', 5), ('"even" if x % 2 == 0 else "odd"', 6), ("abs(x)", 4), ("str(x)[0]", 5), ("x % 10", 5),
)  # fmt: skip
_VALUES = (("x", 1), ("x[1]", 2), ("x[0]", 3), ("x[1:]", 4), ("len(x)", 3), ("x[-1]", 4), ("x.lower()", 4))
#: What is made of those of one group.
_GATHERED = (
    ("[{0}]", list, 2), ("sum({0})", sum, 3), ("max({0})", max, 4), ("min({0})", min, 4), ("sorted({0})", sorted, 4),
    ("{{{0}}}", set, 4), ('" ".join({0})', " ".join, 5), ('", ".join({0})', ", ".join, 5),
)  # fmt: skip
_GROUPING = 9


class _Part(NamedTuple):
    """Something of an item `x`."""

    text: str
    cost: int
    run: Callable[[Any], Any]


def group_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Dictionaries of groups that are right on every example."""
    wanted = [one.expected for one in task.shown]
    if not all(type(value) is dict for value in wanted):
        return
    found: list[Piece] = []
    for source, rows, name in _sources(task):
        if sum(map(len, rows)) > _ITEMS or not any(rows):
            continue
        for key in _parts(_KEYS):
            grouped = [_grouped(key.run, items) for items in rows]
            if any(
                groups is None or groups.keys() != known.keys() for groups, known in zip(grouped, wanted, strict=True)
            ):
                continue
            for value, (form, gather, cost) in product(_parts(_VALUES), _GATHERED):
                budget.spend()
                if _gathered(grouped, value.run, gather) == wanted:
                    text = _text(source, name, key.text, value.text, form, task.parameters)
                    found.append(Piece(text, tuple(wanted), _GROUPING + key.cost + value.cost + cost))
    yield from sorted(found, key=lambda piece: piece.cost)


def _sources(task: Task) -> Iterator[tuple[str, list[Sequence[Any]], str]]:
    """What is gone over: its text, its items for each example, and what one is called."""
    taken = set(task.parameters).__contains__
    for place, name in enumerate(task.parameters):
        column = [one.arguments[place] for one in task.shown]
        if all(type(value) in (list, tuple) for value in column):
            yield name, column, free((singular(name), "item", "each"), taken)
        elif all(type(value) is str for value in column):
            yield f"{name}.split()", [value.split() for value in column], free(("word", "part"), taken)
            yield name, column, free(("char", "letter"), taken)


@cache
def _parts(table: tuple[tuple[str, int], ...]) -> tuple[_Part, ...]:
    return tuple(_Part(text, cost, eval(f"lambda x: {text}")) for text, cost in table)  # our own table


def _grouped(key: Callable[[Any], Any], items: Sequence[Any]) -> dict[Any, list[Any]] | None:
    """The items by their key; None where one has none."""
    groups: dict[Any, list[Any]] = {}
    try:
        for item in items:
            groups.setdefault(key(item), []).append(item)
    except (TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
        return None
    return groups


def _gathered(
    grouped: Sequence[dict[Any, list[Any]] | None], value: Callable[[Any], Any], gather: Callable[[Any], Any]
) -> list[dict[Any, Any]] | None:
    try:
        return [
            {key: gather([value(item) for item in items]) for key, items in (groups or {}).items()}
            for groups in grouped
        ]
    except (TypeError, ValueError, LookupError, AttributeError):
        return None


def _text(source: str, name: str, key: str, value: str, form: str, taken: Sequence[str]) -> str:
    other = free(("other", "each", "item"), {*taken, name}.__contains__)
    mine, theirs, kept = (_of(text, who) for text, who in ((key, name), (key, other), (value, other)))
    inner = f"{kept} for {other} in {source} if {theirs} == {mine}"
    if " if " in mine:
        inner = f"{kept} for {other} in {source} if ({theirs}) == ({mine})"
    return f"{{{mine}: {form.format(inner)} for {name} in {source}}}"


def _of(text: str, name: str) -> str:
    return re.sub(r"\bx\b", name, text)
