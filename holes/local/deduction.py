"""Deduction: what an expected result says of a part of the program, so that only the part is looked for.

A list as long as its source tells, element by element, what a map's body must give (λ², Feser, Chaudhuri and Dillig,
PLDI 2015), and the fields of a tuple are found one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from holes.local.bank import Bank
from holes.local.bodies import Body, Source
from holes.local.branches import Cases
from holes.local.components import Component, Spec, components_of
from holes.local.cuts import cuts
from holes.local.guards import chunks
from holes.local.information import bits
from holes.local.kinds import fields, split
from holes.local.loops import Scope
from holes.local.rests import Rests
from holes.local.terms import Bundle, Constant, Loop, Term, Variable

#: The cost of a map, and of a tuple.
_MAP = 3
BUNDLE = 3
#: Fields of a tuple, at most, and separators that are tried.
_FIELDS = 5
#: What a field costs that is as in the only example, and up to which cost something is looked for that it comes from.
_FIELD = 7
_SETTLED = 13
#: Bits of a field that may be a literal then.
_TOLD = 4
_SEPARATORS = 3
#: Sources whose bodies are searched for nearly as deep as what stands outside of loops.
_DEEP = 3
_SHALLOWER = 4

#: Sources for whose elements texts are cut to pieces.
_CUT = 3

#: The kinds that are no keys of a dictionary, though frozen they could be.
_UNHASHABLE = "LED"


class Fields:
    """The fields of tuples, or of lists that all have the same few items."""

    def __init__(self, goal: Sequence[Any], kind: str) -> None:
        self._cases: list[Cases] = []
        self._constants: list[Term | None] = []
        self._level = 0
        self._done: set[tuple[int, ...]] = set()
        #: The tuple or list of the fields.
        self.head = Bundle(kind[0] == "L")
        lengths = {len(value) for value in goal} if kind[0] in "LVT" else set()
        if len(lengths) == 1 and 1 < (length := lengths.pop()) <= _FIELDS:
            kinds = fields(kind) if kind[0] == "T" else (kind[1:],) * length
            self._cases = [
                Cases(column, (one,) * len(goal), constant=len(goal) > 1)
                for column, one in zip(zip(*goal, strict=True), kinds, strict=True)
            ]
            self._constants = [
                _literal(column, one) for column, one in zip(zip(*goal, strict=True), kinds, strict=True)
            ]

    def look(self, bank: Bank, cost: int) -> None:
        """Take note of the terms of this cost."""
        self._level = max(self._level, cost)
        for cases in self._cases:
            cases.look(bank, cost)

    def settle(self) -> None:
        """Take what the only example gives for a literal, now that nothing else will be looked at."""
        self._level = _SETTLED

    def bundles(self) -> Iterator[tuple[int, Term]]:
        """Tuples that are right, with their costs."""
        parts = [part for part in self.parts() if part is not None]
        mark = tuple(map(id, parts))
        if parts and len(parts) == len(self._cases) and mark not in self._done:
            self._done.add(mark)
            cost = sum(part[3] for part in parts) + BUNDLE
            yield cost, ((), self.head, tuple(parts), cost)

    def parts(self) -> list[Term | None]:
        """What is known of each field; nothing where there are none."""
        parts: list[Term | None] = []
        for cases, constant in zip(self._cases, self._constants, strict=True):
            whole = cases.branches.get(cases.full)
            if whole is None and constant is not None:
                whole = constant if self._level >= _SETTLED else None
            elif whole is None:
                whole = next((term for _, term in cases.conditionals()), cases.best)
                cases.best = whole
            parts.append(whole)
        return parts


def _literal(column: Sequence[Any], kind: str) -> Term | None:
    """What a field is in the only example, as a literal; None where that says too much, or there are others."""
    if len(column) > 1 or bits(column[0]) > _TOLD:
        return None
    return (tuple(column), Constant(column[0], kind), (), _FIELD)


class _Form(NamedTuple):
    """A loop that makes an item of each element: its shape, what stands around it, the items that it must make for each
    row, and their kind."""

    shape: str
    around: Callable[[Term], Term]
    items: tuple[Any, ...]
    kind: str


class _Known(NamedTuple):
    """A source that has an element for each item of a form, and what is known of the bodies."""

    body: Body
    source: Source
    form: _Form
    cases: Cases
    fields: Fields
    rests: Rests
    maps: Maps | None

    def copies(self, term: Term) -> bool:
        """Whether a loop with this body would make what it goes over."""
        return isinstance(term[1], Variable) and self.form.shape == "map" and len(self.body.names) == 1


class Maps:
    """Maps over sources that have an element for each one expected: their bodies are known element by element. What
    is inside of a body that is `nested` is not looked for so."""

    def __init__(
        self,
        goal: tuple[Any, ...],
        goal_kind: str,
        components: Sequence[tuple[Component, int]],
        *,
        nested: bool = False,
    ) -> None:
        self._nested = nested
        self._components = components
        self._forms = tuple(_forms(goal, goal_kind))
        self._known: list[_Known] = []
        self._asked: dict[int, int] = {}
        self._given: set[int] = set()
        self._cut = 0

    def look(self, scope: Scope) -> None:
        """Find such sources, and take note of what is new about their elements."""
        if not self._forms:
            return
        for body, source in scope.fresh(self._asked):
            for form in self._forms:
                self._match(body, source, form)
        for known in self._known:
            bank = known.body.scope.bank
            for cost in range(1, known.body.level + 1):
                known.cases.look(bank, cost)
                known.fields.look(bank, cost)
                known.rests.look(bank, cost)
            if known.maps is not None:
                known.maps.look(known.body.scope)

    def deepen(self, scope: Scope, level: int) -> None:
        """Bring what stands inside of such sources on, since it is known when it is right. Raises `Exhausted`."""
        for known in self._known[:_DEEP]:
            known.body.deepen(level - _SHALLOWER, scope.bank)
            if known.maps is not None:
                known.maps.deepen(known.body.scope, level - _SHALLOWER)

    def _match(self, body: Body, source: Source, form: _Form) -> None:
        if any(known.body is body and known.form is form for known in self._known):
            return
        if form.shape in ("dict", "dict-entries"):
            if (form.shape == "dict-entries") != (body.over == "entries") or body.over not in ("items", "entries"):
                return
            if form.shape == "dict" and body.kinds[0][0] in _UNHASHABLE:
                return
            wanted = body.wanted(source, _by_key(form.items, source, body.over))
        else:
            wanted = body.wanted(source, form.items)
            if wanted is None and form.shape == "join" and body.over == "items":
                self._match_pieces(body, source, form)
        if wanted is not None:
            self._know(body, source, form, wanted)

    def _know(self, body: Body, source: Source, form: _Form, wanted: tuple[Any, ...]) -> None:
        cases, whole = Cases(wanted, [form.kind] * len(wanted)), Fields(wanted, form.kind)
        rests = Rests(wanted, form.kind, self._components)
        if not self._nested and form.kind[0] == "L":
            body.scope.count_up()
        inside = None if self._nested else Maps(wanted, form.kind, self._components, nested=True)
        self._known.append(_Known(body, source, form, cases, whole, rests, inside))

    def _match_pieces(self, body: Body, source: Source, form: _Form) -> None:
        """Cut the texts so that equal elements have equal pieces, which need not be single characters."""
        if self._cut == _CUT:
            return
        self._cut += 1
        texts = ["".join(items) for items in form.items]
        for pieces in cuts([items for items, _ in source.rows], texts):
            cut = form._replace(items=pieces)
            if (wanted := body.wanted(source, pieces)) is not None:
                self._know(body, source, cut, wanted)

    def maps(self) -> Iterator[tuple[int, Term]]:
        """Maps that are right, with their costs."""
        for known in self._known:
            inside = () if known.maps is None else known.maps.maps()
            for cost, term in (*known.rests.found(), *known.fields.bundles(), *inside):
                if known.body.speaks(term):
                    yield _loop(known, cost, term)
            whole = known.cases.branches.get(known.cases.full)
            if (
                whole is not None
                and id(whole) not in self._given
                and known.body.speaks(whole)
                and not known.copies(whole)
            ):
                self._given.add(id(whole))
                yield _loop(known, whole[3], whole)
            for cost, term in known.cases.conditionals():
                yield _loop(known, cost, term)


def _loop(known: _Known, cost: int, body: Term) -> tuple[int, Term]:
    loop = Loop(known.form.shape, known.body.names, known.body.over, known.source.kind)
    term = known.form.around(((), loop, (*known.source.terms, body), cost + known.source.cost + _MAP))
    return term[3], term


def _by_key(results: tuple[Any, ...], source: Source, over: str) -> list[tuple[Any, ...] | None]:
    """For each dict the values in the order of the source's keys, None where it has others."""
    found: list[tuple[Any, ...] | None] = []
    for (items, _), result in zip(source.rows, results, strict=True):
        keys = [item[0] for item in items] if over == "entries" else items
        found.append(tuple([result[key] for key in keys]) if set(keys) == set(result) else None)
    return found


