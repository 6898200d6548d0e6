# ruff: noqa: E501 (a table, one form on a line)
"""Shapes: the forms of loops, what each is written as and what is computed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, chain, compress, dropwhile, takewhile
from operator import itemgetter
from typing import Any, NamedTuple

from holes.local.components import ERRORS, KEEP
from holes.local.kinds import Map


class Shape(NamedTuple):
    """What a loop makes of its bodies: `code` is computed over the elements `x` and the bodies `b` (and conditions `c`), `text` is what is
    written; `body` is the kind of the bodies (empty: any), `gives` the pattern of the result, in which `x` is the element's kind and
    `y` the body's."""

    text: str
    code: str
    body: str
    gives: str
    cost: int
    words: str = ""
    over: str = "items"

    @property
    def conditional(self) -> bool:
        """Whether the loop has a condition beside its body."""
        return "{condition}" in self.text


_FULL = "items enumerate zip pairs combinations entries"
SHAPES: Mapping[str, Shape] = {
    "map": Shape("[{body} for {names} in {source}]", "b", "", "Ly", 3, "each every element list map", _FULL),
    "filter": Shape("[{element} for {names} in {source} if {body}]", "(*compress(x, b),)", "b", "Lx", 3, "filter remov select only without keep find extract that", "items enumerate"),
    "sum": Shape("sum({body} for {names} in {source})", "sum(b)", "n", "y", 5, "sum total add", _FULL),
    "count": Shape("sum({body} for {names} in {source})", "sum(b)", "b", "i", 5, "count number many", _FULL),
    "any": Shape("any({body} for {names} in {source})", "any(b)", "b", "b", 5, "any contain exist", _FULL),
    "all": Shape("all({body} for {names} in {source})", "all(b)", "b", "b", 5, "all every", _FULL),
    "join": Shape('"".join({body} for {names} in {source})', "''.join(b)", "s", "s", 5, "each char letter", _FULL),
    "keep": Shape('"".join({element} for {names} in {source} if {body})', "''.join(compress(x, b))", "b", "s", 6, "filter remov delet only without", "items enumerate"),
    "where": Shape("[{index} for {names} in {source} if {body}]", "(*[i for i, k in enumerate(b) if k],)", "b", "Li", 6, "index indices position", "enumerate"),
    "sort": Shape("sorted({source}, key=lambda {names}: {body})", "(*[x[i] for i in sorted(range(len(b)), key=b.__getitem__)],)", "o", "Lx", 5, "sort order"),
    "sort-down": Shape("sorted({source}, key=lambda {names}: {body}, reverse=True)", "(*[x[i] for i in sorted(range(len(b)), key=b.__getitem__, reverse=True)],)", "o", "Lx", 8, "sort descend decreas"),
    "max": Shape("max({source}, key=lambda {names}: {body})", "x[max(range(len(b)), key=b.__getitem__)]", "o", "x", 7, "max most longest larg highest great"),
    "min": Shape("min({source}, key=lambda {names}: {body})", "x[min(range(len(b)), key=b.__getitem__)]", "o", "x", 7, "min least shortest small lowest"),
    "first": Shape("next({element} for {names} in {source} if {body})", "[*compress(x, b)][0]", "b", "x", 7, "first", "items enumerate"),
    "take": Shape("list(takewhile(lambda {names}: {body}, {source}))", "(*takewhile_(x, b),)", "b", "Lx", 9, "while until prefix"),
    "drop": Shape("list(dropwhile(lambda {names}: {body}, {source}))", "(*dropwhile_(x, b),)", "b", "Lx", 9, "while until leading"),
    "dict": Shape("{{{element}: {body} for {names} in {source}}}", "Map(zip(x, b))", "", "Dxy", 7, "dict map"),
    "dict-entries": Shape("{{{index}: {body} for {names} in {source}}}", "Map(zip([k for k, _ in x], b))", "", "Dky", 7, "dict map", "entries"),
    "dict-filter": Shape("{{{index}: {element} for {names} in {source} if {body}}}", "Map(compress(x, b))", "b", "Dkv", 7, "dict filter", "entries"),
    "set": Shape("{{{body} for {names} in {source}}}", "frozenset(b)", "", "Ey", 5, "set unique distinct", _FULL),
    "set-filter": Shape("{{{element} for {names} in {source} if {body}}}", "frozenset(compress(x, b))", "b", "Ex", 6, "set filter", "items"),
    "keys": Shape("[{index} for {names} in {source} if {body}]", "(*compress([k for k, _ in x], b),)", "b", "Lk", 6, "key filter", "entries"),
    "values": Shape("[{element} for {names} in {source} if {body}]", "(*compress([v for _, v in x], b),)", "b", "Lv", 7, "value filter", "entries"),
    "key-set": Shape("{{{index} for {names} in {source} if {body}}}", "frozenset(compress([k for k, _ in x], b))", "b", "Ek", 6, "key filter", "entries"),
    "flat": Shape("[item for {names} in {source} for item in {body}]", "(*chain.from_iterable(b),)", "Lz", "y", 7, "flat nest", "items enumerate"),
    "map-if": Shape("[{body} for {names} in {source} if {condition}]", "(*compress(b, c),)", "", "Ly", 5, "filter each only", _FULL),
    "join-if": Shape('"".join({body} for {names} in {source} if {condition})', "''.join(compress(b, c))", "s", "s", 7, "filter each only", "items enumerate"),
    "sum-if": Shape("sum({body} for {names} in {source} if {condition})", "sum(compress(b, c))", "n", "y", 6, "sum add total", _FULL),
    "dict-if": Shape("{{{index}: {body} for {names} in {source} if {condition}}}", "Map(compress(zip([k for k, _ in x], b), c))", "", "Dky", 9, "dict filter", "entries"),
}  # fmt: skip


