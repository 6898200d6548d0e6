"""A trace: one example run through the sketch, each hole's call with what it got and gave, as texts."""

from __future__ import annotations

from attrs import frozen

from holes.runner.protocol import Ending
from holes.verdict import Verdict
from sketch.model import Example


@frozen
class TracedCall:
    """One call of a hole or sketch function. `arguments` are pairs of a parameter's name (empty where it has none) and
    what was passed, as it was at the call. `gave` is what came back or was raised, None where it never ended. `parent`
    is the index of the call that it was made in, `depth` how many those are. `answered` says that the hole is not
    filled and an example of its own gave the answer. `seconds` were spent inside. `wrong` is what an example of the
    hole expects of these very arguments, where that is something else than it gave."""

    hole: str
    name: str
    arguments: tuple[tuple[str, str], ...]
    ending: Ending
    gave: str | None = None
    depth: int = 0
    parent: int | None = None
    seconds: float = 0.0
    answered: bool = False
    wrong: str | None = None


@frozen
class Trace:
    """`example`, the `index`-th of the hole or function `hole`, run through the sketch. `first_wrong` is the index of
    the first call that an example contradicts. `cut` says that there were more calls than were recorded."""

    hole: str
    index: int
    example: Example
    verdict: Verdict
    expected: str
    actual: str | None
    message: str | None
    calls: tuple[TracedCall, ...] = ()
    first_wrong: int | None = None
    cut: bool = False
    seconds: float = 0.0
    printed: str = ""
