"""What of a sketch's text belongs to its examples, so that it can be cut away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sketch.code import Code, code_of
from sketch.docstring import MappedText, evaluate, is_docstring_prefix
from sketch.layout import indentation, line_end, line_start, lines, next_line
from sketch.model import Hole, Kind, Sketch, Span

_OPENING = re.compile(r"[A-Za-z]*('''|\"\"\"|'|\")")
_COMMENT = re.compile(r"[ \t\f]*#")
_FILE_HEADING = re.compile(r"Examples:[ \t]+\Z")
_WHITE = " \t\f"


def example_cuts(sketch: Sketch) -> tuple[Span, ...]:
    """The spans of all examples and their set-up, in docstrings and comments, and of `Examples:` lines; also of what
    looks like an example but is malformed, or stands in the docstring of something that is no hole: a module, a class,
    a stub. In order, apart from each other, never over the quotes of a docstring."""
    code = code_of(sketch.text)
    spans = [cut for string in code.bare_strings for cut in string_cuts(sketch.text, string)]
    for hole in (*sketch.holes, *sketch.functions):
        if hole.docstring_span is not None:
            spans += docstring_cuts(sketch.text, hole)
        elif hole.kind is Kind.INLINE:
            spans += [cut for block in comment_blocks(sketch, code, hole) for cut in block_cuts(sketch.text, block)]
            spans += [_whole_comment(sketch.text, example.span) for example in hole.examples if example.row is None]
    return merged(spans)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union of `spans`, in order and apart from each other."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if result and span.start <= result[-1].end:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        elif span.start < span.end:
            result.append(span)
    return tuple(result)


def docstring_parts(text: str, docstring: Span) -> list[Span]:
    """What stands between the quotes of a docstring, for each of its string literals."""
    parts = []
    for literal in code_of(text[docstring.start : docstring.end]).string_spans():
        start, end = docstring.start + literal.start, docstring.start + literal.end
        opening = _OPENING.match(text, start)
        if opening is not None:
            parts.append(Span(opening.end(), max(opening.end(), end - len(opening.group(1)))))
    return parts


def docstring_cuts(text: str, hole: Hole) -> list[Span]:
    """The spans of examples and `Examples:` lines in the docstring of `hole`, from the indentation before them."""
    if hole.docstring_span is None:
        return []
    parts = docstring_parts(text, hole.docstring_span)
    known = [example.span for example in hole.examples if example.row is None]
    known += [_with_heading(text, file.span) for file in hole.examples_files]
    spans: list[Span] = []
    for part in parts:
        spans += _runs(lines(text, part.start, part.end))
        for span in known:
            start, end = max(span.start, part.start), min(span.end, part.end)
            if start < end:
                spans.append(_with_white(text, Span(start, end), part))
    return spans


def docstring_value(text: str, string: Span) -> tuple[MappedText, list[Span]] | None:
    """A string as Python evaluates it, and what stands between the quotes of its literals; None where one of them is
    none that a docstring is made of."""
    written = text[string.start : string.end]
    literals = [(written[span.start : span.end], string.start + span.start) for span in code_of(written).string_spans()]
    openings = [_OPENING.match(literal) for literal, _ in literals]
    if not all(opening is not None and is_docstring_prefix(opening.group()) for opening in openings):
        return None
    return evaluate(literals), docstring_parts(text, string)


def string_cuts(text: str, string: Span) -> Iterator[Span]:
    """The spans of what looks like examples in a string, as Python evaluates it."""
    written = text[string.start : string.end]
    if ">>>" not in written and "\\" not in written:
        return
    read = docstring_value(text, string)
    if read is None:
        return
    value, parts = read
    for run in _runs(lines(value.text)):
        where = value.span(run.start, run.end)
        yield from (Span(max(where.start, part.start), min(where.end, part.end)) for part in parts)


def comment_runs(content: Iterable[tuple[int, str]]) -> Iterator[int]:
    """Where the comments stand that are part of an example: of offsets and texts, those from a prompt to the next empty
    text."""
    return (span.start for span in _runs(content))


def comment_blocks(sketch: Sketch, code: Code, hole: Hole) -> tuple[Span, ...]:
    """The comment lines directly under the statements that use the inline `hole`, whole lines."""
    text = sketch.text
    starts = []
    for use in hole.uses:
        statement = code.statement_at(use.span.start)
        if statement is not None:
            starts.append(next_line(text, statement.end))
    blocks = [Span(start, _block_end(text, start)) for start in starts]
    return merged(block for block in blocks if block.start < block.end)


def block_cuts(text: str, block: Span) -> list[Span]:
    """The spans of examples in a block of comment lines, whole lines without the last line end."""
    content = []
    for offset, line in lines(text, block.start, block.end):
        match = _COMMENT.match(line)
        if match is not None:
            content.append((offset, line[match.end() :]))
    return [Span(span.start, line_end(text, span.start)) for span in _runs(content)]


def _block_end(text: str, start: int) -> int:
    """The end of the comment lines from `start` on that are indented alike."""
    end, indent = start, indentation(text, start)
    while end < len(text) and text.startswith("#", end + len(indent)) and indentation(text, end) == indent:
        end = next_line(text, end)
    return end


def _runs(content: Iterable[tuple[int, str]]) -> Iterator[Span]:
    """The lines from a prompt to the next empty line."""
    within = False
    for offset, line in content:
        shown = line.strip()
        within = shown.startswith(">>>") or (within and bool(shown))
        if within:
            yield Span(offset, offset + len(line))


def _with_white(text: str, span: Span, part: Span) -> Span:
    """`span` with the white space around it on its lines, within `part`."""
    start, end = span.start, span.end
    while start > part.start and text[start - 1] in _WHITE:
        start -= 1
    while end < part.end and text[end] in _WHITE:
        end += 1
    return Span(start, end)


def _with_heading(text: str, span: Span) -> Span:
    match = _FILE_HEADING.search(text, line_start(text, span.start), span.start)
    return Span(match.start() if match else span.start, span.end)


def _whole_comment(text: str, span: Span) -> Span:
    """`span` with the white space and comment sign before it."""
    line = line_start(text, span.start)
    return Span(line if not text[line : span.start].strip(_WHITE + "#") else span.start, span.end)
