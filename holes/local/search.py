"""The search: cost by cost, everything that the components, loops and literals give, until something fits
the examples."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from holes.local.bank import Bank, Budget, Exhausted, behaviour
from holes.local.branches import BRANCH, Cases, choose
from holes.local.components import Component, compile_specs
from holes.local.guards import Refused, fits_bounds
from holes.local.hints import priced, spoken
from holes.local.kinds import column_kind
from holes.local.library import SPECS
from holes.local.literals import literals, quoted
from holes.local.loops import Source, element_names, is_source
from holes.local.probes import conduct, probes
from holes.local.task import Shown, Task, chosen
from holes.local.terms import Constant, Term, Variable, constants, evaluate, variables

#: Terms kept: over the inputs, and over the elements of one loop's source (of a parameter, of anything else).
_KEPT = 200_000
_KEPT_INSIDE = 4_000
_KEPT_DEEPER = 500
#: Sources beside the parameters themselves, the cost up to which a term may be one, and the highest cost looked at.
_SOURCES = 14
_SOURCE_COST = 9
_HIGHEST = 60
#: What is added to the cost of a program for each parameter it ignores, and each text of the description it lacks.
_UNUSED = 6
_UNSAID = 5
#: Columns after the first fit, as a multiple of those before it, and at least.
_MORE = 2
_MORE_AT_LEAST = 20_000


class Solution(NamedTuple):
    """A program that fits all examples. `guard` is a test and the exception to raise where it holds. `spent`
    are the columns evaluated until
    it was found: the more, the weaker the evidence."""

    term: Term
    guard: tuple[Term, str] | None
    cost: int
    spent: int


def search(task: Task, budget: Budget, count: int = 4) -> Iterator[Solution]:
    """Programs that fit and differ from one another on inputs near the examples, the most natural first; at
    most `count`."""
    shown = chosen(task.shown)
    valued = tuple(one for one in shown if one.raises is None)
    raising = tuple(one for one in shown if one.raises is not None)
    if not valued or not task.parameters:
        return
    near = probes(task.parameters, task.shown)
    checked = tuple(one for one in task.shown if one.raises is None and fits_bounds(list(one.arguments)))
    seen: set[tuple[str, ...]] = set()
    guard: tuple[Term, str] | None = None
    guarded = False
    for cost, term in _fitting(task, valued, budget):
        if not all(_right(term, task.parameters, one) for one in checked):
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
        if acts in seen:
            continue
        seen.add(acts)
        yield Solution(term, needed, cost, budget.spent)
        if len(seen) >= count:
            return


def _fitting(task: Task, shown: tuple[Shown, ...], budget: Budget) -> Iterator[tuple[int, Term]]:
    """What fits, most natural first: plain expressions, then conditionals, then what a special case leaves."""
    best: int | None = None
    budget.until = 0.6 if len(shown) > 2 else 1.0
    run = _Run(task, shown, budget)
    for cost, term in run.expressions():
        best = cost if best is None else best
        yield cost, term
    for cost, term in run.cases.conditionals():
        if best is None or cost <= best:
            yield cost, term
            best = cost if best is None else best
    if best is None:
        yield from _special_cases(task, shown, budget, run.cases)


def _special_cases(task: Task, shown: tuple[Shown, ...], budget: Budget, cases: Cases) -> Iterator[tuple[int, Term]]:
    """A simple test whose examples a simple term answers (empty input, zero), and a search of its own for
    the others."""
    splits: list[tuple[int, int, Term, Term]] = []
    for mask, test in cases.tests.items():
        then = cases.cover(mask)
        rest = cases.full & ~mask
        if then is not None and test.cost <= 12 and 2 <= rest.bit_count() < len(shown):
            splits.append((test.cost + then.cost - 2 * rest.bit_count(), rest, test, then))
    tried: set[int] = set()
    for _, rest, test, then in sorted(splits, key=lambda split: split[0]):
        if rest in tried or len(tried) == 2:
            continue
        tried.add(rest)
        budget.until = min(1.0, budget.share() + 0.2)
        others = tuple(one for index, one in enumerate(shown) if rest >> index & 1)
        for cost, term in _Run(task, others, budget).expressions():
            yield cost + BRANCH + test.cost + then.cost, choose(test, then, term)


class _Run:
    """One walk through the costs, for one set of examples."""

    def __init__(self, task: Task, shown: tuple[Shown, ...], budget: Budget) -> None:
        words = spoken(task.words)
        goal = [one.expected for one in shown]
        self.cases = Cases(goal)
        self._parameters = task.parameters
        self._goal = behaviour(goal)
        self._goal_kind = column_kind(goal)
        self._goal_types = [type(value) for value in goal]
        self._words = words
        self._quoted = quoted(task.words)[:3]
        self._budget = budget
        self._components = priced(_useful(shown), words)
        self._waiting: list[tuple[int, int, Term]] = []
        self._noted = 0
        self._first: int | None = None
        self._enough = len(shown) > 1
        self._sources: list[Source] = []
        self._bank = Bank(self._components, budget, self._watch, _KEPT)
        self._outer: list[Term] = []
        for index, name in enumerate(task.parameters):
            column = [one.arguments[index] for one in shown]
            self._outer.append(Term(Variable(name), (), column, column_kind(column), 2))
        for value, cost in literals(shown, task.words):
            column = [value] * len(shown)
            self._outer.append(Term(Constant(value), (), column, column_kind(column), cost))
        for term in self._outer:
            self._bank.add(term)

    def expressions(self) -> Iterator[tuple[int, Term]]:
        """What fits by itself, with its cost, until the budget's share is spent."""
        if self._goal is None:
            return
        followed = 0
        try:
            for level in range(2, _HIGHEST):
                for _ in self._bank.grow(level):
                    yield from self._ready(level)
                followed = self._follow(followed, level)
                for source in self._sources:
                    for term in source.grow(level):
                        self._bank.add(term)
                    yield from self._ready(level)
                if self._first is not None and self._budget.spent > max(
                    _MORE * self._first, self._first + _MORE_AT_LEAST
                ):
                    break
        except Exhausted:
            pass
        yield from self._ready(1 << 30)

    def _watch(self, term: Term, key: bytes) -> None:
        if self._goal == key and [type(value) for value in term.values] == self._goal_types:
            if isinstance(term.head, Constant) and not self._enough:
                return
            used = variables(term)
            unused = sum(name not in used for name in self._parameters)
            self._noted += 1
            written = constants(term)
            unsaid = sum(text not in written for text in self._quoted)
            heapq.heappush(self._waiting, (term.cost + _UNUSED * unused + _UNSAID * unsaid, self._noted, term))
            if self._first is None:
                self._first = self._budget.spent
        self.cases.note(term)

    def _ready(self, level: int) -> Iterator[tuple[int, Term]]:
        while self._waiting and self._waiting[0][0] <= level:
            cost, _, term = heapq.heappop(self._waiting)
            yield cost, term

    def _follow(self, followed: int, level: int) -> int:
        """Make sources of the terms that came since, and pairs of parameters at the start; how many terms
        were looked at."""
        terms = self._bank.terms
        if followed == 0:
            sequences = [term for term in terms if isinstance(term.head, Variable) and is_source(term)]
            for term in sequences:
                for over in ("items", "enumerate", "pairs"):
                    self._add_source((term,), over)
            for index, one in enumerate(sequences):
                for other in sequences[index + 1 :]:
                    self._add_source((one, other), "zip")
            for term in terms:
                if isinstance(term.head, Variable) and term.kind == "D":
                    self._add_source((term,), "entries")
        if level <= _SOURCE_COST:
            for term in terms[followed:]:
                if is_source(term) and not isinstance(term.head, Variable) and len(self._sources) < _SOURCES:
                    self._add_source((term,), "items")
        return len(terms)

    def _add_source(self, terms: tuple[Term, ...], over: str) -> None:
        taken = {*self._parameters, "sum", "any", "all", "max", "min", "sorted"}
        names = element_names(over, terms[0], taken.__contains__)
        plain = all(isinstance(term.head, Variable) for term in terms)
        limit = _KEPT_INSIDE if plain else _KEPT_DEEPER
        source = Source(
            terms, over, names, self._outer, self._components, self._budget, self._words, self._goal_kind, limit
        )
        if source.usable:
            self._sources.append(source)


@cache
def _library() -> tuple[Component, ...]:
    return compile_specs(SPECS)


def _useful(shown: Sequence[Shown]) -> list[Component]:
    """The components that can matter: those about dicts, sets and tuples only where there are such things, or
    where they lead
    to other things."""
    kinds = "".join(column_kind([one.arguments[index] for one in shown]) for index in range(len(shown[0].arguments)))
    kinds += column_kind([one.expected for one in shown])
    dicts = "D" in kinds
    tuples = "T" in kinds
    return [
        component
        for component in _library()
        if (dicts or ("D" not in component.takes and component.gives != "D"))
        and (tuples or component.template != "tuple({0})")
    ]


def _right(term: Term, parameters: Sequence[str], one: Shown) -> bool:
    try:
        value = evaluate(term, dict(zip(parameters, one.arguments, strict=True)))
    except Refused:
        return True
    except Exception:
        return False
    return (
        type(value) is type(one.expected) and value == one.expected and behaviour([value]) == behaviour([one.expected])
    )


def _raises(term: Term, parameters: Sequence[str], one: Shown) -> bool:
    try:
        evaluate(term, dict(zip(parameters, one.arguments, strict=True)))
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
