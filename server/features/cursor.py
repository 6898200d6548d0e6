"""What a cursor or a selection is at: holes and sketch functions, and examples of them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from holes.report import ExampleReport, HoleReport
from holes.verdict import Verdict, is_skipped
from server.features.view import View
from sketch.layout import line_end, line_start
from sketch.model import Hole, Kind, Span

_BACKTICKS = (Kind.INLINE, Kind.CHOICE)


@frozen
class At:
    """A hole or sketch function that the cursor is at, and the indexes of those of its examples that it is at too. Of
    examples from a file, which all stand at one line, that is one at most: the first that did not pass."""

    hole: Hole
    examples: tuple[int, ...] = ()


def at_cursor(view: View, span: Span) -> tuple[At, ...]:
    """What `span`, of no length for a cursor, is at: uses and examples first, and where there are none, the innermost
    function around it."""
    found: dict[str, At] = {}
    for hole in _used(view, span):
        found[hole.id] = At(hole)
    around = _around(view, span)
    inline = (hole for hole in view.sketch.holes if hole.kind is Kind.INLINE)
    for hole in (*inline, *around):
        if examples := tuple(_examples(view, hole, span)):
            found[hole.id] = At(hole, examples)
    for hole in around:
        if not found or _on_header(view.text, hole, span):
            found.setdefault(hole.id, At(hole))
    return tuple(found.values())


def judged(hole: Hole, report: HoleReport | None) -> dict[int, ExampleReport]:
    """What became of each example of `hole`, by its index. A report has all but those that ask to be skipped."""
    asked = [index for index, example in enumerate(hole.examples) if not is_skipped(example)]
    return dict(zip(asked, report.examples, strict=False)) if report is not None else {}


def _touch(one: Span, other: Span) -> bool:
    """Whether two spans have a place in common; the end of one is a place of it, where a cursor can stand."""
    return one.start <= other.end and other.start <= one.end


def _used(view: View, span: Span) -> Iterator[Hole]:
    """The holes and functions that are used there: by name, or between backticks; or else the inline hole whose
    arguments are there, of calls within calls the innermost."""
    named = [hole for hole in view.subjects if any(_touch(use.span, span) for use in hole.uses)]
    if named:
        yield from named
        return
    calls = [
        (use.call_span.end - use.call_span.start, hole)
        for hole in view.sketch.holes
        if hole.kind in _BACKTICKS
        for use in hole.uses
        if _touch(use.call_span, span)
    ]
    if calls:
        yield min(calls, key=lambda call: call[0])[1]


def _around(view: View, span: Span) -> list[Hole]:
    """The functions and named holes that `span` is in or reaches into; no one of them around another that holds all of
    it."""
    touched = [hole for hole in view.subjects if hole.kind not in _BACKTICKS and _touch(hole.span, span)]
    holding = [hole for hole in touched if hole.span.start <= span.start and span.end <= hole.span.end]
    innermost = min(holding, key=lambda hole: hole.span.end - hole.span.start, default=None)
    return [innermost] if innermost is not None else touched


def _on_header(text: str, hole: Hole, span: Span) -> bool:
    """Whether `span` is at the name or the docstring of a function, or at a line that these stand in."""
    last = hole.docstring_span or hole.name_span
    return _touch(Span(line_start(text, hole.span.start), line_end(text, last.end)), span)


def _examples(view: View, hole: Hole, span: Span) -> Iterator[int]:
    rows: list[int] = []
    for index, example in enumerate(hole.examples):
        if not _touch(_lines(view.text, example.span), span):
            continue
        if example.row is None:
            yield index
        else:
            rows.append(index)
    if rows:
        found = judged(hole, view.reports.get(hole.id))
        wrong = (index for index in rows if index in found and found[index].verdict is not Verdict.PASSED)
        yield next(wrong, rows[0])


def _lines(text: str, span: Span) -> Span:
    """The whole lines of `span`."""
    return Span(line_start(text, span.start), line_end(text, span.end))
