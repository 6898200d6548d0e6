"""Calls of the last trace as examples: what a hole got and gave, where both can be written down."""

from __future__ import annotations

from collections.abc import Iterator

from holes.runner.protocol import Ending
from holes.trace import TracedCall
from holes.values import parse_literal
from server.features.view import View
from sketch.model import Hole, Kind
from sketch.statements import is_literal, normal_form

#: Longer examples than this are not to be read where they would stand.
_LONGEST = 1_000
_POSITIONAL = ("positional", "positional-only", "star")


def traced_examples(view: View, hole: Hole) -> Iterator[tuple[str, str]]:
    """The source and the expected text of an example for each traced call of `hole` that no example speaks of yet.
    What is not known to be right is among them: it is for the person to say."""
    if view.trace is None or hole.kind is Kind.CHOICE or hole.is_method:
        return
    told = {normal_form(example.source) for example in hole.examples}
    for call in view.trace.calls:
        if call.hole != hole.id or call.answered or call.wrong is not None:
            continue
        source, expected = _source(view, hole, call), _expected(call)
        if source is None or expected is None or len(source) + len(expected) > _LONGEST:
            continue
        if normal_form(source) in told:
            continue
        told.add(normal_form(source))
        yield source, expected


def _source(view: View, hole: Hole, call: TracedCall) -> str | None:
    """The call as one types it; None where an argument is no literal, and no function of the sketch either."""
    functions = {other.name for other in view.subjects if other.parent is None and not other.is_method}
    texts: list[str] = []
    by_keyword = False
    for index, (name, value) in enumerate(call.arguments):
        if value not in functions and not _is_python(value):
            return None
        parameters = hole.signature.parameters
        parameter = parameters[index] if index < len(parameters) else None
        if not name or (parameter is not None and parameter.name == name and parameter.kind in _POSITIONAL):
            if by_keyword:
                return None
            texts.append(value)
        else:
            by_keyword = True
            texts.append(f"{name}={value}")
    return f"{'_' if hole.kind is Kind.INLINE else hole.name}({', '.join(texts)})"


def _expected(call: TracedCall) -> str | None:
    """What came, as an example expects it; None where not all of it is there, or it is no literal."""
    if call.gave is None or "…" in call.gave:
        return None
    if call.ending is Ending.RAISED:
        return f"Traceback (most recent call last):\n{call.gave}"
    if call.ending is not Ending.VALUE or parse_literal(call.gave) is None:
        return None
    return "" if call.gave == "None" else call.gave


def _is_python(text: str) -> bool:
    """Whether a value is all there, and is Python that gives it without any name."""
    return "…" not in text and is_literal(text)
