"""What a model is told, and what it is not."""

from __future__ import annotations

import json

import pytest
from attrs import evolve

from holes.engines.protocol import Feedback, Request
from holes.prompt import held_back, messages, render_prompt
from sketch.model import Example, Hole, Kind, Language, Row, Sketch, Span
from sketch.parse import parse
from tests.holes.hole_maker import make_hole
from tests.shared_data import shared_data

SKETCH = '''\
"""Put words in order."""
import math
from collections import Counter

LIMIT = 3

class Word:
    text: str

def tally(text: str) -> int:
    """Add one for every 's' to the left of an 'h'.

    >>> tally("sh")
    1
    >>> tally("hs")
    9000
    >>> tally("ssh")
    2
    >>> tally("")
    0

    Given:
        len(text) < 10
    Properties:
        result >= 0
    """

def unrelated(a, b=2):
    """Words about it.

    >>> unrelated(77)
    78
    """
    return a + 1

def main(lines: list[str]) -> int:
    """
    >>> main(["h", "s"])
    1
    """
    order = `sort the words`(lines, tally)
    # >>> _(["h", "s"], tally)
    # ['s', 'h']
    k = `choose: 3, 5`
    return tally("".join(order))
'''


def request_for(id: str, text: str = SKETCH, **changes: object) -> Request:
    sketch = parse(text, Language.ANPL).sketch
    hole = next(hole for hole in sketch.holes if hole.id == id)
    request = Request(sketch, hole, shown=tuple(range(len(hole.examples))))
    return evolve(request, **changes)  # type: ignore[arg-type]


def user_text(request: Request) -> str:
    system, user = messages(request)
    assert (system.role, user.role) == ("system", "user")
    return user.content


def test_a_named_hole() -> None:
    assert (
        user_text(request_for("tally", shown=(0, 2)))
        == '''\
The program so far (only what matters here; other functions are shown by their headers):

```python
import math
from collections import Counter

LIMIT = 3

class Word:
    text: str

def unrelated(a, b=2):
    """Words about it."""
    ...

def main(lines: list[str]) -> int:
    order = `sort the words`(lines, tally)
    k = `choose: 3, 5`
    return tally("".join(order))
```

Write this function:

```python
def tally(text: str) -> int:
    """Add one for every 's' to the left of an 'h'."""
```

Examples:

```pycon
>>> tally("sh")
1
>>> tally("ssh")
2
```

It is only called where this holds:
- `len(text) < 10`

For every such call this must hold of its `result`:
- `result >= 0`

Answer with the complete function `tally` in one fenced Python block.'''
    )


def test_an_inline_hole_gets_its_name_for_the_underscore() -> None:
    text = user_text(request_for("sort-the-words"))
    assert ">>> sort_the_words([\"h\", \"s\"], tally)\n['s', 'h']" in text
    assert "It is called where the program says `sort the words`" in text
    assert "order = `sort the words`(lines, tally)" in text
    assert "9000" not in text


def test_a_choice() -> None:
    text = user_text(request_for("choose-3-5"))
    assert "Choose one of:\n- 3\n- 5" in text
    assert "k = `choose: 3, 5`" in text


def test_a_repair() -> None:
    feedback = Feedback("def tally(text):\n    return '```'\n", 'For tally("sh") it gives 0, not 1.')
    text = user_text(request_for("tally", feedback=feedback))
    assert "````python\ndef tally(text):\n    return '```'\n````" in text
    assert 'What is wrong with it:\n\nFor tally("sh") it gives 0, not 1.' in text
    assert "as few changes as possible" in text


def test_a_start() -> None:
    text = user_text(request_for("tally", start="def tally(text):\n    return 1\n"))
    words = "This is right on some of the examples; take from it what helps:"
    assert f"{words}\n\n```python\ndef tally(text):\n    return 1\n```" in text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_nothing_held_back_leaks(line_end: str) -> None:
    sketch = parse(SKETCH.replace("\n", line_end), Language.ANPL).sketch
    for hole in sketch.holes:
        for shown in ((), (0,), (0, 2)):
            text = render_prompt(messages(Request(sketch, hole, shown=shown)))
            assert "9000" not in text
            assert "unrelated(77)" not in text
            assert ('tally("ssh")' in text) is (hole.id == "tally" and 2 in shown)


def test_a_fill_of_another_hole_is_shown() -> None:
    text = user_text(request_for("sort-the-words", fills=(("tally", "def tally(text):\n    return 5"),)))
    assert "def tally(text):\n    return 5" in text


