"""Lines and columns of a text, for those who must speak of them. Lines break at `\\n`, `\\r\\n` and `\\r` only."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate, count
from operator import add

from attrs import field, frozen

_BREAK = re.compile(r"\r\n|\r|\n")


def _line_starts(text: str) -> list[int]:
    if "\r" in text:
        return [0, *(match.end() for match in _BREAK.finditer(text))]
    # Each keystroke asks this of the whole text: a few times faster than to look for each line end.
    return [0, *map(add, accumulate(map(len, text.split("\n")[:-1])), count(1))]


@frozen
class LineIndex:
    """Where the lines of `text` begin. Lines and columns count from 0, columns in code points."""

    text: str
    _starts: list[int] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_starts", _line_starts(self.text))

    @property
    def line_count(self) -> int:
        """How many lines there are: one more than there are line breaks."""
        return len(self._starts)

    def line_start(self, line: int) -> int:
        """The offset at which `line` begins; lines out of range are brought into it."""
        return self._starts[max(0, min(line, len(self._starts) - 1))]

    def line_end(self, line: int) -> int:
        """The offset at which `line` ends, before its line break."""
        if line >= len(self._starts) - 1:
            return len(self.text)
        end = self._starts[max(0, line) + 1]
        return end - 2 if self.text.startswith("\r\n", end - 2) else end - 1

    def line_column(self, offset: int) -> tuple[int, int]:
        """The line and column of `offset`; offsets out of range are brought into it."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        return line, offset - self._starts[line]

    def offset(self, line: int, column: int) -> int:
        """The offset of `line` and `column`; a column behind the line's end means its end, before the line break."""
        if line < 0:
            return 0
        if line >= len(self._starts):
            return len(self.text)
        return max(self._starts[line], min(self._starts[line] + column, self.line_end(line)))
