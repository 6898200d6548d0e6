# ruff: noqa: E501 (the table is read line by line)
"""What the search finds, by a budget of evaluated columns, so that the answer doesn't depend on the machine."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.search import gather, search
from holes.local.task import Shown, Task
from holes.local.walk import Walk
from holes.local.writing import function_text

_COLUMNS = 120_000


def found(signature: str, doc: str, examples: list[tuple[Any, ...]], columns: int = _COLUMNS) -> list[str]:
    """The bodies of the programs found. An example is the arguments, then the result (or an exception class)."""
    inner = signature[signature.index("(") + 1 : signature.rindex(")")]
    parameters = tuple(part.split(":")[0].strip() for part in inner.split(","))
    shown = tuple(
        Shown(one[:-1], None, one[-1].__name__) if isinstance(one[-1], type) else Shown(one[:-1], one[-1])
        for one in examples
    )
    solutions = search(Task(parameters, doc, shown), Budget(columns))
    texts = [function_text(f"def {signature}", solution.term, solution.guard) for solution in solutions]
    for text in texts:
        assert text.startswith(f"def {signature}:\n    ")
        assert agrees(text, signature.partition("(")[0], examples), text
    return [text.partition("\n")[2].strip() for text in texts]


def agrees(text: str, name: str, examples: list[tuple[Any, ...]]) -> bool:
    """Whether the written function, run as plain Python, does what the examples say."""
    namespace: dict[str, Any] = {}
    exec(text, namespace)
    for *arguments, expected in examples:
        if isinstance(expected, type):
            with pytest.raises(expected):
                namespace[name](*arguments)
        elif namespace[name](*arguments) != expected:
            return False
    return True


TABLE: list[tuple[str, str, list[tuple[Any, ...]], str]] = [
    ("f(items)", "", [([3, 1, 3], [1, 3]), ([2, 5, 1, 2], [1, 2, 5])], "return sorted(set(items))"),
    ("f(text)", "", [("abc", "cba"), ("hello", "olleh")], "return text[::-1]"),
    ("f(text)", "", [("abc", "ABC"), ("x y", "X Y")], "return text.upper()"),
    ("f(text)", "", [("abc", 3), ("", 0), ("x y z", 5)], "return len(text)"),
    ("f(numbers)", "", [([1, 2, 3], 6), ([], 0), ([5, 5], 10)], "return sum(numbers)"),
    ("f(numbers)", "", [([1, 7, 3], 7), ([9, 2, 4], 9), ([1, 2, 5, 3], 5)], "return max(numbers)"),
    ("f(numbers)", "drop the leading even ones", [([2, 4, 3, 6], [3, 6]), ([5, 2, 8], [5, 2, 8]), ([8, 1, 4], [1, 4]), ([2, 2, 6, 7, 2, 9], [7, 2, 9])], "from itertools import dropwhile\n    return list(dropwhile(lambda number: number % 2 == 0, numbers))"),
    ("f(numbers)", "the even ones until the first odd", [([2, 4, 3, 6], [2, 4]), ([5, 2, 8], []), ([8, 1, 4], [8]), ([2, 2, 6, 7, 2, 9], [2, 2, 6])], "from itertools import takewhile\n    return list(takewhile(lambda number: number % 2 == 0, numbers))"),
    ("f(a, b)", "", [(3, 4, 7), (10, 5, 15), (0, 2, 2)], "return a + b"),
    ("f(a, b)", "", [(3, 4, 12), (10, 5, 50), (0, 2, 0)], "return a * b"),
    ("f(a, b, c)", "", [(2, 3, 4, 10), (5, 1, 7, 12), (0, 9, 3, 3)], "return a * b + c"),
    ("f(n)", "is it even", [(4, True), (7, False), (0, True), (-3, False)], "return n % 2 == 0"),
    ("f(a, b)", "", [(3, 4, 4), (9, 5, 9), (2, 2, 2)], "return max(a, b)"),
    ("f(a, b)", "", [(12, 18, 6), (7, 5, 1), (10, 100, 10)], "import math\n    return math.gcd(a, b)"),
    ("f(n)", "", [(5, 120), (3, 6), (6, 720)], "import math\n    return math.factorial(n)"),
    ("f(words)", "", [(["a", "b"], "a b"), (["x"], "x"), (["p", "q", "r"], "p q r")], 'return " ".join(words)'),
    ("f(text)", "", [("a b c", ["a", "b", "c"]), ("x  y", ["x", "y"])], "return text.split()"),
    ("f(line)", "", [("k=v", "v"), ("ab=cd", "cd"), ("q=12", "12")], 'return line.split("=")[-1]'),
    ("f(name)", "", [("Ann", "Hello, Ann"), ("Bo", "Hello, Bo"), ("X Y", "Hello, X Y")], 'return "Hello, " + name'),
    ("f(text)", "number of vowels", [("hello", 2), ("sky", 0), ("audio", 4)], 'return sum(char in "aeiou" for char in text)'),
    ("f(words)", "", [(["ab", "c"], [2, 1]), ([], []), (["xyz", "", "q"], [3, 0, 1])], "return [len(word) for word in words]"),
    ("f(numbers)", "squares", [([1, 2, 3], [1, 4, 9]), ([5, 0], [25, 0])], "return [number ** 2 for number in numbers]"),
    ("f(xs)", "", [([1, -2, 3], [1, 3]), ([-5], []), ([4, 0, 2], [4, 2])], "return [number for number in xs if number > 0]"),
    ("f(xs)", "how many odd numbers", [([1, 2, 3], 2), ([2, 4], 0), ([7, 7, 8, 9], 3)], "return sum(number % 2 == 1 for number in xs)"),
    ("f(words)", "", [(["aa", "b", "cccc"], "cccc"), (["x", "yz"], "yz"), (["pqr", "z"], "pqr")], "return max(words, key=len)"),
    ("f(words)", "sort by the last letter", [(["ab", "ca", "ma"], ["ca", "ma", "ab"]), (["xz", "za", "qy"], ["za", "qy", "xz"])],
     "return sorted(words, key=lambda word: word[-1])"),
    ("f(xs)", "all positive", [([1, 2], True), ([1, -1], False), ([3], True), ([0, 4], False)], "return all(number > 0 for number in xs)"),
    ("f(text)", "", [("level", True), ("abc", False), ("noon", True), ("ab", False)], "return text == text[::-1]"),
    ("f(xs, ys)", "", [([1, 2], [3, 4], [4, 6]), ([5], [1], [6])], "return [a + b for a, b in zip(xs, ys)]"),
    ("f(xs)", "", [([1, 2, 4], [1, 3, 7]), ([5, 5], [5, 10])], "from itertools import accumulate\n    return list(accumulate(xs))"),
    ("f(rows)", "flatten", [([[1], [2, 3]], [1, 2, 3]), ([[], [4, 4]], [4, 4])], "return [item for row in rows for item in row]"),
    ("f(text)", "digits only", [("a1b22", "122"), ("x", ""), ("7 8", "78")], 'import re\n    return re.sub(r"\\D", "", text)'),
    ("f(text)", "the numbers in it", [("a1b22", ["1", "22"]), ("x", []), ("7 8", ["7", "8"])], 'import re\n    return re.findall(r"\\d+", text)'),
    ("f(counts, key)", "", [({"a": 1}, "a", 1), ({"b": 2, "c": 5}, "c", 5)], "return counts[key]"),
    ("f(words)", "count each", [(["a", "b", "a"], {"a": 2, "b": 1}), (["z"], {"z": 1})], "from collections import Counter\n    return dict(Counter(words))"),
    ("f(n)", "binary", [(5, "101"), (8, "1000"), (1, "1")], "return bin(n)[2:]"),
    ("f(xs)", "unique, in order", [([3, 1, 3], [3, 1]), ([2, 2], [2]), ([5, 4, 5, 4], [5, 4])], "return list(dict.fromkeys(xs))"),
    ("f(xs)", "average", [([1, 2], 1.5), ([4, 4], 4.0), ([1, 2, 6], 3.0)], "return sum(xs) / len(xs)"),
    ("f(xs, k)", "rotate left", [([1, 2, 3], 1, [2, 3, 1]), ([4, 5, 6, 7], 2, [6, 7, 4, 5])], "k %= max(len(xs), 1)\n    return xs[k:] + xs[:k]"),
    ("f(text)", "", [("ab cd", "cd ab"), ("x y z", "z y x")], 'return " ".join(reversed(text.split()))'),
    ("f(n)", "", [(3, [1, 2, 3]), (1, [1]), (4, [1, 2, 3, 4])], "return list(range(1, n + 1))"),
    ("f(n)", "sum of the digits", [(123, 6), (9, 9), (405, 9)], "return sum(map(int, str(n)))"),
    ("f(n)", "", [(4, "EVEN"), (7, "odd"), (0, "EVEN"), (11, "odd")], 'return "EVEN" if n % 2 == 0 else "odd"'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("signature", "doc", "examples", "body"), TABLE, ids=[entry[3].split("\n")[-1].strip() for entry in TABLE]
)
def test_finds_what_a_person_would_write(signature: str, doc: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert found(signature, doc, examples)[0] == body


def test_tally() -> None:
    examples: list[tuple[Any, ...]] = [
        ("sh", 1),
        ("hs", 0),
        ("shhs", 2),
        ("ssh", 2),
        ("shsh", 3),
        ("hssh", 2),
        ("", 0),
        ("shsshh", 7),
    ]
    doc = "Add one for every 's' that stands to the left of each 'h'."
    body = found("tally(text: str) -> int", doc, examples)[0]
    assert body == 'return sum(text[i + 1:].count("h") for i, char in enumerate(text) if char == "s")'


def test_the_description_decides_between_fits() -> None:
    examples: list[tuple[Any, ...]] = [([2, 9], 9)]
    assert found("f(xs)", "the largest", examples)[0] == "return max(xs)"
    assert found("f(xs)", "the last", examples)[0] == "return xs[-1]"


def test_proposals_differ_in_behaviour_and_are_few() -> None:
    bodies = found("f(xs)", "", [([1, 2, 3], 3)])
    assert 2 <= len(bodies) <= 4
    assert len(set(bodies)) == len(bodies)


def test_an_expected_exception_becomes_a_guard() -> None:
    bodies = found("f(n)", "", [(4, 8), (9, 18), (-1, ValueError), (-7, ValueError)])
    assert bodies[0] in (
        "if n < 0:\n        raise ValueError\n    return n + n",
        "if 0 > n:\n        raise ValueError\n    return n + n",
    )


def test_an_exception_that_comes_by_itself_needs_no_guard() -> None:
    assert found("f(text)", "the integer", [("4", 4), ("12", 12), ("x", ValueError)])[0] == "return int(text)"


def test_exceptions_alone_and_no_examples_give_nothing() -> None:
    assert found("f(n)", "", [(4, ValueError)]) == []
    assert list(search(Task(("n",), "", ()), Budget(1000))) == []


def test_a_table_of_the_examples_is_no_answer() -> None:
    examples: list[tuple[Any, ...]] = [("kqzx", "blue"), ("vjwp", "iron"), ("ghty", "sand"), ("mmbc", "wolf")]
    assert found("f(text)", "", examples, 20_000) == []
    assert found("f(text)", "", [("kqzx", "a blue moon")], 20_000) == []


def test_same_budget_same_answers() -> None:
    examples: list[tuple[Any, ...]] = [("a b", 2), ("c", 1), ("d e f", 3)]
    assert found("f(text)", "words", examples) == found("f(text)", "words", examples)


def test_arguments_are_left_as_they_were() -> None:
    numbers = [3, 1, 2]
    found("f(xs)", "", [(numbers, [1, 2, 3])])
    assert numbers == [3, 1, 2]


def test_names_do_not_collide_with_parameters() -> None:
    body = found("f(char, i)", "", [("ab", 1, [1, 1]), ("", 2, []), ("xyz", 0, [0, 0, 0])])[0]
    assert "for char in char" not in body


def test_where_nothing_fits_the_simplest_that_explains_most_is_a_start() -> None:
    shown = (*(Shown((n,), n * 2) for n in (3, 8, 5)), Shown((1000,), 12345678), Shown((17,), 87654321))
    (start,) = search(Task(("n",), "", shown), Budget(30_000), partly=True)
    assert not start.fits
    assert function_text("def f(n)", start.term) == "def f(n):\n    return n + n\n"
    assert list(search(Task(("n",), "", shown), Budget(30_000))) == []


def test_fields_of_a_tuple_are_found_one_by_one() -> None:
    examples: list[tuple[Any, ...]] = [([3, 1, 2], (3, 6, [1, 2, 3])), ([5, 9], (9, 14, [5, 9])), ([4], (4, 4, [4]))]
    assert found("f(xs)", "", examples)[0] == "return (max(xs), sum(xs), sorted(xs))"


def test_what_a_map_must_give_is_found_element_by_element() -> None:
    examples: list[tuple[Any, ...]] = [([3, -1, 2], [3, 7, 4]), ([-5, 9, 8], [7, 9, 16]), ([4, -2], [8, 7])]
    (body, *_) = found("f(xs)", "", examples)
    assert body.startswith("return [")
    assert " if " in body


def test_numbers_that_fill_a_word_are_shifted_and_masked() -> None:
    wide = [0x9D2C_5680_1234_5678, 0x0FED_CBA9_8765_4321, 0xFFFF_0000_FFFF_0001]
    examples = [(number, ~(number >> 4) & 0xFFFF_FFFF_FFFF_FFFF) for number in wide]
    assert found("f(x)", "", examples)[0] == "return ~(x >> 4) & 0xFFFFFFFFFFFFFFFF"


def test_what_was_met_before_memory_ran_out_is_put_together() -> None:
    shown = tuple(Shown((n,), result) for n, result in ((0, 7), (3, 10), (5, 26), (9, 82), (4, 17)))
    full = iter([True])

    def used() -> float:
        if budget.spent >= 8_000 and next(full, False):
            raise MemoryError
        return budget.spent / 200_000

    budget = Budget(1 << 30, used)
    found = next(search(Task(("n",), "", shown), budget))
    assert function_text("def f(n)", found.term) == "def f(n):\n    return 7 if n == 0 else n ** 2 + 1\n"


def test_an_integer_among_floats_is_a_float() -> None:
    examples = [([1, 2], 1.5), ([2, 4], 3), ([1, 1, 4], 2), ([7], 7)]
    assert found("f(numbers)", "the average", examples)[0] == "return sum(numbers) / len(numbers)"
    assert found("f(a, b)", "", [(1, 2.5, 3.5), (2, 2, 4), (0.5, 0.5, 1)])[0] == "return a + b"


def test_memory_that_runs_out_at_the_end_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    look = Walk._look

    def full(walk: Walk, level: int) -> None:
        if budget.share() >= budget.until:
            raise MemoryError
        look(walk, level)

    monkeypatch.setattr(Walk, "_look", full)
    budget = Budget(30_000)
    task = Task(("n",), "", tuple(Shown((n,), n * n - 1) for n in (2, 5, 7)))
    assert [function_text("def f(n)", one.term) for one in search(task, budget)]


def test_how_many_fit_is_known_while_it_searches() -> None:
    seen: list[int] = []

    def used() -> float:
        seen.append(budget.fitting)
        return budget.spent / 30_000

    budget = Budget(1 << 30, used)
    found = gather(Task(("a", "b"), "", (Shown((3, 4), 7), Shown((5, 1), 6))), budget)
    assert seen == sorted(seen)
    assert 0 < seen[-1] <= len(found) == budget.fitting


def test_one_example_is_no_reason_to_write_down_what_it_gives() -> None:
    best = found("f(text)", "", [("a bc d", (["a", "bc", "d"], 3))])[0]
    assert best == "words = text.split()\n    return (words, len(words))"


@pytest.mark.parametrize(
    ("signature", "examples", "body"),
    [
        ("f(sum)", [([1, 2, 3], 6), ([5], 5), ([2, 9], 11)], "builtins.sum(sum)"),
        ("f(list)", [("cab", ["c", "a", "b"]), ("xy", ["x", "y"])], "builtins.list(list)"),
        ("f(str)", [([1, 2], ["1", "2"]), ([10], ["10"])], "list(map(builtins.str, str))"),
        ("f(max, min)", [(3, 5, 5), (7, 2, 7), (4, 4, 4)], "builtins.max(max, min)"),
        ("f(set)", [([3, 1, 3], [1, 3]), ([2, 5, 2], [2, 5])], "sorted(builtins.set(set))"),
    ],
)
def test_a_parameter_may_be_called_like_a_builtin(signature: str, examples: list[tuple[Any, ...]], body: str) -> None:
    assert found(signature, "", examples)[0] == f"import builtins\n    return {body}"