def test_examples_from_a_file_and_with_exceptions() -> None:
    nowhere = Span(0, 0)
    rows = (
        Example(nowhere, "", nowhere, row=Row("x.jsonl", 1, ([1, 2],), (("k", None),), True)),
        Example(nowhere, "", nowhere, row=Row("x.jsonl", 2, ([],), (), None, "ValueError")),
        Example(nowhere, "f([3])", nowhere, ("x = 1\ny = (\n  2)",), None, None, "KeyError: 'no'"),
        Example(nowhere, "f('" + "x" * 9000 + "')", nowhere, (), "1"),
    )
    hole = evolve(make_hole("def f(a, k=0)"), examples=rows)
    text = user_text(Request(Sketch("", Language.ANPL), hole, shown=(0, 1, 2, 3, 7)))
    assert ">>> f([1, 2], k=None)\nTrue\n>>> f([])\nTraceback (most recent call last):\nValueError\n" in text
    assert ">>> x = 1\n... y = (\n...   2)\n>>> f([3])\nTraceback (most recent call last):\nKeyError: 'no'" in text
    assert "more characters)" in text
    assert len(text) < 8000


def test_a_sketch_that_does_not_parse_is_still_asked_about() -> None:
    text = user_text(request_for("tally", SKETCH + "\nx = = 1\n"))
    assert text.startswith("Write this function:")


def test_quotes_in_a_description_do_not_end_it() -> None:
    hole = make_hole("def f(a)", description='Say """hello""" and \\n.')
    assert "\"\"\"Say '''hello''' and \\\\n.\"\"\"" in user_text(Request(Sketch("", Language.ANPL), hole))


def test_a_large_sketch_is_cut() -> None:
    many = "".join(f"\ndef other{number}(a):\n    return {number}\n" for number in range(3000))
    text = user_text(request_for("tally", SKETCH + many))
    assert len(text) < 16_000
    assert "def main(lines" in text


def _hole(count: int, raising: tuple[int, ...] = ()) -> Hole:
    hole = make_hole("def f(n)", examples=tuple((f"f({number})", "1") for number in range(count)))
    listed = [evolve(item, raises="E: x") if number in raising else item for number, item in enumerate(hole.examples)]
    return evolve(hole, examples=tuple(listed))


def test_some_of_four_or_more_examples_are_held_back() -> None:
    for count in range(4):
        assert held_back(_hole(count).examples) == tuple(range(count))
    assert held_back(_hole(4).examples) == (0, 1, 3)
    assert held_back(_hole(9).examples) == (0, 1, 3, 4, 5, 7, 8)
    assert held_back(_hole(4, (2,)).examples) == (0, 1, 2)
    for count in range(4, 60):
        for only in range(count):
            shown = held_back(_hole(count, (only,)).examples)
            assert len(shown) == count - count // 4
            assert {0, only} <= set(shown)


def test_recorded_sketches_leak_no_example() -> None:
    for path in sorted(shared_data("darc").glob("*.anpl"))[:40]:
        sketch = parse(path.read_text(), Language.ANPL).sketch
        for hole in sketch.holes:
            text = user_text(Request(sketch, hole))
            assert ".jsonl" not in text
            assert hole.kind is Kind.CHOICE or f"`{hole.description}`" in text


def test_prompts_of_doctested_tasks_hold_no_hidden_example() -> None:
    for line in (shared_data("holes") / "humaneval.jsonl").read_text().splitlines()[:60]:
        row = json.loads(line)
        body = "\n".join(f"    {part}".rstrip() for part in row["docstring"].replace("\\", "\\\\").split("\n"))
        text = f'{row["preamble"]}\n\n{row["signature"]}\n    """\n{body}\n    """\n'
        sketch = parse(text, Language.ANPL).sketch
        for hole in sketch.holes:
            shown = held_back(hole.examples)
            prompt = user_text(Request(sketch, hole, shown=shown))
            for index, example in enumerate(hole.examples):
                if index not in shown and example.source not in {hole.examples[other].source for other in shown}:
                    assert f">>> {example.source}\n" not in prompt


def test_examples_of_what_is_no_hole_are_not_shown() -> None:
    docstring = '"""Says.\n\n    >>> sq(3)\n    9000\n    """\n'
    text = f"class Doc:\n    {docstring}\n    def m(self):\n        {docstring}        ...\n"
    text += '\ndef sq(x):\n    """Square."""\n'
    shown = user_text(request_for("sq", text))
    assert "Says." in shown
    assert "9000" not in shown
