"""Loops: comprehensions, sums, sort keys. What stands inside is searched for over the elements, in a bank of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from holes.local.bank import Bank, Budget
from holes.local.components import Component
from holes.local.guards import fits_bounds
from holes.local.hints import called_for
from holes.local.kinds import column_kind, matches
from holes.local.task import ELEMENTS
from holes.local.terms import Constant, Loop, Term, Variable, collect, elements

#: Shape → what its body must be (`matches` patterns), its own cost, and the words that call for it.
_BODIES: dict[str, tuple[tuple[str, ...], int, str]] = {
    "map": (("a",), 4, "each every element list map"),
    "join": (("s",), 5, "each char letter"),
    "sum": (("n",), 5, "sum total add"),
    "count": (("b",), 5, "count number many"),
    "any": (("b",), 6, "any contain exist"),
    "all": (("b",), 6, "all every"),
    "filter": (("b",), 5, "filter remov select only without keep find extract that"),
    "keep": (("b",), 6, "filter remov delet only without"),
    "where": (("b",), 7, "index indices position"),
    "first": (("b",), 8, "first"),
    "sort": (("o", "b"), 7, "sort order"),
    "sort-down": (("o", "b"), 9, "sort descend decreas"),
    "max": (("o",), 8, "max most longest larg highest great"),
    "min": (("o",), 8, "min least shortest small lowest"),
    "dict": (("a",), 8, "dict map"),
}
_FILTERED = {
    "map-if": ("a", 7, "filter each only"),
    "join-if": ("s", 8, ""),
    "sum-if": ("n", 8, "sum add total"),
    "max-if": ("n", 11, "max larg"),
    "min-if": ("n", 11, "min small"),
}
#: How many loop bodies of one source are paired with conditions.
_PAIRED = 40


class Source:
    """What a loop runs over, and the bank of what can be said about its elements."""

    def __init__(
        self,
        terms: tuple[Term, ...],
        over: str,
        names: tuple[str, ...],
        outer: Sequence[Term],
        components: Sequence[tuple[Component, int]],
        budget: Budget,
        words: Sequence[str],
        limit: int,
    ) -> None:
        self.terms = terms
        self.over = over
        self.names = names
        self.cost = sum(term.cost for term in terms) + {"items": 0, "enumerate": 2, "zip": 0, "pairs": 3, "entries": 0}[over]
        self.turns = [elements(over, list(columns)) for columns in zip(*[term.values for term in terms], strict=True)]
        flat = [turn for turns in self.turns for turn in turns]
        self.usable = 0 < len(flat) <= ELEMENTS
        self._prices = {
            shape: max(2, cost - 3) if called_for(stems.split(), words) else cost
            for shape, (_, cost, stems) in (*_BODIES.items(), *_FILTERED.items())
        }
        self._level = 0
        self._budget = budget
        self.bank = Bank(components, budget, lambda term, key: None, limit)
        if not self.usable:
            return
        self._counts = [len(turns) for turns in self.turns]
        for index, name in enumerate(names):
            column = [turn[index] for turn in flat]
            self.bank.add(Term(Variable(name), (), column, column_kind(column), 1))
        for term in outer:
            column = [value for value, count in zip(term.values, self._counts, strict=True) for _ in range(count)]
            cost = term.cost if isinstance(term.head, Constant) else term.cost + 2
            self.bank.add(Term(term.head, (), column, term.kind, cost))

    def grow(self, level: int) -> Iterator[Term]:
        """All loops over this source whose cost is exactly `level`. Raises `Exhausted`."""
        spare = level - self.cost
        if not self.usable or spare < 3:
            return
        while self._level < spare - 2:
            self._level += 1
            for _ in self.bank.grow(self._level):
                pass
        for shape, (patterns, _, _) in _BODIES.items():
            for body in tuple(self.bank.costing(spare - self._prices[shape])):
                if not isinstance(body.head, Constant) and any(matches(body.kind, pattern) for pattern in patterns):
                    yield from self._loop(shape, body, None)
        yield from self._pairs(spare)

    def _pairs(self, spare: int) -> Iterator[Term]:
        conditions = [term for term in self.bank.terms if term.kind == "b" and not isinstance(term.head, Variable)][:_PAIRED]
        bodies = self.bank.terms[: 4 * _PAIRED]
        for body in bodies:
            if body.kind == "b" or isinstance(body.head, Constant):
                continue
            if isinstance(body.head, Variable) and body.head.name == self.names[-1]:
                shapes = [shape for shape in _FILTERED if shape not in ("map-if", "join-if")]
            else:
                shapes = list(_FILTERED)
            for shape in shapes:
                rest = spare - self._prices[shape] - body.cost
                if rest < 3 or not matches(body.kind, _FILTERED[shape][0]):
                    continue
                for condition in conditions:
                    if condition.cost == rest:
                        yield from self._loop(shape, body, condition)

    def _loop(self, shape: str, body: Term, condition: Term | None) -> Iterator[Term]:
        plain = isinstance(body.head, Variable) and body.head.name == self.names[-1]
        keyed = shape in ("sort", "sort-down", "max", "min")
        text = self.terms[0].kind == "s"
        if (
            (keyed and (self.over != "items" or plain))
            or (plain and shape in ("map", "join", "sum") and self.over == "items")
            or (shape in ("keep",) and (not text or self.over == "zip"))
            or (shape == "filter" and text)
            or (shape == "where" and self.over != "enumerate")
            or (shape in ("first", "filter", "keep") and self.over in ("zip", "pairs", "entries"))
            or (shape == "dict" and (self.over not in ("items", "entries", "zip")))
        ):
            return
        self._budget.spend()
        values = []
        start = 0
        try:
            for turns, count in zip(self.turns, self._counts, strict=True):
                stop = start + count
                kept = None if condition is None else condition.values[start:stop]
                values.append(collect(shape, turns, body.values[start:stop], kept))
                start = stop
        except (ValueError, TypeError, ArithmeticError, LookupError):
            return
        if not fits_bounds(values):
            return
        arguments = (*self.terms, body) if condition is None else (*self.terms, body, condition)
        cost = self.cost + self._prices[shape] + body.cost + (condition.cost if condition else 0)
        yield Term(Loop(shape, self.names, self.over), arguments, values, column_kind(values), cost)


def element_names(over: str, term: Term, taken: Callable[[str], bool]) -> tuple[str, ...]:
    """Names for the parts of an element: the singular of the source's name, or one that suits its kind."""
    name = term.head.name if isinstance(term.head, Variable) else ""
    singular = name[:-1] if len(name) > 3 and name.endswith("s") and not name.endswith("ss") else ""
    suits = {"s": "char", "Li": "number", "Lf": "number", "Ls": "word", "Lb": "flag"}.get(term.kind, "row" if term.kind.startswith("LL") else "item")
    item = _free((singular, suits, "item", "each"), taken)
    if over == "enumerate":
        return (_free(("i", "index", "position"), taken), item)
    if over == "zip":
        return (_free(("a", "left", "one"), taken), _free(("b", "right", "other"), taken))
    if over == "pairs":
        return (_free(("a", "left", "one"), taken), _free(("b", "right", "other"), taken))
    if over == "entries":
        return (_free(("key", "name", "entry"), taken), _free(("value", "number", "content"), taken))
    return (item,)


def _free(wishes: Sequence[str], taken: Callable[[str], bool]) -> str:
    return next((wish for wish in wishes if wish and not taken(wish)), wishes[-1] + "_")


def is_source(term: Term) -> bool:
    """Whether a loop may run over this."""
    return term.kind[0] in "sLT" and not isinstance(term.head, Constant)

