"""Inputs like those seen: hypothesis strategies from the values that examples show.

Strategies give plain Python objects (`Array` for numpy arrays, and a value itself for an object of a class, which is
passed again as it was seen), which `to_value` turns into values. They keep the kinds and the nesting of what was seen,
and stay near it in size.

Numbers are finite (unless a NaN or an infinity was seen): a property is about what a function is for.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import field, frozen

from holes.values import Value, entries, from_python, items, names, pair, parts_of

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    Strategy: TypeAlias = SearchStrategy[Any]


class Undrawable(ValueError):
    """No inputs can be drawn; the text says of what, as in `a function`."""


@frozen
class Array:
    """A numpy array that was drawn: dtype text and nested lists."""

    dtype: str
    content: object = field(hash=False)


def to_value(thing: object) -> Value:
    """The value of what a strategy gave. Raises `Unrepresentable` where it is nested too deep."""
    if isinstance(thing, Value):
        return thing
    if isinstance(thing, Array):
        return Value("array", (thing.dtype, from_python(thing.content)))
    if type(thing) in (list, tuple, set, frozenset):
        assert isinstance(thing, (list, tuple, set, frozenset))
        return Value(type(thing).__name__, tuple(to_value(item) for item in thing))
    if type(thing) is dict:
        assert isinstance(thing, dict)
        return Value("dict", tuple((to_value(key), to_value(entry)) for key, entry in thing.items()))
    return from_python(thing)


_BOUND = 1000
_LONGEST = 50
_READABLE = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 .,-_!?'\"()\n\téß漢😀"


def from_samples(samples: Sequence[Value]) -> Strategy:
    """A strategy for values like `samples`: the same kinds, nested alike, near in size. Raises `Undrawable`."""
    from hypothesis import strategies as st

    by_tag: dict[str, list[Value]] = {}
    for value in samples:
        plain = pair(value)[1] if value.tag == "scalar" else value
        by_tag.setdefault(plain.tag, []).append(plain)
    if not by_tag:
        return integers(10)
    return st.one_of(*(_alike(tag, tuple(seen)) for tag, seen in by_tag.items()))


def _alike(tag: str, seen: tuple[Value, ...]) -> Strategy:
    from hypothesis import strategies as st

    match tag:
        case "none":
            return st.none()
        case "ellipsis":
            return st.just(...)
        case "bool":
            return st.booleans()
        case "int":
            low, high = min(_numbers(seen)), max(_numbers(seen))
            room = max(10, high - low)
            return st.integers(min(0, low) if low >= 0 else low - room, high + room)
        case "float":
            return floats(seen)
        case "complex":
            return complexes(seen)
        case "str":
            return texts(seen)
        case "bytes":
            return byte_strings(seen)
        case "list":
            if is_rectangular(seen):
                return grids(_cells(elements(elements(seen))), seen)
            return st.lists(from_samples(elements(seen)), max_size=longest(seen))
        case "tuple":
            lengths = {len(items(value)) for value in seen}
            if len(lengths) == 1:
                columns = zip(*(items(value) for value in seen), strict=True)
                return st.tuples(*(from_samples(column) for column in columns))
            return st.lists(from_samples(elements(seen)), max_size=longest(seen)).map(tuple)
        case "set" | "frozenset":
            make = st.sets if tag == "set" else st.frozensets
            return make(from_samples(elements(seen)), max_size=longest(seen))
        case "dict":
            return _dicts(seen)
        case "array":
            return arrays(seen, "")
        case "opaque" if all(parts_of(value) is not None for value in seen):
            return st.sampled_from(list(dict.fromkeys(seen)))
    raise Undrawable(f"`{names(seen[0])[0]}`")


def _dicts(seen: tuple[Value, ...]) -> Strategy:
    """Records keep their keys: dicts that all have the same text keys, with values of different kinds or seen twice."""
    from hypothesis import strategies as st

    keys = {frozenset(key for key, _ in entries(value)) for value in seen}
    values = values_of(seen)
    named = len(keys) == 1 and all(key.tag == "str" for key in next(iter(keys)))
    if named and values and (len(seen) > 1 or len({value.tag for value in values}) > 1):
        fields = [str(key.data) for key, _ in entries(seen[0])]
        return st.fixed_dictionaries({name: from_samples(entries_at(seen, name)) for name in fields})
    keys_alike = from_samples(keys_of(seen)) if values else texts(())
    return st.dictionaries(keys_alike, from_samples(values), max_size=longest(seen))


def is_rectangular(samples: Sequence[Value]) -> bool:
    """Whether all are lists of equally long lists, and one has rows enough to show it."""
    if not samples:
        return False
    for value in samples:
        if value.tag != "list" or not items(value) or any(row.tag != "list" for row in items(value)):
            return False
        if len({len(items(row)) for row in items(value)}) != 1:
            return False
    return any(len(items(value)) > 1 for value in samples)


def grids(cell: Strategy, seen: tuple[Value, ...]) -> Strategy:
    """Lists of equally long lists. They stay square where all of several are; rows keep the one length of several of
    different heights (a list of points, say)."""
    from hypothesis import strategies as st

    heights = [len(items(value)) for value in seen]
    widths = [len(items(items(value)[0])) for value in seen]
    several = len(seen) > 1
    tall = st.integers(1, max(heights) + 2)
    if several and heights == widths:
        sizes: Strategy = tall.map(lambda size: (size, size))
    elif several and len(set(widths)) == 1 and len(set(heights)) > 1:
        sizes = st.tuples(tall, st.just(widths[0]))
    else:
        sizes = st.tuples(tall, st.integers(1, max(widths) + 2))
    return sizes.flatmap(lambda size: _nested(cell, size))


def _nested(cell: Strategy, shape: tuple[int, ...]) -> Strategy:
    from hypothesis import strategies as st

    for size in reversed(shape):
        cell = st.lists(cell, min_size=size, max_size=size)
    return cell


def _cells(cells: tuple[Value, ...]) -> Strategy:
    """What stands in a grid: whole numbers stay within those seen, since they are mostly codes (colours, say)."""
    if cells and all(cell.tag == "int" for cell in cells):
        from hypothesis import strategies as st

        return st.integers(min(0, *_numbers(cells)), max(1, *_numbers(cells)))
    return from_samples(cells)


# Scalars, arrays and sizes.


def integers(bound: int) -> Strategy:
    from hypothesis import strategies as st

    return st.integers(-bound, bound)


def floats(samples: Sequence[Value]) -> Strategy:
    from hypothesis import strategies as st

    odd = [value for value in of_tag(samples, "float") if not math.isfinite(float(_numbers((value,))[0]))]
    furthest = float(min(bound(samples), 10**300))
    finite = st.floats(-furthest, furthest, allow_subnormal=False)
    return st.one_of(finite, st.sampled_from([value.data for value in odd])) if odd else finite


def complexes(samples: Sequence[Value]) -> Strategy:
    from hypothesis import strategies as st

    return st.builds(complex, floats(samples), floats(samples))


def texts(samples: Sequence[Value]) -> Strategy:
    """Texts over the characters seen, over those and others, and the texts seen themselves."""
    from hypothesis import strategies as st

    seen = [str(value.data) for value in of_tag(samples, "str")]
    characters = sorted(set("".join(seen)))
    longest = min(max([10, *(2 * len(text) for text in seen)]), _LONGEST)
    whatever = st.text(alphabet=sorted({*_READABLE, *characters}), max_size=longest)
    if not characters:
        return whatever
    return st.one_of(st.text(alphabet=characters, max_size=longest), whatever, st.sampled_from(sorted(set(seen))))


def byte_strings(samples: Sequence[Value]) -> Strategy:
    from hypothesis import strategies as st

    lengths = [len(value.data) for value in of_tag(samples, "bytes") if isinstance(value.data, bytes)]
    return st.binary(max_size=min(max([10, *(2 * length for length in lengths)]), _LONGEST))


def scalars() -> Strategy:
    from hypothesis import strategies as st

    return st.one_of(integers(_BOUND), texts(()), st.booleans(), st.none())


def arrays(samples: Sequence[Value], dtype: str) -> Strategy:
    """Arrays with the dtype and the number of axes of those seen (a nested list counts as one); otherwise small
    two-dimensional ones of whole numbers."""
    from hypothesis import strategies as st

    contents = [
        pair(value)[1] if value.tag == "array" else value for value in samples if value.tag in ("array", "list")
    ]
    dtypes = [pair(value)[0] for value in samples if value.tag == "array" and pair(value)[0]]
    cells = _leaves(contents)
    dtype = dtype or (dtypes[0] if dtypes else _dtype_of(cells))
    cell = _cell_of(dtype, cells)
    shapes = sorted({_shape(content) for content in contents}, key=len) or [(3, 3)]
    by_axes = {len(shape): [other for other in shapes if len(other) == len(shape)] for shape in shapes}
    choices = [
        st.tuples(*(st.integers(1, max(sizes) + 1) for sizes in zip(*alike, strict=True))).flatmap(
            lambda shape: _nested(cell, shape)
        )
        for alike in by_axes.values()
    ]
    return st.one_of(*choices).map(lambda content: Array(dtype, content))


def _dtype_of(cells: tuple[Value, ...]) -> str:
    tags = {cell.tag for cell in cells}
    if tags == {"bool"}:
        return "bool"
    return "complex128" if "complex" in tags else "float64" if "float" in tags else "int64"


def _cell_of(dtype: str, cells: tuple[Value, ...]) -> Strategy:
    from hypothesis import strategies as st

    if dtype.startswith("bool"):
        return st.booleans()
    if dtype.startswith(("int", "uint")):
        seen = of_tag(cells, "int")
        low, high = min([0, *_numbers(seen)]), max([1 if seen else 9, *_numbers(seen)])
        return st.integers(0 if dtype.startswith("uint") else low, high)
    if dtype.startswith("float"):
        # A narrow float holds these exactly, so that what is shown is what was passed.
        return st.integers(-4 * bound(cells), 4 * bound(cells)).map(lambda quarters: quarters / 4)
    if dtype.startswith("complex"):
        return complexes(cells)
    if cells and all(cell.tag == "str" for cell in cells):
        return st.sampled_from(sorted({str(cell.data) for cell in cells}))
    raise Undrawable(f"an array of dtype {dtype}")


def _shape(content: Value) -> tuple[int, ...]:
    if content.tag != "list":
        return ()
    return (len(items(content)), *(_shape(items(content)[0]) if items(content) else ()))


def _leaves(contents: Iterable[Value]) -> tuple[Value, ...]:
    found: list[Value] = []
    for content in contents:
        found += _leaves(items(content)) if content.tag == "list" else [content]
    return tuple(found)


def of_tag(samples: Iterable[Value], tag: str) -> tuple[Value, ...]:
    plain = (pair(value)[1] if value.tag == "scalar" else value for value in samples)
    return tuple(value for value in plain if value.tag == tag)


def elements(samples: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(item for value in samples for item in items(value))


def keys_of(samples: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(key for value in samples for key, _ in entries(value))


def values_of(samples: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(entry for value in samples for _, entry in entries(value))


def entries_at(samples: Iterable[Value], name: str) -> tuple[Value, ...]:
    return tuple(entry for value in of_tag(samples, "dict") for key, entry in entries(value) if key.data == name)


def _numbers(samples: Iterable[Value]) -> list[Any]:
    return [value.data for value in samples]


def bound(samples: Iterable[Value]) -> int:
    """How far from zero numbers go: twice the largest size seen, at least 1000."""
    largest = _BOUND
    for value in samples:
        if isinstance(value.data, int):
            largest = max(largest, 2 * abs(value.data))
        elif isinstance(value.data, float | complex) and math.isfinite(abs(value.data)):
            largest = max(largest, 2 * math.ceil(abs(value.data)))
    return largest


def longest(samples: Sequence[Value]) -> int:
    """How many elements a container gets: twice as many as seen, between 8 and 50."""
    sizes = [len(value.data) for value in samples if isinstance(value.data, tuple)]
    return min(max([8, *(2 * size for size in sizes)]), _LONGEST)
