"""The Python of a sketch, passage by passage: its code, the statements of its examples, its properties and choices, and
the fills of its holes. Each is parsed, and says what its names mean outside it.

A passage is read where one of some words stands in it, so that asking about one name stays cheap in a long text. One
that is no Python is left out, so that a sketch that is being typed still answers for the rest.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from attrs import evolve, field, frozen

from holes.answers.scopes import Names, Occurrence, Scope, names
from holes.answers.source import Function, Source, Unparsable, parse
from sketch.code import code_of
from sketch.cuts import docstring_value
from sketch.docstring import MappedText
from sketch.doctests import Prompted, line_starts
from sketch.example_edits import prompts_of
from sketch.model import Fill, Hole, Kind, Property, Sketch, Span
from sketch.tree import parse_tree

_LONE_RETURN = re.compile(r"\r(?!\n)")
_PROMPT = re.compile(r"[ \t]*(?:>>>|\.\.\.) ?")
_CHOOSE = re.compile(r"`\s*choose\s*:")
_BINDING_LAST = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.With, ast.AsyncWith)


class Part(StrEnum):
    """What a passage is. `CODE` is one top-level statement; `EXAMPLES` are all statements of one docstring or block of
    comments, one below the other."""

    CODE = "code"
    EXAMPLES = "examples"
    PROPERTY = "property"
    CHOICE = "choice"
    FILL = "fill"


class Home(NamedTuple):
    """A function or class that a name belongs to: `scope` in the top-level statement that begins at `piece`, or in the
    passage itself where `piece` is None. The module, and all that is built in, is no `Home` but None."""

    piece: int | None
    scope: Scope


Place: TypeAlias = Callable[[Span], Span]


@frozen(eq=False)
class Passage:
    """One passage. `place` gives where a span of `source` stands in the sketch's text; of a fill, in its own source.
    `subject` is whose examples, property, choice or fill it is, None for code. `bound` are names that its surroundings
    give it, as parameters are in a property; all others that are free in it mean what they mean in `outer`."""

    part: Part
    source: Source = field(repr=False)
    names: Names = field(repr=False)
    place: Place = field(repr=False)
    subject: Hole | None = None
    bound: frozenset[str] = frozenset()
    outer: Home | None = None
    piece: int | None = None

    def home(self, occurrence: Occurrence) -> Home | None:
        """What the name belongs to at this place."""
        if self._is_free(occurrence):
            return self._outside(occurrence.name)
        return self.home_at(occurrence.name, occurrence.scope)

    def home_at(self, name: str, scope: Scope) -> Home | None:
        """What `name` belongs to, or would if it stood there, in `scope`, one of this passage."""
        owner = scope.owner(name)
        if self.part is Part.CODE:
            return None if owner is None or owner.kind == "module" else Home(self.piece, owner)
        return self._outside(name) if owner is None else Home(None, owner)

    def _outside(self, name: str) -> Home | None:
        if name in self.bound:
            return Home(None, self.names.module)
        outside = self.outer.scope.owner(name) if self.outer is not None else None
        if self.outer is None or outside is None or outside.kind == "module":
            return None
        return Home(self.outer.piece, outside)

    def _is_free(self, occurrence: Occurrence) -> bool:
        """Whether a name that the passage binds means something else here: in examples as long as no statement has
        bound it, in the fill of a named hole where it is the function's own name, which the sketch gives it."""
        name, owner = occurrence.name, occurrence.owner
        if owner is not self.names.module:
            return False
        if self.part is Part.FILL:
            return self.subject is not None and self.subject.kind is Kind.NAMED and name == self.function_name
        if self.part is not Part.EXAMPLES:
            return False
        for statement in self.source.tree.body:
            inside = self.names.within(statement)
            here = any(item is occurrence for item in inside)
            if any(item.name == name and item.binds and item.owner is owner for item in inside):
                return here and not occurrence.binds and isinstance(statement, _BINDING_LAST)
            if here:
                return True
        return False

    @property
    def function_name(self) -> str | None:
        """The name of the function of a fill."""
        function = self.function
        return None if function is None else function.name

    @property
    def function(self) -> Function | None:
        """The function of a fill: the one with the name of its hole, else its last one."""
        found = [statement for statement in self.source.tree.body if isinstance(statement, Function)]
        own = [item for item in found if self.subject is not None and item.name == self.subject.name]
        return (own or found)[-1] if found else None

    def attributes(self, name: str) -> Iterator[tuple[ast.Attribute, Span]]:
        """Where `name` stands behind a dot, with the span of the name in `source`."""
        for node in ast.walk(self.source.tree):
            if isinstance(node, ast.Attribute) and node.attr == name:
                end = self.source.span(node).end
                span = Span(end - len(name), end)
                if self.source.text[span.start : span.end] == name:
                    yield node, span


