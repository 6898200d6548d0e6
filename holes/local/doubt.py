"""Doubt: whether what fits may just as well be another program, and an input on which the two part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from holes.local.belief import BELIEVED
from holes.local.guards import Refused
from holes.local.kinds import common, freeze, kind_of
from holes.local.probes import probes
from holes.local.search import Solution
from holes.local.task import Task
from holes.local.terms import RAW, Constant, Term, evaluate, literal


class Doubt(NamedTuple):
    """`rival` is the other program, `arguments` an input on which they differ, `answers` what each gives, as text. None
    was found where the rival is None: then the input is one of which the examples say nothing, and the second answer
    empty."""

    rival: Solution | None
    arguments: tuple[Any, ...]
    answers: tuple[str, str]


def doubt(task: Task, found: Sequence[Solution]) -> Doubt | None:
    """What speaks against the first of the programs, which all fit and differ: None where it is clearly meant."""
    if not found or not found[0].fits or found[0].belief >= BELIEVED:
        return None
    kind = common(kind_of(one.expected) for one in task.shown if one.raises is None)
    best: tuple[int, Doubt] | None = None
    for rival in (*found[1:], *_constant(task, kind)):
        for names in probes(task.parameters, task.shown):
            answers = _answer(found[0], names, kind), _answer(rival, names, kind)
            raising = [answer.startswith("!") for answer in answers]
            # Which exception it is matters to nobody who did not say so.
            if "?" in answers or answers[0] == answers[1] or all(raising):
                continue
            arguments = tuple(names[RAW].values())
            length = len(repr(arguments)) + 1000 * any(raising)
            if best is None or length < best[0]:
                best = length, Doubt(rival, arguments, (answers[0].lstrip("!"), answers[1].lstrip("!")))
        if best is not None:
            break
    return _open_question(task, found[0], kind) if best is None else best[1]


def _open_question(task: Task, solution: Solution, kind: str) -> Doubt | None:
    """The shortest input of which the examples say nothing, and what the program makes of it."""
    known = [one.arguments for one in task.shown]
    best: Doubt | None = None
    for names in probes(task.parameters, task.shown):
        arguments, answer = tuple(names[RAW].values()), _answer(solution, names, kind)
        shorter = best is None or len(repr(arguments)) < len(repr(best.arguments))
        if shorter and arguments not in known and answer[0] not in "?!":
            best = Doubt(None, arguments, (answer, ""))
    return best


def _constant(task: Task, kind: str) -> list[Solution]:
    """What gives the one result that all examples have, if they have one, whatever it is given."""
    result = freeze(task.shown[0].expected)
    if any(one.raises is not None or freeze(one.expected) != result for one in task.shown):
        return []
    return [Solution(((), Constant(result, kind), (), 0), None, 0, 0)]


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
