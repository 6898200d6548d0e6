"""Objects to plain JSON data and back. What is no builtin of exact type goes out as a class name and a repr, and with
what it is made of, where it can be taken apart.

The parent reads and writes the same form (`holes.wire`). Nothing here trusts an object: its class may lie about its
name, and its `__repr__` may raise, hang or return a gigabyte.
"""

from __future__ import annotations

import sys
from _collections import OrderedDict, defaultdict  # type: ignore[import-not-found]

from .apart import NotMade, Parts, make, place, take_apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
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


class _NoParts(Exception):
    """An object in another one that has no parts of which it could be made again."""


class _Encoder:
    """What is shown of a value has a budget, and all that objects are made of has another one as large, so that objects
    with large parts are still shown. `_open` are the objects that are being taken apart, by identity."""

    def __init__(self, budget: int) -> None:
        self._left = self._left_for_parts = budget
        self._open: set[int] = set()

    def encode(self, thing: object, depth: int) -> object:
        kind = type(thing)
        if depth > DEPTH:
            raise TooMuch("nested over 60 deep")
        if thing is None or kind is bool:
            self._spend(5)
            return thing
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
            entries = [self.encode(part, depth + 1) for entry in dict.items(thing) for part in entry]
            return ["d", entries] if kind is dict else ["d", entries, _qualname(kind)]
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
        # Inside of another object nobody will look at it.
        shown = "" if self._open else represent(thing, _REPR)
        self._spend(len(shown) + 40)
        data: list[object] = ["o", text_data(class_name(kind)), text_data(shown)]
        parts = self._parts(thing, depth)
        return data if parts is None else [*data, parts]

    def _parts(self, thing: object, depth: int) -> list[object] | None:
        """What an object is made of; None where that is not known. Raises `_NoParts` in another object's parts."""
        inner = bool(self._open)
        where = place(type(thing))
        if where is None or id(thing) in self._open:
            if inner:
                raise _NoParts
            return None
        self._open.add(id(thing))
        try:
            parts = take_apart(thing)
            if parts is None:
                raise _NoParts
            attributes = [name for name, _ in parts.attributes]
            if not all(type(name) is str for name in attributes):
                raise _NoParts
            self._spend(sum(map(len, where)) + sum(map(len, attributes)) + 40)
            return [
                *map(text_data, where),
                [self.encode(arg, depth + 1) for arg in parts.args],
                [part for name, held in parts.attributes for part in (text_data(name), self.encode(held, depth + 1))],
                [self.encode(state, depth + 1) for state in parts.state],
                [self.encode(item, depth + 1) for item in parts.items],
                [self.encode(part, depth + 1) for entry in parts.entries for part in entry],
            ]
        except Exception as error:
            # Its class may raise what it likes.
            if inner:
                raise _NoParts from error
            return None
        finally:
            self._open.discard(id(thing))

    def _numeric(self, thing: Any, depth: int) -> object:
        """A numpy array or scalar as data, or None for anything else. numpy is looked at only where the user's code
        has imported it already."""
        numpy = sys.modules.get("numpy")
        if numpy is None or class_name(type(thing)).partition(".")[0] != "numpy":
            return None
        try:
            if type(thing) is numpy.ndarray:
                if thing.size * 8 > (self._left_for_parts if self._open else self._left):
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
        if 2 * elements > (self._left_for_parts if self._open else self._left):
            raise TooMuch("too large to show")

    def _spend(self, count: int) -> None:
        if self._open:
            self._left_for_parts -= count
        else:
            self._left -= count
        if self._left < 0 or self._left_for_parts < 0:
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


def decode(data: object, own: str | None = None) -> object:
    """The object that JSON `data` from the parent stands for; an array of numbers needs numpy and imports it.

    `own` is the name of the program's module. With it, objects are made again from their parts, of classes that are
    found there, in other modules of the user's project, or among few of the standard library (`apart.make`). Raises
    `NotMade` for any other object, and whatever making one raises.
    """
    if not isinstance(data, list):
        return data
    letter = data[0]
    if letter in _MAKERS:
        return _MAKERS[letter]([decode(item, own) for item in data[1]])
    if letter == "d":
        parts = [decode(item, own) for item in data[1]]
        entries = zip(parts[::2], parts[1::2])
        return dict(entries) if len(data) == 2 else _dict_of(data[2], entries)
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

        array = numpy.array(decode(data[2], own), dtype=data[1] or None)
        return array if letter == "a" else array[()]
    if letter == "o" and len(data) == 4 and own is not None:
        module, name, args, attributes, state, items, entries = data[3]
        held: list[Any] = [decode(part, own) for part in attributes]
        pairs = [decode(part, own) for part in entries]
        made = Parts(
            tuple([decode(arg, own) for arg in args]),
            tuple(zip(held[::2], held[1::2])),
            tuple([decode(one, own) for one in state]),
            tuple([decode(item, own) for item in items]),
            tuple(zip(pairs[::2], pairs[1::2])),
        )
        return make(str(decode(module)), str(decode(name)), made, own)
    raise NotMade("an object that has no plain form cannot be passed")


_MAKERS = {"l": list, "t": tuple, "s": set, "z": frozenset}


def _dict_of(name: object, entries: Iterable[tuple[Any, Any]]) -> object:
    """A dict of one of the standard library's kinds; what made the missing values of a `defaultdict` is not known."""
    if name == "defaultdict":
        return defaultdict(None, entries)
    if name == "OrderedDict":
        return OrderedDict(entries)
    import collections

    if name == "Counter":
        return collections.Counter(dict(entries))
    raise NotMade("a dict of no known kind")
