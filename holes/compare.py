"""Where two values part, if they do.

Numbers are equal as Python's are (`1` and `1.0`), but a bool is no number; NaN equals NaN; a tuple is no list; sets and
dicts have no order; an array equals a nested list of equal values, and numpy's scalars are plain numbers, equal to what
they are made from (`np.float32(0.1)` and `0.1`). The expected value gives the shape; nothing of the actual one is
hashed, whoever made it.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Sequence
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from attrs import evolve, frozen

from holes.garbage import uncollected
from holes.values import Value, entries, items, names, number, pair, render, shorten, sort_key, tolerance

_NUMBERS = ("int", "float", "complex")
#: By dtype, how numbers are packed that have fewer digits than Python's: 0.1 is another one there.
_NARROW = {"float16": "e", "float32": "f", "complex64": "f"}
_SETS = ("set", "frozenset")
_CONTAINERS = {
    "list": "a list",
    "tuple": "a tuple",
    "set": "a set",
    "frozenset": "a frozenset",
    "dict": "a dict",
    "array": "an array",
}
_WIDTH = 60
_Thing = TypeVar("_Thing")


@frozen
class Difference:
    """The first place where two values part. `path` leads there (`[3]['x']`, empty at the top), `expected` and `actual`
    are what stands there, and `words` says it in a phrase: `expected 3, got 4`."""

    path: str
    expected: str
    actual: str
    words: str

    def sentence(self) -> str:
        """The phrase with the place before it, where that is not the top."""
        return f"at {self.path}: {self.words}" if self.path else self.words


@frozen
class _Rules:
    """How much may differ: `json` as in `difference`, and the tolerances of the `approx` around, if any. `dtype` is
    that of the actual number, where it is one of numpy's."""

    json: bool = False
    dtype: str = ""
    relative: float | None = None
    absolute: float = 0.0


@uncollected
def difference(expected: Value, actual: Value, *, json: bool = False) -> Difference | None:
    """Where `actual` is not what is `expected` (which may hold `approx` nodes), or None.

    With `json`, the expected value came from JSON: its lists equal tuples and arrays too, and its text keys the
    numbers, booleans and None that JSON writes so. An opaque value equals nothing.
    """
    return _compare(expected, actual, _Rules(json))


def unequal(expected: Value, actual: Value) -> Difference | None:
    """Where Python's `==` would find that two values differ, or None: as `difference`, but a bool is a number, and an
    array is not one value that could equal another."""
    found = difference(expected, actual)
    if actual.tag == "array" and pair(actual)[1].tag == "list":
        return found or _plain(expected, actual)
    return None if found is None or difference(_unbooled(expected), _unbooled(actual)) is None else found


def _unbooled(value: Value) -> Value:
    """A value with numbers for the bools in it."""
    match value.tag:
        case "bool":
            return Value("int", int(value.data is True))
        case "list" | "tuple" | "set" | "frozenset":
            return evolve(value, data=tuple(map(_unbooled, items(value))))
        case "dict":
            return evolve(value, data=tuple((_unbooled(key), _unbooled(entry)) for key, entry in entries(value)))
        case "scalar":
            dtype, plain = pair(value)
            return evolve(value, data=(dtype, _unbooled(plain)))
        case "approx":
            inner, *allowed = tolerance(value)
            return evolve(value, data=(_unbooled(inner), *allowed))
    return value


