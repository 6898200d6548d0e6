"""From an expression to the function that stands in the file."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.components import ATOM, COMPARE, Spec, components_of
from holes.local.kinds import freeze, kind_of
from holes.local.terms import Bundle, Choose, Constant, Loop, Term, Variable, Written, evaluate, literal
from holes.local.writing import function_text


def test_a_date_that_is_read_has_a_line_of_its_own() -> None:
    read = "datetime.datetime.strptime(text, '%Y-%m-%d')"
    term: Term = ((), Written(f"f\"{{(moment := {read}).day}}. {{moment.strftime('%b')}}\"", ATOM), (), 9)
    assert function_text("def f(text: str) -> str", term) == (
        "def f(text: str) -> str:\n"
        "    import datetime\n"
        '    moment = datetime.datetime.strptime(text, "%Y-%m-%d")\n'
        "    return f\"{moment.day}. {moment.strftime('%b')}\"\n"
    )


def test_modules_in_texts_are_imported_only_where_they_are_code() -> None:
    term: Term = ((), Written("f\"{re.findall('math.x', text)[0]} os.path\"", ATOM), (), 9)
    assert function_text("def f(text)", term).startswith("def f(text):\n    import re\n    return ")


def test_a_function_called_like_a_builtin_does_not_call_itself() -> None:
    body: Term = ((), Written("sum(items, start=sum(more))", ATOM), (), 9)
    assert function_text("def sum(items, more)", body) == (
        "def sum(items, more):\n    import builtins\n    return builtins.sum(items, start=builtins.sum(more))\n"
    )
    assert function_text("def total(items, more)", body) == (
        "def total(items, more):\n    return sum(items, start=sum(more))\n"
    )


def test_a_name_may_stand_for_what_another_one_is_in() -> None:
    start = "(start := ((moment := read(text)) - step(2)))"
    term: Term = ((), Written(f"f\"{{{start}.a('x')}} {{start.b('y')}}\"", ATOM), (), 9)
    assert function_text("def f(text)", term) == (
        "def f(text):\n"
        "    moment = read(text)\n"
        "    start = moment - step(2)\n"
        "    return f\"{start.a('x')} {start.b('y')}\"\n"
    )


def test_a_name_is_given_before_another_one_speaks_of_it() -> None:
    text = "f\"{(moment := read(text)).a('x')} {(start := (moment - step(2))).a('y')} {start.b('z')}\""
    assert function_text("def f(text)", ((), Written(text, ATOM), (), 9)) == (
        "def f(text):\n"
        "    moment = read(text)\n"
        "    start = moment - step(2)\n"
        "    return f\"{moment.a('x')} {start.a('y')} {start.b('z')}\"\n"
    )


def test_only_a_single_list_is_gone_through_without_being_one() -> None:
    total, joined, numbers = components_of(
        [Spec("sum({0})", "Li", "i", 3), Spec("{0} + {1}", "Lx Lx", "Lx", 5), Spec("list(range({0}))", "i", "Li", 5)]
    )
    n: Term = ((), Variable("n"), (), 2)
    up: Term = ((), numbers, (n,), 5)
    assert function_text("def f(n)", ((), total, (up,), 9)) == "def f(n):\n    return sum(range(n))\n"
    both: Term = ((), total, (((), joined, (up, up), 15),), 18)
    assert function_text("def f(n)", both) == "def f(n):\n    return sum(list(range(n)) + list(range(n)))\n"


def test_whole_numbers_are_added_up_in_any_order() -> None:
    total, unique = components_of([Spec("sum({0})", "Ln", "n", 3), Spec("sorted(set({0}))", "Lh", "Lh", 5)])
    alone: Term = ((), unique, (((), Variable("xs"), (), 2),), 7)
    assert function_text("def f(xs)", ((3, 8), total, (alone,), 10)) == "def f(xs):\n    return sum(set(xs))\n"
    floats: Term = ((0.5, 8.0), total, (alone,), 10)
    assert function_text("def f(xs)", floats) == "def f(xs):\n    return sum(sorted(set(xs)))\n"


def test_a_loop_over_all_pairs() -> None:
    a, b, xs = (((), Variable(name), (), 1) for name in ("a", "b", "xs"))
    (less,) = components_of([Spec("{0} < {1}", "n n", "b", 4)])
    term: Term = ((), Loop("count", ("a", "b"), "combinations", "Vi"), (xs, ((), less, (a, b), 6)), 15)
    assert evaluate(term, {"xs": (3, 1, 2)}) == 1
    assert function_text("def f(xs)", term) == (
        "def f(xs):\n    from itertools import combinations\n    return sum(a < b for a, b in combinations(xs, 2))\n"
    )


def test_literals_alone_are_written_for_what_they_come_to() -> None:
    power, digits = components_of(
        [Spec("{0} ** {1}", "i i", "i", 6), Spec("list(map(int, str({0})))", "i", "Li", 7, "", "(*map(int, str(a)),)")]
    )
    two, nine = (((), Constant(value, "i"), (), 3) for value in (2, 9))
    assert function_text("def f(x)", ((), power, (two, nine), 12)).endswith("return 512\n")
    assert function_text("def f(x)", ((), digits, (nine,), 10)).endswith("return [9]\n")


def test_a_loop_is_the_body_or_a_branch_and_a_function_of_its_own_within_something_larger() -> None:
    lines = ("count = 0", "while n > 9:", "    n = math.prod(map(int, str(n)))", "    count += 1", "return count")
    loop: Term = ((), Written("looped(n)", ATOM, lines, (), "looped"), (), 9)
    number: Term = ((), Constant(0, "i"), (), 1)
    test: Term = ((), Written("n < 0", COMPARE), (), 5)
    inner = "".join(f"    {line}\n" for line in lines)
    assert function_text("def f(n)", loop) == f"def f(n):\n    import math\n{inner}"
    chosen: Term = ((), Choose(), (test, number, loop), 20)
    assert function_text("def f(n)", chosen) == f"def f(n):\n    import math\n    if n < 0:\n        return 0\n{inner}"
    pair: Term = ((), Bundle(is_list=True), (loop, number), 20)
    text = function_text("def f(n)", pair)
    assert "    def looped(n):\n        count = 0\n" in text
    assert text.endswith("    return [looped(n), 0]\n")
    namespace: dict[str, Any] = {}
    exec(text, namespace)
    assert namespace["f"](39) == [3, 0]


@pytest.mark.parametrize(
    ("value", "text"),
    [((["a", "b"], 2), '(["a", "b"], 2)'), ((1, (2.5, [True])), "(1, (2.5, [True]))"), (([], ""), '([], "")')],
)
def test_lists_inside_of_tuples_are_lists(value: Any, text: str) -> None:
    assert literal(freeze(value), kind_of(value)) == text
