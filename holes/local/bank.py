"""The bank: all expressions over some variables, cheapest first, one for each behaviour on the inputs.

Bottom-up enumeration by cost with observational equivalence, as in Probe (Barke et al., OOPSLA 2020) and TF-Coder (Shi
et al., TOPLAS 2022).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from holes.local.components import Component, sweep
from holes.local.guards import BITS, ITEMS, TEXT
from holes.local.kinds import agrees, instance, match
from holes.local.terms import Term

#: Combinations that are tried before what they made is counted.
_PIECE = 50_000
#: What a term of a list, a text or the like counts, beside one of a number; and for how many rows it counts once more.
_LARGE = 3
_MANY = 40
#: Patterns that any kind may fit.
_WILD = frozenset("xyhkno")


class Exhausted(Exception):
    """The budget is spent."""


class Budget:
    """How much may be tried: a number of evaluated columns, and a share of the time (`used`, 0 to 1, asked
    every 256 columns).

    `until` is the share of both that may be spent before `Exhausted` is raised; it can be raised in turn. `depth` is
    the cost of the expressions that are looked at now, `fitting` are the programs found so far.
    """

    def __init__(self, steps: int, used: Callable[[], float] = lambda: 0.0) -> None:
        self.until = 1.0
        self.spent = 0
        self.depth = 0
        self.fitting = 0
        self._asked = 0
        self._steps = steps
        self._used = used

    def share(self) -> float:
        """How much of the budget is spent, 0 to 1."""
        return max(self.spent / self._steps, self._used())

    def spend(self, columns: int = 1) -> None:
        """Count columns. Raises `Exhausted`."""
        self.spent += columns
        if self.spent >= self._asked:
            self._asked = self.spent + 256
            self.ask()

    def ask(self) -> None:
        """Look at the clock. Raises `Exhausted`."""
        if self.share() >= self.until:
            raise Exhausted


class Bank:
    """Terms over one set of inputs. What equals the `goal` goes to `hits` instead, each new spelling of it."""

    def __init__(
        self,
        components: Sequence[tuple[Component, int]],
        budget: Budget,
        rows: int,
        limit: int,
        allowed: Callable[[str], bool],
        goal: tuple[Any, ...] | None = None,
        goal_kind: str = "",
    ) -> None:
        self.size = 0
        self.limit = limit
        self.rows = rows
        self.goal = goal
        self.goal_kind = goal_kind
        self.hits: list[Term] = []
        #: Kind → cost → the terms, in the order in which they were made.
        self.shelves: dict[str, dict[int, list[Term]]] = {}
        self._known: dict[str, dict[tuple[Any, ...], Term]] = {}
        self._components = components
        self._budget = budget
        #: Components with their prices, what they take from, whether in any order, and the kind that comes out.
        self._instances: list[tuple[Component, int, list[dict[int, list[Term]]], bool, str]] = []
        self._seen_kinds = 0
        self._allowed = allowed

    def known(self, kind: str) -> dict[tuple[Any, ...], Term]:
        """The terms of a kind by their columns."""
        if kind not in self._known:
            self._known[kind] = {}
            self.shelves[kind] = {}
        return self._known[kind]

    def find(self, kinds: Sequence[str], column: tuple[Any, ...]) -> Term | None:
        """The term of one of these kinds that has the column."""
        for kind in kinds:
            term = self._known.get(kind, {}).get(column)
            if term is not None:
                return term
        return None

    def fresh(self, kind: str, cost: int, noted: dict[tuple[str, int], int], most: int | None = None) -> list[Term]:
        """The terms of a kind and cost, at most so many, that whoever keeps `noted` has not been given before."""
        done = noted.get((kind, cost), 0)
        terms = self.shelves.get(kind, {}).get(cost, [])[done : None if most is None else done + most]
        noted[kind, cost] = done + len(terms)
        return terms

    def target(self, kind: str) -> tuple[Any, ...] | None:
        """The goal, if a term of this kind may be it."""
        return self.goal if self.goal is not None and agrees(kind, self.goal_kind) else None

    def add(self, term: Term, kind: str) -> bool:
        """Take a term in, unless its behaviour is known."""
        known = self.known(kind)
        column = term[0]
        try:
            if column in known:
                return False
        except TypeError:
            return False
        if column == self.target(kind):
            self.hits.append(term)
            return False
        known[column] = term
        self.shelf(kind, term[3]).append(term)
        self.size += 1
        return True

    def shelf(self, kind: str, cost: int) -> list[Term]:
        """The terms of a kind and cost."""
        self.known(kind)
        shelf = self.shelves[kind]
        if cost not in shelf:
            shelf[cost] = []
        return shelf[cost]

    def terms(self, cost: int) -> Iterator[tuple[str, list[Term]]]:
        """The terms of this cost, by kind."""
        for kind, shelf in tuple(self.shelves.items()):
            if cost in shelf:
                yield kind, shelf[cost]

    def grow(self, level: int) -> Iterator[None]:
        """Make every term of exactly this cost that the components give, with a pause after each component.
        Raises `Exhausted`."""
        self._combine()
        spend = self._budget.spend
        for component, price, shelves, symmetric, result in self._instances:
            arity = len(shelves)
            if level - price < arity or not (jobs := _jobs(level - price, shelves, symmetric)):
                continue
            known, out = self.known(result), self.shelf(result, level)
            target, found, any_new = self.target(result), len(self.hits), False
            for same, lists in _in_pieces(jobs):
                before = len(out)
                if any(each is out for each in lists):
                    lists = [list(each) for each in lists]
                run = sweep(component.code, arity, self.rows, same, math.prod(map(len, lists)))
                run(lists, known, out, self.hits, target, component, level, spend)
                if component.grows:
                    out[before:] = [term for term in out[before:] if _small(term[0])]
                elif result in ("i", "f"):
                    out[before:] = [term for term in out[before:] if _bounded(term[0])]
                self.settle(result, level, before)
                any_new = any_new or len(out) > before
            if component.grows:
                self.hits[found:] = [term for term in self.hits[found:] if _small(term[0])]
            if any_new or len(self.hits) > found:
                yield

    def settle(self, kind: str, cost: int, before: int) -> None:
        """Count what has come to a shelf since it held `before` terms. Past the limit it is forgotten: it was compared
        with the goal, and takes part in nothing more."""
        out = self.shelves[kind][cost]
        if self.size > self.limit:
            known = self._known[kind]
            for term in out[before:]:
                del known[term[0]]
            del out[before:]
        else:
            self.size += (len(out) - before) * ((1 if kind in "ifb" else _LARGE) + self.rows // _MANY)

    def _combine(self) -> None:
        """Find the components' instances for the kinds that there are, those found earlier first."""
        kinds = list(self.shelves)
        if len(kinds) == self._seen_kinds:
            return
        fresh = frozenset(kinds[self._seen_kinds :])
        fresh_heads = _WILD.union(kind[0] for kind in fresh)
        if "V" in fresh_heads:
            fresh_heads |= {"T"}
        self._seen_kinds = len(kinds)
        heads: dict[str, list[str]] = {"": kinds}
        for kind in kinds:
            heads.setdefault(kind[0], []).append(kind)
        fitting: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for component, price in self._components:
            takes = component.takes
            if takes not in fitting:
                able = any(pattern[0] in fresh_heads for pattern in takes)
                fitting[takes] = list(_choices(takes, (), heads, fresh)) if able else []
            for chosen in fitting[takes]:
                result = _made(component.gives, takes, chosen)
                if self._allowed(result):
                    symmetric = component.symmetric and chosen[0] == chosen[1]
                    shelves = [self.shelves[kind] for kind in chosen]
                    self._instances.append((component, price, shelves, symmetric, result))


