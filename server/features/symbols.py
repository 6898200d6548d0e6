"""Document symbols: holes and functions with how they stand, nested as they are in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import evolve, frozen

from holes.report import Status
from server.features.standing import called, passed, standing
from server.features.view import View
from sketch.layout import indentation, line_end, line_start, next_line
from sketch.model import Hole, Kind, Language, Span


class SymbolKind(StrEnum):
    """What a symbol is. A named hole is a `FUNCTION` or `METHOD` like any other; `INLINE` and `CHOICE` are holes in
    backticks."""

    CLASS = "class"
    FUNCTION = "function"
    METHOD = "method"
    INLINE = "inline"
    CHOICE = "choice"


@frozen
class Symbol:
    """Something that has a name. `span` is all of it and holds `selection`, the name itself, and the spans of all
    `children`. `detail` says how it stands: `verified 3/3`, `unfilled, stale`."""

    name: str
    kind: SymbolKind
    detail: str
    span: Span
    selection: Span
    children: tuple[Symbol, ...] = ()


def symbols(view: View) -> tuple[Symbol, ...]:
    """The outermost symbols, in order of the text. Of ordinary Python only what has to do with holes or examples."""
    subjects = view.subjects
    if view.sketch.language is Language.PYTHON:
        subjects = tuple(hole for hole in subjects if standing(view, hole) or hole.examples)
    flat: list[Symbol] = []
    for hole in subjects:
        flat += _in_backticks(view, hole) if hole.kind in (Kind.INLINE, Kind.CHOICE) else [_named(view, hole)]
    flat += _classes(view.text, subjects)
    return _nested(sorted(flat, key=lambda symbol: (symbol.span.start, -symbol.span.end)))


def _named(view: View, hole: Hole) -> Symbol:
    kind = SymbolKind.METHOD if hole.is_method else SymbolKind.FUNCTION
    return Symbol(hole.name, kind, _detail(view, hole), hole.span, hole.name_span)


def _in_backticks(view: View, hole: Hole) -> Iterator[Symbol]:
    """One symbol for each function that uses the hole, where it first does."""
    kind = SymbolKind.CHOICE if hole.kind is Kind.CHOICE else SymbolKind.INLINE
    first = {use.caller: use.span for use in sorted(hole.uses, key=lambda use: use.span, reverse=True)}
    for span in first.values():
        yield Symbol(called(hole), kind, _detail(view, hole), span, span)


def _detail(view: View, hole: Hole) -> str:
    words = [standing(view, hole)]
    report = view.reports.get(hole.id)
    if report is not None and hole.id not in view.pending:
        if report.examples and report.status not in (Status.UNFILLED, Status.BLOCKED):
            words[0] += f" {passed(report)}/{len(report.examples)}"
        words += report.flags
    return ", ".join(word for word in words if word)


def _classes(text: str, subjects: Iterable[Hole]) -> Iterator[Symbol]:
    """The classes that hold methods, from the word `class` on."""
    methods: dict[tuple[str, int], list[Hole]] = {}
    for hole in subjects:
        if hole.is_method and hole.parent is not None:
            name = hole.parent.rpartition(".")[2]
            place = _class_before(text, name, hole.span.start)
            if place is not None:
                methods.setdefault((name, place), []).append(hole)
    for (name, place), inside in methods.items():
        selection = Span(place, place + len(name))
        begin = line_start(text, place)
        start = begin + len(indentation(text, place))
        end = _end_of_block(text, max(hole.span.end for hole in inside), _width(text, place))
        yield Symbol(name, SymbolKind.CLASS, "", Span(start, end), selection)


def _class_before(text: str, name: str, method: int) -> int | None:
    """Where the name of the class stands whose method begins at `method`: that of the nearest one above which is
    indented less."""
    width = _width(text, method)
    head = re.compile(rf"class[ \t]+(?={re.escape(name)}\b)")
    end = method
    while (start := text.rfind("class", 0, end)) >= 0:
        found = head.match(text, start)
        if found is not None and not text[line_start(text, start) : start].strip() and _width(text, start) < width:
            return found.end()
        end = start
    return None


def _end_of_block(text: str, end: int, width: int) -> int:
    """Where the block ends that still holds what stands before `end`, and whose head is indented by `width` columns."""
    place = next_line(text, end)
    while place < len(text):
        stop = line_end(text, place)
        line = text[place:stop]
        if line.strip():
            if _width(text, place) <= width:
                break
            end = place + len(line.rstrip())
        place = next_line(text, place)
    return end


def _width(text: str, place: int) -> int:
    """How many columns the line of `place` is indented."""
    return len(indentation(text, place).expandtabs())


def _nested(flat: list[Symbol]) -> tuple[Symbol, ...]:
    """`flat`, which is sorted with the outer before the inner, as a tree."""
    parents: list[int | None] = []
    around: list[int] = []
    for index, symbol in enumerate(flat):
        while around and not _holds(flat[around[-1]].span, symbol.span):
            around.pop()
        parents.append(around[-1] if around else None)
        around.append(index)
    children: list[list[Symbol]] = [[] for _ in flat]
    roots: list[Symbol] = []
    for index in range(len(flat) - 1, -1, -1):
        parent = parents[index]
        whole = evolve(flat[index], children=tuple(reversed(children[index])))
        (roots if parent is None else children[parent]).append(whole)
    return tuple(reversed(roots))


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
