"""Folds: loops with a state that each item changes, and recurrences on numbers.

Steps of a small grammar are tried on the examples whole: the shortest example refutes nearly all of them at once. What
is handed over is a call of `functools.reduce`, with the loop that a person would write for it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.guards import BITS
from holes.local.kinds import same
from holes.local.naming import free, singular
from holes.local.piece import Piece
from holes.local.statements import become, renamed
from holes.local.task import Task

#: Items of all examples together, and the characters or items of a state, beyond which nothing is folded.
_ITEMS = 600
_STATE = 400
#: What a state is called: the first is a number.
_CALLED = ("total", "result", "found", "state")
#: What a loop costs beside its step.
_LOOP = 9

#: Conditions on an item `x` and a state `t`, with `p` for a parameter that is a number.
_TESTS = (
    "x % 2 == 0", "x % 2 == 1", "x > 0", "x < 0", "x > t", "x < t", "x != t", "x > p", "x < p", "x == p", "x % p == 0",
)  # fmt: skip
#: What a state that is a number may become, with what that costs.
_NUMBERS = (
    ("t + x", 2), ("t - x", 3), ("x - t", 3), ("t * x", 2), ("t + 1", 3), ("t - 1", 4), ("t * 2", 4), ("x", 4),
    ("0", 4),
    ("max(t, x)", 4), ("min(t, x)", 4), ("t + x * x", 4), ("t ^ x", 5), ("t | x", 5), ("t & x", 5), ("t * 10 + x", 4),
    ("t * 2 + x", 5), ("t * 2 + 1", 5), ("t * x + 1", 6), ("(t + 1) * x", 6), ("t * x + x", 6), ("max(t + x, 0)", 5),
    ("max(t + x, x)", 5), ("abs(t - x)", 5), ("math.gcd(t, x)", 5), ("math.lcm(t, x)", 6), ("t + x ** 3", 6),
    ("t * p + x", 5), ("t + x * p", 5), ("(t + x) % p", 6), ("t * x % p", 6), ("t + t * x", 6), ("t // x", 6),
)  # fmt: skip
_CHOSEN = ("t + x", "t - x", "t * x", "t + 1", "t - 1", "t * 2", "x", "0", "t")
#: The same of characters: numbers made of them, and texts.
_CHARACTER_TESTS = (
    "x.isupper()", "x.islower()", "x.isdigit()", "x.isalpha()", "x.isspace()", 'x in "aeiou"', 'x == "("', "x == p",
)  # fmt: skip
_COUNTS = (
    ("t * 2 + int(x)", 4),
    ("t * 10 + int(x)", 5),
    ("t + int(x)", 3),
    ("t * 26 + ord(x) - 64", 6),
    ("t + ord(x)", 4),
)
_TEXTS = (
    ("x + t", 3), ("t + x if x not in t else t", 4), ("t + x if not t or x != t[-1] else t", 5), ("t + x + x", 4),
    ("t.replace(x, \"\") if x in t else t + x", 6), ("t + x.upper() if not t or t[-1] == \" \" else t + x.lower()", 7),
)  # fmt: skip
_LISTS = (
    ("[x] + t", 4), ("t + [x] if x not in t else t", 4), ("t + [x] if not t or x != t[-1] else t", 5),
    ("t + [x] if not t or x > t[-1] else t", 5), ("t + [x] if not t or x >= t[-1] else t", 5),
    ("t + [t[-1] + x] if t else [x]", 6), ("t + [max(t[-1], x)] if t else [x]", 6),
    ("t + [x] if t.count(x) < 2 else t", 7), ("[t, x] if t else [x]", 7),
)  # fmt: skip
#: For each sort of state its steps, and the tests and steps that a conditional is made of.
_SORTS: Mapping[str, tuple[Sequence[tuple[str, int]], Sequence[str], Sequence[str]]] = {
    "numbers": (_NUMBERS, _TESTS, _CHOSEN),
    "counts": (_COUNTS, _CHARACTER_TESTS, ("t + 1", "t - 1", "t")),
    "texts": (_TEXTS, (), ()),
    "lists": (_LISTS, (), ()),
}
#: Steps of two states, and what these begin with: recurrences such as Fibonacci's.
_PAIRS = (
    ("{0} + {1}", 3), ("{0} + 2 * {1}", 5), ("2 * {0} + {1}", 5), ("{0} * {1}", 5), ("{1} - {0}", 5),
    ("3 * {1} - {0}", 6), ("2 * {1} - {0}", 6), ("{0} + {1} + 1", 5),
)  # fmt: skip
_BEGINNINGS = ((0, 1), (1, 1), (2, 1), (1, 2), (1, 3), (0, 2))


class _Source(NamedTuple):
    """What is gone over: the parameter that it is made of, its text, the items for each example, and what one is
    called."""

    parameter: str
    text: str
    items: tuple[Sequence[Any], ...]
    item: str
    cost: int


class _Step(NamedTuple):
    """What a state becomes, over `t`, `x` and, with `beside`, `p`."""

    text: str
    cost: int
    beside: bool
    run: Callable[[Any, Any, Any], Any]


def fold_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Folds that are right on every example."""
    if len(task.shown) < 2 or any(one.raises is not None for one in task.shown):
        return
    wanted = [one.expected for one in task.shown]
    found: list[Piece] = []
    for source in _sources(task):
        if sum(map(len, source.items)) > _ITEMS or max(map(len, source.items)) < 2:
            continue
        # The shortest example with something to fold refutes a step soonest.
        order = sorted(range(len(wanted)), key=lambda row: (len(source.items[row]) < 2, len(source.items[row])))
        for begin, step, name, values in _trials(task, wanted, source):
            budget.spend(2)
            if all(same(_folded(step.run, begin, source.items[row], values[row]), wanted[row]) for row in order):
                found.append(_piece(task, source, step, begin, name, wanted))
    found.extend(_recurrences(task, wanted, budget))
    yield from sorted(found, key=lambda piece: piece.cost)


