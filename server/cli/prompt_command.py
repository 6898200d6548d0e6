"""`holewright prompt`: read what would be sent, before anything is."""

from __future__ import annotations

from pathlib import Path

from holes.engines.protocol import Request
from holes.prompt import held_back, messages, render_prompt
from server.cli.call import one_target
from server.cli.failure import CallError
from server.cli.find_hole import find_hole
from sketch.model import Kind


def run_prompt(path: Path, word: str) -> int:
    """Print the prompt for a hole. Raises `CallError`."""
    document = one_target(path, {}).load()
    hole = find_hole(document.sketch, word, path)
    if hole.kind in (Kind.SKETCH, Kind.CHOICE):
        kind = "a choice, which is searched" if hole.kind is Kind.CHOICE else "a function with a body"
        raise CallError(f"`{hole.name}` is {kind}: no model is asked for it")
    fills = tuple((id, fill.source) for id, fill in document.fills.items() if id != hole.id)
    request = Request(document.sketch, hole, shown=held_back(hole.examples), fills=fills)
    print(render_prompt(messages(request)))
    return 0
