"""What a fill may cost, and what it has cost."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from attrs import define, field, frozen

from holes.clock import Clock
from holes.engines.protocol import Usage


@frozen
class Price:
    """Money for a million tokens, in whatever currency the person thinks in."""

    prompt: float = 0.0
    completion: float = 0.0

    def of(self, usage: Usage) -> float:
        """What `usage` costs."""
        return (usage.prompt * self.prompt + usage.completion * self.completion) / 1_000_000


@frozen
class Budget:
    """Limits; None means that there is none. `money` counts only where a `price` is set."""

    tokens: int | None = None
    requests: int | None = None
    seconds: float | None = None
    money: float | None = None
    price: Price | None = None

    @property
    def boundless(self) -> bool:
        """Whether nothing but time is limited."""
        return self.tokens is None and self.requests is None and (self.money is None or self.price is None)


@frozen
class Left:
    """What a budget still allows, never below zero; None where there is no limit."""

    tokens: int | None = None
    requests: int | None = None
    seconds: float | None = None
    money: float | None = None


#: Fewer tokens than this are no room for an answer.
_SMALLEST_ANSWER = 64


@frozen
class Grant:
    """What may be asked at once: `count` requests (0 where not even one fits) with at most `max_tokens` for each
    answer. `limited` tells that tokens or money are."""

    count: int
    max_tokens: int
    limited: bool = False


@define
class Spending:
    """A meter: charge it with what was spent, and ask it before spending more. Questions that are asked side by side
    each hold what they may cost, so that together they stay within the budget."""

    budget: Budget
    clock: Clock
    spent: Usage = field(factory=Usage)
    _started: float = field(init=False)
    _held: Usage = field(factory=Usage, init=False)
    _waiting: list[asyncio.Event] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._started = self.clock.monotonic()

    def charge(self, usage: Usage) -> None:
        """Count `usage`."""
        self.spent = self.spent + usage

    @property
    def seconds(self) -> float:
        """Seconds since the meter was made."""
        return self.clock.monotonic() - self._started

    @property
    def money(self) -> float:
        """What was spent so far costs, 0 where no price is set."""
        return self.budget.price.of(self.spent) if self.budget.price is not None else 0.0

    def left(self) -> Left:
        """What may still be spent."""
        budget, spent = self.budget, self.spent
        return Left(
            None if budget.tokens is None else max(0, budget.tokens - spent.prompt - spent.completion),
            None if budget.requests is None else max(0, budget.requests - spent.requests),
            None if budget.seconds is None else max(0.0, budget.seconds - self.seconds),
            None if budget.money is None or budget.price is None else max(0.0, budget.money - self.money),
        )

    @asynccontextmanager
    async def granted(self, prompt: int, max_tokens: int, count: int) -> AsyncIterator[Grant]:
        """Hold what up to `count` requests of `prompt` tokens may cost, as long as the context lasts. Waits where
        nothing fits beside what others hold now."""
        while (grant := self._grant(prompt, max_tokens, count)).count == 0 and self._held != Usage():
            freed = asyncio.Event()
            self._waiting.append(freed)
            try:
                await freed.wait()
            finally:
                self._waiting.remove(freed)
        cost = Usage(grant.count * prompt, grant.count * grant.max_tokens, grant.count)
        self._held += cost
        try:
            yield grant
        finally:
            self._held -= cost
            for freed in self._waiting:
                freed.set()

    def _grant(self, prompt: int, max_tokens: int, count: int) -> Grant:
        left, held, price = self.left(), self._held, self.budget.price
        smallest = min(max_tokens, _SMALLEST_ANSWER)
        limited = left.tokens is not None or left.money is not None
        if left.requests is not None:
            count = max(0, min(count, left.requests - held.requests))
        if left.tokens is not None:
            room = left.tokens - held.prompt - held.completion
            max_tokens = min(max_tokens, room - prompt)
            count = min(count, max(0, room) // max(1, prompt + max_tokens))
        if left.money is not None and price is not None:
            free = left.money - price.of(held)
            if price.completion:
                max_tokens = min(max_tokens, int((free - price.of(Usage(prompt))) * 1_000_000 / price.completion))
            one = price.of(Usage(prompt, max(0, max_tokens)))
            count = min(count, int(free / one) if one else count) if free > 0 else 0
        return Grant(count, max_tokens, limited) if max_tokens >= smallest or not limited else Grant(0, 0, True)

    def exceeded(self) -> str | None:
        """One sentence where nothing more may be spent, or None."""
        budget, left = self.budget, self.left()
        for amount, limit in (
            (left.tokens, f"{budget.tokens} tokens"),
            (left.requests, f"{budget.requests} request{'' if budget.requests == 1 else 's'}"),
            (left.seconds, f"{budget.seconds or 0:g} s"),
            (left.money, f"{budget.money or 0:g} in money"),
        ):
            if amount is not None and amount <= 0:
                return f"The budget of {limit} is spent; raise it, or fill again to go on from here."
        return None
