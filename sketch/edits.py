"""Edits of a sketch's text: fills written in, holes promoted and punched, examples added, changed and removed.

Each gives edits of the old text and touches nothing else, so the user's formatting, indentation, line ends and comments
stay byte for byte. Each raises ValueError, with a sentence for the user, where the sketch can't be edited so.
"""

from __future__ import annotations

from collections.abc import Iterable

from sketch import example_edits, expected_edits
from sketch.code import code_of
from sketch.doctest_text import docstring
from sketch.example_edits import prompts_of, remove_prompts
from sketch.layout import indent_unit, indentation, line_end, line_ending, line_start, next_line, reindent
from sketch.model import Fill, Hole, Kind, Language, Sketch, Span
from sketch.placement import (
    body_indentation,
    body_of,
    choice_value,
    docstring_statement,
    function_of,
    function_place,
    functions_before,
    named_fill,
    open_header,
    use_name,
)
from sketch.source_map import Replacement
from sketch.text import Edit


def fill_in_place(sketch: Sketch, hole_id: str, fill: Fill) -> tuple[Edit, ...]:
    """Write the body of `fill` behind the docstring of a named hole, in place of its `...`. In a `.py` file the
    comments above and under its statements are left out: all that stand there are a person's, and `punch` keeps them.
    """
    hole = _hole(sketch, hole_id)
    if hole.kind is not Kind.NAMED:
        raise ValueError(f"`{hole.name}` has no body of its own to be filled in place; inline it instead.")
    function = function_of(fill, hole.name)
    if function is None:
        raise ValueError(f"The fill of `{hole.name}` holds no function.")
    body = body_of(fill, hole.name)
    statements = code_of(fill.source).statements_in(function.body) if sketch.language is Language.PYTHON else None
    if statements is not None:
        start = max(line_start(fill.source, statements.start), function.colon)
        body = fill.source[start : line_end(fill.source, statements.end)]
    return _edits(named_fill(sketch, hole, body))


def promote(sketch: Sketch, hole_id: str) -> tuple[Edit, ...]:
    """Make an inline hole a named one: a definition before the top-level statement that uses it first, with its
    description and its comment examples as its docstring. Every use calls it by name."""
    hole = _hole(sketch, hole_id)
    if hole.kind is not Kind.INLINE:
        raise ValueError(f"`{hole.name}` is not an inline hole, so it can't be promoted.")
    newline, indent = line_ending(sketch.text), indent_unit(sketch.text)
    literal = docstring(hole.description, _comment_examples(sketch, hole), indent, newline)
    ending = f"{newline}{indent}...  # hole" if sketch.language is Language.PYTHON else ""
    return _with_function(sketch, hole, f"{hole.signature.text}:{newline}{indent}{literal}{ending}")


def inline(sketch: Sketch, hole_id: str, fill: Fill) -> tuple[Edit, ...]:
    """Write `fill` into the sketch: a named hole gets its body, an inline hole becomes a function that its uses call by
    name and whose docstring shows its examples, a choice becomes the chosen expression."""
    hole = _hole(sketch, hole_id)
    if hole.kind is Kind.NAMED:
        return fill_in_place(sketch, hole_id, fill)
    if hole.kind is Kind.CHOICE:
        return _edits(use_name(sketch, use.span, choice_value(sketch, use.span, fill.source)) for use in hole.uses)
    newline = line_ending(sketch.text)
    source = reindent(fill.source, "", newline, tabs=indent_unit(sketch.text) == "\t")
    function = function_of(Fill(source), hole.name)
    if function is None:
        raise ValueError(f"The fill of `{hole.name}` holds no function.")
    if function.docstring is None:
        header, body = source[: function.colon], source[function.body.start :]
        if line_start(source, function.body.start) > function.colon:
            indent = indentation(source, function.body.start)
            rest = line_end(source, function.colon)
            header, body = source[:rest], source[next_line(source, rest) :]
        else:
            indent = indent_unit(sketch.text)
            body = indent + body
        literal = docstring(hole.description, _comment_examples(sketch, hole), indent, newline)
        source = f"{header}{newline}{indent}{literal}{newline}{body}"
    return _with_function(sketch, hole, source)


def punch(sketch: Sketch, function_id: str) -> tuple[Edit, ...]:
    """Make a function with a body a hole again: its docstring stays (or one is made of its name), its body goes. In a
    `.py` file the comments above and under the statements of the body stay."""
    function = next((function for function in sketch.functions if function.id == function_id), None)
    if function is None:
        raise ValueError(f"There is no function `{function_id}` with a body in this sketch.")
    text, newline = sketch.text, line_ending(sketch.text)
    indent = body_indentation(sketch, function)
    left = "...  # hole" if sketch.language is Language.PYTHON else ""
    start = function.fill_span.start
    statements = code_of(text).statements_in(function.fill_span) if left else None
    end = _end_of_body(text, statements.end if statements else function.fill_span.end, indent, comments=not left)
    if function.docstring_span is not None:
        # From the docstring on, so that no empty line or comment about the body is left behind.
        said = docstring_statement(text, function.docstring_span)
        start = line_end(text, said.end)
        if start >= function.fill_span.start:
            start = said.end
        # A docstring in brackets, with nothing behind it, ends behind the place where a body would begin.
        end = max(start, end)
        opened = open_header(sketch, function, said.start) if left else ()
        if statements is not None and line_start(text, statements.start) > said.end:
            return (*_edits(opened), Edit(Span(statements.start, end), left))
        body = Edit(Span(start, end), newline + indent + left if left else "")
        return (*_edits(opened), body)
    told = function.name.strip("_").replace("_", " ") or function.name
    literal = docstring(f"{told[:1].upper()}{told[1:]}.", (), indent, newline)
    opened = open_header(sketch, function, start)
    body = Edit(Span(start, end), f"{literal}{newline}{indent}{left}" if left else literal)
    return (*_edits(opened), body)


