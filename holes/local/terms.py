"""Terms: the expressions that the search builds, how one is computed for a single input, and how it is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from holes.local import guards
from holes.local.components import ATOM, LOOSE, OR, TERNARY, UNARY, Component


class Variable(NamedTuple):
    """A parameter, or the name that a loop gives to an element."""

    name: str


class Constant(NamedTuple):
    """A literal."""

    value: Any


class Loop(NamedTuple):
    """A form that runs a body over the elements of a source: `shape` is a key of `SHAPES`; `names` are bound
    in the body to an element's
    parts (one name: the element itself); `over` is `items`, `enumerate`, `zip` or `pairs` (neighbours).

    The arguments of such a term are its sources (two for `zip`), then the body, then the condition where there is one.
    """

    shape: str
    names: tuple[str, ...]
    over: str


class Choose(NamedTuple):
    """`then if condition else otherwise`; the arguments come in the order condition, then, otherwise."""


class Term:
    """An expression. `values` is its column over the inputs, `kind` the column's kind, `cost` its size in the
    search's units,
    `serial` the order in which terms were made."""

    __slots__ = ("args", "cost", "head", "kind", "serial", "values")

    def __init__(
        self,
        head: Variable | Constant | Component | Loop | Choose,
        args: tuple[Term, ...],
        values: list[Any],
        kind: str,
        cost: int,
    ) -> None:
        self.head = head
        self.args = args
        self.values = values
        self.kind = kind
        self.cost = cost
        self.serial = 0


#: Shape → its text. `source` is what follows `in`, `names` what precedes it.
SHAPES: Mapping[str, str] = {
    "map": "[{body} for {names} in {source}]",
    "join": '"".join({body} for {names} in {source})',
    "sum": "sum({body} for {names} in {source})",
    "count": "sum(1 for {names} in {source} if {body})",
    "any": "any({body} for {names} in {source})",
    "all": "all({body} for {names} in {source})",
    "filter": "[{element} for {names} in {source} if {body}]",
    "keep": '"".join({element} for {names} in {source} if {body})',
    "where": "[{index} for {names} in {source} if {body}]",
    "first": "next(({element} for {names} in {source} if {body}), None)",
    "sort": "sorted({source}, key=lambda {names}: {body})",
    "sort-down": "sorted({source}, key=lambda {names}: {body}, reverse=True)",
    "max": "max({source}, key=lambda {names}: {body})",
    "min": "min({source}, key=lambda {names}: {body})",
    "dict": "{{{element}: {body} for {names} in {source}}}",
    "map-if": "[{body} for {names} in {source} if {condition}]",
    "join-if": '"".join({body} for {names} in {source} if {condition})',
    "sum-if": "sum({body} for {names} in {source} if {condition})",
    "max-if": "max({body} for {names} in {source} if {condition})",
    "min-if": "min({body} for {names} in {source} if {condition})",
}

#: What takes any iterable, so that a list need not be made first.
_CONSUMERS = {"sum({0})", "min({0})", "max({0})", "sorted({0})", "set({0})", "sorted(set({0}))"}


def evaluate(term: Term, names: Mapping[str, Any]) -> Any:
    """The term's value where its variables have these values. Raises what the expression raises, or
    `guards.Refused`."""
    head = term.head
    if isinstance(head, Variable):
        return names[head.name]
    if isinstance(head, Constant):
        return head.value
    if isinstance(head, Choose):
        condition, then, otherwise = term.args
        return evaluate(then if evaluate(condition, names) else otherwise, names)
    if isinstance(head, Loop):
        return _evaluate_loop(head, term, names)
    result = head.run(*([evaluate(argument, names)] for argument in term.args))[0]
    if head.grows and not guards.fits_bounds(result):
        raise guards.Refused
    return result


def elements(over: str, sources: list[Any]) -> list[tuple[Any, ...]]:
    """What a loop's names are bound to, turn by turn."""
    if over == "enumerate":
        return list(enumerate(sources[0]))
    if over == "zip":
        return list(zip(*sources, strict=False))
    if over == "pairs":
        return list(zip(sources[0], sources[0][1:], strict=False))
    if over == "entries":
        return list(sources[0].items())
    return [(item,) for item in sources[0]]


def _evaluate_loop(loop: Loop, term: Term, names: Mapping[str, Any]) -> Any:
    arity = 2 if loop.over == "zip" else 1
    turns = elements(loop.over, [evaluate(argument, names) for argument in term.args[:arity]])
    scope = dict(names)
    conditions: list[Any] | None = [] if len(term.args) > arity + 1 else None
    bodies = []
    for turn in turns:
        scope.update(zip(loop.names, turn, strict=True))
        if conditions is not None:
            conditions.append(evaluate(term.args[-1], scope))
            bodies.append(evaluate(term.args[arity], scope) if conditions[-1] else None)
        else:
            bodies.append(evaluate(term.args[arity], scope))
    return collect(loop.shape, turns, bodies, conditions)