_TUPLE, _JOIN = components_of(
    [Spec("tuple({0})", "Lx", "Vx", _MAP, "", "a"), Spec("{0}.join({1})", "s Ls", "s", 4, "", "joined(a, b)")]
)


def _plain(term: Term) -> Term:
    return term


def _tuple(term: Term) -> Term:
    return ((), _TUPLE, (term,), term[3])


def _forms(goal: tuple[Any, ...], kind: str) -> Iterator[_Form]:
    if kind[0] == "L":
        yield _Form("map", _plain, goal, kind[1:])
        for size in (2, 3):
            if "-" not in kind and not any(len(items) % size for items in goal):
                yield _Form("flat", _plain, tuple([chunks(items, size) for items in goal]), kind)
    elif kind[0] == "V":
        yield _Form("map", _tuple, goal, kind[1:])
    elif kind[0] == "D" and "-" not in kind:
        for shape in ("dict", "dict-entries"):
            yield _Form(shape, _plain, goal, split(kind[1:])[1])
    elif kind == "s":
        yield _Form("join", _plain, tuple(map(tuple, goal)), "s")
        for separator in _separators(goal):
            yield _Form("map", partial(_joined, separator), tuple([tuple(text.split(separator)) for text in goal]), "s")


def _joined(separator: str, term: Term) -> Term:
    between: Term = ((), Constant(separator, "s"), (), 0)
    return ((), _JOIN, (between, term), term[3] + _JOIN.cost)


def _separators(texts: Sequence[str]) -> list[str]:
    """What may stand between the parts of texts: signs that most of them have, and none at an end."""
    signs = Counter(sign for text in texts for sign in sorted(set(re.findall(r", |[^\w]", text))))
    for sign in list(signs):
        if any(text.startswith(sign) or text.endswith(sign) for text in texts):
            del signs[sign]
    return [sign for sign, count in signs.most_common(_SEPARATORS) if 2 * count >= len(texts)]
