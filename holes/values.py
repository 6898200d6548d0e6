"""Values as data: what crosses between our process and the one that runs somebody's code.

A `Value` is a tree of plain tagged nodes. It is built from text by us or from tagged JSON that a runner sent; it never
holds a live object of the user's, and nothing in it is hashed or unpickled (a forged set must not slow us down).
"""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import Any, TypeAlias

from attrs import field, frozen

from holes.garbage import uncollected


@frozen(weakref_slot=False)
class Value:
    """One node. `tag` says what `data` is:

    `none` `ellipsis` (data None) · `bool` `int` `float` `complex` `str` `bytes` (the Python scalar) · `list` `tuple`
    `set` `frozenset` (tuple of values, sets in any order) · `dict` (tuple of pairs of values) · `array` (a pair: dtype
    text, and the nested `list` value, or a scalar value for a 0-d array) · `scalar` (a pair: dtype text and the plain
    value of a numpy scalar) · `opaque` (the qualified class name and its repr, capped, then its `Parts` where it can be
    made again; equal to nothing) · `approx` (in expected values only: the value, the relative and the absolute
    tolerance).

    `kind` is the class of a dict that is one of the standard library's (`Counter`, `OrderedDict`, `defaultdict`), empty
    for a plain one; as in Python, they are equal.
    """

    tag: str
    data: object = None
    kind: str = field(default="", eq=False, repr=False)


@frozen
class Parts:
    """What an object is made of: its class by module and qualified name, the arguments of its `__new__`, its
    attributes, what its `__setstate__` gets (at most one), its elements and entries. Here it is only passed on, to a
    process that knows the class; none of it is to be believed."""

    module: str
    name: str
    args: tuple[Value, ...] = ()
    attributes: tuple[tuple[str, Value], ...] = ()
    state: tuple[Value, ...] = ()
    items: tuple[Value, ...] = ()
    entries: tuple[tuple[Value, Value], ...] = ()


class Unrepresentable(ValueError):
    """An object or a value that has no counterpart on the other side."""


#: Values nested deeper than this have no data form; the code in a runner's process keeps to the same number.
DEPTH = 60

