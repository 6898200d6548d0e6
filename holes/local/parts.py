"""Parts: searches of their own kind that stand beside the enumeration, each for one sort of program.

A part is a pure function from a task and a budget to pieces. A piece that is right on every example is a candidate; one that is right on
some may become a branch, and any may be an operand of something larger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.components import ATOM
from holes.local.task import Task


class Piece(NamedTuple):
    """An expression over the task's parameters.

    `text` is its Python, on one line, `strength` how strongly it binds (see `components`). `values` are what it gives for
    the task's examples in their order (`...` where it raises), `cost` what it costs in the units of the library, where 4 is an everyday operation.
    """

    text: str
    values: tuple[Any, ...]
    cost: int
    strength: int = ATOM


#: Pieces cheapest first. It calls `budget.spend()` for each thing it tries, and lets `Exhausted` through.
Part = Callable[[Task, Budget], Iterator[Piece]]

#: In the order in which they are asked. Each is given a small share of the budget before the enumeration begins.
PARTS: tuple[Part, ...] = ()
