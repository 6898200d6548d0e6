"""The model engine against a real HTTP server that behaves well and badly."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import socket
from collections.abc import Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from holes.clock import SystemClock
from holes.engines.openai import ModelSettings, OpenAIEngine, join
from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.engines.replay import Recording, ReplayEngine
from holes.engines.service import retry_after
from sketch.model import Language, Sketch
from tests.chat_server import (
    EMPTY_CHOICES,
    GARBAGE,
    HTML,
    ChatServer,
    Fail,
    Hang,
    Redirect,
    Refuse,
    Say,
    Turn,
)
from tests.holes.hole_maker import make_hole

KEY = "sk-secret-0123456789"
CODE = "```python\ndef double(n):\n    return n * 2\n```"
REQUEST = Request(Sketch("", Language.ANPL), make_hole("def double(n: int) -> int"), seconds=5.0)


class PatientClock(SystemClock):
    """A clock whose pauses take no time but are counted."""

    def __init__(self) -> None:
        self.passed = 0.0
        self.pauses: list[float] = []

    def monotonic(self) -> float:
        return super().monotonic() + self.passed

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC)

    async def sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.passed += seconds
        await asyncio.sleep(0)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-somebody")


async def _collect(engine: OpenAIEngine, request: Request) -> list[Proposal]:
    async with aclosing(engine.propose(request)) as answers:
        return [answer async for answer in answers]


def ask(
    script: Sequence[Turn],
    *,
    request: Request = REQUEST,
    clock: PatientClock | None = None,
    record: Recording | None = None,
    **settings: Any,
) -> tuple[list[Proposal], ChatServer]:
    with ChatServer(script) as server:
        chosen = evolve(ModelSettings(server.base_url, KEY, "tiny"), **settings)
        answers = asyncio.run(_collect(OpenAIEngine(chosen, clock or PatientClock(), record), request))
    return answers, server


def fails(
    script: Sequence[Turn], *, request: Request = REQUEST, clock: PatientClock | None = None, **settings: Any
) -> str:
    """The sentence that a script leads to, with the server's address as HOST."""
    with ChatServer(script) as server:
        chosen = evolve(ModelSettings(server.base_url, KEY, "tiny"), **settings)
        engine = OpenAIEngine(chosen, clock or PatientClock(), None)
        with pytest.raises(EngineError) as caught:
            asyncio.run(_collect(engine, request))
        assert KEY not in str(caught.value) + repr(caught.value) + repr(caught.value.__cause__)
        return str(caught.value).replace(chosen.host, "HOST")


@pytest.mark.parametrize("stream", [True, False])
def test_an_answer_with_its_usage(stream: bool) -> None:
    answers, server = ask([Say(CODE)], stream=stream)
    (answer,) = answers
    assert answer.text == CODE
    assert (answer.engine, answer.model, answer.usage.requests) == ("openai", "tiny", 1)
    assert answer.usage.completion == len(CODE) // 4
    (received,) = server.requests
    assert received.headers["authorization"] == f"Bearer {KEY}"
    assert "openai-organization" not in received.headers
    assert received.body["max_tokens"] == 2048
    assert received.path == "/v1/chat/completions"


def test_several_candidates_are_several_requests() -> None:
    answers, server = ask([Say(CODE)], request=evolve(REQUEST, count=5))
    assert len(answers) == len(server.requests) == 5


def test_usage_is_estimated_where_it_is_not_told() -> None:
    answers, _ = ask([Say(CODE, usage=False)])
    assert answers[0].usage.completion == len(CODE) // 4
    assert answers[0].usage.prompt > 50


def test_characters_that_are_split_between_packets() -> None:
    text = '```python\ndef double(n):\n    return "é🎉漢字"\n```'
    answers, _ = ask([Say(text, size=3, split_bytes=5)])
    assert answers[0].text == text


