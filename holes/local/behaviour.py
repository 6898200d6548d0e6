"""Behaviour search: functions that exist already, tried on the examples with permuted and constant arguments.

A function that does what is asked is called by its name rather than written again. Most are out after one call.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations
from typing import Any

from holes.local.bank import Budget
from holes.local.components import ATOM, COMPARE
from holes.local.guards import ITEMS, fits_bounds
from holes.local.kinds import alike, copied
from holes.local.literals import literals
from holes.local.piece import Piece
from holes.local.standard import HUGE, Callee, builtin_callees, module_callees
from holes.local.task import Shown, Task
from holes.local.terms import literal

#: The largest number that a function is given of which results may be huge.
_LARGE = 200
#: Parameters and constants that are permuted, at most.
_PARAMETERS = 4
_CONSTANTS = 10
_CONSTANT_COST = 3

#: What may stand around a call, for a result of another type: its text, its cost, and what it does.
Wrapper = tuple[str, int, Callable[[Any], Any]]
_PLAIN: Wrapper = ("{0}", 0, lambda value: value)
_WRAPPERS: dict[type, tuple[Wrapper, ...]] = {
    list: (
        ("list({0})", 2, lambda value: _listed(value)),
        ("sorted({0})", 4, lambda value: sorted(_listed(value))),
        ("[list(item) for item in {0}]", 6, lambda value: [list(item) for item in _listed(value)]),
        ("{0}[::-1]", 4, lambda value: value[::-1]),
    ),
    tuple: (("tuple({0})", 2, lambda value: tuple(_listed(value))),),
    set: (("set({0})", 2, lambda value: set(_listed(value))),),
    dict: (("dict({0})", 2, lambda value: dict(value)),),
    str: (
        ('"".join({0})', 4, lambda value: "".join(_listed(value))),
        ('" ".join({0})', 5, lambda value: " ".join(_listed(value))),
        ("str({0})", 3, lambda value: str(value)),
        ("{0}[2:]", 6, lambda value: value[2:]),
    ),
    bool: (
        ("not {0}", 3, lambda value: not value),
        ("bool({0})", 3, lambda value: bool(value)),
    ),
    int: (
        ("len({0})", 4, lambda value: len(value)),
        ("sum({0})", 4, lambda value: sum(_listed(value))),
        ("int({0})", 4, lambda value: int(value)),
        ("round({0})", 4, lambda value: round(value)),
        ("{0} + 1", 5, lambda value: value + 1),
        ("{0} - 1", 5, lambda value: value - 1),
    ),
    float: (
        ("float({0})", 3, lambda value: float(value)),
        ("round({0}, 2)", 6, lambda value: round(value, 2)),
    ),
}  # fmt: skip


def wrappers_for(expected: Any) -> tuple[Wrapper, ...]:
    """What may stand around a call that gives this, first nothing."""
    return (_PLAIN, *_WRAPPERS.get(type(expected), ()))


def _listed(value: Any) -> list[Any]:
    found = list(islice(iter(value), ITEMS + 1))
    if len(found) > ITEMS:
        raise ValueError("too long")
    return found


def library_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Calls of the standard library that give what is expected on every example."""
    shown = tried_on(task)
    if not shown:
        return
    wrappers = wrappers_for(shown[0].expected)
    ways = list(orders(task, shown))
    for callees in (builtin_callees, module_callees):
        for callee in callees():
            for texts, places, constants, cost in ways:
                count = len(places)
                if callee.least <= count <= callee.most:
                    budget.spend()
                    around = wrappers[:1] if constants else wrappers
                    yield from tried(callee, texts, places, constants, cost, task, shown, around)


def tried_on(task: Task) -> list[Shown]:
    """The examples that calls are tried on: those that give a value, and none where there is too much to be given."""
    shown = [one for one in task.shown if one.raises is None]
    few = 0 < len(task.parameters) <= _PARAMETERS
    return shown if few and all(fits_bounds(list(one.arguments)) for one in shown) else []


