"""What is kept: the elements that a filter leaves tell what its test says of each, and a truth is such a test, too.

So two tests that only together say it are found as soon as both are there, long before they are put together by cost:
tests that hold wherever one must hold are joined by `and`, those that never hold where none may by `or`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from holes.local.bank import Bank
from holes.local.bodies import Body, Source
from holes.local.components import Component, Spec, components_of
from holes.local.loops import Scope
from holes.local.shapes import SHAPES, collector
from holes.local.terms import Loop, Term

#: What joins two tests; how many of either sort are kept, and how many are joined.
_AND, _OR = components_of([Spec("{0} and {1}", "b b", "b", 6), Spec("{0} or {1}", "b b", "b", 6)])
_TESTS = 150
_JOINED = 20
#: What a loop must have left, by its shape, if an element was kept; for one that is enumerated with its index.
_LEFT: dict[str, Callable[[int, Any], Any]] = {
    "filter": lambda index, item: item,
    "keep": lambda index, item: item,
    "set-filter": lambda index, item: item,
    "where": lambda index, item: index,
    "keys": lambda index, item: item[0],
    "key-set": lambda index, item: item[0],
    "values": lambda index, item: item[1],
    "dict-filter": lambda index, item: item[0],
}


class Both:
    """One or two tests for a column of truths."""

    def __init__(self, wanted: Sequence[bool]) -> None:
        self._wanted = _mask(wanted)
        self._sorts: dict[Component, dict[int, Term]] = {_AND: {}, _OR: {}}
        self._noted: dict[tuple[str, int], int] = {}
        self._found: list[Term] = []
        self._is_known = False
        self._left = _JOINED

    def look(self, bank: Bank, cost: int, takes: Callable[[Term], bool] = lambda term: True) -> None:
        """Take note of the tests of this cost."""
        for term in bank.fresh("b", cost, self._noted):
            mask = _mask(term[0])
            if mask == self._wanted:
                if not self._is_known and takes(term):
                    self._is_known = True
                    self._found.append(term)
            elif mask & self._wanted == self._wanted:
                self._join(_AND, mask, term, takes)
            elif mask and mask | self._wanted == self._wanted:
                self._join(_OR, mask, term, takes)

    def _join(self, head: Component, mask: int, term: Term, takes: Callable[[Term], bool]) -> None:
        known = self._sorts[head]
        if mask in known or len(known) == _TESTS or not takes(term):
            return
        for other, one in known.items():
            if self._left and (mask & other if head is _AND else mask | other) == self._wanted:
                self._left -= 1
                self._found.append(((), head, (one, term), one[3] + term[3] + head.cost))
        known[mask] = term

    def found(self) -> Iterator[Term]:
        """What is new of tests that say what is wanted, alone or two together."""
        new, self._found = self._found, []
        yield from new


def _mask(truths: Sequence[bool]) -> int:
    """A byte for each, since that is made soonest."""
    return int.from_bytes(bytes(truths))


class _Known(NamedTuple):
    """A source, the loop over it whose test is known, and the tests."""

    body: Body
    source: Source
    head: Loop
    both: Both


class Kept:
    """Filters with two tests."""

    def __init__(self, goal: tuple[Any, ...], kind: str) -> None:
        self._goal = goal
        self._shapes = {
            "s": ("keep",), "L": ("filter", "where", "keys", "values"), "E": ("set-filter", "key-set"),
            "D": ("dict-filter",),
        }.get(kind[0], ())  # fmt: skip
        self._known: list[_Known] = []
        self._asked: dict[int, int] = {}

    def look(self, scope: Scope) -> None:
        """Find sources that the goal is a part of, and take note of what is new about their elements."""
        if not self._shapes:
            return
        for body, source in scope.fresh(self._asked):
            for shape in self._shapes:
                if body.over in SHAPES[shape].over.split():
                    self._match(body, source, shape)
        for known in self._known:
            for cost in range(1, known.body.level + 1):
                known.both.look(known.body.scope.bank, cost, known.body.speaks)

    def _match(self, body: Body, source: Source, shape: str) -> None:
        if any(known.body is body and known.head.shape == shape for known in self._known):
            return
        left = _LEFT[shape]
        flags: list[tuple[bool, ...]] = []
        for (items, _), result in zip(source.rows, self._goal, strict=True):
            try:
                row = tuple([left(index, item) in result for index, item in enumerate(items)])
                if collector(shape)(items, row, ()) != result:
                    return
            except TypeError:  # elements of another kind than the goal's
                return
            flags.append(row)
        wanted = body.wanted(source, flags)
        if wanted is not None and any(wanted) and not all(wanted):
            self._known.append(_Known(body, source, Loop(shape, body.names, body.over, source.kind), Both(wanted)))

    def found(self) -> Iterator[tuple[int, Term]]:
        """Filters that are right, with their costs."""
        for _, source, head, both in self._known:
            for test in both.found():
                cost = test[3] + source.cost + SHAPES[head.shape].cost
                yield cost, ((), head, (*source.terms, test), cost)
