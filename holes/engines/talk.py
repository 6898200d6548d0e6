"""Engines that can be asked in words and answer in words: those behind which a model stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from attrs import field, frozen

from holes.engines.protocol import Engine, Proposal, Usage
from holes.prompt import Message


@frozen
class Question:
    """A conversation that is to be answered in words, of at most `max_tokens`, within `seconds`. With tries no more
    than `requests` may be sent, None meaning no limit. `lost` is told what was spent on it where it is given up."""

    prompt: tuple[Message, ...]
    max_tokens: int = 1024
    seconds: float = 60.0
    requests: int | None = None
    lost: Callable[[Usage], None] | None = field(default=None, eq=False, repr=False)


@runtime_checkable
class Talker(Protocol):
    """What can answer a question. Who has an engine that is one was given it because the person chose it."""

    @property
    def costs(self) -> bool:
        """Whether asking it spends tokens and requests, so that a budget binds it."""
        ...

    async def say(self, question: Question) -> Proposal:
        """The answer. Raises `EngineError`. Cancelling ends all work within 100 ms."""
        ...


def talker(engines: Iterable[Engine]) -> Talker | None:
    """The first of `engines` that can talk."""
    return next((engine for engine in engines if isinstance(engine, Talker)), None)
