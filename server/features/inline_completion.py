"""A verified fill as ghost text, where a hole waits for it."""

from __future__ import annotations

from attrs import frozen

from holes.report import Status
from server.features.view import View
from sketch.edits import fill_in_place
from sketch.layout import line_end, line_start
from sketch.model import Fill, Hole, Kind, Language, Span
from sketch.text import apply_edits


@frozen
class Ghost:
    """The fill of `hole` as it would be written: `text`, with the indentation of the file, in place of `span`, which is
    on the cursor's line and holds the cursor."""

    hole: str
    text: str
    span: Span


def inline_completions(view: View, offset: int) -> tuple[Ghost, ...]:
    """The fills that can be written at `offset`: those of a named hole on the line where its docstring ends or its
    `...` stands. Only what its examples hold for is offered."""
    for hole in view.sketch.holes:
        report = view.reports.get(hole.id)
        if hole.kind is not Kind.NAMED or report is None or report.status is not Status.VERIFIED or report.fill is None:
            continue
        if _waits(view, hole, offset):
            ghost = _ghost(view, hole, report.fill.source, offset)
            return () if ghost is None else (ghost,)
    return ()


def _waits(view: View, hole: Hole, offset: int) -> bool:
    """Whether the body of `hole` would be typed at `offset`."""
    text, fill = view.text, hole.fill_span
    if fill.start < fill.end and line_start(text, fill.start) <= offset <= line_end(text, fill.end):
        return True
    said = hole.docstring_span
    if view.sketch.language is Language.PYTHON or said is None:
        return False
    return said.end <= offset <= line_end(text, said.end)


def _ghost(view: View, hole: Hole, source: str, offset: int) -> Ghost | None:
    """What writing `source` into `hole` changes, as one replacement; None where that is on more lines than one."""
    text = view.text
    try:
        edits = fill_in_place(view.sketch, hole.id, Fill(source))
    except ValueError:
        return None
    start = min(offset, *(edit.span.start for edit in edits))
    end = max(offset, *(edit.span.end for edit in edits))
    if start < line_start(text, offset) or end > line_end(text, offset):
        return None
    after = apply_edits(text, edits)
    return Ghost(hole.id, after[start : len(after) - (len(text) - end)], Span(start, end))
