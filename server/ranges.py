"""From offsets to the ranges that machines read: lines from 0, characters in UTF-16 code units, as editors count."""

from __future__ import annotations

from attrs import field, frozen

from sketch.lines import LineIndex
from sketch.model import Span


@frozen
class Ranges:
    """The ranges of one text."""

    text: str
    _lines: LineIndex = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_lines", LineIndex(self.text))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and character of `offset`."""
        line, column = self._lines.line_column(offset)
        start = self._lines.line_start(line)
        # A character outside the basic plane is two code units.
        return line, column + sum(char > "\uffff" for char in self.text[start : start + column])

    def json(self, span: Span) -> dict[str, dict[str, int]]:
        """The range of `span` as in the language server protocol."""
        (line, character), (end_line, end_character) = self.position(span.start), self.position(span.end)
        return {
            "start": {"line": line, "character": character},
            "end": {"line": end_line, "character": end_character},
        }
