"""Reuse: what the sketch has in reach already, called by name rather than written again.

Functions of the sketch, what it imports from elsewhere in the workspace, and holes that are filled are tried on the
hole's examples: as they are, with the parameters in other orders, and over the items of one. They run where every
candidate runs, in the runner, and what holds is a candidate like any other.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping
from itertools import islice, permutations

from attrs import frozen

from holes.bench import Bench
from holes.engines.protocol import Proposal, Request
from holes.trial import Trial, screen_fills, try_fill
from sketch.graph import callers
from sketch.model import Fill, Hole, Kind, Sketch

#: Calls that are tried, and orders of the arguments for one function.
_MOST = 32
_ORDERS = 6
#: Seconds after which what there is in reach is left alone.
_SECONDS = 3.0
#: Bits that the examples of a hole have to tell: so many that one of `_MOST` calls hardly fits all of them by chance.
_TOLD = 16
#: What a function of one argument may do for the items of a parameter: `{0}` is the function, `{1}` the parameter.
_OVER_ITEMS = (
    "[{0}(item) for item in {1}]",
    "[item for item in {1} if {0}(item)]",
    "sum({0}(item) for item in {1})",
    "sorted({1}, key={0})",
    "all({0}(item) for item in {1})",
    "any({0}(item) for item in {1})",
    "max({1}, key={0})",
    "min({1}, key={0})",
)
#: Modules whose names are no functions of the user's.
_NO_HELPERS = frozenset({"__future__", "typing", "collections.abc", "dataclasses", "enum", "abc"})
_FROM = re.compile(r"(?m)^from[ \t]+([\w.]+)[ \t]+import[ \t]+(?:\(([^()]*)\)|([^\n#()]+))")


@frozen
class _Helper:
    """A function in reach. `least` and `most` bound the number of its arguments; `returns` is its annotation."""

    name: str
    least: int
    most: int
    returns: str | None = None


async def reuse(request: Request, fills: Mapping[str, Fill], bench: Bench, filename: str, engine: str) -> Trial | None:
    """The likeliest call of something in reach that all of the hole's examples allow, or None. It is proposed in the
    name of `engine`."""
    sketch, hole = request.sketch, request.hole
    if hole.kind not in (Kind.NAMED, Kind.INLINE) or not request.observations or hole.signature.is_async:
        return None
    header = f"{hole.signature.text.strip().rstrip(':')}:"
    header = header.replace(header[: header.index("(")], f"def {hole.name}", 1)
    candidates = [
        (Fill(f"{header}\n    return {call}\n"), Proposal(call, engine))
        for call in islice(calls(sketch, fills, hole), _MOST)
    ]
    try:
        async with asyncio.timeout(min(_SECONDS, request.seconds)):
            screened = await screen_fills(sketch, fills, hole, candidates, bench, filename)
            for (fill, proposal), failing in zip(candidates, screened, strict=True):
                if failing is None:
                    trial = await try_fill(sketch, fills, hole, fill, proposal, bench, filename)
                    # What is blocked by a hole that is open yet says nothing of a call that leads there.
                    if trial.holds and trial.passed == trial.checked:
                        return trial
    except TimeoutError:
        pass  # a function that is slow is no reason to keep the others waiting
    return None


def is_telling(request: Request) -> bool:
    """Whether the examples tell more than which of the calls it is: one that fits is then no accident."""
    # Most programs that could ask never do, and start without it.
    from holes.engines.local import task_of
    from holes.local.information import information

    task = task_of(request)
    return task is not None and information(task) >= _TOLD


def calls(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole) -> Iterator[str]:
    """Expressions over the hole's parameters that call something in reach, those first whose names have words in common
    with the hole's name and description."""
    parameters = hole.signature.parameters
    if any(parameter.kind != "positional" for parameter in parameters) or not 0 < len(parameters) <= 4:
        return
    names = [parameter.name for parameter in parameters]
    wanted = _words(f"{hole.name} {hole.description}")
    helpers = sorted(_helpers(sketch, fills, hole), key=lambda helper: -len(_words(helper.name) & wanted))
    returns = hole.signature.returns
    for helper in helpers:
        if helper.least <= len(names) <= helper.most and _agree(helper.returns, returns):
            yield from (f"{helper.name}({', '.join(order)})" for order in islice(permutations(names), _ORDERS))
    for helper in helpers:
        if helper.least < len(names) and _agree(helper.returns, returns):
            count = min(helper.most, len(names) - 1)
            if count:
                yield from (
                    f"{helper.name}({', '.join(order)})" for order in islice(permutations(names, count), _ORDERS)
                )
    for helper in helpers:
        if helper.least <= 1 <= helper.most:
            yield from (form.format(helper.name, name) for name in names[:2] for form in _OVER_ITEMS)


def _helpers(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole) -> Iterator[_Helper]:
    """What can be called where the hole stands, but for what calls it."""
    circle = callers(sketch, hole.id) | {hole.id}
    filled = [other for other in sketch.holes if other.id in fills and other.kind is Kind.NAMED]
    for other in (*sketch.functions, *filled):
        signature = other.signature
        plain = all(parameter.kind == "positional" for parameter in signature.parameters)
        if other.id in circle or other.parent is not None or other.is_method or signature.is_async or not plain:
            continue
        least = sum(parameter.default is None for parameter in signature.parameters)
        yield _Helper(other.name, least, len(signature.parameters), signature.returns)
    for module, bracketed, plain_names in _FROM.findall(sketch.text):
        if module in _NO_HELPERS:
            continue
        for item in (bracketed or plain_names).split(","):
            name = item.rpartition(" as ")[2].strip()
            if name.isidentifier() and name[0].islower():
                yield _Helper(name, 1, 4)


def _agree(one: str | None, other: str | None) -> bool:
    """Whether two annotations may mean the same."""
    return one is None or other is None or one == other or "Any" in (one, other)


def _words(text: str) -> set[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).replace("_", " ")
    return {word.lower().rstrip("s") for word in re.findall(r"[A-Za-z]{3,}", spaced)}
