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
#: What only grows, so that its largest is its last; and what says yes or no.
_GROWING = ("seen", "changes")
_TOGGLES = ("odd", "inside")
#: What becomes of a character by a state before it changes, with what that costs.
_WRITTEN = {
    "odd": (("x.lower() if t else x.upper()", 3), ("x.upper() if t else x.lower()", 3), ("x.upper() if t else x", 3)),
    "inside": (("x.upper() if t else x", 3), ("x.lower() if t else x", 3)),
    "streak": (("x.lower() if t else x.upper()", 3), ("x if t else x.upper()", 3)),
    "previous": (('x.upper() if t == " " else x', 3), ("x.lower() if t.isalpha() else x.upper()", 4)),
}
#: Where a character is left, by a state that it has changed, or by what was before.
_LEFT = {
    "odd": ("t", "not t"),
    "inside": ("t", "not t"),
    "depth": ("t == 0", "t > 0"),
    "level": ("t == 0", "t > 0"),
    "streak": ("t <= 1", "t <= 2", "t <= p", "t < p"),
    "length": ("t == 1", "t <= 2", "t <= 3", "t <= p", "t < p"),
    "seen": ("t == 0", "t > 0", "t <= 1", "t == 1", "t <= p", "t < p", "t == p"),
}


#: Names of states, which no item has.
TAKEN = {carry.name for carries in CARRIES.values() for carry in carries} | {form.name for form in FORMS.values()}


@cache
def all_made(sort: str, gives: str, carry: Carry, beside: bool, in_state: bool) -> tuple[Made, ...]:
    """All that may be made of the states; where there is a parameter `beside`, it must be in the state or here."""
    found: list[Made] = []
    if gives == "text":
        found += _texts(carry)
    elif carry.name not in _TOGGLES and (carry.step != "x" or sort == "numbers"):
        found += {"number": _numbers, "list": _lists, "bool": _asked}[gives](sort, carry)
    return tuple(one for one in found if ("p" in words(one.test) or in_state) == beside)


def _given(sort: str, carry: Carry) -> Iterator[tuple[str, int, bool]]:
    """What an item may give, with its cost, and whether after it has changed the state: if that is the item, before."""
    for after, table in ((True, _AFTER), (False, _BEFORE)):
        if carry.step != "x" or not after:
            yield from ((text, cost, after) for text, cost in table if sort == "numbers" or text == "t")


def _numbers(sort: str, carry: Carry) -> Iterator[Made]:
    for text, cost, after in _given(sort, carry):
        for form in ("total",) if carry.name in _GROWING else ("best", "total", "least"):
            yield Made(cost, form, text, "", after)
    if carry.step in ("t + x", "max(t + x, x)", "min(t + x, x)", "t * x") and carry.begin in "01":
        yield Made(0, "best of all", "t", "", True)
        yield Made(0, "least of all", "t", "", True)
    if "k" in words(carry.step):
        yield Made(0, "last", "t", "", True)
    for test, after in _tests(sort, carry):
        yield Made(2, "count", "1", test, after)
        yield from (Made(cost, "first", text, test, after) for text, cost in (("i", 2), ("i + 1", 3), ("x", 2)))


def _lists(sort: str, carry: Carry) -> Iterator[Made]:
    yield from (Made(cost, "each", text, "", after) for text, cost, after in _given(sort, carry))
    if carry.begin:
        yield Made(0, "each and the start", "t", "", True)
    for test, after in _tests(sort, carry):
        yield from (Made(cost, "each", text, test, after) for text, cost in (("x", 2), ("i", 3), ("t", 3)))


def _asked(sort: str, carry: Carry) -> Iterator[Made]:
    yield from (Made(2, form, "1", test, after) for test, after in _tests(sort, carry) for form in ("any", "none"))
    if carry.name in ("depth", "level"):
        yield Made(1, "balanced", "t", "", True)


def _texts(carry: Carry) -> Iterator[Made]:
    for text, cost in _WRITTEN.get(carry.name, ()):
        yield Made(cost, "text", text, "", False)
    for test in _LEFT.get(carry.name, ()):
        yield from (Made(3, "text", "x", test, after) for after in (True, False))


def _tests(sort: str, carry: Carry) -> Iterator[tuple[str, bool]]:
    """What may be asked of the state, and whether after the item has changed it."""
    if carry.name in _COUNTING:
        yield from ((test, True) for test in _COUNTED)
    elif carry.step[:2] == "t " and " else x" not in carry.step and " else 0" not in carry.step:
        yield from ((test, True) for test in _ADDED)
    if sort == "numbers" and (not carry.begin or carry.step == "t + x"):
        yield from ((test, False) for test in _COMPARED)


@cache
def words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[a-z]+", text))
