"""Grids are turned, cut and coloured."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holes.local.bank import Budget
from holes.local.grids import grid_pieces
from holes.local.task import Shown, Task

Grid = list[list[int]]


def found(*rows: tuple[Grid, Any]) -> list[str]:
    """What leads from the grids to the results, cheapest first."""
    shown = tuple(Shown((given,), wanted) for given, wanted in rows)
    pieces = grid_pieces(Task(("grid",), "", shown), Budget(1 << 30))
    return [piece.text for piece in sorted(pieces, key=lambda piece: piece.cost)]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([([[1, 2], [3, 4]], [[3, 4], [1, 2]])], "grid[::-1]"),
        ([([[1, 2, 0], [3, 4, 0]], [[3, 1], [4, 2], [0, 0]])], "[list(row) for row in zip(*grid[::-1])]"),
        ([([[1, 2], [2, 0]], [[5, 2], [2, 0]])], "[[5 if cell == 1 else cell for cell in row] for row in grid]"),
        ([([[1, 2], [3, 4]], [[1, 2], [3, 4], [3, 4], [1, 2]])], "grid + grid[::-1]"),
        ([([[0, 0], [3, 4]], [[4, 3]])], "[row[::-1] for row in grid[len(grid) // 2:]]"),
    ],
)
def test_the_cheapest_steps(rows: list[tuple[Grid, Grid]], text: str) -> None:
    assert found(*rows)[0] == text


def test_cells_may_be_of_different_types() -> None:
    text, *_ = found(([["x", 1], [2, "x"]], [["y", 1], [3, "y"]]))  # type: ignore[list-item]
    assert eval(text, {"grid": [["x", 2, 1]]}) == [["y", 3, 1]]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(st.integers(0, 3), min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_written_does_what_was_computed(grid: Grid) -> None:
    wanted = [row[::-1] for row in grid][::-1]
    texts = found((grid, wanted))
    assert texts
    assert all(eval(text, {"grid": grid}) == wanted for text in texts)


def test_results_that_are_no_grids_are_left_to_others() -> None:
    assert found(([[1, 2]], 3)) == []
