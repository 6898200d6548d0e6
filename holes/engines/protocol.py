"""What an engine is asked and what it answers.

An engine proposes texts; it does not judge them. `holes.answers.extract` turns a text into a fill, whatever the engine
wrapped around it.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from typing import Protocol

from attrs import field, frozen

from holes.doubt import Doubt
from holes.values import Value
from sketch.model import Hole, Sketch


@frozen
class Usage:
    """Tokens and requests spent."""

    prompt: int = 0
    completion: int = 0
    requests: int = 0

    def __add__(self, other: Usage) -> Usage:
        return Usage(self.prompt + other.prompt, self.completion + other.completion, self.requests + other.requests)

    def __sub__(self, other: Usage) -> Usage:
        return Usage(self.prompt - other.prompt, self.completion - other.completion, self.requests - other.requests)


@frozen
class Observation:
    """One example by values, for engines that compute with them: the arguments and what must come back. `raises` is the
    class name of an expected exception."""

    args: tuple[Value, ...]
    kwargs: tuple[tuple[str, Value], ...] = ()
    returns: Value | None = None
    raises: str | None = None


@frozen
class Feedback:
    """Why an earlier candidate was not good enough: its source, and a text in plain words (failing examples,
    expected, actual, where they part; or the person's own words)."""

    source: str
    words: str


@frozen
class Request:
    """Fill this hole. `shown` are indexes into `hole.examples` that may be put into a prompt (others are held back
    to judge). `observations` are examples by value where they could be read. `fills` maps ids of other holes to
    the function text that stands there now, for context; `elsewhere` are fills of the project's other sketches, each
    with the words that it answers. `start` is a function that is right on a part of the
    examples. `count` candidates are wanted within `seconds`; one that is cut at `max_tokens` may be continued
    `continuations` times, and with tries and continuations no more than `requests` may be sent, None meaning no limit.
    `lost` is told what was spent on candidates that were given up, which no proposal and no error tells; `looked` how
    far a search is, by the expressions tried, their cost, and how many of them fit and differ."""

    sketch: Sketch
    hole: Hole
    shown: tuple[int, ...] = ()
    observations: tuple[Observation, ...] = ()
    fills: tuple[tuple[str, str], ...] = ()
    feedback: Feedback | None = None
    elsewhere: tuple[tuple[str, str], ...] = ()
    start: str | None = None
    count: int = 1
    seconds: float = 30.0
    max_tokens: int = 2048
    continuations: int = 3
    requests: int | None = None
    lost: Callable[[Usage], None] | None = field(default=None, eq=False, repr=False)
    looked: Callable[[int, int, int], None] | None = field(default=None, eq=False, repr=False)


@frozen
class Rival:
    """Another function that fits what is known as well as the one proposed: its `text`, and where the two part. The
    text is empty where none was found, but the examples say little."""

    text: str
    doubt: Doubt


@frozen
class Proposal:
    """What an engine came up with, as text, and what it cost. `rival` is what may be meant as well, where the engine
    knows of one."""

    text: str
    engine: str
    model: str | None = None
    usage: Usage = field(factory=Usage)
    rival: Rival | None = None


class EngineError(Exception):
    """An engine could not answer. `str(error)` is one sentence that says what to do; `retriable` tells whether asking
    again may help; `usage` is what was spent all the same."""

    def __init__(self, sentence: str, *, retriable: bool = False, usage: Usage | None = None) -> None:
        super().__init__(sentence)
        self.retriable = retriable
        self.usage = usage or Usage()


class Engine(Protocol):
    """A source of proposals."""

    @property
    def name(self) -> str:
        """`local`, `openai` or `replay`."""
        ...

    @property
    def sends(self) -> bool:
        """Whether anything leaves this machine when it is asked."""
        ...

    @property
    def costs(self) -> bool:
        """Whether asking it spends tokens and requests, so that a budget binds it."""
        ...

    @property
    def repairs(self) -> bool:
        """Whether asking again with `Request.feedback` can give anything new."""
        ...

    def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """Yield proposals as they come, best first where the engine can tell. Raises `EngineError`. Closing the
        iterator or cancelling ends all work within 100 ms."""
        ...
