"""Conditionals: one expression for some of the examples, another for the rest, and a test that tells them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from holes.local.terms import Choose, Constant, Term

#: How many tests and cases are looked at.
_TESTS = 600
_CASES = 400
#: What writing a conditional costs beside its parts.
BRANCH = 3


class Cases:
    """Gathers, while the search runs, what could be a branch or a test. A mask has a bit for each example."""

    def __init__(self, goal: Sequence[Any]) -> None:
        self._goal = list(goal)
        self._kinds = {type(value) for value in goal}
        self.full = (1 << len(goal)) - 1
        self.branches: dict[int, Term] = {}
        self.tests: dict[int, Term] = {}

    def note(self, term: Term) -> None:
        """Keep the term if it is the first (so the cheapest) for the examples on which it is right or true."""
        values = term.values
        if type(values[0]) is bool and term.kind == "b":
            mask = _mask(values)
            if mask not in self.tests and 0 < mask < self.full and len(self.tests) < _TESTS:
                self.tests[mask] = term
        if type(values[0]) in self._kinds:
            mask = 0
            bit = 1
            for value, wanted in zip(values, self._goal, strict=True):
                if value == wanted and type(value) is type(wanted):
                    mask |= bit
                bit <<= 1
            if mask and mask not in self.branches and len(self.branches) < _CASES:
                self.branches[mask] = term

    def conditionals(self) -> Iterator[tuple[int, Term]]:
        """Conditionals that are right on every example, with their costs, cheapest first; at most a dozen."""
        found: list[tuple[int, int, Term]] = []
        for mask, test in self.tests.items():
            one = self.cover(mask)
            two = self.cover(self.full & ~mask)
            if one is not None and two is not None and one is not two:
                cost = BRANCH + test.cost + _worth(one, mask) + _worth(two, self.full & ~mask)
                found.append((cost, len(found), choose(test, one, two)))
        yield from ((cost, term) for cost, _, term in sorted(found, key=lambda entry: entry[:2])[:12])
        if not found:
            yield from self._nested()

    def _nested(self) -> Iterator[tuple[int, Term]]:
        """Three cases: a test for the first, then a conditional for the rest."""
        found: list[tuple[int, int, Term]] = []
        tests = sorted(self.tests.items(), key=lambda pair: pair[1].cost)[:60]
        for first, test in tests:
            then = self.cover(first)
            if then is None:
                continue
            rest = self.full & ~first
            for second, other in tests:
                middle, last = rest & second, rest & ~second
                if not middle or not last:
                    continue
                one, two = self.cover(middle), self.cover(last)
                if one is None or two is None or one is two:
                    continue
                cost = (
                    2 * BRANCH + test.cost + other.cost + _worth(then, first) + _worth(one, middle) + _worth(two, last)
                )
                found.append((cost, len(found), choose(test, then, choose(other, one, two))))
        yield from ((cost, term) for cost, _, term in sorted(found, key=lambda entry: entry[:2])[:4])

    def cover(self, mask: int) -> Term | None:
        """The cheapest branch that is right on all of these examples."""
        fitting = [term for covered, term in self.branches.items() if covered & mask == mask]
        return min(fitting, key=lambda term: (term.cost, term.serial), default=None)


def _worth(term: Term, mask: int) -> int:
    """A branch's cost; a literal that answers a single example has learned little and costs more."""
    return term.cost + (3 if isinstance(term.head, Constant) and mask.bit_count() == 1 else 0)


def _mask(values: Sequence[Any]) -> int:
    return sum(1 << index for index, value in enumerate(values) if value)


def choose(test: Term, then: Term, otherwise: Term) -> Term:
    """The conditional expression. Its column is not computed: it is checked example by example."""
    return Term(Choose(), (test, then, otherwise), [], "?", test.cost + then.cost + otherwise.cost + BRANCH)