def _takewhile(items: Any, flags: Any) -> list[Any]:
    return [item for item, _ in takewhile(lambda both: both[1], zip(items, flags, strict=True))]


def _dropwhile(items: Any, flags: Any) -> list[Any]:
    return [item for item, _ in dropwhile(lambda both: both[1], zip(items, flags, strict=True))]


#: What the code of shapes is computed with.
SHAPE_NAMES: dict[str, Any] = {
    "compress": compress, "chain": chain, "Map": Map, "accumulate": accumulate, "takewhile_": _takewhile,
    "dropwhile_": _dropwhile, "ERRORS": ERRORS,
}  # fmt: skip
_collectors: dict[str, Any] = {}


def collector(shape: str) -> Any:
    """What a loop of this shape makes of elements, bodies and conditions, as a function."""
    if shape not in _collectors:
        _collectors[shape] = eval(f"lambda x, b, c: {SHAPES[shape].code}", dict(SHAPE_NAMES))
    return _collectors[shape]


#: More rows than this are not unrolled.
_UNROLLED = 10
#: A text, or the name of what a row is computed with.
_NAME = re.compile(r"""'[^']*'|\b([xbc])\b""")


def loop_sweep(shape: str, conditional: bool, rows: int) -> Callable[..., None]:
    """The loop that makes a loop of this shape of each body."""
    return _loop_sweep(shape, conditional, rows if rows <= _UNROLLED else 0)


@cache
def _loop_sweep(shape: str, conditional: bool, rows: int) -> Callable[..., None]:
    code = SHAPES[shape].code
    places = range(rows)
    lines = ["def run(bodies, C, rows, known, out, hits, goal, head, sources, conditions, cost, spend):"]
    if rows:
        lines.append(f" {''.join(f'(x{place}, g{place}), ' for place in places)} = rows")
        if conditional:
            lines += [f" c{place} = g{place}(C)" for place in places]
    lines += [" spend(len(bodies))", " for body in bodies:", "  B = body[0]", "  try:"]
    if rows:
        lines += [f"   b{place} = g{place}(B)" for place in places]
        cells = [_NAME.sub(partial(_numbered, place), code) for place in places]
        lines.append(f"   column = ({', '.join(f'({cell})' for cell in cells)},)")
    else:
        condition = " for c in (g(C),)" if conditional else ""
        lines.append(f"   column = (*[{code} for x, g in rows for b in (g(B),){condition}],)")
    lines += [
        "   term = (column, head, (*sources, body, *conditions), cost)",
        *(f"  {line}" for line in KEEP),
        "  except ERRORS: continue",
    ]
    namespace = dict(SHAPE_NAMES)
    exec("\n".join(lines), namespace)
    run: Callable[..., None] = namespace["run"]
    return run


def _numbered(place: int, found: re.Match[str]) -> str:
    return f"{found[0]}{place}" if found[1] else found[0]


def picker(places: list[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """What takes these places of a column."""
    if len(places) > 1:
        return itemgetter(*places)
    if places:
        (only,) = places
        return lambda column: (column[only],)
    return lambda column: ()
