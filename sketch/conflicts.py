"""Examples that contradict each other, found before anything runs."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from sketch.model import Example, Problem
from sketch.statements import normal_form

_LOOSE = frozenset({"ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL"})


def conflicts_among(examples: Iterable[Example]) -> tuple[Problem, ...]:
    """A problem at each of two examples that say different things of one call. Loose ones (`+ELLIPSIS`, `approx`)
    contradict nobody."""
    seen: dict[tuple[str, ...], Example] = {}
    told: set[Example] = set()
    problems: list[Problem] = []
    for example in examples:
        if example.row is not None or example.options & _LOOSE:
            continue
        key = (*map(normal_form, example.setup), normal_form(example.source))
        first = seen.setdefault(key, example)
        if first is example or _agree(first, example):
            continue
        for one, other in ((first, example), (example, first)):
            if one not in told:
                told.add(one)
                message = f"Another example expects {_said(other)} of the same call; only one of the two can hold."
                problems.append(Problem("examples-conflict", message, one.span))
    return tuple(problems)


def _said(example: Example) -> str:
    said = (
        example.raises if example.raises is not None else example.expected if example.expected is not None else "None"
    )
    said = said if len(said) <= 60 else f"{said[:59]}…"
    return f"`{said.splitlines()[0] if said else ''}`"


def _agree(one: Example, other: Example) -> bool:
    if (one.raises is None) != (other.raises is None):
        return False
    if one.raises is not None:
        return one.raises == other.raises
    if one.expected == other.expected:
        return True
    texts = [example.expected if example.expected is not None else "None" for example in (one, other)]
    if any("approx(" in text for text in texts):
        return True
    try:
        return bool(ast.literal_eval(texts[0].strip()) == ast.literal_eval(texts[1].strip()))
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return normal_form(texts[0]) == normal_form(texts[1])
