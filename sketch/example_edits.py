"""Adding examples to a sketch's text and removing them, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

from sketch.code import code_of
from sketch.cuts import comment_blocks, docstring_parts
from sketch.docstring import MappedText, evaluate, joined
from sketch.doctest_text import docstring, doctest_lines, escape, fits_comment, needs_escapes, quoted
from sketch.doctests import Prompted, read_prompts
from sketch.inline import calls_of_underscore
from sketch.layout import indentation, line_end, line_ending, line_start, lines, next_line
from sketch.model import Example, Hole, Kind, Sketch, Span
from sketch.placement import body_indentation, open_header
from sketch.text import Edit

_OPENING = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_COMMENT_SIGN = re.compile(r"[ \t\f]*# ?")
_WHITE = " \t\f"


@frozen
class Prompts:
    """The well formed prompts that one hole has in a docstring or block of comments, and the text that they stand in.
    `shared` are the places of those that are set-up of another hole's examples too."""

    text: MappedText
    prompts: tuple[Prompted, ...]
    shared: frozenset[int] = frozenset()

    def span(self, prompt: Prompted) -> Span:
        """Where `prompt` stands in the sketch, from its `>>>` to the end of its expected text."""
        return Span(self.text.start(prompt.start), self.text.end(prompt.end))


def prompts_of(sketch: Sketch, hole: Hole) -> tuple[Prompts, ...]:
    """The prompts of `hole`: of its docstring, or of the comments under each use of an inline hole."""
    if hole.docstring_span is not None:
        return (_read(evaluate(_literals(sketch.text, hole.docstring_span))),)
    if hole.kind is not Kind.INLINE:
        return ()
    blocks = []
    for block in comment_blocks(sketch, code_of(sketch.text), hole):
        parts: list[tuple[str, int]] = []
        for offset, line in lines(sketch.text, block.start, block.end):
            sign = _COMMENT_SIGN.match(line)
            if sign is not None:
                parts += [(line[sign.end() :], offset + sign.end()), ("\n", offset + len(line))]
        blocks.append(_owned(sketch, hole, _read(joined(parts[:-1], block.start))))
    return tuple(blocks)


def _owned(sketch: Sketch, hole: Hole, found: Prompts) -> Prompts:
    """The prompts of `found` that belong to `hole`, where another hole of the same statement has examples there too."""
    foreign = [example for other in sketch.holes if other.id != hole.id for example in other.examples]
    starts = {found.span(prompt).start for prompt in found.prompts}
    foreign = [example for example in foreign if example.span.start in starts]
    if not foreign:
        return found
    own = {example.span.start for example in hole.examples}
    setup = {source for example in hole.examples for source in example.setup}
    taken = {example.span.start for example in foreign}
    prompts = tuple(
        prompt
        for prompt in found.prompts
        if found.span(prompt).start in own or (prompt.source in setup and found.span(prompt).start not in taken)
    )
    needed = {source for example in foreign for source in example.setup}
    shared = frozenset(found.span(prompt).start for prompt in prompts if prompt.source in needed)
    return Prompts(found.text, prompts, shared)


def add_example(sketch: Sketch, hole: Hole, source: str, expected: str) -> tuple[Edit, ...]:
    """Write the example behind the last one of `hole`. Raises ValueError where it can't be written as a doctest."""
    shown = doctest_lines(source, expected)
    if hole.kind is Kind.CHOICE:
        raise ValueError("A choice has no examples of its own; add one to the function that uses it.")
    if hole.kind is Kind.INLINE:
        _refuse_if_taken(sketch, hole, source)
        return _add_comments(sketch, hole, shown)
    if hole.docstring_span is None:
        return _add_docstring(sketch, hole, shown)
    return _add_to_docstring(sketch, hole, hole.docstring_span, shown)


def remove_example(sketch: Sketch, hole: Hole, index: int) -> tuple[Edit, ...]:
    """Take the example at `index` of `hole` away, with the set-up that no other one needs.

    Raises ValueError where there is no such example, or where it comes from a file.
    """
    if not 0 <= index < len(hole.examples):
        raise ValueError(f"`{hole.name}` has no example number {index + 1}.")
    example = hole.examples[index]
    if example.row is not None:
        raise ValueError(f"This example is line {example.row.line} of {example.row.path}; remove it there.")
    others = [other for other in hole.examples if other is not example]
    for found in prompts_of(sketch, hole):
        spans = [found.span(prompt) for prompt in found.prompts]
        if not any(span.start == example.span.start for span in spans):
            continue
        gone = [
            span
            for span, prompt in zip(spans, found.prompts, strict=True)
            if span.start == example.span.start
            or (span.start not in found.shared and _only_for(prompt, span, example, others))
        ]
        return remove_prompts(sketch.text, hole, gone)
    return (Edit(example.span, ""),)


