"""Who calls whom: questions over the calls that a sketch's functions and examples make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_

from sketch.model import Hole, Sketch


def reachable(edges: Mapping[str, Iterable[str]], start: str) -> frozenset[str]:
    """All that `start` leads to along `edges`; itself only where a circle leads back."""
    found: set[str] = set()
    pending = list(edges.get(start, ()))
    while pending:
        node = pending.pop()
        if node not in found:
            found.add(node)
            pending += edges.get(node, ())
    return frozenset(found)


def closures(edges: Mapping[str, Iterable[str]], order: Sequence[str]) -> dict[str, int]:
    """All that each of `order` leads to along `edges`, as a number whose bits are places in `order`: what is done for
    all of them costs little more than for one."""
    bits = {id: 1 << place for place, id in enumerate(order)}
    onward = {id: [other for other in edges.get(id, ()) if other in bits] for id in order}
    reached = {id: _either(bits[other] for other in onward[id]) for id in order}
    # In order of the text or against it, a chain of calls is walked through at once.
    changed, way = True, [id for id in edges if id in bits]
    while changed:
        changed = False
        for id in way:
            more = reached[id] | _either(reached[other] for other in onward[id])
            if more != reached[id]:
                reached[id] = more
                changed = True
        way.reverse()
    return reached


def _either(numbers: Iterable[int]) -> int:
    return reduce(or_, numbers, 0)


def _calls(sketch: Sketch) -> dict[str, tuple[str, ...]]:
    return {hole.id: hole.calls for hole in (*sketch.holes, *sketch.functions)}


def reaches(sketch: Sketch, id: str) -> frozenset[str]:
    """The ids that running the body of `id` may call, through any number of functions; examples do not count. It holds
    `id` itself where that is recursive. Empty for holes, and for an id that is not in `sketch`."""
    return reachable(_calls(sketch), id)


def callers(sketch: Sketch, id: str) -> frozenset[str]:
    """The ids of the functions whose bodies may call `id`, through any number of functions."""
    backward: dict[str, list[str]] = {}
    for caller, called in _calls(sketch).items():
        for callee in called:
            backward.setdefault(callee, []).append(caller)
    return reachable(backward, id)


def examples_reach(sketch: Sketch, id: str) -> frozenset[str]:
    """The ids that the examples of `id` may call, itself among them, through any number of functions."""
    calls = _calls(sketch)
    subjects = (*sketch.holes, *sketch.functions)
    first = {id, *(called for subject in subjects if subject.id == id for called in subject.example_calls)}
    return frozenset(first).union(*(reachable(calls, called) for called in first))


def waits(sketch: Sketch) -> dict[str, tuple[str, ...]]:
    """For each hole, in order of the text, the other holes that must be filled before its examples can run."""
    calls = _calls(sketch)
    order = {hole.id: index for index, hole in enumerate(sketch.holes)}

    def needed(hole: Hole) -> tuple[str, ...]:
        found: set[str] = set()
        for called in hole.example_calls:
            found |= {called, *reachable(calls, called)}
        return tuple(sorted(found & order.keys() - {hole.id}, key=order.__getitem__))

    return {hole.id: needed(hole) for hole in sketch.holes}


def fill_order(sketch: Sketch) -> tuple[str, ...]:
    """The ids of all holes, each behind those that its examples need; circles are broken in order of the text."""
    needs = waits(sketch)
    done: dict[str, None] = {}
    for first in needs:
        stack = [(first, iter(needs[first]))]
        open_ = {first}
        while stack:
            id, rest = stack[-1]
            following = next((other for other in rest if other not in done and other not in open_), None)
            if following is None:
                done[id] = None
                stack.pop()
            else:
                open_.add(following)
                stack.append((following, iter(needs[following])))
    return tuple(done)


def cycles(sketch: Sketch) -> tuple[tuple[str, ...], ...]:
    """The groups of holes whose examples wait for each other, each in order of the text."""
    needs = waits(sketch)
    after = {id: reachable(needs, id) for id in needs}
    found: dict[tuple[str, ...], None] = {}
    for id in needs:
        if id in after[id]:
            found[tuple(other for other in needs if other in after[id] and id in after[other])] = None
    return tuple(found)
