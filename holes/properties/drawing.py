"""Hypothesis at work: it draws and shrinks in a thread of its own, while what it asks is answered on the event loop.

Hypothesis calls its test function and waits for it, and ours has to await another process. So the work runs in a thread
that sends each question to the coroutine that started it. Cancelling that coroutine stops whatever answers the
question, and the thread ends at its next step.
"""

from __future__ import annotations

import asyncio
import os
import queue
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

if TYPE_CHECKING:
    from hypothesis import settings
    from hypothesis.strategies import SearchStrategy

T = TypeVar("T")
Question = TypeVar("Question")
Reply = TypeVar("Reply")


class Stopped(BaseException):
    """Nobody waits for the thread any more. No `Exception`, so that hypothesis takes it for no failing test."""


@frozen
class _Asked(Generic[Question]):
    question: Question


@frozen
class _Finished(Generic[T]):
    result: T


@frozen
class _Broke:
    error: BaseException


class Line(Generic[Question, Reply]):
    """The thread's line to the coroutine that started it."""

    def __init__(self, post: Callable[[_Asked[Question]], None]) -> None:
        self._post = post
        self._replies: queue.SimpleQueue[_Finished[Reply] | None] = queue.SimpleQueue()
        self._stopped = False

    def ask(self, question: Question) -> Reply:
        """Wait for the answer. Raises `Stopped`."""
        self.check()
        self._post(_Asked(question))
        reply = self._replies.get()
        if reply is None:
            raise Stopped
        return reply.result

    def check(self) -> None:
        """Raise `Stopped` where nobody waits any more."""
        if self._stopped:
            raise Stopped

    def reply(self, answer: Reply) -> None:
        """Answer the question that was asked."""
        self._replies.put(_Finished(answer))

    def stop(self) -> None:
        """Let the thread end."""
        self._stopped = True
        self._replies.put(None)


async def in_thread(work: Callable[[Line[Question, Reply]], T], answer: Callable[[Question], Awaitable[Reply]]) -> T:
    """What `work` returns, or raises. It runs in a thread; each question that it asks is answered by `answer`, here."""
    loop = asyncio.get_running_loop()
    inbox: asyncio.Queue[_Asked[Question] | _Finished[T] | _Broke] = asyncio.Queue()

    def post(message: _Asked[Question] | _Finished[T] | _Broke) -> None:
        try:
            loop.call_soon_threadsafe(inbox.put_nowait, message)
        except RuntimeError:
            raise Stopped from None  # the loop is closed

    line: Line[Question, Reply] = Line(post)

    def run() -> None:
        try:
            try:
                result = work(line)
            except Exception as error:
                post(_Broke(error))
            else:
                post(_Finished(result))
        except Stopped:
            pass

    threading.Thread(target=run, name="holewright-drawing", daemon=True).start()
    try:
        while True:
            match await inbox.get():
                case _Asked(question):
                    line.reply(await answer(question))
                case _Finished(result):
                    return result
                case _Broke(error):
                    raise error
    finally:
        line.stop()


def draw(strategy: SearchStrategy[T], count: int, seed: int, check: Callable[[], None]) -> list[T]:
    """Up to `count` different things, the same ones for the same `seed`. `check` is called before each."""
    drawn: dict[T, None] = {}

    def keep(thing: T) -> bool:
        check()
        drawn[thing] = None
        return False

    _find(strategy, keep, count, seed)
    return list(drawn)


def shrink(strategy: SearchStrategy[T], count: int, seed: int, wanted: Callable[[T], bool]) -> T | None:
    """The simplest thing that is `wanted`, looked for among those that `draw` gives; None where none of them is."""
    from hypothesis.errors import HypothesisException

    try:
        return _find(strategy, wanted, count, seed)
    except HypothesisException:
        return None  # what was wanted once and is not any more: `wanted` has seen the simplest thing there is


def _find(strategy: SearchStrategy[T], condition: Callable[[T], bool], count: int, seed: int) -> T | None:
    from hypothesis import find
    from hypothesis.errors import NoSuchExample

    try:
        return find(strategy, condition, settings=_settings(count), random=Random(seed))
    except NoSuchExample:
        return None


def _settings(count: int) -> settings:
    """Deterministic and silent; nothing is written, not even hypothesis's own caches."""
    from hypothesis import HealthCheck, Phase, Verbosity, settings
    from hypothesis.configuration import set_hypothesis_home_dir

    # Hypothesis keeps tables in a folder `.hypothesis` wherever the user happens to be;
    # below this none can be made.
    set_hypothesis_home_dir(Path(os.devnull) / "hypothesis")
    return settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        verbosity=Verbosity.quiet,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
