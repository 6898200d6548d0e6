"""Kinds: short texts that say what a column of values is made of, and the patterns that components ask for.

`i` int · `f` float · `b` bool · `s` str · `o` None · `L` list, `V` tuple of any length, `E` set, each followed by its
elements' kind · `T` and a number: a tuple of just so many different kinds · `D` dict, followed by the kinds of keys
and values · `-` the elements of something empty · `?` anything else or mixed. A column is one value for each example.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

_SCALARS: dict[type, str] = {bool: "b", int: "i", float: "f", str: "s", type(None): "o"}
#: Letters of a pattern that stand for any kind, for one that can be a key, for a number, for what can be ordered.
_WILD = "xyhkno"


class Map(dict[Any, Any]):
    """A dict that nobody changes, so that it can be hashed."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))


def freeze(value: Any) -> Any:
    """The value as the search computes with it: lists are tuples, sets and dicts can be hashed."""
    kind = type(value)
    if kind is list or kind is tuple:
        return tuple([freeze(item) for item in value])
    if kind is set or kind is frozenset:
        return frozenset(value)
    if kind is dict:
        return Map((key, freeze(item)) for key, item in value.items())
    return value


def same(value: Any, expected: Any) -> bool:
    """Whether a value is what is expected, of the same type."""
    return type(value) is type(expected) and bool(value == expected)


def alike(value: Any, expected: Any) -> bool:
    """Whether a value is what is expected, both frozen or neither: an integer may be a float, as it is for who judges,
    and nothing else of another type."""
    return same(value, expected) or (type(value) is int and type(expected) is float and value == expected)


def copied(value: Any) -> Any:
    """A plain value, not frozen, in which nothing that can be changed is shared; sooner than by `copy.deepcopy`."""
    kind = type(value)
    if kind is list or kind is tuple:
        return kind([copied(item) for item in value])
    if kind is dict:
        return {key: copied(item) for key, item in value.items()}
    return set(value) if kind is set else value


def kind_of(value: Any) -> str:
    """The kind of one value that is not frozen."""
    scalar = _SCALARS.get(type(value))
    if scalar is not None:
        return scalar
    if type(value) is list:
        return "L" + common(map(kind_of, value))
    if type(value) in (set, frozenset):
        return "E" + common(map(kind_of, value))
    if type(value) is dict:
        return "D" + common(map(kind_of, value)) + common(map(kind_of, value.values()))
    if type(value) is tuple:
        kinds = [kind_of(item) for item in value]
        whole = common(kinds)
        return f"T{len(kinds)}{''.join(kinds)}" if "?" in whole and 1 < len(kinds) < 7 else "V" + whole
    return "?"


def common(kinds: Iterable[str]) -> str:
    """The kind that all share: empty collections agree with any of their sort, integers count as floats among
    floats."""
    found = ""
    for kind in dict.fromkeys(kinds):
        found = merge(found, kind) if found else kind
    return found or "-"


@cache
def merge(one: str, other: str) -> str:
    """The kind of what may be of either kind."""
    if one == other:
        return one
    if "-" in (one, other):
        return other if one == "-" else one
    if {one, other} == {"i", "f"}:
        return "f"
    if one[0] == other[0] and one[0] in "LVE":
        return one[0] + merge(one[1:], other[1:])
    if one[0] == other[0] == "D":
        (key, rest), (other_key, other_rest) = split(one[1:]), split(other[1:])
        return "D" + merge(key, other_key) + merge(rest, other_rest)
    if one[0] == other[0] == "T" and one[1] == other[1]:
        return one[:2] + "".join(map(merge, fields(one), fields(other)))
    return "?"


@cache
def split(text: str) -> tuple[str, str]:
    """The first kind or pattern of a text, and what follows it."""
    head = text[0]
    if head in "LVE":
        inner, rest = split(text[1:])
        return head + inner, rest
    if head == "D":
        key, rest = split(text[1:])
        value, rest = split(rest)
        return head + key + value, rest
    if head == "T":
        rest = text[2:]
        for _ in range(int(text[1])):
            _, rest = split(rest)
        return text[: len(text) - len(rest)], rest
    return head, text[1:]


@cache
def fields(kind: str) -> tuple[str, ...]:
    """The kinds of a tuple's fields."""
    found, rest = [], kind[2:]
    while rest:
        first, rest = split(rest)
        found.append(first)
    return tuple(found)


def element(kind: str) -> str | None:
    """The kind of what a loop over this meets, None where nothing can."""
    head = kind[0]
    if head == "s":
        return "s"
    if head in "LVE":
        return kind[1:]
    return split(kind[1:])[0] if head == "D" else None


def pair(one: str, other: str) -> str:
    """The kind of a tuple of two."""
    return "V" + one if one == other else f"T2{one}{other}"


def hashable(kind: str) -> bool:
    """Whether Python can hash it."""
    return (kind[0] in "ifbsoV-" and "L" not in kind and "D" not in kind and "E" not in kind) or kind[0] == "T"


def _may_be(letter: str, kind: str) -> bool:
    if letter in "hk":
        return hashable(kind)
    if letter == "n":
        return kind in "if"
    if letter == "o":
        return kind in "ifs" or (kind[0] in "LVT" and "?" not in kind and "D" not in kind)
    return True


@cache
def match(patterns: tuple[str, ...], kinds: tuple[str, ...]) -> dict[str, str] | None:
    """What the letters of the patterns stand for where the kinds fit them, else None."""
    bound: dict[str, str] = {}
    return bound if all(_bind(*both, bound) for both in zip(patterns, kinds, strict=True)) else None


def _bind(pattern: str, kind: str, bound: dict[str, str]) -> bool:
    head = pattern[0]
    if head == "n":
        bound["n"] = "f" if "f" in (kind, bound.get("n")) else kind
        return kind in ("i", "f")
    if head in _WILD:
        if not _may_be(head, kind):
            return False
        known = bound.setdefault(head, kind)
        if known != kind and "-" in known + kind:
            bound[head] = merge(known, kind)
            return "?" not in bound[head]
        return known == kind
    if head in "LVE":
        return kind[0] == head and ((kind[1] == "-" and pattern[1] not in _WILD) or _bind(pattern[1:], kind[1:], bound))
    if head == "D":
        if kind[0] != "D":
            return False
        (key, value), (other_key, other_value) = split(pattern[1:]), split(kind[1:])
        return _bind(key, other_key, bound) and _bind(value, other_value, bound)
    if head == "T":
        if kind[0] == "V" and pattern[1] == "2":
            return all(_bind(field, kind[1:], bound) for field in fields(pattern))
        return kind[:2] == pattern[:2] and all(map(_bind, fields(pattern), fields(kind), [bound] * 9))
    return kind == pattern


def instance(pattern: str, bound: dict[str, str]) -> str:
    """The kind that a pattern comes to; a tuple of two of one kind is `V`."""
    text = "".join(bound.get(letter, letter) for letter in pattern)
    if text.startswith("T2") and len(parts := fields(text)) == 2 and parts[0] == parts[1]:
        return "V" + parts[0]
    if text.startswith("LT2") and len(parts := fields(text[1:])) == 2 and parts[0] == parts[1]:
        return "LV" + parts[0]
    return text


@cache
def agrees(kind: str, goal: str) -> bool:
    """Whether values of this kind may be those looked for: a fixed tuple may be one of any length, and an integer a
    float, as `2 == 2.0` is for whoever judges."""
    if kind == goal:
        return True
    merged = merge(kind, goal)
    return "?" not in merged and (merged == goal or "-" in kind + goal)
