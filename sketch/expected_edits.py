"""Changing what an example expects, in the docstring or the comments in which it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sketch.code import code_of
from sketch.docstring import MappedText, evaluate
from sketch.doctest_text import escape, expected_lines, fits_comment, needs_escapes, quoted
from sketch.doctests import Prompted
from sketch.example_edits import Prompts, prompts_of
from sketch.layout import line_end, line_ending, line_start
from sketch.model import Hole, Sketch, Span
from sketch.placement import body_indentation
from sketch.text import Edit

_OPENING = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_BREAK = re.compile(r"\r\n|\r|\n")
_WHITE = " \t\f"


def set_expected(sketch: Sketch, hole: Hole, index: int, expected: str) -> tuple[Edit, ...]:
    """Have the example at `index` of `hole` expect the text `expected`: a value, printed text or `Traceback…`; empty
    where nothing is expected.

    Raises ValueError where there is no such example, where it comes from a file, or where the text can't stand there.
    """
    if not 0 <= index < len(hole.examples):
        raise ValueError(f"`{hole.name}` has no example number {index + 1}.")
    example = hole.examples[index]
    if example.row is not None:
        raise ValueError(f"This example is line {example.row.line} of {example.row.path}; change it there.")
    lines = expected_lines(expected)
    for found in prompts_of(sketch, hole):
        for prompt in found.prompts:
            if found.span(prompt).start == example.span.start:
                if hole.docstring_span is None:
                    return _in_comments(sketch, found, prompt, lines)
                return _in_docstring(sketch, hole, hole.docstring_span, prompt, lines)
    raise ValueError(f"The example `{example.source[:40]}` stands where it can't be changed; do it by hand.")


def _in_comments(sketch: Sketch, found: Prompts, prompt: Prompted, lines: Sequence[str]) -> tuple[Edit, ...]:
    if not all(fits_comment(line) for line in lines):
        raise ValueError("What came holds characters that can't stand in a comment; promote the hole first.")
    text, newline = sketch.text, line_ending(sketch.text)
    start = found.span(prompt).start
    lead = text[line_start(text, start) : start]
    after = line_end(text, found.text.end(prompt.source_end))
    end = line_end(text, found.text.end(prompt.end))
    return (Edit(Span(after, end), "".join(newline + lead + line for line in lines)),)


def _in_docstring(sketch: Sketch, hole: Hole, span: Span, prompt: Prompted, lines: Sequence[str]) -> tuple[Edit, ...]:
    text, newline = sketch.text, line_ending(sketch.text)
    indent = body_indentation(sketch, hole)
    literals = [
        (text[span.start + part.start : span.start + part.end], span.start + part.start)
        for part in code_of(text[span.start : span.end]).string_spans()
    ]
    value = evaluate(literals)
    lead = value.text[line_start(value.text, prompt.start) : prompt.start]
    opening = _OPENING.match(text, span.start)
    if len(literals) == 1 and opening is not None and len(opening.group(2)) == 3:
        quote, raw = opening.group(2), "r" in opening.group(1).lower()
        content_end = span.end - len(quote)
        after = min(line_end(text, value.end(prompt.source_end)), content_end)
        end = min(line_end(text, value.end(prompt.end)), content_end)
        fits = not (raw and any(needs_escapes(line, quote) for line in lines))
        if fits and _has_own_lines(text, value, prompt, lead, after, end):
            written = lines if raw else [escape(line, quote) for line in lines]
            # Behind a last line that is ours the closing quotes get a line of their own.
            closing = newline + indent if end == content_end else ""
            return (Edit(Span(after, end), "".join(newline + lead + line for line in written) + closing),)
    return (Edit(span, _rewritten(value, prompt, [lead + line for line in lines], indent, newline)),)


def _has_own_lines(text: str, value: MappedText, prompt: Prompted, lead: str, after: int, end: int) -> bool:
    """Whether the lines of `prompt` are lines of the text too: none is broken by an escape, or goes on behind a
    backslash. Those of its source end at `after`, those of its expected text at `end`."""
    start = value.start(prompt.start)
    if (
        text[start - len(lead) : start] != lead
        or len(_BREAK.findall(text[start:end])) != prompt.last - prompt.first - 1
    ):
        return False
    breaks = (at for at in range(prompt.start, prompt.end) if value.text[at] == "\n")
    if not all(_BREAK.fullmatch(text, value.start(at), value.end(at + 1)) for at in breaks):
        return False
    rests = (text[value.end(prompt.source_end) : after], text[value.end(prompt.end) : end])
    return not any(rest.strip(_WHITE) for rest in rests)


def _rewritten(value: MappedText, prompt: Prompted, shown: Sequence[str], indent: str, newline: str) -> str:
    """A docstring of the same value but for the expected text of `prompt`."""
    before, behind = value.text[: prompt.source_end], value.text[prompt.end :]
    return quoted("\n".join([before, *shown]) + (behind if "\n" in behind else "\n" + indent), newline)
