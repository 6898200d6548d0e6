"""Loops over a list or a text with two states: one that each item changes, and what is made of all that it was.

The best of a run's sums, the longest run, running totals, the deepest bracket, the first place where a total is
negative. What the first state is, item by item, does not depend on what is made of it: each is gone through once for an
example, and everything that may be made of it is tried on that, on the shortest example first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.carries import CARRIES, FORMS, TAKEN, Carry, Form, Made, all_made, words
from holes.local.guards import BITS
from holes.local.naming import free, singular
from holes.local.piece import Piece
from holes.local.statements import become, renamed
from holes.local.task import Task

#: Items of all examples together, beyond which nothing is gone through.
_ITEMS = 400
#: What a loop of two states costs beside what they are, and what it costs to look back at the item before.
_LOOP = 11
_BACK = 2
#: Examples from which on yes and no tell enough of a loop.
_TOLD = 4
#: What is returned where there is no first place or item.
_LACKING = {"-1", "None", "0"}
#: Loops that are handed over at most: where more fit, the examples do not tell them apart.
_MOST = 4
_HELPER = "run_through"

#: What can be met: the state `t` before or after an item `x` at an index `i`, the item `k` before it.
_Met = tuple[Any, Any, int, Any]
#: What is met before and after each item, and what the state begins as.
_Run = tuple[list[_Met], list[_Met], Any]


class _Source(NamedTuple):
    """What is gone over: its name, its items for each example, what one is called, and what sort they are; and the
    other parameter."""

    name: str
    rows: tuple[Sequence[Any], ...]
    item: str
    sort: str
    beside: str
    others: tuple[Any, ...]


def state_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Loops of two states that are right on every example."""
    wanted = [one.expected for one in task.shown]
    gives = _gives(task, wanted)
    if not gives:
        return
    found: list[Piece] = []
    for source in _sources(task):
        if sum(map(len, source.rows)) > _ITEMS or max(map(len, source.rows)) < 2:
            continue
        order = sorted(range(len(wanted)), key=lambda row: (len(source.rows[row]) < 2, len(source.rows[row])))
        for carry in (*CARRIES[source.sort], *_levels(source)):
            beside = "p" in words(carry.step + carry.begin)
            if (beside and not source.beside) or not _may_change(carry, source):
                continue
            budget.spend(2)
            met: dict[int, _Run | None] = {}
            for made in all_made(source.sort, gives, carry, bool(source.beside), beside):
                values = _fitting(carry, made, source, wanted, order, met)
                if values is not None:
                    found.append(_piece(task, source, carry, made, wanted, values))
    yield from sorted(found, key=lambda piece: piece.cost)[:_MOST]


def _gives(task: Task, wanted: Sequence[Any]) -> str:
    """What sort of thing is wanted; nothing where there can be no loop."""
    if not 1 <= len(task.parameters) <= 2 or len(wanted) < 2 or any(one.raises is not None for one in task.shown):
        return ""
    kinds: set[Any] = {type(value) for value in wanted} - {type(None)}
    if len(set(map(repr, wanted))) < 2:
        return ""
    if kinds == {bool}:
        return "bool" if len(wanted) >= _TOLD else ""
    if kinds <= {int, float}:
        return "number"
    return "text" if kinds == {str} else "list" if kinds == {list} else ""


def _sources(task: Task) -> Iterator[_Source]:
    for place, name in enumerate(task.parameters):
        rows = tuple(one.arguments[place] for one in task.shown)
        beside = ""
        others: tuple[Any, ...] = (None,) * len(rows)
        if len(task.parameters) > 1:
            beside, others = task.parameters[1 - place], tuple(one.arguments[1 - place] for one in task.shown)
            if not all(type(value) in (int, float, str) for value in others):
                continue
        if all(type(row) is str for row in rows):
            yield _Source(
                name, rows, free(("char", "letter"), task.parameters.__contains__), "characters", beside, others
            )
        elif all(type(row) is list for row in rows):
            kinds = {type(item) for row in rows for item in row}
            item = free((singular(name), "item", "each"), {*task.parameters, *TAKEN}.__contains__)
            if kinds and kinds <= {int, float}:
                yield _Source(name, rows, item, "numbers", beside, others)
            elif kinds and kinds <= {str, bool}:
                yield _Source(name, rows, item, "items", beside, others)


def _levels(source: _Source) -> Iterator[Carry]:
    """What one of the few characters of all texts raises, and any other lowers."""
    found = sorted({item for row in source.rows for item in row}) if source.sort == "characters" else []
    if len(found) == 2 and all(one.isalnum() or one in "+-<>^/" for one in found):
        for one in found:
            yield Carry(4, "level", "0", f't + 1 if x == "{one}" else t - 1')


@cache
def _run(text: str) -> Callable[..., Any]:
    made: Callable[..., Any] = eval(f"lambda t, x, i, k, p: {text}")  # our own table, nobody's text
    return made


def _may_change(carry: Carry, source: _Source) -> bool:
    """Whether there is any character that the state speaks of, if it speaks of single ones."""
    spoken = re.findall(r'"(.)"', carry.step) if source.sort == "characters" else []
    return not spoken or any(sign in row for sign in spoken for row in source.rows)


