"""The text of one top-level statement with its node, and places in it counted from its own beginning."""

from __future__ import annotations

import re

from attrs import field, frozen
from tree_sitter import Node

from sketch.model import Span
from sketch.tree import Offsets, SyntaxTree, offsets_of

_INDENT = re.compile(r"[ \t\f]*")


@frozen
class PieceText:
    """A run of whole top-level statements that begin on one line, up to where the next begins.

    `nodes` are its statements, in a tree of a text in which the piece begins at `base`, at byte `base_byte`; `offsets`
    are those of the piece alone. Everything is counted from the piece's own beginning, so that what is learnt about it
    holds wherever it stands.
    """

    text: str
    base: int
    base_byte: int
    nodes: tuple[Node, ...] = field(repr=False)
    offsets: Offsets = field(repr=False)

    def at(self, byte: int) -> int:
        """The place of a byte of the tree's text."""
        byte -= self.base_byte
        return self.offsets.offset(byte) if self.offsets.ends else byte

    def byte(self, place: int) -> int:
        """The byte of the tree's text at `place`: the way back from `at`."""
        return self.base_byte + (self.offsets.byte(place) if self.offsets.ends else place)

    def span(self, node: Node) -> Span:
        """Where `node` stands."""
        if self.offsets.ends:
            return Span(self.at(node.start_byte), self.at(node.end_byte))
        return Span(node.start_byte - self.base_byte, node.end_byte - self.base_byte)

    def slice(self, node: Node) -> str:
        """What `node` says."""
        if self.offsets.ends:
            return self.text[self.at(node.start_byte) : self.at(node.end_byte)]
        return self.text[node.start_byte - self.base_byte : node.end_byte - self.base_byte]

    def line_indent(self, place: int) -> str:
        """The white space that begins the line of `place`."""
        indent = _INDENT.match(self.text, self.line_start(place))
        assert indent is not None
        return indent.group()

    def line_start(self, place: int) -> int:
        """Where the line of `place` begins."""
        return max(self.text.rfind("\n", 0, place), self.text.rfind("\r", 0, place)) + 1

    def node_at(self, place: int) -> Node | None:
        """The smallest node that holds the character at `place`."""
        byte = self.byte(place)
        for statement in self.nodes:
            if statement.start_byte <= byte < statement.end_byte:
                return statement.descendant_for_byte_range(byte, byte + 1)
        return None


def pieces_of(tree: SyntaxTree) -> tuple[PieceText, ...]:
    """The top-level statements of `tree`, those that share a line together; comments belong to the piece above them."""
    groups: list[list[Node]] = []
    row = -1
    for node in tree.tree.root_node.children:
        if node.type == "comment":
            continue
        if groups and node.start_point.row <= row:
            groups[-1].append(node)
        else:
            groups.append([node])
        row = max(row, node.end_point.row)
    starts = [tree.offsets.offset(group[0].start_byte) for group in groups]
    pieces: list[PieceText] = []
    for group, start, end in zip(groups, starts, [*starts[1:], len(tree.text)], strict=False):
        text = tree.text[start:end]
        pieces.append(PieceText(text, start, group[0].start_byte, tuple(group), offsets_of(text)))
    return tuple(pieces)
