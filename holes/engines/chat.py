"""One chat completion over HTTP: a request out, a whole answer or a `Failure` back."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, frozen

from holes.answers.unwrap import closed_blocks, readings
from holes.engines.protocol import Usage
from holes.engines.service import (
    TRIES_BAD_ANSWER,
    TRIES_UNREACHABLE,
    Failure,
    ModelSettings,
    TooSlow,
    bad_answer,
    broken,
    declined,
    quoted,
    status_failure,
    unreachable,
)
from holes.prompt import Message, tokens

if TYPE_CHECKING:
    import openai


@frozen
class Dialect:
    """Which parameters the service takes: not all take all of them, and they say so when asked."""

    limit: str | None = "max_tokens"
    temperature: bool = True
    stream: bool = True
    stream_options: bool = True

    def without(self, complaint: str) -> Dialect | None:
        """The dialect that a complaint asks for, or None where it is about something else."""
        if "stream_options" in complaint and self.stream_options:
            return evolve(self, stream_options=False)
        if self.limit is not None and self.limit in complaint:
            return evolve(self, limit="max_completion_tokens" if self.limit == "max_tokens" else None)
        if "temperature" in complaint and self.temperature:
            return evolve(self, temperature=False)
        if "stream" in complaint and self.stream:
            return evolve(self, stream=False)
        return None


@frozen
class Reply:
    """An answer. `finish` is why it ended, as the service says; `length` means that it was cut at the token limit."""

    text: str
    finish: str
    model: str | None
    usage: Usage


@define
class _Arriving:
    text: str = ""
    finish: str = ""
    model: str | None = None
    usage: Usage | None = None
    refused: bool = False
    choices: int = 0


def open_client(settings: ModelSettings) -> openai.AsyncOpenAI:
    """A client that talks to the settings' own address only: redirects are not followed, and for a service on this
    machine no proxy is asked."""
    import openai

    http_client = openai.DefaultAsyncHttpxClient(
        follow_redirects=False, trust_env=not settings.is_local, timeout=settings.timeout
    )
    client = openai.AsyncOpenAI(
        api_key=settings.api_key or "none",
        base_url=settings.base_url,
        max_retries=0,
        timeout=settings.timeout,
        http_client=http_client,
    )
    if not settings.host.endswith("openai.com"):
        # The library would send these from the environment, which means them for OpenAI alone.
        client.organization = client.project = None
    return client


async def exchange(
    client: openai.AsyncOpenAI,
    settings: ModelSettings,
    prompt: Sequence[Message],
    max_tokens: int,
    dialect: Dialect,
    until: float,
    now: datetime,
) -> tuple[Reply, Dialect]:
    """One completion, and the dialect in which it was possible to ask for it. Raises `Failure`.

    `until` is the event loop's time at which it must have come. A stream that breaks off, or is not at its end by then,
    still counts where it holds a whole function.
    """
    import openai

    for _ in range(5):
        arriving = _Arriving()
        try:
            async with asyncio.timeout_at(until):
                await _ask(client, settings, prompt, max_tokens, dialect, arriving)
        except openai.APIStatusError as error:
            detail, code = _detail(error)
            other = dialect.without(f"{error.message} {error.param}") if error.status_code in (400, 422) else None
            if other is None:
                headers = {name.lower(): value for name, value in error.response.headers.items()}
                raise status_failure(settings, error.status_code, detail, code, headers, now) from None
            dialect = other
            continue
        except TimeoutError:
            if not has_whole_function(arriving.text):
                spent = _estimated(arriving, prompt) if arriving.choices else Usage(requests=1)
                raise TooSlow(settings, spent) from None
        except Exception as error:
            if not has_whole_function(arriving.text):
                raise _failure(error, settings, prompt, arriving) from None
        return _reply(arriving, settings, prompt), dialect
    raise bad_answer(settings, "one complaint after another")


async def _ask(
    client: openai.AsyncOpenAI,
    settings: ModelSettings,
    prompt: Sequence[Message],
    max_tokens: int,
    dialect: Dialect,
    arriving: _Arriving,
) -> None:
    extra: dict[str, object] = {}
    if dialect.limit is not None:
        extra[dialect.limit] = max_tokens
    if dialect.temperature and settings.temperature is not None:
        extra["temperature"] = settings.temperature
    streamed = settings.stream and dialect.stream
    if streamed and dialect.stream_options:
        extra["stream_options"] = {"include_usage": True}
    messages: Any = [{"role": message.role, "content": message.content} for message in prompt]
    create: Any = client.chat.completions.create
    if not streamed:
        _take_whole(await create(model=settings.model, messages=messages, extra_body=extra), settings, arriving)
        return
    stream = await create(model=settings.model, messages=messages, stream=True, extra_body=extra)
    try:
        kind = stream.response.headers.get("content-type", "")
        if "event-stream" in kind:
            async for chunk in stream:
                _take_chunk(chunk, arriving)
            if arriving.choices and not arriving.finish and not has_whole_function(arriving.text):
                raise broken(settings, _estimated(arriving, prompt))
        elif "json" in kind:
            _take_whole(json.loads(await stream.response.aread()), settings, arriving)
        else:
            raise bad_answer(settings, "a web page" if "html" in kind else "something else")
    finally:
        await stream.close()


def _take_chunk(chunk: Any, arriving: _Arriving) -> None:
    arriving.model = getattr(chunk, "model", None) or arriving.model
    usage = getattr(chunk, "usage", None)
    if usage is not None:
        arriving.usage = _usage(usage)
    for choice in (getattr(chunk, "choices", None) or [])[:1]:
        arriving.choices += 1
        arriving.finish = choice.finish_reason or arriving.finish
        if choice.delta is not None:
            arriving.text += _plain(choice.delta.content)
            arriving.refused = arriving.refused or bool(getattr(choice.delta, "refusal", None))


def _take_whole(completion: Any, settings: ModelSettings, arriving: _Arriving) -> None:
    """A completion as the library's object, or as JSON where the service did not stream what was asked as a stream."""
    if isinstance(completion, str):
        raise bad_answer(settings, "a web page" if "<" in completion[:200] else "something else")
    whole = completion if isinstance(completion, dict) else completion.model_dump()
    arriving.model = whole.get("model")
    arriving.usage = _usage(whole["usage"]) if whole.get("usage") else None
    for choice in (whole.get("choices") or [])[:1]:
        message = choice.get("message") or {}
        arriving.choices += 1
        arriving.text = _plain(message.get("content"))
        arriving.refused = bool(message.get("refusal"))
        arriving.finish = choice.get("finish_reason") or "stop"