def _compare(expected: Value, actual: Value, rules: _Rules) -> Difference | None:
    if expected.tag == "approx":
        inner, relative, absolute = tolerance(expected)
        return _compare(inner, actual, evolve(rules, relative=relative, absolute=absolute))
    if expected.tag == "scalar":
        expected = pair(expected)[1]
    if actual.tag == "scalar":
        dtype, actual = pair(actual)
        rules = evolve(rules, dtype=dtype)
    if actual.tag == "array" and expected.tag in ("array", "list", *_NUMBERS, "bool"):
        dtype, content = pair(actual)
        return _compare(expected, content, evolve(rules, dtype=dtype))
    if expected.tag == "array":
        return _compare(pair(expected)[1], actual, rules)
    if expected.tag in _NUMBERS and actual.tag in _NUMBERS:
        return None if _equal_numbers(expected, actual, rules) else _plain(expected, actual)
    if expected.tag in ("list", "tuple"):
        alike = actual.tag == expected.tag or (rules.json and actual.tag == "tuple")
        return _compare_sequences(expected, actual, rules) if alike else _plain(expected, actual)
    if expected.tag in _SETS and actual.tag in _SETS:
        return _compare_sets(expected, actual)
    if expected.tag == "dict" and actual.tag == "dict":
        return _compare_dicts(expected, actual, rules)
    if expected.tag == actual.tag and expected.tag != "opaque" and expected.data == actual.data:
        return None
    if expected.tag == actual.tag == "str":
        return _text_apart(str(expected.data), str(actual.data))
    return _plain(expected, actual)


def _equal_numbers(expected: Value, actual: Value, rules: _Rules) -> bool:
    if expected.data == actual.data or (rules.dtype in _NARROW and _narrowed(expected, rules.dtype) == actual.data):
        return True
    if rules.relative is None or "complex" in (expected.tag, actual.tag):
        return sort_key(expected) == sort_key(actual)
    wanted, got = number(expected), number(actual)
    if math.isnan(wanted) or math.isnan(got):
        return math.isnan(wanted) and math.isnan(got)
    try:
        return not math.isinf(wanted) and abs(wanted - got) <= max(rules.relative * abs(wanted), rules.absolute)
    except OverflowError:
        return False


def _narrowed(value: Value, dtype: str) -> complex | None:
    """A number as numpy holds it in `dtype`, None where it is too large for that."""
    assert isinstance(value.data, int | float | complex)
    code = _NARROW[dtype]
    try:
        real, imaginary = (
            struct.unpack(code, struct.pack(code, part))[0] for part in (value.data.real, value.data.imag)
        )
    except OverflowError:
        return None
    return complex(real, imaginary)


def _compare_sequences(expected: Value, actual: Value, rules: _Rules) -> Difference | None:
    ours, theirs = items(expected), items(actual)
    for index, (one, other) in enumerate(zip(ours, theirs, strict=False)):
        found = _compare(one, other, rules)
        if found is not None and len(ours) == len(theirs):
            return evolve(found, path=f"[{index}]{found.path}")
        if found is not None:
            break
    else:
        index = min(len(ours), len(theirs))
    if len(ours) == len(theirs):
        return None
    place = f"; they part at [{index}]" if index else ""
    words = f"expected {_count(len(ours), 'item')}, got {len(theirs)}{place}"
    return Difference("", render(expected, _WIDTH), render(actual, _WIDTH), words)


def _compare_sets(expected: Value, actual: Value) -> Difference | None:
    ours, theirs = items(expected), items(actual)
    tags = {item.tag for item in ours}
    if len(tags) == 1 and not tags.isdisjoint(("int", "str")) and tags == {item.tag for item in theirs}:
        key: Callable[[Value], Any] = attrgetter("data")
    else:
        key = sort_key
    missing, surplus = _merge([(key(item), item) for item in ours], [(key(item), item) for item in theirs])[1:]
    if not missing and not surplus:
        return None
    return _unmatched(expected, actual, missing, surplus)


def _compare_dicts(expected: Value, actual: Value, rules: _Rules) -> Difference | None:
    ours, theirs = entries(expected), entries(actual)
    if rules.json:
        theirs = tuple((_json_key(key), entry) for key, entry in theirs)
    matched, missing, surplus = _merge(
        [(sort_key(key), (index, key, entry)) for index, (key, entry) in enumerate(ours)],
        [(sort_key(key), (index, key, entry)) for index, (key, entry) in enumerate(theirs)],
    )
    for (_, key, one), (_, _, other) in sorted(matched, key=lambda two: two[0][0]):
        found = _compare(one, other, rules)
        if found is not None:
            return evolve(found, path=f"[{render(key, _WIDTH)}]{found.path}")
    if not missing and not surplus:
        return None
    return _unmatched(expected, actual, [key for _, key, _ in missing], [key for _, key, _ in surplus], "key ")


