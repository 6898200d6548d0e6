"""The Python module of a sketch and its fills: as its user gets it, and as a runner executes it.

Everything that is not a hole is copied byte for byte. The module of a runner calls back into `__holewright__`, a global
that the runner gives it, and holds no expected value: those never enter the process that runs a candidate.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping

from attrs import frozen

from sketch.code import code_of
from sketch.cuts import example_cuts, merged
from sketch.layout import indent_unit, indentation, line_ending, line_start
from sketch.model import Fill, Hole, Kind, Sketch, Span, overlap
from sketch.placement import (
    body_of,
    choice_value,
    definition_start,
    function_of,
    function_place,
    functions_before,
    named_fill,
    use_name,
)
from sketch.source_map import Replacement, SourceMap, assemble
from sketch.traces import main_blocks, trace_cuts


@frozen
class Module:
    """A compiled sketch. `missing` are the ids of the holes without a fill, in order of the text."""

    text: str
    source_map: SourceMap
    missing: tuple[str, ...] = ()


def compile_module(sketch: Sketch, fills: Mapping[str, Fill]) -> Module:
    """The plain Python module of `sketch` with `fills` by hole id.

    A hole without a fill raises NotImplementedError when it is called. Valid Python wherever the sketch has no syntax
    problem and the fills are valid; never fails otherwise, the module is then as wrong as they are.
    """

    def choice(hole: Hole, span: Span) -> str:
        return choice_value(sketch, span, fills[hole.id].source) if hole.id in fills else _raising_choice(hole)

    changes, missing = _filled(sketch, fills, choice, lambda hole, source: source)
    text, source_map = assemble(sketch.text, changes)
    return Module(text, source_map, missing)


def instrument(sketch: Sketch, fills: Mapping[str, Fill]) -> Module:
    """The module as a runner executes it: `compile_module`'s, without anything that tells what is expected, and with
    its calls told of.

    `@__holewright__.hole(id)` is the innermost decorator of every hole with a fill and every sketch function,
    `@__holewright__.missing(id)` of every hole without; `__holewright__.chosen(id, value)` is the value of a choice,
    and `__holewright__.choice(id)` of one that is not made. Lines correspond to `compile_module`'s through the source
    maps: what is cut leaves empty lines behind.
    """
    open_holes = {hole.id for hole in sketch.holes if hole.id not in fills}

    def hook(hole: Hole) -> str:
        return f"@__holewright__.{'missing' if hole.id in open_holes else 'hole'}({_quoted(hole.id)})"

    def decorated(hole: Hole, source: str) -> str:
        function = function_of(Fill(source), hole.name)
        if function is None:
            return source
        start = function.span.start
        return source[:start] + hook(hole) + "\n" + indentation(source, start) + source[start:]

    def choice(hole: Hole, span: Span) -> str:
        if hole.id in open_holes:
            return f"__holewright__.choice({_quoted(hole.id)})"
        return f"__holewright__.chosen({_quoted(hole.id)}, ({fills[hole.id].source.strip()}))"

    changes, missing = _filled(sketch, fills, choice, decorated)
    for hole in (*sketch.holes, *sketch.functions):
        if hole.kind in (Kind.NAMED, Kind.SKETCH):
            start = definition_start(sketch, hole)
            line = line_start(sketch.text, start)
            inserted = indentation(sketch.text, start) + hook(hole) + line_ending(sketch.text)
            owner = hole.id if hole.kind is Kind.NAMED else None
            changes.append(Replacement(Span(line, line), inserted, hole.name_span.start, owner))
    changes = _without_expectations(sketch, changes)
    text, source_map = assemble(sketch.text, changes)
    return Module(text, source_map, missing)


def _without_expectations(sketch: Sketch, changes: list[Replacement]) -> list[Replacement]:
    """`changes`, and those that cut what tells what is expected: examples, properties, and what only a script does."""
    blocks = main_blocks(sketch)
    kept = [change for change in changes if not _within(change.span, blocks)]
    taken = sorted(change.span for change in kept if change.span.start < change.span.end)
    cuts = _kept_lines(sketch.text, merged((*example_cuts(sketch), *trace_cuts(sketch))))
    cuts = [cut for cut in cuts if not _within(cut, blocks) and not _overlaps(cut, taken)]
    kept += [Replacement(cut, "", cut.start) for cut in cuts]
    for block in blocks:
        first, *rest = _kept_lines(sketch.text, (block,))
        kept.append(Replacement(first, "pass", first.start))
        kept += [Replacement(span, "", span.start) for span in rest]
    return kept


def _within(span: Span, blocks: tuple[Span, ...]) -> bool:
    return any(block.start <= span.start and span.end <= block.end for block in blocks)


def _overlaps(span: Span, others: list[Span]) -> bool:
    """Whether `span` has anything in common with one of `others`, which are in order and apart from each other."""
    before = bisect_left(others, span.end, key=lambda other: other.start) - 1
    return before >= 0 and overlap(span, others[before])


def _filled(
    sketch: Sketch,
    fills: Mapping[str, Fill],
    choice: Callable[[Hole, Span], str],
    function_source: Callable[[Hole, str], str],
) -> tuple[list[Replacement], tuple[str, ...]]:
    """All replacements that put fills in, and the ids of the holes that have none."""
    code = code_of(sketch.text)
    changes: list[Replacement] = []
    functions: dict[tuple[int, int], list[tuple[Hole, str]]] = {}
    for hole in sketch.holes:
        fill = fills.get(hole.id)
        if hole.kind is Kind.NAMED:
            changes += named_fill(sketch, hole, _raising(hole) if fill is None else body_of(fill, hole.name))
        elif hole.kind is Kind.CHOICE:
            changes += [use_name(sketch, use.span, choice(hole, use.span), hole.id) for use in hole.uses]
        elif hole.uses:
            source = _missing_function(hole) if fill is None else fill.source
            place = function_place(sketch, code, min(use.span.start for use in hole.uses))
            functions.setdefault(place, []).append((hole, function_source(hole, source)))
            changes += [use_name(sketch, use.span, hole.name) for use in hole.uses]
    tabs = bool(functions) and indent_unit(sketch.text) == "\t"
    for place, sources in functions.items():
        changes += functions_before(sketch, place, sources, tabs=tabs)
    return changes, tuple(hole.id for hole in sketch.holes if hole.id not in fills)


def _quoted(text: str) -> str:
    """`text` as a string literal in double quotes: JSON's, but for what lies beyond ASCII, is Python's too."""
    return json.dumps(text, ensure_ascii=False)


def _raising(hole: Hole) -> str:
    return f"raise NotImplementedError({_quoted(f'hole `{hole.name}` is not filled')})"


def _missing_function(hole: Hole) -> str:
    return f"{'async ' if hole.signature.is_async else ''}def {hole.name}(*args, **kwargs):\n    {_raising(hole)}"


def _raising_choice(hole: Hole) -> str:
    return f"(_ for _ in ()).throw(NotImplementedError({_quoted(f'hole `{hole.name}` is not filled')}))"


def _kept_lines(text: str, cuts: tuple[Span, ...]) -> list[Span]:
    """`cuts` without the line ends in them, so that the lines stay and are empty."""
    return [
        Span(cut.start + match.start(), cut.start + match.end())
        for cut in cuts
        for match in re.finditer(r"[^\r\n]+", text[cut.start : cut.end])
    ]
