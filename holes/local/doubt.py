"""Doubt: whether what fits may just as well be another program, and an input on which the two part.

The cost of a program is what it takes to say it; what the examples tell has to outweigh that, and so has the distance
to the next program that behaves otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from holes.local.guards import Refused
from holes.local.kinds import common, kind_of
from holes.local.probes import probes
from holes.local.search import Solution
from holes.local.task import Task
from holes.local.terms import RAW, Term, evaluate, literal

#: By how much what the examples tell has to outweigh the program, a unit of whose cost is worth so many bits, where
#: each unit of distance to the next program counts, too. Of the training tasks answered without doubt, 86 % are right.
_OUTWEIGHED = 8
_BITS = 1.5
_FURTHEST = 12
#: Bits that one number, one text, one value of any kind tells at most, and one that was told by another example before.
_NUMBER, _TEXT, _VALUE, _TOLD = 12, 24, 24, 2


class Doubt(NamedTuple):
    """`rival` is the other program, `arguments` an input on which they differ, `answers` what each gives, as text."""

    rival: Solution
    arguments: tuple[Any, ...]
    answers: tuple[str, str]


def doubt(task: Task, found: Sequence[Solution]) -> Doubt | None:
    """What speaks against the first of the programs, which all fit and differ: None where it is clearly meant."""
    if not found or not found[0].fits or sure(task, [one.cost for one in found]):
        return None
    kind = common(kind_of(one.expected) for one in task.shown if one.raises is None)
    best: tuple[int, Doubt] | None = None
    for rival in found[1:]:
        for names in probes(task.parameters, task.shown):
            answers = _answer(found[0], names, kind), _answer(rival, names, kind)
            if "?" in answers or answers[0] == answers[1]:
                continue
            arguments = tuple(names[RAW].values())
            length = len(repr(arguments)) + 1000 * any(answer.startswith("!") for answer in answers)
            if best is None or length < best[0]:
                best = length, Doubt(rival, arguments, (answers[0].lstrip("!"), answers[1].lstrip("!")))
        if best is not None:
            break
    return None if best is None else best[1]


def sure(task: Task, costs: Sequence[int]) -> bool:
    """Whether the examples are enough to believe in the first of programs with these costs."""
    apart = min(costs[1] - costs[0], _FURTHEST) if len(costs) > 1 else _FURTHEST
    return information(task) - _BITS * costs[0] + apart >= _OUTWEIGHED


def information(task: Task) -> float:
    """How many bits the examples' results carry, roughly: what a wrong program would have to hit by chance."""
    told: set[str] = set()
    total = 0.0
    for one in task.shown:
        result = one.raises or repr(one.expected)
        bits = 1.0 if one.raises is not None else _bits(one.expected)
        total += min(bits, _TOLD) if result in told else bits
        told.add(result)
    return total


def _bits(value: Any) -> float:
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, int):
        return min(_NUMBER, value.bit_length() + 2)
    if isinstance(value, float):
        return _NUMBER
    if isinstance(value, str):
        return min(_TEXT, 1 + 2 * len(value))
    items = value.values() if isinstance(value, dict) else value
    return min(_VALUE, 2 + sum(map(_bits, items)))


def _answer(solution: Solution, names: dict[str, Any], kind: str) -> str:
    try:
        if solution.guard is not None and evaluate(solution.guard[0], names):
            return f"!{solution.guard[1]}"
        return _said(solution.term, names, kind)
    except Refused:
        return "?"
    except Exception as error:
        return f"!{type(error).__name__}"


def _said(term: Term, names: dict[str, Any], kind: str) -> str:
    return literal(evaluate(term, names), kind)
