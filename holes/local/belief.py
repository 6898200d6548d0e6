"""Belief: how probable it is that each of the programs found is what is meant.

A multinomial logistic regression on the evidence: the programs compete with one another and with none of them being
right, whose share grows the less the examples tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from holes.local.evidence import Evidence
from holes.local.hints import weights

#: The probability from which on a program is believed in: of the tasks that it answers so, and that were not learnt
#: from, 85 % to 92 % are right.
BELIEVED = 0.75


def beliefs(programs: Sequence[Evidence], others: Evidence) -> list[float]:
    """The probability of each program, in their order; together they are at most one. `others` is the evidence for
    what was not found."""
    table = weights()["beliefs"]
    scores = [_score(table["program"], seen) for seen in programs]
    none = _score(table["none"], others)
    highest = max([none, *scores])
    shares = [exp(score - highest) for score in scores]
    total = sum(shares) + exp(none - highest)
    return [share / total for share in shares]


def _score(table: dict[str, float], seen: Evidence) -> float:
    return sum(weight * seen.get(name, 0.0) for name, weight in table.items())