_SCALARS: dict[type, str] = {bool: "bool", int: "int", float: "float", complex: "complex", str: "str", bytes: "bytes"}
_SEQUENCES: dict[type, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_MAKERS: dict[str, Callable[[Iterable[object]], object]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
}


def from_python(thing: object, depth: int = 0) -> Value:
    """The value of a builtin object of exact type. Raises `Unrepresentable` for anything else or over 60 deep."""
    if depth > DEPTH:
        raise Unrepresentable("nested over 60 deep")
    kind = type(thing)
    if thing is None:
        return Value("none")
    if thing is Ellipsis:
        return Value("ellipsis")
    if kind in _SCALARS:
        return Value(_SCALARS[kind], thing)
    if isinstance(thing, list | tuple | set | frozenset) and kind in _SEQUENCES:
        return Value(_SEQUENCES[kind], tuple(from_python(item, depth + 1) for item in thing))
    if isinstance(thing, dict) and kind is dict:
        return Value("dict", tuple((from_python(k, depth + 1), from_python(v, depth + 1)) for k, v in thing.items()))
    raise Unrepresentable(f"no plain value: {kind.__qualname__}")


def to_python(value: Value) -> object:
    """The builtin object that `value` stands for; a numpy scalar's is the plain number.

    Raises `Unrepresentable` for arrays, opaque values, and sets or dicts of what can't be hashed. Elements of sets and
    dicts are hashed, so this is for values of our own (literals, inputs), not for what a runner sent.
    """
    match value.tag:
        case "none":
            return None
        case "ellipsis":
            return Ellipsis
        case "bool" | "int" | "float" | "complex" | "str" | "bytes":
            return value.data
        case "scalar":
            return to_python(pair(value)[1])
        case "list" | "tuple" | "set" | "frozenset":
            things = [to_python(item) for item in items(value)]
            try:
                return _MAKERS[value.tag](things)
            except TypeError as error:
                raise Unrepresentable(str(error)) from None
        case "dict":
            try:
                return {to_python(key): to_python(entry) for key, entry in entries(value)}
            except TypeError as error:
                raise Unrepresentable(str(error)) from None
        case _:
            raise Unrepresentable(f"no plain object: {value.tag}")


def items(value: Value) -> tuple[Value, ...]:
    """The elements of a `list`, `tuple`, `set` or `frozenset`."""
    assert isinstance(value.data, tuple)
    return value.data


def entries(value: Value) -> tuple[tuple[Value, Value], ...]:
    """The pairs of a `dict`."""
    assert isinstance(value.data, tuple)
    return value.data


def pair(value: Value) -> tuple[str, Value]:
    """The dtype and the plain value of an `array` or `scalar`."""
    assert isinstance(value.data, tuple)
    return value.data


def tolerance(value: Value) -> tuple[Value, float, float]:
    """The value of an `approx`, and how far from it another may be: relative to its size, and in any case."""
    assert isinstance(value.data, tuple)
    return value.data


def names(value: Value) -> tuple[str, str]:
    """The class name and the repr of an `opaque` value."""
    assert isinstance(value.data, tuple)
    return value.data[0], value.data[1]


def parts_of(value: Value) -> Parts | None:
    """What the object of an `opaque` value is made of, None where it cannot be made again."""
    assert isinstance(value.data, tuple)
    return value.data[2] if len(value.data) == 3 else None


def can_be_made(value: Value) -> bool:
    """Whether another process could have the object: nothing in it is opaque that has no parts."""
    match value.tag:
        case "opaque":
            return parts_of(value) is not None
        case "dict":
            return all(can_be_made(key) and can_be_made(entry) for key, entry in entries(value))
        case "array" | "scalar":
            return can_be_made(pair(value)[1])
        case "list" | "tuple" | "set" | "frozenset":
            return all(can_be_made(item) for item in items(value))
        case _:
            return True


def is_opaque(value: Value) -> bool:
    """Whether a value is opaque, or something in it is."""
    match value.tag:
        case "opaque":
            return True
        case "dict":
            return any(is_opaque(key) or is_opaque(entry) for key, entry in entries(value))
        case "array" | "scalar":
            return is_opaque(pair(value)[1])
        case "list" | "tuple" | "set" | "frozenset":
            return any(map(is_opaque, items(value)))
        case _:
            return False


#: What orders a value among others.
Key: TypeAlias = tuple[object, ...]


def sort_key(value: Value) -> Key:
    """A key that orders any values, equal for equal numbers of different type and for NaNs; bools are no numbers."""
    tag = value.tag
    if tag == "int":
        return (2, value.data)
    if tag == "str":
        return (5, value.data)
    match tag:
        case "none" | "ellipsis":
            return (0, value.tag)
        case "bool":
            return (1, value.data)
        case "float":
            return (3,) if math.isnan(number(value)) else (2, value.data)
        case "complex":
            assert isinstance(value.data, complex)
            if value.data.imag == 0:
                return sort_key(Value("float", value.data.real))
            parts = (value.data.real, value.data.imag)
            return (4, *(sort_key(Value("float", part)) for part in parts))
        case "bytes":
            return (6, value.data)
        case "scalar" | "array":
            return sort_key(pair(value)[1])
        case "approx":
            return sort_key(tolerance(value)[0])
        case "list" | "tuple":
            return (7, value.tag, tuple([sort_key(item) for item in items(value)]))
        case "set" | "frozenset":
            return (8, tuple(sorted([sort_key(item) for item in items(value)])))
        case "dict":
            return (9, tuple(sorted([(sort_key(key), sort_key(entry)) for key, entry in entries(value)])))
        case _:
            return (10, *names(value))


def number(value: Value) -> float:
    """The number of an `int` or `float`."""
    assert isinstance(value.data, int | float)
    return value.data


# Literal text to values.

_LITERAL_LENGTH = 4 << 20
Special = Callable[[ast.Call], Value | None]
_NUMPY = ("np", "numpy")
#: The types of numpy's scalars that have a plain value; other functions of numpy are called with one number too.
_SCALAR_TYPE = re.compile(
    r"bool_?|u?int(8|16|32|64|c|p|_)|u?longlong|float(16|32|64|128)|complex(64|128|256)|c?longdouble|(str|bytes)_"
)
_CONSTANTS = {"nan": math.nan, "inf": math.inf, "nanj": complex(0, math.nan), "infj": complex(0, math.inf)}


def parse_literal(text: str, special: Special | None = None) -> Value | None:
    """The value that a Python literal stands for, or None where `text` is no literal.

    Beside Python's own literals it reads what `repr` writes: `nan`, `inf`, `set()`, `frozenset({1})`, `Ellipsis`,
    `array([1, 2])`, `np.float64(0.5)`, and also `float('nan')`. Nothing is evaluated. `special`: see `literal_value`.
    """
    if len(text) > _LITERAL_LENGTH or "\0" in text:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval")
        return literal_value(tree.body, special=special)
    except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
        return None


def literal_value(node: ast.expr, depth: int = 0, special: Special | None = None) -> Value:
    """The value of a parsed literal. Raises `Unrepresentable` where it is none, or nested over 60 deep. `special` is
    asked first about each call in it; what it gives, other than None, stands for the call."""
    if depth > DEPTH:
        raise Unrepresentable("nested over 60 deep")
    if special is not None and isinstance(node, ast.Call) and (found := special(node)) is not None:
        return found
    match node:
        case ast.Constant(value=constant):
            return from_python(constant)
        case ast.Name(id="Ellipsis"):
            return Value("ellipsis")
        case ast.Name() | ast.UnaryOp() | ast.BinOp():
            return from_python(_number(node))
        case ast.List() | ast.Tuple():
            tag = "list" if isinstance(node, ast.List) else "tuple"
            return Value(tag, tuple(literal_value(item, depth + 1, special) for item in node.elts))
        case ast.Set():
            return _distinct("set", node.elts, depth)
        case ast.Dict():
            pairs = [
                (literal_value(key, depth + 1, special), literal_value(entry, depth + 1, special))
                for key, entry in zip(node.keys, node.values, strict=True)
                if key is not None
            ]
            if len(pairs) != len(node.values):
                raise Unrepresentable("a dict that unpacks another")
            last = {to_python(key): (key, entry) for key, entry in pairs}
            return Value("dict", tuple(last.values()))
        case ast.Call(func=ast.Name(id="set" | "frozenset" as tag), args=arguments, keywords=[]):
            match arguments:
                case []:
                    return Value(tag, ())
                case [ast.Set(elts=elements) | ast.List(elts=elements) | ast.Tuple(elts=elements)]:
                    return _distinct(tag, elements, depth)
        case ast.Call(func=ast.Name(id="float"), args=[ast.Constant(value=str(word))], keywords=[]):
            return Value("float", float(word))
        case ast.Call(func=ast.Name(id="array"), args=[shown]):
            return _array(shown, node.keywords, depth, special)
        case ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=attribute), args=[shown]) if module in _NUMPY:
            if attribute == "array":
                return _array(shown, node.keywords, depth, special)
            plain = isinstance(shown, ast.Constant | ast.UnaryOp | ast.BinOp | ast.Name) and not node.keywords
            if plain and _SCALAR_TYPE.fullmatch(attribute):
                return Value("scalar", (attribute, literal_value(shown)))
        case ast.Attribute(value=ast.Name(id=module), attr=attribute) if module in _NUMPY:
            if attribute in ("True_", "False_"):
                return Value("scalar", ("bool", Value("bool", attribute == "True_")))
            if attribute in ("nan", "inf"):
                return Value("float", _CONSTANTS[attribute])
    raise Unrepresentable("no literal")


