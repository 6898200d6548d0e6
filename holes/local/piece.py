"""A piece: an expression that a part of the search hands over with what it gives."""

from __future__ import annotations

from typing import Any, NamedTuple

from holes.local.components import ATOM


class Piece(NamedTuple):
    """An expression over the task's parameters.

    `text` is its Python, on one line, `strength` how strongly it binds (see `components`). `values` are what it gives
    for the task's examples in their order (`...` where it raises), `cost` what it costs in the units of the library,
    where 4 is an everyday operation. `loop` are the lines of a function's body that do the same, where a person would
    write a loop. `called` are the words that call for it, where it is a function with a name. Where no expression does
    it, `helper` is the name of a function whose body the `loop` is, and `text` calls it with the parameters it needs.
    """

    text: str
    values: tuple[Any, ...]
    cost: int
    strength: int = ATOM
    loop: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    helper: str = ""
