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
from sketch.references import Reference, read_references
from sketch.shift import place_hole, shift_example, shift_problem, shift_span
from sketch.signature import signature_text
from sketch.statements import expression_names, parse_statement


@frozen
class Reading:
    """What one piece says on its own. Places count from the piece. `references` remembers what was found for which
    names: a memory only, it never changes what the reading says."""

    definitions: tuple[Definition, ...]
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]
    words: frozenset[str]
    references: dict[frozenset[str], tuple[Reference, ...]] = field(factory=dict, eq=False, repr=False)


@frozen
class Placed:
    """A piece and what it says."""

    piece: PieceText
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
                    span = shift_span(hole.name_span, placed.piece.start)
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
    uses: dict[str, list[Use]] = {}
    calls: dict[str, list[tuple[int, str]]] = {}

    def add_use(identity: str, span: Span, call_span: Span, caller: str | None) -> None:
        uses.setdefault(identity, []).append(Use(span, call_span, caller))
        if caller is not None:
            calls.setdefault(caller, []).append((span.start, identity))

    for number, placed in enumerate(pieces):
        by = placed.piece.start
        for reference in _references(placed, scope.names):
            caller = scope.ids[number, reference.caller] if reference.caller is not None else None
            for identity in _meant(reference, number, scope):
                add_use(identity, shift_span(reference.span, by), shift_span(reference.call_span, by), caller)
    inline = _inline_holes(pieces, scope)
    for identity, occurrences in inline.uses.items():
        for number, occurrence in occurrences:
            by = pieces[number].piece.start
            caller = scope.ids[number, occurrence.caller] if occurrence.caller is not None else None
            add_use(identity, shift_span(occurrence.span, by), shift_span(occurrence.call_span, by), caller)
    placed_holes: list[Hole] = []
    for number, placed in enumerate(pieces):
        for index, definition in enumerate(placed.reading.definitions):
            if definition.hole is None:
                continue
            identity = scope.ids[number, index]
            called = sorted(calls.get(identity, ())) if definition.hole.kind is Kind.SKETCH else ()
            placed_holes.append(
                place_hole(
                    definition.hole,
                    placed.piece.start,
                    identity,
                    tuple(uses.get(identity, ())),
                    tuple(dict.fromkeys(name for _, name in called)),
                    _example_calls(definition.hole, identity, scope),
                )
            )
    placed_holes += [
        place_hole(hole, 0, hole.id, tuple(uses.get(hole.id, ())), (), _example_calls(hole, hole.id, scope))
        for hole in inline.holes
    ]
    placed_holes.sort(key=lambda hole: (hole.span.start, -hole.span.end))
    conflicts = [
        problem for hole in placed_holes if len(hole.examples) > 1 for problem in conflicts_among(hole.examples)
    ]
    problems = [shift_problem(problem, placed.piece.start) for placed in pieces for problem in placed.reading.problems]
    return Assembled(
        tuple(hole for hole in placed_holes if hole.kind is not Kind.SKETCH),
        tuple(hole for hole in placed_holes if hole.kind is Kind.SKETCH),
        (*problems, *scope.problems, *conflicts),
    )


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
        by = pieces[number].piece.start
        identity = unique(slug(text), ids, text, "-")
        ids.add(identity)
        name = python_name(text)
        name = unique(name, _Taken(pieces, names), text, "_")
        names.add(name)
        span = shift_span(first.span, by)
        inner = Span(span.start + 1, span.end - 1)
        examples: list[Example] = []
        for other, occurrence in occurrences:
            examples += [shift_example(example, pieces[other].piece.start) for example in occurrence.examples]
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


def _example_calls(hole: Hole, identity: str, scope: _Scope) -> tuple[str, ...]:
    """The ids that the examples and properties of `hole` call beside itself."""
    found: dict[str, None] = {}
    for mentions, attributes in _mentions(hole):
        for name in sorted(mentions):
            for called in scope.module.get(name, ()):
                found[called] = None
            for method, called_ids in scope.classes.get(name, {}).items():
                if method in attributes or method == "__init__":
                    found.update(dict.fromkeys(called_ids))
    found.pop(identity, None)
    return tuple(found)


def _mentions(hole: Hole) -> Iterable[tuple[frozenset[str], frozenset[str]]]:
    """The names and the names behind dots in each example, its set-up included, and in each property."""
    for example in hole.examples:
        statements = [parse_statement(source) for source in (*example.setup, example.source)]
        known = [statement for statement in statements if statement is not None]
        mentions: frozenset[str] = frozenset().union(*(statement.mentions for statement in known))
        yield mentions, frozenset().union(*(statement.attributes for statement in known))
    for line in (*hole.properties, *hole.given):
        yield expression_names(line.source) or frozenset(), frozenset()