def _sources(task: Task) -> Iterator[_Source]:
    for place, name in enumerate(task.parameters):
        column = [one.arguments[place] for one in task.shown]
        taken = {*task.parameters, *_CALLED}.__contains__
        if all(type(value) is list for value in column):
            yield _Source(name, name, tuple(column), free((singular(name), "item", "each"), taken), 0)
        elif all(type(value) is str for value in column):
            yield _Source(name, name, tuple(column), free(("char", "letter"), taken), 1)
        elif all(type(value) is int and 0 <= value <= _STATE for value in column):
            item = free(("i", "k", "step"), taken)
            yield _Source(name, f"range(1, {name} + 1)", tuple(range(1, value + 1) for value in column), item, 1)
            yield _Source(name, f"range({name})", tuple(range(value) for value in column), item, 2)
            yield _Source(name, f"range(2, {name} + 1)", tuple(range(2, value + 1) for value in column), item, 3)
        if all(type(value) is int and value >= 0 for value in column):
            digits = tuple([int(digit) for digit in str(value)] for value in column)
            yield _Source(name, f"map(int, str({name}))", digits, free(("digit",), taken), 3)


def _trials(task: Task, wanted: Sequence[Any], source: _Source) -> Iterator[tuple[Any, _Step, str, Sequence[Any]]]:
    """What a state may begin as, a step, and the parameter beside it with its values, where the step has one."""
    others = [
        (name, [one.arguments[place] for one in task.shown])
        for place, name in enumerate(task.parameters)
        if name != source.parameter and all(type(one.arguments[place]) in (int, str) for one in task.shown)
    ]
    alone = [("", [None] * len(wanted))]
    for begin, steps in _plans(wanted, source, bool(others)):
        for step in steps:
            for name, values in others if step.beside else alone:
                yield begin, step, name, values


