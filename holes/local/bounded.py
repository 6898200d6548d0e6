"""Bounded: functions of several lines, as a person writes them, run so that they always end."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from holes.local.guards import Refused, fits_bounds

#: Turns of all `while` loops together, beyond which a function is not run on.
TURNS = 2000
_TURN = "_turn"


def lines_of(name: str, parameters: Sequence[str], body: Sequence[str]) -> list[str]:
    """The lines of a function."""
    return [f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in body)]


def bounded(name: str, parameters: Sequence[str], body: Sequence[str], scope: dict[str, Any]) -> Callable[..., Any]:
    """The function of this body. It raises `Refused` after too many turns, and for what is too large."""
    import ast

    tree = ast.parse("\n".join(lines_of(name, parameters, body)))
    turn = ast.parse(f"{_TURN}()", mode="eval").body
    for node in ast.walk(tree):
        if isinstance(node, ast.While):
            node.test = ast.BoolOp(ast.And(), [turn, node.test])
    left = 0

    def take() -> bool:
        nonlocal left
        left -= 1
        if left < 0:
            raise Refused
        return True

    namespace = {**scope, _TURN: take}
    exec(compile(ast.fix_missing_locations(tree), "<body>", "exec"), namespace)  # our own grammar, nobody's text
    function: Callable[..., Any] = namespace[name]

    def run(*arguments: Any) -> Any:
        nonlocal left
        left = TURNS
        result = function(*arguments)
        if not fits_bounds(result):
            raise Refused
        return result

    return run


def ends_near(name: str, parameters: Sequence[str], body: Sequence[str], rows: Sequence[Sequence[Any]]) -> bool:
    """Whether the function ends where a number among the arguments is another, as zero or a negative one."""
    run = bounded(name, parameters, body, {"math": math})
    for row in rows:
        for place, value in enumerate(row):
            for other in (0, 1, -1, -value, value + 1) if type(value) is int else (value[:0],):
                try:
                    run(*row[:place], other, *row[place + 1 :])
                except Refused:
                    return False
                except (ValueError, TypeError, ArithmeticError, LookupError):
                    continue
    return True
