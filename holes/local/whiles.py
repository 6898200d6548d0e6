"""Loops that go on while a test holds: one or two numbers that each turn changes, and something gathered beside.

What the numbers are, turn by turn, does not depend on what is gathered: each way to change them is gone through once
for an example, and everything that may be gathered is tried on what was met, on the example with the fewest turns
first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import permutations
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.bounded import ends_near
from holes.local.kinds import same
from holes.local.naming import free
from holes.local.piece import Piece
from holes.local.statements import renamed
from holes.local.task import Task
from holes.local.ways import ALONE, BESIDE, CONDITIONS, GATHERINGS, NOTHING, PLAIN, TWO, Gathering, Way, largest

#: Turns of one example beyond which a loop is left.
_TURNS = 400
#: What a loop costs beside its way and what is gathered, what a condition on the items costs, and a start with the
#: first number or after the first turn.
_LOOP = 9
_FILTER = 4
_STARTED = 1
#: Loops that are handed over at most: where more fit, the examples do not tell them apart.
_MOST = 4
#: What a program of the search calls a function whose body such a loop is.
_HELPER = "looped"


class _Found(NamedTuple):
    """A program: its way, and what it returns, made of which items under which condition."""

    way: Way
    cost: int
    item: str
    gathering: Gathering | None
    when: str = "before"
    condition: str = ""


def while_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Loops that are right on every example: of one parameter or two, which are whole numbers."""
    wanted = [one.expected for one in task.shown]
    if not _may_be(task, wanted):
        return
    found: list[Piece] = []
    for given in permutations(range(len(task.parameters))):
        rows = [tuple(one.arguments[place] for place in given) for one in task.shown]
        names = [task.parameters[place] for place in given]
        for one in _fitting(rows, wanted, budget):
            lines = _written(one, names, task.parameters)
            if ends_near(_HELPER, names, lines, rows):
                found.append(
                    Piece(f"{_HELPER}({', '.join(names)})", tuple(wanted), one.cost, loop=lines, helper=_HELPER)
                )
    yield from sorted(found, key=lambda piece: piece.cost)[:_MOST]


def _may_be(task: Task, wanted: Sequence[Any]) -> bool:
    """Whether there may be a loop at all."""
    return (
        1 <= len(task.parameters) <= 2
        and len(task.shown) >= 2
        and all(one.raises is None for one in task.shown)
        and all(type(value) is int for one in task.shown for value in one.arguments)
        and (all(map(_is_listed, wanted)) or {type(value) for value in wanted} in ({int}, {str}, {bool}))
        and len(set(map(repr, wanted))) > 1
    )


def _is_listed(value: Any) -> bool:
    return type(value) is list and all(type(item) is int for item in value)


def _fitting(rows: Sequence[tuple[int, ...]], wanted: Sequence[Any], budget: Budget) -> Iterator[_Found]:
    """What gives what is wanted, for numbers `n` and maybe `p`."""
    beside = len(rows[0]) > 1
    gives: Any = type(wanted[0])
    for way in (*ALONE, *TWO) if beside else ALONE:
        budget.spend(2)
        own = beside and way not in TWO  # the other number must be in what is gathered
        runs = [_gone(way)(*row) for row in rows]
        if None in runs or max(map(len, runs)) < 3:
            continue
        order = sorted(range(len(rows)), key=lambda row: (len(runs[row]) < 3, len(runs[row])))
        for found in (*_gatherings(way, gives, own, beside), *(() if own else _last(way))):
            if all(same(_result(found, runs[row]), wanted[row]) for row in order):
                yield found


@cache
def _gatherings(way: Way, gives: Any, own: bool, beside: bool) -> tuple[_Found, ...]:
    """All that may be gathered on the way, of a type; with `own` what looks at the other parameter alone."""
    found = []
    for gathering in GATHERINGS:
        if gathering.gives is not gives:
            continue
        counts = gathering.of is len
        if counts and way.counts:
            continue
        whole = _LOOP + way.cost + gathering.cost
        for text, cost in () if own else NOTHING if counts else way.items:
            found.append(_Found(way, whole + cost, text, gathering))
            if gathering.started and not way.chosen and text in PLAIN:
                moments = ("with",) if counts else ("with", "after")
                found += [_Found(way, whole + cost + _STARTED, text, gathering, when) for when in moments]
        if gathering.filtered and not way.chosen:
            conditions = (() if own else CONDITIONS) + (BESIDE if beside else ())
            found += [
                _Found(way, whole + cost + _FILTER, text, gathering, "before", test)
                for text, cost in way.items
                for test in conditions
            ]
    return tuple(found)


