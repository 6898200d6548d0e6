"""What an example expects is changed where it stands, and nothing beside it."""

from __future__ import annotations

import re
import textwrap

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sketch.edits import set_expected
from sketch.model import Example, Hole, Language, Sketch
from sketch.parse import parse
from sketch.rows import parse_rows, with_rows
from sketch.text import apply_edits
from tests.generated_sketches import sketch_texts

RAISED = "Traceback (most recent call last):\nValueError: no"


def check(fixture: str, wanted: str, expected: str, language: Language = Language.ANPL) -> None:
    """That `expected` is the fixture in which the example behind `$0` expects `wanted`, also with tabs and
    Windows' line ends, and that it then says so."""
    fixture, expected = textwrap.dedent(fixture).lstrip("\n"), textwrap.dedent(expected).lstrip("\n")
    for old, new in ((" ", " "), ("    ", "\t"), ("\n", "\r\n")):
        before, after = (text.replace(old, new) for text in (fixture, expected))
        marked = before.index("$0")
        sketch = parse(before.replace("$0", ""), language).sketch
        hole, index = next(
            (hole, index)
            for hole in (*sketch.holes, *sketch.functions)
            for index, example in enumerate(hole.examples)
            if example.span.start >= marked
        )
        edits = set_expected(sketch, hole.id, index, wanted)
        assert apply_edits(sketch.text, edits) == after
        changed = parse(after, language).sketch
        assert changed.problems == ()
        assert said(examples_of(changed, hole.id)[index]) == wanted


def said(example: Example) -> str:
    """What an example expects, as it is written."""
    if example.raises is not None:
        return f"Traceback (most recent call last):\n{example.raises}"
    return example.expected or ""


def examples_of(sketch: Sketch, id: str) -> tuple[Example, ...]:
    """The examples of a hole or function."""
    return next(hole.examples for hole in (*sketch.holes, *sketch.functions) if hole.id == id)


BEFORE = '''
    def f(x):
        """Say 🎈.

        >>> y = 1
        $0>>> f(
        ...  y)  # so
        [1,
         2]
        >>> f(2)
        3

        Rest.
        """
    '''


@pytest.mark.parametrize("wanted", ["5", "'\\\\n'", "[1,\n 2,\n 3]", RAISED, "a\n<BLANKLINE>\nb"])
def test_a_value_in_a_docstring(wanted: str) -> None:
    shown = wanted.replace("\\", "\\\\").replace("\n", "\n        ")
    check(BEFORE, wanted, BEFORE.replace("$0", "").replace("[1,\n         2]", shown))


def test_nothing_and_something() -> None:
    check(BEFORE, "", BEFORE.replace("$0", "").replace("        [1,\n         2]\n", ""))
    check(BEFORE.replace("        [1,\n         2]\n", ""), "[1,\n 2]", BEFORE.replace("$0", ""))


