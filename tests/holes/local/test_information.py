"""Information: what results tell."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.information import information
from holes.local.task import Shown, Task


@pytest.mark.parametrize(
    ("results", "bits"),
    [
        ((True, False), 2),
        ((5,), 5),
        ((5, 5), 7),
        (("ab",), 5),
        ((1.5,), 12),
        ((2j,), 12),
        (([1, 2],), 9),
        ((None,), 1),
        ((10**30,), 12),
        (({"a": 1},), 5),
    ],
)
def test_what_results_tell(results: tuple[Any, ...], bits: float) -> None:
    assert information(Task(("xs",), "", tuple(Shown(([],), one) for one in results))) == bits
