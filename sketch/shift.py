"""The same hole, elsewhere: values moved by a number of code points."""

from __future__ import annotations

from sketch.model import Example, ExamplesFile, Hole, Problem, Property, Span, Use

_new = tuple.__new__


def shift_span(span: Span, by: int) -> Span:
    """`span`, moved."""
    # A keystroke moves thousands of spans: calling `Span` itself would take twice as long.
    start, end = span
    return _new(Span, (start + by, end + by))


def shift_problem(problem: Problem, by: int) -> Problem:
    """`problem`, moved."""
    return Problem(problem.code, problem.message, shift_span(problem.span, by))


def shift_example(example: Example, by: int) -> Example:
    """`example`, moved."""
    wanted = example.expected_span
    return Example(
        shift_span(example.span, by),
        example.source,
        shift_span(example.source_span, by),
        example.setup,
        example.expected,
        shift_span(wanted, by) if wanted is not None else None,
        example.raises,
        example.options,
        example.row,
    )


def _shift_properties(properties: tuple[Property, ...], by: int) -> tuple[Property, ...]:
    return tuple([Property(line.source, shift_span(line.span, by)) for line in properties]) if properties else ()


def place_hole(
    hole: Hole, by: int, identity: str, uses: tuple[Use, ...], calls: tuple[str, ...], example_calls: tuple[str, ...]
) -> Hole:
    """`hole` moved, with what is known only once the whole text is."""
    docstring = hole.docstring_span
    name_span = shift_span(hole.name_span, by)
    return Hole(
        identity,
        hole.name,
        hole.kind,
        hole.description,
        hole.signature,
        shift_span(hole.span, by),
        name_span,
        shift_span(hole.description_span, by) if hole.description_span is not hole.name_span else name_span,
        shift_span(hole.fill_span, by),
        shift_span(docstring, by) if docstring is not None else None,
        hole.body_indent,
        hole.decorators,
        hole.is_method,
        hole.parent,
        uses,
        tuple([shift_example(example, by) for example in hole.examples]) if hole.examples else (),
        tuple([ExamplesFile(file.path, shift_span(file.span, by)) for file in hole.examples_files])
        if hole.examples_files
        else (),
        _shift_properties(hole.properties, by),
        _shift_properties(hole.given, by),
        hole.choices,
        calls,
        example_calls,
    )
