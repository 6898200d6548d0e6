"""Finding the hole or function that a person means by a word."""

from __future__ import annotations

from difflib import get_close_matches

from holes.bench import runnable
from holes.named import means
from server.cli.failure import CallError
from server.words import count
from sketch.model import Example, Hole, Sketch


def find_hole(sketch: Sketch, word: str, path: object) -> Hole:
    """The hole or sketch function whose id, name or description is `word`. Raises `CallError`, naming close ones."""
    subjects = (*sketch.holes, *sketch.functions)
    for hole in subjects:
        if means(hole, word):
            return hole
    close = get_close_matches(word, [hole.id for hole in subjects], n=1)
    hint = f"; do you mean {close[0]}?" if close else f"; it has {', '.join(hole.id for hole in subjects) or 'none'}"
    raise CallError(f"{path} has no hole or function called {word!r}{hint}")


def find_example(sketch: Sketch, hole: Hole, number: int) -> Example:
    """The `number`-th example, from 1, of those that can be run. Raises `CallError`."""
    examples = runnable(sketch, hole)
    if 1 <= number <= len(examples):
        return examples[number - 1]
    has = count(len(examples), "example") if examples else "no example"
    raise CallError(f"`{hole.name}` has {has}: there is no example {number}")
