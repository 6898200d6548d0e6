"""From an example to what a runner is given."""

from __future__ import annotations

import re

from holes.expected import read_comparison
from holes.runner.protocol import Call, Case
from holes.values import Unrepresentable, Value, from_python
from sketch.model import Example, Hole, Kind, Parameter


def case_for(hole: Hole, example: Example, *, numpy: bool = False) -> Case:
    """What to run for an example of `hole`. Nothing of what it expects is in there.

    JSON has no arrays: a list in a row arrives as one where its parameter is annotated so. `numpy` says that the sketch
    imports numpy: then a grid of numbers for a parameter with no annotation at all arrives as an array too.
    """
    if example.row is None:
        equal = read_comparison(example)
        source = example.source if equal is None else equal.source
        return Case(source, example.setup, underscore=hole.name if hole.kind is Kind.INLINE else None)
    name = hole.name if hole.kind is Kind.INLINE else hole.id
    parameters = {parameter.name: parameter for parameter in hole.signature.parameters}
    positional = [p for p in parameters.values() if p.kind in ("positional-only", "positional")]
    rest = next((p for p in parameters.values() if p.kind == "star"), None)
    others = next((p for p in parameters.values() if p.kind == "double-star"), None)
    args = [
        _argument(arg, positional[index] if index < len(positional) else rest, numpy)
        for index, arg in enumerate(example.row.args)
    ]
    kwargs = [(key, _argument(arg, parameters.get(key, others), numpy)) for key, arg in example.row.kwargs]
    return Case(example.source, call=Call(name, tuple(args), tuple(kwargs)))


_ARRAY = re.compile(r"\s*(?:\w+\.)*(?:ndarray|NDArray)\s*(?:\[.*\])?\s*", re.DOTALL)
_OPTIONAL = re.compile(r"\s*(?:\w+\.)*Optional\s*\[(.*)\]\s*", re.DOTALL)


def _argument(thing: object, parameter: Parameter | None, numpy: bool) -> Value:
    """A JSON value as it is passed."""
    try:
        value = from_python(thing)
    except Unrepresentable as error:
        return Value("opaque", ("", str(error)))
    if value.tag != "list" or parameter is None:
        return value
    annotated = takes_array(parameter.annotation or "")
    return (
        Value("array", ("", value)) if annotated or (numpy and not parameter.annotation and _is_grid(thing)) else value
    )


def _is_grid(thing: object) -> bool:
    """Whether a JSON value is a list of at least one row, all lists of equally many numbers, at least one."""
    if not isinstance(thing, list) or not all(isinstance(row, list) and row for row in thing):
        return False
    return len({len(row) for row in thing}) == 1 and all(type(cell) in (int, float) for row in thing for cell in row)


def takes_array(annotation: str) -> bool:
    """Whether what is annotated so is an array, or an array or nothing."""
    annotation = annotation.strip().strip("\"'")
    if optional := _OPTIONAL.fullmatch(annotation):
        annotation = optional.group(1)
    return any(_ARRAY.fullmatch(part) for part in annotation.split("|"))
