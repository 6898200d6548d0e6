"""The engine that asks a model behind any endpoint that speaks OpenAI's chat completions."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from holes.clock import Clock
from holes.engines.chat import Dialect, Reply, exchange, has_whole_function, open_client
from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.engines.replay import Answer, Recording
from holes.engines.service import Failure, TooSlow
from holes.engines.service import ModelSettings as ModelSettings
from holes.engines.talk import Question
from holes.prompt import Message, messages, tokens

if TYPE_CHECKING:
    import openai

_CONTINUE = Message(
    "user", "You were cut off. Go on exactly where you stopped: repeat nothing, explain nothing, begin no new block."
)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 8.0


@frozen
class _Bounds:
    """What an answer may take: when it must be there, by the clock (for pauses) and by the event loop (for silence),
    which is `seconds` after it was asked for; its tokens, and how often it may be continued where these cut it."""

    clock: float
    loop: float
    seconds: float
    max_tokens: int
    continuations: int = 0


@define
class _Ledger:
    """What was spent on one question, and how many requests beside each candidate's first may still be sent; None
    means no limit."""

    further: int | None
    spent: Usage = field(factory=Usage)

    def allows_another(self) -> bool:
        """Whether one more may be sent, which is then counted."""
        if self.further is None:
            return True
        self.further -= 1
        return self.further >= 0


class OpenAIEngine:
    """Proposals and words from a model; `record` writes down every answer. One engine may serve many requests at a
    time."""

    name = "openai"
    costs = True
    repairs = True

    def __init__(self, settings: ModelSettings, clock: Clock, record: Recording | None = None) -> None:
        self._settings = settings
        self._clock = clock
        self._record = record
        self._dialect = Dialect()

    @property
    def sends(self) -> bool:
        """Whether anything leaves this machine."""
        return not self._settings.is_local

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """Yield up to `request.count` answers as they become whole. Raises `EngineError` where there is none."""
        prompt = messages(request)
        bounds = self._bounds(request.seconds, request.max_tokens, request.continuations)
        client = await self._client()
        slots = asyncio.Semaphore(max(1, self._settings.parallel))
        count = max(1, request.count)
        ledger = _Ledger(None if request.requests is None else request.requests - count)
        tasks = {
            asyncio.create_task(self._answer(client, prompt, bounds, slots, ledger), name=f"candidate {number}")
            for number in range(count)
        }
        told = Usage()
        try:
            async for proposal in _as_they_come(tasks):
                told += proposal.usage
                yield proposal
        except EngineError as error:
            told += error.usage
            raise
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            if request.lost is not None and ledger.spent != told:
                request.lost(ledger.spent - told)
            await client.close()

    async def say(self, question: Question) -> Proposal:
        """The answer to a question in words, as far as its tokens allow. Raises `EngineError`."""
        bounds = self._bounds(question.seconds, question.max_tokens)
        client = await self._client()
        ledger = _Ledger(None if question.requests is None else question.requests - 1)
        try:
            return await self._answer(client, question.prompt, bounds, asyncio.Semaphore(1), ledger)
        except asyncio.CancelledError:
            if question.lost is not None:
                question.lost(ledger.spent)
            raise
        finally:
            await client.close()

    def _bounds(self, seconds: float, max_tokens: int, continuations: int = 0) -> _Bounds:
        now = asyncio.get_running_loop().time()
        return _Bounds(self._clock.monotonic() + seconds, now + seconds, seconds, max_tokens, continuations)

    async def _client(self) -> openai.AsyncOpenAI:
        problem = self._settings.problem()
        if problem is not None:
            raise EngineError(problem)
        # Loading the library and the certificates takes long enough to be felt where this loop serves an editor.
        return await asyncio.to_thread(open_client, self._settings)

    async def _answer(
        self,
        client: openai.AsyncOpenAI,
        prompt: Sequence[Message],
        bounds: _Bounds,
        slots: asyncio.Semaphore,
        ledger: _Ledger,
    ) -> Proposal:
        """One whole answer, continued where it was cut."""
        text, usage, model = "", Usage(), None
        async with slots:
            number = 0
            while True:
                asked = prompt if number == 0 else (*prompt, Message("assistant", text), _CONTINUE)
                try:
                    reply, spent = await self._reply(client, asked, bounds, ledger)
                except EngineError as error:
                    if number and has_whole_function(text):
                        usage += error.usage
                        break
                    error.usage += usage
                    raise
                text, usage, model = join(text, reply.text), usage + spent, reply.model or model
                whole = reply.finish != "length" or _needs_no_more(text)
                if whole or number >= bounds.continuations or not ledger.allows_another():
                    break
                number += 1
        text = self._settings.scrubbed(text)
        model = model or self._settings.model
        if self._record is not None:
            self._record.record(prompt, bounds.max_tokens, Answer(text, model, usage))
        return Proposal(text, self.name, model, usage)

    async def _reply(
        self,
        client: openai.AsyncOpenAI,
        prompt: Sequence[Message],
        bounds: _Bounds,
        ledger: _Ledger,
    ) -> tuple[Reply, Usage]:
        """One reply, asked for again where that may help and there is time."""
        usage = Usage()
        attempt = 0
        while True:
            attempt += 1
            try:
                reply, self._dialect = await exchange(
                    client, self._settings, prompt, bounds.max_tokens, self._dialect, bounds.loop, self._clock.now()
                )
                ledger.spent += reply.usage
                return reply, usage + reply.usage
            except asyncio.CancelledError:
                # What was sent is charged for by the service, though its count of the tokens never arrives.
                ledger.spent += Usage(prompt=tokens(prompt), requests=1)
                raise
            except TooSlow as late:
                ledger.spent += late.usage
                sentence = f"{late} within {round(bounds.seconds, 1):g} s; allow more time, or choose a faster model."
                raise EngineError(sentence, retriable=True, usage=usage + late.usage) from None
            except Failure as caught:
                failure = caught
            usage += failure.usage
            ledger.spent += failure.usage
            if attempt >= failure.tries or not ledger.allows_another():
                raise EngineError(str(failure), retriable=failure.tries > 1, usage=usage) from None
            pause = failure.wait
            if pause is None:
                pause = min(_FIRST_PAUSE * 2 ** (attempt - 1), _LONGEST_PAUSE) * random.uniform(0.75, 1.0)
            if self._clock.monotonic() + pause > bounds.clock:
                raise EngineError(
                    _past_the_limit(failure, pause, bounds.seconds), retriable=True, usage=usage
                ) from None
            await self._clock.sleep(pause)


async def _as_they_come(tasks: set[asyncio.Task[Proposal]]) -> AsyncIterator[Proposal]:
    """Answers in the order of their arrival. What failed attempts cost is charged to the next answer; the first
    failure is raised at the end where no answer came, and at once where asking again is of no use."""
    waiting = set(tasks)
    lost = Usage()
    first: EngineError | None = None
    answered = False
    while waiting:
        done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if error is None:
                proposal = task.result()
                answered = True
                yield Proposal(proposal.text, proposal.engine, proposal.model, proposal.usage + lost)
                lost = Usage()
            elif isinstance(error, EngineError):
                lost += error.usage
                first = first or error
                if not answered and not error.retriable:
                    waiting = set()
            else:
                raise error
    if not answered and first is not None:
        raise EngineError(str(first), retriable=first.retriable, usage=lost)


def _past_the_limit(failure: Failure, pause: float, seconds: float) -> str:
    sentence = str(failure).rstrip(".")
    if failure.wait is None:
        return f"{sentence}; the time limit of {round(seconds, 1):g} s leaves no room for another try."
    return f"{sentence}; it asked to wait {pause:g} s, which is past the limit of {round(seconds, 1):g} s."


def _needs_no_more(text: str) -> bool:
    """Whether what was cut off is only what follows the code."""
    return _is_closed(text) and has_whole_function(text)


def _is_closed(text: str) -> bool:
    return sum(line.lstrip().startswith(("```", "~~~")) for line in text.split("\n")) % 2 == 0


def join(text: str, more: str) -> str:
    """`text` and its continuation, without what the continuation repeats: an opening fence, the last characters, or
    the whole from the start."""
    if not text:
        return more
    opening = more.lstrip()
    first, _, rest = opening.partition("\n")
    if first.startswith(("```", "~~~")) and first.strip("`~") and not _is_closed(text):
        begun = text[text.rfind(first[:3]) :].partition("\n")[2][:40]
        if begun.strip() and rest.startswith(begun):
            return opening
        more = rest
    if len(text) >= 40 and more.startswith(text[:40]):
        return more
    for size in range(min(len(text), len(more), 2000), 7, -1):
        if text.endswith(more[:size]):
            return text + more[size:]
    return text + more
