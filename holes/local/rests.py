"""Rests: what is left of the result when a term is taken away from it.

The outermost operation can be undone: from a sum and one of its terms follows the other. So two terms meet that would
be put together only much later, and constants are found that nobody would try. It is meeting in the middle, by what
PROSE calls witness functions (Polozov and Gulwani, OOPSLA 2015).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from operator import add, sub, truediv, xor
from typing import Any, NamedTuple

from holes.local.bank import Bank
from holes.local.components import ERRORS, Component, function
from holes.local.kinds import agrees
from holes.local.terms import Constant, Term

#: Terms that are taken away, at most; those of them that are tried on each new rest, too; rests of sequences.
_TERMS = 30_000
_AGAIN = 300
_RESTS = 40
#: What is put together, at most.
_FOUND = 200
#: So few different results tell nothing: some two terms always fit.
_TELLING = 3
#: A constant costs so much, and more for each sign.
_CONSTANT = 8
_LONGEST = 8


def _ratio(one: Any, other: Any) -> Any:
    return one // other if type(one) is int and type(other) is int else truediv(one, other)


#: For numbers: an operation, whether the term that is known comes first, and what the other one must be.
_UNDONE: tuple[tuple[str, bool, Callable[[Any, Any], Any]], ...] = (
    ("{0} + {1}", True, sub),
    ("{0} - {1}", False, add),
    ("{0} - {1}", True, lambda goal, known: known - goal),
    ("{0} * {1}", True, _ratio),
    ("{0} ^ {1}", True, xor),
)


#: What nobody does every day is not undone.
_DEAREST = 7


class _Rest(NamedTuple):
    """What is looked for between terms that stand before it and after it."""

    column: tuple[Any, ...]
    before: tuple[Term, ...] = ()
    after: tuple[Term, ...] = ()


class Rests:
    """Looks for the two or three terms that a sum, a difference, a product or a concatenation makes the goal of."""

    def __init__(self, goal: tuple[Any, ...], kind: str, components: Sequence[tuple[Component, int]]) -> None:
        self._goal = goal
        self._kind = kind
        self._operations = {
            (one.template, one.takes[0]): (one, price) for one, price in components if price <= _DEAREST
        }
        sequence = kind == "s" or (kind[0] == "L" and not {"-", "?"} & set(kind))
        self._take = self._undo if kind in ("i", "f") else self._cut
        self._left = _TERMS if len(set(goal)) >= _TELLING and (sequence or kind in ("i", "f")) else 0
        self._rests = [_Rest(goal)]
        self._columns = {goal}
        self._affixes: list[Term] = []
        self._again: list[Term] = []
        self._taken: set[tuple[Any, ...]] = set()
        self._noted: dict[tuple[str, int], int] = {}
        self._found: list[Term] = []
        self._count = 0
        if len(goal) >= _TELLING and len(set(goal)) == 1:
            self._give(_constant(goal[0], kind, len(goal)))
        if self._left and kind[0] == "L":
            self._affixes = [_constant(affix, kind, len(goal)) for affix in _affixes(goal)]

    def look(self, bank: Bank, cost: int) -> None:
        """Take each new term of this cost away from the goal, as long as there are not too many."""
        for affix in self._affixes:
            self._cut(affix, bank)
        self._affixes.clear()
        for kind, _ in bank.terms(cost) if self._left else ():
            if not (kind in ("i", "f") if self._kind in ("i", "f") else agrees(kind, self._kind)):
                continue
            fresh = bank.fresh(kind, cost, self._noted, self._left)
            self._left -= len(fresh)
            for term in fresh:
                with suppress(*ERRORS):
                    self._take(term, bank)

    def found(self) -> Iterator[tuple[int, Term]]:
        """What has been put together since this was last asked, with its costs."""
        found, self._found = self._found, []
        for term in found:
            yield term[3], term

    def _undo(self, term: Term, bank: Bank) -> None:
        """Look for the other term of an operation on numbers."""
        self._taken.add(term[0])
        for template, first, undo in _UNDONE:
            known = self._operations.get((template, "i" if "^" in template else "n"))
            if known is None or ("^" in template and self._kind != "i"):
                continue
            component, price = known
            column = tuple(map(undo, self._goal, term[0]))
            other = bank.find(("i", "f"), column) or _constant_in(column, self._kind)
            if other is None:
                continue
            parts = (term, other) if first else (other, term)
            if component.symmetric and not isinstance(other[1], Constant):
                if column not in self._taken:
                    continue  # when its turn comes, in this order
                parts = (other, term)
            if tuple(map(function(component.code, 2), parts[0][0], parts[1][0])) == self._goal:
                self._give(((), component, parts, term[3] + other[3] + price))

    def _cut(self, term: Term, bank: Bank) -> None:
        """Cut a sequence off the goal, and off what is left of it."""
        if len(self._again) < _AGAIN:
            self._again.append(term)
        for rest in tuple(self._rests):
            self._cut_off(term, rest, bank)

    def _cut_off(self, term: Term, rest: _Rest, bank: Bank) -> None:
        column = term[0]
        if column == rest.column:
            self._join(rest, term)
        elif len(self._rests) < _RESTS:
            # The first example refutes nearly all.
            part, whole = column[0], rest.column[0]
            begins, ends = whole[: len(part)] == part, not part or whole[-len(part) :] == part
            if not (begins or ends) or not any(column):
                return
            both = tuple(zip(column, rest.column, strict=True))
            if begins and all(whole[: len(part)] == part for part, whole in both):
                left = tuple([whole[len(part) :] for part, whole in both])
                self._leave(_Rest(left, (*rest.before, term), rest.after), bank)
            if ends and all(not part or whole[-len(part) :] == part for part, whole in both):
                left = tuple([whole[: len(whole) - len(part)] for part, whole in both])
                self._leave(_Rest(left, rest.before, (term, *rest.after)), bank)

    def _leave(self, rest: _Rest, bank: Bank) -> None:
        if rest.column in self._columns or len(rest.before) + len(rest.after) > 2:
            return
        self._columns.add(rest.column)
        other = bank.find((self._kind,), rest.column)
        if other is None and len(set(rest.column)) == 1 and any(rest.column):
            other = _constant(rest.column[0], self._kind, len(rest.column))
        if other is not None:
            self._join(rest, other)
            return
        self._rests.append(rest)
        for term in tuple(self._again):
            self._cut_off(term, rest, bank)

    def _join(self, rest: _Rest, middle: Term) -> None:
        if not rest.before and not rest.after:
            return
        component, price = self._operations["{0} + {1}", "s" if self._kind == "s" else "Lx"]
        parts: tuple[Term, ...] = (*rest.before, middle, *rest.after)
        whole, others = parts[0], parts[1:]
        for term in others:
            whole = ((), component, (whole, term), whole[3] + term[3] + price)
        self._give(whole)

    def _give(self, term: Term) -> None:
        self._found.append(term)
        self._count += 1
        if self._count >= _FOUND:
            self._left = 0


def _constant_in(column: tuple[Any, ...], kind: str) -> Term | None:
    """The constant that the column is, if it is a short one."""
    value = column[0]
    short = len(repr(value)) <= _LONGEST and column.count(value) == len(column)
    return _constant(value, "f" if type(value) is float else "i", len(column)) if short else None


def _constant(value: Any, kind: str, rows: int) -> Term:
    return (value,) * rows, Constant(value, kind), (), _CONSTANT + len(repr(value))


def _affixes(goal: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """What all results begin with, and what they end with."""
    for step in (1, -1):
        length = 0
        shortest = min(map(len, goal))
        while length < min(shortest, 4) and len({one[::step][length] for one in goal}) == 1:
            length += 1
            yield goal[0][::step][:length][::step]
