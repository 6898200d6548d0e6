"""Fills follow a hole whose name or parameters changed."""

from __future__ import annotations

import pytest

from holes.answers.refit import refit
from sketch.model import Fill, Language
from sketch.parse import parse

NAMED = 'def merge(a, b=1):\n    """Merge."""\n'
INLINE = "x = `merge`(1)\n"


@pytest.mark.parametrize(
    ("text", "fill", "expected"),
    [
        (NAMED, "def merge(a: int, b=1) -> int:\n    return a  # so\n", None),
        (NAMED, "def merge(c, d=1):\n    return c + d  # so\n", "def merge(a, b=1):\n    return a + b  # so\n"),
        (NAMED, "def merge_12(a, b=1):\n    return merge_12(a)\n", "def merge(a, b=1):\n    return merge(a)\n"),
        (INLINE, "def merge(c, d=1):\n    return c\n", None),
        (INLINE, "def merge_12(c):\n    return merge_12(c)\n", "def merge(c):\n    return merge(c)\n"),
        ("x = `choose: 1, 2`\n", "2", None),
    ],
)
def test_what_fits_stays_and_what_does_not_is_renamed(text: str, fill: str, expected: str | None) -> None:
    sketch = parse(text, Language.ANPL).sketch
    assert refit(Fill(fill), sketch.holes[0], sketch) == Fill(fill if expected is None else expected)


@pytest.mark.parametrize(
    ("text", "fill"),
    [(NAMED, "def merge():\n    return 1\n"), (NAMED, "nothing ("), ("x = `choose: 1, 2`\n", "3")],
)
def test_what_can_not_fit(text: str, fill: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    assert refit(Fill(fill), sketch.holes[0], sketch) is None
