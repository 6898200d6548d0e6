"""Bodies: what stands inside of a loop, and the sources that the loop may go over.

One bank serves all sources whose elements it knows, so that what is learnt about the elements of a list holds for what
is cut out of it, too. Lambdas found bottom-up over vectors of elements follow LambdaBeam (Shi et al., NeurIPS 2023).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from holes.local.bank import Bank, Budget
from holes.local.components import Component, Spec, components_of, function
from holes.local.hints import called_for
from holes.local.kinds import agrees, hashable, instance, match
from holes.local.shapes import SHAPES, loop_sweep, picker
from holes.local.terms import Constant, Loop, Term, Variable, shown_elements

if TYPE_CHECKING:
    from holes.local.loops import Scope

#: How many conditions are paired with how many bodies.
_CONDITIONS = 40
_PAIRED = 400
#: Loops with a condition that make an item of each element that it leaves.
_ONE_EACH = ("map-if", "dict-if")
#: What a loop's source costs beside its terms.
OVER = {"items": 0, "enumerate": 2, "zip": 1, "pairs": 5, "combinations": 6, "entries": 1}
#: Inside of these, loops may go over the arguments again.
_WITHIN = ("items", "enumerate", "entries")
#: What does not depend on the order in which a set is gone through.
_ORDERLESS = ("sum", "count", "any", "all", "sum-if", "set", "set-filter")
#: What stands before and after an element, so common that it need not be composed.
_SIDE = 4
_SIDES = components_of([Spec("{0}[:{1}]", "Lx i", "Lx", _SIDE), Spec("{0}[{1} + 1:]", "Lx i", "Lx", _SIDE)])


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
        index: dict[tuple[int, Any], int],
        outer: Sequence[tuple[Term, str]],
        setting: Setting,
        scope: Scope,
    ) -> None:
        """`index` numbers the elements of each row; `scope` is an empty one of as many rows."""
        self.over = over
        self.names = names
        self.kinds = kinds
        self.sources: list[Source] = []
        self._setting = setting
        self._index = index
        self.level = 0
        self._conditions: list[Term] = []
        self._selecting: list[Term] = []
        self._ready: dict[tuple[str, int], list[Term]] = {}
        self.scope = scope
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
                if over in _WITHIN:
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
            self.deepen(level - 3 - OVER[self.over], bank)

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
