"""Rows of an `Examples:` file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch.model import Language, Row, Sketch
from sketch.parse import parse
from sketch.rows import parse_rows, rendering, with_rows


def test_rows() -> None:
    text = (
        '\ufeff{"args": [1, [2]], "kwargs": {"k": null}, "returns": 3}\r\n\r\n'
        '{"args": [], "raises": "ValueError"}\r{"returns": null}'
    )
    rows, problems = parse_rows(text, "a.jsonl")
    assert problems == ()
    assert rows == (
        Row("a.jsonl", 1, (1, [2]), (("k", None),), 3, None),
        Row("a.jsonl", 3, (), (), None, "ValueError"),
        Row("a.jsonl", 4, (), (), None, None),
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "it is not JSON"),
        ("[1]", 'it is not an object like {"args": [1], "returns": 2}'),
        ('{"arg": [1], "returns": 2}', '"arg" is none of the keys args, kwargs, returns, raises'),
        ('{"args": 1, "returns": 2}', '"args" is not a list'),
        ('{"kwargs": [], "returns": 2}', '"kwargs" is not an object'),
        ('{"args": [1]}', 'it needs one of "returns" and "raises"'),
        ('{"returns": 1, "raises": "E"}', 'it needs one of "returns" and "raises"'),
        ('{"raises": 1}', '"raises" is not the name of an exception'),
        ("[" * 100_000, "it is nested too deep"),
        ('{"returns": "' + "x" * 1000 + '"}', "it has more than 500 characters"),
    ],
)
def test_a_bad_row_is_named_by_its_line(line: str, why: str) -> None:
    largest = 500 if len(line) < 2000 else 1_000_000
    text = '{"returns": 1}\n' + line + '\n{"returns": 2}'
    rows, (problem,) = parse_rows(text, "a.jsonl", largest_row=largest)
    assert [row.line for row in rows] == [1, 3]
    assert problem.code == "example-malformed"
    assert problem.message == f"Line 2 of a.jsonl is no example: {why}."
    assert text[problem.span.start : problem.span.end] == line


def test_too_many_rows() -> None:
    rows, (problem,) = parse_rows('{"returns": 1}\n' * 5, "a.jsonl", most_rows=3)
    assert len(rows) == 3
    assert problem.message == "a.jsonl has more than 3 rows; line 4 and those behind it are left out."


@given(st.text(st.sampled_from('{}[]"ar:, \n\r1\ud800')))
def test_any_text(text: str) -> None:
    _, problems = parse_rows(text, "a")
    assert all(0 <= p.span.start <= p.span.end <= len(text) for p in problems)


def loaded(text: str) -> Sketch:
    sketch = parse("def main(x):\n    '''Examples: a.jsonl'''\n    return x\n", Language.ANPL).sketch
    return with_rows(sketch, "main", parse_rows(text, "a.jsonl")[0])


def test_rows_become_examples() -> None:
    sketch = loaded('{"args": [[[0, 1, 2], [3]]], "returns": 1}\n{"kwargs": {"x": "a"}, "raises": "E"}')
    examples = sketch.functions[0].examples
    assert [(e.source, e.raises) for e in examples] == [("main([[0, 1, 2], …])", None), ("main(x='a')", "E")]
    assert all(sketch.text[e.span.start : e.span.end] == "a.jsonl" and e.row is not None for e in examples)
    assert sketch.problems == ()


def test_rows_that_contradict_each_other() -> None:
    sketch = loaded('{"args": [1], "returns": 1}\n{"args": [1], "returns": 1}\n{"args": [1], "returns": 2}')
    assert [(p.code, p.message) for p in sketch.problems] == [
        (
            "examples-conflict",
            "Line 1 of a.jsonl and line 3 of a.jsonl expect different things of the same call; "
            "only one of the two can hold.",
        )
    ]


@pytest.mark.parametrize(
    ("typed", "row", "conflict"),
    [
        (">>> keep(3)\n    3", '{"args": [3], "returns": 4}', True),
        (">>> keep(3)\n    3", '{"args": [3], "returns": 3}', False),
        (">>> keep(3)\n    3", '{"args": [4], "returns": 4}', False),
        (">>> keep( [1, {'a': None}] , k = 'b')\n    [1]", '{"args": [[1, {"a": null}]], "kwargs": {"k": "b"}}', True),
        (">>> keep(3)", '{"args": [3], "returns": null}', False),
        (">>> keep(3)", '{"args": [3], "returns": 0}', True),
        (">>> keep(3)\n    Traceback (most recent call last):\n    E: no", '{"args": [3], "returns": 4}', True),
        (">>> keep(3)\n    Traceback (most recent call last):\n    E: no", '{"args": [3], "raises": "E"}', False),
        (">>> keep(3)\n    3", '{"args": [3], "raises": "E"}', True),
        (">>> keep(3)\n    (3,)", '{"args": [3], "returns": [3]}', False),
        (">>> keep(3)\n    approx(3)", '{"args": [3], "returns": 3.0001}', False),
        (">>> keep(3)  # doctest: +ELLIPSIS\n    3", '{"args": [3], "returns": 4}', False),
        (">>> keep(*[3])\n    3", '{"args": [3], "returns": 4}', False),
        (">>> other(3)\n    3", '{"args": [3], "returns": 4}', False),
        (">>> x = 3\n    >>> keep(x)\n    3", '{"args": [3], "returns": 4}', False),
    ],
)
def test_rows_that_contradict_a_typed_example(typed: str, row: str, conflict: bool) -> None:
    text = f'def keep(x, k=1):\n    """Keep.\n\n    {typed}\n\n    Examples: a.jsonl\n    """\n'
    rows = parse_rows(row if "re" in row or "ra" in row else row[:-1] + ', "returns": 0}', "a.jsonl")[0]
    sketch = with_rows(parse(text, Language.ANPL).sketch, "keep", rows)
    (hole,) = sketch.holes
    found = [text[p.span.start : p.span.end] for p in sketch.problems if p.code == "examples-conflict"]
    assert found == ([text[e.span.start : e.span.end] for e in hole.examples] if conflict else [])


def test_renderings_are_short() -> None:
    grid = [[i] * 30 for i in range(30)]
    assert rendering("f", Row("a", 1, (grid, "x" * 99, {"a": grid, "b": 1}))) == (
        "f([[0, 0, 0, …], …], 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…', {'a': [[0, …], …], 'b': 1})"
    )