def _plain(content: object) -> str:
    """The text of a message, which some services send in parts."""
    if isinstance(content, list):
        return "".join(str(part.get("text") or "") for part in content if isinstance(part, Mapping))
    return content if isinstance(content, str) else ""


def _usage(usage: Any) -> Usage:
    def count(name: str) -> int:
        number = usage.get(name) if isinstance(usage, Mapping) else getattr(usage, name, None)
        return number if isinstance(number, int) and number > 0 else 0

    return Usage(count("prompt_tokens"), count("completion_tokens"), 1)


def _estimated(arriving: _Arriving, prompt: Sequence[Message]) -> Usage:
    """What was spent, by the rule of four characters to a token where the service does not say."""
    if arriving.usage is not None:
        return arriving.usage
    return Usage(tokens(prompt), len(arriving.text) // 4, 1)


def _reply(arriving: _Arriving, settings: ModelSettings, prompt: Sequence[Message]) -> Reply:
    usage = _estimated(arriving, prompt)
    if arriving.choices == 0:
        failure = bad_answer(settings, "nothing", tries=TRIES_BAD_ANSWER)
        failure.usage = arriving.usage or Usage(requests=1)
        raise failure
    if arriving.refused or (arriving.finish == "content_filter" and not has_whole_function(arriving.text)):
        raise declined(settings, usage)
    if not arriving.text.strip():
        cut = arriving.finish == "length"
        why = (
            "used up its tokens before it wrote anything; allow more tokens"
            if cut
            else "answered with nothing; try again"
        )
        raise Failure(f"The model {settings.model!r} {why}, or choose another model.", usage=usage)
    return Reply(arriving.text, arriving.finish, arriving.model, usage)


def _failure(error: Exception, settings: ModelSettings, prompt: Sequence[Message], arriving: _Arriving) -> Failure:
    import openai

    if isinstance(error, Failure):
        return error
    spent = _estimated(arriving, prompt) if arriving.choices else Usage(requests=1)
    if isinstance(error, openai.APITimeoutError) and not arriving.choices:
        sentence = f"The model service at {settings.host} was silent for {settings.timeout:g} s; check that it runs."
        return Failure(sentence, tries=TRIES_UNREACHABLE, usage=spent)
    if isinstance(error, openai.APIConnectionError) or type(error).__module__.startswith(("httpx", "httpcore")):
        return broken(settings, spent) if arriving.choices else unreachable(settings, str(error.__cause__ or ""))
    if isinstance(error, openai.APIError):
        sentence = f"The model service at {settings.host} failed ({quoted(settings, error.message)}); try again later."
        return Failure(sentence, tries=TRIES_UNREACHABLE, usage=spent)
    return bad_answer(settings, "something unreadable")


def _detail(error: openai.APIStatusError) -> tuple[str, str | None]:
    """The service's own words about an error status, where they are words."""
    body = error.body
    if isinstance(body, Mapping):
        message = body.get("message") or body.get("detail") or body.get("error") or ""
        return (message if isinstance(message, str) else ""), error.code
    return ("" if body is None or "<" in str(body)[:100] else str(body)), error.code


def has_whole_function(text: str) -> bool:
    """Whether a closed block of `text` holds a function, so that what was to follow can be done without."""
    return any(next(readings(block), None) is not None for block in closed_blocks(text))
