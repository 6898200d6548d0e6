"""Values to JSON and back, as they cross between our process and the one that runs somebody's code.

The code beside a candidate has an encoder of its own (`holes.runner.inside.codec`: it shares no module with us); a
test keeps the two alike.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import cast

from holes.garbage import uncollected
from holes.values import DEPTH, Parts, Unrepresentable, Value, entries, items, names, pair, parts_of

_EXACT = 1 << 53


def to_wire(value: Value, depth: int = 0) -> object:
    """`value` as JSON: null, booleans, small integers and text stand for themselves; anything else is a list
    whose head tells the kind. Floats and big integers are hexadecimal. Raises `Unrepresentable` over 60 deep."""
    if depth > DEPTH:
        raise Unrepresentable("nested over 60 deep")
    data = value.data
    match value.tag:
        case "none":
            return None
        case "ellipsis":
            return ["e"]
        case "bool":
            return data
        case "int":
            assert isinstance(data, int)
            return data if -_EXACT < data < _EXACT else ["i", hex(data)]
        case "float":
            assert isinstance(data, float)
            return ["f", data.hex()]
        case "complex":
            assert isinstance(data, complex)
            return ["c", data.real.hex(), data.imag.hex()]
        case "str":
            assert isinstance(data, str)
            return _text_to_wire(data)
        case "bytes":
            assert isinstance(data, bytes)
            return ["b", data.hex()]
        case "dict":
            flat = [to_wire(part, depth + 1) for entry in entries(value) for part in entry]
            return ["d", flat, value.kind] if value.kind else ["d", flat]
        case "array" | "scalar":
            dtype, content = pair(value)
            return ["a" if value.tag == "array" else "n", _text_to_wire(dtype), to_wire(content, depth + 1)]
        case "opaque":
            shown = ["o", *(_text_to_wire(name) for name in names(value))]
            parts = parts_of(value)
            return shown if parts is None else [*shown, _parts_to_wire(parts, depth)]
        case _:
            return [_LETTERS[value.tag], [to_wire(item, depth + 1) for item in items(value)]]


def _parts_to_wire(parts: Parts, depth: int) -> object:
    return [
        _text_to_wire(parts.module),
        _text_to_wire(parts.name),
        [to_wire(arg, depth + 1) for arg in parts.args],
        [part for name, held in parts.attributes for part in (_text_to_wire(name), to_wire(held, depth + 1))],
        [to_wire(state, depth + 1) for state in parts.state],
        [to_wire(item, depth + 1) for item in parts.items],
        [to_wire(part, depth + 1) for entry in parts.entries for part in entry],
    ]


#: The longest name of a module, a class or an attribute.
_NAME = 500
_DICTS = ("Counter", "OrderedDict", "defaultdict")
_LETTERS = {"list": "l", "tuple": "t", "set": "s", "frozenset": "z"}
_TAGS = {letter: tag for tag, letter in _LETTERS.items()}

#: What the encoder puts in place of a value over its budget is not counted there: a class name and a short repr.
_INSTEAD = 300
#: The least that an element counts, which is what an empty text does beside its length.
_LEAST = 3


def _text_to_wire(text: str) -> object:
    """Text as it is, or in hexadecimal where it has surrogates (JSON would join two of them to one character)."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return ["u", text.encode("utf-8", "surrogatepass").hex()]
    return text


def from_wire(data: object, budget: int = sys.maxsize) -> Value:
    """The value that JSON `data` stands for. It counts as the encoder does that had `budget` bytes for the value
    (`holes.runner.inside.codec`), and as many for what objects in it are made of: nobody can have us make more of a
    reply than an honest process would send. Raises `Unrepresentable` for what neither `to_wire` nor that encoder would
    have written."""
    read = _Reader(budget + _INSTEAD).read
    return uncollected(read)(data, 0) if type(data) is list else read(data, 0)


class _Draft:
    """A node in the making, which turns into a `Value`: the initialiser of a frozen class takes three times as long,
    and there are as many nodes as elements."""

    __slots__ = ("data", "kind", "tag")

    def __init__(self, tag: str, data: object, kind: str = "") -> None:
        self.tag = tag
        self.data = data
        self.kind = kind
        self.__class__ = Value  # type: ignore[assignment]


_node = cast(Callable[..., Value], _Draft)
_NONE, _TRUE, _FALSE, _ELLIPSIS = Value("none"), Value("bool", True), Value("bool", False), Value("ellipsis")


