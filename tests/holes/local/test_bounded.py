"""Functions of several lines: run to their end, and no longer."""

from __future__ import annotations

import pytest

from holes.local.bounded import bounded, ends_near
from holes.local.guards import Refused

_HALVED = ("count = 0", "while n > 0:", "    n //= 2", "    count += 1", "return count")


def test_a_function_runs_as_it_is_written_again_and_again() -> None:
    run = bounded("f", ["n"], _HALVED, {})
    assert [run(8) for _ in range(3)] == [4, 4, 4]


def test_what_never_ends_or_grows_without_bound_is_refused() -> None:
    with pytest.raises(Refused):
        bounded("f", ["n"], ("while n:", "    n //= 2", "return n"), {})(-1)
    with pytest.raises(Refused):
        bounded("f", ["n"], ("return [n] * n",), {})(10_000)


def test_a_loop_must_end_near_the_examples() -> None:
    assert ends_near("f", ["n"], _HALVED, [(8,)])
    assert not ends_near("f", ["n"], ("while n:", "    n //= 2", "return n"), [(8,)])
    assert ends_near("f", ["n", "p"], ("while n >= p > 0:", "    n -= p", "return n % p"), [(8, 3)])
