"""The bank: all expressions over some variables, cheapest first, one for each behaviour on the inputs."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from holes.local.components import Component, result_kind
from holes.local.guards import fits_bounds
from holes.local.kinds import column_kind, matches
from holes.local.terms import Constant, Term


class Exhausted(Exception):
    """The budget is spent."""


class Budget:
    """How much may be tried: a number of evaluated columns, and a share of the time (`used`, 0 to 1, asked
    every 256 columns).

    `until` is the share of both that may be spent before `Exhausted` is raised; it can be raised in turn.
    """

    def __init__(self, steps: int, used: Callable[[], float] = lambda: 0.0) -> None:
        self.until = 1.0
        self.spent = 0
        self._steps = steps
        self._used = used

    def share(self) -> float:
        """How much of the budget is spent, 0 to 1."""
        return max(self.spent / self._steps, self._used())

    def spend(self) -> None:
        """Count one column. Raises `Exhausted`."""
        self.spent += 1
        if not self.spent & 255 and self.share() >= self.until:
            raise Exhausted


def behaviour(column: Sequence[Any]) -> bytes | None:
    """A key that two columns share exactly if their values are the same in type and content; None where
    there is none."""
    try:
        return marshal.dumps([sorted(value) if type(value) is set else value for value in column], 2)
    except (ValueError, TypeError):
        return None


class Bank:
    """Terms over one set of inputs.

    `watch` is called with every term that is made, before it is compared to others: a new spelling of a known
    behaviour is still a candidate.
    """

    def __init__(
        self,
        components: Sequence[tuple[Component, int]],
        budget: Budget,
        watch: Callable[[Term, bytes], None],
        limit: int,
    ) -> None:
        self.terms: list[Term] = []
        self.limit = limit
        self._components = components
        self._budget = budget
        self._watch = watch
        self._by_cost: dict[int, list[Term]] = defaultdict(list)
        self._known: dict[tuple[str, bytes], Term] = {}
        self._patterns = {pattern for component, _ in components for pattern in component.takes}
        self._shelf: dict[str, dict[int, list[Term]]] = {pattern: defaultdict(list) for pattern in self._patterns}

    def add(self, term: Term) -> bool:
        """Take a term in, unless its behaviour is known or its values are too large."""
        key = behaviour(term.values)
        if key is None:
            return False
        self._watch(term, key)
        if (term.kind[0] if term.kind[0] in "E" else "", key) in self._known or len(self.terms) >= self.limit:
            return False
        self._known[term.kind[0] if term.kind[0] in "E" else "", key] = term
        term.serial = len(self.terms)
        self.terms.append(term)
        self._by_cost[term.cost].append(term)
        for pattern in self._patterns:
            if matches(term.kind, pattern):
                self._shelf[pattern][term.cost].append(term)
        return True

    def costing(self, cost: int) -> Sequence[Term]:
        """The terms of exactly this cost, in the order in which they were made."""
        return self._by_cost.get(cost, ())

    def grow(self, level: int) -> Iterator[None]:
        """Make every term of exactly this cost that the components give, with a pause after each component.
        Raises `Exhausted`."""
        for component, cost in self._components:
            rest = level - cost
            if rest < len(component.takes):
                continue
            if len(self.terms) >= self.limit:
                return
            for arguments in self._arguments(component, rest):
                self._apply(component, arguments, level)
            yield

    def _apply(self, component: Component, arguments: tuple[Term, ...], level: int) -> None:
        self._budget.spend()
        try:
            values = component.run(*[argument.values for argument in arguments])
        except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
            return
        if component.grows and not fits_bounds(values):
            return
        kind = result_kind(component, [argument.kind for argument in arguments]) or column_kind(values)
        self.add(Term(component, arguments, values, kind, level))

    def _arguments(self, component: Component, rest: int) -> Iterator[tuple[Term, ...]]:
        """All tuples of terms that the component takes and that cost `rest` together."""
        shelves = [self._shelf[pattern] for pattern in component.takes]
        if len(shelves) == 1:
            for term in tuple(shelves[0].get(rest, ())):
                if not isinstance(term.head, Constant):
                    yield (term,)
        elif len(shelves) == 2:
            for cost in range(1, rest):
                seconds = tuple(shelves[1].get(rest - cost, ()))
                if not seconds:
                    continue
                for first in tuple(shelves[0].get(cost, ())):
                    fixed = isinstance(first.head, Constant)
                    if fixed and (component.subject or component.symmetric):
                        continue
                    for second in seconds:
                        if isinstance(second.head, Constant):
                            if fixed:
                                continue
                        elif component.symmetric and second.serial < first.serial:
                            continue
                        yield first, second
        else:
            for one in range(1, rest - 1):
                for first in tuple(shelves[0].get(one, ())):
                    if isinstance(first.head, Constant):
                        continue
                    for two in range(1, rest - one):
                        thirds = tuple(shelves[2].get(rest - one - two, ()))
                        if thirds:
                            for second in tuple(shelves[1].get(two, ())):
                                for third in thirds:
                                    yield first, second, third
