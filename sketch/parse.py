"""From text to sketch: `parse` from scratch, `reparse` after edits. Neither fails on any text.

A text is cut into pieces, its top-level statements. What a piece says on its own is read once and remembered by its
text; what pieces say of each other (who calls what, which names are taken) is put together anew each time.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen
from tree_sitter import Node

from sketch.assembly import Placed, Reading, assemble, example_words
from sketch.definitions import read_definitions
from sketch.inline import read_backticks
from sketch.model import Language, Sketch
from sketch.piece import PieceText
from sketch.references import words_of
from sketch.syntax_errors import syntax_problems
from sketch.text import Edit
from sketch.tree import SyntaxTree, edit_tree, parse_tree


@frozen
class Parsed:
    """A sketch, and what makes parsing its next version fast. Immutable: a version can be edited in several ways."""

    sketch: Sketch
    tree: SyntaxTree = field(repr=False, eq=False)
    readings: Mapping[str, Reading] = field(repr=False, eq=False)


def parse(text: str, language: Language) -> Parsed:
    """The sketch that `text` is. Never fails: what is wrong is in its `problems`."""
    return _read(parse_tree(text), language, {})


def reparse(parsed: Parsed, edits: Sequence[Edit]) -> Parsed:
    """The sketch after `edits`, as `parse` would give it. Raises ValueError where edits overlap."""
    return _read(edit_tree(parsed.tree, edits), parsed.sketch.language, parsed.readings)


def _read(tree: SyntaxTree, language: Language, known: Mapping[str, Reading]) -> Parsed:
    placed: list[Placed] = []
    readings: dict[str, Reading] = {}
    for piece in _pieces(tree):
        whole = not any(node.has_error for node in piece.nodes)
        reading = known.get(piece.text) or readings.get(piece.text) if whole else None
        if reading is None:
            reading = _read_piece(piece, language)
        if whole:
            readings[piece.text] = reading
        placed.append(Placed(piece, reading))
    assembled = assemble(placed)
    problems = sorted(
        {*syntax_problems(tree, language), *assembled.problems},
        key=lambda p: (p.span.start, p.span.end, p.code, p.message),
    )
    sketch = Sketch(tree.text, language, assembled.holes, assembled.functions, tuple(problems))
    return Parsed(sketch, tree, readings)


def _read_piece(piece: PieceText, language: Language) -> Reading:
    definitions = read_definitions(piece, language)
    occurrences, problems = read_backticks(piece, definitions, language)
    text = piece.text
    for occurrence in reversed(occurrences):
        text = text[: occurrence.span.start] + " " + text[occurrence.span.end :]
    own = [problem for definition in definitions for problem in definition.problems]
    examples = tuple(example_words(definition.hole) if definition.hole else frozenset() for definition in definitions)
    return Reading(definitions, occurrences, (*own, *problems), words_of(text), examples)


def _pieces(tree: SyntaxTree) -> list[PieceText]:
    """The top-level statements, those that share a line together; comments belong to the piece above them."""
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
    ends = [*starts[1:], len(tree.text)]
    return [
        PieceText(tree.text[start:end], start, tuple(group), tree.offsets)
        for group, start, end in zip(groups, starts, ends, strict=False)
    ]
