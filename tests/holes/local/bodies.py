"""What the tests of loops share: tasks made of rows, and the bodies that are handed over, run as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from holes.local.bank import Budget
from holes.local.piece import Piece
from holes.local.task import Shown, Task
from holes.local.terms import RAW, Term, Written, evaluate
from holes.local.writing import function_text

Part = Callable[[Task, Budget], Iterator[Piece]]


def pieces(part: Part, parameters: str, *examples: tuple[Any, ...]) -> list[Piece]:
    """What the part finds, where the last of each row is what must come back."""
    shown = tuple(Shown(one[:-1], one[-1]) for one in examples)
    return list(part(Task(tuple(parameters.split()), "", shown), Budget(1 << 30)))


def body(piece: Piece, parameters: str) -> str:
    """The lines of the function's body without their indentation."""
    text = function_text(f"def f({', '.join(parameters.split())})", term(piece))
    return "".join(f"{line[4:]}\n" for line in text.splitlines()[1:])


def term(piece: Piece) -> Term:
    """The piece as the search takes it in."""
    return ((), Written(piece.text, piece.strength, piece.loop, piece.called, piece.helper), (), piece.cost)


def check(found: list[Piece], parameters: str, examples: list[tuple[Any, ...]]) -> None:
    """Each gives what it says, as a function and where the search evaluates it."""
    names = parameters.split()
    for piece in found:
        namespace: dict[str, Any] = {}
        exec(function_text(f"def f({', '.join(names)})", term(piece)), namespace)
        wanted = [one[-1] for one in examples]
        assert [namespace["f"](*one[:-1]) for one in examples] == wanted, piece.loop
        for one in examples:
            plain = dict(zip(names, one[:-1], strict=True))
            assert repr(evaluate(term(piece), {RAW: plain})) == repr(_frozen(one[-1])), piece.loop


def _frozen(value: Any) -> Any:
    from holes.local.kinds import freeze

    return freeze(value)
