"""The inputs of a hole: drawn or seen in examples, passed in a call, bound to names, and shown to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from attrs import frozen

from holes.engines.protocol import Observation
from holes.properties.aliases import Aliases, aliases, naming
from holes.properties.shapes import Undrawable, from_samples, to_value
from holes.properties.strategies import from_annotation
from holes.runner.protocol import Call
from holes.values import Value, entries, items, parse_literal, render
from sketch.model import Hole, Kind, Parameter, Sketch

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@frozen
class Input:
    """Arguments by parameter name, in order of the parameters; those left to their default are missing, and
    so are star parameters that get nothing. A star parameter has a tuple, a double-star one a dict with text keys."""

    arguments: tuple[tuple[str, Value], ...]


@frozen
class Domain:
    """All that the inputs of a hole are drawn from: its parameters, the inputs of its examples, and the statements of
    the sketch that name types. Equal ones give the same inputs."""

    parameters: tuple[Parameter, ...]
    seen: tuple[Input, ...] = ()
    naming: str = ""


def domain(sketch: Sketch, hole: Hole, observations: Iterable[Observation]) -> Domain:
    """What the inputs of `hole` are drawn from."""
    return Domain(parameters(hole), observed(hole, observations), naming(sketch.text))


def obstacle(hole: Hole) -> str | None:
    """Why nothing can be drawn for `hole` whatever its parameters are, as a sentence; None where it can
    be called alone."""
    if hole.kind is Kind.CHOICE:
        return "a choice takes no input"
    if hole.is_method:
        if _is(hole, "staticmethod") or _is(hole, "classmethod"):
            return None
        return f"`{hole.name}` is a method, and an object to call it on cannot be drawn"
    if hole.kind is not Kind.INLINE and "." in hole.id:
        return f"`{hole.name}` is defined inside another function and cannot be called alone"
    return None


def parameters(hole: Hole) -> tuple[Parameter, ...]:
    """The parameters that a caller gives: all but the class of a class method."""
    given = hole.signature.parameters
    return given[1:] if hole.is_method and _is(hole, "classmethod") else given


def _is(hole: Hole, decorator: str) -> bool:
    return any(text.lstrip("@").strip() == decorator for text in hole.decorators)


def strategy(domain: Domain) -> SearchStrategy[Input]:
    """A hypothesis strategy for inputs. Parameters with a default are left out half of the time.

    Raises `Undrawable` with a sentence that names the parameter of which nothing is known.
    """
    from hypothesis import strategies as st

    known = aliases(domain.naming)
    drawn: dict[str, SearchStrategy[object]] = {}
    optional: dict[str, SearchStrategy[object]] = {}
    for parameter in domain.parameters:
        samples = [value for input in domain.seen for name, value in input.arguments if name == parameter.name]
        try:
            if parameter.kind == "star":
                each = _one(parameter, [item for value in samples for item in items(value)], known)
                drawn[parameter.name] = st.lists(each, max_size=5).map(tuple)
            elif parameter.kind == "double-star":
                each = _one(parameter, [entry for value in samples for _, entry in entries(value)], known)
                keys = sorted({str(key.data) for value in samples for key, _ in entries(value)} or {"a", "b", "c"})
                taken = {other.name for other in domain.parameters}
                free = [key for key in keys if key not in taken]
                drawn[parameter.name] = st.dictionaries(st.sampled_from(free), each) if free else st.just({})
            elif parameter.default is not None:
                optional[parameter.name] = _one(parameter, samples, known)
            else:
                drawn[parameter.name] = _one(parameter, samples, known)
        except Undrawable as error:
            if parameter.default is None and parameter.kind not in ("star", "double-star"):
                raise Undrawable(f"no values can be drawn for `{parameter.name}`: {error}") from None

    def arguments(things: dict[str, object]) -> Input:
        order = [parameter.name for parameter in domain.parameters]
        return _normal(domain.parameters, {name: to_value(things[name]) for name in order if name in things})

    return st.fixed_dictionaries(drawn, optional=optional).map(arguments)


def _one(parameter: Parameter, samples: list[Value], known: Aliases) -> SearchStrategy[object]:
    """A strategy for one value of `parameter`; what its default shows counts as seen."""
    default = parse_literal(parameter.default) if parameter.default is not None else None
    if default is not None and default.tag != "none":
        samples = [*samples, default]
    if parameter.annotation is not None:
        try:
            return from_annotation(parameter.annotation, samples, known)
        except Undrawable as error:
            raise Undrawable(f"it is annotated {error}, and no example shows one that could be copied") from None
    if not samples:
        raise Undrawable("it has neither an annotation nor an example that could be read")
    try:
        return from_samples(samples)
    except Undrawable as error:
        raise Undrawable(f"the examples pass {error}") from None


def _normal(parameters: Iterable[Parameter], arguments: Mapping[str, Value]) -> Input:
    """The arguments that a call can really pass: behind a positional parameter left out, neither positional-only nor
    star arguments can follow."""
    kept: list[tuple[str, Value]] = []
    gap = False
    for parameter in parameters:
        value = arguments.get(parameter.name)
        gap = gap or (value is None and parameter.kind in ("positional-only", "positional"))
        if gap and parameter.kind == "positional-only":
            continue
        if parameter.kind == "star" and gap:
            continue
        if value is not None and not (parameter.kind in _EMPTY and value.data == ()):
            kept.append((parameter.name, value))
    return Input(tuple(kept))


def observed(hole: Hole, observations: Iterable[Observation]) -> tuple[Input, ...]:
    """The inputs of examples, each once; calls that do not fit the parameters are left out."""
    found = (_bind(hole, observation) for observation in observations)
    return tuple(dict.fromkeys(input for input in found if input is not None))


def _bind(hole: Hole, observation: Observation) -> Input | None:
    given = parameters(hole)
    bound: dict[str, Value] = {}
    left = list(observation.args)
    named = dict(observation.kwargs)
    for parameter in given:
        if parameter.kind == "star":
            bound[parameter.name] = Value("tuple", tuple(left))
            left = []
        elif parameter.kind == "double-star":
            rest = {name: value for name, value in named.items() if name not in {p.name for p in given}}
            bound[parameter.name] = Value("dict", tuple((Value("str", name), value) for name, value in rest.items()))
            named = {name: value for name, value in named.items() if name not in rest}
        elif left and parameter.kind in ("positional", "positional-only"):
            bound[parameter.name] = left.pop(0)
        elif parameter.name in named:
            bound[parameter.name] = named.pop(parameter.name)
        elif parameter.default is None:
            return None
    if left or any(name not in bound for name in named):
        return None
    return _normal(given, bound)


def call(hole: Hole, input: Input) -> Call:
    """The call that passes `input`."""
    arguments = dict(input.arguments)
    args: list[Value] = []
    kwargs: list[tuple[str, Value]] = []
    by_position = True
    for parameter in parameters(hole):
        value = arguments.get(parameter.name)
        if value is None:
            by_position = by_position and parameter.kind not in ("positional-only", "positional")
        elif parameter.kind == "star":
            args += items(value)
        elif parameter.kind == "double-star":
            kwargs += [(str(key.data), entry) for key, entry in entries(value)]
        elif parameter.kind == "keyword-only" or not by_position:
            kwargs.append((parameter.name, value))
        else:
            args.append(value)
    return Call(hole.name if hole.kind is Kind.INLINE else hole.id, tuple(args), tuple(kwargs))


_EMPTY = {"star": "()", "double-star": "{}"}


def defaults(hole: Hole, input: Input) -> tuple[str, ...]:
    """Statements that bind the parameters which `input` leaves out, for expressions over all parameters."""
    given = {name for name, _ in input.arguments}
    left_out = [parameter for parameter in parameters(hole) if parameter.name not in given]
    return tuple(f"{p.name} = ({p.default or _EMPTY.get(p.kind)})" for p in left_out)


def show(input: Input, width: int = 200) -> str:
    """`items=[0, 0], n=1`, as people write it; each value within `width` characters."""
    return ", ".join(f"{name}={render(value, width)}" for name, value in input.arguments)


def size(input: Input) -> tuple[int, str]:
    """A key by which simpler inputs come first."""
    text = show(input, 1 << 20)
    return len(text), text
