"""When a program that fits is believed in, and on which input it parts from what fits as well."""

from __future__ import annotations

from typing import Any

from holes.local.bank import Budget
from holes.local.doubt import doubt
from holes.local.search import search
from holes.local.task import Shown, Task
from holes.local.terms import variables


def task(*examples: tuple[Any, ...], words: str = "", parameters: tuple[str, ...] = ("xs",)) -> Task:
    return Task(parameters, words, tuple(Shown(one[:-1], one[-1]) for one in examples))


def test_one_example_of_a_list_says_too_little() -> None:
    asked = task(([1, 2, 9], 9))
    found = list(search(asked, Budget(60_000)))
    doubted = doubt(asked, found)
    assert doubted is not None
    assert doubted.answers[0] != doubted.answers[1]
    assert doubted.rival in found[1:]


def test_the_answers_are_those_of_the_programs() -> None:
    asked = task(([2, 2], 4))
    found = list(search(asked, Budget(60_000)))
    doubted = doubt(asked, found)
    assert doubted is not None
    assert doubted.rival is not None
    answers = []
    from holes.local.writing import function_text

    for solution in (found[0], doubted.rival):
        namespace: dict[str, Any] = {}
        exec(function_text("def f(xs)", solution.term, solution.guard), namespace)
        try:
            answers.append(repr(namespace["f"](*doubted.arguments)))
        except Exception as error:
            answers.append(type(error).__name__)
    assert tuple(answers) == doubted.answers


def test_long_results_and_a_short_program_leave_no_doubt() -> None:
    asked = task(("hello", "olleh"), ("abcdef", "fedcba"), ("some text", "txet emos"), parameters=("text",))
    assert doubt(asked, list(search(asked, Budget(60_000)))) is None


def test_nothing_found_leaves_no_doubt() -> None:
    assert doubt(task(([], 1)), []) is None


def test_a_clear_description_leaves_no_doubt() -> None:
    asked = task((4, 8), (0, 0), words="double. Twice the number.", parameters=("n",))
    assert doubt(asked, list(search(asked, Budget(60_000)))) is None


def test_where_nothing_else_was_found_one_result_may_be_the_only_one() -> None:
    asked = task(([3, 5], (8, 2)))
    only = next(one for one in search(asked, Budget(60_000)) if variables(one.term))._replace(belief=0.1)
    doubted = doubt(asked, [only])
    assert doubted is not None
    assert doubted.answers[1] == "(8, 2)"
    alone = doubt(task(([3, 5], (8, 2)), ([1], (1, 1))), [only])
    assert alone is not None
    assert (alone.rival, alone.answers[1]) == (None, "")
    assert alone.arguments not in (([3, 5],), ([1],))


def test_which_exception_it_is_is_no_question() -> None:
    asked = task(([3], 3))
    doubted = doubt(asked, list(search(asked, Budget(60_000))))
    assert doubted is not None
    assert not all(answer.endswith("Error") for answer in doubted.answers)
