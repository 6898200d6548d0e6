"""What inputs a parameter can have: hypothesis strategies from annotations, read as text and never evaluated.

Where both an annotation and examples are known, the annotation says the kind and the examples refine it: how large
numbers and lists get, which characters occur, whether rows are equally long (`list[list[int]]` stays rectangular where
all examples are). Numbers are finite and stay within ±1000, or twice the largest one seen: a property is about what a
function is for, and few functions are for 2**64 or NaN, on which `result == result` would fail.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import TYPE_CHECKING

from holes.properties.aliases import Aliases, Record, last_name, parse_annotation
from holes.properties.shapes import (
    Undrawable,
    arrays,
    bound,
    byte_strings,
    complexes,
    elements,
    entries_at,
    floats,
    from_samples,
    grids,
    integers,
    is_rectangular,
    keys_of,
    longest,
    of_tag,
    scalars,
    texts,
    values_of,
)
from holes.values import Unrepresentable, Value, items, literal_value, to_python

if TYPE_CHECKING:
    from holes.properties.shapes import Strategy


def from_annotation(text: str, samples: Sequence[Value], aliases: Aliases) -> Strategy:
    """A strategy for a parameter annotated `text`, of which the examples show `samples`. Raises `Undrawable`."""
    node = parse_annotation(text)
    if node is None:
        raise Undrawable(f"`{text}`")
    return _Reader(aliases).read(node, tuple(samples))


_SAME = {
    "List": "list", "Sequence": "list", "MutableSequence": "list", "Iterable": "list", "Collection": "list",
    "Reversible": "list", "Container": "list", "Sized": "list",
    "Tuple": "tuple", "Set": "set", "AbstractSet": "frozenset", "MutableSet": "set", "FrozenSet": "frozenset",
    "Dict": "dict", "Mapping": "dict", "MutableMapping": "dict",
    "Text": "str", "AnyStr": "str", "LiteralString": "str", "ByteString": "bytes", "Buffer": "bytes",
    "NoneType": "None", "object": "Any", "Integral": "int", "SupportsInt": "int", "SupportsIndex": "int",
    "Number": "float", "Real": "float", "SupportsFloat": "float", "SupportsAbs": "float", "NDArray": "ndarray",
    "matrix": "ndarray",
}  # fmt: skip
_WRAPPERS = ("Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly")


class _Reader:
    """Reads one annotation. Names that are being read are kept, so that a recursive alias ends in itself."""

    def __init__(self, aliases: Aliases) -> None:
        self._aliases = aliases
        self._reading: dict[str, Strategy] = {}

    def read(self, node: ast.expr, samples: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        match node:
            case ast.Constant(value=None):
                return st.none()
            case ast.Constant(value=str(text)):
                inner = parse_annotation(text)
                if inner is None:
                    raise Undrawable(f"`{text}`")
                return self.read(inner, samples)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return st.one_of(self.read(left, samples), self.read(right, samples))
            case ast.Name(id=name) if (meaning := self._aliases.get(name)) is not None:
                return self._alias(name, meaning, samples)
            case ast.Subscript(value=ast.Name(id=name)) if (meaning := self._aliases.get(name)) is not None:
                renamed = isinstance(meaning, ast.Name)
                generic = ast.Subscript(meaning, node.slice) if renamed and isinstance(meaning, ast.expr) else None
                return self.read(generic, samples) if generic is not None else self._alias(name, meaning, samples)
            case ast.Name() | ast.Attribute():
                return self._plain(node, samples)
            case ast.Subscript(value=value, slice=inside):
                of = inside.elts if isinstance(inside, ast.Tuple) else [inside]
                return self._generic(node, last_name(value) or "", of, samples)
        raise Undrawable(f"`{ast.unparse(node)}`")

    def _alias(self, name: str, meaning: ast.expr | Record, samples: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        if name in self._reading:
            return self._reading[name]
        built: list[Strategy] = []
        self._reading[name] = st.deferred(lambda: built[0])
        try:
            built.append(self._record(meaning, samples) if isinstance(meaning, Record) else self.read(meaning, samples))
        finally:
            del self._reading[name]
        return built[0]

    def _record(self, record: Record, samples: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        fields = {name: self.read(kind, entries_at(samples, name)) for name, kind in record.fields}
        required = {name: strategy for name, strategy in fields.items() if name not in record.optional}
        return st.fixed_dictionaries(
            required, optional={name: strategy for name, strategy in fields.items() if name in record.optional}
        )

    def _plain(self, node: ast.expr, samples: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        name = last_name(node) or ""
        anything: list[ast.expr] = [ast.Name("Any")]
        match _canonical(name):
            case "int":
                return integers(bound(samples))
            case "float":
                return floats(samples)
            case "complex":
                return complexes(samples)
            case "bool":
                return st.booleans()
            case "str":
                return texts(samples)
            case "bytes":
                return byte_strings(samples)
            case "None":
                return st.none()
            case "Any" | "Hashable":
                return from_samples(samples) if samples else scalars()
            case "list" | "set" | "frozenset" | "tuple" | "dict" as tag:
                if seen := of_tag(samples, tag):
                    return from_samples(seen)
                extra: dict[str, list[ast.expr]] = {"dict": anything, "tuple": [ast.Constant(...)]}
                of = anything + extra.get(tag, [])
                return self._generic(node, tag, of, samples)
            case "ndarray":
                return arrays(samples, "")
        if samples:
            return from_samples(samples)
        raise Undrawable(f"`{ast.unparse(node)}`")

    def _generic(self, node: ast.expr, name: str, of: Sequence[ast.expr], samples: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        match _canonical(name), of:
            case "list", [element]:
                return self._list(element, of_tag(samples, "list"))
            case "set" | "frozenset" as tag, [element]:
                seen = of_tag(samples, tag)
                make = st.sets if tag == "set" else st.frozensets
                return make(self.read(element, elements(seen)), max_size=longest(seen))
            case "dict", [key, entry]:
                seen = of_tag(samples, "dict")
                keys, values = keys_of(seen), values_of(seen)
                return st.dictionaries(self.read(key, keys), self.read(entry, values), max_size=longest(seen))
            case "tuple", [element, ast.Constant(value=value)] if value is Ellipsis:
                seen = of_tag(samples, "tuple")
                return st.lists(self.read(element, elements(seen)), max_size=longest(seen)).map(tuple)
            case "tuple", parts:
                seen = tuple(value for value in of_tag(samples, "tuple") if len(items(value)) == len(parts))
                return st.tuples(
                    *(self.read(part, tuple(items(v)[index] for v in seen)) for index, part in enumerate(parts))
                )
            case "Optional", [element]:
                return st.one_of(st.none(), self.read(element, samples))
            case "Union", parts:
                return st.one_of(*(self.read(part, samples) for part in parts))
            case "Literal", parts:
                return st.sampled_from([_literal(part) for part in parts])
            case "ndarray", parts:
                return arrays(samples, _dtype_in(parts[-1]))
        if name in _WRAPPERS:
            return self.read(of[0], samples)
        if samples:
            return from_samples(samples)
        raise Undrawable(f"`{ast.unparse(node)}`")

    def _list(self, element: ast.expr, seen: tuple[Value, ...]) -> Strategy:
        from hypothesis import strategies as st

        row = self._resolved(element)
        of_rows = isinstance(row, ast.Subscript) and _canonical(last_name(row.value)) == "list"
        if of_rows and isinstance(row, ast.Subscript) and is_rectangular(seen):
            return grids(self.read(row.slice, elements(elements(seen))), seen)
        return st.lists(self.read(element, elements(seen)), max_size=longest(seen))

    def _resolved(self, node: ast.expr) -> ast.expr:
        """`node`, or what it stands for where it is the name of an alias."""
        for _ in range(10):
            meaning = self._aliases.get(node.id) if isinstance(node, ast.Name) else None
            if not isinstance(meaning, ast.expr):
                break
            node = meaning
        return node


def _canonical(name: str | None) -> str:
    """The one name by which a kind is known here: `list` for `List` and `Sequence`."""
    return _SAME.get(name or "", name or "")


def _literal(node: ast.expr) -> object:
    try:
        return to_python(literal_value(node))
    except Unrepresentable:
        raise Undrawable(f"`Literal[{ast.unparse(node)}]`") from None


def _dtype_in(node: ast.expr) -> str:
    """`float64` in `NDArray[np.float64]` and `np.ndarray[Any, np.dtype[np.float64]]`, or nothing that is known."""
    while isinstance(node, ast.Subscript):
        node = node.slice
    name = last_name(node) or ""
    known = {"int": "int64", "integer": "int64", "signedinteger": "int64", "float": "float64", "floating": "float64"}
    name = known.get(name, name.rstrip("_"))
    return name if name.startswith(("int", "uint", "float", "bool", "complex")) else ""
