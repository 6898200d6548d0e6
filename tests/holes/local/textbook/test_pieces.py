"""What the textbook gives to a search: a body under the user's names, operands, and what is done with items."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.search import search
from holes.local.task import Shown, Task
from holes.local.textbook.pieces import textbook_components, textbook_pieces
from holes.local.writing import function_text


def found(signature: str, words: str, *examples: tuple[Any, ...]) -> str:
    """The first function that is found, its signature left out."""
    parameters = tuple(name.strip() for name in signature.partition("(")[2].rstrip(")").split(","))
    task = Task(parameters, words, tuple(Shown(one[:-1], one[-1]) for one in examples))
    solution = next(search(task, Budget(60_000)))
    text = function_text(f"def {signature}", solution.term, solution.guard)
    scope: dict[str, Any] = {}
    exec(text, scope)
    name = signature.partition("(")[0]
    assert [scope[name](*one[:-1]) for one in examples] == [one[-1] for one in examples]
    return text.partition("\n")[2]


def test_a_body_is_written_under_the_names_of_the_user() -> None:
    text = found(
        "distance(a, b)", "the edit distance of a and b", ("kitten", "sitting", 3), ("", "ab", 2), ("x", "x", 0)
    )
    assert text == (
        "    row = list(range(len(b) + 1))\n"
        "    for i, left in enumerate(a, 1):\n"
        "        previous, row = row, [i]\n"
        "        for j, right in enumerate(b):\n"
        "            row.append(min(previous[j + 1] + 1, row[j] + 1, previous[j] + (left != right)))\n"
        "    return row[-1]\n"
    )


def test_what_is_asked_for_by_name_is_done_with_items() -> None:
    text = found("where(numbers)", "where the primes are", ([4, 7, 9, 11], [1, 3]), ([2, 1, 15, 13], [0, 3]), ([8], []))
    assert "def is_prime(number: int) -> bool:\n" in text
    assert text.endswith("\n    return [i for i, number in enumerate(numbers) if is_prime(number)]\n")


def test_what_is_asked_for_by_name_is_a_test() -> None:
    text = found("kind(n)", "prime or composite", (7, "prime"), (9, "composite"), (11, "prime"), (1, "composite"))
    assert text.endswith('    return "prime" if is_prime(n) else "composite"\n')


def test_a_parameter_may_be_left_out() -> None:
    pieces = textbook_pieces(
        Task(("arr", "n"), "peak", (Shown(([1, 3, 20, 4, 1, 0], 6), 2), Shown(([2, 9, 1, 1], 4), 1))), Budget(60_000)
    )
    assert "first_peak_index(arr)" in [piece.text for piece in pieces]


@pytest.mark.parametrize(("words", "named"), [("count the primes", True), ("count the words", False)])
def test_items_are_only_treated_as_the_words_ask(words: str, named: bool) -> None:
    assert ("is_prime({0})" in [one.template for one in textbook_components(tuple(words.split()))]) is named


def test_a_call_that_fits_is_written_out_only_where_it_is_all() -> None:
    text = found(
        "long(words)",
        "the longest common prefix, in capitals",
        (["abc", "abd"], "AB"),
        (["xyz", "xy"], "XY"),
        (["q"], "Q"),
    )
    assert "def longest_common_prefix(" in text
    assert text.endswith("    return longest_common_prefix(words).upper()\n")


def test_what_comes_along_does_not_call_the_function_itself() -> None:
    text = found("sum(a, b)", "the sum of divisors, less b", (12, 3, 25), (10, 4, 14), (7, 0, 8), (16, 30, 1))
    assert "        return builtins.sum(" in text
    assert text.startswith("    import builtins\n\n    def sum_of_divisors(number: int) -> int:\n")
