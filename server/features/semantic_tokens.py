"""Semantic tokens: holes wherever they are named, coloured by how they stand, and what examples are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from attrs import evolve, field, frozen

from server.features.prompt_runs import prompt_runs
from server.features.standing import standing
from server.features.view import View
from sketch.layout import line_end, line_start
from sketch.model import Hole, Kind, Language, Span, overlap

#: The legend. Types are the protocol's own, which every theme colours; modifiers beside `declaration` are ours: `hole`
#: and how it stands.
TYPES = ("function", "method", "string", "keyword", "variable")
MODIFIERS = (
    "declaration", "hole",
    "unfilled", "filled", "checking", "unchecked", "verified", "failing", "ambiguous", "blocked",
    "stale", "edited", "locked",
)  # fmt: skip

#: A prompt with the lines that go on with its statement.
_PROMPT = re.compile(r">>>[^\r\n]*(?:(?:\r\n|\r|\n)[ \t\f]*(?:#[ \t]*)?\.\.\.[^\r\n]*)*")
_CONTINUATION = re.compile(r"[\r\n][ \t\f]*(?:#[ \t]*)?(\.\.\.)([^\r\n]*)")
#: What may stand before a prompt on its line.
_BEFORE_PROMPT = " \t\f#"
#: A string, a comment, or else a name with the dot before it.
_WORD = re.compile(
    r"(?<!\w)[A-Za-z]{0,2}(\"\"\"|'''|\"|')(?:\\.|(?!\1)[^\\])*(?:\1|\Z)|#[^\r\n]*|(\.[ \t]*)?(?<!\w)([^\W\d]\w*)",
    re.DOTALL,
)
_CHOOSE = re.compile(r"`\s*(choose\s*:)\s*")
_LINE = re.compile(r"[^\r\n]+")


@frozen
class Token:
    """A piece of one line that is coloured by its type and modifiers, words of the legend."""

    span: Span
    type: str
    modifiers: tuple[str, ...] = ()


def tokens(view: View, span: Span | None = None) -> tuple[Token, ...]:
    """The tokens that touch `span` (all of them where it is None), in order and apart from each other."""
    wanted = span if span is not None else Span(0, len(view.text))
    names = _names(view)
    found = [token for hole in view.subjects for token in _of_hole(view, hole, names, wanted)]
    found.sort(key=lambda token: token.span)
    apart: list[Token] = []
    end = 0
    for token in found:
        if token.span.start >= end:
            apart += (piece for piece in _by_line(view.text, token) if overlap(piece.span, wanted))
            end = token.span.end
    return tuple(apart)


def _by_line(text: str, token: Token) -> Iterable[Token]:
    """`token`, for each line that it stands in."""
    start, end = token.span
    if text.find("\n", start, end) < 0 and text.find("\r", start, end) < 0:
        return (token,)
    return [evolve(token, span=Span(*line.span())) for line in _LINE.finditer(text, start, end)]


@frozen
class _Names:
    """Who is meant by a name in an example or property: functions of the module by their bare names, methods behind a
    dot. `looks` are the modifiers of each hole and function by its id."""

    functions: Mapping[str, Hole] = field(repr=False)
    methods: Mapping[str, Hole] = field(repr=False)
    looks: Mapping[str, tuple[str, ...]] = field(repr=False)


def _names(view: View) -> _Names:
    functions: dict[str, Hole] = {}
    methods: dict[str, Hole] = {}
    looks: dict[str, tuple[str, ...]] = {}
    for hole in view.subjects:
        ours = hole.kind is not Kind.SKETCH or view.document.filled_in_place(hole)
        word = standing(view, hole)
        if not word:
            continue
        report = view.reports.get(hole.id)
        flags = report.flags if report is not None and hole.id not in view.pending else ()
        looks[hole.id] = (*(("hole",) if ours else ()), word, *flags)
        if hole.kind in (Kind.NAMED, Kind.SKETCH) and (hole.is_method or hole.parent is None):
            (methods if hole.is_method else functions).setdefault(hole.name, hole)
    return _Names(functions, methods, looks)


def _of_hole(view: View, hole: Hole, names: _Names, wanted: Span) -> Iterator[Token]:
    look = names.looks.get(hole.id)
    if look is not None:
        if hole.kind in (Kind.NAMED, Kind.SKETCH):
            yield Token(hole.name_span, _type(hole), ("declaration", *look))
        for use in hole.uses:
            if overlap(use.span, wanted):
                yield from _use(view.text, hole, use.span, look)
    if hole.kind is Kind.NAMED and view.sketch.language is Language.PYTHON:
        mark = view.text.find("#", hole.fill_span.start, hole.fill_span.end)
        if mark >= 0:
            yield Token(Span(mark, hole.fill_span.end), "keyword", ("hole",))
    if hole.docstring_span is None or overlap(hole.docstring_span, wanted):
        yield from _asked(view.text, hole, names, wanted)


def _type(hole: Hole) -> str:
    return "method" if hole.is_method else "function"


def _use(text: str, hole: Hole, span: Span, look: tuple[str, ...]) -> Iterator[Token]:
    chosen = _CHOOSE.match(text, span.start, span.end) if hole.kind is Kind.CHOICE else None
    if chosen is None:
        yield Token(span, _type(hole), look)
    else:
        yield Token(Span(*chosen.span(1)), "keyword", look)
        yield Token(Span(chosen.end(), span.end - 1), "string", look)


def _asked(text: str, hole: Hole, names: _Names, wanted: Span) -> Iterator[Token]:
    """What the examples and properties of `hole` are made of."""
    own = "_" if hole.kind is Kind.INLINE else None if hole.is_method else hole.name
    for place, pieces, variable in _passages(text, hole, wanted):
        for start, end, name, dot in pieces:
            span = Span(place.start + start, place.start + end)
            if not name:
                yield Token(span, "keyword")
            elif name == variable and not dot:
                yield Token(span, "variable", ("hole",))
            else:
                meant = hole if name == own and not dot else (names.methods if dot else names.functions).get(name)
                if meant is not None and (look := names.looks.get(meant.id)) is not None:
                    yield Token(span, _type(meant), look)


def _passages(text: str, hole: Hole, wanted: Span) -> Iterator[tuple[Span, tuple[_Piece, ...], str | None]]:
    """The Python in what is asked of `hole`, what it holds, and the variable that it has beside parameters."""
    for run in prompt_runs(text, hole):
        if overlap(run, wanted):
            yield run, _read_prompts(text[run.start : run.end]), None
    for lines, variable in ((hole.given, None), (hole.properties, "result")):
        for line in lines:
            if overlap(line.span, wanted):
                yield line.span, _read_words(text[line.span.start : line.span.end]), variable


class _Piece(NamedTuple):
    """A name in Python code, or the sign of a prompt, which has none; `dot` where it stands behind one."""

    start: int
    end: int
    name: str = ""
    dot: bool = False


@lru_cache(maxsize=4096)
def _read_prompts(source: str) -> tuple[_Piece, ...]:
    """The signs of prompts in `source`, which begins with one, and the names behind them."""
    found: list[_Piece] = []
    for prompt in _PROMPT.finditer(source):
        start = prompt.start()
        if source[line_start(source, start) : start].strip(_BEFORE_PROMPT):
            continue
        found.append(_Piece(start, start + len(">>>")))
        end = line_end(source, start)
        found += _words(source, start + len(">>>"), end)
        for line in _CONTINUATION.finditer(source, end, prompt.end()):
            found.append(_Piece(*line.span(1)))
            found += _words(source, *line.span(2))
    return tuple(found)


@lru_cache(maxsize=4096)
def _read_words(source: str) -> tuple[_Piece, ...]:
    """The names in an expression."""
    return tuple(_words(source, 0, len(source)))


def _words(source: str, start: int, end: int) -> Iterator[_Piece]:
    for word in _WORD.finditer(source, start, end):
        if word[3] is not None:
            yield _Piece(*word.span(3), word[3], word[2] is not None)
