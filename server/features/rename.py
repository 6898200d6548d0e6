"""Renaming a hole or sketch function where it stands, is used or is spoken of."""

from __future__ import annotations

from holes import renaming
from holes.lock_changes import LockChange
from holes.renaming import Renaming, rename_hole
from server.features.navigation import meant_at
from server.features.view import View
from sketch.model import Kind, Span


def prepare(view: View, offset: int) -> tuple[Span, str] | None:
    """What would be renamed at `offset`, and how it is called now: a name, or the text between backticks. None where
    nothing is spoken of that can be renamed."""
    meant = meant_at(view, offset)
    if meant is None or meant.holes[0].kind is Kind.CHOICE:
        return None
    span = meant.span
    if meant.holes[0].kind is Kind.INLINE:
        span = Span(span.start + 1, span.end - 1)
        # An editor puts the new text where the cursor is: on a backtick, or the `_` of an example, it is not in it.
        if not span.start <= offset <= span.end:
            return None
    return span, view.text[span.start : span.end]


def rename(view: View, offset: int, new_name: str) -> Renaming:
    """What to change so that what is spoken of at `offset` is called `new_name`. Raises ValueError, with a sentence for
    the person, where that cannot be."""
    meant = meant_at(view, offset)
    if meant is None:
        raise ValueError("There is no hole here to rename.")
    return rename_hole(view.sketch, view.document.fills, meant.holes[0], new_name)


def lock_change(view: View, made: Renaming) -> LockChange:
    """What `holes.lock` must say once the text is as `made` makes it."""
    return renaming.lock_change(view.document, made)
