"""Evidence: what speaks for a program and what against it, as numbers that weights are learnt for.

All that is known of a program beside that it fits: what it is made of, what the description says of that, how much of
the results it only repeats, what it does on inputs near the examples, and what else was found.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import log2
from typing import Any, NamedTuple

from holes.local.features import features
from holes.local.hints import Expected, spoken
from holes.local.information import bits, information
from holes.local.kinds import common, freeze, kind_of
from holes.local.literals import described, quoted
from holes.local.probes import scope
from holes.local.ranking import Ranking, calling, operations
from holes.local.similar import familiar
from holes.local.task import Task
from holes.local.terms import Bundle, Choose, Constant, Term, constants, evaluate, variables
from holes.local.textbook.catalogue import ASKED, called, entries, likeness
from holes.local.writing import render

#: Literals that need no reason.
_PLAIN = {repr(value) for value in (0, 1, 2, -1, 10, "", " ", True, False, None, ())}
#: Costs by which one program is behind another, beyond which more of them say nothing more.
_FURTHEST = 12

#: Nodes of a tree beyond which more of them say nothing more.
_LARGEST = 120
_SLICE = re.compile(r"\[[^\[\]]*:[^\[\]]*\]")

#: Costs up to which one program is near another.
_NEAR = 9

Evidence = Mapping[str, float]


class Found(NamedTuple):
    """A behaviour that fits: its cheapest program with its cost, the columns evaluated until it was found, and what it
    does on each probe."""

    term: Term
    guard: tuple[Term, str] | None
    cost: int
    spent: int
    acts: tuple[str, ...]


class Witness:
    """What can be said of programs for one task."""

    def __init__(self, task: Task) -> None:
        valued = [one for one in task.shown if one.raises is None]
        name, _, text = task.words.partition(". ")
        self._parameters = task.parameters
        self._words = spoken(task.words)
        self._name = frozenset(spoken(name))
        self._spoken = len(spoken(text))
        self._expected = Expected(self._words, familiar(task))
        self._ranking = Ranking(task.parameters, self._words, quoted(task.words)[:3])
        self._quoted = quoted(task.words)[:3]
        self._described = {repr(value) for value in described(task.words)}
        self._scopes = [scope(dict(zip(task.parameters, one.arguments, strict=True))) for one in valued]
        self._results = {repr(freeze(one.expected)) for one in valued} - _PLAIN
        self._boolean = common(kind_of(one.expected) for one in valued) == "b"
        self._told = information(task)
        # A number is mostly what is spoken of; only the number of something is asked for.
        counted = "number of" in " ".join(self._words)
        self._calling = calling(tuple(word for word in self._words if counted or not word.startswith("number")))
        self._varied = len({one.raises or repr(one.expected) for one in task.shown})

    def of_all(self, found: Sequence[Found]) -> list[Evidence]:
        """What there is about each of the programs found, in their order."""
        first = min(range(len(found)), key=lambda place: found[place].cost, default=0)
        return [
            {
                **self._of(one),
                "first": float(place == first),
                "behind": min(_FURTHEST, one.cost - found[first].cost),
            }
            for place, one in enumerate(found)
        ]

    def of_none(self, found: Sequence[Found]) -> Evidence:
        """What there is about some other program, that was not found."""
        costs = sorted(one.cost for one in found)
        return {
            "always": 1.0,
            "told": log2(1 + self._told),
            "varied": log2(1 + self._varied),
            "apart": min(_FURTHEST, costs[1] - costs[0]) if len(costs) > 1 else _FURTHEST,
            "boolean": float(self._boolean),
            "near": log2(1 + sum(cost <= costs[0] + _NEAR for cost in costs)),
            "spoken": log2(1 + self._spoken),
        }

    def _of(self, one: Found) -> Evidence:
        used, text = variables(one.term), render(one.term)
        return {
            "cost": min(one.cost - self._ranking.cost(0, one.term), 40),
            "outweighed": max(-40.0, min(60.0, self._told - 1.5 * one.cost)),
            "unused": sum(name not in used for name in self._parameters),
            **_size(text),
            **self._wording(one.term, text),
            **self._textbook(text),
            **self._literals(one.term),
            **self._branching(one.term),
            **_conduct(one.acts),
        }

    def _wording(self, term: Term, text: str) -> Evidence:
        answered: set[str] = set()
        counts = Counter[str]()
        for name, stems in operations(term):
            words = self._ranking.answered(name, stems)
            if not words:
                counts["uncalled"] += 1
            elif words.isdisjoint(answered):
                counts["called"] += 1
            else:
                counts["called again"] += 1
            counts["called by name"] += not words.isdisjoint(self._name)
            answered |= words
        has, lacks = self._expected.evidence(features(text))
        return {
            **{key: counts[key] for key in ("uncalled", "called", "called again", "called by name")},
            "all called": float(counts["called"] > 0 and not counts["uncalled"]),
            "unanswered": log2(1 + len(self._calling - answered)),
            "expected": has,
            "not expected": lacks,
        }

    def _textbook(self, text: str) -> Evidence:
        names = called(text)
        asked = [likeness(entries()[name], self._words) for name in names]
        return {"textbook": len(names), "asked": sum(asked), "unasked": sum(share < ASKED for share in asked)}

    def _literals(self, term: Term) -> Evidence:
        written = [repr(value) for value in constants(term)]
        said = [text for text in written if text in self._described]
        odd = [text for text in written if text not in self._described and text not in _PLAIN]
        return {
            "described": len(said),
            "odd": len(odd),
            "plain": len(written) - len(said) - len(odd),
            "results": sum(text in self._results for text in written),
            "unsaid": sum(repr(text) not in written for text in self._quoted),
            "fixed fields": sum(
                not variables(field) for part in _walk(term) if isinstance(part[1], Bundle) for field in part[2]
            ),
        }

    def _branching(self, term: Term) -> Evidence:
        tests = [part[2][0] for part in _walk(term) if isinstance(part[1], Choose)]
        leaves = list(_leaves(term))
        met = Counter(id(leaf) for names in self._scopes if (leaf := _taken(term, names)) is not None)
        fixed = [leaf for leaf in leaves if not variables(leaf)] if tests else []
        return {
            "tests": len(tests),
            "tests' cost": sum(test[3] for test in tests),
            "uncalled tests": sum(
                not any(self._ranking.answered(*operation) for operation in operations(test)) for test in tests
            ),
            "parity tests": sum(any("% 2" in name for name, _ in operations(test)) for test in tests),
            "rare branches": sum(met[id(leaf)] <= 1 for leaf in leaves) if tests else 0,
            "fixed branches": sum(isinstance(leaf[1], Constant) for leaf in fixed),
            "repeated results": sum(bits(leaf[1].value) if isinstance(leaf[1], Constant) else 4 for leaf in fixed),
        }


def _size(text: str) -> Evidence:
    """How much there is to read."""
    count = sum(1 for _ in ast.walk(ast.parse(text)))
    return {
        "nodes": min(count, _LARGEST),
        "nodes' logarithm": log2(count),
        "slices": len(_SLICE.findall(text)),
        "calls": text.count("("),
    }


def _conduct(acts: Sequence[str]) -> Evidence:
    """What a program does near the examples: one that often fails, or always says the same, was hardly meant."""
    known = [act for act in acts if act != "?"]
    count = max(1, len(known))
    most = max(Counter(known).values(), default=0)
    return {
        "raises": sum(act.startswith("!") for act in known) / count,
        "alike": 1 - len(set(known)) / count,
        "always alike": float(most > 0.95 * count),
    }


def _walk(term: Term) -> Iterator[Term]:
    yield term
    for argument in term[2]:
        yield from _walk(argument)


def _leaves(term: Term) -> Iterator[Term]:
    if isinstance(term[1], Choose):
        yield from _leaves(term[2][1])
        yield from _leaves(term[2][2])
    else:
        yield term


def _taken(term: Term, names: Mapping[str, Any]) -> Term | None:
    """The branch that answers where the variables have these values."""
    try:
        while isinstance(term[1], Choose):
            test, then, otherwise = term[2]
            term = then if evaluate(test, names) else otherwise
    except Exception:
        return None
    return term
