"""Programs from texts to texts, as pieces of a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from holes.local.bank import Budget
from holes.local.piece import Piece
from holes.local.strings.atoms import Atom, closure
from holes.local.strings.concatenation import Concatenation, concatenations, usable
from holes.local.strings.written import written
from holes.local.task import Task

#: How dear an atom may be, try after try, and how many there are at most.
_HIGHEST = (13, 18, 24)
_ATOMS = 12_000
#: Programs for all examples, and for each group of some.
_WHOLE = 8
_GROUP = 2
_GROUP_STATES = 300
#: Examples up to which every group of them is tried.
_EVERY = 6
#: Characters of the longest text that is looked at.
_LONGEST = 1000


def string_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Expressions whose result is a text, for all examples and then for as many of them as may share one."""
    shown = task.shown
    results = [one.expected for one in shown]
    if not shown or any(
        type(result) is not str and one.raises is None for one, result in zip(shown, results, strict=True)
    ):
        return
    wanted = [index for index, one in enumerate(shown) if one.raises is None]
    bases = _bases(task)
    if not bases or not wanted:
        return
    texts = [result if type(result) is str else "" for result in results]
    numbers = _numbers(task)
    whole = False
    for highest in _HIGHEST:
        atoms = usable(closure(bases, numbers, highest, _ATOMS, budget.spend), texts)
        for found in concatenations(atoms, texts, wanted, _WHOLE, budget.ask):
            whole = True
            yield _piece(found, len(shown))
        if whole:
            break
        if highest == _HIGHEST[0] and len(wanted) > 2:
            for rows, atom in _exact(atoms, texts, wanted).items():
                yield _piece(Concatenation((atom,), atom.cost), len(shown))
                others = [index for index in wanted if index not in rows]
                for found in concatenations(atoms, texts, others, _GROUP, budget.ask, _GROUP_STATES):
                    yield _piece(found, len(shown))
    if whole or len(wanted) < 3:
        return
    done: set[tuple[int, ...]] = set()
    for group in _groups(wanted):
        if any(set(group) <= set(larger) for larger in done):
            continue
        budget.spend()
        for found in concatenations(atoms, texts, group, _GROUP, budget.ask, _GROUP_STATES):
            done.add(group)
            yield _piece(found, len(shown))


def _exact(
    atoms: Sequence[tuple[Atom, int]], texts: Sequence[str], wanted: Sequence[int]
) -> dict[tuple[int, ...], Atom]:
    """The first atom for each group of several examples whose results it is."""
    found: dict[tuple[int, ...], Atom] = {}
    for atom, _ in atoms:
        rows = tuple([index for index in wanted if atom.column[index] == texts[index]])
        if len(rows) > 1:
            found.setdefault(rows, atom)
    return found


def _groups(indices: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """Groups of examples, larger ones first."""
    if len(indices) <= _EVERY:
        for size in range(len(indices) - 1, 0, -1):
            yield from combinations(indices, size)


def _bases(task: Task) -> list[Atom]:
    """The texts among the arguments: a parameter that is one, the items of a list of them, and numbers written out."""
    bases = []
    for place, name in enumerate(task.parameters):
        values: list[Any] = [one.arguments[place] for one in task.shown]
        if all(type(value) is str and len(value) <= _LONGEST for value in values):
            bases.append(Atom(name, None, tuple(values), 2))
        elif all(type(value) is int for value in values):
            bases.append(Atom(f"str({name})", None, tuple(map(str, values)), 5))
        elif all(type(value) in (list, tuple) and all(type(item) is str for item in value) for value in values):
            shortest = min(map(len, values))
            places = [index for index in (0, 1, 2, -1) if -shortest <= index < shortest]
            bases += [Atom(f"{name}[{index}]", None, tuple(value[index] for value in values), 5) for index in places]
    return bases


def _numbers(task: Task) -> list[tuple[str, tuple[int, ...]]]:
    """The parameters that are small numbers, with their values."""
    found = []
    for place, name in enumerate(task.parameters):
        values = tuple(one.arguments[place] for one in task.shown)
        if all(type(value) is int and abs(value) <= _LONGEST for value in values):
            found.append((name, values))
    return found


def _piece(found: Concatenation, count: int) -> Piece:
    values: list[Any] = []
    for index in range(count):
        texts = [part if isinstance(part, str) else part.column[index] for part in found.parts]
        values.append(... if None in texts else "".join(text for text in texts if text is not None))
    text, strength = written([(part, True) if isinstance(part, str) else (part.text, False) for part in found.parts])
    return Piece(text, tuple(values), found.cost, strength)
