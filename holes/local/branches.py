"""Conditionals: one expression for some of the examples, another for the rest, and a test that tells them apart.

Terms that cover and predicates that divide are enumerated apart and put together by divide and conquer, after EUSolver
(Alur, Radhakrishna and Udupa, TACAS 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from holes.local.bank import Bank
from holes.local.kinds import agrees
from holes.local.terms import Choose, Constant, Term

#: How many tests and cases are looked at.
_TESTS = 1000
_CASES = 800
#: What writing a conditional costs beside its parts.
BRANCH = 6


class Cases:
    """Gathers, while the search runs, what could be a branch or a test. A mask has a bit for each row."""

    def __init__(self, goal: Sequence[Any], kinds: Sequence[str], *, constant: bool = True) -> None:
        """Without `constant`, no literal is taken for an answer to all rows."""
        self._constant = constant
        self._goal = tuple(goal)
        self._kinds = tuple(kinds)
        self.full = (1 << len(goal)) - 1
        self.branches: dict[int, Term] = {}
        self.tests: dict[int, Term] = {}
        self._masks: dict[str, Callable[[tuple[Any, ...]], int]] = {}
        self._noted: dict[tuple[str, int], int] = {}
        self._changed = False
        #: The best conditional so far, for whoever wants to remember it.
        self.best: Term | None = None

    def look(self, bank: Bank, cost: int) -> None:
        """Keep of the terms of this cost the first (so the cheapest) for each set of rows on which one is right, or
        true."""
        for kind, _ in bank.terms(cost):
            fresh = bank.fresh(kind, cost, self._noted)
            if kind == "b":
                for term in fresh:
                    mask = _truth(term[0])
                    if mask not in self.tests and 0 < mask < self.full and len(self.tests) < _TESTS:
                        self.tests[mask] = term
                        self._changed = True
            mask_of = self._mask_of(kind)
            if mask_of is not None:
                for term in fresh:
                    mask = mask_of(term[0])
                    if mask and (self._constant or mask != self.full or not isinstance(term[1], Constant)):
                        self.offer(mask, term)

    def offer(self, mask: int, term: Term) -> None:
        """Keep a term that is right on the rows of the mask, unless one as cheap is; its column is not looked at."""
        known = self.branches.get(mask)
        if mask and (len(self.branches) < _CASES if known is None else term[3] < known[3]):
            self.branches[mask] = term
            self._changed = True

    def _mask_of(self, kind: str) -> Callable[[tuple[Any, ...]], int] | None:
        if kind not in self._masks:
            rows = [row for row, wanted in enumerate(self._kinds) if agrees(kind, wanted)]
            if rows:
                parts = " | ".join(f"(v[{row}] == g[{row}]) << {row}" for row in rows)
                self._masks[kind] = eval(f"lambda v, g=g: {parts}", {"g": self._goal})
            else:
                self._masks[kind] = _nothing
        found = self._masks[kind]
        return None if found is _nothing else found

    def conditionals(self) -> Iterator[tuple[int, Term]]:
        """Conditionals that are right on every row, with their costs, cheapest first; at most a dozen."""
        if not self._changed:
            return
        self._changed = False
        found: list[tuple[int, int, Term]] = []
        for mask, test in self.tests.items():
            one = self.cover(mask)
            two = self.cover(self.full & ~mask) if one is not None else None
            if one is not None and two is not None and one is not two:
                cost = BRANCH + test[3] + _worth(one, mask) + _worth(two, self.full & ~mask)
                found.append((cost, len(found), choose(test, one, two)))
        if not found:
            found = list(self._nested())
        yield from ((cost, term) for cost, _, term in sorted(found, key=lambda entry: entry[:2])[:12])

    def _nested(self) -> Iterator[tuple[int, int, Term]]:
        """Three cases: a test for the first, then a conditional for the rest."""
        count = 0
        tests = sorted(self.tests.items(), key=lambda pair: pair[1][3])[:80]
        for first, test in tests:
            then = self.cover(first)
            if then is None:
                continue
            rest = self.full & ~first
            for second, other in tests:
                middle, last = rest & second, rest & ~second
                if not middle or not last:
                    continue
                one = self.cover(middle)
                two = self.cover(last) if one is not None else None
                if one is None or two is None or one is two:
                    continue
                count += 1
                cost = 2 * BRANCH + test[3] + other[3] + _worth(then, first) + _worth(one, middle) + _worth(two, last)
                yield cost, count, choose(test, then, choose(other, one, two))

    def largest(self) -> list[Term]:
        """The branch that is right on the most rows, if on half of them, more than one, and by more than a literal."""
        computed = [(mask, term) for mask, term in self.branches.items() if not isinstance(term[1], Constant)]
        mask, term = max(computed, key=lambda both: (both[0].bit_count(), -both[1][3]), default=(0, None))
        enough = mask.bit_count() > 1 and 2 * mask.bit_count() >= self.full.bit_count()
        return [term] if term is not None and enough else []

    def cover(self, mask: int) -> Term | None:
        """The cheapest branch that is right on all of these rows."""
        best: Term | None = None
        for covered, term in self.branches.items():
            if covered & mask == mask and (best is None or term[3] < best[3]):
                best = term
        return best


def _nothing(column: tuple[Any, ...]) -> int:
    return 0


def _worth(term: Term, mask: int) -> int:
    """A branch's cost; one that answers a single row has learned little and costs more."""
    return term[3] + (3 if mask.bit_count() == 1 else 0)


def _truth(column: Sequence[Any]) -> int:
    return sum(1 << index for index, value in enumerate(column) if value)


def choose(test: Term, then: Term, otherwise: Term) -> Term:
    """The conditional expression. Its column is not computed: it is checked example by example."""
    return ((), Choose(), (test, then, otherwise), test[3] + then[3] + otherwise[3] + BRANCH)