@cache
def _made(gives: str, takes: tuple[str, ...], chosen: tuple[str, ...]) -> str:
    return instance(gives, match(takes, chosen) or {})


def _choices(
    takes: tuple[str, ...], chosen: tuple[str, ...], heads: dict[str, list[str]], fresh: frozenset[str]
) -> Iterator[tuple[str, ...]]:
    """The kinds that fit the patterns, of which one at least is fresh. `heads` has the kinds by their first letter,
    and all."""
    place = len(chosen)
    last = place + 1 == len(takes)
    pattern = takes[place]
    options = heads.get("" if pattern[0] in _WILD else pattern[0], ())
    for kind in (*options, *heads.get("V", ())) if pattern[0] == "T" else options:
        if last and kind not in fresh and fresh.isdisjoint(chosen):
            continue
        if match(takes[: place + 1], (*chosen, kind)) is not None:
            if last:
                yield (*chosen, kind)
            else:
                yield from _choices(takes, (*chosen, kind), heads, fresh)


def bounds(kinds: Sequence[str]) -> Callable[[str], bool]:
    """Which kinds are worth computing with where these are given: no deeper, and no stranger."""
    depth = max(2, *(_depth(kind) for kind in kinds))
    strange = [letter for letter in "fDET" if not any(letter in kind[1:] for kind in kinds)]

    @cache
    def allowed(kind: str) -> bool:
        inside = kind[1:] if kind[:2] != "LT" else kind[2:]
        return (
            _depth(kind) <= depth
            and "-" not in kind
            and "o" not in inside
            and not (kind[0] == "D" and "D" in strange and any(letter in inside for letter in "LVET"))
            and not any(letter in inside for letter in strange)
        )

    return allowed


def _depth(kind: str) -> int:
    return sum(letter in "LVEDT" for letter in kind)


def _jobs(rest: int, shelves: Sequence[dict[int, list[Term]]], symmetric: bool) -> list[tuple[bool, list[list[Term]]]]:
    """The lists of arguments that cost `rest` together, and whether both lists of two are to be one."""
    if rest < len(shelves):
        return []
    if len(shelves) == 1:
        return [(False, [shelves[0][rest]])] if shelves[0].get(rest) else []
    if len(shelves) == 2:
        seconds = shelves[1]
        return [
            (symmetric and 2 * cost == rest, [firsts, seconds[rest - cost]])
            for cost, firsts in shelves[0].items()
            if seconds.get(rest - cost) and firsts and (not symmetric or 2 * cost <= rest)
        ]
    return [
        (False, [firsts, *others])
        for cost, firsts in shelves[0].items()
        if firsts
        for _, others in _jobs(rest - cost, shelves[1:], False)
    ]


def _in_pieces(jobs: list[tuple[bool, list[list[Term]]]]) -> Iterator[tuple[bool, list[list[Term]]]]:
    """The same jobs in pieces, so that what one makes can be forgotten before the next is begun."""
    for same, lists in jobs:
        step = max(1, _PIECE // (len(lists[1]) if len(lists) > 1 else 1))
        if len(lists[0]) <= step:
            yield same, lists
            continue
        # Of two lists that are one, a piece begins where the second has to begin, too.
        for start in range(0, len(lists[0]), step):
            first = lists[0][start : start + step]
            yield False, [first, *((lists[1][start:],) if same else lists[1:])]


def _small(column: tuple[Any, ...]) -> bool:
    limit = TEXT if type(column[0]) is str else ITEMS
    return max(map(len, column)) <= limit


def _bounded(column: tuple[Any, ...]) -> bool:
    return bool(min(column) > -_WIDE and max(column) < _WIDE)


_WIDE = 1 << BITS
