"""Whether two objects are equal, as a person who wrote one of them down means it. It runs where no candidate is.

The rules are those of `holes.compare`: numbers are equal as Python's are, but a bool is no number; NaN equals NaN; an
array equals a nested list of equal values, and numpy's scalars are plain numbers. Beyond that two objects have one
class, and are equal where it says so. A class that says nothing has objects that are equal where their parts are.
"""

from __future__ import annotations

import math
import sys
from _collections import OrderedDict, deque  # type: ignore[import-not-found]

from .apart import take_apart

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NUMBERS = (int, float, complex)
_mro = type.__dict__["__mro__"].__get__
_namespace = type.__dict__["__dict__"].__get__


class CannotSay(Exception):
    """Two objects of which it is not known what makes them equal."""


class Approx:
    """Numbers, alone or in lists, tuples and dicts, from which others may differ a little: relative to the size of the
    expected one, and in any case."""

    def __init__(self, expected: object, rel: float | None = None, abs: float | None = None) -> None:
        self.expected = expected
        self.absolute = 1e-12 if abs is None else float(abs)
        self.relative = float(rel) if rel is not None else 1e-6 if abs is None else 0.0
        if not (self.relative >= 0 and self.absolute >= 0):
            raise ValueError("a tolerance of approx is not negative")

    def __eq__(self, other: object) -> bool:
        return same(self.expected, other, self)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"approx({self.expected!r})"

    def near(self, expected: Any, actual: Any) -> bool:
        """Whether two numbers, neither of them a NaN, are near each other."""
        if complex in (type(expected), type(actual)):
            return False
        try:
            return not math.isinf(expected) and bool(
                abs(expected - actual) <= max(self.relative * abs(expected), self.absolute)
            )
        except OverflowError:
            return False