def _number(node: ast.expr) -> int | float | complex:
    """A number with its sign, or the sum by which `repr` writes a complex one."""
    match node:
        case ast.Constant(value=constant) if type(constant) in (int, float, complex):
            assert isinstance(constant, (int, float, complex))
            return constant
        case ast.Name(id=name) if name in _CONSTANTS:
            return _CONSTANTS[name]
        case ast.Attribute(value=ast.Name(id=module), attr="nan" | "inf" as name) if module in _NUMPY:
            return _CONSTANTS[name]
        case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=ast.Constant() | ast.Name() | ast.Attribute()):
            operand = _number(node.operand)
            if isinstance(sign, ast.UAdd):
                return operand
            return complex(operand.real, -operand.imag) if isinstance(operand, complex) else -operand
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as sign, right=ast.Constant() | ast.Name() as right):
            real, imaginary = _number(left), _number(right)
            if not isinstance(real, complex) and isinstance(imaginary, complex):
                minus_zero = real == 0 and isinstance(left, ast.UnaryOp) and isinstance(left.op, ast.USub)
                size = imaginary.imag if isinstance(sign, ast.Add) else -imaginary.imag
                return complex(-0.0 if minus_zero else real, size)
    raise Unrepresentable("no number")


def _distinct(tag: str, elements: list[ast.expr], depth: int) -> Value:
    """A set of `elements`, each once. Raises `Unrepresentable` where one can't be in a set."""
    built = Value(tag, tuple(literal_value(element, depth + 1) for element in elements))
    unique = to_python(built)
    assert isinstance(unique, set | frozenset)
    return built if len(unique) == len(elements) else from_python(unique)


