"""Components: what an expression is made of, and how one is compiled to run over whole columns at once."""

from __future__ import annotations

import math
import re as _re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate, groupby
from typing import Any, NamedTuple

from holes.local import guards

#: Binding strength, weakest first, as in Python's grammar. `LOOSE` fits anywhere between brackets or commas.
LOOSE, LAMBDA, TERNARY, OR, AND, NOT, COMPARE, BITOR, BITXOR, BITAND, SHIFT, SUM, PRODUCT, UNARY, POWER, ATOM = range(
    16
)

_BINARY = {
    "or": OR, "and": AND, "in": COMPARE, "not in": COMPARE, "is": COMPARE, "==": COMPARE, "!=": COMPARE, "<":
    COMPARE, "<=": COMPARE,
    ">": COMPARE, ">=": COMPARE, "|": BITOR, "^": BITXOR, "&": BITAND, "<<": SHIFT, ">>": SHIFT, "+": SUM, "-":
    SUM, "*": PRODUCT,
    "/": PRODUCT, "//": PRODUCT, "%": PRODUCT, "**": POWER,
}  # fmt: skip


class Component(NamedTuple):
    """An operation.

    `template` is the Python text with `{0}`, `{1}`, … for the arguments; `takes` their patterns, `gives` the kind that
    comes out (see `result_kind`). `cost` falls where `words` occur in the description. `run` maps columns to a column.
    `grows` asks for the size check, `symmetric` says that the order of two arguments is free, `subject` that the
    first argument should not be a constant. `strength` is the binding strength of the whole, `slots` what each
    argument needs.
    """

    template: str
    takes: tuple[str, ...]
    gives: str
    cost: int
    words: tuple[str, ...]
    run: Callable[..., list[Any]]
    grows: bool
    symmetric: bool
    subject: bool
    strength: int
    slots: tuple[int, ...]


class Spec(NamedTuple):
    """A line of the library: one component for each alternative of `takes` (separated by `|`). `safe` is what is
    computed where that is not the template itself, over the arguments `a`, `b`, `c`."""

    template: str
    takes: str
    gives: str
    cost: int
    words: str = ""
    safe: str = ""
    grows: bool = False


_NAMES = {
    "math": math, "Counter": Counter, "accumulate": accumulate, "groupby": groupby,
    **{name: getattr(guards, name) for name in (
        "repeat", "multiply", "power", "shift_left", "factorial", "comb", "prod", "span", "joined", "replaced",
        "width", "to_int",
        "digits", "pairs", "chunks", "average", "pattern",
    )},
}  # fmt: skip


def compile_specs(specs: Sequence[Spec]) -> tuple[Component, ...]:
    """All components of a library. The loops over columns are generated as one source and compiled once."""
    lines = ["def make():", " return ["]
    for spec in specs:
        names = "abc"[: len(spec.takes.split("|")[0].split())]
        expression = spec.safe or spec.template.format(*names)
        columns = ", ".join(name.upper() for name in names)
        walk = f"{names} in {columns}" if len(names) == 1 else f"{', '.join(names)} in zip({columns})"
        lines.append(f"  lambda {columns}: [{expression} for {walk}],")
    lines.append(" ]")
    namespace = dict(_NAMES)
    exec("\n".join(lines), namespace)  # our own table, never anybody's text
    loops: list[Callable[..., list[Any]]] = namespace["make"]()
    return tuple(
        _component(spec, tuple(takes.split()), run)
        for spec, run in zip(specs, loops, strict=True)
        for takes in spec.takes.split("|")
    )


def _component(spec: Spec, takes: tuple[str, ...], run: Callable[..., list[Any]]) -> Component:
    strength, slots = _strengths(spec.template, len(takes))
    operator = _operator(spec.template)
    return Component(
        template=spec.template,
        takes=takes,
        gives=spec.gives,
        cost=spec.cost,
        words=tuple(spec.words.split()),
        run=run,
        grows=spec.grows,
        symmetric=operator in ("+", "*", "==", "!=", "and", "or", "&", "|", "^")
        and takes in (("i", "i"), ("b", "b"), ("n", "n")),
        subject=operator in ("==", "!=", "<", "<=", ">", ">=", "%"),
        strength=strength,
        slots=slots,
    )


def _operator(template: str) -> str:
    match = _re.fullmatch(r"\{0\} (not in|\S+) \{1\}", template)
    return match[1] if match else ""


def _strengths(template: str, arity: int) -> tuple[int, tuple[int, ...]]:
    """How strongly the template binds, and what each argument needs: read off the operator, or off what follows."""
    operator = _operator(template)
    if operator:
        strength = _BINARY[operator]
        if operator == "**":
            return strength, (ATOM, UNARY)
        if strength == COMPARE:
            return strength, (BITOR, BITOR)
        return strength, (strength, strength + 1)
    if template == "not {0}":
        return NOT, (NOT,)
    if template in ("-{0}", "~{0}"):
        return UNARY, (UNARY,)
    outer, inner = template, ""
    while outer != inner:
        inner, outer = outer, _re.sub(r"\([^()]*\)|\[[^\[\]]*\]", "", outer)
    strength = next(
        (level for sign, level in sorted(_BINARY.items(), key=lambda pair: pair[1]) if f" {sign} " in outer), ATOM
    )
    slots = []
    for index in range(arity):
        mark = _re.escape(f"{{{index}}}")
        between_brackets = not _re.search(rf"{mark}[.\[]", template) and not _re.search(
            rf"{mark} [^\s,)\]]|[^\s,(\[] {mark}|\*{mark}", template
        )
        slots.append(LOOSE if between_brackets else ATOM)
    return strength, tuple(slots)


def result_kind(component: Component, kinds: Sequence[str]) -> str:
    """The kind of the result, or an empty text where only the values can tell: `0` is that of the first
    argument, `e` of its
    elements, `L0` a list of it, `n` the wider of two numbers, `*` unknown; all else is the kind itself."""
    gives = component.gives
    if gives == "0":
        return kinds[0]
    if gives == "e":
        kind = "s" if kinds[0] == "s" else kinds[0][1:]
        return "" if "?" in kind or "-" in kind else kind
    if gives == "L0":
        return "L" + kinds[0]
    if gives == "n":
        return "f" if "f" in kinds else "i"
    return "" if gives == "*" else gives