def _only_for(prompt: Prompted, span: Span, example: Example, others: Sequence[Example]) -> bool:
    """Whether the prompt is set-up of `example` alone."""
    return (
        span.start < example.span.start
        and prompt.source in example.setup
        and not any(prompt.source in other.setup or other.span.start == span.start for other in others)
    )


def remove_prompts(text: str, hole: Hole, spans: Sequence[Span]) -> tuple[Edit, ...]:
    """Take the lines of the prompts at `spans` away, and an empty line that would be left over."""
    if hole.docstring_span is None:
        whole = [Span(line_start(text, span.start), next_line(text, span.end)) for span in spans]
        return tuple(Edit(span, "") for span in _joined_spans(whole, ()))
    parts = docstring_parts(text, hole.docstring_span)
    bounds = {part.start for part in parts} | {part.end for part in parts}
    cut = []
    for span in spans:
        part = next((part for part in parts if part.start <= span.start <= part.end), Span(span.start, span.end))
        cut.append(_lines_of(text, Span(span.start, max(span.start, min(span.end, part.end))), part))
    return tuple(Edit(_with_blank(text, span, bounds), "") for span in _joined_spans(cut, bounds))


def _lines_of(text: str, span: Span, part: Span) -> Span:
    """The whole lines of a prompt, as far as they are its own and inside the quotes."""
    line = line_start(text, span.start)
    own = line > part.start - 1 and not text[line : span.start].strip(_WHITE)
    end = line_end(text, span.end)
    if end >= part.end:
        if text[span.end : part.end].strip(_WHITE) or not own:
            return span
        return Span(line, part.end)
    if text[span.end : end].strip(_WHITE) or not own:
        return span
    return Span(line, next_line(text, end))


def _joined_spans(spans: Sequence[Span], bounds: set[int] | tuple[()]) -> list[Span]:
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if result and span.start <= result[-1].end and span.start not in bounds:
            result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
        else:
            result.append(span)
    return result


def _with_blank(text: str, span: Span, bounds: set[int]) -> Span:
    """`span` and the empty line before it, where another one or the end of the docstring follows."""
    start, end = span.start, span.end
    if start in bounds or start != line_start(text, start):
        return span
    if end in bounds:
        # The closing quotes stood on the last line of the example: they go up to the text that is left.
        kept = text[:start].rstrip()
        first = max(bound for bound in bounds if bound <= start)
        at = max(first, len(kept))
        return Span(at, end) if at == first or text[at - 1] not in "\"'\\" else Span(start, end)
    follows = text[end : line_end(text, end)]
    closes = any(end <= bound <= end + len(follows) for bound in bounds) and follows.strip(_WHITE)[:1] in ("'", '"')
    above = line_start(text, start - 2 if text.startswith("\r\n", start - 2) else start - 1)
    inside = any(bound <= above for bound in bounds)
    if inside and not text[above:start].strip() and (not follows.strip() or closes):
        return Span(above, end)
    return span


def _literals(text: str, span: Span) -> list[tuple[str, int]]:
    found = code_of(text[span.start : span.end]).string_spans()
    return [(text[span.start + part.start : span.start + part.end], span.start + part.start) for part in found]


def _read(text: MappedText) -> Prompts:
    return Prompts(text, read_prompts(text).prompts)


def _add_comments(sketch: Sketch, hole: Hole, shown: tuple[str, ...]) -> tuple[Edit, ...]:
    if not all(fits_comment(line) for line in shown):
        raise ValueError("This example holds characters that can't stand in a comment; promote the hole first.")
    text, newline = sketch.text, line_ending(sketch.text)
    ends = [found.span(prompt).end for found in prompts_of(sketch, hole) for prompt in found.prompts]
    if ends:
        end = line_end(text, max(ends))
        indent = indentation(text, end)
    else:
        use = min(use.span.start for use in hole.uses)
        statement = code_of(text).statement_at(use) or Span(use, use)
        end, indent = line_end(text, statement.end), indentation(text, statement.start)
    return (Edit(Span(end, end), "".join(f"{newline}{indent}# {line}" for line in shown)),)


