"""Hidden: builtins that a parameter is called like. What speaks of one says so by its module, or is not used."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable, Sequence

from holes.local.components import Component
from holes.local.terms import Term
from holes.local.textbook.catalogue import called, definition
from holes.local.writing import render

#: A builtin in what has no parameters.
_SPOKEN = r"(?<![\w.])(?:{0})(?!\w)"


def spelled_out(components: Sequence[tuple[Component, int]], parameters: Sequence[str]) -> list[tuple[Component, int]]:
    """The components with such builtins as `builtins.sum`."""
    names = _hidden(parameters)
    if not names:
        return list(components)
    pattern = re.compile(_SPOKEN.format(names))
    return [
        (component._replace(template=pattern.sub(r"builtins.\g<0>", component.template)), cost)
        for component, cost in components
    ]


def using_hidden(parameters: Sequence[str]) -> Callable[[Term], bool]:
    """What tells whether a program uses such a builtin: calls it, or hands it to who calls it."""
    names = _hidden(parameters)
    if not names:
        return lambda term: False
    spoken = re.compile(_SPOKEN.format(names))
    pattern = re.compile(
        rf"(?<![\w.])(?:{names})\(|(?:map|filter)\((?:{names}),|isinstance\([^()]*, (?:{names})\)|key=(?:{names})(?!\w)"
    )

    def uses(term: Term) -> bool:
        text = "\n".join([render(term), *_loops(term)])
        return pattern.search(text) is not None or any(
            spoken.search(line) for name in called(text) for line in definition(name)
        )

    return uses


def _hidden(parameters: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in parameters if hasattr(builtins, name))


def _loops(term: Term) -> list[str]:
    """The lines of the loops in a program."""
    return [*getattr(term[1], "loop", ()), *(line for argument in term[2] for line in _loops(argument))]
