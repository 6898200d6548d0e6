"""Loops: comprehensions, sums, sort keys. What stands inside is searched for over the elements, in a bank of its own.

One bank serves all sources whose elements it knows, so that what is learnt about the elements of a list holds for what
is cut out of it, too. Lambdas found bottom-up over vectors of elements follow LambdaBeam (Shi et al., NeurIPS 2023).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from holes.local.bank import Bank, Budget
from holes.local.components import Component, Spec, components_of, function
from holes.local.hints import called_for
from holes.local.kinds import agrees, element, hashable, instance, match, pair, split
from holes.local.naming import element_names
from holes.local.shapes import SHAPES, loop_sweep, picker
from holes.local.task import ELEMENTS
from holes.local.terms import Constant, Loop, Term, Variable, elements, shown_elements

#: How many conditions are paired with how many bodies.
_CONDITIONS = 40
_PAIRED = 400
#: Loops with a condition that make an item of each element that it leaves.
_ONE_EACH = ("map-if", "dict-if")
#: What a loop's source costs beside its terms.
_OVER = {"items": 0, "enumerate": 2, "zip": 1, "pairs": 5, "combinations": 6, "entries": 1}
#: What does not depend on the order in which a set is gone through.
_ORDERLESS = ("sum", "count", "any", "all", "sum-if", "set", "set-filter")
#: Sources of a scope beside the variables, and banks for their elements.
_SOURCES = 60
_BANKS = 10
_SOURCE_COST = 10


#: What stands before and after an element, so common that it need not be composed.
_SIDE = 4
_SIDES = components_of([Spec("{0}[:{1}]", "Lx i", "Lx", _SIDE), Spec("{0}[{1} + 1:]", "Lx i", "Lx", _SIDE)])


(_RANGE,) = components_of([Spec("list(range({0}))", "i", "Li", 5)])


class Setting(NamedTuple):
    """What all scopes of a search share; `inner` are the components inside of loops."""

    components: Sequence[tuple[Component, int]]
    inner: Sequence[tuple[Component, int]]
    budget: Budget
    words: Sequence[str]
    parameters: tuple[str, ...]
    goal_kind: str
    allowed: Callable[[str], bool]


class Source(NamedTuple):
    """What a loop runs over: its terms, their cost, the kinds, and for each row what is kept of the elements and how
    to pick their bodies from a body's column."""

    terms: tuple[Term, ...]
    cost: int
    kind: str
    rows: list[tuple[tuple[Any, ...], Callable[[Sequence[Any]], tuple[Any, ...]]]]


