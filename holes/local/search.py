"""The search: cost by cost, everything that the components, loops and literals give, until something fits
the examples."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from holes.local.bank import Budget, Exhausted, bounds
from holes.local.belief import BELIEVED, beliefs
from holes.local.branches import BRANCH, Cases, choose
from holes.local.chained import chained
from holes.local.components import Component, components_of
from holes.local.deduction import Fields, Maps
from holes.local.evidence import Evidence, Found, Witness
from holes.local.guards import Refused, fits_bounds
from holes.local.hidden import spelled_out, using_hidden
from holes.local.hints import priced, spoken
from holes.local.kinds import alike, common, freeze, kind_of
from holes.local.kept import Both, Kept
from holes.local.library import SPECS, WORDS
from holes.local.literals import described, literals, quoted
from holes.local.loops import Scope, Setting
from holes.local.parts import PARTS
from holes.local.probes import conduct, probes, scope
from holes.local.ranking import Ranking
from holes.local.rests import Rests
from holes.local.similar import familiar
from holes.local.task import Shown, Task, chosen
from holes.local.terms import Constant, Term, Written, evaluate
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
#: Behaviours that fit, and programs, of which the likeliest are chosen.
_BEHAVIOURS = 40
_PROGRAMS = 200
#: What a piece costs beside what its part says: what is built from the library is easier read.
_CALLED = 4
#: A list made of a set has no order that holds elsewhere.
_UNORDERED = re.compile(r"\b(?:list|tuple|enumerate|join|str)\((?:frozen)?set\(")
#: Numbers beyond this are no counts or amounts.
_WIDE = 1 << 53
#: The share of the budget for all parts together.
_PARTS_SHARE = 0.25
#: The share of the budget for fields that are made of others.
_CHAINED_SHARE = 0.15
#: Bytes that are kept free, so that what was found can be put together where memory has run out.
_SPARE = 24 << 20


_NOTHING: Evidence = MappingProxyType({})


class Solution(NamedTuple):
    """A program that fits all examples, or with `fits` false: the most of them. `guard` is a test and the exception to
    raise where it holds. `spent` are the columns evaluated until it was found, `belief` is the probability that it is
    what is meant, on that `evidence`."""

    term: Term
    guard: tuple[Term, str] | None
    cost: int
    spent: int
    fits: bool = True
    belief: float = 0.0
    evidence: Evidence = _NOTHING


def search(task: Task, budget: Budget, count: int = 4, *, partly: bool = False) -> Iterator[Solution]:
    """Programs that fit and differ from one another on inputs near the examples, the likeliest first; at
    most `count`. With `partly`, where none is found: the simplest that is right on the most examples, if on half."""
    parts: list[Term] = []
    found = gather(task, budget, parts)
    yield from ranked(task, found)[:count]
    if partly and not found:
        yield from (Solution(term, None, term[3], budget.spent, fits=False) for term in parts)


def ranked(task: Task, found: Sequence[Found]) -> list[Solution]:
    """What was found, the likeliest first."""
    witness = Witness(task)
    seen = witness.of_all(found)
    solutions = [
        Solution(one.term, one.guard, one.cost, one.spent, belief=belief, evidence=evidence)
        for one, belief, evidence in zip(found, beliefs(seen, witness.of_none(found)), seen, strict=True)
    ]
    return sorted(solutions, key=lambda one: -one.belief)


def gather(task: Task, budget: Budget, parts: list[Term] | None = None) -> list[Found]:
    """Programs that fit and differ from one another on inputs near the examples, as the search comes to them. What is
    right on a part of the examples goes to `parts`, if nothing fits all."""
    task = _one_sort(task)
    shown = chosen(task.shown)
    valued = tuple(one for one in shown if one.raises is None)
    raising = tuple(one for one in shown if one.raises is not None)
    if not valued or not task.parameters:
        return []
    near = probes(task.parameters, task.shown)
    checked = [
        _Checked(one, task.parameters) for one in task.shown if one.raises is None and fits_bounds(list(one.arguments))
    ]
    found: dict[tuple[str, ...], Found] = {}
    witness = Witness(task)
    cannot_run = using_hidden(task.parameters)

    def enough() -> bool:
        known = tuple(found.values())
        return max(beliefs(witness.of_all(known), witness.of_none(known)), default=0.0) >= BELIEVED

    guard: tuple[Term, str] | None = None
    guarded = False
    programs = 0
    with suppress(MemoryError):  # what was found is worth telling
        for cost, term in _fitting(task, valued, budget, [] if parts is None else parts, enough):
            if cannot_run(term) or not all(one.passes(term) for one in checked):
                continue
            if raising and not all(_raises(term, task.parameters, one) for one in raising):
                if not guarded:
                    guard, guarded = _guard(task, shown, budget), True
                if guard is None:
                    continue
                needed: tuple[Term, str] | None = guard
            else:
                needed = None
            acts = conduct(term, near)
            if acts not in found or cost < found[acts].cost:
                found[acts] = Found(term, needed, cost, budget.spent, acts)
                budget.fitting = len(found)
            programs += 1
            if len(found) >= _BEHAVIOURS or programs >= _PROGRAMS:
                break
    return list(found.values())


def _one_sort(task: Task) -> Task:
    """The task with floats for all results where some are: `5` is how people write a square root, too."""
    results = [one.expected for one in task.shown if one.raises is None]
    if set(map(type, results)) != {int, float} or any(abs(result) > _WIDE for result in results):
        return task
    return task._replace(
        shown=tuple(
            one._replace(expected=float(one.expected)) if type(one.expected) is int else one for one in task.shown
        )
    )


def _fitting(
    task: Task, shown: tuple[Shown, ...], budget: Budget, parts: list[Term], enough: Callable[[], bool]
) -> Iterator[tuple[int, Term]]:
    """What fits, most natural first: plain expressions and conditionals, then what a special case leaves. What is right
    on a part of the examples goes to `parts`; `enough` says whether what was found can be believed in."""
    budget.until = 0.85 if len(shown) > 2 else 1.0
    run = _Run(task, shown, budget, enough)
    if run.fields.parts():
        budget.until = 1 - _CHAINED_SHARE
    cases, found = run.cases, False
    for cost, term in run.expressions():
        found = True
        yield cost, term
    fields, head = run.fields.parts(), run.fields.head
    del run  # what comes now needs the memory that it took
    if fields:
        step = _CHAINED_SHARE / len(fields)

        def find(field: Task) -> Iterator[tuple[int, Term]]:
            budget.until = min(1.0, budget.share() + step)
            return _Run(field, field.shown, budget, is_field=True).expressions()

        for cost, term in chained(task._replace(shown=shown), fields, head.is_list, find):
            found = True
            yield cost, term
    if not found:
        yield from _special_cases(task, shown, budget, cases)
        parts.extend(cases.largest())


def _special_cases(task: Task, shown: tuple[Shown, ...], budget: Budget, cases: Cases) -> Iterator[tuple[int, Term]]:
    """A simple test whose examples a simple term answers (empty input, zero), and a search of its own for
    the others."""
    splits: list[tuple[int, int, Term, Term]] = []
    for mask, test in cases.tests.items():
        then = cases.cover(mask)
        rest = cases.full & ~mask
        if then is not None and test[3] <= 12 and 2 <= rest.bit_count() < len(shown):
            splits.append((test[3] + then[3] - 2 * rest.bit_count(), rest, test, then))
    tried: set[int] = set()
    for _, rest, test, then in sorted(splits, key=lambda split: split[0]):
        if rest in tried or len(tried) == 2:
            continue
        tried.add(rest)
        budget.until = min(1.0, budget.share() + 0.15)
        others = tuple(one for index, one in enumerate(shown) if rest >> index & 1)
        for cost, term in _Run(task, others, budget).expressions():
            yield cost + BRANCH + test[3] + then[3], choose(test, then, term)


class _Run:
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
        if self._truth is not None:
            self._truth.look(bank, level)
            for term in self._truth.found():
                self._note(term[3], term)
        if self._first is None or level < 12:
            for cost, term in self.cases.conditionals():
                self._note(cost, term)
        for cost, term in (*self.fields.bundles(), *self._maps.maps(), *self._rests.found(), *self._undone.found(), *self._kept.found()):
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
        value >= _WIDE for one in shown for value in (*one.arguments, one.expected)
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


class _Checked:
    """An example that every program must pass."""

    def __init__(self, one: Shown, parameters: Sequence[str]) -> None:
        self._names = scope(dict(zip(parameters, one.arguments, strict=True)))
        self._expected = freeze(one.expected)

    def passes(self, term: Term) -> bool:
        """Whether the term is right here, or too large to be computed."""
        try:
            value = evaluate(term, self._names)
        except Refused:
            return True
        except Exception:
            return False
        return alike(value, self._expected)


def _raises(term: Term, parameters: Sequence[str], one: Shown) -> bool:
    try:
        evaluate(term, scope(dict(zip(parameters, one.arguments, strict=True))))
    except Refused:
        return False
    except Exception as error:
        return any(kind.__name__ == one.raises for kind in type(error).__mro__)
    return False


def _guard(task: Task, shown: tuple[Shown, ...], budget: Budget) -> tuple[Term, str] | None:
    """The simplest test that holds exactly for the examples that must raise, and the one exception they name."""
    names = {one.raises for one in shown if one.raises is not None}
    exception = names.pop() or ""
    if names or not _is_exception(exception):
        return None
    budget.until = min(1.0, budget.share() + 0.2)
    asked = tuple(Shown(one.arguments, one.raises is not None) for one in shown)
    for _, term in _Run(task, asked, budget).expressions():
        return term, exception
    return None


def _is_exception(name: str) -> bool:
    import builtins

    kind = getattr(builtins, name, None)
    return isinstance(kind, type) and issubclass(kind, Exception)