def orders(
    task: Task, shown: Sequence[Shown]
) -> Iterator[tuple[tuple[str, ...], tuple[int, ...], tuple[Any, ...], int]]:
    """Ways to give arguments: their texts, their places among parameters and constants, the constants, and a cost."""
    count = len(task.parameters)
    constants = [
        (value, cost) for value, cost in literals(shown, task.words) if not isinstance(value, (list, dict, set))
    ]
    for order in permutations(range(count)):
        yield (
            tuple(task.parameters[place] for place in order),
            order,
            (),
            sum(place != index for index, place in enumerate(order)),
        )
    if count == 1 and all(type(one.arguments[0]) in (list, tuple) and len(one.arguments[0]) == 2 for one in shown):
        name = task.parameters[0]
        yield (f"*{name}",), (0,), (), 2
    if count <= 2:
        for value, cost in constants[:_CONSTANTS]:
            for order in permutations(range(count)):
                for at in range(count, -1, -1):
                    places = (*order[:at], count, *order[at:])
                    texts = tuple(literal(value) if place == count else task.parameters[place] for place in places)
                    yield texts, places, (value,), _CONSTANT_COST + cost + (count - at)


def tried(
    callee: Callee,
    texts: tuple[str, ...],
    places: tuple[int, ...],
    constants: tuple[Any, ...],
    cost: int,
    task: Task,
    shown: Sequence[Shown],
    wrappers: Sequence[Wrapper],
) -> Iterator[Piece]:
    """The call with the first of the wrappers that makes it right on every example, if one does."""
    spread = texts[0].startswith("*")
    if spread and callee.method:
        return
    name = callee.text.rpartition(".")[2]

    def call(one: Shown) -> Any:
        given = (*one.arguments, *constants)
        arguments = given[0] if spread else [given[place] for place in places]
        if name in HUGE and any(map(_is_large, arguments)):
            raise ValueError("too large")
        return callee.call(*map(copied, arguments))

    try:
        result = call(shown[0])
    except Exception:
        return
    if result is None or result is NotImplemented:
        return
    for wrapper in wrappers:
        if not _gives(wrapper, result, shown[0].expected):
            result = _again(call, shown[0], result)
            continue
        try:
            values = [wrapper[2](call(one)) for one in shown]
        except Exception:
            continue
        if all(_same(value, one.expected) for value, one in zip(values, shown, strict=True)):
            yield _piece(callee, texts, cost, wrapper, task)
            return
        result = _again(call, shown[0], result)


def _is_large(value: Any) -> bool:
    """Whether a value could ask for something huge: a number, or a number in a text, as in a format."""
    if type(value) is str:
        return any(len(run) > len(str(_LARGE)) for run in re.findall(r"\d+", value))
    return type(value) in (int, float) and abs(value) > _LARGE


def _again(call: Callable[[Shown], Any], one: Shown, result: Any) -> Any:
    """The result anew, where looking at it used it up."""
    return call(one) if hasattr(result, "__next__") else result


def _gives(wrapper: Wrapper, result: Any, expected: Any) -> bool:
    try:
        return _same(wrapper[2](result), expected)
    except Exception:
        return False


def _same(value: Any, expected: Any) -> bool:
    return alike(value, expected) and (type(value) in (int, float) or repr(value) == repr(expected))


def _piece(callee: Callee, texts: tuple[str, ...], cost: int, wrapper: Wrapper, task: Task) -> Piece:
    if callee.method:
        first = texts[0] if texts[0].isidentifier() or texts[0][0] == '"' else f"({texts[0]})"
        text = f"{first}{callee.text}({', '.join(texts[1:])})"
    else:
        text = f"{callee.text}({', '.join(texts)})"
    whole = wrapper[0].format(text)
    plain = wrapper[0][-1] in ")]}"
    values = tuple(one.expected if one.raises is None else ... for one in task.shown)
    return Piece(whole, values, callee.cost + 2 + cost + wrapper[1], ATOM if plain else COMPARE)