def add_example(sketch: Sketch, hole_id: str, source: str, expected: str) -> tuple[Edit, ...]:
    """Add the example `source` with the text `expected` (a value, printed text or `Traceback…`; empty where nothing is
    expected) behind the last one of a hole or sketch function; its docstring is made or opened up where need be."""
    return example_edits.add_example(sketch, _hole_or_function(sketch, hole_id), source, expected)


def remove_example(sketch: Sketch, hole_id: str, index: int) -> tuple[Edit, ...]:
    """Remove the example at `index` of a hole or sketch function, and the set-up that only it needs."""
    return example_edits.remove_example(sketch, _hole_or_function(sketch, hole_id), index)


def set_expected(sketch: Sketch, hole_id: str, index: int, expected: str) -> tuple[Edit, ...]:
    """Have the example at `index` of a hole or sketch function expect the text `expected`, as in `add_example`."""
    return expected_edits.set_expected(sketch, _hole_or_function(sketch, hole_id), index, expected)


def _hole(sketch: Sketch, hole_id: str) -> Hole:
    hole = next((hole for hole in sketch.holes if hole.id == hole_id), None)
    if hole is None:
        raise ValueError(f"There is no hole `{hole_id}` in this sketch.")
    return hole


def _hole_or_function(sketch: Sketch, hole_id: str) -> Hole:
    function = next((function for function in sketch.functions if function.id == hole_id), None)
    return function or _hole(sketch, hole_id)


def _comment_examples(sketch: Sketch, hole: Hole) -> tuple[str, ...]:
    """The comment examples of an inline hole as lines of doctest, its name in place of `_`."""
    shown: list[str] = []
    for found in prompts_of(sketch, hole):
        for prompt in found.prompts:
            source = prompt.source
            for span in reversed(code_of(source).names("_")):
                source = source[: span.start] + hole.name + source[span.end :]
            first, *more = source.split("\n")
            shown += [f">>> {first}", *(f"... {line}".rstrip() for line in more)]
            shown += prompt.want.split("\n") if prompt.want is not None else ()
    return tuple(shown)


def _with_function(sketch: Sketch, hole: Hole, source: str) -> tuple[Edit, ...]:
    """The function `source` for an inline hole, before what uses it first; its uses by name, its comments gone."""
    place = function_place(sketch, code_of(sketch.text), min(use.span.start for use in hole.uses))
    tabs = indent_unit(sketch.text) == "\t"
    changes = [*functions_before(sketch, place, [(hole, source)], tabs=tabs)]
    changes += [use_name(sketch, use.span, hole.name) for use in hole.uses]
    spans = [found.span(prompt) for found in prompts_of(sketch, hole) for prompt in found.prompts]
    shared = {place for found in prompts_of(sketch, hole) for place in found.shared}
    spans = [span for span in spans if span.start not in shared]
    return (*_edits(changes), *remove_prompts(sketch.text, hole, spans))


def _end_of_body(text: str, end: int, indent: str, *, comments: bool) -> int:
    """The end of a body with the comments behind and under its last statement that are indented more than it, or also
    those indented like it where `comments` says so."""
    if text.startswith("\r\n", end - 1):
        # A body that ends with a comment ends, for the grammar, in the middle of Windows' line end.
        end -= 1
    last = line_end(text, end)
    if text[end:last].lstrip(" \t\f;")[:1] not in ("", "#"):
        return end
    place = next_line(text, last)
    end = last
    while place < len(text) and place > last:
        stop = line_end(text, place)
        line = text[place:stop]
        if line.strip() and not (line.startswith(indent) and line.lstrip().startswith("#")):
            return end
        if line.startswith(indent + "#") and not comments:
            return end
        if line.strip():
            end = stop
        last, place = stop, next_line(text, stop)
    return end


def _edits(changes: Iterable[Replacement]) -> tuple[Edit, ...]:
    """The edits that make `changes`, one for those that touch."""
    edits: list[Edit] = []
    for change in sorted(changes, key=lambda change: (change.span.start, change.span.end)):
        if edits and edits[-1].span.end == change.span.start:
            before = edits.pop()
            edits.append(Edit(Span(before.span.start, change.span.end), before.text + change.text))
        else:
            edits.append(Edit(change.span, change.text))
    return tuple(edits)
