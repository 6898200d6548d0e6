"""Nothing the search computes with may explode."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from holes.local import guards
from holes.local.bank import Budget
from holes.local.search import search
from holes.local.task import Shown, Task

EXPLOSIONS: list[Callable[[], Any]] = [
    lambda: guards.repeat("a", 10**9),
    lambda: guards.repeat([0], 10**12),
    lambda: guards.rounded(5, -(10**9)),
    lambda: guards.rounded(2.5, 10**9),
    lambda: guards.multiply(1 << 500, 1 << 500),
    lambda: guards.power(10, 10**9),
    lambda: guards.power(2, -(10**9)),
    lambda: guards.power(-8.0, 0.5),  # type: ignore[arg-type]
    lambda: guards.shift_left(1, 10**10),
    lambda: guards.factorial(10**6),
    lambda: guards.comb(10**6, 10**5),
    lambda: guards.prod([1 << 400] * 10),
    lambda: guards.span(0, 10**12),
    lambda: guards.joined("x" * 3000, ["a"] * 900),
    lambda: guards.replaced("a" * 4000, "", "b" * 4000),
    lambda: guards.width(10**9),
    lambda: guards.to_int("1" * 5000),
    lambda: guards.digits(1 << 5000),
    lambda: guards.pairs(list(range(1000))),
]


@pytest.mark.parametrize("explosion", EXPLOSIONS)
def test_refuses_before_the_work_is_done(explosion: Callable[[], Any]) -> None:
    with pytest.raises(guards.Refused):
        explosion()


def test_answers_as_plain_python_within_bounds() -> None:
    assert guards.repeat("ab", -1) == ""
    assert guards.power(2, 10) == 1024
    assert guards.rounded(1234, -2) == 1200
    assert guards.power(2.0, -1) == 0.5
    assert guards.span(3, 1) == ()
    assert guards.prod([]) == 1
    assert guards.chunks("abcde", 2) == ("ab", "cd", "e")


def test_bounds_of_nested_values() -> None:
    assert guards.fits_bounds([{"a": (1, 2.5, None)}])
    assert not guards.fits_bounds(["a" * 5000])
    assert not guards.fits_bounds([[1 << 600]])
    assert not guards.fits_bounds([[0] * 900] * 900)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((10**18, 10**18), 7),
        (("a" * 3000, 10**9), "zzz"),
        (([10**30, 10**30], 64), -1),
        ((1e308, 1e308), 3.25),
        (("\ud800\0\n", "((((((((((a*)*)*)*)*"), 12345),
        (([[[]]], {}), 98765),
        ((float("nan"), float("inf")), 0.5),
    ],
)
def test_a_search_over_large_values_ends(arguments: tuple[Any, ...], expected: Any) -> None:
    task = Task(("a", "b"), "product power factorial repeat range times", (Shown(arguments, expected),) * 2)
    list(search(task, Budget(30_000)))


def test_inputs_beyond_all_bounds_are_left_out() -> None:
    shown = (Shown(([0] * 10**6,), 10**6), Shown(([1, 2],), 2), Shown(([],), 0))
    assert list(search(Task(("xs",), "", shown), Budget(5_000)))