def test_a_service_that_does_not_stream_though_asked() -> None:
    answers, _ = ask([Say(CODE, ignores_stream=True)])
    assert answers[0].text == CODE


@pytest.mark.parametrize(
    ("parameter", "instead"),
    [("max_tokens", "max_completion_tokens"), ("temperature", None), ("stream_options", "stream"), ("stream", None)],
)
def test_a_parameter_that_the_service_does_not_know(parameter: str, instead: str | None) -> None:
    with ChatServer([Refuse(parameter, Say(CODE))]) as server:
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), PatientClock(), None)
        for _ in range(2):
            assert asyncio.run(_collect(engine, REQUEST))[0].text == CODE
        first, second, third = (request.body for request in server.requests)
    assert parameter in first
    assert parameter not in second
    assert instead is None or instead in second
    assert parameter not in third


@pytest.mark.parametrize(
    "failure",
    [
        Fail(429),
        Fail(500),
        Fail(503),
        EMPTY_CHOICES,
        Say(CODE, error_after=1),
        Say("x" * 99, cut_after=4),
        Say("x" * 99, cut_after=4, politely=True),
    ],
)
def test_what_passes_is_asked_again(failure: Turn) -> None:
    clock = PatientClock()
    answers, server = ask([failure, Say(CODE)], clock=clock)
    assert answers[0].text == CODE
    assert len(server.requests) == 2
    assert answers[0].usage.requests == 2
    assert len(clock.pauses) == 1
    assert 0.3 < clock.pauses[0] <= 0.5


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "3"}, 3.0),
        ({"retry-after-ms": "1500", "Retry-After": "9"}, 1.5),
        ({"Retry-After": format_datetime(datetime(2026, 1, 1, 0, 0, 2, tzinfo=UTC), usegmt=True)}, 2.0),
    ],
)
def test_a_wait_that_the_service_asks_for(headers: dict[str, str], pause: float) -> None:
    clock = PatientClock()
    answers, _ = ask([Fail(429, headers=headers), Say(CODE)], clock=clock)
    assert answers[0].text == CODE
    assert clock.pauses == [pause]


def test_waits_that_make_no_sense() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert retry_after({"retry-after": "soon"}, now) is None
    assert retry_after({"retry-after": "inf"}, now) is None
    assert retry_after({"retry-after": "-4"}, now) == 0.0
    assert retry_after({"retry-after": format_datetime(now - timedelta(hours=1), usegmt=True)}, now) == 0.0


def test_a_wait_past_the_limit() -> None:
    clock = PatientClock()
    sentence = fails([Fail(429, headers={"Retry-After": "120"})], clock=clock)
    assert sentence == (
        "The model service at HOST limits the rate of requests; wait a while, or ask for fewer candidates; "
        "it asked to wait 120 s, which is past the limit of 5 s."
    )
    assert clock.pauses == []


