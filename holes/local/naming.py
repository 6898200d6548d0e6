"""Naming: what a person would call the parts of an element."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from holes.local.components import Component
from holes.local.terms import Term, Variable


def element_names(over: str, term: Term, kind: str, taken: Callable[[str], bool]) -> tuple[str, ...]:
    """Names for the parts of an element: the singular of the source's name, or one that suits its kind."""
    head = term[1]
    name = head.name if isinstance(head, Variable) else ""
    suits = {"s": "char", "Li": "number", "Lf": "number", "Ls": "word", "Lb": "flag", "Vi": "number"}.get(
        kind, "row" if kind.startswith("LL") else "item"
    )
    item = free((singular(name), suits, "item", "each", "one"), taken)
    if over == "enumerate":
        return (free(("i", "index", "position"), taken), item)
    if over in ("zip", "pairs", "combinations"):
        return (free(("a", "left", "one"), taken), free(("b", "right", "other"), taken))
    if over == "entries":
        return (free(("key", "name", "entry"), taken), free(("value", "number", "content"), taken))
    if isinstance(head, Component) and head.template.startswith("list(range"):
        return (free(("i", "j", "k", "index"), taken),)
    return (item,)


def singular(name: str) -> str:
    """One of what has the name, empty where that cannot be told."""
    return name[:-1] if len(name) > 3 and name.endswith("s") and not name.endswith("ss") else ""


def free(wishes: Sequence[str], taken: Callable[[str], bool]) -> str:
    """The first name that is not taken."""
    return next((wish for wish in wishes if wish and not taken(wish)), wishes[-1] + "_")
