"""Text and edits of text. Lines end at `\\n`, `\\r\\n` and `\\r` only, whatever `str.splitlines` thinks."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from sketch.model import Span


@frozen
class Edit:
    """Replace what stands at `span` by `text`."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits` made at once: spans are offsets into the old text. Raises ValueError where they
    overlap."""
    pieces: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        if edit.span.start < position:
            raise ValueError("edits overlap")
        pieces += [text[position : edit.span.start], edit.text]
        position = edit.span.end
    pieces.append(text[position:])
    return "".join(pieces)
