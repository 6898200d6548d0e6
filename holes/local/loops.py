"""Loops: comprehensions, sums, sort keys. What stands inside is searched for over the elements (`bodies.py`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from holes.local.bank import Bank
from holes.local.bodies import OVER, Body, Setting, Source
from holes.local.components import Spec, components_of
from holes.local.kinds import element, pair, split
from holes.local.naming import element_names
from holes.local.task import ELEMENTS
from holes.local.terms import Constant, Term, Variable, elements

#: Sources of a scope beside the variables, and banks for their elements.
_SOURCES = 60
_BANKS = 10
_SOURCE_COST = 10
(_RANGE,) = components_of([Spec("list(range({0}))", "i", "Li", 5)])


class Scope:
    """A bank, and the loops over what is in it."""

    def __init__(
        self,
        setting: Setting,
        rows: int,
        limit: int,
        depth: int = 0,
        goal: tuple[Any, ...] | None = None,
        goal_kind: str = "",
    ) -> None:
        components = setting.components if depth == 0 else setting.inner
        self.bank = Bank(components, setting.budget, rows, limit, setting.allowed, goal, goal_kind)
        self.bodies: list[Body] = []
        self.outer_names: set[str] = set()
        #: The variables of the scope around, which loops in here may go over, too.
        self.outer: list[tuple[Term, str]] = []
        self.variables: list[tuple[Term, str]] = []
        self._setting = setting
        self._depth = depth
        self._followed: dict[tuple[str, int], int] = {}
        self._joined = 0

    def add_variable(self, name: str, column: tuple[Any, ...], kind: str) -> None:
        """A parameter, or a part of an element."""
        term: Term = (column, Variable(name), (), 2 if self._depth == 0 else 1)
        self.bank.add(term, kind)
        self.variables.append((term, kind))

    def grow(self, level: int) -> None:
        """Make all terms of exactly this cost. Raises `Exhausted`."""
        for _ in self.pieces(level):
            pass

    def pieces(self, level: int) -> Iterator[None]:
        """`grow` with pauses."""
        if self._depth and self.bank.size > self.bank.limit:
            return
        yield from self.bank.grow(level)
        if self._depth < 2:
            self._follow(level)
            for body in tuple(self.bodies):
                body.loops(level, self.bank)
                yield

    def _follow(self, level: int) -> None:
        """Make sources of the terms that came at this cost, and of the variables at the start."""
        if not self._followed:
            self._followed["", 0] = 1
            self._follow_variables()
        if self._depth or level > _SOURCE_COST:
            return
        for kind, terms in list(self.bank.terms(level)):
            inner = element(kind)
            if inner is None or inner in "-?" or kind[0] == "E":
                continue
            for term in tuple(terms):
                if self._joined >= _SOURCES:
                    return
                if not isinstance(term[1], (Constant, Variable)):
                    self._source((term,), (kind,), "entries" if kind[0] == "D" else "items")
                    self._joined += 1

    def _follow_variables(self) -> None:
        sequences = [(term, kind) for term, kind in self.variables if element(kind) not in (None, "-", "?")]
        for term, kind in sequences:
            if kind[0] == "D":
                self._source((term,), (kind,), "entries")
                continue
            overs = ["items"]
            if self._depth == 0 and kind[0] in "LVs":
                overs += ["enumerate", "pairs"]
                if kind[0] != "s" and (self._setting.goal_kind in ("i", "f", "b") or self._may_be_of_pairs(term)):
                    overs.append("combinations")
            for over in overs:
                self._source((term,), (kind,), over)
        if self._depth == 1:
            for term, kind in self.outer:
                if element(kind) not in (None, "-", "?") and kind[0] != "s":
                    self._source((term,), (kind,), "entries" if kind[0] == "D" else "items")
        if self._depth == 0:
            ordered = [(term, kind) for term, kind in sequences if kind[0] in "LVs"]
            for place, (one, kind) in enumerate(ordered):
                for other, other_kind in ordered[place + 1 :]:
                    self._source((one, other), (kind, other_kind), "zip")

    def fresh(self, asked: dict[int, int]) -> Iterator[tuple[Body, Source]]:
        """The bodies with their sources that whoever keeps `asked` has not been given before."""
        for place, body in enumerate(self.bodies):
            for source in body.sources[asked.get(place, 0) :]:
                yield body, source
            asked[place] = len(body.sources)

    def count_up(self) -> None:
        """Let loops go over the numbers below each whole number that has a name."""
        for term, kind in (*self.variables, *self.outer):
            if kind == "i" and max(term[0]) < ELEMENTS:
                column = tuple([tuple(range(number)) for number in term[0]])
                self._source(((column, _RANGE, (term,), term[3] + _RANGE.cost),), ("Li",), "items")

    def _may_be_of_pairs(self, term: Term) -> bool:
        """Whether the goal has an item for each two elements of the term, or has groups for items."""
        goal, kind = self.bank.goal, self._setting.goal_kind
        return kind[:2] in ("LV", "LT") or (
            kind[0] == "L"
            and goal is not None
            and all(2 * len(items) == len(one) * (len(one) - 1) for items, one in zip(goal, term[0], strict=True))
        )

    def _source(self, terms: tuple[Term, ...], kinds: tuple[str, ...], over: str) -> None:
        """Loop over these terms: in a bank that knows their elements, or in one of their own."""
        try:
            met = [elements(over, list(row)) for row in zip(*[term[0] for term in terms], strict=True)]
        except (TypeError, ValueError):
            return
        inner = [element(kind) or "?" for kind in kinds]
        parts: tuple[str, ...]
        if over == "enumerate":
            parts, item = ("i", inner[0]), pair("i", inner[0])
        elif over == "zip":
            parts, item = (inner[0], inner[1]), pair(inner[0], inner[1])
        elif over in ("pairs", "combinations"):
            parts, item = (inner[0], inner[0]), pair(inner[0], inner[0])
        elif over == "entries":
            key, rest = split(kinds[0][1:])
            parts, item = (key, rest), pair(key, rest)
        else:
            parts, item = (inner[0],), inner[0]
        cost = sum(term[3] for term in terms) + OVER[over]
        for body in self.bodies:
            if body.over == over and body.kinds == parts and body.join(terms, item, cost, met):
                return
        plain = all(isinstance(term[1], Variable) for term in terms)
        if not plain and len(self.bodies) >= _BANKS + 4:
            return
        taken = {*self._setting.parameters, *self.outer_names, *(term[1].name for term, _ in self.variables)}
        names = element_names(over, terms[0], kinds[0], taken.__contains__)
        limit = (30_000 if plain else 6_000) if self._depth == 0 else 1_500
        index: dict[tuple[int, Any], int] = {}
        for row, items in enumerate(met):
            for one in items:
                index.setdefault((row, one), len(index))
        if not 0 < len(index) <= ELEMENTS:
            return
        scope = Scope(self._setting, len(index), limit, self._depth + 1)
        body = Body(over, names, parts, index, self._lifted(), self._setting, scope)
        if body.join(terms, item, cost, met):
            self.bodies.append(body)
            if over == "enumerate":
                body.add_sides(terms[0], kinds[0])

    def _lifted(self) -> list[tuple[Term, str]]:
        """What a loop's body may speak of beside the element: variables, literals, and a few simple terms."""
        found: list[tuple[Term, str]] = []
        for cost in range(10):
            for kind, terms in self.bank.terms(cost):
                for term in terms:
                    simple = isinstance(term[1], (Variable, Constant))
                    if simple or (cost <= 6 and kind in "ifs" and len(found) < 60):
                        found.append((term, kind))
        return found
