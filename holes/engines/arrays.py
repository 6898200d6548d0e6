"""Arrays for an engine that computes with lists: they go in as such, and what is found is written for arrays."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from holes.cases import takes_array
from holes.engines.protocol import Observation
from holes.values import Value, pair
from sketch.model import Signature


@frozen
class Arrays:
    """Which parameters are arrays, and whether the result is one."""

    parameters: tuple[str, ...] = ()
    result: bool = False


def without_arrays(observations: Sequence[Observation], signature: Signature) -> tuple[tuple[Observation, ...], Arrays]:
    """The observations with nested lists for arrays. A parameter is one where all observations have one for it, or its
    annotation says so: a list then arrives as one. So is the result."""
    parameters = signature.parameters
    names = [
        parameter.name
        for place, parameter in enumerate(parameters)
        if takes_array(parameter.annotation or "")
        or (observations and all(_is_array(_given(one, place, parameter.name)) for one in observations))
    ]
    returned = [one.returns for one in observations if one.raises is None]
    result = takes_array(signature.returns or "") or (bool(returned) and all(map(_is_array, returned)))
    plain = tuple(
        evolve(
            one,
            args=tuple(
                _listed(value) if parameter.name in names else value
                for value, parameter in zip(one.args, parameters, strict=False)
            ),
            kwargs=tuple((name, _listed(value) if name in names else value) for name, value in one.kwargs),
            returns=_listed(one.returns) if result and one.returns is not None else one.returns,
        )
        if len(one.args) <= len(parameters)
        else one
        for one in observations
    )
    return plain, Arrays(tuple(names), result)


def with_arrays(text: str, arrays: Arrays) -> str:
    """A complete function over nested lists as one over arrays: they are made lists first, the result an array last."""
    if not arrays.parameters and not arrays.result:
        return text
    header, _, body = text.partition("\n")
    lines = body.splitlines()
    if arrays.result:
        lines = [_returning(line) for line in lines]
        lines.insert(0, "    import numpy as np")
    at = next((place for place, line in enumerate(lines) if not line.lstrip().startswith(("import ", "from "))), 0)
    lines[at:at] = [f"    {name} = {name}.tolist()" for name in arrays.parameters]
    return "\n".join([header, *lines]) + "\n"


def _returning(line: str) -> str:
    indent = line[: len(line) - len(line.lstrip())]
    returned = line.strip().removeprefix("return ")
    return f"{indent}return np.array({returned})" if returned != line.strip() else line


def _given(one: Observation, place: int, name: str) -> Value | None:
    return one.args[place] if place < len(one.args) else dict(one.kwargs).get(name)


def _is_array(value: Value | None) -> bool:
    return value is not None and value.tag == "array" and pair(value)[1].tag == "list"


def _listed(value: Value) -> Value:
    return pair(value)[1] if _is_array(value) else value
