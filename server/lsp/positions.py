"""Between offsets into a text and the positions of the editor protocol: lines from 0, characters in the code units that
editor and server agreed on."""

from __future__ import annotations

from attrs import field, frozen
from lsprotocol import types

from sketch.lines import LineIndex
from sketch.model import Span

#: The last character that is one code unit of UTF-16.
_BEYOND = "\uffff"


@frozen
class Positions:
    """The positions of one text. `text` is what a sketch is parsed from: without the byte order mark that the editor's
    text may begin with, which `marked` tells of. `encoding` is `utf-8`, `utf-16` or `utf-32`."""

    text: str
    encoding: str = "utf-16"
    marked: bool = False
    _lines: LineIndex = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_lines", LineIndex(self.text))

    def position(self, offset: int) -> types.Position:
        """The position of `offset`; one in the middle of a line end is at its beginning."""
        return types.Position(*self._place(offset))

    def _place(self, offset: int) -> tuple[int, int]:
        line, column = self._lines.line_column(offset)
        start = self._lines.line_start(line)
        # Of its own line end only the first half of two characters can stand before an offset.
        units = self._units(self.text[start : start + column].removesuffix("\r"))
        return line, units + self._shift(line)

    def offset(self, position: types.Position) -> int:
        """The offset of a position. One beyond the end of its line is at that end, one in the middle of a character at
        its beginning."""
        line = position.line
        if line >= self._lines.line_count:
            return len(self.text)
        start, end = self._lines.line_start(line), self._lines.line_end(line)
        units = max(0, position.character - self._shift(line))
        # Lines are long only where somebody's data stands in them: no more of one is looked at than can matter.
        content = self.text[start : min(end, start + units)]
        if content.isascii() or self.encoding == "utf-32":
            return start + len(content)
        for index, character in enumerate(content):
            units -= self._width(character)
            if units < 0:
                return start + index
        return start + len(content)

    def range(self, span: Span) -> types.Range:
        """The range of `span`."""
        return types.Range(self.position(span.start), self.position(span.end))

    def json(self, span: Span) -> dict[str, dict[str, int]]:
        """The range of `span`, as it is written on the wire."""
        first, last = self._place(span.start), self._place(span.end)
        return {
            "start": {"line": first[0], "character": first[1]},
            "end": {"line": last[0], "character": last[1]},
        }

    def span(self, range: types.Range) -> Span:
        """The span of a range; where its ends are the wrong way round, they are put right."""
        start, end = self.offset(range.start), self.offset(range.end)
        return Span(min(start, end), max(start, end))

    def line(self, offset: int) -> int:
        """The line of `offset`."""
        return self._lines.line_column(offset)[0]

    def _shift(self, line: int) -> int:
        if line or not self.marked:
            return 0
        return 3 if self.encoding == "utf-8" else 1

    def _units(self, content: str) -> int:
        if content.isascii() or self.encoding == "utf-32":
            return len(content)
        if self.encoding == "utf-8":
            return len(content.encode("utf-8", "surrogatepass"))
        return len(content) + sum(character > _BEYOND for character in content)

    def _width(self, character: str) -> int:
        if self.encoding == "utf-8":
            return len(character.encode("utf-8", "surrogatepass"))
        return 2 if character > _BEYOND else 1
