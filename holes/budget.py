"""What a fill may cost, and what it has cost."""

from __future__ import annotations

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


@frozen
class Left:
    """What a budget still allows, never below zero; None where there is no limit."""

    tokens: int | None = None
    requests: int | None = None
    seconds: float | None = None
    money: float | None = None


@define
class Spending:
    """A meter: charge it with what was spent, and ask it before spending more."""

    budget: Budget
    clock: Clock
    spent: Usage = field(factory=Usage)
    _started: float = field(init=False)

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
