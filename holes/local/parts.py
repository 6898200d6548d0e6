"""Parts: searches of their own kind that stand beside the enumeration, each for one sort of program.

A part is a pure function from a task and a budget to pieces. A piece that is right on every example is a candidate; one
that is right on some may become a branch, and any may be an operand of something larger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from holes.local.bank import Budget
from holes.local.behaviour import library_pieces
from holes.local.folds import fold_pieces
from holes.local.grids import grid_pieces
from holes.local.groups import group_pieces
from holes.local.mixed import mixed_pieces
from holes.local.nested import nested_pieces
from holes.local.piece import Piece
from holes.local.regexes import regex_pieces
from holes.local.seen import seen_pieces
from holes.local.states import state_pieces
from holes.local.strings.synthesis import string_pieces
from holes.local.task import Task
from holes.local.textbook.pieces import textbook_pieces
from holes.local.whiles import while_pieces

__all__ = ["PARTS", "Part", "Piece"]

#: Pieces cheapest first. It calls `budget.spend()` for each thing it tries, and lets `Exhausted` through.
Part = Callable[[Task, Budget], Iterator[Piece]]

#: In the order in which they are asked. Each is given a small share of the budget before the enumeration begins.
PARTS: tuple[Part, ...] = (
    string_pieces, library_pieces, mixed_pieces, textbook_pieces, regex_pieces, grid_pieces, fold_pieces, group_pieces,
    while_pieces, state_pieces, seen_pieces, nested_pieces,
)  # fmt: skip
