"""A sketch out of its pieces: ids, names, uses and calls, which only the whole text can tell.

`assemble` puts all together; `reassemble` does so after some pieces have changed, where most holes stay or merely move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sketch.conflicts import conflicts_among
from sketch.inline_holes import InlineHoles, inline_holes
from sketch.model import Hole, Kind, Problem, Span, Use
from sketch.reading import Pieces, example_sources, example_words, references_in, speaks_of
from sketch.scope import Scope, changed_names, same_scope, scope_of
from sketch.shift import place_hole, shift_problem, shift_span
from sketch.statements import names_in


class Link(NamedTuple):
    """A use of the hole or function `target`, by `caller`; places count from the piece."""

    span: Span
    call_span: Span
    target: str
    caller: str | None


class Assembly(NamedTuple):
    """The holes to be filled, the sketch functions, and the problems that only the whole text shows; and what they were
    made of. `links` are the uses in each piece, `placed` the holes of the definitions of each piece."""

    holes: tuple[Hole, ...]
    functions: tuple[Hole, ...]
    problems: tuple[Problem, ...]
    scope: Scope
    inline_ids: dict[str, str]
    links: tuple[tuple[Link, ...], ...]
    placed: tuple[tuple[Hole | None, ...], ...]


#: The uses of each id, in order of the text, each with the index of its piece.
_Uses = Mapping[str, Sequence[tuple[int, Link]]]


def assemble(pieces: Pieces) -> Assembly:
    """The holes and functions of `pieces`."""
    scope = scope_of(pieces.readings)
    inline = inline_holes(pieces.readings, pieces.starts, scope)
    links = tuple(_links(pieces, number, scope, inline.ids) for number in range(len(pieces.texts)))
    uses = _uses(links)
    placed = tuple(_place_all(pieces, number, scope, links[number], uses) for number in range(len(pieces.texts)))
    return _assembly(pieces, scope, inline, links, uses, placed)


def reassemble(before: Assembly, old: Pieces, pieces: Pieces) -> Assembly:
    """What `assemble` makes of `pieces`, out of what it made of `old`."""
    first, moved = _shared(old, pieces)
    upto, behind = len(pieces.texts) - moved, len(old.texts) - moved
    scope = before.scope
    changed: frozenset[str] = frozenset()
    if not same_scope(old.readings[first:behind], pieces.readings[first:upto]):
        scope = scope_of(pieces.readings)
        changed = changed_names(before.scope, scope)
    inline = inline_holes(pieces.readings, pieces.starts, scope)
    renamed = inline.ids != before.inline_ids
    links: list[tuple[Link, ...]] = []
    renewed: set[int] = set()
    # A hole in front of the change stays as it is, unless it is or was used from where something changed or moved.
    touched = {link.target for part in before.links[first:] for link in part}
    for number, reading in enumerate(pieces.readings):
        then = number if number < first else number - upto + behind
        if first <= number < upto or (renamed and reading.occurrences) or speaks_of(reading, changed):
            renewed.add(number)
            links.append(_links(pieces, number, scope, inline.ids))
            if number < first:
                touched.update(link.target for link in (*before.links[number], *links[number]))
        else:
            links.append(before.links[then])
    touched.update(link.target for part in links[first:] for link in part)
    uses = _uses(links)
    placed: list[tuple[Hole | None, ...]] = []
    for number in range(len(pieces.texts)):
        if number in renewed:
            placed.append(_place_all(pieces, number, scope, links[number], uses))
            continue
        holes = before.placed[number if number < first else number - upto + behind]
        if number >= upto or any(hole is not None and hole.id in touched for hole in holes):
            holes = _place_again(pieces, number, holes, uses)
        placed.append(holes)
    return _assembly(pieces, scope, inline, tuple(links), uses, tuple(placed))


def _shared(old: Pieces, pieces: Pieces) -> tuple[int, int]:
    """How many pieces at the beginning of both say the same at the same places, and how many at the end the same."""
    most = min(len(old.texts), len(pieces.texts))
    first = 0
    while first < most and old.readings[first] is pieces.readings[first] and old.starts[first] == pieces.starts[first]:
        first += 1
    moved = 0
    while moved < most - first and old.readings[-1 - moved] is pieces.readings[-1 - moved]:
        moved += 1
    return first, moved


def _links(pieces: Pieces, number: int, scope: Scope, inline_ids: dict[str, str]) -> tuple[Link, ...]:
    """The uses in the piece at index `number`, in order."""
    reading = pieces.readings[number]
    links: list[Link] = []
    for reference in references_in(pieces.texts[number], reading, scope.names):
        caller = scope.ids[number, reference.caller] if reference.caller is not None else None
        meant = scope.meant(reference, number)
        links += [Link(reference.span, reference.call_span, identity, caller) for identity in meant]
    for occurrence in reading.occurrences:
        caller = scope.ids[number, occurrence.caller] if occurrence.caller is not None else None
        links.append(Link(occurrence.span, occurrence.call_span, inline_ids[occurrence.text], caller))
    return tuple(links)


def _uses(links: Sequence[tuple[Link, ...]]) -> _Uses:
    uses: dict[str, list[tuple[int, Link]]] = {}
    for number, part in enumerate(links):
        for link in part:
            uses.setdefault(link.target, []).append((number, link))
    return uses


def _uses_of(identity: str, uses: _Uses, starts: Sequence[int]) -> tuple[Use, ...]:
    return tuple(
        [
            Use(shift_span(link.span, starts[number]), shift_span(link.call_span, starts[number]), link.caller)
            for number, link in uses.get(identity, ())
        ]
    )


def _place_all(
    pieces: Pieces, number: int, scope: Scope, links: tuple[Link, ...], uses: _Uses
) -> tuple[Hole | None, ...]:
    """The holes of the piece at index `number`, whose own uses are `links`, by definition."""
    reading, start = pieces.readings[number], pieces.starts[number]
    placed: list[Hole | None] = []
    for index, definition in enumerate(reading.definitions):
        hole = definition.hole
        if hole is None:
            placed.append(None)
            continue
        identity = scope.ids[number, index]
        called: list[tuple[int, str]] = []
        if hole.kind is Kind.SKETCH:
            called = sorted((link.span.start, link.target) for link in links if link.caller == identity)
        calls = tuple(dict.fromkeys(target for _, target in called))
        example_calls = _example_calls(hole, identity, reading.example_words[index], scope)
        placed.append(place_hole(hole, start, identity, _uses_of(identity, uses, pieces.starts), calls, example_calls))
    return tuple(placed)


def _place_again(pieces: Pieces, number: int, holes: tuple[Hole | None, ...], uses: _Uses) -> tuple[Hole | None, ...]:
    """`holes`, those of the piece at index `number`, where they and their uses are now."""
    start, definitions = pieces.starts[number], pieces.readings[number].definitions
    return tuple(
        place_hole(
            definition.hole, start, hole.id, _uses_of(hole.id, uses, pieces.starts), hole.calls, hole.example_calls
        )
        if definition.hole is not None and hole is not None
        else None
        for definition, hole in zip(definitions, holes, strict=True)
    )


def _assembly(
    pieces: Pieces,
    scope: Scope,
    inline: InlineHoles,
    links: tuple[tuple[Link, ...], ...],
    uses: _Uses,
    placed: tuple[tuple[Hole | None, ...], ...],
) -> Assembly:
    holes = [hole for part in placed for hole in part if hole is not None]
    for hole in inline.holes:
        example_calls = _example_calls(hole, hole.id, example_words(hole), scope)
        holes.append(place_hole(hole, 0, hole.id, _uses_of(hole.id, uses, pieces.starts), (), example_calls))
    holes.sort(key=lambda hole: (hole.span.start, -hole.span.end))
    problems: list[Problem] = []
    for reading, start in zip(pieces.readings, pieces.starts, strict=True):
        problems += [shift_problem(problem, start) for problem in reading.problems]
    for number, index, qualified in scope.twice:
        again = placed[number][index]
        if again is not None:
            message = f"`{qualified}` is defined twice; rename one of the two or delete it."
            problems.append(Problem("sketch-syntax", message, again.name_span))
    for hole in inline.holes:
        problems += conflicts_among(hole.examples)
    return Assembly(
        tuple(hole for hole in holes if hole.kind is not Kind.SKETCH),
        tuple(hole for hole in holes if hole.kind is Kind.SKETCH),
        tuple(problems),
        scope,
        inline.ids,
        links,
        placed,
    )


def _example_calls(hole: Hole, identity: str, words: frozenset[str], scope: Scope) -> tuple[str, ...]:
    """The ids that the examples and properties of `hole` call beside itself; `words` are the words in them."""
    names = [name for name in words if name in scope.module or name in scope.classes]
    if not names or names == [hole.name] == [identity]:
        return ()
    found: dict[str, None] = {}
    for source in example_sources(hole):
        known = names_in(source)
        for name in sorted(known.mentions):
            found.update(dict.fromkeys(scope.module.get(name, ())))
            for method, called in scope.classes.get(name, {}).items():
                if method in known.attributes or method == "__init__":
                    found.update(dict.fromkeys(called))
    found.pop(identity, None)
    return tuple(found)
