"""Component functions that could explode, with a bound on what they may cost.

What the search computes with is small: whatever would grow past the bounds raises `Refused`, before the work is done.
Everything here answers exactly as the plain Python that is written for it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from typing import Any

#: Characters of a text, items of a collection, bits of an integer.
TEXT = 4000
ITEMS = 1000
BITS = 512
#: Places before or after the point to which something is rounded.
_PLACES = 40


class Refused(ValueError):
    """The result would be larger than the search looks at."""


def _bound(measure: float, limit: int) -> None:
    if measure > limit:
        raise Refused


def repeat(thing: Any, times: int) -> Any:
    """`thing * times` of a text or list."""
    _bound(len(thing) * max(times, 0), ITEMS)
    return thing * times


def rounded(number: float, places: int) -> float:
    """`round(number, places)`. Far before the point it would take for ever, to find that nothing is left."""
    _bound(abs(places), _PLACES)
    return round(number, places)


def multiply(left: Any, right: Any) -> Any:
    """`left * right` of numbers."""
    if type(left) is int and type(right) is int:
        _bound(left.bit_length() + right.bit_length(), BITS)
    return left * right


def power(base: Any, exponent: int) -> Any:
    """`base ** exponent`; never complex."""
    if type(base) is int:
        _bound(base.bit_length() * abs(exponent), BITS)
    result = base**exponent
    if isinstance(result, complex):
        raise Refused
    return result


def shift_left(number: int, places: int) -> int:
    """`number << places`."""
    _bound(number.bit_length() + places, BITS)
    return number << places


def factorial(number: int) -> int:
    """`math.factorial(number)`."""
    _bound(number, 90)
    return math.factorial(number)


def comb(total: int, chosen: int) -> int:
    """`math.comb(total, chosen)`."""
    _bound(total, 400)
    return math.comb(total, chosen)


def prod(numbers: Iterable[Any]) -> Any:
    """`math.prod(numbers)`."""
    result: Any = 1
    for number in numbers:
        result = multiply(result, number)
    return result


def products(numbers: Iterable[Any]) -> tuple[Any, ...]:
    """`list(accumulate(numbers, operator.mul))`."""
    return tuple(itertools.accumulate(numbers, multiply))


def span(start: int, stop: int) -> tuple[int, ...]:
    """`list(range(start, stop))`."""
    _bound(stop - start, ITEMS)
    return tuple(range(start, stop))


def joined(separator: str, parts: Sequence[str]) -> str:
    """`separator.join(parts)`."""
    _bound(len(separator) * len(parts) + sum(map(len, parts)), TEXT)
    return separator.join(parts)


def replaced(text: str, old: str, new: str) -> str:
    """`text.replace(old, new)`."""
    _bound((len(text) + 1) * len(new), 10 * TEXT)
    return text.replace(old, new)


def width(number: int) -> int:
    """`number`, if it may be the width of a padded text."""
    _bound(number, TEXT)
    return number


def to_int(text: str) -> int:
    """`int(text)` of a text."""
    _bound(len(text), 100)
    return int(text)


def digits(number: int) -> str:
    """`str(number)` of an integer."""
    _bound(number.bit_length(), BITS)
    return str(number)


def pairs(items: Any) -> tuple[Any, ...]:
    """`list(itertools.combinations(items, 2))`."""
    _bound(len(items) ** 2 / 2, ITEMS)
    return tuple(itertools.combinations(items, 2))


def chunks(items: Any, size: int) -> tuple[Any, ...]:
    """`[items[i:i + size] for i in range(0, len(items), size)]`."""
    return tuple([items[i : i + size] for i in range(0, len(items), size)])


def windows(items: Any, size: int) -> tuple[Any, ...]:
    """`[items[i:i + size] for i in range(len(items) - size + 1)]`."""
    _bound(len(items) - size, ITEMS)
    return tuple([items[i : i + size] for i in range(len(items) - size + 1)])


def runs(items: Any) -> tuple[Any, ...]:
    """`[list(group) for _, group in itertools.groupby(items)]`."""
    return tuple([tuple(group) for _, group in itertools.groupby(items)])


def average(name: str, numbers: Any) -> Any:
    """`statistics.mean(numbers)`, `median`, …; the module is loaded when first needed."""
    import statistics

    return getattr(statistics, name)(numbers)


def pattern(name: str, *arguments: Any) -> Any:
    """`re.findall(pattern, text)` and the like. The library's own patterns are the only ones, and all are linear."""
    import re

    found = getattr(re, name)(*arguments)
    return tuple(found) if type(found) is list else found


def textbook(name: str, *arguments: Any) -> Any:
    """What a function of the textbook gives; the textbook is loaded when first needed."""
    from holes.local.textbook.catalogue import known

    return known(name, *arguments)


def fits_bounds(value: object) -> bool:
    """Whether a value is small enough to compute with, however it is nested."""
    left = 4 * ITEMS
    pending = [value]
    while pending:
        left -= 1
        thing = pending.pop()
        if isinstance(thing, int):
            if thing.bit_length() > BITS:
                return False
        elif isinstance(thing, str):
            if len(thing) > TEXT:
                return False
        elif isinstance(thing, (list, tuple, set, frozenset)):
            if len(thing) > ITEMS or len(thing) > left:
                return False
            pending += thing
        elif isinstance(thing, dict):
            if len(thing) > ITEMS or 2 * len(thing) > left:
                return False
            pending += thing
            pending += thing.values()
        if left < 0:
            return False
    return True
