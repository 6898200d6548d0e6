"""Grids: lists of rows of equal length, turned, cut, coloured and put together, step by step, cheapest first."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from holes.local.bank import Budget
from holes.local.components import ATOM, SUM
from holes.local.piece import Piece
from holes.local.task import Task

#: What binds less strongly than a subscript.
_LOOSE = re.compile(r"^[^\[(]*(\[::-1\])? [+*] ")
Grid = list[list[Any]]
Column = list[Grid]
#: What a step costs, its text around `{0}`, and what it does to one grid.
Step = tuple[int, str, Callable[[Grid], Any]]

_HIGHEST = 24
_GRIDS = 600
#: Cells in the largest grid that is looked at, and colours in the largest table of them.
_CELLS = 900
_COLOURS = 10

_STEPS: tuple[Step, ...] = (
    (4, "{0}[::-1]", lambda grid: grid[::-1]),
    (6, "[row[::-1] for row in {0}]", lambda grid: [row[::-1] for row in grid]),
    (6, "[list(row) for row in zip(*{0})]", lambda grid: [list(row) for row in zip(*grid, strict=True)]),
    (7, "[list(row) for row in zip(*{0}[::-1])]", lambda grid: [list(row) for row in zip(*grid[::-1], strict=True)]),
    (6, "{0}[:len({0}) // 2]", lambda grid: grid[: len(grid) // 2]),
    (6, "{0}[len({0}) // 2:]", lambda grid: grid[len(grid) // 2 :]),
    (8, "{0}[(len({0}) + 1) // 2:]", lambda grid: grid[(len(grid) + 1) // 2 :]),
    (7, "[row[:len(row) // 2] for row in {0}]", lambda grid: [row[: len(row) // 2] for row in grid]),
    (7, "[row[len(row) // 2:] for row in {0}]", lambda grid: [row[len(row) // 2 :] for row in grid]),
    (7, "[row for row in {0} if any(row)]", lambda grid: [row for row in grid if any(row)]),
    (7, "{0}[1:-1]", lambda grid: grid[1:-1]),
    (9, "[row[1:-1] for row in {0}[1:-1]]", lambda grid: [row[1:-1] for row in grid[1:-1]]),
    (8, "[sorted(row) for row in {0}]", lambda grid: [sorted(row) for row in grid]),
    (8, "{0} + {0}[::-1]", lambda grid: grid + grid[::-1]),
    (8, "{0}[::-1] + {0}", lambda grid: grid[::-1] + grid),
    (8, "[row + row[::-1] for row in {0}]", lambda grid: [row + row[::-1] for row in grid]),
    (8, "[row[::-1] + row for row in {0}]", lambda grid: [row[::-1] + row for row in grid]),
    (7, "{0} * 2", lambda grid: grid * 2),
    (7, "[row * 2 for row in {0}]", lambda grid: [row * 2 for row in grid]),
    (8, "{0} * 3", lambda grid: grid * 3),
    (8, "[row * 3 for row in {0}]", lambda grid: [row * 3 for row in grid]),
    (11, "[list(row) for row in dict.fromkeys(map(tuple, {0}))]",
     lambda grid: [list(row) for row in dict.fromkeys(map(tuple, grid))]),
    (11, "[row for row in {0} for _ in range(2)]", lambda grid: [row for row in grid for _ in range(2)]),
    (11, "[[cell for cell in row for _ in range(2)] for row in {0}]",
     lambda grid: [[cell for cell in row for _ in range(2)] for row in grid]),
    (12, "[row for row in {0} for _ in range(3)]", lambda grid: [row for row in grid for _ in range(3)]),
    (12, "[[cell for cell in row for _ in range(3)] for row in {0}]",
     lambda grid: [[cell for cell in row for _ in range(3)] for row in grid]),
)  # fmt: skip


def grid_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Expressions over a parameter that is a grid whose results are the grids that are expected."""
    goal = [one.expected for one in task.shown]
    if not goal or not all(map(_is_grid, goal)):
        return
    for place, name in enumerate(task.parameters):
        column = [one.arguments[place] for one in task.shown]
        if all(map(_is_grid, column)):
            yield from _reached(name, column, goal, budget)


def _reached(name: str, column: Column, goal: Column, budget: Budget) -> Iterator[Piece]:
    """Every grid that steps lead to is compared with the goal, as it is and with its colours exchanged."""
    waiting: dict[int, list[tuple[str, Column]]] = defaultdict(list)
    waiting[2].append((name, column))
    known: set[str] = set()
    for cost in range(_HIGHEST):
        for text, grids in waiting.pop(cost, ()):
            key = repr(grids)
            if key in known or len(known) == _GRIDS:
                continue
            known.add(key)
            if grids == goal:
                yield Piece(text, tuple(goal), cost, SUM if _LOOSE.search(text) else ATOM)
            elif (coloured := _coloured(text, grids, goal)) is not None:
                yield Piece(coloured[1], tuple(goal), cost + coloured[0])
            for price, template, act in _STEPS:
                if template.count("{0}") > 1 and text != name:
                    continue
                budget.spend()
                try:
                    made = [act(grid) for grid in grids]
                except (TypeError, ValueError):
                    continue
                if all(map(_is_grid, made)):
                    inner = f"({text})" if _LOOSE.search(text) else text
                    waiting[cost + price].append((template.replace("{0}", inner), made))


def _coloured(text: str, grids: Column, goal: Column) -> tuple[int, str] | None:
    """What turns the grids' cells one by one into the goal's, where one table of colours does: its cost and text."""
    table: dict[Any, Any] = {}
    for grid, wanted in zip(grids, goal, strict=True):
        if len(grid) != len(wanted) or len(grid[0]) != len(wanted[0]):
            return None
        for row, target in zip(grid, wanted, strict=True):
            for cell, colour in zip(row, target, strict=True):
                if table.setdefault(cell, colour) != colour:
                    return None
    changed = {cell: colour for cell, colour in sorted(table.items(), key=_place) if cell != colour}
    if len(changed) > _COLOURS:
        return None
    if len(changed) == 1:
        ((old, new),) = changed.items()
        return 9, f"[[{new!r} if cell == {old!r} else cell for cell in row] for row in {text}]"
    return 10 + 3 * len(changed), f"[[{changed!r}.get(cell, cell) for cell in row] for row in {text}]"


def _place(change: tuple[Any, Any]) -> tuple[str, Any]:
    """Where a change of colour stands among others; cells of different types are not in any order."""
    return type(change[0]).__name__, change[0]


def _is_grid(value: Any) -> bool:
    """Whether a value is a list of rows of equal length, not empty and not too large."""
    if type(value) is not list or not value or type(value[0]) is not list or not value[0]:
        return False
    width = len(value[0])
    rows: Sequence[Any] = value
    return width * len(rows) <= _CELLS and all(
        type(row) is list and len(row) == width and all(type(cell) in (int, str, bool) for cell in row) for row in rows
    )