def _add_docstring(sketch: Sketch, hole: Hole, shown: tuple[str, ...]) -> tuple[Edit, ...]:
    text, newline = sketch.text, line_ending(sketch.text)
    indent = body_indentation(sketch, hole)
    start = hole.fill_span.start
    literal = docstring("", shown, indent, newline)
    opened = open_header(sketch, hole, start)
    if opened:
        return (Edit(opened[0].span, opened[0].text + literal + newline + indent),)
    line = line_start(text, start)
    return (Edit(Span(line, line), indent + literal + newline),)


def _add_to_docstring(sketch: Sketch, hole: Hole, span: Span, shown: tuple[str, ...]) -> tuple[Edit, ...]:
    text, newline = sketch.text, line_ending(sketch.text)
    indent = body_indentation(sketch, hole)
    literals = _literals(text, span)
    value = evaluate(literals)
    prompts = read_prompts(value).prompts
    opening = _OPENING.match(text, span.start)
    quote = _triple(text, span, opening, shown) if len(literals) == 1 and opening is not None else None
    if opening is None or quote is None:
        return (Edit(span, _rewritten(value, prompts, shown, indent, newline)),)
    written = shown if "r" in opening.group(1).lower() else tuple(escape(line, quote) for line in shown)
    first, last = opening.end(), span.end - len(opening.group(2))
    content = text[first:last]
    if prompts:
        at = value.end(max(prompt.end for prompt in prompts))
        line = line_start(text, max(value.start(prompt.start) for prompt in prompts))
        lead = indentation(text, line)
        if line > span.start and text[line + len(lead) :].startswith(">>>"):
            indent_shown = lead
        else:
            indent_shown = indent
        inserted = newline
    else:
        at = first + len(content.rstrip())
        indent_shown, inserted = indent, newline * 2 if content.strip() else newline
        at = at if content.strip() else first
    inserted += newline.join(indent_shown + line for line in written)
    rest = text[at:last]
    edits = [Edit(Span(at, at), inserted)]
    if not rest.strip() and not re.search(r"[\r\n]", rest):
        edits = [Edit(Span(at, last), inserted + newline + indent)]
    if quote != opening.group(2):
        edits.insert(0, Edit(Span(opening.start(2), first), quote))
        edits.append(Edit(Span(last, span.end), quote))
    return tuple(edits)


def _triple(text: str, span: Span, opening: re.Match[str] | None, shown: tuple[str, ...]) -> str | None:
    """The triple quotes in which the docstring can stay as it is and also hold `shown`, or None."""
    if opening is None:
        return None
    raw = "r" in opening.group(1).lower()
    content = text[opening.end() : span.end - len(opening.group(2))]
    for quote in ('"""', "'''") if len(opening.group(2)) == 1 else (opening.group(2),):
        fits = len(opening.group(2)) == 3 or quote not in content
        if fits and not (raw and any(needs_escapes(line, quote) for line in shown)):
            return quote
    return None


def _rewritten(
    value: MappedText, prompts: tuple[Prompted, ...], shown: tuple[str, ...], indent: str, newline: str
) -> str:
    """A docstring of the same value and the lines `shown`, for where they can't be written into the one that stands."""
    at = max((prompt.end for prompt in prompts), default=len(value.text.rstrip()))
    before, behind = value.text[:at], value.text[at:]
    gap = "\n" if prompts or not before.strip() else "\n\n"
    text = before + gap + "\n".join(indent + line for line in shown) + (behind if "\n" in behind else "\n" + indent)
    return quoted(text, newline)


def _refuse_if_taken(sketch: Sketch, hole: Hole, source: str) -> None:
    """Raises ValueError where the comment would be read as an example of another hole of the same statement: it
    belongs to the first that takes as many arguments as it passes, else to the first."""
    code = code_of(sketch.text)
    statement = code.statement_at(min(use.span.start for use in hole.uses))
    beside = {
        use.span.start: other
        for other in sketch.holes
        if other.kind is Kind.INLINE
        for use in other.uses
        if code.statement_at(use.span.start) == statement
    }
    if len(beside) < 2:
        return
    in_order = [beside[start] for start in sorted(beside)]
    counts = calls_of_underscore(source)
    fitting = [other for other in in_order if counts and all(_takes(other, count) for count in counts)]
    owner = (fitting or in_order)[0]
    if owner.id != hole.id:
        raise ValueError(
            f"Under this statement the example would be taken for one of `{owner.description}`; promote the hole first."
        )


def _takes(hole: Hole, count: int | None) -> bool:
    parameters = hole.signature.parameters
    starred = any(parameter.kind in ("star", "double-star") for parameter in parameters)
    return starred or count is None or count == len(parameters)
