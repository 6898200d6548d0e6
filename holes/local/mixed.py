"""Mixed: what is done with lists and tuples whose items are of different types.

The enumeration computes with items of one kind. Here such a list is sorted by type, written out as texts, or an item is
taken from it, so that the enumeration can go on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import is_not, itemgetter
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.kinds import common, kind_of
from holes.local.naming import free, singular
from holes.local.piece import Piece
from holes.local.task import Task

#: Types that items are chosen by, and what each choice costs.
_TYPES: tuple[tuple[type, int], ...] = (
    (int, 7), (str, 7), (float, 8), (list, 8), (tuple, 8), (dict, 9), (set, 10), (bool, 10),
)  # fmt: skip
_REST = 2
_TRUE, _KNOWN, _WRITTEN = 7, 8, 5


class _Choice(NamedTuple):
    """A condition on an item, called `{0}`, and what it costs."""

    text: str
    cost: int
    holds: Callable[[Any], bool]


def mixed_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """What can be made of the parameters that are mixed lists or tuples."""
    for place, name in enumerate(task.parameters):
        column = [one.arguments[place] for one in task.shown]
        sequences = all(type(value) in (list, tuple) for value in column)
        if not sequences or not {"?", "T"} & set(common(map(kind_of, column))):
            continue
        whole = tuple if all(type(value) is tuple for value in column) else list
        item = free((singular(name), "item", "each"), task.parameters.__contains__)
        for choice in _choices(column):
            budget.spend()
            kept = f"{item} for {item} in {name} if {choice.text.format(item)}"
            yield _piece(f"[{kept}]", column, _keeping(choice, list), choice.cost)
            if whole is tuple:
                yield _piece(f"tuple({kept})", column, _keeping(choice, tuple), choice.cost + 1)
        yield _piece(f"list(map(str, {name}))", column, lambda row: [*map(str, row)], _WRITTEN)
        yield from _items(task, name, column)


def _choices(column: list[Any]) -> Iterator[_Choice]:
    """Conditions that some of the items meet and some do not."""
    types = {type(item) for row in column for item in row}
    for kind, cost in _TYPES:
        if kind in types and len(types) > 1:
            yield _Choice(f"isinstance({{0}}, {kind.__name__})", cost, partial(_is_of, kind))
            yield _Choice(f"not isinstance({{0}}, {kind.__name__})", cost + _REST, partial(_is_none_of, kind))
    if not all(item for row in column for item in row):
        yield _Choice("{0}", _TRUE, bool)
    if type(None) in types:
        yield _Choice("{0} is not None", _KNOWN, partial(is_not, None))


def _is_of(kind: type, item: Any) -> bool:
    return isinstance(item, kind)


def _is_none_of(kind: type, item: Any) -> bool:
    return not isinstance(item, kind)


def _keeping(choice: _Choice, whole: type) -> Callable[[Any], Any]:
    return lambda row: whole(filter(choice.holds, row))


def _items(task: Task, name: str, column: list[Any]) -> Iterator[Piece]:
    """Single items: at either end, and where another parameter says."""
    for index, cost in ((0, 5), (-1, 6), (1, 6)):
        yield _piece(f"{name}[{index}]", column, itemgetter(index), cost)
    for place, other in enumerate(task.parameters):
        places = [one.arguments[place] for one in task.shown]
        if all(type(value) is int for value in places):
            pairs = zip(column, places, strict=True)
            yield _piece(f"{name}[{other}]", [*pairs], lambda pair: pair[0][pair[1]], 6)


def _piece(text: str, rows: list[Any], run: Callable[[Any], Any], cost: int) -> Piece:
    values = []
    for row in rows:
        try:
            values.append(run(row))
        except LookupError:
            values.append(...)
    return Piece(text, tuple(values), cost)
