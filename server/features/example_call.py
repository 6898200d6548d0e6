"""A call of a hole to begin an example with, its arguments as small as their annotations allow."""

from __future__ import annotations

import re

from sketch.model import Hole, Kind, Parameter

#: Stands for a value that only the person knows. It equals nothing, so that no example holds before it is replaced.
UNKNOWN = "?"

_HEAD = re.compile(r"\s*[\"']?(?:\w+\.)*(\w+)")
_SMALLEST = {
    "str": '""', "int": "0", "float": "0.0", "complex": "0j", "bool": "True", "bytes": 'b""', "None": "None",
    "list": "[]", "List": "[]", "Sequence": "[]", "MutableSequence": "[]", "Iterable": "[]", "Collection": "[]",
    "Iterator": "iter([])", "tuple": "()", "Tuple": "()", "dict": "{}", "Dict": "{}", "Mapping": "{}",
    "MutableMapping": "{}", "set": "set()", "Set": "set()", "frozenset": "frozenset()", "FrozenSet": "frozenset()",
    "Optional": "None", "Any": "None", "object": "None", "ndarray": "[]",
}  # fmt: skip


def example_call(hole: Hole) -> str:
    """A call of `hole` as one types it behind `>>>`: `tally("")`, or `_([])` for an inline hole. An argument of which
    nothing is known is `...`; what has a default is left out."""
    name, arguments = call_parts(hole)
    return f"{name}({', '.join(before + value for _, before, value in arguments)})"


def call_parts(hole: Hole) -> tuple[str, tuple[tuple[Parameter, str, str], ...]]:
    """What such a call calls, and for each argument its parameter, what names it (`key=`, or nothing) and its value."""
    parameters = list(hole.signature.parameters)
    name = "_" if hole.kind is Kind.INLINE else hole.name
    if hole.is_method and hole.parent is not None:
        unbound = any("staticmethod" in text or "classmethod" in text for text in hole.decorators)
        name = f"{hole.parent}.{hole.name}" if unbound else f"{hole.parent}().{hole.name}"
        if not any("staticmethod" in text for text in hole.decorators):
            parameters = parameters[1:]
    arguments = tuple(
        (parameter, f"{parameter.name}=" if parameter.kind == "keyword-only" else "", smallest(parameter.annotation))
        for parameter in parameters
        if parameter.default is None and parameter.kind not in ("star", "double-star")
    )
    return name, arguments


def smallest(annotation: str | None) -> str:
    """The smallest value that is annotated so, `...` where none is known."""
    head = _HEAD.match(annotation or "")
    return _SMALLEST.get(head[1], "...") if head is not None else "..."
