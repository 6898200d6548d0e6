"""Information: how much the examples tell, in bits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from holes.local.task import Task

#: Bits that one number, one text, one value of any kind tells at most, and one that was told by another example before.
_NUMBER, _TEXT, _VALUE, _TOLD = 12, 24, 24, 2


def information(task: Task) -> float:
    """How many bits the examples' results carry, roughly: what a wrong program would have to hit by chance."""
    told: set[str] = set()
    total = 0.0
    for one in task.shown:
        result = one.raises or repr(one.expected)
        worth = 1.0 if one.raises is not None else bits(one.expected)
        total += min(worth, _TOLD) if result in told else worth
        told.add(result)
    return total


def bits(value: Any) -> float:
    """How many bits a result carries, roughly."""
    if value is None or isinstance(value, bool):
        return 1
    if isinstance(value, int):
        return min(_NUMBER, value.bit_length() + 2)
    if isinstance(value, (float, complex)):
        return _NUMBER
    if isinstance(value, str):
        return min(_TEXT, 1 + 2 * len(value))
    items = value.values() if isinstance(value, Mapping) else value
    return min(_VALUE, 2 + sum(map(bits, items)))
