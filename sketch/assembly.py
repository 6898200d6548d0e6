"""A sketch out of its pieces: ids, names, uses and calls, which only the whole text can tell."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Sequence

from attrs import field, frozen

from sketch.conflicts import conflicts_among
from sketch.definitions import Definition
from sketch.inline import Occurrence
from sketch.model import Example, Hole, Kind, Problem, Signature, Span, Use
from sketch.names import python_name, slug, unique
from sketch.piece import PieceText
from sketch.references import Reference, read_references, words_of
from sketch.shift import place_hole, shift_example, shift_problem, shift_span
from sketch.signature import signature_text
from sketch.statements import names_in

#: All that a hole in its place depends on, beside its definition: where its piece begins, its id, its uses, its calls.
_Place = tuple[int, str, tuple["RawUse", ...], tuple[str, ...], tuple[str, ...]]
#: A use before it is made one: start and end of callee and call, and the caller's id.
RawUse = tuple[int, int, int, int, "str | None"]


@frozen
class Reading:
    """What one piece says on its own. Places count from the piece.

    `words` are all words in it outside backticks, `example_words` those in the examples and properties of each
    definition. `references` remembers what was found for which names, `placed` the hole of each definition as it last
    stood: memories only, they never change what the reading says.
    """

    definitions: tuple[Definition, ...]
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]
    words: frozenset[str]
    example_words: tuple[frozenset[str], ...]
    references: dict[frozenset[str], tuple[Reference, ...]] = field(factory=dict, eq=False, repr=False)
    placed: dict[int, tuple[_Place, Hole]] = field(factory=dict, eq=False, repr=False)


@frozen
class Placed:
    """A piece, where it begins in the whole text, and what it says."""

    piece: PieceText
    start: int
    reading: Reading


@frozen
class _Scope:
    """Which ids a name stands for: of the module, and of each class by its qualified name. `ids` gives the id of each
    definition, by the index of its piece and its own."""

    ids: dict[tuple[int, int], str]
    module: dict[str, tuple[str, ...]]
    classes: dict[str, dict[str, tuple[str, ...]]]
    names: frozenset[str]
    problems: tuple[Problem, ...]


def _scope_of(pieces: Sequence[Placed]) -> _Scope:
    ids: dict[tuple[int, int], str] = {}
    module: dict[str, tuple[str, ...]] = {}
    classes: dict[str, dict[str, tuple[str, ...]]] = {}
    first: dict[str, Kind] = {}
    count: dict[str, int] = {}
    problems: list[Problem] = []
    for number, placed in enumerate(pieces):
        for index, definition in enumerate(placed.reading.definitions):
            qualified = definition.qualified
            if definition.is_class:
                classes.setdefault(qualified, {})
                continue
            hole = definition.hole
            if hole is None:
                continue
            identity = qualified
            count[qualified] = count.get(qualified, 0) + 1
            if count[qualified] == 1:
                first[qualified] = hole.kind
            else:
                identity = f"{qualified}@{count[qualified]}"
                if Kind.NAMED in (first[qualified], hole.kind) and not definition.redefines:
                    message = f"`{qualified}` is defined twice; rename one of the two or delete it."
                    span = shift_span(hole.name_span, placed.start)
                    problems.append(Problem("sketch-syntax", message, span))
            ids[number, index] = identity
            if definition.scope is None:
                module[hole.name] = (*module.get(hole.name, ()), identity)
            elif placed.reading.definitions[definition.scope].is_class:
                methods = classes.setdefault(placed.reading.definitions[definition.scope].qualified, {})
                methods[hole.name] = (*methods.get(hole.name, ()), identity)
    names = {definition.hole.name for placed in pieces for definition in placed.reading.definitions if definition.hole}
    return _Scope(ids, module, classes, frozenset(names), tuple(problems))


@frozen
class Assembled:
    """The holes to be filled, the sketch functions, and the problems that only the whole text shows."""

    holes: tuple[Hole, ...]
    functions: tuple[Hole, ...]
    problems: tuple[Problem, ...]


def assemble(pieces: Sequence[Placed]) -> Assembled:
    """The holes and functions of `pieces`, in order of the text."""
    scope = _scope_of(pieces)
    inline = _inline_holes(pieces, scope)
    uses, calls = _uses(pieces, scope, inline)
    holes: list[Hole] = []
    for number, placed in enumerate(pieces):
        for index, definition in enumerate(placed.reading.definitions):
            if definition.hole is not None:
                identity = scope.ids[number, index]
                called = calls.get(identity) if definition.hole.kind is Kind.SKETCH else None
                words = placed.reading.example_words[index]
                place = (
                    placed.start,
                    identity,
                    tuple(uses.get(identity, ())),
                    tuple(dict.fromkeys(name for _, name in sorted(called))) if called else (),
                    _example_calls(definition.hole, identity, words, scope),
                )
                holes.append(_place(placed.reading, index, definition.hole, place))
    holes += [
        place_hole(
            hole,
            0,
            hole.id,
            _made(uses.get(hole.id, ())),
            (),
            _example_calls(hole, hole.id, example_words(hole), scope),
        )
        for hole in inline.holes
    ]
    holes.sort(key=lambda hole: (hole.span.start, -hole.span.end))
    problems = [shift_problem(problem, placed.start) for placed in pieces for problem in placed.reading.problems]
    conflicts = [problem for hole in inline.holes for problem in conflicts_among(hole.examples)]
    return Assembled(
        tuple(hole for hole in holes if hole.kind is not Kind.SKETCH),
        tuple(hole for hole in holes if hole.kind is Kind.SKETCH),
        (*problems, *scope.problems, *conflicts),
    )


def _place(reading: Reading, index: int, hole: Hole, place: _Place) -> Hole:
    """`hole`, the one of the definition at `index`, in its place."""
    known = reading.placed.get(index)
    if known is not None and known[0] == place:
        return known[1]
    start, identity, uses, calls, example_calls = place
    made = place_hole(hole, start, identity, _made(uses), calls, example_calls)
    reading.placed[index] = (place, made)
    return made


def _made(uses: Iterable[RawUse]) -> tuple[Use, ...]:
    return tuple(Use(Span(use[0], use[1]), Span(use[2], use[3]), use[4]) for use in uses)


def _uses(
    pieces: Sequence[Placed], scope: _Scope, inline: _Inline
) -> tuple[dict[str, list[RawUse]], dict[str, list[tuple[int, str]]]]:
    """The uses of each id, in order of the text, and what each id calls, with the place of the call."""
    uses: dict[str, list[RawUse]] = {}
    calls: dict[str, list[tuple[int, str]]] = {}

    def add(identity: str, span: Span, call_span: Span, by: int, caller: str | None) -> None:
        start = span.start + by
        use = (start, span.end + by, call_span.start + by, call_span.end + by, caller)
        uses.setdefault(identity, []).append(use)
        if caller is not None:
            calls.setdefault(caller, []).append((start, identity))

    for number, placed in enumerate(pieces):
        by = placed.start
        for reference in _references(placed, scope.names):
            caller = scope.ids[number, reference.caller] if reference.caller is not None else None
            for identity in _meant(reference, number, scope):
                add(identity, reference.span, reference.call_span, by, caller)
    for identity, occurrences in inline.uses.items():
        for number, occurrence in occurrences:
            caller = scope.ids[number, occurrence.caller] if occurrence.caller is not None else None
            add(identity, occurrence.span, occurrence.call_span, pieces[number].start, caller)
    return uses, calls


def _references(placed: Placed, names: frozenset[str]) -> tuple[Reference, ...]:
    wanted = names & placed.reading.words
    if not wanted:
        return ()
    known = placed.reading.references.get(wanted)
    if known is None:
        known = read_references(placed.piece, placed.reading.definitions, wanted)
        placed.reading.references.clear()
        placed.reading.references[wanted] = known
    return known


def _meant(reference: Reference, number: int, scope: _Scope) -> tuple[str, ...]:
    """The ids that `reference`, in piece `number`, speaks of."""
    if reference.owner is not None:
        return scope.classes.get(reference.owner, {}).get(reference.name, ())
    if reference.local is not None:
        identity = scope.ids.get((number, reference.local))
        return () if identity is None else (identity,)
    return scope.module.get(reference.name, ())


@frozen
class _Inline:
    holes: tuple[Hole, ...]
    uses: dict[str, list[tuple[int, Occurrence]]]


def _inline_holes(pieces: Sequence[Placed], scope: _Scope) -> _Inline:
    """One hole for each text in backticks, made after its first occurrence."""
    by_text: dict[str, list[tuple[int, Occurrence]]] = {}
    for number, placed in enumerate(pieces):
        for occurrence in placed.reading.occurrences:
            by_text.setdefault(occurrence.text, []).append((number, occurrence))
    holes: list[Hole] = []
    uses: dict[str, list[tuple[int, Occurrence]]] = {}
    ids = set(scope.ids.values())
    names: set[str] = set()
    for text, occurrences in by_text.items():
        number, first = occurrences[0]
        by = pieces[number].start
        identity = unique(slug(text), ids, text, "-")
        ids.add(identity)
        name = python_name(text)
        name = unique(name, _Taken(pieces, names), text, "_")
        names.add(name)
        span = shift_span(first.span, by)
        inner = Span(span.start + 1, span.end - 1)
        examples: list[Example] = []
        for other, occurrence in occurrences:
            examples += [shift_example(example, pieces[other].start) for example in occurrence.examples]
        holes.append(
            Hole(
                id=identity,
                name=name,
                kind=Kind.CHOICE if first.choices else Kind.INLINE,
                description=text.strip(),
                signature=_named(first.signature, name) if not first.choices else first.signature,
                span=span,
                name_span=inner,
                description_span=inner,
                fill_span=span,
                examples=tuple(examples),
                choices=first.choices,
            )
        )
        uses[identity] = occurrences
    return _Inline(tuple(holes), uses)


def _named(signature: Signature, name: str) -> Signature:
    text = signature_text(name, signature.parameters, signature.returns, signature.is_async)
    return Signature(text, signature.parameters, signature.returns, signature.is_async)


class _Taken:
    """The names that the pieces mention anywhere, builtins and `others`, as something to ask with `in`."""

    def __init__(self, pieces: Sequence[Placed], others: set[str]) -> None:
        self._pieces = pieces
        self._others = others

    def __contains__(self, name: object) -> bool:
        if name in self._others or hasattr(builtins, str(name)):
            return True
        return any(name in placed.reading.words for placed in self._pieces)


def _example_calls(hole: Hole, identity: str, words: frozenset[str], scope: _Scope) -> tuple[str, ...]:
    """The ids that the examples and properties of `hole` call beside itself; `words` are the words in them."""
    names = [name for name in words if name in scope.module or name in scope.classes]
    if not names or names == [hole.name] == [identity]:
        return ()
    found: dict[str, None] = {}
    for source in _sources(hole):
        known = names_in(source)
        for name in sorted(known.mentions):
            found.update(dict.fromkeys(scope.module.get(name, ())))
            for method, called in scope.classes.get(name, {}).items():
                if method in known.attributes or method == "__init__":
                    found.update(dict.fromkeys(called))
    found.pop(identity, None)
    return tuple(found)


def _sources(hole: Hole) -> Iterable[str]:
    """The text of each example, its set-up included, and of each property."""
    for example in hole.examples:
        yield "\n".join((*example.setup, example.source))
    for line in (*hole.properties, *hole.given):
        yield line.source


def example_words(hole: Hole) -> frozenset[str]:
    """All words in the examples and properties of `hole`."""
    return words_of("\n".join(_sources(hole)))
