"""An event loop in which waiting takes no time: whatever is due next is due now.

So an hour of a hanging engine is over at once, nothing depends on how busy the machine is, and the same moves lead to
the same end.
"""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

_T = TypeVar("_T")


class Stuck(Exception):
    """Somebody waits, and nothing will ever come."""


class _Impatient(selectors.DefaultSelector):
    """Looks what is there, and lets the time pass where there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found and timeout != 0:
            if timeout is None:
                raise Stuck
            self.now += timeout
        return found


class Clockwork(asyncio.SelectorEventLoop):
    """The loop. `delay` says how long the next piece of work takes that is given to a thread, in its own seconds; it is
    done in this thread, when half of them are over."""

    def __init__(self, delay: Callable[[], float]) -> None:
        self._impatient = _Impatient()
        super().__init__(self._impatient)
        self.set_default_executor(_Later(self, delay))

    def time(self) -> float:
        return self._impatient.now

    def pass_time(self, seconds: float) -> None:
        """Let so much time pass, and do what is due."""
        self.run_until_complete(asyncio.sleep(seconds))


class _Later(ThreadPoolExecutor):
    """Does work in the loop's own thread, as one that cannot be stopped any more."""

    def __init__(self, loop: Clockwork, delay: Callable[[], float]) -> None:
        super().__init__(1)
        self._loop = loop
        self._delay = delay

    def submit(self, work: Callable[..., _T], /, *args: Any, **kwargs: Any) -> Future[_T]:
        future: Future[_T] = Future()
        future.set_running_or_notify_cancel()
        half = self._delay() / 2

        def do() -> None:
            try:
                result = work(*args, **kwargs)
            except BaseException as error:
                self._loop.call_later(half, future.set_exception, error)
            else:
                self._loop.call_later(half, future.set_result, result)

        self._loop.call_later(half, do)
        return future
