"""What the search is given: a frozen question, made of plain Python values."""

from __future__ import annotations

from typing import Any, NamedTuple

from holes.local.guards import fits_bounds


class Shown(NamedTuple):
    """One example: the arguments by parameter, and what must come back, or the name of the exception that
    must be raised."""

    arguments: tuple[Any, ...]
    expected: Any = None
    raises: str | None = None


class Task(NamedTuple):
    """A function to find: its parameters, its name and description as text, and its examples. `known` are other
    functions of the project: what their names and descriptions say, and their source."""

    parameters: tuple[str, ...]
    words: str
    shown: tuple[Shown, ...]
    known: tuple[tuple[str, str], ...] = ()


#: Columns longer than this are searched over a few of the examples, and what is found is checked on all.
WIDTH = 10
#: Elements in all columns together, likewise.
ELEMENTS = 400


def size(value: Any) -> int:
    """How many scalars a value holds, texts counting one for each character."""
    if isinstance(value, str):
        return len(value) + 1
    if isinstance(value, dict):
        return 1 + sum(size(key) + size(item) for key, item in value.items())
    if isinstance(value, (list, tuple, set, frozenset)):
        return 1 + sum(map(size, value))
    return 1


def chosen(shown: tuple[Shown, ...]) -> tuple[Shown, ...]:
    """The examples to search over: all where they are few and small, else small ones whose results differ most.

    What is within no bound at all is never among them.
    """
    usable = [one for one in shown if fits_bounds(list(one.arguments)) and fits_bounds(one.expected)]
    ranked = sorted(range(len(usable)), key=lambda index: (size(usable[index].arguments) > ELEMENTS // 4, index))
    taken: list[int] = []
    results: list[str] = []
    total = 0
    for fresh in (True, False):
        for index in ranked:
            result = repr(usable[index].expected)
            weight = size(usable[index].arguments)
            if index in taken or (fresh and result in results) or len(taken) >= WIDTH:
                continue
            if len(taken) >= 2 and total + weight > ELEMENTS:
                continue
            taken.append(index)
            results.append(result)
            total += weight
    return tuple(usable[index] for index in sorted(taken))
