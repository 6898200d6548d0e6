"""Jobs: long work on a hole or on a document, one at a time for each, watched and cancelled.

A newer job replaces an older one on the same hole, as in a queue with one place (rust-analyzer's `op_queue`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator

from attrs import define, field

_log = logging.getLogger(__name__)


@define(eq=False)
class Job:
    """Work on the document `uri`: on the hole `hole` or, where that is None, on all of it. `doing` says in words what
    it does now. `parts` are searches for single holes inside of it, which can be ended alone."""

    uri: str
    hole: str | None
    title: str
    doing: str = ""
    task: asyncio.Task[None] | None = field(default=None, repr=False)
    parts: dict[str, asyncio.Task[object]] = field(factory=dict, repr=False)

    def concerns(self, hole: str | None) -> bool:
        """Whether it works on `hole`, or on anything where that is None."""
        return hole is None or self.hole == hole or hole in self.parts

    def cancel(self) -> None:
        """End it; whoever awaits it is told when it has ended."""
        if self.task is not None:
            self.task.cancel()


class Jobs:
    """All jobs that run. `changed` is called whenever one begins, says something new, or ends."""

    def __init__(self, changed: Callable[[str], None]) -> None:
        self._changed = changed
        self._running: list[Job] = []

    def __iter__(self) -> Iterator[Job]:
        return iter(tuple(self._running))

    def of(self, uri: str) -> list[Job]:
        """The jobs on a document."""
        return [job for job in self._running if job.uri == uri]

    def start(self, job: Job, work: Callable[[Job], Awaitable[None]]) -> None:
        """Begin `work`, once those jobs on the same hole or document that it replaces have ended."""
        replaced = [other for other in self.of(job.uri) if other.hole == job.hole]
        for other in replaced:
            other.cancel()
        # A search for this hole alone, inside a longer job, gives way as well.
        if job.hole is not None:
            for other in self.of(job.uri):
                if (part := other.parts.get(job.hole)) is not None:
                    part.cancel()
        waiting = [other.task for other in replaced if other.task is not None]
        self._running.append(job)
        job.task = asyncio.create_task(self._run(job, work, waiting), name=f"{job.title} {job.uri}")
        # One that is cancelled before it has begun never runs, and ends all the same.
        job.task.add_done_callback(lambda _: self._ended(job))
        self._changed(job.uri)

    def _ended(self, job: Job) -> None:
        self._running.remove(job)
        self._changed(job.uri)

    async def _run(self, job: Job, work: Callable[[Job], Awaitable[None]], waiting: list[asyncio.Task[None]]) -> None:
        try:
            if waiting:
                await asyncio.wait(waiting)
            await work(job)
        except asyncio.CancelledError:
            # It is nobody's child: whoever cancelled it does not want to hear of that.
            pass
        except Exception:
            _log.exception("a job ended with an error: %s", job.title)

    def say(self, job: Job, doing: str) -> None:
        """Note what a job does now."""
        if job.doing != doing:
            job.doing = doing
            self._changed(job.uri)

    def cancel(self, uri: str, hole: str | None = None) -> bool:
        """Cancel what works on a hole, or on anything in a document; False where nothing does."""
        found = [job for job in self.of(uri) if job.concerns(hole)]
        for job in found:
            # A job on this hole alone ends as a whole, and says that it was cancelled.
            if hole is not None and hole != job.hole and hole in job.parts:
                job.parts[hole].cancel()
            else:
                job.cancel()
        return bool(found)

    async def end(self, jobs: list[Job] | None = None) -> None:
        """Cancel `jobs`, or all, and wait until they have ended."""
        ending = self._running if jobs is None else jobs
        tasks = [job.task for job in ending if job.task is not None]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
