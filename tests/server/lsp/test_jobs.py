"""Jobs: one at a time on each hole, whatever is begun and cancelled."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from server.lsp.jobs import Job, Jobs


class Log:
    """What became of jobs, in order."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.changes = 0

    def changed(self, uri: str) -> None:
        """Something changed."""
        self.changes += 1

    def work(self, name: str, gate: asyncio.Event | None = None) -> Callable[[Job], Awaitable[None]]:
        """Work that ends when `gate` opens."""

        async def run(job: Job) -> None:
            self.lines.append(f"{name} begins")
            try:
                if gate is not None:
                    await gate.wait()
            except asyncio.CancelledError:
                self.lines.append(f"{name} is cancelled")
                raise
            self.lines.append(f"{name} ends")

        return run


def play(scene: Callable[[Jobs, Log], Coroutine[Any, Any, None]]) -> Log:
    """Play a scene to its end, after which no job may run any more."""
    log = Log()
    jobs = Jobs(log.changed)

    async def run() -> None:
        await scene(jobs, log)
        await jobs.end()

    asyncio.run(run())
    assert list(jobs) == []
    return log


async def _turn() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_newer_job_begins_when_the_older_has_ended() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        forever = asyncio.Event()
        jobs.start(Job("u", "a", "first"), log.work("first", forever))
        await _turn()
        jobs.start(Job("u", "a", "second"), log.work("second", forever))
        jobs.start(Job("u", "a", "third"), log.work("third"))
        await _turn()

    assert play(scene).lines == ["first begins", "first is cancelled", "third begins", "third ends"]


def test_jobs_on_other_holes_and_documents_go_on() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        forever = asyncio.Event()
        jobs.start(Job("u", "a", "first"), log.work("first", forever))
        jobs.start(Job("u", "b", "second"), log.work("second", forever))
        jobs.start(Job("v", "a", "third"), log.work("third", forever))
        jobs.start(Job("u", None, "all"), log.work("all", forever))
        await _turn()
        assert [job.title for job in jobs.of("u")] == ["first", "second", "all"]
        assert jobs.cancel("u", "b")
        await _turn()
        assert [job.title for job in jobs] == ["first", "third", "all"]
        assert not jobs.cancel("u", "b")
        assert jobs.cancel("u")
        await _turn()
        assert [job.title for job in jobs] == ["third"]

    play(scene)


def _searching(job: Job, *holes: str) -> dict[str, asyncio.Task[object]]:
    for hole in holes:
        job.parts[hole] = asyncio.create_task(asyncio.Event().wait())
    return dict(job.parts)


def test_a_search_inside_a_longer_job_is_ended_alone() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        job = Job("u", None, "all")
        jobs.start(job, log.work("all", asyncio.Event()))
        parts = _searching(job, "a", "b", "c")
        await _turn()
        assert jobs.cancel("u", "a")
        jobs.start(Job("u", "b", "b"), log.work("b"))
        await _turn()
        assert {hole: part.cancelled() for hole, part in parts.items()} == {"a": True, "b": True, "c": False}
        assert job in list(jobs)
        parts["c"].cancel()

    play(scene)


def test_a_job_on_one_hole_is_cancelled_as_a_whole() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        job = Job("u", "a", "fill")
        jobs.start(job, log.work("fill", asyncio.Event()))
        parts = _searching(job, "a")
        await _turn()
        assert jobs.cancel("u", "a")
        await _turn()
        parts["a"].cancel()

    assert play(scene).lines == ["fill begins", "fill is cancelled"]


def test_what_a_job_does_is_said_once() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        job = Job("u", "a", "fill")
        jobs.start(job, log.work("fill", asyncio.Event()))
        before = log.changes
        jobs.say(job, "looking")
        jobs.say(job, "looking")
        assert log.changes == before + 1

    assert play(scene).changes == 3


def test_work_that_fails_ends_its_job() -> None:
    async def scene(jobs: Jobs, log: Log) -> None:
        async def fails(job: Job) -> None:
            raise RuntimeError("no")

        jobs.start(Job("u", "a", "fill"), fails)
        await _turn()
        assert list(jobs) == []

    play(scene)