class _Reader:
    """Reads one value. What is left of the budget is counted apart for what objects are made of, as in the encoder;
    `_inside` is how many objects are around."""

    def __init__(self, budget: int) -> None:
        self._left = self._left_for_parts = budget
        self._inside = 0

    def read(self, data: object, depth: int) -> Value:
        """The value of `data`, which is `depth` deep in the whole. Raises `Unrepresentable`."""
        if depth > DEPTH:
            raise Unrepresentable("nested over 60 deep")
        kind = type(data)
        if kind is int:
            self._spend(8)
            return _node("int", data)
        if kind is str:
            assert isinstance(data, str)
            self._spend(len(data) + 3)
            return _node("str", data)
        if data is None or kind is bool:
            self._spend(5)
            return _NONE if data is None else _TRUE if data else _FALSE
        if kind is not list:
            raise Unrepresentable("not a value on the wire")
        assert isinstance(data, list)
        head, count = data[0] if data else None, len(data)
        if type(head) is str and count == 2:
            one = data[1]
            if head == "f" and type(one) is str:
                self._spend(24)
                return _node("float", _float(one))
            if type(one) is list and head in _TAGS:
                return _node(_TAGS[head], tuple(self._members(one, depth)))
        match data:
            case ["i" | "b" | "c" | "u", *_]:
                return self._scalar(data)
            case ["d", list(members)]:
                return _node("dict", self._entries(members, depth))
            case ["d", list(members), str(dict_kind)] if dict_kind in _DICTS:
                return _node("dict", self._entries(members, depth), dict_kind)
            case ["a" | "n" as letter, dtype, content]:
                name = text_from_wire(dtype)
                return _node("array" if letter == "a" else "scalar", (name, self.read(content, depth + 1)))
            case ["o", name, text]:
                return _node("opaque", self._names(name, text))
            case ["o", name, text, parts]:
                return _node("opaque", (*self._names(name, text), self._parts(parts, depth)))
            case ["e"]:
                self._spend(5)
                return _ELLIPSIS
        raise Unrepresentable("not a value on the wire")

    def _members(self, members: list[object], depth: int) -> list[Value]:
        """The elements of a container. Small numbers and texts are most of what there is, and take the short way."""
        count = len(members)
        self._spend(8 + _LEAST * count)
        if count and depth >= DEPTH:
            raise Unrepresentable("nested over 60 deep")
        made: list[Value] = []
        more = 0
        for member in members:
            kind = type(member)
            if kind is int:
                more += 8 - _LEAST
                made.append(_node("int", member))
            elif kind is str:
                more += len(member)  # type: ignore[arg-type]
                made.append(_node("str", member))
            else:
                self._spend(-_LEAST)
                made.append(self.read(member, depth + 1))
        self._spend(more)
        return made

    def _entries(self, members: list[object], depth: int) -> tuple[tuple[Value, Value], ...]:
        return _paired(self._members(members, depth))

    def _scalar(self, data: list[object]) -> Value:
        """A number or bytes in hexadecimal, or a text in it."""
        try:
            match data:
                case ["i", str(digits)]:
                    self._spend(len(digits) + 4)  # of them, four at most are sign, prefix and what fills no digit
                    return _node("int", int(digits, 16))
                case ["b", str(digits)]:
                    self._spend(len(digits) + 8)
                    return _node("bytes", bytes.fromhex(digits))
                case ["c", str(real), str(imaginary)]:
                    self._spend(48)
                    return _node("complex", complex(_float(real), _float(imaginary)))
                case ["u", str()]:
                    text = text_from_wire(data)
                    self._spend(len(text) + 3)
                    return _node("str", text)
        except ValueError:
            pass
        raise Unrepresentable("not a value on the wire")

    def _names(self, name: object, text: object) -> tuple[str, str]:
        shown = text_from_wire(text)
        self._spend(len(shown) + 40)
        return text_from_wire(name), shown

    def _parts(self, data: object, depth: int) -> Parts:
        match data:
            case [module, name, list(args), list(flat), list(state), list(members), list(pairs)] if len(state) <= 1:
                pass
            case _:
                raise Unrepresentable("no parts of an object")
        if len(flat) % 2:
            raise Unrepresentable("an attribute without a value")
        self._inside += 1
        where = _name_from_wire(module), _name_from_wire(name)
        attributes = [_name_from_wire(attribute) for attribute in flat[::2]]
        self._spend(sum(map(len, where)) + sum(map(len, attributes)) + 40)
        made = Parts(
            *where,
            tuple([self.read(arg, depth + 1) for arg in args]),
            tuple([(name, self.read(held, depth + 1)) for name, held in zip(attributes, flat[1::2], strict=True)]),
            tuple([self.read(one, depth + 1) for one in state]),
            tuple([self.read(member, depth + 1) for member in members]),
            _paired([self.read(part, depth + 1) for part in pairs]),
        )
        self._inside -= 1
        return made

    def _spend(self, count: int) -> None:
        if self._inside:
            self._left_for_parts -= count
        else:
            self._left -= count
        if self._left < 0 or self._left_for_parts < 0:
            raise Unrepresentable("larger than it was allowed to be")


def _float(digits: str) -> float:
    try:
        return float.fromhex(digits)
    except (ValueError, OverflowError):
        raise Unrepresentable("not a number on the wire") from None


def _paired(parts: list[Value]) -> tuple[tuple[Value, Value], ...]:
    if len(parts) % 2:
        raise Unrepresentable("a key without a value")
    return tuple(zip(parts[::2], parts[1::2], strict=True))


def _name_from_wire(data: object) -> str:
    name = text_from_wire(data)
    if len(name) > _NAME or "\0" in name:
        raise Unrepresentable("no name")
    return name


def text_from_wire(data: object) -> str:
    """The text that JSON `data` stands for. Raises `Unrepresentable`."""
    match data:
        case str():
            return data
        case ["u", str(digits)]:
            try:
                return bytes.fromhex(digits).decode("utf-8", "surrogatepass")
            except ValueError:
                pass
    raise Unrepresentable("not a text on the wire")
