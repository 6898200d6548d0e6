"""Numbers and names in words, alike in every report."""

from __future__ import annotations

from server.cli.look import Look
from sketch.model import Hole, Kind

#: Longest descriptions and names that stand in a line beside other things, in cells.
NAME_CELLS = 40


def count(number: int, noun: str) -> str:
    """`1 example`, `1,204 tokens`; a noun in -y becomes one in -ies."""
    if number != 1:
        noun = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun}"


def part(done: int, total: int, noun: str) -> str:
    """`3/4 examples`."""
    return f"{done:,}/{count(total, noun)}"


def duration(seconds: float) -> str:
    """`12 ms`, `0.3 s`, `2 min 5 s`."""
    if seconds < 0.0995:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def title(hole: Hole, look: Look, cells: int = NAME_CELLS) -> str:
    """What a person calls a hole: its name or, where it has none, its text in backticks."""
    if hole.kind in (Kind.INLINE, Kind.CHOICE):
        return f"`{look.brief(hole.description, max(cells, 12) - 2)}`"
    return look.brief(hole.id, max(cells, 12))
