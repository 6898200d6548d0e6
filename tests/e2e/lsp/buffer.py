"""A text as an editor has it open: its versions, and where things are in lines and code units. It shares no code with
the server, so that one checks the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from attrs import define
from lsprotocol import types

_BREAK = re.compile(r"\r\n|\r|\n")
_UNIT = {"utf-8": 1, "utf-16": 2, "utf-32": 4}


def lines(text: str) -> list[tuple[int, int]]:
    """Where each line begins, and where it ends without its line end."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _BREAK.finditer(text):
        found.append((start, match.start()))
        start = match.end()
    return [*found, (start, len(text))]


def position(text: str, offset: int, encoding: str) -> types.Position:
    """Where `offset` is."""
    assert text[offset - 1 : offset + 1] != "\r\n" or not offset, "no place is in the middle of a line end"
    number, (start, _) = max((item for item in enumerate(lines(text)) if item[1][0] <= offset), key=lambda it: it[0])
    return types.Position(number, _units(text[start:offset], encoding))


def offset(text: str, at: types.Position, encoding: str) -> int:
    """The offset of a place that must be there."""
    start, end = lines(text)[at.line]
    for place in range(start, end + 1):
        if _units(text[start:place], encoding) == at.character:
            return place
    raise AssertionError(f"{at} is in no line of the text")


def _units(text: str, encoding: str) -> int:
    codec = "utf-8" if encoding == "utf-8" else f"{encoding}-le"
    return len(text.encode(codec, "surrogatepass")) // _UNIT[encoding]


@define(eq=False)
class Buffer:
    """An open document. `path` is where its file is, or would be. `told` is the newest version that the server was
    heard to know, `shown` are the diagnostics on show."""

    uri: str
    path: Path
    language: str
    text: str
    encoding: str
    version: int = 1
    open: bool = True
    told: int = 0
    shown: Sequence[types.Diagnostic] = ()
    holes: Sequence[dict[str, object]] = ()
    holes_version: int | None = None

    @property
    def identifier(self) -> types.TextDocumentIdentifier:
        """How messages call it."""
        return types.TextDocumentIdentifier(self.uri)

    def position(self, place: int) -> types.Position:
        """Where an offset is."""
        return position(self.text, place, self.encoding)

    def range(self, start: int, end: int) -> types.Range:
        """The range of two offsets."""
        return types.Range(self.position(start), self.position(end))

    def span(self, at: types.Range) -> tuple[int, int]:
        """The offsets of a range."""
        return offset(self.text, at.start, self.encoding), offset(self.text, at.end, self.encoding)

    def under(self, at: types.Range) -> str:
        """The text of a range."""
        start, end = self.span(at)
        return self.text[start:end]

    def find(self, words: str) -> tuple[int, int]:
        """The offsets of the only place where `words` stand; `$0` in them parts what is before from what is meant."""
        before, _, meant = words.rpartition("$0")
        wanted = before + meant
        assert self.text.count(wanted) == 1, f"{wanted!r} stands {self.text.count(wanted)} times in the text"
        start = self.text.index(wanted)
        return start + len(before), start + len(wanted)

    def at(self, words: str) -> types.Position:
        """The position of a cursor at the beginning of `words`, or at the `$0` in them."""
        return self.position(self.find(words)[0])

    def where(self, words: str) -> types.Range:
        """The range of `words`, or of what follows the `$0` in them."""
        return self.range(*self.find(words))

    @property
    def whole(self) -> types.Range:
        """The range of all of the text."""
        return self.range(0, len(self.text))

    def changes(
        self, edits: Iterable[types.TextEdit | types.AnnotatedTextEdit | types.SnippetTextEdit]
    ) -> list[tuple[int, int, str]]:
        """Edits as offsets and new texts, the last first, so that none moves another. None may reach into another."""
        made: list[tuple[int, int, str]] = []
        for edit in edits:
            assert not isinstance(edit, types.SnippetTextEdit), "no editor here knows snippets in edits"
            made.append((*self.span(edit.range), edit.new_text))
        made.sort(key=lambda item: item[:2])
        for (_, end, _), (start, _, _) in pairwise(made):
            assert end <= start, "edits reach into one another"
        return made[::-1]
