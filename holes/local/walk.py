"""A walk: cost by cost, everything that the components, loops and literals give, until something fits the examples."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache

from holes.local.bank import Budget, Exhausted, bounds
from holes.local.bodies import Setting
from holes.local.branches import Cases
from holes.local.components import Component, components_of
from holes.local.deduction import Fields, Maps
from holes.local.hidden import spelled_out
from holes.local.hints import priced, spoken
from holes.local.kept import Both, Kept
from holes.local.kinds import alike, common, freeze, kind_of
from holes.local.library import SPECS, WORDS
from holes.local.literals import described, literals, quoted
from holes.local.loops import Scope
from holes.local.parts import PARTS
from holes.local.ranking import Ranking
from holes.local.rests import Rests
from holes.local.similar import familiar
from holes.local.sorting import Sorting
from holes.local.task import Shown, Task
from holes.local.terms import Constant, Term, Written
from holes.local.textbook.pieces import textbook_components
from holes.local.undone import Undone

#: Terms kept, and the highest cost looked at.
_KEPT = 300_000
_HIGHEST = 60
#: Dearer components are not used inside of loops.
_INNER = 7
#: A program waits until so much dearer terms have been looked at, which may be ranked before it.
_SLACK = 3
#: Or until so many times the columns have been evaluated that were when it was found, and so many more.
_LATER = 4
_PATIENCE = 20_000
#: But then only if it is at most so much dearer than what has been looked at.
_BEYOND = 12
#: Columns after the first fit, as a multiple of those before it, and at least; and where nothing is believed in so far.
_MORE = 1
_MORE_AT_LEAST = 30_000
_MORE_IN_DOUBT = 5
_IN_DOUBT_AT_LEAST = 200_000
#: What a piece costs beside what its part says: what is built from the library is easier read.
_CALLED = 4
#: A list made of a set has no order that holds elsewhere.
_UNORDERED = re.compile(r"\b(?:list|tuple|enumerate|join|str)\((?:frozen)?set\(")
#: The share of the budget for all parts together.
_PARTS_SHARE = 0.25
#: Bytes that are kept free, so that what was found can be put together where memory has run out.
_SPARE = 24 << 20
#: Numbers beyond this are no counts or amounts.
WIDE = 1 << 53


class Walk:
    """One walk through the costs, for one set of examples. A field of a result need not be made of all parameters, and
    no part is asked for it."""

    def __init__(
        self,
        task: Task,
        shown: tuple[Shown, ...],
        budget: Budget,
        enough: Callable[[], bool] = lambda: True,
        *,
        is_field: bool = False,
    ) -> None:
        self._is_field = is_field
        self._enough = enough
        words = spoken(task.words)
        kinds = [kind_of(one.expected) for one in shown]
        goal = tuple([freeze(one.expected) for one in shown])
        goal_kind = common(kinds)
        self.cases = Cases(goal, kinds)
        self._task = task
        self._shown = shown
        self._ranking = Ranking(() if is_field else task.parameters, words, quoted(task.words)[:3])
        self.fields = Fields(goal, goal_kind)
        self._budget = budget
        self._waiting: list[tuple[int, int, int, Term]] = []
        self._noted = 0
        self._first: int | None = None
        columns = [[one.arguments[index] for one in shown] for index in range(len(task.parameters))]
        given = [common(map(kind_of, column)) for column in columns]
        components = priced(_useful(shown), words, familiar(task))
        components += [(component, component.cost) for component in textbook_components(words)]
        components = spelled_out(components, task.parameters)
        self._maps = Maps(goal, goal_kind, components)
        self._rests = Rests(goal, goal_kind, components)
        self._kept = Kept(goal, goal_kind)
        self._sorting = Sorting(goal, goal_kind)
        self._truth = Both(goal) if goal_kind == "b" else None
        self._undone = Undone(goal, goal_kind, task.parameters)
        inner = [(component, cost) for component, cost in components if cost <= _INNER]
        setting = Setting(components, inner, budget, words, task.parameters, goal_kind, bounds([*given, goal_kind]))
        self._scope = Scope(setting, len(shown), _KEPT, 0, goal, goal_kind)
        self._spare = bytearray(_SPARE)
        for name, column, kind in zip(task.parameters, columns, given, strict=True):
            self._scope.add_variable(name, tuple(map(freeze, column)), kind)
        # One example is no reason to write down what it gives, rather than where that comes from.
        told = goal[0] if len(goal) == 1 and goal_kind[0] in "TV" else ()
        said = list(described(task.words))
        for value, cost in literals(shown, task.words):
            frozen, kind = freeze(value), kind_of(value)
            if frozen in told and value not in said:
                continue
            self._scope.bank.add(((frozen,) * len(shown), Constant(frozen, kind), (), cost), kind)

    def expressions(self) -> Iterator[tuple[int, Term]]:
        """What fits, with its cost, until the budget's share is spent."""
        until, self._budget.until = self._budget.until, min(self._budget.until, _PARTS_SHARE)
        with suppress(Exhausted, MemoryError):
            if not self._is_field:
                self._ask_parts()
        self._budget.until = until
        level = 2
        try:
            for level in range(2, _HIGHEST):
                self._budget.depth = level
                for _ in self._scope.pieces(level):
                    self._collect()
                self._maps.look(self._scope)
                self._maps.deepen(self._scope, level)
                self._look(level)
                yield from self._ready(level - _SLACK)
                if self._is_done():
                    break
        except (Exhausted, MemoryError):
            self._spare.clear()
            with suppress(MemoryError):
                self.fields.settle()
                self._look(level)
        yield from self._ready(1 << 30)

    def _is_done(self) -> bool:
        if self._first is None:
            return False
        after = self._budget.spent - self._first
        return after > max(_MORE_IN_DOUBT * self._first, _IN_DOUBT_AT_LEAST) or (
            after > max(_MORE * self._first, _MORE_AT_LEAST) and self._enough()
        )

    def _look(self, level: int) -> None:
        """Put together what fits from the terms of this cost."""
        self._collect()
        bank = self._scope.bank
        self.cases.look(bank, level)
        self.fields.look(bank, level)
        self._maps.look(self._scope)
        self._rests.look(bank, level)
        self._undone.look(bank, level)
        self._kept.look(self._scope)
        self._sorting.look(self._scope)
        if self._truth is not None:
            self._truth.look(bank, level)
            for term in self._truth.found():
                self._note(term[3], term)
        if self._first is None or level < 12:
            for cost, term in self.cases.conditionals():
                self._note(cost, term)
        for cost, term in (
            *self.fields.bundles(),
            *self._maps.maps(),
            *self._rests.found(),
            *self._undone.found(),
            *self._kept.found(),
            *self._sorting.found(),
        ):
            self._note(cost, term)

    def _ask_parts(self) -> None:
        """Take in what the parts find."""
        task = self._task._replace(shown=self._shown)
        for part in PARTS:
            for piece in part(task, self._budget):
                head = Written(piece.text, piece.strength, piece.loop, piece.called, piece.helper)
                cost = piece.cost + _CALLED
                mask = 0
                for row, (value, one) in enumerate(zip(piece.values, self._shown, strict=True)):
                    mask |= alike(value, one.expected) << row
                if mask != self.cases.full:
                    self.cases.offer(mask, ((), head, (), cost))
                if ... in piece.values:
                    continue
                kind = common(map(kind_of, piece.values))
                # Lists of unequal depth are of no kind, but may be what is wanted.
                if ("?" not in kind or mask == self.cases.full) and not _UNORDERED.search(piece.text):
                    self._scope.bank.add((tuple(map(freeze, piece.values)), head, (), cost), kind)

    def _collect(self) -> None:
        hits = self._scope.bank.hits
        for term in hits:
            if isinstance(term[1], Constant) and len(self._shown) < 2:
                continue
            self._note(term[3], term)
        hits.clear()

    def _note(self, cost: int, term: Term) -> None:
        self._noted += 1
        heapq.heappush(self._waiting, (self._ranking.cost(cost, term), self._noted, self._budget.spent, term))

    def _ready(self, level: int) -> Iterator[tuple[int, Term]]:
        spent = self._budget.spent
        while self._waiting:
            cost, _, since, term = self._waiting[0]
            if cost > level and (spent < _LATER * since + _PATIENCE or cost > level + _BEYOND):
                return
            heapq.heappop(self._waiting)
            if self._first is None:
                self._first = self._budget.spent
            yield cost, term


@cache
def _library() -> tuple[Component, ...]:
    return components_of(SPECS)


def _useful(shown: Sequence[Shown]) -> list[Component]:
    """The components that can matter: those about dicts, sets and tuples only where there are such things, or
    where they lead to other things. Where numbers fill a machine word, only what is done with such."""
    if all(type(value) is int for one in shown for value in (*one.arguments, one.expected)) and any(
        value >= WIDE for one in shown for value in (*one.arguments, one.expected)
    ):
        return list(components_of(WORDS))
    kinds = "".join(common(kind_of(one.arguments[index]) for one in shown) for index in range(len(shown[0].arguments)))
    kinds += common(kind_of(one.expected) for one in shown)
    dicts, tuples = "D" in kinds, "V" in kinds or "T" in kinds
    return [
        component
        for component in _library()
        if (dicts or component.gives[0] != "D") and (tuples or component.template not in ("tuple({0})", "({0}, {1})"))
    ]