@pytest.mark.parametrize(
    ("turn", "sentence"),
    [
        (
            Fail(401, "Incorrect API key provided: {key}."),
            "The model service at HOST refused the key; set HOLEWRIGHT_API_KEY to one that it accepts "
            "(Incorrect API key provided: ***).",
        ),
        (
            Fail(403, "no"),
            "The model service at HOST refused the key; set HOLEWRIGHT_API_KEY to one that it accepts (no).",
        ),
        (
            Fail(404, "no such model"),
            "The model service at HOST does not know the model 'tiny' or the address; "
            "check HOLEWRIGHT_MODEL and HOLEWRIGHT_BASE_URL (no such model).",
        ),
        (
            Fail(429, code="insufficient_quota"),
            "The model service at HOST says that the quota is used up; check the account's plan, "
            "or choose another service.",
        ),
        (
            Fail(400, "context too long"),
            "The model service at HOST refused the request with status 400; check the model and its settings "
            "(context too long).",
        ),
        (
            GARBAGE,
            "The model service at HOST answered with something unreadable instead of a chat completion; "
            "check that HOLEWRIGHT_BASE_URL is the address of its API (it often ends in /v1).",
        ),
        (
            HTML,
            "The model service at HOST answered with a web page instead of a chat completion; "
            "check that HOLEWRIGHT_BASE_URL is the address of its API (it often ends in /v1).",
        ),
        (
            EMPTY_CHOICES,
            "The model service at HOST answered with nothing instead of a chat completion; "
            "check that HOLEWRIGHT_BASE_URL is the address of its API (it often ends in /v1).",
        ),
        (
            Say("", refusal="I cannot help with that."),
            "The model at HOST declined to answer; reword the description, or choose another model.",
        ),
        (
            Say("", finish="content_filter"),
            "The model at HOST declined to answer; reword the description, or choose another model.",
        ),
        (Say(""), "The model 'tiny' answered with nothing; try again, or choose another model."),
        (
            Say("", finish="length"),
            "The model 'tiny' used up its tokens before it wrote anything; allow more tokens, or choose another model.",
        ),
    ],
)
@pytest.mark.parametrize("stream", [True, False])
def test_one_sentence_that_says_what_to_do(turn: Turn, sentence: str, stream: bool) -> None:
    assert fails([turn], stream=stream) == sentence


def test_a_service_that_stays_busy() -> None:
    clock = PatientClock()
    sentence = fails([Fail(500, "down {key}")], request=evolve(REQUEST, seconds=60.0), clock=clock)
    assert sentence == "The model service at HOST failed with status 500; try again later (down ***)."
    assert len(clock.pauses) == 5
    assert clock.pauses == sorted(clock.pauses)


def test_the_limit_leaves_no_room_for_another_try() -> None:
    sentence = fails([Fail(503, "busy")], request=evolve(REQUEST, seconds=0.3))
    assert sentence.endswith("the time limit of 0.3 s leaves no room for another try.")


def test_a_redirect_is_not_followed() -> None:
    with ChatServer([Say(CODE)]) as other:
        sentence = fails([Redirect(f"{other.base_url}/chat/completions")])
        assert other.requests == []
    assert sentence == (
        "The model service at HOST sends on to another address, where no key is sent; "
        "set HOLEWRIGHT_BASE_URL to the final one."
    )


def test_a_service_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        settings = ModelSettings(f"http://127.0.0.1:{port}/v1", KEY, "tiny")
        with pytest.raises(EngineError) as caught:
            asyncio.run(_collect(OpenAIEngine(settings, PatientClock(), None), REQUEST))
    assert str(caught.value).startswith(f"The model service at 127.0.0.1:{port} cannot be reached (")
    assert str(caught.value).endswith("); check that it runs, and HOLEWRIGHT_BASE_URL.")
    assert caught.value.usage.requests == 3


def test_a_broken_stream_counts_where_the_function_is_whole() -> None:
    answers, server = ask([Say(f"{CODE}\nIt doubles, as was asked, and so on and on.", size=5, cut_after=13)])
    assert answers[0].text.startswith(CODE)
    assert len(server.requests) == 1


def test_a_stream_that_always_breaks() -> None:
    assert fails([Say(CODE, size=4, cut_after=5)]) == (
        "The model service at HOST broke off in the middle of its answer; try again."
    )


@pytest.mark.parametrize("turn", [Hang(), Say(CODE, size=4, hang_after=5)])
def test_a_hang_ends_at_the_limit(turn: Turn) -> None:
    sentence = fails([turn], request=evolve(REQUEST, seconds=0.2), clock=None)
    assert sentence == (
        "The model service at HOST did not finish within 0.2 s; allow more time, or choose a faster model."
    )


def test_a_hang_behind_the_function_does_no_harm() -> None:
    answers, _ = ask(
        [Say(f"{CODE}\nIt doubles, and so on.", size=5, hang_after=13)], request=evolve(REQUEST, seconds=0.3)
    )
    assert answers[0].text.startswith(CODE)


