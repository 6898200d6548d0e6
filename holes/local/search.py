"""The search: programs that fit the examples, checked on all of them, and which of them is meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import NamedTuple

from holes.local.bank import Budget
from holes.local.belief import BELIEVED, beliefs
from holes.local.branches import BRANCH, Cases, choose
from holes.local.chained import chained
from holes.local.evidence import Evidence, Found, Witness
from holes.local.guards import Refused, fits_bounds
from holes.local.hidden import using_hidden
from holes.local.kinds import alike, freeze
from holes.local.probes import conduct, probes, scope
from holes.local.task import Shown, Task, chosen
from holes.local.terms import Term, evaluate
from holes.local.walk import WIDE, Walk

#: Behaviours that fit, and programs, of which the likeliest are chosen.
_BEHAVIOURS = 40
_PROGRAMS = 200
#: The share of the budget for fields that are made of others.
_CHAINED_SHARE = 0.15

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
    if set(map(type, results)) != {int, float} or any(abs(result) > WIDE for result in results):
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
    walk = Walk(task, shown, budget, enough)
    if walk.fields.parts():
        budget.until = 1 - _CHAINED_SHARE
    cases, found = walk.cases, False
    for cost, term in walk.expressions():
        found = True
        yield cost, term
    fields, is_list = walk.fields.parts(), walk.fields.head.is_list
    del walk  # what comes now needs the memory that it took
    for cost, term in _chained(task._replace(shown=shown), fields, is_list, budget):
        found = True
        yield cost, term
    if not found:
        yield from _special_cases(task, shown, budget, cases)
        parts.extend(cases.largest())


def _chained(task: Task, fields: list[Term | None], is_list: bool, budget: Budget) -> Iterator[tuple[int, Term]]:
    """The tuple whose fields are these, with those that are cheaper to make of others."""
    if not fields:
        return
    step = _CHAINED_SHARE / len(fields)

    def find(field: Task) -> Iterator[tuple[int, Term]]:
        budget.until = min(1.0, budget.share() + step)
        return Walk(field, field.shown, budget, is_field=True).expressions()

    yield from chained(task, fields, is_list, find)


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
        for cost, term in Walk(task, others, budget).expressions():
            yield cost + BRANCH + test[3] + then[3], choose(test, then, term)


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
    for _, term in Walk(task, asked, budget).expressions():
        return term, exception
    return None


def _is_exception(name: str) -> bool:
    import builtins

    kind = getattr(builtins, name, None)
    return isinstance(kind, type) and issubclass(kind, Exception)
