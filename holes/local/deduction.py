"""Deduction: what an expected result says of a part of the program, so that only the part is looked for.

A list as long as its source tells, element by element, what a map's body must give (λ², Feser, Chaudhuri and Dillig,
PLDI 2015), and the fields of a tuple are found one by one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from holes.local.bank import Bank
from holes.local.branches import Cases
from holes.local.components import Component, Spec, components_of
from holes.local.kinds import freeze, kind_of
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
                self._cases.append(Cases(list(map(freeze, column)), list(map(kind_of, column))))

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
    """Maps over sources that have an element for each one expected: their bodies are known element by element."""

    def __init__(self, goal: tuple[Any, ...], goal_kind: str) -> None:
        self._form = _FORMS.get(goal_kind[0])
        self._goal = tuple(map(tuple, goal)) if self._form is not None else ()
        self._kind = "s" if goal_kind == "s" else goal_kind[1:]
        self._known: list[tuple[Body, Source, Cases]] = []
        self._asked: dict[int, int] = {}
        self._given: set[int] = set()

    def look(self, scope: Scope) -> None:
        """Find such sources, and take note of what is new about their elements."""
        if self._form is None:
            return
        for place, body in enumerate(scope.bodies):
            for source in body.sources[self._asked.get(place, 0) :]:
                if all(body is not known for known, _, _ in self._known):
                    wanted = body.wanted(source, self._goal)
                    if wanted is not None:
                        self._known.append((body, source, Cases(wanted, [self._kind] * len(wanted))))
            self._asked[place] = len(body.sources)
        for body, _, cases in self._known:
            for cost in range(1, body.level + 1):
                cases.look(body.scope.bank, cost)

    def maps(self) -> Iterator[tuple[int, Term]]:
        """Maps that are right, with their costs."""
        for body, source, cases in self._known:
            whole = cases.branches.get(cases.full)
            if whole is not None and id(whole) not in self._given and body.speaks(whole):
                self._given.add(id(whole))
                yield self._map(body, source, whole[3], whole)
            for cost, term in cases.conditionals():
                yield self._map(body, source, cost, term)

    def _map(self, body: Body, source: Source, cost: int, term: Term) -> tuple[int, Term]:
        assert self._form is not None
        shape, around = self._form
        whole = cost + source.cost + _MAP
        made: Term = ((), Loop(shape, body.names, body.over, source.kind), (*source.terms, term), whole)
        return whole, made if around is None else ((), around, (made,), whole)


(_TUPLE,) = components_of([Spec("tuple({0})", "Lx", "Vx", _MAP, "", "a")])
#: For results of a kind: the shape of the loop, and what stands around it.
_FORMS: dict[str, tuple[str, Component | None]] = {"L": ("map", None), "V": ("map", _TUPLE), "s": ("join", None)}
