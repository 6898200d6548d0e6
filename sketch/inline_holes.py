"""One hole for each text in backticks, however often and wherever it stands."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import NamedTuple

from sketch.inline import Occurrence
from sketch.model import Example, Hole, Kind, Signature, Span
from sketch.names import python_name, slug, unique
from sketch.reading import Reading
from sketch.scope import Scope
from sketch.shift import shift_example, shift_span
from sketch.signature import signature_text


class InlineHoles(NamedTuple):
    """The holes, without uses and calls, and the id of each by its text."""

    holes: tuple[Hole, ...]
    ids: dict[str, str]


def inline_holes(readings: Sequence[Reading], starts: Sequence[int], scope: Scope) -> InlineHoles:
    """The holes in backticks of pieces that say `readings` and begin at `starts`, made after the first occurrence of
    their texts."""
    by_text: dict[str, list[tuple[int, Occurrence]]] = {}
    for reading, start in zip(readings, starts, strict=True):
        for occurrence in reading.occurrences:
            by_text.setdefault(occurrence.text, []).append((start, occurrence))
    if not by_text:
        return InlineHoles((), {})
    holes: list[Hole] = []
    ids: dict[str, str] = {}
    taken = set(scope.ids.values())
    names: set[str] = set()
    for text, occurrences in by_text.items():
        identity = unique(slug(text), taken, text, "-")
        taken.add(identity)
        ids[text] = identity
        name = unique(python_name(text), _Taken(readings, names), text, "_")
        names.add(name)
        holes.append(_hole(identity, name, occurrences))
    return InlineHoles(tuple(holes), ids)


def _hole(identity: str, name: str, occurrences: list[tuple[int, Occurrence]]) -> Hole:
    start, first = occurrences[0]
    span = shift_span(first.span, start)
    inner = Span(span.start + 1, span.end - 1)
    examples: list[Example] = []
    for by, occurrence in occurrences:
        examples += [shift_example(example, by) for example in occurrence.examples]
    return Hole(
        id=identity,
        name=name,
        kind=Kind.CHOICE if first.choices else Kind.INLINE,
        description=first.text.strip(),
        signature=_named(first.signature, name) if not first.choices else first.signature,
        span=span,
        name_span=inner,
        description_span=inner,
        fill_span=span,
        examples=tuple(examples),
        choices=first.choices,
    )


def _named(signature: Signature, name: str) -> Signature:
    text = signature_text(name, signature.parameters, signature.returns, signature.is_async)
    return Signature(text, signature.parameters, signature.returns, signature.is_async)


class _Taken:
    """The names that the pieces mention anywhere, builtins and `others`, as something to ask with `in`."""

    def __init__(self, readings: Sequence[Reading], others: set[str]) -> None:
        self._readings = readings
        self._others = others

    def __contains__(self, name: object) -> bool:
        if name in self._others or hasattr(builtins, str(name)):
            return True
        return any(name in reading.words for reading in self._readings)
