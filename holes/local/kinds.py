"""Kinds: short texts that say what a column of values is made of.

`b` bool · `i` int · `f` float · `s` str · `L` list, `T` tuple, `E` set, each followed by its elements' kind ·
`D` dict ·
`-` nothing, as in an empty list · `?` anything else or mixed. A column is one value for each example.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

_SCALARS: dict[type, str] = {bool: "b", int: "i", float: "f", str: "s", dict: "D"}
_COLLECTIONS: dict[type, str] = {list: "L", tuple: "T", set: "E", frozenset: "E"}

#: What a component may ask for: a pattern → the kinds it takes, beside the kind of the same name.
_GROUPS = {"n": "if", "o": "ifs"}


def kind_of(value: object) -> str:
    """The kind of one value."""
    scalar = _SCALARS.get(type(value))
    if scalar is not None:
        return scalar
    collection = _COLLECTIONS.get(type(value))
    if collection is None:
        return "?"
    return collection + common_kind(value)  # type: ignore[arg-type]


def common_kind(values: Iterable[object]) -> str:
    """The kind that all values share: empty collections agree with any of their sort, integers count as floats
    among floats."""
    found = ""
    for kind in dict.fromkeys(map(kind_of, values)):
        found = kind if not found else _merge(found, kind)
    return found or "-"


def _merge(one: str, other: str) -> str:
    if one == other:
        return one
    if "-" in (one, other):
        return other if one == "-" else one
    if {one, other} == {"i", "f"}:
        return "f"
    if one[0] == other[0] and one[0] in "LTE":
        return one[0] + _merge(one[1:], other[1:])
    return "?"


def column_kind(column: Sequence[object]) -> str:
    """The kind of a column."""
    return common_kind(column)


@cache
def matches(kind: str, pattern: str) -> bool:
    """Whether a component's argument pattern takes this kind.

    Beside exact kinds: `a` anything · `n` a number · `o` what can be ordered · `Q` text, list or tuple · `C`
    what has a length ·
    `L` any list · `Ln`, `Lo` lists of those, tuples too · `Lh` a list of hashable things · `LL` a list of sequences ·
    `E` any set · `T` any tuple.
    """
    head = kind[0]
    if pattern == "a" or kind == pattern:
        return True
    if pattern in _GROUPS:
        return kind in _GROUPS[pattern]
    if pattern == "Q":
        return head in "sLT"
    if pattern == "C":
        return head in "sLTED"
    if pattern in ("L", "E", "T"):
        return head == pattern
    if head not in "LT" or len(pattern) < 2:
        return False
    inner = kind[1:]
    if pattern == "Ln":
        return inner in ("i", "f", "b")
    if pattern == "Lo":
        return inner in ("i", "f", "s") or (inner[0] in "LT" and inner[1:] in ("i", "f", "s"))
    if pattern == "Lh":
        return inner[0] in "isfbT"
    if pattern == "LL":
        return inner[0] in "LT"
    return head == "T" and pattern[0] == "L" and inner == pattern[1:]
