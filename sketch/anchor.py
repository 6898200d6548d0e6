"""Places that stay with what they are in: a span told from the hole or function around it, found again in a later text
in which that one has only moved."""

from __future__ import annotations

from typing import NamedTuple

from sketch.model import Hole, Kind, Sketch, Span


class Anchor(NamedTuple):
    """A span `start` code points behind the beginning of the definition of `id`."""

    id: str
    start: int
    length: int


def anchor(sketch: Sketch, span: Span) -> Anchor | None:
    """Where `span` is, told from the outermost function around it; None where there is none."""
    around = [hole for hole in _definitions(sketch) if hole.span.start <= span.start and span.end <= hole.span.end]
    if not around:
        return None
    outermost = min(around, key=lambda hole: hole.span.start)
    return Anchor(outermost.id, span.start - outermost.span.start, span.end - span.start)


def place(sketch: Sketch, anchored: Anchor) -> Span | None:
    """Where `anchored` is now; None where its function is gone or shorter."""
    for hole in _definitions(sketch):
        if hole.id == anchored.id:
            start = hole.span.start + anchored.start
            found = Span(start, start + anchored.length)
            return found if found.end <= hole.span.end else None
    return None


def _definitions(sketch: Sketch) -> list[Hole]:
    return [hole for hole in (*sketch.holes, *sketch.functions) if hole.kind in (Kind.NAMED, Kind.SKETCH)]
