"""Sorting by keys: the order of a result tells which keys it may have been sorted by, one or two.

The first key must not fall from item to item, or not rise; where it stays the same, the second must not. So a pair of
keys is found as soon as both are there, though nobody enumerates tuples of keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from holes.local.bodies import Body, Source
from holes.local.components import Spec, components_of
from holes.local.loops import Scope
from holes.local.shapes import SHAPES
from holes.local.terms import Bundle, Loop, Term

(_MINUS,) = components_of([Spec("-{0}", "n", "n", 2)])
#: What a second key costs. How many first keys are tried, and second ones for each, and how many of both are looked at.
_SECOND = 1
_FIRSTS = 6
_SECONDS = 4
_KEYS = 600
#: The kinds that have an order; the first two of them can be turned round by a sign.
_ORDERED = "ifs"


class _First(NamedTuple):
    """A first key, and the second ones that were found for it."""

    term: Term
    seconds: list[Term]


class _Known:
    """A source that the goal is a permutation of, and the keys that may have put it in that order."""

    def __init__(self, body: Body, source: Source, steps: Sequence[tuple[int, int]]) -> None:
        self.body = body
        self.source = source
        #: The places of neighbours in the result, in the body's column.
        self.steps = steps
        #: By the places of the body's column between which only a second key decides; the cheapest for each.
        self.firsts: dict[tuple[tuple[int, int], ...], _First] = {}
        self.singles = 0
        self.keys: list[tuple[Term, str]] = []
        self.noted: dict[tuple[str, int], int] = {}

    def look(self) -> Iterator[tuple[Term, ...]]:
        """The pairs of keys, or single ones, that are new."""
        bank = self.body.scope.bank
        for cost in range(1, self.body.level + 1):
            for kind in _ORDERED:
                for term in bank.fresh(kind, cost, self.noted):
                    if len(self.keys) < _KEYS and self.body.speaks(term):
                        self.keys.append((term, kind))
                        yield from self._with(term, kind)

    def _with(self, term: Term, kind: str) -> Iterator[tuple[Term, ...]]:
        for ties, first in self.firsts.items():
            yield from _seconds(first, ties, term, kind)
        for key in _following(term, kind, self.steps):
            ties = tuple([(one, other) for one, other in self.steps if term[0][one] == term[0][other]])
            if not ties:
                if self.singles < _FIRSTS:
                    self.singles += 1
                    yield (key,)
            elif len(ties) < len(self.steps) and ties not in self.firsts and len(self.firsts) < _FIRSTS:
                self.firsts[ties] = _First(key, [])
                for second, its_kind in self.keys:
                    yield from _seconds(self.firsts[ties], ties, second, its_kind)


def _seconds(first: _First, ties: Sequence[tuple[int, int]], term: Term, kind: str) -> Iterator[tuple[Term, ...]]:
    if len(first.seconds) < _SECONDS:
        for key in _following(term, kind, ties):
            first.seconds.append(key)
            yield first.term, key


def _following(term: Term, kind: str, steps: Sequence[tuple[int, int]]) -> Iterator[Term]:
    """The key, or its opposite, if it goes on in this order."""
    column = term[0]
    if all(column[one] <= column[other] for one, other in steps):
        yield term
    elif kind != "s" and all(column[one] >= column[other] for one, other in steps):
        yield tuple([-value for value in column]), _MINUS, (term,), term[3] + _MINUS.cost


class Sorting:
    """Sorts by one or two keys."""

    def __init__(self, goal: tuple[Any, ...], kind: str) -> None:
        self._goal = goal if kind[0] == "L" else None
        self._known: list[_Known] = []
        self._asked: dict[int, int] = {}

    def look(self, scope: Scope) -> None:
        """Find sources that have the items of the goal."""
        if self._goal is None:
            return
        for body, source in scope.fresh(self._asked):
            if body.over == "items" and all(known.body is not body for known in self._known):
                self._match(body, source, self._goal)

    def _match(self, body: Body, source: Source, goal: tuple[Any, ...]) -> None:
        steps: set[tuple[int, int]] = set()
        for (items, pick), result in zip(source.rows, goal, strict=True):
            if Counter(items) != Counter(result):
                return
            places = dict(zip(items, pick(range(body.scope.bank.rows)), strict=True))
            order = [places[item] for item in result]
            steps.update((one, other) for one, other in pairwise(order) if one != other)
        if steps:
            self._known.append(_Known(body, source, sorted(steps)))

    def found(self) -> Iterator[tuple[int, Term]]:
        """Sorts that are right, with their costs."""
        for known in self._known:
            for keys in known.look():
                cost = sum(key[3] for key in keys) + known.source.cost + SHAPES["sort"].cost
                body = keys[0]
                if len(keys) > 1:
                    cost += _SECOND
                    body = ((), Bundle(is_list=False), keys, cost)
                head = Loop("sort", known.body.names, known.body.over, known.source.kind)
                yield cost, ((), head, (*known.source.terms, body), cost)
