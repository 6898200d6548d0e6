"""Components: what an expression is made of, and how one is compiled to run over many columns at once.

The loops are generated as source, one for each component and number of examples, so that trying an expression costs no
call.
"""

from __future__ import annotations

import math
import operator
import re as _re
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial, reduce
from itertools import accumulate, chain, groupby
from typing import Any, NamedTuple

from holes.local import guards
from holes.local.kinds import Map

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
_SYMMETRIC = ("+", "*", "==", "!=", "and", "or", "&", "|", "^")


class Component(NamedTuple):
    """An operation.

    `template` is the Python text with `{0}`, `{1}`, … for the arguments; `takes` their patterns, `gives` the pattern
    that comes out. `cost` falls where `words` occur in the description. `code` is what is computed, over the frozen
    arguments `a`, `b`, `c`. `grows` asks for the size check, `symmetric` says that the order of two arguments is free.
    `strength` is the binding strength of the whole, `slots` what each argument needs.
    """

    template: str
    takes: tuple[str, ...]
    gives: str
    cost: int
    words: tuple[str, ...]
    code: str
    grows: bool
    symmetric: bool
    strength: int
    slots: tuple[int, ...]


class Spec(NamedTuple):
    """A line of the library: one component for each alternative of `takes` (separated by `|`), with that of `gives`
    where there are as many. `safe` is what is computed where that is not the template itself: see `Component.code`."""

    template: str
    takes: str
    gives: str
    cost: int
    words: str = ""
    safe: str = ""
    grows: bool = False


#: What the code of components is computed with.
NAMES: dict[str, Any] = {
    "math": math, "Counter": Counter, "accumulate": accumulate, "groupby": groupby, "chain": chain, "Map": Map,
    "operator": operator, "reduce": reduce,
    **{name: getattr(guards, name) for name in (
        "repeat", "rounded", "multiply", "power", "shift_left", "factorial", "comb", "prod", "span", "joined",
        "replaced", "width", "to_int", "digits", "pairs", "chunks", "average", "pattern", "products", "windows",
        "runs", "textbook",
    )},
}  # fmt: skip
ERRORS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError)
_LOOP_NAMES: dict[str, Any] = {**NAMES, "ERRORS": ERRORS}


def components_of(specs: Sequence[Spec]) -> tuple[Component, ...]:
    """All components of a library."""
    found = []
    for spec in specs:
        alternatives = spec.takes.split("|")
        results = spec.gives.split("|")
        if len(results) == 1:
            results *= len(alternatives)
        for takes, gives in zip(alternatives, results, strict=True):
            found.append(_component(spec, tuple(takes.split()), gives))
    return tuple(found)


def _component(spec: Spec, takes: tuple[str, ...], gives: str) -> Component:
    strength, slots = _strengths(spec.template, len(takes))
    operator = _operator(spec.template)
    if operator == "+" and takes[0] != "n":
        slots = (SUM, SUM)  # sequences that are joined need no brackets
    return Component(
        template=spec.template,
        takes=takes,
        gives=gives,
        cost=spec.cost,
        words=tuple(spec.words.split()),
        code=spec.safe or spec.template.format(*"abc"[: len(takes)]),
        grows=spec.grows,
        symmetric=len(takes) == 2
        and takes[0] == takes[1]
        and (operator in ("==", "!=") or (operator in _SYMMETRIC and takes[0] in "ifbn")),
        strength=strength,
        slots=slots,
    )


@cache
def function(code: str, arity: int) -> Callable[..., Any]:
    """What a component computes, for one example."""
    namespace = dict(NAMES)
    exec(f"def run({', '.join('abc'[:arity])}): return {code}", namespace)  # our own table, never anybody's text
    run: Callable[..., Any] = namespace["run"]
    return run


#: How a generated loop keeps a term whose column is new. The column is hashed once, which for lists takes the longest.
KEEP = (
    " if known.setdefault(column, term) is term:",
    "  if column == goal:",
    "   del known[column]",
    "   hits.append(term)",
    "  else: out.append(term)",
)
#: What says nothing of a term and itself.
_IDLE = frozenset(f"a {operator} b" for operator in ("==", "!=", "and", "or", "&", "|", "^"))
#: More examples than this are not unrolled.
_UNROLLED = 24
#: Combinations from which on a loop of its own is worth its compilation, and so many more for each example unrolled.
_WORTH = 300
_WORTH_EACH = 30
_tried: dict[tuple[str, int, int, bool], int] = {}


def sweep(code: str, arity: int, rows: int, same: bool, combinations: int) -> Callable[..., None]:
    """The loop that applies code to every choice of terms, one list of them for each argument: for a few combinations
    one that calls the code as a function.

    Called as `sweep(lists, known, out, hits, goal, head, cost, spend)`: new columns go to `known` and `out`, those
    equal to `goal` to `hits`. With `same`, both lists are one, and of each two terms only one order is tried.
    """
    key = (code, arity, rows if rows <= _UNROLLED else 0, same)
    tried = _tried[key] = _tried.get(key, 0) + combinations
    return _sweep(*key) if tried > _WORTH + _WORTH_EACH * key[2] else _sweep("", arity, 0, same)


#: A text, or the name of an argument.
_NAME = _re.compile(r"""\w?"(?:[^"\\]|\\.)*"|\w?'(?:[^'\\]|\\.)*'|\b([abc])\b""")


def _numbered(row: int, found: _re.Match[str]) -> str:
    return f"{found[0]}{row}" if found[1] else found[0]


@cache
def _sweep(code: str, arity: int, rows: int, same: bool) -> Callable[..., None]:
    """See `sweep`; without code, that of the component at the head is called."""
    names = "abc"[:arity]
    lines = ["def run(lists, known, out, hits, goal, head, cost, spend):"]
    if not code:
        lines.append(f" call = function(head.code, {arity})")
    lines.append(f" {', '.join(name.upper() + 's' for name in names)}, = lists")
    indent = " "
    if same:
        lines.append(" beyond = head.code in IDLE")
    if arity == 1:
        lines.append(" spend(len(As))")
    for place, name in enumerate(names):
        if same and place == 1:
            lines.append(f"{indent}for b_ in Bs[start + beyond:]:")
        elif same:
            lines.append(f"{indent}for start, a_ in enumerate(As):")
        else:
            lines.append(f"{indent}for {name}_ in {name.upper()}s:")
        indent += " "
        if place == arity - 2:
            lines.append(f"{indent}spend(len({names[-1].upper()}s))")
        if rows:
            lines.append(f"{indent}{', '.join(f'{name}{row}' for row in range(rows))}, = {name}_[0]")
    lines.append(f"{indent}try:")
    if rows:
        cells = [_NAME.sub(partial(_numbered, row), code) for row in range(rows)]
        lines.append(f"{indent} column = ({', '.join(f'({cell})' for cell in cells)},)")
    else:
        walk = (
            "a in a_[0]" if arity == 1 else f"{', '.join(names)} in zip({', '.join(f'{name}_[0]' for name in names)})"
        )
        called = f"map(call, {', '.join(f'{name}_[0]' for name in names)})"
        lines.append(f"{indent} column = ({f'*[{code} for {walk}]' if code else f'*{called}'},)")
    lines.append(f"{indent} term = (column, head, ({', '.join(f'{name}_' for name in names)},), cost)")
    lines += [indent + line for line in KEEP]
    lines.append(f"{indent}except ERRORS: continue")
    namespace = {**_LOOP_NAMES, "function": function, "IDLE": _IDLE}
    exec("\n".join(lines), namespace)
    run: Callable[..., None] = namespace["run"]
    return run


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
