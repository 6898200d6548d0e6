"""What a person means by a word for a hole."""

from __future__ import annotations

from sketch.model import Hole


def means(hole: Hole, word: str) -> bool:
    """Whether `word` is the id, the name or the description of a hole or sketch function."""
    return word in (hole.id, hole.name, hole.description)
