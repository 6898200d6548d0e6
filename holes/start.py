"""A start: what an offline search found right on a part of the examples, offered to a model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holes.engines.protocol import Request
from holes.trial import Trial
from sketch.model import Example

_LITERAL = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|\b(\d+(?:\.\d+)?)")


def start_of(best: Trial, request: Request) -> str | None:
    """The function in `best` where it does something right. None where it would tell of an example that is held back,
    by a literal that is in none of the others."""
    if not any(item.passed for item in best.evidence):
        return None
    examples = request.hole.examples
    shown = [examples[index] for index in request.shown]
    held = [example for index, example in enumerate(examples) if index not in request.shown]
    told = _literals(best.fill.source) - _literals(_text(shown) + request.hole.description)
    return best.fill.source if told.isdisjoint(_literals(_text(held))) else None


def _text(examples: Sequence[Example]) -> str:
    parts = ((*example.setup, example.source, example.expected or example.raises or "") for example in examples)
    return "\n".join(text for part in parts for text in part)


def _literals(text: str) -> set[str]:
    return {"".join(found.groups(default="")) for found in _LITERAL.finditer(text)}
