"""Questions in words: to a real server, and to a file of recorded answers."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from holes.clock import SystemClock
from holes.engines.local import LocalEngine
from holes.engines.openai import ModelSettings, OpenAIEngine
from holes.engines.protocol import EngineError, Proposal, Usage
from holes.engines.replay import Recording, ReplayEngine
from holes.engines.talk import Question, talker
from holes.prompt import Message
from tests.chat_server import ChatServer, Fail, Hang, Say, Turn

KEY = "sk-secret-0123456789"
ASKED = (Message("system", "Explain."), Message("user", "Why?"))
FAR = "It starts too far to the right."


def say(
    *script: Turn, question: Question | None = None, record: Recording | None = None
) -> tuple[Proposal, ChatServer]:
    with ChatServer(script) as server:
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), SystemClock(), record)
        return asyncio.run(engine.say(question or Question(ASKED))), server


def test_words_need_no_code() -> None:
    answer, server = say(Say(FAR))
    assert (answer.text, answer.engine, answer.model) == (FAR, "openai", "tiny")
    assert answer.usage.requests == 1
    (received,) = server.requests
    assert [message["content"] for message in received.messages] == ["Explain.", "Why?"]
    assert received.body["max_tokens"] == 1024


def test_what_is_cut_is_taken_as_it_is() -> None:
    answer, server = say(Say(FAR, finish="length"))
    assert (answer.text, len(server.requests)) == (FAR, 1)


def test_what_may_help_is_asked_again_within_the_requests() -> None:
    busy = Fail(503, headers={"Retry-After": "0"})
    answer, server = say(busy, Say(FAR))
    assert (answer.text, len(server.requests), answer.usage.requests) == (FAR, 2, 2)
    with pytest.raises(EngineError):
        say(busy, Say(FAR), question=Question(ASKED, requests=1))


def test_an_error_is_a_sentence_without_the_key() -> None:
    with pytest.raises(EngineError) as caught:
        say(Fail(401, "Incorrect API key: {key}"))
    assert KEY not in str(caught.value)
    assert str(caught.value).endswith(".")


def test_a_question_that_is_given_up_tells_what_it_cost() -> None:
    lost: list[Usage] = []

    async def given_up(server: ChatServer) -> None:
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), SystemClock())
        task = asyncio.create_task(engine.say(Question(ASKED, lost=lost.append)))
        await asyncio.to_thread(server.wait_for, 1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with ChatServer([Hang()]) as server:
        asyncio.run(given_up(server))
        assert server.left.wait(5)
    assert [usage.requests for usage in lost] == [1]


def test_an_answer_is_recorded_and_replayed(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    say(Say(FAR), record=Recording(path))
    replay = ReplayEngine(path)
    assert asyncio.run(replay.say(Question(ASKED))).text == FAR
    with pytest.raises(EngineError) as caught:
        asyncio.run(replay.say(Question(ASKED, max_tokens=9)))
    assert str(caught.value) == "The record file answers.jsonl holds no answer to this question; record one first."


def test_who_can_talk(tmp_path: Path) -> None:
    local, replay = LocalEngine(seconds=1.0), ReplayEngine(tmp_path / "none")
    model = OpenAIEngine(ModelSettings("http://127.0.0.1:9/v1", KEY, "tiny"), SystemClock())
    assert talker(()) is talker((local,)) is None
    assert talker((local, model, replay)) is model
    assert talker((replay, model)) is replay
