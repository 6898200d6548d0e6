"""When a program that fits is believed in, and on which input it parts from what fits as well."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.doubt import doubt, information, sure
from holes.local.search import search
from holes.local.task import Shown, Task


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


@pytest.mark.parametrize(
    ("results", "bits"),
    [
        ((True, False), 2),
        ((5,), 5),
        ((5, 5), 7),
        (("ab",), 5),
        ((1.5,), 12),
        (([1, 2],), 9),
        ((None,), 1),
        ((10**30,), 12),
    ],
)
def test_what_results_tell(results: tuple[Any, ...], bits: float) -> None:
    assert information(task(*[([], one) for one in results])) == bits


def test_a_dearer_program_needs_more_examples() -> None:
    few, many = task((1, 10), (2, 20)), task(*((n, n * 10) for n in range(8)))
    assert not sure(few, [30, 32])
    assert sure(many, [10, 20])
    assert sure(many, [10, 20]) >= sure(few, [10, 20])
