"""The turns of cases in a session, with processes that are made up."""

from __future__ import annotations

import asyncio
import json

import pytest

from holes.runner.protocol import Case, Ending, Limits, Program
from holes.runner.session import Connection, ProgramSession


class Slow:
    """A process that never answers the case `hang`, answers all others at once, and takes its time to end."""

    def __init__(self) -> None:
        self._requests: list[dict[str, object]] = []
        self.hangs = asyncio.Event()

    def send(self, frame: bytes) -> None:
        self._requests.append(json.loads(frame[4:]))

    async def receive(self, until: float) -> dict[str, object]:
        request = self._requests.pop(0)
        if "filename" in request:
            return {"ending": "loaded"}
        if request["source"] == "hang":
            self.hangs.set()
            await asyncio.Event().wait()
        return {"number": request["number"], "ending": "missing", "missing": request["source"], "printed": ""} | {
            "reached": [],
            "returned": [],
            "calls": [],
            "seconds": 0.0,
        }

    async def end(self) -> None:
        for _ in range(50):
            await asyncio.sleep(0)


def test_a_cancelled_case_is_not_sent_to_the_next_process() -> None:
    """Though that is up before the old one has ended."""

    async def scenario() -> list[tuple[Ending, str | None]]:
        first = Slow()
        processes = iter((first, Slow()))

        async def start() -> Connection:
            return next(processes)

        session = ProgramSession(start, Program("", "words.anpl"), Limits(), False, None)
        task = asyncio.create_task(session.run(Case("hang")))
        others = [asyncio.create_task(session.run(Case(source))) for source in ("a", "b")]
        await first.hangs.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return [((await other).ending, (await other).missing) for other in others]

    assert asyncio.run(scenario()) == [(Ending.MISSING, "a"), (Ending.MISSING, "b")]