def _begun(carry: Carry, source: _Source, row: int) -> Any:
    """What the state begins as."""
    if carry.begin == "p":
        return source.others[row]
    if carry.begin:
        return eval(carry.begin)  # our own table
    return _before_all(source, row)


def _before_all(source: _Source, row: int) -> Any:
    """What there is before the first item: for numbers that one itself."""
    if source.sort == "numbers":
        return source.rows[row][0] if source.rows[row] else 0
    return "" if source.sort == "characters" else None


def _gone(carry: Carry, source: _Source, row: int) -> _Run | None:
    """What is met before the state becomes another, and after; None where it cannot."""
    step, beside, previous = _run(carry.step), source.others[row], _before_all(source, row)
    state = begin = _begun(carry, source, row)
    before, after = [], []
    try:
        for index, item in enumerate(source.rows[row]):
            before.append((state, item, index, previous))
            state = step(state, item, index, previous, beside)
            if type(state) is int and state.bit_length() > BITS:
                return None
            after.append((state, item, index, previous))
            previous = item
    except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
        return None
    return before, after, begin


def _fitting(
    carry: Carry,
    made: Made,
    source: _Source,
    wanted: Sequence[Any],
    order: Sequence[int],
    known: dict[int, _Run | None],
) -> str | None:
    """What is returned where nothing comes first, as text; None where the loop is not right on every example."""
    lacking = set()
    for row in order:
        if row not in known:
            known[row] = _gone(carry, source, row)
        met = known[row]
        if met is None:
            return None
        try:
            value = _value(made, met[made.after], met[2], source.others[row])
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            return None
        if value is ...:
            lacking.add(repr(wanted[row]))
        elif value != wanted[row] or repr(value) != repr(wanted[row]):  # 1 is no 1.0
            return None
    if len(lacking) > 1 or (lacking and made.form != "first") or not lacking <= _LACKING:
        return None
    return lacking.pop() if lacking else "-1" if "i" in made.given else "None"


def _value(made: Made, met: Sequence[_Met], begin: Any, beside: Any) -> Any:
    if made.form == "last":
        return met[-1][0] if met else begin
    if made.form == "balanced":
        return all(state[0] >= 0 for state in met) and (not met or met[-1][0] == 0)
    given = _run(made.given)
    if made.test:
        test = _run(made.test)
        items = [given(*state, beside) for state in met if test(*state, beside)]
    else:
        items = [given(*state, beside) for state in met]
    if made.form == "each and the start":
        return [begin, *items]
    return FORMS[made.form].of(items)


def _piece(task: Task, source: _Source, carry: Carry, made: Made, wanted: Sequence[Any], otherwise: str) -> Piece:
    cost = _LOOP + carry.cost + made.cost + (FORMS[made.form].cost if made.form in FORMS else 0)
    cost += _BACK if "k" in words(carry.step) else 0
    lines = _lines(task, source, carry, made, otherwise)
    return Piece(f"{_HELPER}({', '.join(task.parameters)})", tuple(wanted), cost, loop=lines, helper=_HELPER)


def _lines(task: Task, source: _Source, carry: Carry, made: Made, otherwise: str) -> tuple[str, ...]:
    """The lines of the function's body."""
    form = FORMS.get(made.form, Form(0, "", "", "", len, ""))
    taken = {*task.parameters, source.item}
    names = {"x": source.item, "p": source.beside, "t": free((carry.name, "state"), taken.__contains__)}
    names["i"] = free(("i", "index"), taken.__contains__)
    names["k"] = free(("previous", "earlier"), {*taken, names["t"]}.__contains__)
    names["r"] = free((form.name, "result"), {*taken, names["t"]}.__contains__)
    nothing = {"numbers": f"{source.name}[0] if {source.name} else 0", "characters": '""', "items": "None"}[source.sort]
    indexed = "i" in words(made.given)
    makes = form.step.replace("g", made.given) if form.step == "return g" else re.sub(r"\bg\b", made.given, form.step)
    doing = [f"if {made.test}:", f"    {makes}"] if made.test else [makes] if makes else []
    if made.form == "balanced":
        doing = ["if t < 0:", "    return False"]
    changes = become(carry.step)
    inside = [*changes, *doing] if made.after else [*doing, *changes]
    looks_back = "k" in words(carry.step)
    lines = [f"t = {carry.begin or '?'}"]
    lines += ["k = ?"] if looks_back else []
    lines += [f"r = {form.begin or '!'}"] if form.name else []
    lines += [f"for {'i, x in enumerate(?)' if indexed else 'x in ?'}:", *(f"    {line}" for line in inside)]
    lines += ["    k = x"] if looks_back else []
    last = {"first": otherwise, "any": "False", "none": "True", "balanced": "t == 0", "last": "t"}
    lines.append(f"return {last.get(made.form, 'r')}")
    marks = {"t = ?": nothing, "k = ?": nothing, "r = !": f"{source.name}[0]"}
    written = []
    for line in lines:
        mark = marks.get(line)
        if mark is not None:
            written.append(f"{renamed(line[:4], names)}{mark}")
        else:
            head, hole, tail = line.partition("?")
            written.append(renamed(head, names) + source.name + tail if hole else renamed(line, names))
    return tuple(written)
