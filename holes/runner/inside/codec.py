"""Objects to plain JSON data and back. What is no builtin of exact type goes out as a class name and a repr.

The parent reads and writes the same form (`holes.wire`). Nothing here trusts an object: its class may lie about its
name, and its `__repr__` may raise, hang or return a gigabyte.
"""

from __future__ import annotations

import sys
from _collections import OrderedDict, defaultdict  # type: ignore[import-not-found]

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

DEPTH = 60
_EXACT = 1 << 53
_REPR = 10_000

_qualname = type.__dict__["__qualname__"].__get__
_module = type.__dict__["__module__"].__get__
_mro = type.__dict__["__mro__"].__get__


class TooMuch(Exception):
    """A value nested too deep or too large to be sent."""


def encode(thing: object, budget: int) -> object:
    """`thing` as JSON data of about `budget` bytes at most; what is larger or deeper becomes opaque."""
    try:
        return _Encoder(budget).encode(thing, 0)
    except (TooMuch, RecursionError) as error:
        reason = str(error) if isinstance(error, TooMuch) else "nested too deep"
        return ["o", text_data(class_name(type(thing))), text_data(f"<{reason}> {represent(thing, 200)}")]


class _Encoder:
    def __init__(self, budget: int) -> None:
        self._left = budget

    def encode(self, thing: object, depth: int) -> object:
        kind = type(thing)
        if thing is None or kind is bool:
            self._spend(5)
            return thing
        if depth > DEPTH:
            raise TooMuch("nested over 60 deep")
        if kind is int:
            assert isinstance(thing, int)
            if -_EXACT < thing < _EXACT:
                self._spend(8)
                return thing
            self._spend(thing.bit_length() // 4 + 8)
            return ["i", hex(thing)]
        if kind is str:
            assert isinstance(thing, str)
            self._spend(len(thing) + 3)
            return text_data(thing)
        if kind is float:
            assert isinstance(thing, float)
            self._spend(24)
            return ["f", thing.hex()]
        letter = _LETTERS.get(kind)
        if letter is not None:
            assert isinstance(thing, (list, tuple, set, frozenset))
            self._spend_on(len(thing))
            return [letter, [self.encode(item, depth + 1) for item in thing]]
        if kind is dict or kind in _DICTS or kind is getattr(sys.modules.get("collections"), "Counter", None):
            assert isinstance(thing, dict)
            self._spend_on(2 * len(thing))
            return ["d", [self.encode(part, depth + 1) for entry in dict.items(thing) for part in entry]]
        if kind is bytes:
            assert isinstance(thing, bytes)
            self._spend(2 * len(thing) + 8)
            return ["b", thing.hex()]
        if kind is complex:
            assert isinstance(thing, complex)
            self._spend(48)
            return ["c", thing.real.hex(), thing.imag.hex()]
        if thing is Ellipsis:
            self._spend(5)
            return ["e"]
        numeric = self._numeric(thing, depth)
        if numeric is not None:
            return numeric
        shown = represent(thing, _REPR)
        self._spend(len(shown) + 40)
        return ["o", text_data(class_name(kind)), text_data(shown)]

    def _numeric(self, thing: Any, depth: int) -> object:
        """A numpy array or scalar as data, or None for anything else. numpy is looked at only where the user's code
        has imported it already."""
        numpy = sys.modules.get("numpy")
        if numpy is None or class_name(type(thing)).partition(".")[0] != "numpy":
            return None
        try:
            if type(thing) is numpy.ndarray:
                if thing.size * 8 > self._left:
                    raise TooMuch("too large to show")
                return ["a", str(thing.dtype), self.encode(thing.tolist(), depth + 1)]
            if isinstance(thing, numpy.generic):
                plain = thing.item()
                if type(plain) in _PLAIN:
                    return ["n", str(thing.dtype), self.encode(plain, depth + 1)]
        except (AttributeError, TypeError, ValueError):
            pass
        return None

    def _spend_on(self, elements: int) -> None:
        """Count a container, and give up at once where its elements cannot fit."""
        self._spend(8)
        if 2 * elements > self._left:
            raise TooMuch("too large to show")

    def _spend(self, count: int) -> None:
        self._left -= count
        if self._left < 0:
            raise TooMuch("too large to show")


_LETTERS: dict[type, str] = {list: "l", tuple: "t", set: "s", frozenset: "z"}
_DICTS = (OrderedDict, defaultdict)
_PLAIN = (bool, int, float, complex, str, bytes)


def text_data(text: str) -> object:
    """Text as it is, or in hexadecimal where it has surrogates (JSON would join two of them to one character)."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return ["u", text.encode("utf-8", "surrogatepass").hex()]
    return text


def represent(thing: object, longest: int) -> str:
    """`repr(thing)`, at most `longest` characters of it, whatever its class does."""
    try:
        return clip(repr(thing), longest)
    except Exception as error:
        return f"<{class_name(type(thing))} object; its repr raised {class_name(type(error))}>"


def clip(text: str, longest: int) -> str:
    """A real string of at most `longest` characters, whatever class `text` is of."""
    return str.__getitem__(text, slice(0, longest))


def class_name(kind: type) -> str:
    """The name of a class with its module, as tracebacks show it; none of it is asked of the class itself."""
    name = _qualname(kind)
    module = _module(kind)
    if type(module) is not str or module in ("builtins", "__main__"):
        return clip(name, 500)
    return clip(f"{module}.{name}", 500)


def base_names(kind: type) -> list[str]:
    """The plain names of a class and its bases, in the order of its mro."""
    return [clip(type.__dict__["__name__"].__get__(base), 500) for base in _mro(kind)[:100]]


def decode(data: object) -> object:
    """The object that JSON `data` from the parent stands for; an array of numbers needs numpy and imports it."""
    if not isinstance(data, list):
        return data
    letter = data[0]
    if letter in _MAKERS:
        return _MAKERS[letter]([decode(item) for item in data[1]])
    if letter == "d":
        parts = [decode(item) for item in data[1]]
        return dict(zip(parts[::2], parts[1::2]))
    if letter == "f":
        return float.fromhex(data[1])
    if letter == "i":
        return int(data[1], 16)
    if letter == "u":
        return bytes.fromhex(data[1]).decode("utf-8", "surrogatepass")
    if letter == "c":
        return complex(float.fromhex(data[1]), float.fromhex(data[2]))
    if letter == "b":
        return bytes.fromhex(data[1])
    if letter == "e":
        return Ellipsis
    if letter in ("a", "n"):
        import numpy

        array = numpy.array(decode(data[2]), dtype=data[1] or None)
        return array if letter == "a" else array[()]
    raise TypeError("an object that has no plain form cannot be passed")


_MAKERS = {"l": list, "t": tuple, "s": set, "z": frozenset}
