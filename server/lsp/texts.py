"""An open text, and how an editor's changes make the next one out of it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from attrs import frozen
from lsprotocol import types

from server.lsp.positions import Positions
from sketch.model import Language, Span
from sketch.parse import Parsed, parse, reparse
from sketch.text import Edit, apply_edits

_MARK = "\ufeff"


@frozen
class Text:
    """One version of an open text. `positions` knows the text without a byte order mark. `parsed` is None for Python
    without a mark of ours, which is not read at all."""

    version: int | None
    language: Language
    positions: Positions
    parsed: Parsed | None

    @property
    def text(self) -> str:
        """The text that offsets are into."""
        return self.positions.text

    @property
    def whole(self) -> str:
        """The text as the editor has it."""
        return _MARK + self.text if self.positions.marked else self.text


def opened(text: str, language: Language, version: int | None, encoding: str, *, sketch: bool) -> Text:
    """A text as an editor sends it. `sketch` says that it is to be read even where no hole shows."""
    positions = _positions(text, encoding)
    return Text(version, language, positions, _read(positions.text, language, sketch=sketch))


def _positions(whole: str, encoding: str) -> Positions:
    """The positions of a text that may begin with a mark."""
    marked = whole.startswith(_MARK)
    return Positions(whole[1:] if marked else whole, encoding, marked)


def _read(text: str, language: Language, *, sketch: bool) -> Parsed | None:
    return parse(text, language) if sketch or may_hold_holes(text, language) else None


def may_hold_holes(text: str, language: Language) -> bool:
    """Whether it is worth reading: most Python files that an editor opens are no sketches."""
    return language is Language.ANPL or "# hole" in text


def changed(before: Text, changes: Sequence[types.TextDocumentContentChangeEvent], version: int | None) -> Text:
    """The text after `changes`, each of which is told in positions of what the one before it left."""
    positions = before.positions
    only: Edit | None = None
    for number, change in enumerate(changes):
        if isinstance(change, types.TextDocumentContentChangePartial):
            edit = Edit(positions.span(change.range), change.text)
            only = edit if number == 0 and edit.span.start > 0 else None
            if edit.span.start > 0:
                positions = Positions(apply_edits(positions.text, [edit]), positions.encoding, positions.marked)
            else:
                # It may take the mark away, come before it, or be one.
                whole = Positions(_MARK * positions.marked + positions.text, positions.encoding)
                edited = apply_edits(whole.text, [Edit(whole.span(change.range), change.text)])
                positions = _positions(edited, positions.encoding)
        else:
            only = None
            positions = _positions(change.text, positions.encoding)
    if before.parsed is None:
        return Text(version, before.language, positions, _read(positions.text, before.language, sketch=False))
    edits = [only] if only is not None and len(changes) == 1 else difference(before.text, positions.text)
    return Text(version, before.language, positions, reparse(before.parsed, edits))


def difference(before: str, after: str) -> list[Edit]:
    """One edit that makes `after` of `before`, as small as can be without looking inside; none where they are equal."""
    if before == after:
        return []
    start = _shared(before, after)
    most = min(len(before), len(after)) - start
    end = _shared(before[::-1][:most], after[::-1][:most])
    return [Edit(Span(start, len(before) - end), after[start : len(after) - end])]


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
