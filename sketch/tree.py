"""Syntax trees of tree-sitter-python, with offsets in code points.

Tree-sitter speaks of UTF-8 bytes. What it is given has, byte for byte, the length of the text's UTF-8, but a lone `\\r`
is a `\\n` (it knows no other line end) and a lone surrogate is the replacement character (it stops at invalid UTF-8).
"""

from __future__ import annotations

import re
from bisect import bisect_right

import tree_sitter_python
from attrs import field, frozen
from tree_sitter import Language, Parser, Tree

GRAMMAR = Language(tree_sitter_python.language())

_LONE_RETURN = re.compile(r"\r(?!\n)")
_SURROGATE = re.compile("[\ud800-\udfff]")
_WIDE = re.compile(r"[^\x00-\x7f]")


@frozen
class Offsets:
    """Turns byte offsets of one text's UTF-8 into code points; a byte inside a character means its beginning.

    `starts` and `ends` are the byte ranges of the characters wider than a byte, `extras` how many bytes more than
    characters there are up to each one's end. All are empty for ASCII.
    """

    starts: tuple[int, ...] = field(default=(), repr=False)
    ends: tuple[int, ...] = field(default=(), repr=False)
    extras: tuple[int, ...] = field(default=(), repr=False)

    def offset(self, byte: int) -> int:
        """The code point offset of `byte`."""
        if not self.ends:
            return byte
        index = bisect_right(self.ends, byte)
        if index < len(self.starts) and byte > self.starts[index]:
            byte = self.starts[index]
        return byte - self.extras[index - 1] if index else byte

    def byte(self, offset: int) -> int:
        """The byte at which the code point at `offset` begins."""
        if not self.ends:
            return offset
        index = self._wide_before(offset)
        return offset + (self.extras[index - 1] if index else 0)

    def _wide_before(self, offset: int) -> int:
        """How many characters wider than a byte stand before `offset`."""
        low, high = 0, len(self.ends)
        while low < high:
            middle = (low + high) // 2
            if self.ends[middle] - self.extras[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


_ASCII = Offsets()


def offsets_of(text: str) -> Offsets:
    """The offsets of `text`, at once for ASCII."""
    if text.isascii():
        return _ASCII
    starts: list[int] = []
    ends: list[int] = []
    extras: list[int] = []
    extra = 0
    for match in _WIDE.finditer(text):
        character = match.group()
        width = 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
        start = match.start() + extra
        extra += width - 1
        starts.append(start)
        ends.append(start + width)
        extras.append(extra)
    return Offsets(tuple(starts), tuple(ends), tuple(extras))


@frozen
class SyntaxTree:
    """A text, the tree of the bytes that stand for it, and the way back to code points."""

    text: str
    tree: Tree = field(repr=False)
    offsets: Offsets = field(repr=False)

    @property
    def sound(self) -> bool:
        """Whether there is no error in it."""
        return not self.tree.root_node.has_error


def _bytes_of(text: str) -> bytes:
    if "\r" in text:
        text = _LONE_RETURN.sub("\n", text)
    try:
        return text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text).encode()


def parse_tree(text: str) -> SyntaxTree:
    """The tree of `text`. Never fails: errors are nodes of the tree."""
    return SyntaxTree(text, Parser(GRAMMAR).parse(_bytes_of(text)), offsets_of(text))
