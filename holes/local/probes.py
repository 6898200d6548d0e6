"""Probes: inputs near the examples, on which programs that agree on the examples may part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from holes.local.guards import Refused
from holes.local.kinds import freeze
from holes.local.task import Shown, size
from holes.local.terms import RAW, Term, evaluate

#: Probes for a task, and scalars in one at most.
_COUNT = 36
_SIZE = 200


def probes(parameters: Sequence[str], shown: Sequence[Shown]) -> list[dict[str, Any]]:
    """Inputs as names and frozen values: each example changed in one argument, in a fixed order."""
    wide = [list(_near(one, parameters)) for one in shown if size(one.arguments) <= _SIZE]
    mixed = [
        inputs
        for turn in range(max(map(len, wide), default=0))
        for inputs in (row[turn] for row in wide if turn < len(row))
    ]
    return [scope(inputs) for inputs in mixed[:_COUNT]]


def scope(inputs: dict[str, Any]) -> dict[str, Any]:
    """Arguments by name as terms are evaluated with them."""
    return {**{name: freeze(value) for name, value in inputs.items()}, RAW: inputs}


def _near(one: Shown, parameters: Sequence[str]) -> Iterator[dict[str, Any]]:
    plain = dict(zip(parameters, one.arguments, strict=True))
    changes = [(name, list(_changed(value))) for name, value in plain.items()]
    for turn in range(12):
        for name, others in changes:
            if turn < len(others):
                yield {**plain, name: others[turn]}


def _changed(value: Any) -> Iterator[Any]:
    if type(value) is bool:
        yield not value
    elif type(value) is int:
        yield from (value + 1, -value, value * 2 + 3, 0, 1)
    elif type(value) is float:
        yield from (value + 0.5, -value, value * 3)
    elif type(value) in (str, list, tuple):
        yield value[::-1] if len(value) > 1 else value + value
        yield value[1:] + value[:1] + value[:1]
        yield value[:-1]
        yield value + value
        yield value[1:]
        if isinstance(value, str):
            yield value.swapcase()
            yield f"a {value} b"
        if isinstance(value, list) and value and type(value[0]) is int:
            yield [-item if type(item) is int else item for item in value]
        yield value[:0]
        if not isinstance(value, str):
            for turn in range(2):
                yield type(value)([_turned(item, turn + place % 2) for place, item in enumerate(value)])
    elif type(value) is dict and value:
        yield dict(list(value.items())[1:])
        for turn in range(2):
            yield {key: _turned(item, turn + place % 2) for place, (key, item) in enumerate(value.items())}
    elif type(value) in (set, frozenset):
        yield type(value)(sorted(value, key=repr)[1:])


def _turned(item: Any, turn: int) -> Any:
    changes = list(islice(_changed(item), turn + 1))
    return changes[-1] if changes else item


def conduct(term: Term, inputs: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """What a program does on each probe, as text: its value, or the exception's name."""
    return tuple(_answer(term, names) for names in inputs)


def _answer(term: Term, names: dict[str, Any]) -> str:
    try:
        value = evaluate(term, names)
    except Refused:
        return "?"
    except Exception as error:
        return f"!{type(error).__name__}"
    return repr(sorted(value, key=repr) if isinstance(value, frozenset) else value)
