"""Values as data: what crosses between our process and the one that runs somebody's code.

A `Value` is a tree of plain tagged nodes. It is built from text by us or from tagged JSON that a runner sent; it never
holds a live object of the user's, and nothing in it is hashed or unpickled (a forged set must not be able to slow us down).
"""

from __future__ import annotations

import math

from attrs import frozen


@frozen
class Value:
    """One node. `tag` says what `data` is:

    `none` `ellipsis` (data None) · `bool` `int` `float` `complex` `str` `bytes` (the Python scalar) · `list` `tuple`
    `set` `frozenset` (tuple of values, sets in any order) · `dict` (tuple of pairs of values) · `array` (a pair: dtype
    text, and the nested `list` value, or a scalar value for a 0-d array) · `scalar` (a pair: dtype text and the plain
    value of a numpy scalar) · `opaque` (a pair: the qualified class name and its repr, capped; equal to nothing).
    """

    tag: str
    data: object = None


class Unrepresentable(ValueError):
    """An object or a value that has no counterpart on the other side."""


_SCALARS = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str", bytes: "bytes"}
_SEQUENCES = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_MAKERS = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


def from_python(thing: object, depth: int = 0) -> Value:
    """The value of a builtin object of exact type. Raises `Unrepresentable` for anything else, or nested over 60 deep."""
    if depth > 60:
        raise Unrepresentable("nested over 60 deep")
    kind = type(thing)
    if thing is None:
        return Value("none")
    if thing is Ellipsis:
        return Value("ellipsis")
    if kind in _SCALARS:
        return Value(_SCALARS[kind], thing)
    if isinstance(thing, (list, tuple, set, frozenset)) and kind in _SEQUENCES:
        return Value(_SEQUENCES[kind], tuple(from_python(item, depth + 1) for item in thing))
    if isinstance(thing, dict) and kind is dict:
        return Value("dict", tuple((from_python(k, depth + 1), from_python(v, depth + 1)) for k, v in thing.items()))
    raise Unrepresentable(f"no plain value: {kind.__qualname__}")