class Body:
    """The scope of a loop's elements, and the sources that it is good for."""

    def __init__(
        self,
        over: str,
        names: tuple[str, ...],
        kinds: tuple[str, ...],
        met: Sequence[tuple[Any, ...]],
        outer: Sequence[tuple[Term, str]],
        setting: Setting,
        depth: int,
        limit: int,
    ) -> None:
        self.over = over
        self.names = names
        self.kinds = kinds
        self.sources: list[Source] = []
        self._setting = setting
        self._index: dict[tuple[int, Any], int] = {}
        for row, items in enumerate(met):
            for item in items:
                self._index.setdefault((row, item), len(self._index))
        self.level = 0
        self._conditions: list[Term] = []
        self._selecting: list[Term] = []
        self._ready: dict[tuple[str, int], list[Term]] = {}
        self.usable = 0 < len(self._index) <= ELEMENTS
        if not self.usable:
            return
        self.scope = Scope(setting, len(self._index), limit, depth + 1)
        if len(names) == 1:
            columns = [tuple(item for _, item in self._index)]
        else:
            columns = [tuple(item[place] for _, item in self._index) for place in range(len(names))]
        for name, kind, column in zip(names, kinds, columns, strict=True):
            self.scope.add_variable(name, column, kind)
        places = [row for row, _ in self._index]
        for term, kind in outer:
            column = tuple(map(term[0].__getitem__, places))
            constant = isinstance(term[1], Constant)
            self.scope.bank.add((column, term[1], term[2], term[3] + (0 if constant else 1)), kind)
            if isinstance(term[1], Variable):
                self.scope.outer_names.add(term[1].name)
                self.scope.outer.append(((column, term[1], term[2], term[3] + 1), kind))

    def add_sides(self, source: Term, kind: str) -> None:
        """What stands before and after each element of the source that is enumerated."""
        (index, _), _ = self.scope.variables
        whole = tuple([source[0][row] for row, _ in self._index])
        repeated: Term = (whole, source[1], source[2], source[3])
        for side in _SIDES:
            column = tuple(map(function(side.code, 2), whole, index[0]))
            self.scope.bank.add((column, side, (repeated, index), _SIDE), kind)

    def join(self, terms: tuple[Term, ...], kind: str, cost: int, met: Sequence[tuple[Any, ...]]) -> bool:
        """Take a source in, if all its elements are known."""
        rows: list[tuple[tuple[Any, ...], Callable[[Sequence[Any]], tuple[Any, ...]]]] = []
        index = self._index
        try:
            for row, items in enumerate(met):
                rows.append((shown_elements(self.over, items), picker([index[row, item] for item in items])))
        except KeyError:
            return False
        self.sources.append(Source(terms, cost, kind, rows))
        return True

    def wanted(self, source: Source, goal: Sequence[Any]) -> tuple[Any, ...] | None:
        """What the elements' bodies must be for a map over the source to give the goal, None where none can."""
        rows: dict[int, Any] = {}
        for (items, pick), results in zip(source.rows, goal, strict=True):
            if type(results) is not tuple or len(results) != len(items):
                return None
            for place, result in zip(pick(range(len(self._index))), results, strict=True):
                if rows.setdefault(place, result) != result:
                    return None
        return tuple([rows[place] for place in sorted(rows)]) if len(rows) == len(self._index) else None

    def loops(self, level: int, bank: Bank) -> None:
        """Put all loops over the sources whose cost is exactly `level` into the bank around. Raises `Exhausted`."""
        cheapest = min(source.cost for source in self.sources)
        self.deepen(level - cheapest - 2, bank)
        for name, shape in SHAPES.items():
            if self.over not in shape.over.split():
                continue
            price = _price(name, tuple(self._setting.words))
            for source in self.sources:
                spare = level - source.cost - price
                if spare < 1:
                    continue
                if not shape.conditional:
                    for kind in tuple(self.scope.bank.shelves):
                        if _takes(shape.body, kind):
                            self._apply(name, source, kind, self.bodies(kind, spare), None, level, bank)
        if self._eager(self.sources[0]):
            self.deepen(level - 3 - _OVER[self.over], bank)

    def deepen(self, level: int, bank: Bank) -> None:
        """Bring the scope of the elements to this cost."""
        while self.level < level:
            self.level += 1
            self.scope.grow(self.level)
            if self._eager(self.sources[0]):
                self._pairs(self.sources[0], self.level, bank)

    def speaks(self, term: Term) -> bool:
        """Whether the term speaks of the element."""
        return _uses(term, set(self.names))

    def bodies(self, kind: str, cost: int) -> list[Term]:
        """The terms of a kind and cost that speak of the element."""
        key = (kind, cost)
        if key not in self._ready:
            shelf = self.scope.bank.shelves[kind].get(cost, ())
            own = set(self.names)
            self._ready[key] = [term for term in shelf if _uses(term, own)]
        return self._ready[key]

    def _eager(self, source: Source) -> bool:
        """Whether loops with a condition are tried over the source: over parameters, as soon as there are parts for
        them."""
        return all(isinstance(term[1], Variable) for term in source.terms)

    def _pairs(self, source: Source, top: int, bank: Bank) -> None:
        """Loops with a condition that may be what is looked for: each pair once, as soon as the dearer of the two is
        there."""
        shelves = self.scope.bank.shelves
        if "b" in shelves:
            self._sort_out(self.bodies("b", top), source, bank.goal)
        for name, shape in SHAPES.items():
            if not shape.conditional or self.over not in shape.over.split():
                continue
            conditions = self._selecting if name in _ONE_EACH else self._conditions
            price = _price(name, tuple(self._setting.words)) + source.cost
            for kind in tuple(shelves) if conditions else ():
                result = self._result(name, source, kind) if _takes(shape.body, kind) else None
                if result is None or not agrees(result, self._setting.goal_kind):
                    continue
                kept = _PAIRED
                for cost in range(1, top + 1):
                    bodies = self.bodies(kind, cost)[:kept]
                    kept -= len(bodies)
                    for condition in conditions if bodies else ():
                        if max(cost, condition[3]) == top:
                            whole = price + cost + condition[3]
                            self._apply(name, source, kind, bodies, condition, whole, bank)

    def _sort_out(self, conditions: list[Term], source: Source, goal: tuple[Any, ...] | None) -> None:
        """Keep the conditions that leave something out; those that leave as many elements as the goal has items, too,
        are the only ones for loops that make an item of each."""
        for condition in conditions:
            counts = [sum(pick(condition[0])) for _, pick in source.rows]
            if not any(counts) or all(map(operator.eq, counts, [len(items) for items, _ in source.rows])):
                continue
            if len(self._conditions) < _CONDITIONS:
                self._conditions.append(condition)
            if (
                len(self._selecting) < _CONDITIONS
                and goal is not None
                and all(
                    isinstance(item, (tuple, dict)) and len(item) == count
                    for item, count in zip(goal, counts, strict=True)
                )
            ):
                self._selecting.append(condition)

    def _result(self, name: str, source: Source, kind: str) -> str | None:
        shape = SHAPES[name]
        item = self.kinds[-1] if self.over == "enumerate" else source.kind
        bound = {"x": item, "y": kind}
        if self.over == "entries":
            bound["k"], bound["v"] = self.kinds
        if type(source.terms[0][0][0]) is frozenset and name not in _ORDERLESS:
            return None
        if name == "keep" and item != "s":
            return None
        if (name == "filter" and type(source.terms[0][0][0]) is str) or (name == "dict" and not hashable(item)):
            return None
        result = instance(shape.gives, bound)
        if result[0] == "E" and ("E" not in self._setting.goal_kind or not hashable(result[1:])):
            return None
        return result

    def _apply(
        self, name: str, source: Source, kind: str, bodies: list[Term], condition: Term | None, level: int, bank: Bank
    ) -> None:
        if not bodies:
            return
        if (len(self.names) == 1 and kind != "b" and isinstance(bodies[0][1], Variable) and condition is None) or (
            len(self.names) == 1 and name == "map-if" and isinstance(bodies[0][1], Variable)
        ):
            bodies = [body for body in bodies if not isinstance(body[1], Variable)]
        result = self._result(name, source, kind)
        if result is None or not self._setting.allowed(result):
            return
        known, out = bank.known(result), bank.shelf(result, level)
        before = len(out)
        head = Loop(name, self.names, self.over, source.kind)
        run = loop_sweep(name, condition is not None, len(source.rows))
        run(
            bodies, None if condition is None else condition[0], source.rows, known, out, bank.hits,
            bank.target(result), head, source.terms, () if condition is None else (condition,), level,
            self._setting.budget.spend,
        )  # fmt: skip
        bank.settle(result, level, before)


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
        cost = sum(term[3] for term in terms) + _OVER[over]
        for body in self.bodies:
            if body.over == over and body.kinds == parts and body.join(terms, item, cost, met):
                return
        plain = all(isinstance(term[1], Variable) for term in terms)
        if not plain and len(self.bodies) >= _BANKS + 4:
            return
        taken = {*self._setting.parameters, *self.outer_names, *(term[1].name for term, _ in self.variables)}
        names = element_names(over, terms[0], kinds[0], taken.__contains__)
        limit = (30_000 if plain else 6_000) if self._depth == 0 else 1_500
        outer = self._lifted()
        body = Body(over, names, parts, met, outer, self._setting, self._depth, limit)
        if body.usable and body.join(terms, item, cost, met):
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


def _uses(term: Term, names: set[str]) -> bool:
    head = term[1]
    if isinstance(head, Variable):
        return head.name in names
    return any(_uses(argument, names) for argument in term[2])


@cache
def _takes(pattern: str, kind: str) -> bool:
    if not pattern:
        return kind not in "?-"
    if pattern == "o":
        return kind == "b" or match(("o",), (kind,)) is not None
    return match((pattern.replace("z", "x"),), (kind,)) is not None


@cache
def _price(name: str, words: tuple[str, ...]) -> int:
    shape = SHAPES[name]
    return max(2, shape.cost - 2) if called_for(shape.words.split(), words) else shape.cost
