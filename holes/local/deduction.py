"""Deduction: what an expected result says of a part of the program, so that only the part is looked for.

A list as long as its source tells, element by element, what a map's body must give (λ², Feser, Chaudhuri and Dillig,
PLDI 2015), and the fields of a tuple are found one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from holes.local.bank import Bank
from holes.local.branches import Cases
from holes.local.kinds import kind_of
from holes.local.loops import Body, Scope, Source
from holes.local.terms import Bundle, Loop, Term

#: The cost of a map, and of a tuple.
_MAP = 3
_BUNDLE = 3
#: Fields of a tuple, at most.
_FIELDS = 5


class Fields:
    """The fields of expected tuples, or of lists that all have the same few items."""

    def __init__(self, expected: Sequence[Any]) -> None:
        self._cases: list[Cases] = []
        self._done: set[tuple[int, ...]] = set()
        kinds, lengths = {type(value) for value in expected}, set()
        if len(kinds) == 1 and kinds <= {tuple, list}:
            lengths = {len(value) for value in expected}
            self._bundle = Bundle(list in kinds)
        if len(lengths) == 1 and 1 < (length := lengths.pop()) <= _FIELDS:
            for place in range(length):
                column = [value[place] for value in expected]
                self._cases.append(Cases(column, [kind_of(value) for value in column]))

    def look(self, bank: Bank, cost: int) -> None:
        """Take note of the terms of this cost."""
        for cases in self._cases:
            cases.look(bank, cost)

    def bundles(self) -> Iterator[tuple[int, Term]]:
        """Tuples that are right, with their costs."""
        if not self._cases:
            return
        parts: list[Term] = []
        for cases in self._cases:
            whole = cases.branches.get(cases.full)
            if whole is None:
                whole = next((term for _, term in cases.conditionals()), cases.best)
                cases.best = whole
            if whole is None:
                return
            parts.append(whole)
        mark = tuple(map(id, parts))
        if mark not in self._done:
            self._done.add(mark)
            cost = sum(part[3] for part in parts) + _BUNDLE
            yield cost, ((), self._bundle, tuple(parts), cost)


class Maps:
    """Conditionals as bodies of maps."""

    def __init__(self, goal: tuple[Any, ...], goal_kind: str) -> None:
        self._goal = goal
        self._goal_kind = goal_kind
        self._known: list[tuple[Body, Source, Cases]] = []
        self._asked: dict[int, int] = {}

    def look(self, scope: Scope) -> None:
        """Find the sources that have an element for each one expected, and take note of what is new about their
        elements."""
        if self._goal_kind[0] != "L":
            return
        for place, body in enumerate(scope.bodies):
            for source in body.sources[self._asked.get(place, 0) :]:
                if all(body is not known for known, _, _ in self._known):
                    wanted = body.wanted(source, self._goal)
                    if wanted is not None:
                        kinds = [self._goal_kind[1:]] * len(wanted)
                        self._known.append((body, source, Cases(wanted, kinds)))
            self._asked[place] = len(body.sources)
        for body, _, cases in self._known:
            for cost in range(1, body.level + 1):
                cases.look(body.scope.bank, cost)

    def maps(self) -> Iterator[tuple[int, Term]]:
        """Maps that are right, with their costs."""
        for body, source, cases in self._known:
            head = Loop("map", body.names, body.over, source.kind)
            for cost, term in cases.conditionals():
                whole = cost + source.cost + _MAP
                yield whole, ((), head, (*source.terms, term), whole)
