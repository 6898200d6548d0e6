"""States: what each item of a list or a text may change, and what may be made of all that such a state was."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple


class Carry(NamedTuple):
    """A state `t`: what it becomes with an item `x`, maybe with the item `k` before it or a parameter `p`, what it
    begins as (nothing: as the first item), and what it is called."""

    cost: int
    name: str
    begin: str
    step: str


class Made(NamedTuple):
    """What is made of the states: the `form` says how, the item is `given` where the `test` holds (if there is one),
    and `after` whether the state has become what it is with the item."""

    cost: int
    form: str
    given: str
    test: str
    after: bool


class Form(NamedTuple):
    """How something is made of what the states give: a name and what it begins as, what it becomes with `g`, what is
    returned."""

    cost: int
    name: str
    begin: str
    step: str
    of: Callable[[list[Any]], Any]
    gives: str


FORMS = {
    "best": Form(0, "best", "0", "r = max(r, g)", lambda gs: max([0, *gs]), "number"),
    "best of all": Form(1, "best", "", "r = max(r, g)", lambda gs: max(gs, default=None), "number"),
    "least": Form(1, "lowest", "0", "r = min(r, g)", lambda gs: min([0, *gs]), "number"),
    "least of all": Form(2, "lowest", "", "r = min(r, g)", lambda gs: min(gs, default=None), "number"),
    "total": Form(0, "total", "0", "r += g", sum, "number"),
    "count": Form(0, "count", "0", "r += 1", len, "number"),
    "first": Form(1, "", "", "return g", lambda gs: gs[0] if gs else ..., "number"),
    "any": Form(1, "", "", "return True", bool, "bool"),
    "none": Form(1, "", "", "return False", lambda gs: not gs, "bool"),
    "each": Form(0, "result", "[]", "r.append(g)", lambda gs: gs, "list"),
    "each and the start": Form(2, "result", "[t]", "r.append(g)", lambda gs: gs, "list"),
    "text": Form(0, "result", '""', "r += g", "".join, "text"),
}
_AFTER = (("t", 0), ("t - x", 2), ("x - t", 2), ("t * x", 3), ("t + x", 3), ("abs(t - x)", 3))
_BEFORE = (("x - t", 1), ("t - x", 1), ("x * t", 1), ("x + t", 2), ("t", 2), ("abs(x - t)", 2), ("max(x - t, 0)", 2))
#: Tests of a state that an item has changed: of one that counts, and of one that adds up; and of one before that.
_COUNTED = ("t == 2", "t == 3", "t == p", "t > p", "t >= p", "t <= p", "t < p")
_ADDED = ("t == 0", "t < 0", "t > 0", "t % 2 == 0", "t == p", "t > p", "t >= p", "t < p")
_COMPARED = ("x > t", "x < t", "x >= t", "x <= t", "x != t", "x == t", "x > t + p", "abs(x - t) > p", "t + x > p")
_COUNTING = ("streak", "length", "seen", "changes")
_TESTS = ("x > 0", "x < 0", "x == 0", "x % 2 == 0", "x % 2 == 1", "x == 1", "x == p", "x > p", "x >= p", "x < p")
_RUNS = ("x == k", "x > k", "x < k", "x >= k", "x <= k", "x == k + 1", "x != k")
_CHARACTERS = ('x in "aeiou"', 'x.lower() in "aeiou"', "x.isdigit()", "x.isupper()", "x.islower()", "x.isalpha()",
               'x != " "', 'x == " "', "x == p", 'x not in "aeiou"')  # fmt: skip
#: The states of each sort of items.
CARRIES = {
    "numbers": (
        Carry(1, "current", "0", "t + x"),
        Carry(2, "current", "0", "max(t + x, 0)"),
        Carry(2, "current", "0", "max(t + x, x)"),
        Carry(3, "current", "0", "min(t + x, x)"),
        Carry(4, "current", "1", "t * x"),
        Carry(2, "lowest", "", "min(t, x)"),
        Carry(2, "highest", "", "max(t, x)"),
        Carry(3, "sign", "1", "-t"),
        Carry(2, "previous", "", "x"),
        *(Carry(3, "streak", "0", f"t + 1 if {test} else 0") for test in _TESTS),
        *(Carry(4, "seen", "0", f"t + 1 if {test} else t") for test in _TESTS),
        *(Carry(4, "current", "0", f"t + x if {test} else 0") for test in _TESTS[:2]),
        *(Carry(3, "length", "0", f"t + 1 if {test} else 1") for test in _RUNS),
        *(Carry(4, "current", "0", f"t + x if {test} else x") for test in _RUNS[:4]),
        *(Carry(4, "changes", "0", f"t + 1 if {test} else t") for test in _RUNS),
        Carry(5, "current", "0", "t + p if x > 0 else t - p"),
        Carry(4, "level", "0", "t + 1 if x > 0 else t - 1"),
        Carry(5, "level", "0", "t + 1 if x == 1 else t - 1"),
        Carry(6, "level", "p", "t + x"),
        Carry(6, "level", "p", "t - x"),
    ),
    "characters": (
        *(Carry(3, "depth", "0", f't + 1 if x == "{one}" else t - 1 if x == "{other}" else t')
          for one, other in ("()", "[]", "{}", "<>")),
        Carry(3, "depth", "0", 't + 1 if x in "([{" else t - 1 if x in ")]}" else t'),
        *(Carry(3, "streak", "0", f"t + 1 if {test} else 0") for test in _CHARACTERS),
        *(Carry(4, "seen", "0", f"t + 1 if {test} else t") for test in _CHARACTERS),
        Carry(2, "length", "0", "t + 1 if x == k else 1"),
        Carry(4, "changes", "0", "t + 1 if x != k else t"),
        Carry(5, "length", "0", "t + 1 if x > k else 1"),
        Carry(4, "number", "0", "t * 10 + int(x) if x.isdigit() else 0"),
        Carry(3, "odd", "False", "not t"),
        Carry(4, "odd", "False", "not t if x.isalpha() else t"),
        Carry(4, "odd", "False", "not t if x == p else t"),
        Carry(4, "inside", "False", "not t if x == '\"' else t"),
        Carry(2, "previous", "", "x"),
    ),
    "items": (
        Carry(2, "length", "0", "t + 1 if x == k else 1"),
        Carry(4, "changes", "0", "t + 1 if x != k else t"),
        Carry(3, "streak", "0", "t + 1 if x == p else 0"),
        Carry(3, "streak", "0", "t + 1 if x else 0"),
        Carry(4, "seen", "0", "t + 1 if x == p else t"),
        Carry(2, "previous", "", "x"),
    ),
}  # fmt: skip
#: What becomes of a character, before or after the state has changed.
_WRITTEN = (
    ("x.lower() if t else x.upper()", 3), ("x.upper() if t else x.lower()", 4), ("x.upper() if t else x", 4),
    ('x.upper() if t == " " else x', 3), ("x.lower() if t.isalpha() else x.upper()", 5),
)  # fmt: skip
_LEFT = ("t == 0", "t > 0", "not t", "t", "x != t", "t <= 1", "t <= 2", "t <= 3", "t <= p", "t < p", "t > 1", "t == 1")


#: Names of states, which no item has.
TAKEN = {carry.name for carries in CARRIES.values() for carry in carries} | {form.name for form in FORMS.values()}


@cache
def all_made(sort: str, gives: str, carry: Carry, beside: bool, in_state: bool) -> tuple[Made, ...]:
    """All that may be made of the states; where there is a parameter `beside`, it must be in the state or here."""
    sums = (*(("best", after) for after in (True, False)), ("total", True), ("total", False), ("least", True))
    numbers = carry.name not in ("previous", "odd", "inside") or sort == "numbers"
    found: list[Made] = []
    if gives == "number" and numbers:
        found += [
            Made(cost, form, text, "", after)
            for form, after in sums
            for text, cost in (_AFTER if after else _BEFORE)
            if sort == "numbers" or text == "t"
        ]
        if carry.step in ("t + x", "max(t + x, x)", "min(t + x, x)", "t * x") and carry.begin in "01":
            found += [Made(0, "best of all", "t", "", True), Made(0, "least of all", "t", "", True)]
        if "k" in words(carry.step):
            found.append(Made(0, "last", "t", "", True))
    if gives == "list" and numbers:
        found += [Made(cost, "each", text, "", True) for text, cost in (_AFTER if sort == "numbers" else _AFTER[:1])]
        found += [Made(cost, "each", text, "", False) for text, cost in (_BEFORE if sort == "numbers" else ())]
        found += [Made(0, "each and the start", "t", "", True)] if carry.begin else []
    for test, after in _tests(sort, carry):
        if gives == "number":
            found += [Made(2, "count", "1", test, after)]
            found += [Made(cost + 2, "first", text, test, after) for text, cost in (("i", 0), ("i + 1", 1), ("x", 0))]
        elif gives == "bool":
            found += [Made(2, form, "1", test, after) for form in ("any", "none")]
        elif gives == "list":
            found += [Made(cost + 2, "each", text, test, after) for text, cost in (("x", 0), ("i", 1), ("t", 1))]
    if gives == "bool" and carry.name in ("depth", "level"):
        found.append(Made(1, "balanced", "t", "", True))
    if gives == "text":
        found += [Made(cost, "text", text, "", after) for text, cost in _WRITTEN for after in (False, True)]
        found += [Made(3, "text", "x", test, after) for test in _LEFT for after in (True, False)]
    return tuple(one for one in found if ("p" in words(one.test) or in_state) == beside or (beside and in_state))


def _tests(sort: str, carry: Carry) -> Iterator[tuple[str, bool]]:
    """What may be asked of the state, and whether after the item has changed it."""
    if carry.name in _COUNTING:
        yield from ((test, True) for test in _COUNTED)
    elif carry.begin and carry.name in ("current", "level", "depth", "number"):
        yield from ((test, True) for test in _ADDED)
    if sort == "numbers" and (not carry.begin or carry.step == "t + x"):
        yield from ((test, False) for test in _COMPARED)


@cache
def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text))
