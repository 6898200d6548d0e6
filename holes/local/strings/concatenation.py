"""Concatenation: the cheapest ways to write the results as atoms and constants, one after the other.

A state is a position in each of the results; an atom leads from a state to where its texts end. This is FlashFill's
intersection of version spaces (Gulwani, POPL 2011; PROSE, Polozov and Gulwani, OOPSLA 2015), explored from the front
rather than built: only what all examples allow is ever looked at, cheapest first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from holes.local.strings.atoms import Atom

#: What another part costs beside itself, and a constant: at all, for a sign, for a letter or digit.
_GLUE = 3
_CONSTANT = 4
#: What the second part of the same reading is cheaper by.
_READ = 6
_SIGN = 1
_LETTER = 3
#: Signs of a constant that are counted.
_COUNTED = 8
#: Parts in one concatenation, states taken up, and how often one is.
_MOST_PARTS = 9
_STATES = 1500
_VISITS = 4

Part = Atom | str


class Concatenation(NamedTuple):
    """Parts whose texts stand one after the other; a `str` is a constant."""

    parts: tuple[Part, ...]
    cost: int


def usable(atoms: Sequence[Atom], results: Sequence[str]) -> list[tuple[Atom, int]]:
    """The atoms whose text is a part of some result, with a bit for each example where it is."""
    found = []
    for atom in atoms:
        mask = 0
        bit = 1
        for text, result in zip(atom.column, results, strict=True):
            if text is not None and text in result:
                mask |= bit
            bit <<= 1
        if mask:
            found.append((atom, mask))
    return found


def concatenations(
    atoms: Sequence[tuple[Atom, int]],
    results: Sequence[str],
    chosen: Sequence[int],
    count: int,
    ask: Callable[[], None],
    states: int = _STATES,
) -> Iterator[Concatenation]:
    """Up to `count` ways to write the results of the chosen examples, cheapest first. `atoms` come from `usable`, and
    `states` are looked at, before each of which `ask` may stop it."""
    goals = [results[index] for index in chosen]
    wanted = sum(1 << index for index in chosen)
    leading: dict[str, list[tuple[Atom, list[str]]]] = defaultdict(list)
    for atom, mask in atoms:
        if mask & wanted == wanted:
            texts = [atom.column[index] or "" for index in chosen]
            if texts[0]:
                leading[texts[0]].append((atom, texts))
    lengths = sorted({len(text) for text in leading})
    end = tuple(len(goal) for goal in goals)
    waiting: list[tuple[int, int, tuple[int, ...], tuple[Part, ...]]] = [(0, 0, (0,) * len(goals), ())]
    visits: dict[tuple[int, ...], int] = defaultdict(int)
    serial = yielded = 0
    for _ in range(states):
        if not waiting:
            return
        ask()
        cost, _, state, parts = heapq.heappop(waiting)
        if state == end:
            if any(not isinstance(part, str) for part in parts):
                yield Concatenation(parts, cost)
                yielded += 1
            if yielded == count:
                return
            continue
        if visits[state] == _VISITS or len(parts) == _MOST_PARTS:
            continue
        visits[state] += 1
        for price, after, part in _onward(state, goals, leading, lengths, bool(parts) and isinstance(parts[-1], str)):
            if visits[after] < _VISITS:
                serial += 1
                glue = _GLUE if parts else 0
                if parts and not isinstance(part, str) and (reading := part.reading) is not None:
                    glue -= _READ * any(not isinstance(other, str) and other.reading == reading for other in parts)
                heapq.heappush(waiting, (cost + price + glue, serial, after, (*parts, part)))


def _onward(
    state: tuple[int, ...],
    goals: Sequence[str],
    leading: dict[str, list[tuple[Atom, list[str]]]],
    lengths: Sequence[int],
    after_constant: bool,
) -> Iterator[tuple[int, tuple[int, ...], Part]]:
    """What may stand next: its cost, the state it leads to, and the part."""
    goal, start = goals[0], state[0]
    for length in lengths:
        if start + length > len(goal):
            break
        for atom, texts in leading.get(goal[start : start + length], ()):
            if all(other.startswith(text, at) for other, text, at in zip(goals[1:], texts[1:], state[1:], strict=True)):
                yield atom.cost, tuple(at + len(text) for at, text in zip(state, texts, strict=True)), atom
    if after_constant:
        return
    shared = 0
    while start + shared < len(goal) and all(
        other.startswith(goal[start + shared], at + shared) for other, at in zip(goals, state, strict=True)
    ):
        shared += 1
        text = goal[start : start + shared]
        yield constant_cost(text), tuple(at + shared for at in state), text


def constant_cost(text: str) -> int:
    """What it costs to say a text by itself."""
    return _CONSTANT + sum(_LETTER if sign.isalnum() else _SIGN for sign in text[:_COUNTED])