def test_an_answer_cut_at_the_token_limit_is_continued() -> None:
    whole = "```python\ndef double(n):\n    twice = n + n\n    return twice\n```"
    answers, server = ask([Say(whole[:30], finish="length"), Say(whole[22:50], finish="length"), Say(whole[50:])])
    assert answers[0].text == whole
    assert answers[0].usage.requests == 3
    assert server.requests[1].messages[-2] == {"role": "assistant", "content": whole[:30]}


def test_an_answer_without_end_is_given_up_after_three_continuations() -> None:
    answers, server = ask(
        [
            Say(f"```python\ndef double(n):\n    return {'1 + ' * number}", finish="length")
            for number in (3, 30, 90, 9, 9)
        ]
    )
    assert len(server.requests) == 4
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("text", "more", "joined"),
    [
        ("abc", "def", "abcdef"),
        ("x = 1\n    return to", "    return total", "x = 1\n    return total"),
        ("```python\ndef f():\n    ret", "```python\nurn 1\n```", "```python\ndef f():\n    return 1\n```"),
        (
            "```python\ndef f():\n    ret",
            "```python\ndef f():\n    ret" + "urn 1\n```",
            "```python\ndef f():\n    return 1\n```",
        ),
        ("```python\nreturn 1", "\n```", "```python\nreturn 1\n```"),
    ],
)
def test_joining_a_continuation(text: str, more: str, joined: str) -> None:
    assert join(text, more) == joined


def test_some_candidates_fail() -> None:
    answers, _ = ask([Fail(500), Fail(500), Say(CODE)], request=evolve(REQUEST, count=2))
    assert [answer.text for answer in answers] == [CODE, CODE]
    assert sum(answer.usage.requests for answer in answers) == 4


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (
            ModelSettings("https://models.example/v1", "", "tiny"),
            "There is no key for the model service at models.example; set HOLEWRIGHT_API_KEY.",
        ),
        (
            ModelSettings("http://127.0.0.1:1/v1", "", ""),
            "No model is set; set HOLEWRIGHT_MODEL to the name of one that the service offers.",
        ),
        (
            ModelSettings("models.example", KEY, "tiny"),
            "The model service's address is not an http or https address; "
            "set HOLEWRIGHT_BASE_URL to one like https://api.openai.com/v1.",
        ),
        (
            ModelSettings("https://[bad", KEY, "tiny"),
            "The model service's address is not an http or https address; "
            "set HOLEWRIGHT_BASE_URL to one like https://api.openai.com/v1.",
        ),
        (
            ModelSettings("https://models.example", f"{KEY}\n", "tiny"),
            "The key holds spaces or characters that no key has; set HOLEWRIGHT_API_KEY anew.",
        ),
    ],
)
def test_settings_that_cannot_work(settings: ModelSettings, sentence: str) -> None:
    with pytest.raises(EngineError) as caught:
        asyncio.run(_collect(OpenAIEngine(settings, PatientClock(), None), REQUEST))
    assert str(caught.value) == sentence


def test_a_service_on_this_machine_needs_no_key() -> None:
    answers, server = ask([Say(CODE)], api_key="")
    assert answers[0].text == CODE
    assert server.requests[0].headers["authorization"] == "Bearer none"


def test_a_placeholder_for_a_key_changes_no_answer() -> None:
    answers, _ = ask([Say(CODE)], api_key="n")
    assert answers[0].text == CODE


def test_a_service_on_this_machine_that_wants_a_key() -> None:
    assert fails([Fail(401)], api_key="") == "The model service at HOST asks for a key; set HOLEWRIGHT_API_KEY."


def test_what_leaves_this_machine() -> None:
    assert OpenAIEngine(ModelSettings(), PatientClock(), None).sends
    assert not OpenAIEngine(ModelSettings("http://localhost:11434/v1"), PatientClock(), None).sends
    assert not OpenAIEngine(ModelSettings("http://[::1]:8080/v1"), PatientClock(), None).sends
    assert OpenAIEngine(ModelSettings("http://localhost.evil.example/v1"), PatientClock(), None).sends