def collect(shape: str, turns: list[tuple[Any, ...]], bodies: list[Any], conditions: list[Any] | None) -> Any:
    """What a loop of this shape makes of its bodies."""
    if conditions is not None:
        bodies = [body for body, kept in zip(bodies, conditions, strict=True) if kept]
        shape = shape.removesuffix("-if")
        if shape in ("max", "min"):
            return (max if shape == "max" else min)(bodies)
    if shape == "map":
        return list(bodies)
    if shape == "join":
        return guards.joined("", bodies)
    if shape in ("sum", "count"):
        return sum(bodies)
    if shape == "any":
        return any(bodies)
    if shape == "all":
        return all(bodies)
    if shape == "dict":
        return dict(zip([turn[0] for turn in turns], bodies, strict=True))
    items = [turn[-1] for turn in turns]
    if shape == "filter":
        return [item for item, kept in zip(items, bodies, strict=True) if kept]
    if shape == "keep":
        return "".join([item for item, kept in zip(items, bodies, strict=True) if kept])
    if shape == "where":
        return [turn[0] for turn, kept in zip(turns, bodies, strict=True) if kept]
    if shape == "first":
        return next((item for item, kept in zip(items, bodies, strict=True) if kept), None)
    order = sorted(range(len(items)), key=bodies.__getitem__, reverse=shape == "sort-down")
    if shape in ("sort", "sort-down"):
        return [items[index] for index in order]
    return items[(max if shape == "max" else min)(range(len(items)), key=bodies.__getitem__)]


def variables(term: Term) -> set[str]:
    """The names a term uses, those its loops bind included."""
    if isinstance(term.head, Variable):
        return {term.head.name}
    return {name for argument in term.args for name in variables(argument)}


def constants(term: Term) -> list[Any]:
    """The literals in a term, in order of the text."""
    if isinstance(term.head, Constant):
        return [term.head.value]
    return [value for argument in term.args for value in constants(argument)]


def literal(value: Any) -> str:
    """A literal as people write it: double quotes where they need no escaping."""
    if isinstance(value, str):
        text = repr(value)
        return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in text else text
    return repr(value)


def render(term: Term, least: int = LOOSE) -> str:
    """The term as Python, in brackets where what is around it binds more strongly than `least` allows."""
    text, strength = _write(term)
    return f"({text})" if strength < least else text


def _write(term: Term) -> tuple[str, int]:
    head = term.head
    if isinstance(head, Variable):
        return head.name, ATOM
    if isinstance(head, Constant):
        text = literal(head.value)
        return text, UNARY if text.startswith("-") else ATOM
    if isinstance(head, Choose):
        condition, then, otherwise = term.args
        return f"{render(then, OR)} if {render(condition, OR)} else {render(otherwise, TERNARY)}", TERNARY
    if isinstance(head, Loop):
        return _write_loop(head, term), ATOM
    ordered = term.args
    if head.symmetric and isinstance(ordered[0].head, Variable) and isinstance(ordered[1].head, Component):
        ordered = ordered[::-1]  # `a * b + c` rather than `c + a * b`
    arguments = [render(argument, slot) for argument, slot in zip(ordered, head.slots, strict=True)]
    if head.template in _CONSUMERS and (lazy := re.fullmatch(r"list\((map\(.*\))\)", arguments[0])):
        arguments[0] = lazy[1]
    return head.template.format(*arguments), head.strength


def _write_loop(loop: Loop, term: Term) -> str:
    arity = 2 if loop.over == "zip" else 1
    keyed = loop.shape in ("sort", "sort-down", "max", "min")
    sources = [render(argument, LOOSE if keyed else OR) for argument in term.args[:arity]]
    body = term.args[arity]
    used = variables(body) | (variables(term.args[-1]) if len(term.args) > arity + 1 else set())
    source = sources[0]
    if not keyed and (
        match := re.fullmatch(r"list\((range\(.*\)|combinations\(.*\)|zip\(.*\)|enumerate\(.*\))\)", source)
    ):
        source = match[1]
    if loop.over == "enumerate":
        source = f"enumerate({source})"
    elif loop.over == "zip":
        source = f"zip({sources[0]}, {sources[1]})"
    elif loop.over == "pairs":
        sliced = render(term.args[0], ATOM)
        source = f"zip({source}, {sliced}[1:])"
    elif loop.over == "entries":
        source = f"{render(term.args[0], ATOM)}.items()"
    element = loop.names[0] if loop.shape == "dict" else loop.names[-1]
    shown = {
        "filter": (element,),
        "keep": (element,),
        "first": (element,),
        "dict": (element,),
        "where": (loop.names[0],),
    }
    used |= set(shown.get(loop.shape, ()))
    names = ", ".join(name if name in used or len(loop.names) == 1 else "_" for name in loop.names)
    if len(loop.names) == 1 and loop.names[0] not in used:
        names = "_"
    return SHAPES[loop.shape].format(
        body=render(body, TERNARY),
        names=names,
        source=source,
        element=element,
        index=loop.names[0],
        condition=render(term.args[-1], OR),
    )
