"""Words for holes."""

from __future__ import annotations

import pytest

from holes.named import means
from sketch.model import Language
from sketch.parse import parse

(TURN,) = parse('class Grid:\n    def turn(self):\n        """Turn it."""\n', Language.ANPL).sketch.holes


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Grid.turn", True), ("turn", True), ("Turn it.", True), ("Grid", False), ("", False), ("TURN", False)],
)
def test_an_id_a_name_or_a_description(word: str, meant: bool) -> None:
    assert means(TURN, word) is meant
