"""Loops: comprehensions, sums, sort keys. What stands inside is searched for over the elements, in a bank of
their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from holes.local.bank import Bank, Budget
from holes.local.components import Component, Spec, compile_specs
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
#: The same for loops with a condition, and the kinds of result (first letter) for which one is tried.
_FILTERED: dict[str, tuple[str, int, str, str]] = {
    "map-if": ("a", 7, "filter each only", "L"),
    "join-if": ("s", 8, "filter each only", "s"),
    "sum-if": ("n", 8, "sum add total", "if"),
    "max-if": ("n", 11, "max larg", "if"),
    "min-if": ("n", 11, "min small", "if"),
}
#: How many conditions are paired with how many bodies of one source.
_CONDITIONS = 24
_PAIRED = 200
#: The cost of what stands before or after an element.
_SIDE = 4
_BEFORE, _AFTER = compile_specs([Spec("{0}[:{1}]", "Q i", "0", _SIDE), Spec("{0}[{1} + 1:]", "Q i", "0", _SIDE)])


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
        goal: str,
        limit: int,
    ) -> None:
        self.terms = terms
        self.over = over
        self.names = names
        self.cost = (
            sum(term.cost for term in terms) + {"items": 0, "enumerate": 2, "zip": 0, "pairs": 3, "entries": 0}[over]
        )
        self.turns = [elements(over, list(columns)) for columns in zip(*[term.values for term in terms], strict=True)]
        flat = [turn for turns in self.turns for turn in turns]
        self.usable = 0 < len(flat) <= ELEMENTS
        known = [(shape, cost, stems) for shape, (_, cost, stems) in _BODIES.items()]
        known += [(shape, cost, stems) for shape, (_, cost, stems, _) in _FILTERED.items()]
        self._prices: dict[str, int] = {
            shape: max(2, cost - 3) if called_for(stems.split(), words) else cost for shape, cost, stems in known
        }
        self._filtered = [shape for shape, (_, _, _, kinds) in _FILTERED.items() if goal[0] in kinds]
        self._paired = bool(self._filtered) and all(isinstance(term.head, Variable) for term in terms)
        self._level = 0
        self._budget = budget
        self.bank = Bank(components, budget, lambda term, key: None, limit)
        if not self.usable:
            return
        self._counts = [len(turns) for turns in self.turns]
        for index, name in enumerate(names):
            column = [turn[index] for turn in flat]
            self.bank.add(Term(Variable(name), (), column, column_kind(column), 1))
        if over == "enumerate":
            self._add_sides(names[0])
        for term in outer:
            column = [value for value, count in zip(term.values, self._counts, strict=True) for _ in range(count)]
            cost = term.cost if isinstance(term.head, Constant) else term.cost + 2
            self.bank.add(Term(term.head, (), column, term.kind, cost))

    def grow(self, level: int) -> Iterator[Term]:
        """All loops over this source whose cost is exactly `level`. Raises `Exhausted`."""
        spare = level - self.cost
        if not self.usable or spare < 3:
            return
        eager = self._paired and self.over == "enumerate" and self.terms[0].kind == "s"
        while self._level < (level if eager else spare) - 2:
            self._level += 1
            for _ in self.bank.grow(self._level):
                pass
            yield from self._pairs(self._level)
        for shape, (patterns, _, _) in _BODIES.items():
            for body in tuple(self.bank.costing(spare - self._prices[shape])):
                if not isinstance(body.head, Constant) and any(matches(body.kind, pattern) for pattern in patterns):
                    yield from self._loop(shape, body, None)

    def _add_sides(self, index: str) -> None:
        """What stands before and after the element, so common that it need not be composed."""
        (term,) = self.terms
        position = self.bank.terms[0]
        sequence = [column for column, turns in zip(term.values, self.turns, strict=True) for _ in turns]
        repeated = Term(term.head, term.args, sequence, term.kind, term.cost + 2)
        before = [items[:at] for items, at in zip(sequence, position.values, strict=True)]
        after = [items[at + 1 :] for items, at in zip(sequence, position.values, strict=True)]
        self.bank.add(Term(_BEFORE, (repeated, position), before, term.kind, _SIDE))
        self.bank.add(Term(_AFTER, (repeated, position), after, term.kind, _SIDE))

    def _pairs(self, top: int) -> Iterator[Term]:
        """Loops with a condition: each pair once, as soon as the dearer of the two is there.

        Only forms that give what is looked for: these are many, and seldom a part of something larger.
        """
        if not self._paired:
            return
        conditions = [term for term in self.bank.terms if term.kind == "b" and not isinstance(term.head, Variable)][
            :_CONDITIONS
        ]
        bodies = [term for term in self.bank.terms if term.kind != "b" and not isinstance(term.head, Constant)][
            :_PAIRED
        ]
        for shape in self._filtered:
            pattern = _FILTERED[shape][0]
            for condition in conditions:
                for body in bodies:
                    if max(condition.cost, body.cost) == top and matches(body.kind, pattern):
                        yield from self._loop(shape, body, condition)

    def _loop(self, shape: str, body: Term, condition: Term | None) -> Iterator[Term]:
        plain = isinstance(body.head, Variable) and body.head.name == self.names[-1]
        keyed = shape in ("sort", "sort-down", "max", "min")
        text = self.terms[0].kind == "s"
        if (
            (keyed and (self.over != "items" or plain))
            or (plain and shape in ("map", "join", "sum") and self.over == "items")
            or (plain and shape in ("map-if", "join-if"))
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
    suits = {"s": "char", "Li": "number", "Lf": "number", "Ls": "word", "Lb": "flag"}.get(
        term.kind, "row" if term.kind.startswith("LL") else "item"
    )
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
