"""Loops that remember: over a list or a text with what has been seen of it so far, or how often.

Items that come again by something that they have in common, the first of them, what makes a pair with an item before,
how often each has come. Each loop is run as it is written, on the shortest example first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from holes.local.bank import Budget
from holes.local.naming import free, singular
from holes.local.piece import Piece
from holes.local.statements import renamed
from holes.local.task import Task

#: Items of all examples together, beyond which nothing is gone through.
_ITEMS = 400
#: What a loop costs that remembers.
_LOOP = 10
#: Examples from which on yes and no tell enough of a loop.
_TOLD = 4
#: Loops that are handed over at most: where more fit, the examples do not tell them apart.
_MOST = 4
_HELPER = "remembering"


class _Way(NamedTuple):
    """A loop: what it remembers begins as, what is made, its lines over the key `y` of an item `x` at an index `i`,
    and what is returned. `r` is made, `s` is what is seen, `c` are counts or places, `q` is the partner of an item."""

    cost: int
    gives: str
    begin: tuple[str, ...]
    turn: tuple[str, ...]
    end: str


_SEEN, _COUNTS, _LIST, _NUMBER = "s = set()", "c = {}", "r = []", "t = 0"
_WAYS = (
    _Way(0, "list", (_SEEN, _LIST), ("if y not in s:", "    s.add(y)", "    r.append(x)"), "r"),
    _Way(1, "list", (_SEEN, _LIST), ("if y in s:", "    r.append(x)", "s.add(y)"), "r"),
    _Way(1, "list", (_SEEN, _LIST), ("if y in s:", "    break", "s.add(y)", "r.append(x)"), "r"),
    _Way(1, "list", (_SEEN, _LIST), ("r.append(y in s)", "s.add(y)"), "r"),
    _Way(2, "list", (_SEEN, _LIST), ("s.add(y)", "r.append(len(s))"), "r"),
    _Way(1, "list", (_COUNTS, _LIST), ("c[y] = c.get(y, 0) + 1", "r.append(c[y])"), "r"),
    _Way(2, "list", (_COUNTS, _LIST), ("r.append(c.get(y, 0))", "c[y] = c.get(y, 0) + 1"), "r"),
    _Way(2, "list", (_COUNTS, _LIST), ("c[y] = c.get(y, 0) + 1", "if c[y] <= p:", "    r.append(x)"), "r"),
    _Way(2, "list", (_COUNTS, _LIST), ("c[y] = c.get(y, 0) + 1", "if c[y] == p:", "    r.append(x)"), "r"),
    _Way(3, "list", (_COUNTS, _LIST), ("c[y] = c.get(y, 0) + 1", "if c[y] == 2:", "    r.append(x)"), "r"),
    _Way(2, "list", (_COUNTS, _LIST), ("r.append(c.setdefault(y, len(c)))",), "r"),
    _Way(2, "list", (_COUNTS, _LIST), ("r.append(c.get(y, -1))", "c[y] = i"), "r"),
    _Way(3, "list", (_COUNTS, _LIST), ("r.append(i - c.get(y, i))", "c[y] = i"), "r"),
    _Way(2, "list", (_SEEN,), ("if q in s:", "    return [q, x]", "s.add(x)"), "[]"),
    _Way(2, "list", (_COUNTS,), ("if q in c:", "    return [c[q], i]", "c[x] = i"), "[]"),
    _Way(3, "list", (_SEEN, _LIST), ("if q in s:", "    r.append([q, x])", "s.add(x)"), "r"),
    _Way(3, "list", (_SEEN, _LIST), ("if q in s:", "    r.append((q, x))", "s.add(x)"), "r"),
    _Way(2, "tuple", (_SEEN,), ("if q in s:", "    return (q, x)", "s.add(x)"), "None"),
    _Way(2, "tuple", (_COUNTS,), ("if q in c:", "    return (c[q], i)", "c[x] = i"), "None"),
    _Way(1, "bool", (_SEEN,), ("if q in s:", "    return True", "s.add(x)"), "False"),
    _Way(2, "bool", (_SEEN,), ("if y in s:", "    return True", "s.add(y)"), "False"),
    _Way(2, "bool", (_SEEN,), ("if y in s:", "    return False", "s.add(y)"), "True"),
    _Way(2, "number", (_COUNTS, _NUMBER), ("t += c.get(q, 0)", "c[x] = c.get(x, 0) + 1"), "t"),
    _Way(3, "number", (_COUNTS, _NUMBER), ("t += c.get(y, 0)", "c[y] = c.get(y, 0) + 1"), "t"),
    _Way(2, "number", (_SEEN, _NUMBER), ("if q in s:", "    t += 1", "s.add(x)"), "t"),
    _Way(1, "number", (_SEEN, _NUMBER), ("if y in s:", "    t += 1", "s.add(y)"), "t"),
    _Way(2, "number", (_SEEN, _NUMBER), ("if y in s:", "    break", "s.add(y)", "t += 1"), "t"),
    _Way(2, "number", (_SEEN, _NUMBER), ("if y not in s:", "    s.add(y)", "    t += x"), "t"),
    _Way(1, "number", (_SEEN,), ("if y in s:", "    return i", "s.add(y)"), "-1"),
    _Way(1, "item", (_SEEN,), ("if y in s:", "    return x", "s.add(y)"), "None"),
    _Way(2, "item", (_COUNTS,), ("c[y] = c.get(y, 0) + 1", "if c[y] == p:", "    return x"), "None"),
    _Way(3, "item", (_COUNTS,), ("c[y] = c.get(y, 0) + 1", "if c[y] == 3:", "    return x"), "None"),
    _Way(0, "text", (_SEEN, 'r = ""'), ("if y not in s:", "    s.add(y)", "    r += x"), "r"),
    _Way(1, "text", (_SEEN, 'r = ""'), ("if y in s:", "    r += x", "s.add(y)"), "r"),
    _Way(1, "text", (_SEEN, 'r = ""'), ("if y in s:", "    break", "s.add(y)", "r += x"), "r"),
    _Way(2, "text", (_COUNTS, 'r = ""'), ("c[y] = c.get(y, 0) + 1", "if c[y] <= p:", "    r += x"), "r"),
)  # fmt: skip
#: What items have in common, for each sort, with what it costs.
_KEYS = {
    "numbers": (("x", 0), ("abs(x)", 2), ("x % p", 3), ("x % 2", 4), ("x % 10", 4), ("x // 10", 5), ("str(x)[0]", 5)),
    "texts": (("x", 0), ("x.lower()", 2), ("x[0]", 2), ("x[-1]", 3), ("len(x)", 2), ("tuple(sorted(x))", 3)),
    "characters": (("x", 0), ("x.lower()", 2)),
    "lists": (("x[0]", 1), ("x[-1]", 2), ("tuple(x)", 2), ("tuple(sorted(x))", 2), ("sum(x)", 3), ("len(x)", 3)),
}
#: The sorts of items and of results by their types.
_SORTS: Mapping[Any, str] = {str: "texts", list: "lists", tuple: "lists"}
_GIVES: Mapping[Any, str] = {
    list: "list", tuple: "tuple", bool: "bool", str: "text", int: "number", float: "number",
}  # fmt: skip
#: What makes a pair with a number.
_PARTNERS = (("p - x", 0), ("x - p", 1), ("x + p", 1), ("-x", 1), ("2 * x", 4))
#: What may be returned where nothing comes first, in place of what usually is.
_LACKING: tuple[Any, ...] = (-1, None, [])


def seen_pieces(task: Task, budget: Budget) -> Iterator[Piece]:
    """Loops that remember and are right on every example."""
    wanted = [one.expected for one in task.shown]
    kinds = {type(value) for value in wanted} - {type(None)}
    if not 1 <= len(task.parameters) <= 2 or any(one.raises is not None for one in task.shown) or len(kinds) != 1:
        return
    if len(set(map(repr, wanted))) < (2 if kinds != {bool} or len(wanted) >= _TOLD else 3):
        return
    kind: Any = kinds.pop()
    found = []
    for place, name in enumerate(task.parameters):
        rows = [one.arguments[place] for one in task.shown]
        sort = _sort(rows)
        beside = "".join(task.parameters[:place] + task.parameters[place + 1 :])
        if not sort or sum(map(len, rows)) > _ITEMS or max(map(len, rows)) < 2:
            continue
        others = [one.arguments[1 - place] if beside else None for one in task.shown]
        if beside and not all(type(value) is int for value in others):
            continue
        order = sorted(range(len(rows)), key=lambda row: (len(rows[row]) < 2, len(rows[row])))
        for way, lines, cost in _loops(sort, kind, bool(beside)):
            budget.spend(2)
            end = _fitting(_function(lines, way.end), rows, others, wanted, order, way.end)
            if end is not None:
                body = _named(lines, end, name, sort, beside, task.parameters)
                text = f"{_HELPER}({', '.join(task.parameters)})"
                found.append(Piece(text, tuple(wanted), _LOOP + way.cost + cost, loop=body, helper=_HELPER))
    yield from sorted(found, key=lambda piece: piece.cost)[:_MOST]


def _sort(rows: Sequence[Any]) -> str:
    """The sort of items that the examples have; nothing where there are none that can be gone through."""
    if all(type(row) is str for row in rows):
        return "characters"
    if not all(type(row) is list for row in rows):
        return ""
    kinds = {type(item) for row in rows for item in row}
    if kinds and kinds <= {int, float}:
        return "numbers"
    return _SORTS.get(kinds.pop(), "") if len(kinds) == 1 else ""


@cache
def _loops(sort: str, kind: Any, beside: bool) -> tuple[tuple[_Way, tuple[str, ...], int], ...]:
    """The loops that may give something of this type: their lines, and what their key or partner costs."""
    gives = _GIVES.get(kind, "")
    found = []
    for way in _WAYS:
        item = kind in ((int, float) if sort == "numbers" else (str,)) and sort != "lists"
        if way.gives != gives and not (way.gives == "item" and item):
            continue
        text = "\n".join(way.turn)
        pairs = "q" in _letters(text)
        added = pairs or "t += x" in text
        if (added and sort != "numbers") or (way.gives == "text" and sort not in ("texts", "characters")):
            continue
        for part, cost in _PARTNERS if pairs else _KEYS[sort]:
            if ("p" in _letters(f"{part} {text}")) != beside:
                continue
            called = {"q": "other"} if pairs else {"y": "key"}
            simple = part in ("x", "-x")
            turn = [renamed(line, {"qy"[not pairs]: part} if simple else called) for line in way.turn]
            if not simple:
                turn = [f"{'other' if pairs else 'key'} = {part}", *turn]
            head = "for i, x in enumerate(xs):" if "i" in _letters(text) else "for x in xs:"
            found.append((way, (*way.begin, head, *(f"    {line}" for line in turn)), cost))
    return tuple(found)


@cache
def _letters(text: str) -> frozenset[str]:
    return frozenset(part for part in "".join(sign if sign.isalnum() else " " for sign in text).split())


@cache
def _function(lines: tuple[str, ...], end: str) -> Callable[[Any, Any], Any]:
    """The loop as a function of items and a parameter, which returns `...` instead of its usual end, where it may be
    another."""
    last = "..." if end in ("-1", "None", "[]") else end
    body = "\n".join(["def loop(xs, p):", *(f"    {line}" for line in lines), f"    return {last}"])
    scope: dict[str, Any] = {}
    exec(body, scope)  # our own table, nobody's text
    made: Callable[[Any, Any], Any] = scope["loop"]
    return made


def _fitting(
    loop: Callable[[Any, Any], Any],
    rows: Sequence[Any],
    others: Sequence[Any],
    wanted: Sequence[Any],
    order: Sequence[int],
    end: str,
) -> str | None:
    """What the loop returns at its end, None where it is not right on every example."""
    lacking = set()
    for row in order:
        try:
            value = loop(rows[row], others[row])
        except (TypeError, ValueError, ArithmeticError, LookupError, AttributeError):
            return None
        if value is ... and wanted[row] in _LACKING:
            lacking.add(repr(wanted[row]))
        elif value != wanted[row] or repr(value) != repr(wanted[row]):  # 1 is no 1.0
            return None
    if len(lacking) > 1 or len(lacking) == len(rows):
        return None
    return lacking.pop() if lacking else end


def _named(lines: Sequence[str], end: str, name: str, sort: str, beside: str, taken: Sequence[str]) -> tuple[str, ...]:
    """The lines of the function's body."""
    known = {"xs": name, "p": beside}
    used, text = set(taken), "".join(lines)
    wishes = {
        "x": ("char", "letter") if sort == "characters" else (singular(name), "item", "each"),
        "s": ("seen", "known"),
        "c": ("places", "found") if "= i" in text else ("counts", "found"),
        "r": ("result", "kept"),
        "t": ("total", "result") if "t += x" in text else ("count", "result"),
        "i": ("i", "index"),
        "key": ("key", "mark"),
        "other": ("other", "partner"),
    }
    for letter, names in wishes.items():
        known[letter] = free(names, used.__contains__)
        used.add(known[letter])
    return tuple(renamed(line, known) for line in (*lines, f"return {end}"))
