"""What a fill may cost."""

from __future__ import annotations

from holes.budget import Budget, Left, Price, Spending
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