@pytest.mark.parametrize(
    ("before", "wanted", "after"),
    [
        ('"""Say.\n\n    >>> f(1)\n    2"""', '"3"', '"""Say.\n\n    >>> f(1)\n    "3"\n    """'),
        ('"""Say.\n\n    >>> f(1)"""', "3", '"""Say.\n\n    >>> f(1)\n    3\n    """'),
        ('"""Say.\n\n    >>> f(1)\n    2"""', "", '"""Say.\n\n    >>> f(1)\n    """'),
        ('""">>> f(1)\n2\n"""', "[3,\n4]", '""">>> f(1)\n[3,\n4]\n"""'),
        ('""">>> f(1)"""', RAISED, f'""">>> f(1)\n{RAISED}\n    """'),
        ('r"""\n    >>> f("\\d")\n    2\n    """', "'\\d'", 'r"""\n    >>> f("\\d")\n    \'\\d\'\n    """'),
        ('r"""\n    >>> f("\\d")\n    2\n    """', '\'"""\'', '"""\n    >>> f("\\\\d")\n    \'\\"\\"\\"\'\n    """'),
        ("'''\n    >>> f(1)  \n    2 \n    '''", "'''", "'''\n    >>> f(1)  \n    \\'\\'\\'\n    '''"),
        ('"Say\\n>>> f(1)\\n2\\n"', "3", '"""Say\n>>> f(1)\n3\n"""'),
        ('">>> f(1)"', "'\\\\'", '""">>> f(1)\n\'\\\\\\\\\'\n    """'),
        ('("Say\\n"\n     ">>> f(1)\\n2")', "3", '("""Say\n>>> f(1)\n3\n    """)'),
        ('"""\n    >>> f(1, \\\n    2)\n    3\n    """', "4", '"""\n    >>> f(1,     2)\n    4\n    """'),
        ('"""\\r\n    >>> f(1)\\n    2\n    """', "4", '"""\\r\n    >>> f(1)\n    4\n    """'),
        ('"""\n    >>> f(1)\\x20\n    2\n    """', "4", '"""\n    >>> f(1)\n    4\n    """'),
    ],
)
def test_any_docstring(before: str, wanted: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        text, expected = (
            f"def f(x):\n    {literal}\n".replace("\n", newline).replace("\\" + newline, "\\\n")
            for literal in (before, after)
        )
        sketch = parse(text, Language.ANPL).sketch
        assert apply_edits(text, set_expected(sketch, "f", 0, wanted)).replace("\r\n", "\n") == expected.replace(
            "\r\n", "\n"
        )
        changed = parse(expected, Language.ANPL).sketch
        assert said(changed.holes[0].examples[0]) == wanted.replace("\\\\", "\\\\")


def test_comments_under_an_inline_hole() -> None:
    before = """
        def main(x):
            y = `one`(x)
            # >>> a = [1]
            # $0>>> _(a,
            # ...  2)
            # [1,
            #  2]
            # so
            #
            # >>> _([])
            return y
        """
    plain = before.replace("$0", "")
    old = "            # [1,\n            #  2]\n            # so\n"
    check(before, "5", plain.replace(old, "            # 5\n"))
    check(before, RAISED, plain.replace(old, "".join(f"            # {line}\n" for line in RAISED.split("\n"))))
    check(before, "", plain.replace(old, ""))
    check(plain.replace(">>> _([])", "$0>>> _([])"), "0", plain.replace("_([])\n", "_([])\n            # 0\n"))
    check("x = `one`(1)\n#$0>>> _(1)\n#2", "3", "x = `one`(1)\n#>>> _(1)\n#3")


def test_python_and_functions_with_a_body() -> None:
    check(
        BEFORE.rstrip() + "\n        return x\n",
        "5",
        BEFORE.replace("$0", "").replace("[1,\n         2]", "5").rstrip() + "\n        return x\n",
        Language.PYTHON,
    )


def test_what_is_refused() -> None:
    sketch = parse(
        'def f(x):\n    """Say.\n\n    Examples: a.jsonl\n    >>> f(1)\n    2\n    """\n', Language.ANPL
    ).sketch
    sketch = with_rows(sketch, "f", parse_rows('\n{"args": [1], "returns": 2}\n', "a.jsonl")[0])
    hole: Hole = sketch.holes[0]
    row = next(index for index, example in enumerate(hole.examples) if example.row is not None)
    with pytest.raises(ValueError, match=re.escape("This example is line 2 of a.jsonl; change it there.")):
        set_expected(sketch, "f", row, "3")
    with pytest.raises(ValueError, match="no example number 3"):
        set_expected(sketch, "f", 2, "3")
    with pytest.raises(ValueError, match="would be read as a prompt"):
        set_expected(sketch, "f", 1 - row, ">>> f(2)")
    comments = parse("x = `one`(1)\n# >>> _(1)\n# 2\n", Language.ANPL).sketch
    with pytest.raises(ValueError, match="promote the hole first"):
        set_expected(comments, "one", 0, "\x00")


@given(sketch_texts(), st.data())
def test_only_the_one_example_says_something_else(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    subjects = [hole for hole in (*sketch.holes, *sketch.functions) if hole.examples]
    assume(subjects)
    hole = data.draw(st.sampled_from(subjects))
    index = data.draw(st.integers(0, len(hole.examples) - 1))
    wanted = data.draw(
        st.sampled_from(["", RAISED, "[1,\n 2]"]) | st.text("a\"'\\\t {}#`", min_size=1, max_size=20).map(repr)
    )
    changed = parse(apply_edits(text, set_expected(sketch, hole.id, index, wanted)), Language.ANPL).sketch
    assert changed.problems == ()
    for one in (*sketch.holes, *sketch.functions):
        after = examples_of(changed, one.id)
        told = [
            wanted if (one.id, at) == (hole.id, index) else said(example) for at, example in enumerate(one.examples)
        ]
        if wanted or len(after) == len(told):
            assert [said(example) for example in after] == told
            assert [(e.source, e.setup) for e in after] == [(e.source, e.setup) for e in one.examples]
