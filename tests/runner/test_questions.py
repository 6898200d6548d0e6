"""What a program asks for does not keep everybody else waiting."""

from __future__ import annotations

import asyncio

from holes.runner.protocol import Case, Ending, Limits, Program
from holes.runner.session import Connection, ProgramSession

_QUESTIONS = 50
_REPLY: dict[str, object] = {
    "ending": "value",
    "value": 1,
    "text": "1",
    "printed": "",
    "seconds": 0.0,
    "reached": [],
    "returned": [],
    "calls": [],
    "cut": False,
    "number": 0,
}


class _Asking:
    """A process that has many questions before it replies, all of them there at once."""

    def __init__(self) -> None:
        self._said: list[dict[str, object]] = [{"ending": "loaded"}]
        self._said += [{"ask": "f", "args": [], "kwargs": []}] * _QUESTIONS
        self._said += [_REPLY]

    def send(self, frame: bytes) -> None:
        pass

    async def receive(self, until: float) -> dict[str, object]:
        return self._said.pop(0)

    async def end(self) -> None:
        pass


def test_questions_let_others_have_their_turn() -> None:
    async def run() -> tuple[Ending, int]:
        async def start() -> Connection:
            return _Asking()

        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        session = ProgramSession(start, Program("", "a.py"), Limits(), False, lambda hole, args, kwargs: None)
        counting = asyncio.create_task(count())
        outcome = await session.run(Case("f()"))
        counting.cancel()
        return outcome.ending, turns

    ending, turns = asyncio.run(run())
    assert ending is Ending.VALUE
    assert turns >= _QUESTIONS