def _array(shown: ast.expr, keywords: list[ast.keyword], depth: int, special: Special | None) -> Value:
    """What `repr` of a numpy array, or a call that makes one, stands for; the dtype is empty where none is written."""
    dtype = ""
    for keyword in keywords:
        match keyword:
            case ast.keyword(
                arg="dtype", value=ast.Name(id=name) | ast.Attribute(attr=name) | ast.Constant(value=str(name))
            ):
                if name.startswith(("datetime64", "timedelta64")):
                    raise Unrepresentable("an array of times")
                dtype = name
            case _:
                raise Unrepresentable("an array with other options")
    content = literal_value(shown, depth + 1, special)
    if content.tag == "tuple":
        content = Value("list", content.data)
    _refuse_summary(content)
    return Value("array", (dtype, content))


def _refuse_summary(content: Value) -> None:
    """Raise `Unrepresentable` for an array that is shown with `...` in place of most of its elements."""
    if content.tag == "ellipsis":
        raise Unrepresentable("an array shown in part")
    if content.tag == "list":
        for item in items(content):
            _refuse_summary(item)


# Values to text.


@uncollected
def render(value: Value, width: int = 80) -> str:
    """`value` as one line of Python text; over `width` characters long, its middle is left out (`[1, 2, …, 9]`), and no
    more of it is looked at than is shown. Sets are shown in a fixed order, numpy's scalars as plain numbers."""
    known: dict[int, Key] = {}
    orders: dict[int, list[Value]] = {}
    start = _taken(_pieces(value, _Way(False, known, orders)), width)
    if sum(map(len, start)) <= width:
        return "".join(start)
    end = _taken(_pieces(value, _Way(True, known, orders)), width)
    return shorten("".join(start) + "".join(reversed(end)), width)


def shorten(text: str, width: int) -> str:
    """`text` on one line; over `width` characters its middle is replaced by `…`, between elements where it can be."""
    line = _one_line(text)
    if len(line) <= width:
        return line
    tail_length = width // 4
    head, tail = line[: max(width - tail_length - 3, 0)], line[len(line) - tail_length :]
    comma = head.rfind(", ")
    if comma > len(head) // 2:
        head = head[: comma + 2]
    comma = tail.find(", ")
    if 0 <= comma < len(tail) // 2:
        tail = tail[comma:]
    return f"{head}…{tail}"


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text


@frozen
class _Way:
    """How a value is gone through: from its start, or `backward` from its end. `known` are the places of containers in
    sets, and `orders` the elements of sets in order, both by identity."""

    backward: bool
    known: dict[int, Key]
    orders: dict[int, list[Value]]


def _taken(pieces: Iterator[str], width: int) -> list[str]:
    """Pieces until they are longer than `width` together."""
    taken: list[str] = []
    length = 0
    for piece in pieces:
        taken.append(piece)
        length += len(piece)
        if length > width:
            break
    return taken


