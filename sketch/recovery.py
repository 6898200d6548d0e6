"""What still stands in a text with an error: a bracket left open must not swallow every definition behind it."""

from __future__ import annotations

import re

from attrs import frozen

from sketch.tree import SyntaxTree, parse_tree

_DEFINITION = re.compile(r"(?:(?<=[\r\n])|\A)(?:def|class|async[ \t]+def|@)(?!\w)")
_MOST_TRIES = 4


@frozen
class Segment:
    """A part of a text that is parsed alone, and where it begins."""

    tree: SyntaxTree
    base: int


def segments_of(tree: SyntaxTree) -> tuple[Segment, ...]:
    """`tree`, whole where it has no error. Otherwise it is cut before the first definition behind the first error from
    which on there is none any more; and whole again where there is no such definition."""
    root = tree.tree.root_node
    if not root.has_error:
        return (Segment(tree, 0),)
    wrong = next((node for node in root.children if node.has_error or node.is_missing), root)
    begin = tree.offsets.offset(wrong.start_byte) + 1
    for tried, match in enumerate(_DEFINITION.finditer(tree.text, begin)):
        if tried == _MOST_TRIES:
            break
        rest = parse_tree(tree.text[match.start() :])
        if not rest.tree.root_node.has_error:
            return Segment(parse_tree(tree.text[: match.start()]), 0), Segment(rest, match.start())
    return (Segment(tree, 0),)