@cache
def _last(way: Way) -> tuple[_Found, ...]:
    """What may be returned of the numbers at the end."""
    return tuple(_Found(way, _LOOP + way.cost + cost, text, None) for text, cost in way.last)


def _result(found: _Found, run: Sequence[tuple[int, ...]]) -> Any:
    """What is returned where the numbers are these, turn by turn."""
    if found.gathering is None:
        return _of(found.item)(*run[-1])
    items = _items(found, run)
    return max(items) if found.gathering.of is largest and found.when == "with" else found.gathering.of(items)


def _items(found: _Found, run: Sequence[tuple[int, ...]]) -> list[Any]:
    """What the turns give."""
    way = found.way
    states = {"before": run[:-1], "with": run, "after": run[1:]}[found.when]
    if way.chosen:
        choice = _of(way.choice)
        states = [state for state in states if choice(*state)]
    of = _of(found.item)
    if not found.condition:
        return [of(*state) for state in states]
    test = _tested(found.condition)
    return [item for state in states for item in (of(*state),) if test(item, state[1])]


@cache
def _of(text: str) -> Callable[..., Any]:
    made: Callable[..., Any] = eval(f"lambda n, p, i, j: {text}", {"math": math})  # our own table, nobody's text
    return made


@cache
def _tested(text: str) -> Callable[[Any, Any], Any]:
    made: Callable[[Any, Any], Any] = eval(f"lambda x, p: {text}")  # our own table
    return made


@cache
def _gone(way: Way) -> Callable[..., list[tuple[int, ...]]]:
    """A function that goes the way: all numbers at each turn and at the end, None where it is too long."""
    lines = ["def gone(n, p=None):", "    i = j = None", *(f"    {name} = {text}" for name, text in way.begin)]
    lines += ["    met = [(n, p, i, j)]", f"    while {way.test}:", *(f"        {line}" for line in _turn(way, []))]
    lines += [f"        if len(met) > {_TURNS}:", "            return None", "        met.append((n, p, i, j))"]
    scope: dict[str, Any] = {"math": math}
    exec("\n".join([*lines, "    return met"]), scope)  # our own table
    made: Callable[..., list[tuple[int, ...]]] = scope["gone"]
    return made


def _turn(way: Way, chosen: Sequence[str]) -> Iterator[str]:
    """The lines of a turn, with those before the step that is taken where the choice holds."""
    if way.choice:
        yield f"if {way.choice}:"
        yield from (f"    {line}" for line in (*chosen, way.step[0]))
        yield "else:"
        yield f"    {way.step[1]}"
    else:
        yield from (*chosen, *way.step)


def _written(found: _Found, names: Sequence[str], parameters: Sequence[str]) -> tuple[str, ...]:
    """The lines of the function's body."""
    way, gathering = found.way, found.gathering
    known = dict(zip("np", names, strict=False))
    taken = {*parameters}
    for place, wishes in {"i": ("i", "k", "number"), "j": ("j", "m", "step")}.items():
        known[place] = free(wishes, taken.__contains__)
    own = [f"{name} = {text}" for name, text in way.begin]
    if gathering is None:
        lines = [*own, f"while {way.test}:", *(f"    {line}" for line in _turn(way, [])), f"return {found.item}"]
        return tuple(renamed(line, known) for line in lines)
    known |= {name: free((name, f"{name}_so_far"), taken.__contains__) for name, _ in gathering.begin}
    item, gather = found.item, list(gathering.become)
    if found.condition:
        gather = [f"if {found.condition}:", *(f"    {line}" for line in gather)]
        if item not in PLAIN:
            known["d"] = free(("digit", "part"), taken.__contains__)
            item, gather = "d", [f"d = {item}", *gather]
    begin = [f"{name} = {_started(gathering, found.item) if found.when == 'with' else text}"
             for name, text in gathering.begin]  # fmt: skip
    if way.chosen:
        inside = list(_turn(way, gather))
    elif found.when == "before" and found.item != "0":
        inside = [*gather, *_turn(way, [])]
    else:
        inside = [*_turn(way, []), *gather]
    lines = [*own, *begin, f"while {way.test}:", *(f"    {line}" for line in inside), f"return {gathering.then}"]
    return tuple(renamed(renamed(line, {"x": item}), known) for line in lines)


def _started(gathering: Gathering, item: str) -> str:
    """What begins with the first item."""
    if gathering.of is len:
        return "1"
    return f"[{item}]" if gathering.gives is list else item
