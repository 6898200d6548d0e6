"""Calls that an example can begin with."""

from __future__ import annotations

import pytest

from server.features.example_call import UNKNOWN, example_call
from tests.server.features.viewing import view_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f(): 'Do.'", "f()"),
        ("def f(text: str, n: int = 3) -> int: 'Do.'", 'f("")'),
        ("def f(text, *more, key: list[int], **rest): 'Do.'", "f(..., key=[])"),
        ("async def f(a: np.ndarray, b: 'dict[str, int]', c: int | None): 'Do.'", "f([], {}, 0)"),
        ("def f(a: typing.Optional[Words], b: Words, /, c: set[int]): 'Do.'", "f(None, ..., set())"),
        ("class A:\n    def f(self, n: int): 'Do.'", "A().f(0)"),
        ("class A:\n    @staticmethod\n    def f(n: int): 'Do.'", "A.f(0)"),
        ("class A:\n    @classmethod\n    def f(cls, n: int): 'Do.'", "A.f(0)"),
        ("x = `do it`(y, 2)", "_(..., ...)"),
    ],
)
def test_calls(text: str, expected: str) -> None:
    assert example_call(view_of(text + "\n").subjects[0]) == expected


def test_the_unknown_is_no_value() -> None:
    text = f"def f(x):\n    '''Do.\n\n    >>> f(...)\n    {UNKNOWN}\n    '''\n"
    (example,) = view_of(text).sketch.holes[0].examples
    assert example.expected == UNKNOWN
