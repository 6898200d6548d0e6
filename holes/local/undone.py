"""Undone: lists of numbers that two lists make, item by item, or running totals, found from the result backwards.

From such a result and one of the lists follows the other one, and from running totals follow the numbers. So two terms
meet that would be put together only much later: the witness functions of PROSE (Polozov and Gulwani, OOPSLA 2015), for
the list operations of DeepCoder (Balog et al., ICLR 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from operator import add, mul, sub
from typing import Any, NamedTuple

from holes.local.bank import Bank
from holes.local.components import ERRORS, Component, Spec, components_of
from holes.local.kinds import common
from holes.local.naming import element_names
from holes.local.terms import Loop, Term, Variable

#: Lists that are looked at, what is put together, at most, and how many different results tell anything.
_LISTS = 6_000
_FOUND = 60
_TELLING = 2
#: What a loop over two lists costs beside them and what stands in it, and running totals.
_ZIP = 5
_TOTALS = 6
_SUM, _DIFFERENCE, _PRODUCT, _RUNNING = components_of(
    [
        Spec("{0} + {1}", "n n", "n", 3),
        Spec("{0} - {1}", "n n", "n", 4),
        Spec("{0} * {1}", "n n", "n", 4),
        Spec("list(accumulate({0}))", "Ln", "Ln", _TOTALS, "", "(*accumulate(a),)"),
    ]
)


def _quotient(goal: Any, known: Any) -> Any:
    if known == 0:
        raise ArithmeticError
    return goal // known if type(goal) is int and type(known) is int else goal / known


class _Way(NamedTuple):
    """An operation, what it does, and what the item of the other list must be, from that of the result and the one that
    is known: the first, or with `later` the second."""

    component: Component
    act: Callable[[Any, Any], Any]
    undo: Callable[[Any, Any], Any]
    later: bool = False


_WAYS = (
    _Way(_SUM, add, sub),
    _Way(_DIFFERENCE, sub, lambda goal, known: known - goal),
    _Way(_DIFFERENCE, sub, add, later=True),
    _Way(_PRODUCT, mul, _quotient),
)


#: Terms by what they are, or by what would go with them.
_Lists = dict[tuple[tuple[Any, ...], ...], Term]


class _Aim(NamedTuple):
    """What is looked for, and what is then done with it."""

    column: tuple[tuple[Any, ...], ...]
    around: Callable[[Term], Term]
    direct: bool


class Undone:
    """Looks for the lists that a result was made of."""

    def __init__(self, goal: tuple[Any, ...], kind: str, parameters: Sequence[str]) -> None:
        telling = len(set(goal)) >= _TELLING and any(len(row) > 1 for row in goal) if kind in ("Li", "Lf") else False
        self._aims = (_Aim(goal, _plain, False), _Aim(_differences(goal), _running, True)) if telling else ()
        self._kind = kind
        self._taken = parameters
        self._left = _LISTS if telling else 0
        self._noted: dict[tuple[str, int], int] = {}
        #: By what is left of each list for each aim: only as many items as that has are gone through.
        self._known: tuple[_Lists, ...] = tuple({} for _ in self._aims)
        #: By what else would make a product of it: a list with a zero does not tell what that is.
        self._wanted: tuple[_Lists, ...] = tuple({} for _ in self._aims)
        self._found: list[Term] = []
        self._given = 0

    def look(self, bank: Bank, cost: int) -> None:
        """Take each new list of this cost away from the result."""
        for kind, _ in bank.terms(cost) if self._left else ():
            if kind not in ("Li", "Lf"):
                continue
            fresh = bank.fresh(kind, cost, self._noted, self._left)
            self._left -= len(fresh)
            for term in fresh:
                for aim, known, wanted in zip(self._aims, self._known, self._wanted, strict=True):
                    self._try(term, kind, aim, known, wanted)

    def found(self) -> Iterator[tuple[int, Term]]:
        """What has been put together since this was last asked, with its costs."""
        found, self._found = self._found, []
        for term in found:
            yield term[3], term

    def _try(self, term: Term, kind: str, aim: _Aim, known: _Lists, wanted: _Lists) -> None:
        if aim.direct and term[0] == aim.column:
            self._give(aim.around(term))
        if not all(map(_is_enough, term[0], aim.column)):
            return
        cut = tuple([row[: len(goal)] for row, goal in zip(term[0], aim.column, strict=True)])
        if cut in known:
            return
        known[cut] = term
        if cut in wanted:
            self._pair(_PRODUCT, mul, term, wanted[cut], kind, aim)
        for way in _WAYS:
            with suppress(*ERRORS):
                rest = tuple([tuple(map(way.undo, goal, row)) for goal, row in zip(aim.column, cut, strict=True)])
                other = known.get(rest)
                if other is None and way.component is _PRODUCT:
                    wanted.setdefault(rest, term)
                elif other is not None and other is not term:
                    one, two = (other, term) if way.later else (term, other)
                    self._pair(way.component, way.act, one, two, kind, aim)

    def _pair(
        self, component: Component, act: Callable[[Any, Any], Any], one: Term, two: Term, kind: str, aim: _Aim
    ) -> None:
        """Go through both side by side, if that is as long as the result."""
        if not all(
            tuple(map(act, first, second)) == goal
            for first, second, goal in zip(one[0], two[0], aim.column, strict=True)
        ):
            return
        names = element_names("zip", one, kind, self._taken.__contains__)
        left, right = (((), Variable(name), (), 1) for name in names)
        body: Term = ((), component, (left, right), component.cost + 2)
        loop = Loop("map", names, "zip", common((kind, kind)))
        cost = one[3] + two[3] + body[3] + _ZIP
        self._give(aim.around(((), loop, (one, two, body), cost)))

    def _give(self, term: Term) -> None:
        self._found.append(term)
        self._given += 1
        if self._given >= _FOUND:
            self._left = 0


def _is_enough(row: tuple[Any, ...], goal: tuple[Any, ...]) -> bool:
    return len(row) >= len(goal)


def _differences(goal: Sequence[tuple[Any, ...]]) -> tuple[tuple[Any, ...], ...]:
    """The numbers whose running totals the rows are."""
    return tuple([(*row[:1], *map(sub, row[1:], row)) for row in goal])


def _plain(term: Term) -> Term:
    return term


def _running(term: Term) -> Term:
    return ((), _RUNNING, (term,), term[3] + _TOTALS)