def _plans(wanted: Sequence[Any], source: _Source, beside: bool) -> Iterator[tuple[Any, tuple[_Step, ...]]]:
    """What a state may begin as, and the steps for it."""
    items = [item for row in source.items for item in row]
    numbers = all(type(item) in (int, float) for item in items)
    if all(type(value) in (int, float) for value in wanted):
        characters = all(type(item) is str and len(item) == 1 for item in items)
        if numbers or characters:
            empty = [value for value, row in zip(wanted, source.items, strict=True) if len(row) == 0]
            for begin in dict.fromkeys(empty[:1] or (0, 1)):
                yield begin, _steps("numbers" if numbers else "counts", beside)
    elif all(type(value) is str for value in wanted) and all(type(item) is str for item in items):
        yield "", _steps("texts", beside)
    elif all(type(value) is list for value in wanted):
        yield [], _steps("lists", beside)


@cache
def _steps(sort: str, beside: bool) -> tuple[_Step, ...]:
    """The steps of a sort, those with a parameter too where there is one `beside`, each compiled."""
    plain, tests, chosen = _SORTS[sort]
    made = list(plain)
    for test, (then, otherwise) in product(tests, product(chosen, chosen)):
        if then != otherwise and then != "t":
            made.append((f"{then} if {test} else {otherwise}", 6 if otherwise == "t" else 9))
    compiled = [(text, cost, compile(text, "<step>", "eval")) for text, cost in made]  # our own table, nobody's text
    return tuple(
        _Step(text, cost, "p" in code.co_names, eval(f"lambda t, x, p: {text}", {"math": math}))
        for text, cost, code in compiled
        if beside or "p" not in code.co_names
    )


def _folded(run: Callable[[Any, Any, Any], Any], state: Any, items: Sequence[Any], beside: Any) -> Any:
    """The last state; `...` where there is none."""
    try:
        for item in items:
            state = run(state, item, beside)
            if type(state) is int:
                if state.bit_length() > BITS:
                    return ...
            elif type(state) in (str, list) and len(state) > _STATE:
                return ...
    except (ValueError, TypeError, ArithmeticError, LookupError, AttributeError):
        return ...
    return state


def _piece(task: Task, source: _Source, step: _Step, begin: Any, beside: str, wanted: Sequence[Any]) -> Piece:
    wishes = _CALLED if type(begin) in (int, float) else _CALLED[1:]
    names = {"t": free(wishes, task.parameters.__contains__), "x": source.item, "p": beside}
    state, first = names["t"], repr(begin).replace("'", '"')
    text = f"functools.reduce(lambda {state}, {source.item}: ({renamed(step.text, names)}), {source.text}, {first})"
    inside = (f"    {renamed(line, names)}" for line in become(step.text))
    lines = (f"{state} = {first}", f"for {source.item} in {source.text}:", *inside, f"return {state}")
    return Piece(text, tuple(wanted), _LOOP + step.cost + source.cost, loop=lines)


@cache
def _next(step: str) -> Callable[[int, int], int]:
    run: Callable[[int, int], int] = eval(f"lambda one, other: {step.format('one', 'other')}")  # our own table
    return run


def _recurrences(task: Task, wanted: Sequence[Any], budget: Budget) -> Iterator[Piece]:
    """Two numbers of which the next is made again and again."""
    if len(task.parameters) != 1 or len(task.shown) < 3:
        return
    (name,) = task.parameters
    times = [one.arguments[0] for one in task.shown]
    if not all(type(value) is int and 0 <= value <= _STATE for value in times) or max(times) < 3:
        return
    one, other = free(("a", "one"), name.__eq__), free(("b", "other"), name.__eq__)
    for (step, cost), (place, begin) in product(_PAIRS, enumerate(_BEGINNINGS)):
        budget.spend(2)
        run = _next(step)
        series = list(begin)
        while len(series) <= max(times):
            series.append(run(*series[-2:]))
            if series[-1].bit_length() > BITS:
                break
        if all(time < len(series) and same(series[time], value) for time, value in zip(times, wanted, strict=True)):
            again = step.format("pair[0]", "pair[1]")
            text = f"functools.reduce(lambda pair, _: (pair[1], {again}), range({name}), {begin!r})[0]"
            lines = (
                f"{one}, {other} = {begin[0]}, {begin[1]}",
                f"for _ in range({name}):",
                f"    {one}, {other} = {other}, {step.format(one, other)}",
                f"return {one}",
            )
            yield Piece(text, tuple(wanted), _LOOP + cost + place, loop=lines)
