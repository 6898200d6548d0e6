"""The textbook, tried on the examples: what fits is written into the function, what the description asks for may be an
operand of something larger."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, permutations
from typing import Any

from holes.local.bank import Budget
from holes.local.behaviour import orders, tried, tried_on, wrappers_for
from holes.local.components import Component, Spec, components_of
from holes.local.hints import spoken
from holes.local.piece import Piece
from holes.local.standard import Callee
from holes.local.task import Shown, Task
from holes.local.textbook.catalogue import ASKED, Entry, entries, fits, likeness

#: What a function costs that the description asks for, and so much more where it speaks of something else.
_COST = 4
_UNASKED = 8
#: What it costs to do with something else than a parameter what the description asks for.
_EACH = 6
#: What it costs that a parameter is not looked at.
_IGNORED = 3
#: The types of an item that a function may be applied to in a loop, and the kinds that results are of.
_KINDS: dict[Any, str] = {int: "i", float: "n", str: "s", bool: "b"}


def textbook_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Functions of the textbook that are right on every example, and what those give that the description asks for."""
    shown = tried_on(task)
    if not shown:
        return
    words = spoken(task.words)
    wrappers = wrappers_for(shown[0].expected)
    ways = [*orders(task, shown), *_fewer(task)]
    for entry in entries().values():
        if entry.gives is datetime.datetime:
            continue  # it reads a text for what is said of the date then
        share = likeness(entry, words)
        callee = _callee(entry, share)
        for texts, places, constants, cost in ways:
            if len(places) != len(entry.takes) or (constants and share < ASKED):
                continue
            given = (*shown[0].arguments, *constants)
            if not all(map(fits, entry.takes, (given[place] for place in places))):
                continue
            budget.spend()
            around = wrappers if share >= ASKED and not constants else wrappers[:1]
            pieces = list(tried(callee, texts, places, constants, cost, task, shown, around))
            if not pieces and share >= ASKED:
                pieces = list(_operand(callee, entry, texts, places, constants, cost, task))
            yield from (piece._replace(called=tuple(sorted(entry.named))) for piece in pieces)


# Each search for what a special case leaves asks the same.
@lru_cache(maxsize=8)
def textbook_components(words: tuple[str, ...]) -> tuple[Component, ...]:
    """The functions of single values that the words ask for, as what can be done with what is computed, and with the
    items of a list."""
    specs = []
    for entry in entries().values():
        kinds = [_KINDS.get(takes) for takes in entry.takes]
        if entry.gives in _KINDS and len(kinds) <= 2 and None not in kinds and likeness(entry, words) >= ASKED:
            marks = ["{0}", "{1}"][: len(kinds)]
            safe = f'textbook("{entry.name}", {", ".join("ab"[: len(kinds)])})'
            gives = "f" if entry.gives is float else _KINDS[entry.gives]
            takes = " ".join(kind for kind in kinds if kind)
            specs.append(Spec(f"{entry.name}({', '.join(marks)})", takes, gives, _EACH, " ".join(entry.named), safe))
    return components_of(specs)


def _callee(entry: Entry, share: float) -> Callee:
    count = len(entry.takes)
    return Callee(entry.name, entry.call, _COST + round((1 - share) * _UNASKED), False, count, count)


def _fewer(task: Task) -> Iterator[tuple[tuple[str, ...], tuple[int, ...], tuple[Any, ...], int]]:
    """Ways to give only some of the parameters, in their order or any other."""
    for count in range(1, len(task.parameters)):
        for places in permutations(range(len(task.parameters)), count):
            turned = sum(one > other for one, other in pairwise(places))
            cost = _IGNORED * (len(task.parameters) - count) + turned
            yield tuple(task.parameters[place] for place in places), places, (), cost


def _operand(
    callee: Callee,
    entry: Entry,
    texts: tuple[str, ...],
    places: tuple[int, ...],
    constants: tuple[Any, ...],
    cost: int,
    task: Task,
) -> Iterator[Piece]:
    """The call with what it gives, where it gives anything."""

    def given(one: Shown) -> list[Any]:
        values = (*one.arguments, *constants)
        return [values[place] for place in places]

    try:
        values = tuple(entry.call(*given(one)) for one in task.shown)
    except Exception:
        return
    text = f"{entry.name}({', '.join(texts)})"
    yield Piece(text, values, callee.cost + cost)
