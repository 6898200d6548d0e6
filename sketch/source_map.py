"""Which place of a sketch a place of its module comes from, and the other way round.

A module is its sketch with some spans replaced. What is not replaced is copied verbatim, so its places map exactly,
both ways; a place inside a replacement belongs to the hole it fills, or to the place that it was written for.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from attrs import Factory, field, frozen

from sketch.model import Span


@frozen
class Location:
    """A place in the sketch. `hole` is the id of the hole whose fill the place is in (then `offset` is the hole's own
    position), or None in the sketch's own text."""

    offset: int
    hole: str | None = None


@frozen
class Replacement:
    """`text` in place of the sketch's `span` (an empty span inserts). What is written there is told to be of `hole`, if
    that is set, and to stand at `origin` of the sketch."""

    span: Span
    text: str
    origin: int
    hole: str | None = None


@frozen
class Segment:
    """A span of the sketch and what became of it. Verbatim where `origin` is None, else written by us for `origin`."""

    sketch: Span
    module: Span
    origin: int | None = None
    hole: str | None = None


_Index = tuple[tuple[int, ...], tuple[Segment, ...]]


def _starts(segments: Iterable[Segment], side: str) -> _Index:
    """The segments that are not empty on one `side`, and where they start there, for binary search."""
    kept = tuple(segment for segment in segments if getattr(segment, side).start < getattr(segment, side).end)
    return tuple(getattr(segment, side).start for segment in kept), kept


@frozen
class SourceMap:
    """Adjoining `segments` in order. Places outside the text are taken as its nearest end."""

    segments: tuple[Segment, ...]
    _by_sketch: _Index = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: _starts(self.segments, "sketch"), takes_self=True),
    )
    _by_module: _Index = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(lambda self: _starts(self.segments, "module"), takes_self=True),
    )

    def to_sketch(self, offset: int) -> Location:
        """Where the module's `offset` comes from."""
        starts, segments = self._by_module
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return Location(0)
        segment = segments[index]
        if offset >= segment.module.end:
            return Location(self.segments[-1].sketch.end)
        if segment.origin is None:
            return Location(segment.sketch.start + offset - segment.module.start)
        return Location(segment.origin, segment.hole)

    def to_module(self, offset: int) -> int:
        """Where the sketch's `offset` went: exact for verbatim text, else where that begins which replaced it."""
        starts, segments = self._by_sketch
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return self.segments[0].module.start if self.segments else 0
        segment = segments[index]
        if offset >= segment.sketch.end:
            return self.segments[-1].module.end
        return segment.module.start + (offset - segment.sketch.start if segment.origin is None else 0)


def assemble(text: str, replacements: Iterable[Replacement]) -> tuple[str, SourceMap]:
    """`text` with all `replacements` made, and the map of that.

    Insertions at one place keep the order they are given in and stand before what replaces the text there. Raises
    ValueError where replacements overlap.
    """
    pieces: list[str] = []
    segments: list[Segment] = []
    read = written = 0

    def add(sketch: Span, piece: str, origin: int | None, hole: str | None) -> None:
        nonlocal read, written
        segments.append(Segment(sketch, Span(written, written + len(piece)), origin, hole))
        pieces.append(piece)
        read, written = sketch.end, written + len(piece)

    for change in sorted(replacements, key=lambda change: (change.span.start, change.span.end)):
        if change.span.start < read:
            raise ValueError("replacements overlap")
        if change.span.start > read:
            add(Span(read, change.span.start), text[read : change.span.start], None, None)
        add(change.span, change.text, change.origin, change.hole)
    if read < len(text) or not segments:
        add(Span(read, len(text)), text[read:], None, None)
    return "".join(pieces), SourceMap(tuple(segments))
