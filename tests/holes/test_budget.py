"""What a fill may cost."""

from __future__ import annotations

import asyncio

from holes.budget import Budget, Grant, Left, Price, Spending
from holes.clock import SystemClock
from holes.engines.protocol import Usage


class StillClock(SystemClock):
    """A clock that stands until it is moved."""

    seconds = 100.0

    def monotonic(self) -> float:
        return self.seconds


def test_no_limits() -> None:
    meter = Spending(Budget(), StillClock())
    meter.charge(Usage(10**9, 10**9, 10**6))
    assert meter.exceeded() is None
    assert meter.left() == Left()


def test_tokens_and_requests() -> None:
    meter = Spending(Budget(tokens=100, requests=2), StillClock())
    meter.charge(Usage(30, 20, 1))
    assert meter.left() == Left(50, 1, None, None)
    assert meter.exceeded() is None
    meter.charge(Usage(60, 20, 1))
    assert meter.left() == Left(0, 0, None, None)
    assert meter.exceeded() == "The budget of 100 tokens is spent; raise it, or fill again to go on from here."


def test_one_request() -> None:
    meter = Spending(Budget(requests=1), StillClock())
    meter.charge(Usage(requests=1))
    assert meter.exceeded() == "The budget of 1 request is spent; raise it, or fill again to go on from here."


def test_seconds() -> None:
    clock = StillClock()
    meter = Spending(Budget(seconds=2.5), clock)
    clock.seconds += 2
    assert meter.left().seconds == 0.5
    clock.seconds += 1
    assert meter.exceeded() == "The budget of 2.5 s is spent; raise it, or fill again to go on from here."


def test_money_needs_a_price() -> None:
    spent = Usage(1_000_000, 500_000, 1)
    meter = Spending(Budget(money=1.0), StillClock(), spent)
    assert meter.exceeded() is None
    priced = Spending(Budget(money=2.0, price=Price(0.5, 2.0)), StillClock(), spent)
    assert (priced.money, priced.left().money, priced.exceeded()) == (1.5, 0.5, None)
    priced.charge(spent)
    assert priced.exceeded() == "The budget of 2 in money is spent; raise it, or fill again to go on from here."


def _granted(spending: Spending, prompt: int, max_tokens: int, count: int) -> Grant:
    async def one() -> Grant:
        async with spending.granted(prompt, max_tokens, count) as grant:
            return grant

    return asyncio.run(one())


def test_a_question_is_cut_to_what_is_left() -> None:
    clock = StillClock()
    assert _granted(Spending(Budget(), clock), 100, 2000, 4) == Grant(4, 2000)
    assert _granted(Spending(Budget(requests=3), clock), 100, 2000, 4) == Grant(3, 2000)
    assert _granted(Spending(Budget(tokens=5000), clock), 100, 2000, 4) == Grant(2, 2000, True)
    assert _granted(Spending(Budget(tokens=1000), clock), 100, 2000, 4) == Grant(1, 900, True)
    assert _granted(Spending(Budget(tokens=120), clock), 100, 2000, 4).count == 0
    assert _granted(Spending(Budget(tokens=1), clock), 100, 2000, 4).count == 0
    price = Price(completion=1_000_000)
    assert _granted(Spending(Budget(money=5000, price=price), clock), 100, 2000, 4) == Grant(2, 2000, True)
    assert _granted(Spending(Budget(money=10, price=price), clock), 100, 2000, 4).count == 0


def test_questions_side_by_side_stay_within_the_budget_together() -> None:
    spending = Spending(Budget(requests=5), StillClock())
    counts: list[int] = []

    async def ask() -> None:
        async with spending.granted(100, 2000, 3) as grant:
            counts.append(grant.count)
            await asyncio.sleep(0)
            spending.charge(Usage(requests=grant.count))

    async def three() -> None:
        await asyncio.gather(ask(), ask(), ask())

    asyncio.run(three())
    assert counts == [3, 2, 0]