def whole_words(words: Collection[str]) -> re.Pattern[str]:
    """Finds each of `words` where it is no part of a longer one."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")


def passages(sketch: Sketch, words: Collection[str], fills: Mapping[str, Fill] | None = None) -> tuple[Passage, ...]:
    """The passages of a sketch, and of `fills` by hole id, in which one of `words` stands."""
    wanted = whole_words(words)
    spots = [match.start() for match in wanted.finditer(sketch.text)]
    statements = _Statements(sketch)
    found = [statements.passage(span) for span in statements.spans if _any_in(spots, span)]
    for hole in (*sketch.holes, *sketch.functions):
        if hole.docstring_span is not None and _any_in(spots, hole.docstring_span):
            found += _docstring(sketch, hole, statements, wanted)
        elif hole.kind is Kind.INLINE and any(map(wanted.search, _comment_sources(hole))):
            found += examples_of(sketch, hole)
        elif hole.kind is Kind.CHOICE:
            found += [_choice(sketch, hole, use.span, statements) for use in hole.uses if _any_in(spots, use.span)]
        fill = (fills or {}).get(hole.id)
        if fill is not None and wanted.search(fill.source):
            found.append(_fill(hole, fill, statements))
    return tuple(passage for passage in found if passage is not None)


def unreadable(sketch: Sketch, words: Collection[str]) -> int | None:
    """Where code begins that holds one of `words` and is no Python, or where nothing can be told of the code below;
    None where all can be read."""
    wanted = whole_words(words)
    statements = _Statements(sketch)
    tree = parse_tree(sketch.text)
    wrong = (node for node in tree.tree.root_node.children if node.type == "ERROR" or node.is_missing)
    lost = [tree.offsets.offset(node.start_byte) for node in wrong]
    lost += [
        span.start
        for span in statements.spans
        if wanted.search(sketch.text, span.start, span.end) and statements.passage(span) is None
    ]
    return min(lost, default=None)


def fill_passage(hole: Hole, fill: Fill) -> Passage | None:
    """The fill of `hole` on its own; None where it is no Python."""
    read = _analysed(fill.source)
    return None if read is None else Passage(Part.FILL, *read, place=_moved(0), subject=hole)


def _any_in(spots: Sequence[int], span: Span) -> bool:
    index = bisect_right(spots, span.start - 1)
    return index < len(spots) and spots[index] < span.end


@lru_cache(maxsize=512)
def _analysed(text: str) -> tuple[Source, Names] | None:
    try:
        source = parse(_LONE_RETURN.sub("\n", text))
        return source, names(source)
    except (Unparsable, RecursionError):
        return None


def _moved(by: int) -> Place:
    return lambda span: Span(span.start + by, span.end + by)


class _Statements:
    """The top-level statements of a sketch, each parsed when first asked for."""

    def __init__(self, sketch: Sketch) -> None:
        self.spans = code_of(sketch.text).statements
        self._text = sketch.text
        self._starts = [span.start for span in self.spans]
        backticked = (hole for hole in sketch.holes if hole.kind in (Kind.INLINE, Kind.CHOICE))
        self._holes = sorted(use.span for hole in backticked for use in hole.uses)

    def passage(self, span: Span) -> Passage | None:
        """The code of the statement at `span`."""
        read = _analysed(self._plain(span))
        if read is None:
            return None
        return Passage(Part.CODE, *read, place=_moved(span.start), piece=span.start)

    def scope_at(self, place: int) -> Home | None:
        """The scope in which the name, or hole in backticks, at `place` stands; None for the module."""
        occurrence, piece = self._occurrence(place)
        return None if occurrence is None or occurrence.scope.kind == "module" else Home(piece, occurrence.scope)

    def function_at(self, place: int) -> Home | None:
        """The scope of the function whose name is defined at `place`; None where it cannot be told."""
        occurrence, piece = self._occurrence(place)
        passage = None if piece is None else self._around(place)
        if occurrence is None or passage is None or occurrence.node not in passage.names.scopes:
            return None
        return Home(piece, passage.names.scopes[occurrence.node])

    def outside(self, place: int) -> Home | None:
        """The function around the definition of the name at `place`; None where that is the module or a class of it."""
        home = self.scope_at(place)
        while home is not None and home.scope.kind == "class":
            above = home.scope.parent
            home = None if above is None or above.kind == "module" else Home(home.piece, above)
        return home

    def _around(self, place: int) -> Passage | None:
        index = bisect_right(self._starts, place) - 1
        return self.passage(self.spans[index]) if index >= 0 and place < self.spans[index].end else None

    def _occurrence(self, place: int) -> tuple[Occurrence | None, int | None]:
        passage = self._around(place)
        if passage is None or passage.piece is None:
            return None, None
        at = place - passage.piece
        found = (item for item in passage.names.occurrences if item.span.start in (at, at + 1))
        return next(found, None), passage.piece

    def _plain(self, span: Span) -> str:
        """The statement with a name of the same length in place of each hole in backticks, which Python does not
        know."""
        pieces: list[str] = []
        position = span.start
        for hole in self._holes[bisect_right(self._holes, span) :]:
            if hole.start >= span.end:
                break
            name = list("_" * (hole.end - hole.start))
            if hole.start and _continues(self._text[hole.start - 1]):
                name[0] = " "
            if _continues(self._text[hole.end : hole.end + 1]):
                name[-1] = " "
            pieces += [self._text[position : hole.start], "".join(name)]
            position = hole.end
        return "".join((*pieces, self._text[position : span.end]))


def _continues(character: str) -> bool:
    return character == "_" or character.isalnum()


def _docstring(
    sketch: Sketch, hole: Hole, statements: _Statements, wanted: re.Pattern[str]
) -> Iterator[Passage | None]:
    outer = statements.outside(hole.name_span.start) if hole.parent is not None else None
    yield from examples_of(sketch, hole, outer)
    bound = frozenset({parameter.name for parameter in hole.signature.parameters} | {"result"})
    for line in (*hole.given, *hole.properties):
        read = _analysed(line.source) if wanted.search(line.source) else None
        place = _property_place(sketch, hole, line) if read is not None else None
        if read is not None and place is not None:
            yield Passage(Part.PROPERTY, *read, place=place, subject=hole, bound=bound, outer=outer)


def _property_place(sketch: Sketch, hole: Hole, line: Property) -> Place | None:
    if sketch.text[line.span.start : line.span.end] == line.source:
        return _moved(line.span.start)
    assert hole.docstring_span is not None
    read = docstring_value(sketch.text, hole.docstring_span)
    start = read[0].text.find(line.source) if read is not None else -1
    while read is not None and start >= 0:
        value, at = read[0], start
        if value.span(at, at + len(line.source)) == line.span:
            return lambda span: value.span(at + span.start, at + span.end)
        start = value.text.find(line.source, start + 1)
    return None


def _comment_sources(hole: Hole) -> Iterator[str]:
    for example in hole.examples:
        yield from (*example.setup, example.source)


def examples_of(sketch: Sketch, hole: Hole, outer: Home | None = None) -> Iterator[Passage]:
    """The statements of the examples of `hole`, a passage for its docstring or each of its blocks of comments."""
    for found in prompts_of(sketch, hole):
        if not found.prompts:
            continue
        whole = _prompts(hole, found.text, found.prompts, outer)
        # What is one statement at a prompt may not be one below another: then each is read alone.
        alone = () if whole else (_prompts(hole, found.text, (prompt,), outer) for prompt in found.prompts)
        yield from (passage for passage in (whole, *alone) if passage is not None)


def _prompts(hole: Hole, text: MappedText, prompts: Sequence[Prompted], outer: Home | None) -> Passage | None:
    lines = text.text.split("\n")
    begins = line_starts(lines)
    sources: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for prompt in prompts:
        for number, line in enumerate(prompt.source.split("\n"), prompt.first):
            sign = _PROMPT.match(lines[number])
            starts.append(length)
            origins.append(begins[number] + (sign.end() if sign is not None else 0))
            length += len(line) + 1
        sources.append(prompt.source)
    read = _analysed("\n".join(sources))
    if read is None:
        return None

    def place(span: Span) -> Span:
        line = bisect_right(starts, span.start) - 1
        by = origins[line] - starts[line]
        return text.span(span.start + by, span.end + by)

    return Passage(Part.EXAMPLES, *read, place=place, subject=hole, outer=outer)


def _choice(sketch: Sketch, hole: Hole, use: Span, statements: _Statements) -> Passage | None:
    head = _CHOOSE.match(sketch.text, use.start)
    read = _analysed(f"[{sketch.text[head.end() : use.end - 1]}\n]") if head is not None else None
    if head is None or read is None:
        return None
    outer = statements.scope_at(use.start)
    return Passage(Part.CHOICE, *read, place=_moved(head.end() - 1), subject=hole, outer=outer)


def _fill(hole: Hole, fill: Fill, statements: _Statements) -> Passage | None:
    alone = fill_passage(hole, fill)
    if alone is None or hole.kind is Kind.INLINE:
        return alone
    if hole.kind is Kind.NAMED:
        outer = statements.function_at(hole.name_span.start)
    else:
        outer = statements.scope_at(hole.uses[0].span.start) if hole.uses else None
    return evolve(alone, outer=outer)
