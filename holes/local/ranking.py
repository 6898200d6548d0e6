"""Ranking: which of the programs that fit a person most likely means.

The cost of a term already counts what the description calls for. Here it is seen as a whole: a word explains one
operation, not two of the same sort, and what the description speaks of should be there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from holes.local.components import Component
from holes.local.hints import called_for
from holes.local.library import SPECS
from holes.local.shapes import SHAPES
from holes.local.terms import Loop, Term, Written, constants, variables

#: What is added for each parameter that is ignored, each text of the description that is lacking.
_UNUSED = 6
_UNSAID = 5
#: What a word of the description is worth that an operation answers to, and what one costs that has been answered
#: already.
_ANSWERED = 2
_REPEATED = 2
_STEMS = {name: shape.words for name, shape in SHAPES.items()}


class Ranking:
    """Ranks the programs for one task."""

    def __init__(self, parameters: Sequence[str], words: Sequence[str], quoted: Sequence[str]) -> None:
        self._parameters = parameters
        self._words = words
        self._quoted = quoted
        self._answers: dict[str, frozenset[str]] = {}

    def cost(self, cost: int, term: Term) -> int:
        """The cost by which programs are put in order, given that of the term alone."""
        used = variables(term)
        written = constants(term)
        cost += _UNUSED * sum(name not in used for name in self._parameters)
        cost += _UNSAID * sum(text not in written for text in self._quoted)
        if self._words:
            answered: set[str] = set()
            for name, stems in operations(term):
                words = self.answered(name, stems)
                if words:
                    cost += -_ANSWERED if words.isdisjoint(answered) else _REPEATED
                    answered |= words
        return cost

    def answered(self, name: str, stems: Sequence[str]) -> frozenset[str]:
        """The words of the description that an operation answers to."""
        if name not in self._answers:
            self._answers[name] = frozenset(word for word in self._words if called_for(stems, (word,)))
        return self._answers[name]


@cache
def calling(words: tuple[str, ...]) -> frozenset[str]:
    """Those of the words that some operation answers to."""
    known = {stems for stems in _STEMS.values() if stems} | {spec.words for spec in SPECS if spec.words}
    stems = sorted({stem for text in known for stem in text.split()})
    return frozenset(word for word in words if called_for(stems, (word,)))


def operations(term: Term) -> Iterator[tuple[str, Sequence[str]]]:
    """The operations in a term, each by its name and the stems of the words that call for it."""
    head: Any = term[1]
    if isinstance(head, Component):
        yield head.template, head.words
    elif isinstance(head, Loop):
        yield head.shape, _STEMS[head.shape].split()
    elif isinstance(head, Written) and head.called:
        yield head.text.partition("(")[0], head.called
    for argument in term[2]:
        yield from operations(argument)
