"""A stretch of a text that is parsed alone: its pieces, what each says, and what is wrong with it as Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sketch.model import Language, Problem
from sketch.piece import PieceText, pieces_of
from sketch.reading import Pieces, Reading, read_piece
from sketch.syntax_errors import syntax_problems
from sketch.tree import SyntaxTree


class Part(NamedTuple):
    """What a stretch of a text says, whatever stands around it. Places, and lines in messages, count from its
    beginning.

    `sound` says that its tree has no error. `problems` are those of its syntax; Python may take what the tree does not.
    """

    text: str
    pieces: Pieces
    sound: bool
    problems: tuple[Problem, ...]


def read_part(tree: SyntaxTree, language: Language, known: dict[str, Reading]) -> Part:
    """What the text of `tree` says. `known` are readings of pieces of texts without error; new ones are added."""
    texts = pieces_of(tree)
    if not tree.sound:
        # Around an error the same text may be taken for something else each time.
        readings = tuple([read_piece(piece, language) for piece in texts])
    else:
        readings = readings_of(texts, language, known)
    pieces = Pieces(texts, tuple([piece.base for piece in texts]), readings)
    return Part(tree.text, pieces, tree.sound, syntax_problems(tree, language))


def readings_of(texts: Sequence[PieceText], language: Language, known: dict[str, Reading]) -> tuple[Reading, ...]:
    """What `texts`, in which there is no error, say; `known` are readings by text, to which new ones are added."""
    readings: list[Reading] = []
    for piece in texts:
        reading = known.get(piece.text)
        if reading is None:
            reading = known[piece.text] = read_piece(piece, language)
        readings.append(reading)
    return tuple(readings)