def test_the_key_is_nowhere_to_be_seen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    path = tmp_path / "record.jsonl"
    answers, _ = ask([Fail(500, "{key}"), Say(f"{CODE} {KEY}")], record=Recording(path))
    assert KEY not in answers[0].text
    assert KEY not in path.read_text()
    assert KEY not in caplog.text
    assert KEY not in repr(ModelSettings(api_key=KEY))
    assert ModelSettings(f"https://user:{KEY}@models.example/v1").host == "models.example"


def test_what_is_recorded_can_be_replayed(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    request = evolve(REQUEST, count=2)
    ask([Say(CODE), Say(CODE.replace("n * 2", "n + n"))], request=request, record=Recording(path))

    async def replayed() -> list[str]:
        return [answer.text async for answer in ReplayEngine(path).propose(request)]

    assert sorted(asyncio.run(replayed())) == sorted([CODE, CODE.replace("n * 2", "n + n")])
    assert path.stat().st_mode & 0o777 == 0o600
    assert all(json.loads(line)["request"]["model"] == "tiny" for line in path.read_text().splitlines())


@pytest.mark.parametrize("turn", [Hang(), Say(CODE * 9, size=4, hang_after=5)])
@pytest.mark.parametrize("how", ["cancel", "close"])
def test_leaving_ends_every_request(turn: Turn, how: str) -> None:
    problems: list[object] = []

    async def leave(server: ChatServer) -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: problems.append(context))
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), SystemClock(), None)
        answers = engine.propose(evolve(REQUEST, count=2))
        task = asyncio.ensure_future(anext(answers))
        await asyncio.to_thread(server.wait_for, 2)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        if how == "close":
            await answers.aclose()
        assert await asyncio.to_thread(server.left.wait, 20.0)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    with ChatServer([turn]) as server:
        asyncio.run(leave(server))
    gc.collect()
    assert problems == []


def test_closing_after_the_first_answer_ends_the_others() -> None:
    async def first_only(server: ChatServer) -> str:
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), SystemClock(), None)
        async with aclosing(engine.propose(evolve(REQUEST, count=3))) as answers:
            async for answer in answers:
                text: str = answer.text
                break
        assert await asyncio.to_thread(server.left.wait, 20.0)
        return text

    with ChatServer([Say(CODE), Hang()]) as server:
        assert asyncio.run(first_only(server)) == CODE


def test_candidates_that_are_given_up_are_charged() -> None:
    lost: list[Usage] = []

    async def first_only(server: ChatServer) -> None:
        engine = OpenAIEngine(ModelSettings(server.base_url, KEY, "tiny"), SystemClock(), None)
        async with aclosing(engine.propose(evolve(REQUEST, count=3, lost=lost.append))) as answers:
            async for _ in answers:
                await asyncio.to_thread(server.wait_for, 3)
                break

    with ChatServer([Say(CODE), Hang()]) as server:
        asyncio.run(first_only(server))
    assert [usage.requests for usage in lost] == [2]
    assert lost[0].prompt > 0


def test_no_more_is_sent_than_the_request_allows() -> None:
    half = "```python\ndef double(n):\n"
    _, server = ask([Say(half, finish="length")], request=evolve(REQUEST, count=2, requests=2))
    assert len(server.requests) == 2
    _, server = ask([Say(half, finish="length")], request=evolve(REQUEST, continuations=0))
    assert len(server.requests) == 1
    with ChatServer([Fail(500)]) as failing:
        engine = OpenAIEngine(ModelSettings(failing.base_url, KEY, "tiny"), PatientClock(), None)
        with pytest.raises(EngineError):
            asyncio.run(_collect(engine, evolve(REQUEST, requests=1)))
        assert len(failing.requests) == 1
