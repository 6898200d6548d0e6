"""What can be typed in an example: calls, literals like those of other examples, and what is expected of it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from holes.values import shorten
from server.features.completion_place import Half, Place, half
from server.features.example_call import call_parts, smallest
from server.features.markdown import block, plain
from server.features.view import View
from sketch.doctests import FLAGS
from sketch.model import Example, Hole, Kind
from sketch.statements import is_literal, literal_value, parse_python

_MOST = 5
_LONGEST = 80
#: So many examples of a hole are read for what they pass to it, the last ones.
_LATEST = 20
_FLAGS_SHOWN = ("ELLIPSIS", "NORMALIZE_WHITESPACE", "SKIP", "IGNORE_EXCEPTION_DETAIL")


class CompletionKind(StrEnum):
    """What a completion is, for its icon."""

    FUNCTION = "function"
    VARIABLE = "variable"
    VALUE = "value"
    KEYWORD = "keyword"
    FILE = "file"
    SNIPPET = "snippet"
    TEXT = "text"


@frozen
class Draft:
    """A completion but for where it goes. `parts` are pieces of its text; every second one is a place to fill in."""

    label: str
    parts: tuple[str, ...]
    kind: CompletionKind
    detail: str | None = None
    documentation: str | None = None


def draft_examples(view: View, place: Place) -> Iterator[Draft]:
    """What can be typed behind the prompt of an example."""
    typed = half(place.before)
    head = place.before[: len(place.before) - (place.span.end - place.span.start)]
    if typed.quoted or head.rstrip().endswith("."):
        return
    called = _called(view, place, typed.callee) if typed.callee else None
    if called is not None:
        yield from _arguments(called, typed, place)
    begins = not head.strip()
    for hole in place.holes:
        yield draft_call(hole, place)
        if begins:
            yield from _earlier_calls(hole, place)
    own = {hole.id for hole in place.holes}
    others = (hole for hole in _named(view) if hole.id not in own and hole.parent is None)
    for hole in sorted(others, key=lambda hole: abs(hole.span.start - place.span.start)):
        yield draft_call(hole, place)


def _named(view: View) -> Iterator[Hole]:
    yield from (hole for hole in view.subjects if hole.kind in (Kind.NAMED, Kind.SKETCH))


def _called(view: View, place: Place, callee: str) -> Hole | None:
    return next((hole for hole in (*place.holes, *_named(view)) if call_parts(hole)[0] == callee), None)


def draft_call(hole: Hole, place: Place) -> Draft:
    """A call of `hole`, with a place to fill in for each argument."""
    name, arguments = call_parts(hole)
    untold = any(value == "..." for _, _, value in arguments)
    known = _known_arguments(hole, place) if untold else {}
    parts = [f"{name}("]
    for index, (parameter, before, value) in enumerate(arguments):
        parts[-1] += (", " if index else "") + before
        seen = known.get(index, ()) or known.get(parameter.name, ())
        if value == "..." and seen:
            value = _shape(seen[0])
        quotes = len(value) >= 2 and value.endswith('""')
        if quotes:
            parts[-1] += value[:-1]
        parts += ["" if quotes else parameter.name if value == "..." else value, '"' if quotes else ""]
    parts[-1] += ")"
    return Draft(name, tuple(parts), CompletionKind.FUNCTION, _detail(hole), documented(hole))


def _detail(hole: Hole) -> str:
    return shorten(hole.signature.text if hole.kind is not Kind.INLINE else f"`{hole.description}`", _LONGEST)


def documented(hole: Hole) -> str:
    """What a hole is asked to do, as Markdown."""
    shown = block(hole.signature.text)
    return f"{shown}\n\n{plain(hole.description)}" if hole.description else shown


def _earlier_calls(hole: Hole, place: Place) -> Iterator[Draft]:
    """The calls of earlier examples, to be changed into another one."""
    sources = [example.source for example in _others(hole, place) if not example.setup and "\n" not in example.source]
    for source in list(dict.fromkeys(reversed(sources)))[:_MOST]:
        if len(source) <= _LONGEST:
            yield Draft(source, (source,), CompletionKind.SNIPPET, "as in an example")


def _others(hole: Hole, place: Place) -> tuple[Example, ...]:
    """The examples that stand in the text itself, but for the one that is typed."""
    return tuple(
        example
        for example in hole.examples
        if example.row is None and not (example.span.start <= place.span.end and place.span.start <= example.span.end)
    )


def _arguments(hole: Hole, typed: Half, place: Place) -> Iterator[Draft]:
    """Values for the argument that is typed: such as it has in other examples, and the smallest of its annotation."""
    known = _known_arguments(hole, place)
    parameters = call_parts(hole)[1]
    if typed.argument < len(parameters):
        parameter, _, value = parameters[typed.argument]
        shape = value if value != "..." else ""
        for text in known.get(typed.argument, ())[:_MOST]:
            yield Draft(text, (text,), CompletionKind.VALUE, f"{parameter.name}, as in an example")
        if shape:
            yield Draft(shape, (shape,), CompletionKind.VALUE, f"{parameter.name}: {parameter.annotation}")


def _known_arguments(hole: Hole, place: Place) -> dict[int | str, tuple[str, ...]]:
    """The literals that examples pass to `hole`, latest first, by position and by keyword."""
    name = call_parts(hole)[0]
    found: dict[int | str, dict[str, None]] = {}
    for example in _others(hole, place)[: -_LATEST - 1 : -1]:
        tree = parse_python(example.source, "eval")
        for node in ast.walk(tree) if tree is not None else ():
            if isinstance(node, ast.Call) and ast.unparse(node.func) == name:
                given: list[tuple[int | str, ast.expr]] = [*enumerate(node.args)]
                given += [(keyword.arg, keyword.value) for keyword in node.keywords if keyword.arg]
                for position, argument in given:
                    text = ast.get_source_segment(example.source, argument)
                    if text and "\n" not in text and len(text) <= _LONGEST and is_literal(text):
                        found.setdefault(position, {})[text] = None
    return {position: tuple(texts) for position, texts in found.items()}


def _shape(literal: str) -> str:
    """The smallest value of the same kind as `literal`."""
    return smallest(type(literal_value(literal)).__name__)


def draft_expected(view: View, place: Place) -> Iterator[Draft]:
    """What can be expected of an example."""
    for hole in place.holes:
        report = view.reports.get(hole.id)
        for found in report.examples if report is not None else ():
            above = found.example.row is None and place.line <= found.example.span.start <= place.span.start
            if above and found.actual and "\n" not in found.actual and len(found.actual) <= _LONGEST:
                yield Draft(found.actual, (found.actual,), CompletionKind.VALUE, "what it gives now")
    for hole in place.holes:
        texts = [example.expected for example in reversed(_others(hole, place)) if example.expected]
        shown = (text for text in dict.fromkeys(texts) if "\n" not in text and len(text) <= _LONGEST)
        for text in list(shown)[:_MOST]:
            yield Draft(text, (text,), CompletionKind.VALUE, "as in an example")
        yield from _shapes(hole)
    for hole in place.holes:
        if _may_be_float(hole, place):
            parts = ("approx(", "0.1", ")")
            yield Draft("approx(…)", parts, CompletionKind.FUNCTION, "a float, compared approximately")
            break
    raised = dict.fromkeys(example.raises for hole in place.holes for example in _others(hole, place) if example.raises)
    error = next(iter(raised), None) or "ValueError"
    lines = ("Traceback (most recent call last):\n    ...\n", error, "")
    yield Draft(lines[0].split("\n")[0], lines, CompletionKind.SNIPPET, "an exception")


def _shapes(hole: Hole) -> Iterator[Draft]:
    returns = hole.signature.returns
    value = smallest(returns)
    if returns is None or value == "...":
        return
    for text in ("True", "False") if value == "True" else (value,):
        yield Draft(text, (text,), CompletionKind.VALUE, returns)


def _may_be_float(hole: Hole, place: Place) -> bool:
    returns = hole.signature.returns
    if returns is not None:
        return re.search(r"\b(?:float|complex|Any|object|ndarray)\b", returns) is not None
    expected = [example.expected for example in _others(hole, place) if example.expected]
    return not expected or any(re.search(r"\d\.\d|approx\(", text) for text in expected)


def draft_flags(view: View, place: Place) -> Iterator[Draft]:
    """The options of doctest."""
    for flag in (*_FLAGS_SHOWN, *sorted(FLAGS.difference(_FLAGS_SHOWN))):
        yield Draft(f"+{flag}", (f"+{flag}",), CompletionKind.KEYWORD)
