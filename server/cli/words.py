"""What holes are called, alike in every report."""

from __future__ import annotations

from server.cli.look import Look
from sketch.model import Hole, Kind

#: Longest descriptions and names that stand in a line beside other things, in cells.
NAME_CELLS = 40


def title(hole: Hole, look: Look, cells: int = NAME_CELLS) -> str:
    """What a person calls a hole: its name or, where it has none, its text in backticks."""
    if hole.kind in (Kind.INLINE, Kind.CHOICE):
        return f"`{look.brief(hole.description, max(cells, 12) - 2)}`"
    return look.brief(hole.id, max(cells, 12))
