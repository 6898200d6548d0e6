"""Words of the name and description: which operations they call for."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from holes.local.components import Component
from holes.local.features import features

#: The most that words say for an operation, as a power of two.
_MOST = 3
#: By how much the logarithmic odds of an operation rise that something similar has.
_FAMILIAR = 2.0


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


def priced(
    components: Sequence[Component], words: Sequence[str], familiar: Iterable[str] = ()
) -> list[tuple[Component, int]]:
    """Each component with its cost, in the library's order: what stands there, less where much used, and less where the
    words or what is `familiar` call for it."""
    expected = Expected(words, familiar)
    return [
        (component, max(2, learnt_cost(component.template, component.cost) - _bonus(component, words, expected)))
        for component in components
    ]


def learnt_cost(template: str, cost: int) -> int:
    """A cost from the library, one less where reference solutions have all operations of the template more often than
    it supposes."""
    costs = weights()["costs"]
    known = [costs.get(feature, cost) for feature in _features(template)]
    return cost - 1 if known and max(known) < cost else cost


class Expected:
    """Which operations the words let one expect: a logistic regression for each on the words' stems."""

    def __init__(
        self, words: Iterable[str], familiar: Iterable[str] = (), table: Mapping[str, Any] | None = None
    ) -> None:
        """`familiar` are operations of what is similar (see `similar`), `table` is another than the learnt one."""
        table = weights() if table is None else table
        self._usual: dict[str, float] = table["usual"]
        self._odds = dict(self._usual)
        for root in sorted({stem(word) for word in words}):
            for feature, weight in table["words"].get(root, {}).items():
                self._odds[feature] += weight
        for feature in sorted(self._odds.keys() & set(familiar)):
            self._odds[feature] += _FAMILIAR

    def lift(self, template: str) -> int:
        """How much more often than otherwise a task with these words needs an operation of the template, as a power
        of two."""
        return max((self._lift(feature) for feature in _features(template) if feature in self._odds), default=0)

    def _lift(self, feature: str) -> int:
        return min(_MOST, round((_log(self._odds[feature]) - _log(self._usual[feature])) / math.log(2)))

    def evidence(self, found: Collection[str]) -> tuple[float, float]:
        """By how much the words raise the probability of the operations found, and of lacking all others, as
        logarithms."""
        has = lacks = 0.0
        for feature, odds in self._odds.items():
            if feature in found:
                has += _log(odds) - _log(self._usual[feature])
            else:
                lacks += _log(-odds) - _log(-self._usual[feature])
        return has, lacks


def _log(odds: float) -> float:
    """The logarithm of the probability that has these logarithmic odds."""
    return -math.log1p(math.exp(-odds)) if odds > 0 else odds - math.log1p(math.exp(odds))


def _bonus(component: Component, words: Sequence[str], expected: Expected) -> int:
    return 3 if called_for(component.words, words) else max(0, expected.lift(component.template))


@cache
def weights() -> Any:
    """The learnt table: `costs` of features, their `usual` logarithmic odds, for stems of `words` what is added to
    these, and `beliefs`. See tests/benchmarks/learn_weights.py."""
    return json.loads((Path(__file__).parent / "weights.json").read_text("utf-8"))


@cache
def _features(template: str) -> frozenset[str]:
    return frozenset(features(template.format("a", "b", "c")))
