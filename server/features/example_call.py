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
    parameters = list(hole.signature.parameters)
    name = "_" if hole.kind is Kind.INLINE else hole.name
    if hole.is_method and hole.parent is not None:
        unbound = any("staticmethod" in text or "classmethod" in text for text in hole.decorators)
        name = f"{hole.parent}.{hole.name}" if unbound else f"{hole.parent}().{hole.name}"
        if not any("staticmethod" in text for text in hole.decorators):
            parameters = parameters[1:]
    arguments = [
        f"{parameter.name}={_smallest(parameter)}" if parameter.kind == "keyword-only" else _smallest(parameter)
        for parameter in parameters
        if parameter.default is None and parameter.kind not in ("star", "double-star")
    ]
    return f"{name}({', '.join(arguments)})"


def _smallest(parameter: Parameter) -> str:
    head = _HEAD.match(parameter.annotation or "")
    return _SMALLEST.get(head[1], "...") if head is not None else "..."
