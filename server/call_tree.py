"""A tree of calls as lines of text, alike on the command line and in an editor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from holes.runner.protocol import Ending

#: What became of a call or an example that neither gave a value nor raised, in words.
ENDINGS: Mapping[Ending, str] = {
    Ending.TIMEOUT: "not ended in time",
    Ending.CRASHED: "its process ended",
    Ending.DENIED: "denied by the sandbox",
    Ending.BROKEN: "the module could not be loaded",
    Ending.INCONCLUSIVE: "could not be judged",
}


def margins(depths: Sequence[int], through: str = "│", more: str = "├─", last: str = "└─") -> list[str]:
    """What stands before each call to show whose child it is. Calls are in the order in which they began; `depths` are
    how many others each was made in."""
    is_last = [True] * len(depths)
    open_below: set[int] = set()
    for index in range(len(depths) - 1, -1, -1):
        is_last[index] = depths[index] not in open_below
        open_below = {level for level in open_below if level < depths[index]} | {depths[index]}
    going_on: dict[int, bool] = {}
    found: list[str] = []
    for depth, ends in zip(depths, is_last, strict=True):
        above = "".join(through.ljust(3) if going_on.get(level) else "   " for level in range(depth))
        found.append(above + (last if ends else more).ljust(3))
        going_on = {level: on for level, on in going_on.items() if level < depth} | {depth: not ends}
    return found
