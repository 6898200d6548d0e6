"""Going from a use of a hole to the hole, from the hole to its fill, and to every place that speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import frozen

from holes.mentions import mentions
from server.features.view import View
from sketch.model import Hole, Kind, Language, Span
from sketch.placement import function_of

_WORD = re.compile(r"\w+")
_NAMED = (Kind.NAMED, Kind.SKETCH)
#: Comment examples belong to one of so many uses above them.
_NEAREST = 10


@frozen
class Target:
    """A place to go to: `span` of this text or, where `fill` is the id of a hole, of the source of its fill."""

    span: Span
    fill: str | None = None


@frozen
class Highlight:
    """A place that speaks of what is under the cursor; `defines` where it is its definition."""

    span: Span
    defines: bool = False


@frozen
class Meant:
    """What a place of the text speaks of: `span` is the name there, or the backtick string; `holes` are several where a
    name is defined more than once, as a property and its setter are."""

    span: Span
    holes: tuple[Hole, ...]
    mentions: tuple[Span, ...]


def meant_at(view: View, offset: int) -> Meant | None:
    """The holes and sketch functions that the text at `offset` speaks of; None where it speaks of none."""
    word = _word_at(view.text, offset)
    name = view.text[word.start : word.end]
    for hole in _candidates(view, name, offset):
        spans = mentions(view.sketch, hole)
        if word in spans:
            beside = tuple(
                other
                for other in view.subjects
                if other.kind in _NAMED and other.name == hole.name and other.name_span in spans
            )
            return Meant(word, beside if hole.kind in _NAMED else (hole,), spans)
    for hole in view.sketch.holes:
        if hole.kind not in _NAMED:
            for use in hole.uses:
                if use.span.start <= offset <= use.span.end:
                    return Meant(use.span, (hole,), mentions(view.sketch, hole))
    return None


def _word_at(text: str, offset: int) -> Span:
    """The name that `offset` stands in or at the end of; empty where there is none."""
    start = end = max(0, min(offset, len(text)))
    while start and _WORD.match(text, start - 1):
        start -= 1
    match = _WORD.match(text, end)
    return Span(start, match.end() if match is not None else end)


def _candidates(view: View, name: str, offset: int) -> Iterator[Hole]:
    """The holes and functions that the word `name` at `offset` could speak of."""
    if name == "_":
        inline = (hole for hole in view.sketch.holes if hole.kind is Kind.INLINE and hole.examples)
        above = ((use.span.end, hole) for hole in inline for use in hole.uses if use.span.end <= offset)
        nearest = sorted(above, key=lambda found: found[0], reverse=True)[:_NEAREST]
        yield from {hole.id: hole for _, hole in nearest}.values()
    elif name:
        yield from (hole for hole in view.subjects if hole.kind in _NAMED and hole.name == name)


def definition(view: View, offset: int) -> tuple[Target, ...]:
    """Where what is spoken of at `offset` is defined: from a use to the hole; from the hole's own name to its fill, or
    to itself where it has none that stands elsewhere."""
    meant = meant_at(view, offset)
    if meant is None:
        return ()
    here = [hole for hole in meant.holes if _defines(hole, meant.span)]
    if not here:
        return tuple(Target(hole.name_span) for hole in meant.holes)
    return tuple(_fill(view, hole) or Target(hole.name_span) for hole in here)


def _defines(hole: Hole, span: Span) -> bool:
    """Whether the mention of a hole at `span` is the hole itself: its name, or the first of its backtick strings."""
    return span == hole.name_span if hole.kind in _NAMED else span == hole.span


def _fill(view: View, hole: Hole) -> Target | None:
    """The name of the function that fills the hole; the whole fill of a choice."""
    fill = view.document.fills.get(hole.id)
    if fill is None or view.sketch.language is Language.PYTHON or hole.kind is Kind.SKETCH:
        return None
    function = None if hole.kind is Kind.CHOICE else function_of(fill, hole.name)
    if function is None:
        return Target(Span(0, len(fill.source)), hole.id)
    start = fill.source.find(function.name, fill.source.find("def", function.span.start) + len("def"))
    return Target(Span(start, start + len(function.name)), hole.id)


def references(view: View, offset: int, include_declaration: bool = True) -> tuple[Span, ...]:
    """Every place of the text that speaks of what is spoken of at `offset`, in order; of a hole in backticks, each
    whole backtick string with its text and each `_` that means it. Its definition is among them where it is asked
    for."""
    meant = meant_at(view, offset)
    if meant is None:
        return ()
    return tuple(
        span for span in meant.mentions if include_declaration or not any(_defines(hole, span) for hole in meant.holes)
    )


def highlights(view: View, offset: int) -> tuple[Highlight, ...]:
    """What an editor lights up when the cursor stands at `offset`."""
    meant = meant_at(view, offset)
    if meant is None:
        return ()
    return tuple(Highlight(span, any(_defines(hole, span) for hole in meant.holes)) for span in meant.mentions)
