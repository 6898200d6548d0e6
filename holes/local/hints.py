"""Words of the name and description: which operations they call for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from holes.local.components import Component
from holes.local.features import features


def spoken(text: str) -> tuple[str, ...]:
    """The words of a text, lower case; a name in snake or camel case falls into its words."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", text).replace("_", " ")
    return tuple(dict.fromkeys(word.lower() for word in re.findall(r"[A-Za-z]+", spaced)))


def stem(word: str) -> str:
    """What words of one root mostly share: a lower-case word without its usual endings, at most six letters of it."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:6]


def called_for(stems: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a word begins with one of the stems; stems of up to three letters must be whole words, or plurals."""
    return any(
        word.startswith(stem) if len(stem) > 3 else word in (stem, stem + "s") for stem in stems for word in words
    )


def priced(components: Sequence[Component], words: Sequence[str]) -> list[tuple[Component, int]]:
    """Each component with its cost, in the library's order: what stands there, less where much used, and less where the
    words call for it."""
    stems = {stem(word) for word in words}
    return [
        (component, max(2, learnt_cost(component.template, component.cost) - _bonus(component, words, stems)))
        for component in components
    ]


def learnt_cost(template: str, cost: int) -> int:
    """A cost from the library, one less where reference solutions have all operations of the template more often than
    it supposes."""
    costs = weights()["costs"]
    known = [costs.get(feature, cost) for feature in _features(template)]
    return cost - 1 if known and max(known) < cost else cost


def lift(template: str, stems: Iterable[str]) -> int:
    """How much more often than otherwise the words' tasks need an operation of the template, as a power of two."""
    table = weights()["words"]
    found = _features(template)
    return max((table.get(word, {}).get(feature, 0) for word in stems for feature in found), default=0)


def _bonus(component: Component, words: Sequence[str], stems: Iterable[str]) -> int:
    return 3 if called_for(component.words, words) else lift(component.template, stems)


@cache
def weights() -> Any:
    """The learnt table: `costs` of features, and for stems of `words` how much more often they have a feature. See
    tests/benchmarks/learn_weights.py."""
    return json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))


@cache
def _features(template: str) -> frozenset[str]:
    return frozenset(features(template.format("a", "b", "c")))
