"""Words of the name and description: which operations they call for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from holes.local.components import Component


def spoken(text: str) -> tuple[str, ...]:
    """The words of a text, lower case; a name in snake or camel case falls into its words."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).replace("_", " ")
    return tuple(dict.fromkeys(word.lower() for word in re.findall(r"[A-Za-z]+", spaced)))


def called_for(stems: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a word begins with one of the stems; stems of up to three letters must be whole words, or plurals."""
    return any(
        word.startswith(stem) if len(stem) > 3 else word in (stem, stem + "s") for stem in stems for word in words
    )


def priced(components: Sequence[Component], words: Sequence[str]) -> list[tuple[Component, int]]:
    """Each component with its cost: less where the words call for it, cheapest first within the library's order."""
    return [
        (component, max(2, component.cost - 3) if called_for(component.words, words) else component.cost)
        for component in components
    ]
