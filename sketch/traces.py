"""What else in a sketch's text tells what is expected, besides the examples of its holes: it is cut from what runs a
candidate, and stays where a person or an engine reads the sketch."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sketch.code import Code, code_of
from sketch.cuts import comment_runs, docstring_value, merged, string_cuts
from sketch.layout import line_end, line_start, next_line
from sketch.model import Hole, Kind, Sketch, Span, overlap
from sketch.sections import section_ranges

#: Top-level statements whose strings are read as docstrings.
_DOCUMENTS = re.compile(r"__test__\b|(?:\w+\.)*__doc__\s*=")


def trace_cuts(sketch: Sketch) -> tuple[Span, ...]:
    """The spans of doctests in `__test__`, in texts assigned to `__doc__` and in any comments, and of the sections
    `Properties:` and `Given:` in docstrings of holes and functions. In order, apart from each other."""
    code = code_of(sketch.text)
    spans = [cut for string in _documents(sketch.text, code) for cut in string_cuts(sketch.text, string)]
    spans += _comments(sketch.text, code)
    for hole in (*sketch.holes, *sketch.functions):
        spans += _sections(sketch.text, hole)
    return merged(spans)


def main_blocks(sketch: Sketch) -> tuple[Span, ...]:
    """The statements under `if __name__ == "__main__":`, which only a script executes; not where functions are defined
    among them."""
    blocks = code_of(sketch.text).main_blocks
    holes = (*sketch.holes, *sketch.functions)
    defined = [hole.span for hole in holes if hole.kind in (Kind.NAMED, Kind.SKETCH)]
    return tuple(block for block in blocks if not any(overlap(block, span) for span in defined))


def _documents(text: str, code: Code) -> Iterator[Span]:
    if "__test__" not in text and "__doc__" not in text:
        return
    statements = [span for span in code.statements if _DOCUMENTS.match(text, span.start)]
    for string in code.strings if statements else ():
        if any(span.start <= string.start and string.end <= span.end for span in statements):
            yield string


def _comments(text: str, code: Code) -> Iterator[Span]:
    """Comments that look like examples: whole lines down to the first that is none, and ends of lines."""
    content: list[tuple[int, str]] = []
    following = -1
    for comment in code.comments if ">>>" in text else ():
        written = text[comment.start : comment.end].lstrip("#")
        line = line_start(text, comment.start)
        if text[line : comment.start].strip():
            if written.lstrip().startswith(">>>"):
                yield comment
            continue
        if line != following:
            content.append((comment.start, ""))
        content.append((comment.start, written))
        following = next_line(text, comment.start)
    for start in comment_runs(content):
        yield Span(line_start(text, start), line_end(text, start))


def _sections(text: str, hole: Hole) -> Iterator[Span]:
    known = (*hole.properties, *hole.given)
    if hole.docstring_span is None or not known:
        return
    read = docstring_value(text, hole.docstring_span)
    if read is None:
        return
    value, parts = read
    for start, end in section_ranges(value):
        where = value.span(start, end)
        if any(overlap(where, item.span) for item in known):
            yield from (Span(max(where.start, part.start), min(where.end, part.end)) for part in parts)