#: Names with which `repr` writes values, by the module that has them.
_WRITTEN = {
    "array": ("array",),
    "collections": ("Counter", "OrderedDict", "defaultdict", "deque"),
    "decimal": ("Decimal",),
    "fractions": ("Fraction",),
    "numpy": (
        *("array", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"),
        *("float16", "float32", "float64", "complex64", "complex128"),
    ),
    "math": ("nan", "inf"),
    "pathlib": ("PosixPath", "PurePosixPath", "PureWindowsPath", "WindowsPath"),
    "uuid": ("UUID",),
}


def lend(namespace: dict[str, Any]) -> None:
    """Give a namespace the names with which `repr` writes values, unless it has others for them; only those of modules
    that are loaded, and numpy's `array` before the other one."""
    for module in ("numpy", *_WRITTEN):
        for name in _WRITTEN[module] if module in sys.modules else ():
            namespace.setdefault(name, getattr(sys.modules[module], name))
    for name, module in (("np", "numpy"), ("datetime", "datetime")):
        if module in sys.modules:
            namespace.setdefault(name, sys.modules[module])


def equal(expected: object, actual: object) -> tuple[bool, str]:
    """Whether two objects are equal, and what the expected one looks like. Raises what comparing them raises, and
    `CannotSay`."""
    return same(expected, actual), repr(expected)[:10_000]


def same(expected: Any, actual: Any, approx: Approx | None = None) -> bool:
    """Whether two objects are equal, numbers nearly so with `approx`."""
    if type(expected) is Approx:
        return same(expected.expected, actual, expected)
    expected, actual = _plain(_as_wide(expected, actual)), _plain(actual)
    if _is_array(expected) or _is_array(actual):
        return _same_arrays(expected, actual, approx)
    kind, other = type(expected), type(actual)
    if kind in _NUMBERS and other in _NUMBERS:
        if expected == actual or (expected != expected and actual != actual):
            return True
        return approx is not None and expected == expected and actual == actual and approx.near(expected, actual)
    if kind is dict and issubclass(other, dict) and _equality(other) is not None and other.__module__ == "collections":
        return _same_entries(expected, actual, approx)
    if kind is not other:
        return kind in (set, frozenset) and other in (set, frozenset) and bool(expected == actual)
    equality = _equality(kind)
    if equality in (list.__eq__, tuple.__eq__):
        return len(expected) == len(actual) and all(same(*two, approx) for two in zip(expected, actual))
    if equality is dict.__eq__:
        return _same_entries(expected, actual, approx)
    if kind is OrderedDict:
        return same(list(expected), list(actual), approx) and _same_entries(expected, actual, approx)
    if kind is deque:
        return same(list(expected), list(actual), approx)
    if expected is actual:
        return True
    if equality is object.__eq__:
        return _same_parts(expected, actual, approx)
    fields = _fields(kind, equality)
    if fields is not None:
        return all(same(getattr(expected, name), getattr(actual, name), approx) for name in fields)
    return bool(expected == actual)


def _same_entries(expected: Any, actual: Any, approx: Approx | None) -> bool:
    if len(expected) != len(actual):
        return False
    return all(key in actual and same(expected[key], actual[key], approx) for key in expected)


def _same_parts(expected: object, actual: object, approx: Approx | None) -> bool:
    ours, theirs = take_apart(expected), take_apart(actual)
    if ours is None or theirs is None:
        raise CannotSay(f"objects of {type(expected).__qualname__} cannot be compared")
    return (
        same(ours.args, theirs.args, approx)
        and same(dict(ours.attributes), dict(theirs.attributes), approx)
        and same(ours.state, theirs.state, approx)
        and same(ours.items, theirs.items, approx)
        and same(ours.entries, theirs.entries, approx)
    )


def _equality(kind: type) -> Any:
    """The `__eq__` of a class, itself or from a base."""
    return next(space["__eq__"] for space in map(_namespace, _mro(kind)) if "__eq__" in space)


def _fields(kind: Any, equality: Any) -> list[str] | None:
    """The names of the fields that make equal what `dataclass` or attrs has given its `__eq__`, so that they are
    compared as everything else is; None for any other class."""
    file = getattr(getattr(equality, "__code__", None), "co_filename", "")
    if file == "<string>" and "__dataclass_fields__" in _namespace(kind):
        return [name for name, field in kind.__dataclass_fields__.items() if field.compare and _is_field(field)]
    if not file.startswith("<attrs generated") or "__attrs_attrs__" not in _namespace(kind):
        return None
    if any(field.eq_key is not None for field in kind.__attrs_attrs__):
        return None
    return [field.name for field in kind.__attrs_attrs__ if field.eq]


def _is_field(field: Any) -> bool:
    """Whether a field of a dataclass is held by each of its objects: no `ClassVar`, no `InitVar`."""
    return getattr(field._field_type, "name", "") == "_FIELD"


# numpy, looked at only where the user's code has imported it.


def _plain(thing: Any) -> Any:
    """The plain number of one of numpy's scalars; anything else as it is."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(thing, numpy.generic):
        return thing
    return thing.item()


def _as_wide(expected: Any, actual: Any) -> Any:
    """A number, or an array of them, as numpy holds it in the dtype of the actual one: in a narrow one, 0.1 is another
    number."""
    numpy = sys.modules.get("numpy")
    if numpy is None or not isinstance(actual, (numpy.ndarray, numpy.generic)) or actual.dtype.kind not in "fc":
        return expected
    if type(expected) in (int, float) or (type(expected) is numpy.ndarray and expected.dtype.kind == "f"):
        return numpy.asarray(expected).astype(actual.dtype)[()]
    return expected


def _is_array(thing: object) -> bool:
    numpy = sys.modules.get("numpy")
    return numpy is not None and type(thing) is numpy.ndarray


def _same_arrays(expected: Any, actual: Any, approx: Approx | None) -> bool:
    if not (_is_array(expected) and _is_array(actual)):
        ours, theirs = (thing.tolist() if _is_array(thing) else thing for thing in (expected, actual))
        return (type(expected) is not tuple) and same(ours, theirs, approx)
    if expected.shape != actual.shape:
        return False
    numbers = ("iufc", "SU")
    kinds = (expected.dtype.kind, actual.dtype.kind)
    if kinds[0] != kinds[1] and not any(kinds[0] in group and kinds[1] in group for group in numbers):
        return False
    return same(expected.tolist(), actual.tolist(), approx)
