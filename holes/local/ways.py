"""Ways: how numbers change in a loop that goes on while a test holds, and what may be gathered of them.

Tests are such that the loop ends for every number, as `n > 0` does where `n` alone would not.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple


class Way(NamedTuple):
    """How numbers change: `n` is a parameter, `p` another, `i` and `j` are numbers of the loop's own, which `begin`
    gives. Where there is a `choice`, the first step is taken if it holds and else the second. `items` are what each
    turn may give, with its cost (with `chosen`, each where the choice holds), `last` what may be returned at the
    end."""

    cost: int
    test: str
    step: tuple[str, ...]
    items: tuple[tuple[str, int], ...]
    last: tuple[tuple[str, int], ...] = ()
    begin: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    chosen: bool = False

    @property
    def counts(self) -> bool:
        """Whether a number of the way is itself the number of turns."""
        return self.step == ("i += 1",)


class Gathering(NamedTuple):
    """What is made of the items `x`: names and what they begin as, what they become, and how that comes to be `of` all
    items. `started` says whether it may begin with the first item."""

    cost: int
    begin: tuple[tuple[str, str], ...]
    become: tuple[str, ...]
    then: str
    gives: type
    of: Callable[[list[Any]], Any]
    started: bool = False
    filtered: bool = False


NOTHING = (("0", 0),)
PLAIN = ("0", "n", "i")
_N = (("n", 0),)
_I = (("i", 0),)
_FROM_1 = (("i", "1"),)


def _digits(cost: int, base: str, test: str = "n > 0") -> Way:
    digit = f"n % {base}"
    return Way(cost, test, (f"n //= {base}",), ((digit, 0), (f"({digit}) ** 2", 3), (f"({digit}) ** 3", 4), ("n", 3)))


def _shrinking(cost: int, test: str, step: str) -> Way:
    return Way(cost, test, (step,), _N, (("n", 0), ("n == 1", 3)))


def _by_parity(cost: int, test: str, divisor: int, otherwise: str) -> Way:
    return Way(cost, test, (f"n //= {divisor}", otherwise), _N, choice=f"n % {divisor} == 0")


def _growing(cost: int, test: str, begin: str, step: str = "i += 1") -> Way:
    return Way(cost, test, (step,), _I, (("i", 0), ("i - 1", 0)), (("i", begin),))


def _taking(cost: int, step: str) -> Way:
    return Way(cost, "n >= i", ("n -= i", step), (("i", 0), ("n", 1)), (("n", 0), ("i", 0), ("i - 1", 2)), _FROM_1)


def _series(cost: int, test: str, begin: tuple[str, str], *step: str) -> Way:
    names = (("i", begin[0]), ("j", begin[1]))
    return Way(cost, test, step, _I, (("i", 0), ("j", 2), ("j - 1", 2)), names)


#: The ways of one parameter.
ALONE = (
    _digits(2, "10"), _digits(2, "2"), _digits(4, "3"), _digits(4, "8"), _digits(4, "16"),
    Way(2, "n > 1", ("n //= 2",), (("n", 0), ("n % 2", 2)), _N),
    _shrinking(3, "n > 1", "n //= 3"),
    _shrinking(2, "n > 9", "n //= 10"),
    _shrinking(4, "n > 0 and n % 2 == 0", "n //= 2"),
    _shrinking(5, "n > 0 and n % 3 == 0", "n //= 3"),
    _shrinking(4, "n > 0 and n % 10 == 0", "n //= 10"),
    _shrinking(4, "n > 9", "n = sum(map(int, str(n)))"),
    _shrinking(5, "n > 9", "n = math.prod(map(int, str(n)))"),
    _shrinking(5, "n > 1", "n = math.isqrt(n)"),
    Way(5, "n > 0", ("n -= math.isqrt(n) ** 2",), (("math.isqrt(n)", 2), ("math.isqrt(n) ** 2", 3), ("n", 0))),
    _by_parity(4, "n > 1", 2, "n = 3 * n + 1"),
    _by_parity(4, "n > 0", 2, "n -= 1"),
    _by_parity(4, "n > 1", 2, "n += 1"),
    _by_parity(5, "n > 1", 3, "n -= 1"),
    _taking(4, "i += 1"), _taking(5, "i += 2"), _taking(5, "i *= 2"),
    _growing(2, "i * i <= n", "1"), _growing(2, "i * i < n", "1"), _growing(3, "i * i <= n", "0"),
    _growing(3, "i * i < n", "0"), _growing(3, "i ** 3 <= n", "1"), _growing(3, "i ** 3 < n", "0"),
    _growing(3, "i * (i + 1) // 2 <= n", "1"), _growing(3, "i * (i + 1) // 2 < n", "0"),
    _growing(2, "i < n", "1", "i *= 2"), _growing(2, "i <= n", "1", "i *= 2"), _growing(4, "i < n", "1", "i *= 3"),
    _growing(4, "i <= n", "1", "i *= 3"), _growing(4, "i < n", "1", "i *= 10"), _growing(4, "i <= n", "1", "i *= 10"),
    _growing(5, "i < n", "1", "i = 2 * i + 1"), _growing(5, "i <= n", "1", "i = 2 * i + 1"),
    _growing(3, "i < n and n % i != 0", "2"),
    _growing(4, "i > 1 and n % i != 0", "n - 1", "i -= 1"),
    _growing(5, "i > 1 and n % i != 0", "math.isqrt(max(n, 0))", "i -= 1"),
    _series(4, "i <= n", ("0", "1"), "i, j = j, i + j"), _series(4, "i < n", ("0", "1"), "i, j = j, i + j"),
    _series(5, "i <= n", ("1", "2"), "i, j = j, i + j"), _series(5, "i < n", ("1", "2"), "i, j = j, i + j"),
    _series(5, "i <= n", ("1", "1"), "i *= j", "j += 1"), _series(5, "i < n", ("1", "1"), "i *= j", "j += 1"),
    _series(5, "i < n", ("0", "1"), "i += j", "j += 1"), _series(5, "i < n", ("0", "1"), "i += j * j", "j += 1"),
    Way(5, "i <= n", ("n //= i", "i += 1"), _I, _I, (("i", "2"),), "n % i == 0", True),
)  # fmt: skip
#: The ways of two.
TWO = (
    _digits(3, "p", "n > 0 and p > 1"),
    Way(3, "p != 0", ("n, p = p, n % p",), (("n // p", 1), ("n", 2), ("p", 2)), _N),
    Way(5, "n > 0 and p > 0", ("n -= p", "p -= n"), (("min(n, p)", 2),), choice="n >= p"),
    Way(5, "n > 0 and p > 0 and n != p", ("n -= p", "p -= n"), (("min(n, p)", 2),), choice="n > p"),
    _shrinking(3, "n >= p > 0", "n -= p"), _shrinking(3, "n > p > 0", "n -= p"), _shrinking(3, "n >= p > 1", "n //= p"),
    _shrinking(3, "n > p > 0", "n //= 2"), _shrinking(3, "n >= p > 0", "n //= 2"),
    _shrinking(5, "n > 0 and p > 1 and n % p == 0", "n //= p"),
    _shrinking(3, "0 < n < p", "n *= 2"), _shrinking(3, "0 < n <= p", "n *= 2"), _shrinking(4, "0 < n < p", "n *= 3"),
    _shrinking(4, "0 < n <= p", "n *= 3"), _shrinking(4, "0 < n < p", "n *= 10"),
    _shrinking(3, "p > 0 and n % p != 0", "n += 1"), _shrinking(3, "p > 0 and n % p != 0", "n -= 1"),
    Way(5, "0 < n <= p", ("n *= 3", "p *= 2"), _N, (("n", 0), ("p", 0))),
    _growing(3, "i < n and p > 1", "1", "i *= p"), _growing(3, "i <= n and p > 1", "1", "i *= p"),
)  # fmt: skip


def _in_base(base: int) -> Callable[[list[int]], int]:
    def of(items: list[int]) -> int:
        total = 0
        for item in items:
            total = total * base + item
        return total

    return of


def largest(items: list[int]) -> int:
    return max([0, *items])


def _alternating(items: list[int]) -> int:
    return sum(items[::2]) - sum(items[1::2])


def _placed(items: list[int]) -> int:
    return sum(item * 10**place for place, item in enumerate(items))


_TOTAL = (("total", "0"),)
GATHERINGS = (
    Gathering(0, (("count", "0"),), ("count += 1",), "count", int, len, True, True),
    Gathering(0, _TOTAL, ("total += x",), "total", int, sum, True, True),
    Gathering(1, (("total", "1"),), ("total *= x",), "total", int, math.prod, True, True),
    Gathering(3, (("largest", "0"),), ("largest = max(largest, x)",), "largest", int, largest, True),
    Gathering(1, _TOTAL, ("total = total * 10 + x",), "total", int, _in_base(10), False, True),
    Gathering(2, _TOTAL, ("total = total * 2 + x",), "total", int, _in_base(2)),
    Gathering(4, (("total", "0"), ("place", "1")), ("total += x * place", "place *= 10"), "total", int, _placed, False,
               True),
    Gathering(4, (("total", "0"), ("sign", "1")), ("total += x * sign", "sign = -sign"), "total", int, _alternating),
    Gathering(0, (("result", "[]"),), ("result.append(x)",), "result", list, lambda xs: xs, True, True),
    Gathering(2, (("result", "[]"),), ("result.append(x)",), "result[::-1]", list, lambda xs: xs[::-1], True, True),
    Gathering(2, (("text", '""'),), ("text = str(x) + text",), "text", str, lambda xs: "".join(map(str, xs[::-1]))),
)  # fmt: skip
#: Conditions on an item, the last with another parameter.
CONDITIONS = ("x % 2 == 0", "x % 2 == 1", "x != 0")
BESIDE = ("x == p", "x > p", "x < p", "x != p", "p > 0 and x % p == 0")