def _merge(
    ours: list[tuple[Any, _Thing]], theirs: list[tuple[Any, _Thing]]
) -> tuple[list[tuple[_Thing, _Thing]], list[_Thing], list[_Thing]]:
    """What has an equal key in both, what is only in `ours`, and what only in `theirs`; by sorting alone."""
    ours, theirs = sorted(ours, key=itemgetter(0)), sorted(theirs, key=itemgetter(0))
    matched: list[tuple[_Thing, _Thing]] = []
    only_ours: list[_Thing] = []
    only_theirs: list[_Thing] = []
    left = right = 0
    while left < len(ours) and right < len(theirs):
        (our_key, our_thing), (their_key, their_thing) = ours[left], theirs[right]
        if our_key == their_key:
            matched.append((our_thing, their_thing))
            left, right = left + 1, right + 1
        elif our_key < their_key:
            only_ours.append(our_thing)
            left += 1
        else:
            only_theirs.append(their_thing)
            right += 1
    only_ours += [thing for _, thing in ours[left:]]
    only_theirs += [thing for _, thing in theirs[right:]]
    return matched, only_ours, only_theirs


def _json_key(key: Value) -> Value:
    match key.tag:
        case "int" | "float":
            return Value("str", repr(key.data))
        case "bool":
            return Value("str", "true" if key.data else "false")
        case "none":
            return Value("str", "null")
        case _:
            return key


def _unmatched(
    expected: Value, actual: Value, missing: Sequence[Value], surplus: Sequence[Value], kind: str = ""
) -> Difference:
    phrases: list[str] = []
    if missing:
        phrases.append(f"{kind}{_listed(missing)} missing")
    if surplus:
        phrases.append(f"{kind}{_listed(surplus)} not expected")
    return Difference("", render(expected, _WIDTH), render(actual, _WIDTH), ", ".join(phrases))


def _listed(values: Sequence[Value]) -> str:
    shown = ", ".join(render(value, _WIDTH // 2) for value in values[:3])
    return f"{shown} and {len(values) - 3} more" if len(values) > 3 else shown


def _plain(expected: Value, actual: Value) -> Difference:
    """Two values that differ as wholes."""
    ours, theirs = render(expected, _WIDTH), render(actual, _WIDTH)
    if actual.tag == "opaque":
        theirs = shorten(names(actual)[1], _WIDTH)
        words = f"expected {ours}, got {theirs} (a {names(actual)[0]})"
    elif expected.tag in _CONTAINERS and actual.tag in _CONTAINERS and expected.tag != actual.tag:
        words = f"expected {_CONTAINERS[expected.tag]}, {ours}, got {_CONTAINERS[actual.tag]}, {theirs}"
    else:
        words = f"expected {ours}, got {theirs}"
    return Difference("", ours, theirs, words)


def _text_apart(expected: str, actual: str) -> Difference:
    """Two strings; of long ones, only the surroundings of the first character that differs."""
    if max(len(expected), len(actual)) <= _WIDTH:
        ours, theirs = repr(expected), repr(actual)
        return Difference("", ours, theirs, f"expected {ours}, got {theirs}")
    index = next(
        (i for i, (one, other) in enumerate(zip(expected, actual, strict=False)) if one != other),
        min(len(expected), len(actual)),
    )
    ours, theirs = _around(expected, index), _around(actual, index)
    words = f"the strings part at character {index + 1}: expected {ours}, got {theirs}"
    return Difference("", ours, theirs, words)


def _around(text: str, index: int) -> str:
    start, end = max(index - 15, 0), index + 25
    return ("…" if start else "") + repr(text[start:end]) + ("…" if end < len(text) else "")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
