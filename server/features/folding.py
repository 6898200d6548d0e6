"""What can be folded: examples, properties, docstrings, fills that stand in place, and the blocks of the code around
them (an editor that is told of some folds makes none of its own)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from server.features.prompt_runs import prompt_runs
from server.features.view import View
from sketch.layout import line_end
from sketch.model import Property, Span

_LINE = re.compile(r"(?:[\r\n]|\A)([ \t\f]*+)(\S)")


class FoldKind(StrEnum):
    """What is folded. `REGION` is a section of properties, `COMMENT` a docstring, `CODE` a block of statements."""

    EXAMPLES = "examples"
    FILL = "fill"
    COMMENT = "comment"
    REGION = "region"
    CODE = "code"


@frozen
class Fold:
    """Lines that can be folded into the first of them: those from the start to the end of `span`, at least two."""

    span: Span
    kind: FoldKind


def folds(view: View) -> tuple[Fold, ...]:
    """All folds, in order of the text, outer before inner."""
    text = view.text
    found: dict[Span, FoldKind] = {}
    for hole in view.subjects:
        if view.document.filled_in_place(hole):
            found.setdefault(hole.fill_span, FoldKind.FILL)
        if hole.docstring_span is not None:
            found.setdefault(hole.docstring_span, FoldKind.COMMENT)
            for heading, lines in (("Properties:", hole.properties), ("Given:", hole.given)):
                for span in _sections(text, hole.docstring_span, heading, lines):
                    found.setdefault(span, FoldKind.REGION)
        for span in prompt_runs(text, hole):
            found.setdefault(span, FoldKind.EXAMPLES)
    whole = {span: kind for span, kind in found.items() if _has_lines(text, span)}
    for span in _blocks(text, [hole.docstring_span for hole in view.subjects if hole.docstring_span is not None]):
        whole.setdefault(span, FoldKind.CODE)
    ordered = sorted(whole.items(), key=lambda item: (item[0].start, -item[0].end))
    return tuple(Fold(span, kind) for span, kind in ordered)


def _has_lines(text: str, span: Span) -> bool:
    """Whether `span` goes on behind the first line that it stands in."""
    end = line_end(text, span.start)
    return end < span.end and not text[end : span.end].isspace()


def _sections(text: str, docstring: Span, heading: str, lines: tuple[Property, ...]) -> Iterator[Span]:
    """From each `heading` in the docstring to the last of `lines` under it."""
    ends: dict[int, int] = {}
    for line in lines:
        start = text.rfind(heading, docstring.start, line.span.start)
        if start >= 0:
            ends[start] = max(line.span.end, ends.get(start, 0))
    for start, end in ends.items():
        yield Span(start, end)


def _blocks(text: str, docstrings: list[Span]) -> Iterator[Span]:
    """The blocks of lines below one that is indented less, that one included. Indentation tells nothing in docstrings,
    and a comment that is indented less ends nothing."""
    open_: list[tuple[int, int]] = []
    end = position = 0
    for docstring in [*sorted(docstrings), None]:
        for match in _LINE.finditer(text, position, docstring.start + 1 if docstring is not None else len(text)):
            white, place = match[1], match.start(2)
            width = len(white.expandtabs()) if "\t" in white else len(white)
            if open_ and width <= open_[-1][0]:
                if width < open_[-1][0] and match[2] == "#":
                    continue
                while open_ and open_[-1][0] >= width:
                    start = open_.pop()[1]
                    if start < end:
                        yield Span(start, line_end(text, end))
            open_.append((width, place))
            end = place
        if docstring is not None:
            position = max(position, docstring.end)
            if _has_lines(text, docstring):
                # It belongs to the block that it stands in, and is none itself.
                end = max(end, docstring.end - 1)
                if open_ and open_[-1][1] == docstring.start:
                    open_[-1] = (open_[-1][0], end)
    while open_:
        start = open_.pop()[1]
        if start < end:
            yield Span(start, line_end(text, end))