_BRACKETS = {"list": ("[", "]"), "tuple": ("(", ")"), "set": ("{", "}"), "frozenset": ("frozenset({", "})")}


def _pieces(value: Value, way: _Way) -> Iterator[str]:
    """The text of a value in pieces, none of them empty but what is shown of an object."""
    match value.tag:
        case "none":
            yield "None"
        case "ellipsis":
            yield "Ellipsis"
        case "int":
            assert isinstance(value.data, int)
            yield _digits(value.data)
        case "bool" | "float" | "complex" | "str" | "bytes":
            yield repr(value.data)
        case "scalar":
            yield from _pieces(pair(value)[1], way)
        case "approx":
            yield from _around("approx(", _pieces(tolerance(value)[0], way), ")", way)
        case "array":
            yield from _around("array(", _pieces(pair(value)[1], way), ")", way)
        case "set" | "frozenset" if not value.data:
            yield f"{value.tag}()"
        case "set" | "frozenset":
            opening, closing = _BRACKETS[value.tag]
            yield from _around(opening, _listed(zip(_ordered(items(value), way)), way), closing, way)
        case "list" | "tuple":
            opening, closing = _BRACKETS[value.tag]
            if value.tag == "tuple" and len(items(value)) == 1:
                closing = ",)"
            members = reversed(items(value)) if way.backward else items(value)
            yield from _around(opening, _listed(((item,) for item in members), way), closing, way)
        case "dict":
            pairs = reversed(entries(value)) if way.backward else entries(value)
            yield from _around("{", _listed(pairs, way), "}", way)
        case _:
            yield _one_line(names(value)[1])


def _around(opening: str, pieces: Iterator[str], closing: str, way: _Way) -> Iterator[str]:
    yield closing if way.backward else opening
    yield from pieces
    yield opening if way.backward else closing


def _listed(members: Iterable[tuple[Value, ...]], way: _Way) -> Iterator[str]:
    """Elements, or the keys of a dict each with its value, in the order given."""
    for index, member in enumerate(members):
        if index:
            yield ", "
        for place, part in enumerate(reversed(member) if way.backward else member):
            if place:
                yield ": "
            yield from _pieces(part, way)


def _ordered(members: tuple[Value, ...], way: _Way) -> Sequence[Value]:
    """The elements of a set in order."""
    if len(members) < 2:
        return members
    order = way.orders.get(id(members))
    if order is None:
        key: Callable[[Value], Any] = _DATA if _alike(members) else partial(_place, known=way.known)
        order = way.orders[id(members)] = sorted(members, key=key)
    return order[::-1] if way.backward else order


_DATA, _TAG = attrgetter("data"), attrgetter("tag")


def _alike(members: tuple[Value, ...]) -> bool:
    """Whether their data can be put in order as they are."""
    tags = set(map(_TAG, members))
    return len(tags) == 1 and not tags.isdisjoint(("int", "str", "bytes"))


def _place(value: Value, known: dict[int, Key]) -> Key:
    """What orders the elements of a set where it is shown: as `sort_key`, but for containers of elements that are
    alike, which need no key each. That of a container is kept in `known`, by its identity."""
    while value.tag in ("scalar", "array", "approx"):
        value = tolerance(value)[0] if value.tag == "approx" else pair(value)[1]
    tag = value.tag
    if tag not in ("list", "tuple", "set", "frozenset", "dict"):
        return (0, sort_key(value))
    place = known.get(id(value))
    if place is None:
        members = items(value) if tag != "dict" else tuple(part for entry in entries(value) for part in entry)
        alike = _alike(members)
        places: list[Any] = list(map(_DATA, members)) if alike else [_place(one, known) for one in members]
        if tag == "dict":
            places = list(zip(places[::2], places[1::2], strict=True))
        if tag not in ("list", "tuple"):
            places.sort()
        place = known[id(value)] = (1, tag, members[0].tag if alike else "", tuple(places))
    return place


def _digits(number: int) -> str:
    """Decimal digits, or hexadecimal ones where decimal would take Python too long."""
    return repr(number) if number.bit_length() < 10_000 else hex(number)
