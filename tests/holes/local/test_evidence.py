"""What is said of programs that fit."""

from __future__ import annotations

from typing import Any

from holes.local.bank import Budget
from holes.local.evidence import Evidence, Witness
from holes.local.search import Solution, gather, search
from holes.local.task import Shown, Task
from holes.local.writing import render


def task(*examples: tuple[Any, ...], words: str = "", parameters: tuple[str, ...] = ("xs",)) -> Task:
    return Task(parameters, words, tuple(Shown(one[:-1], one[-1]) for one in examples))


def seen(asked: Task, text: str) -> Evidence:
    """What is said of the program that is written so."""
    found: list[Solution] = list(search(asked, Budget(60_000), 40))
    return next(one.evidence for one in found if render(one.term) == text)


def test_what_the_description_calls_for_is_counted_once() -> None:
    largest = seen(task(([2, 9], 9), words="f. The largest number"), "max(xs)")
    assert (largest["called"], largest["called again"], largest["uncalled"]) == (1, 0, 0)
    assert seen(task(([2, 9], 9)), "max(xs)")["uncalled"] == 1


def test_the_name_counts_more_than_other_words() -> None:
    assert seen(task(([2, 9], 9), words="max_of. Of some numbers"), "max(xs)")["called by name"] == 1
    assert seen(task(([2, 9], 9), words="f. The max"), "max(xs)")["called by name"] == 0


def test_results_that_a_branch_only_repeats_are_told() -> None:
    asked = task((4, "EVEN"), (7, "odd"), (0, "EVEN"), (11, "odd"), parameters=("n",))
    found = seen(asked, '"EVEN" if n % 2 == 0 else "odd"')
    assert (found["tests"], found["fixed branches"], found["results"], found["rare branches"]) == (1, 2, 2, 0)
    assert found["repeated results"] == 9 + 7


def test_what_ignores_a_parameter_says_so() -> None:
    asked = task((3, 5, 3), parameters=("a", "b"))
    assert seen(asked, "a")["unused"] == 1
    assert seen(asked, "min(a, b)")["unused"] == 0


def test_there_is_as_much_said_of_each_program() -> None:
    asked = task(([1, 2, 9], 9))
    found = gather(asked, Budget(60_000))
    said = Witness(asked).of_all(found)
    assert len(said) == len(found) > 3
    assert len({frozenset(one) for one in said}) == 1
    assert sum(one["first"] for one in said) == 1
    assert min(one["behind"] for one in said) == 0


def test_words_that_call_for_what_is_not_there_are_told() -> None:
    asked = task(([2, 9], 9), words="f. The largest number")
    assert seen(asked, "xs[-1]")["unanswered"] > seen(asked, "max(xs)")["unanswered"]


def test_a_field_that_is_always_the_same_is_told() -> None:
    asked = task(([5, 7], (0, 5)), ([9, 7, 6], (0, 9)))
    assert seen(asked, "(0, xs[0])")["fixed fields"] == 1
