"""Examples that contradict each other, found before anything runs."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sketch.model import Example, Problem
from sketch.statements import literal_value, normal_form

#: What may differ between sources that run the same; comparing without it is quick, and only finds candidates.
_FREEDOM = re.compile(r"[\s()'\"]|#.*$")
#: Options under which an example contradicts nobody.
LOOSE = frozenset({"ELLIPSIS", "SKIP", "IGNORE_EXCEPTION_DETAIL"})


def conflicts_among(examples: Iterable[Example]) -> tuple[Problem, ...]:
    """A problem at each of two examples that say different things of one call. Loose ones (`+ELLIPSIS`, `approx`)
    contradict nobody."""
    told: set[Example] = set()
    problems: list[Problem] = []
    for alike in _alike(examples):
        first = alike[0]
        for example in alike[1:]:
            if _agree(first, example):
                continue
            for one, other in ((first, example), (example, first)):
                if one not in told:
                    told.add(one)
                    message = f"Another example expects {_said(other)} of the same call; only one of the two can hold."
                    problems.append(Problem("examples-conflict", message, one.span))
    return tuple(problems)


def _alike(examples: Iterable[Example]) -> Iterable[list[Example]]:
    """Groups of two or more examples that run the same."""
    strict = [example for example in examples if example.row is None and not example.options & LOOSE]
    if len(strict) < 2:
        return
    rough: dict[str, list[Example]] = {}
    for example in strict:
        rough.setdefault(_FREEDOM.sub("", example.source), []).append(example)
    for group in rough.values():
        if len(group) > 1:
            exact: dict[tuple[str, ...], list[Example]] = {}
            for example in group:
                exact.setdefault(tuple(map(normal_form, (*example.setup, example.source))), []).append(example)
            yield from (alike for alike in exact.values() if len(alike) > 1)


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
        return bool(literal_value(texts[0]) == literal_value(texts[1]))
    except (ValueError, TypeError, MemoryError, RecursionError):
        return normal_form(texts[0]) == normal_form(texts[1])
