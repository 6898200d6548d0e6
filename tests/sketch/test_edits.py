from __future__ import annotations

import contextlib
import doctest
import re
import textwrap
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sketch.compile import compile_module, instrument
from sketch.edits import add_example, fill_in_place, inline, promote, punch, remove_example
from sketch.model import Example, Fill, Hole, Kind, Language, Sketch
from sketch.parse import parse, reparse
from sketch.text import Edit, apply_edits
from tests.generated_sketches import fill_for, fills_for, sketch_texts

HEAD = "# 🎈\nif 1:\n    pass\n\n\n"

Change = Callable[[Sketch, str], Sequence[Edit]]


def at(text: str, marked: int, language: Language) -> tuple[Sketch, Hole]:
    """The sketch, and its innermost hole or function at the offset of the mark."""
    sketch = parse(text, language).sketch
    assert sketch.problems == ()
    around = [
        (span.end - span.start, hole)
        for hole in (*sketch.holes, *sketch.functions)
        for span in (hole.span, *(use.span for use in hole.uses))
        if span.start <= marked <= span.end
    ]
    return sketch, min(around, key=lambda found: found[0])[1]


def check(fixture: str, change: Change, expected: str, language: Language = Language.ANPL) -> None:
    """That `change` at the hole where `$0` stands makes `expected` of the fixture, below an emoji, also with tabs and
    with Windows' line ends, and that the result has no problem."""
    fixture, expected = textwrap.dedent(fixture).lstrip("\n"), textwrap.dedent(expected).lstrip("\n")
    for old, new in ((" ", " "), ("    ", "\t"), ("\n", "\r\n")):
        before, after = ((HEAD + text).replace(old, new) for text in (fixture, expected))
        marked = before.index("$0")
        sketch, hole = at(before.replace("$0", ""), marked, language)
        edits = change(sketch, hole.id)
        assert apply_edits(sketch.text, edits) == after
        parsed = reparse(parse(sketch.text, language), edits)
        assert parsed.sketch == parse(after, language).sketch
        assert parsed.sketch.problems == ()


def filled(source: str) -> Change:
    return lambda sketch, hole: fill_in_place(sketch, hole, Fill(source))


def inlined(source: str) -> Change:
    return lambda sketch, hole: inline(sketch, hole, Fill(source))


def added(source: str, expected: str) -> Change:
    return lambda sketch, hole: add_example(sketch, hole, source, expected)


def removed(index: int) -> Change:
    return lambda sketch, hole: remove_example(sketch, hole, index)


def test_fill_in_place_of_the_hole_of_a_python_file() -> None:
    check(
        '''
        class C:
            def f(self):$0
                """Say."""

                ...  # hole
            # above g
            def g(self): return 1
        ''',
        filled("def f(self):\n    if self:\n        return 1"),
        '''
        class C:
            def f(self):
                """Say."""

                if self:
                    return 1
            # above g
            def g(self): return 1
        ''',
        Language.PYTHON,
    )


def test_fill_a_named_hole_of_a_sketch() -> None:
    check(
        '''
        def f(x):$0
            """Say."""  # said
            pass

        y = 1
        ''',
        filled("def f(x): return x"),
        '''
        def f(x):
            """Say."""  # said
            return x

        y = 1
        ''',
    )


def test_promote_makes_a_named_hole_with_its_examples() -> None:
    check(
        """
        import os

        # The main thing.
        def main(x):
            y = `say "a\\b" twice`$0(x, *x, k=1) + `other`()
            # So:
            # >>> a = 1
            # >>> _(a,
            # ...   2)
            # [3,
            #  4]
            # >>> __doc__._
            # 5
            return `say "a\\b" twice`(y)
        """,
        promote,
        '''
        import os


        def say_a_b_twice(x, *x2, k):
            """say "a\\\\b" twice

            >>> a = 1
            >>> say_a_b_twice(a,
            ...   2)
            [3,
             4]
            >>> __doc__._
            5
            """


        # The main thing.
        def main(x):
            y = say_a_b_twice(x, *x2, k=1) + `other`()
            # So:
            return say_a_b_twice(y)
        '''.replace("*x2, k=1)", "*x, k=1)"),
    )


def test_promote_without_examples() -> None:
    check(
        """
        y = [`say 'it'`$0(1), `say 'it'`(2)]
        """,
        promote,
        '''
        def say_it(arg1):
            """say 'it'"""


        y = [say_it(1), say_it(2)]
        ''',
    )


def test_promote_leaves_the_examples_of_another_hole() -> None:
    check(
        """
        y = `one`$0(1) + `two`(1, 2)
        # >>> _(1)
        # 11
        # >>> _(1, 2)
        # 12
        """,
        promote,
        '''
        def one(arg1):
            """one

            >>> one(1)
            11
            """


        y = one(1) + `two`(1, 2)
        # >>> _(1, 2)
        # 12
        ''',
    )


def test_inline_writes_the_function_and_its_docstring() -> None:
    check(
        """
        def main(x):
            if `is it`$0(x):
                # >>> _(1)
                # True
                return x
        """,
        inlined("def is_it(x):\n    # so\n    return x == 1\n"),
        '''
        def is_it(x):
            """is it

            >>> is_it(1)
            True
            """
            # so
            return x == 1


        def main(x):
            if is_it(x):
                return x
        ''',
    )


def test_inline_a_choice() -> None:
    check("x = `choose: 1, -2`$0 ** 2\n", inlined("-2"), "x = (-2) ** 2\n")


def test_punch_keeps_the_docstring() -> None:
    before = '''
        @cached
        def f(x):$0
            """Say.

            >>> f(1)
            2
            """
            # So:
            y = `one`(x)
            # >>> _(1)
            # 2
            return y  # done
            # it is

        # next
        z = 1
        '''
    after = '''
        @cached
        def f(x):
            """Say.

            >>> f(1)
            2
            """

        # next
        z = 1
        '''
    check(before, punch, after)
    check(
        before.replace("`one`", "one"),
        punch,
        after.replace('"""\n\n', '"""\n            # So:\n            ...  # hole\n            # it is\n\n'),
        Language.PYTHON,
    )


def test_a_fill_comes_and_goes_between_the_comments_of_a_person() -> None:
    hole = '''
        def f(x):$0
            """Say."""

            # NOTE keep
            ...  # hole
            # and this

        # next
        '''
    filled_hole = '''
        def f(x):
            """Say."""

            # NOTE keep
            if x:
                # no
                return 1
                # deep
            # and this

        # next
        '''
    fill = "def f(x):\n    # the fill's\n    if x:\n        # no\n        return 1\n        # deep\n    # under it\n"
    check(hole, filled(fill), filled_hole, Language.PYTHON)
    check(filled_hole.replace("f(x):", "f(x):$0"), punch, hole.replace("$0", ""), Language.PYTHON)


def test_punch_makes_a_docstring_of_the_name() -> None:
    check("def _add_one(x): return x + 1$0\n", punch, 'def _add_one(x):\n    """Add one."""\n')
    check(
        "def add_one(x):\n    # so\n    y = 1\n    return x + y$0\n",
        punch,
        'def add_one(x):\n    # so\n    """Add one."""\n    ...  # hole\n',
        Language.PYTHON,
    )
    check('def f(x): "Say."; return x + 1$0\n', punch, 'def f(x): "Say."\n')
    check('def f(x): "Say."; return x + 1$0\n', punch, 'def f(x):\n    "Say."\n    ...  # hole\n', Language.PYTHON)


def test_add_behind_the_last_example() -> None:
    check(
        '''
        def f(x):$0
            """Say.

            >>> f(1)
            2

            Rest.
            """
        ''',
        added("y = 2\nf(\n  y)", "3\n\n4\n"),
        '''
        def f(x):
            """Say.

            >>> f(1)
            2
            >>> y = 2
            >>> f(
            ...   y)
            3
            <BLANKLINE>
            4

            Rest.
            """
        ''',
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""Say."""', '"""Say.\n\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ("'Say \\'it\\'.'", '"""Say \\\'it\\\'.\n\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ('r"""Say \\d."""', 'r"""Say \\d.\n\n    >>> f("\\n")\n    \'"\'\n    """'),
        ('"""Say.\n    """', '"""Say.\n\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ('"""\n    Say."""', '"""\n    Say.\n\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ('"""Say.\n\n    >>> f(1)\n    2"""', '"""Say.\n\n    >>> f(1)\n    2\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ('"Sa" "y."', '"""Say.\n\n    >>> f("\\\\n")\n    \'"\'\n    """'),
        ('"""Say."""; ...', '"""Say.\n\n    >>> f("\\\\n")\n    \'"\'\n    """; ...'),
    ],
)
def test_add_to_any_docstring(before: str, after: str) -> None:
    for place in ("\n    ", " "):
        check(f"def f(x):$0{place}{before}\n", added('f("\\n")', "'\"'"), f"def f(x):{place}{after}\n")


def test_add_to_a_function_without_docstring() -> None:
    check(
        "def f(x): return x$0\n", added("f(1)", "1"), 'def f(x):\n    """\n    >>> f(1)\n    1\n    """\n    return x\n'
    )
    check(
        "def f(x):\n    # so\n    return x$0\n",
        added("f(1)", "1"),
        'def f(x):\n    # so\n    """\n    >>> f(1)\n    1\n    """\n    return x\n',
    )


def test_add_under_the_statement_of_an_inline_hole() -> None:
    check(
        """
        def main(x):
            if (`one`$0(x) or
                    x):  # so
                return `two`(x)
        """,
        added("_(1)", 'Traceback (most recent call last):\n  File "x"\nValueError: no'),
        """
        def main(x):
            if (`one`(x) or
                    x):  # so
            # >>> _(1)
            # Traceback (most recent call last):
            #   File "x"
            # ValueError: no
                return `two`(x)
        """,
    )
    check("x = `one`$0(1)\n# >>> _(1)\n# 1\n\n", added("_(2)", ""), "x = `one`(1)\n# >>> _(1)\n# 1\n# >>> _(2)\n\n")
    check("x = `one`$0(1)", added("_(2)", "2"), "x = `one`(1)\n# >>> _(2)\n# 2")


@pytest.mark.parametrize(
    ("source", "expected", "message"),
    [("", "1", "needs an expression"), ("f(1)", ">>> x", "read as a prompt"), ("f(1)", "...", "read as a prompt")],
)
def test_examples_that_cannot_be_written_are_refused(source: str, expected: str, message: str) -> None:
    sketch = parse('def f(x):\n    """Say."""\n', Language.ANPL).sketch
    with pytest.raises(ValueError, match=message):
        add_example(sketch, "f", source, expected)


def test_an_example_that_would_be_taken_for_another_hole_is_refused() -> None:
    sketch = parse("x = `one`(1) + `two`(2)\n", Language.ANPL).sketch
    assert add_example(sketch, "one", "_(1)", "1")
    with pytest.raises(ValueError, match="promote the hole first"):
        add_example(sketch, "two", "_(1)", "1")
    with pytest.raises(ValueError, match="comment"):
        add_example(sketch, "one", "_(1)", "\x00")


def test_remove_an_example_with_its_own_set_up() -> None:
    fixture = '''
        def f(x):$0
            """Say.

            >>> a, b = 1, 2
            >>> c = 3
            >>> f(a)
            1

            >>> f(b + c)
            2

            Rest.
            """
        '''
    check(
        fixture,
        removed(1),
        '''
        def f(x):
            """Say.

            >>> a, b = 1, 2
            >>> f(a)
            1

            Rest.
            """
        ''',
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"""\n    >>> f(1)\n    1\n    """', '"""\n    """'),
        ('"""Say.\n\n    >>> f(1)\n    1\n    """', '"""Say.\n    """'),
        ('"""Say.\n\n    >>> f(1)\n    1"""', '"""Say."""'),
        ('"""Say "it"\n\n    >>> f(1)\n    1"""', '"""Say "it"\n\n"""'),
        ('""">>> f(1)\n1\n    """', '"""\n    """'),
        ('"Say.\\n>>> f(1)\\n1"', '"Say.\\n"'),
        ('">>> f(1)"', '""'),
    ],
)
def test_remove_leaves_a_valid_docstring(before: str, after: str) -> None:
    check(f"def f(x):$0\n    {before}\n    return x\n", removed(0), f"def f(x):\n    {after}\n    return x\n")


def test_remove_a_comment() -> None:
    check("x = `one`$0(1)\n# >>> a = 1\n# >>> _(a)\n# 1\n# So.\n", removed(0), "x = `one`(1)\n")
    check("x = `one`$0(1)\n# >>> _(1)\n# 1\n#\n# So.\n", removed(0), "x = `one`(1)\n#\n# So.\n")


def test_examples_that_are_not_there_are_refused() -> None:
    sketch = parse('def f(x):\n    """Say."""\n', Language.ANPL).sketch
    with pytest.raises(ValueError, match="has no example number 1"):
        remove_example(sketch, "f", 0)
    with pytest.raises(ValueError, match="There is no hole `g`"):
        remove_example(sketch, "g", 0)


def wanted(sketch: Sketch, hole_id: str) -> list[tuple[str, tuple[str, ...], str | None, str | None]]:
    """What the examples of a hole say, wherever they stand."""
    holes: dict[str, Hole] = {hole.id: hole for hole in (*sketch.holes, *sketch.functions)}
    return [said(example) for example in holes[hole_id].examples]


def said(example: Example) -> tuple[str, tuple[str, ...], str | None, str | None]:
    expected = None if example.expected is None else textwrap.dedent(example.expected)
    return example.source, example.setup, expected, example.raises


@given(sketch_texts(), st.data())
def test_an_added_example_is_read_and_removed_again(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    able = [hole for hole in (*sketch.holes, *sketch.functions) if hole.kind is not Kind.CHOICE]
    assume(able)
    hole = data.draw(st.sampled_from(able))
    value = data.draw(st.text("a\"'\\\n🎈`#", max_size=8))
    called = "_" if hole.kind is Kind.INLINE else "f"
    source, expected = f"{called}({value!r})", repr(value)
    if hole.kind is not Kind.INLINE and data.draw(st.booleans()):
        expected = f"a\n\n{value!r}  b"
    try:
        edits = add_example(sketch, hole.id, source, expected)
    except ValueError:
        assert hole.kind is Kind.INLINE
        return
    more = parse(apply_edits(text, edits), Language.ANPL).sketch
    assert more.problems == ()
    before, after = wanted(sketch, hole.id), wanted(more, hole.id)
    new = (source, (), expected.replace("\n\n", "\n<BLANKLINE>\n"), None)
    assert new in after
    index = after.index(new)
    fewer = parse(apply_edits(more.text, remove_example(more, hole.id, index)), Language.ANPL).sketch
    assert fewer.problems == ()
    assert wanted(fewer, hole.id) == before


@given(sketch_texts(), st.data())
def test_edits_leave_what_they_do_not_mean(text: str, data: st.DataObject) -> None:
    sketch = parse(text, Language.ANPL).sketch
    assume(sketch.holes)
    hole = data.draw(st.sampled_from(sketch.holes))
    other = {one.id for one in sketch.holes} - {hole.id}
    inlined_sketch = parse(apply_edits(text, inline(sketch, hole.id, fill_for(hole))), Language.ANPL).sketch
    assert inlined_sketch.problems == ()
    assert {one.id for one in inlined_sketch.holes} == other
    if hole.kind is Kind.INLINE:
        promoted = parse(apply_edits(text, promote(sketch, hole.id)), Language.ANPL).sketch
        assert promoted.problems == ()
        assert {one.id for one in promoted.holes} == {*other, hole.name}
        named = next(one for one in promoted.holes if one.id == hole.name)
        assert (named.kind, named.description) == (Kind.NAMED, hole.description)
        assert len(named.examples) == len(hole.examples)
    if hole.kind is not Kind.CHOICE:
        name = hole.id if hole.kind is Kind.NAMED else hole.name
        again = parse(apply_edits(inlined_sketch.text, punch(inlined_sketch, name)), Language.ANPL).sketch
        assert again.problems == ()
        assert name in {one.id for one in again.holes}


@given(st.text("a\"'\\\n\t {}", max_size=30))
def test_what_doctest_reads_is_what_was_added(value: str) -> None:
    sketch = parse("def f(x): return x\n", Language.ANPL).sketch
    text = apply_edits(sketch.text, add_example(sketch, "f", f"print(f({value!r}))", repr(value)))
    names: dict[str, object] = {}
    exec(text, names)
    docstring = names["f"].__doc__
    assert docstring is not None
    (example,) = doctest.DocTestParser().get_examples(docstring)
    assert (example.source, example.want) == (f"print(f({value!r}))\n", f"{value!r}\n")


#: What stands beside and under a definition and may belong to it: the rest of its line, comments, empty lines.
BELOW = re.compile(r"[^\r\n]*(?:\s*#[^\r\n]*)*\s*")


def test_broken_sketches_are_edited_or_refused() -> None:
    made: Counter[str] = Counter()

    @given(sketch_texts(), st.data())
    def edited(text: str, data: st.DataObject) -> None:
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 8)))
        text = text[:start] + data.draw(st.text("`\"'()\n\r:# \t\\>e", max_size=4)) + text[end:]
        sketch = parse(text, data.draw(st.sampled_from(Language))).sketch
        compile_module(sketch, fills_for(sketch))
        instrument(sketch, fills_for(sketch))
        body = "def f(x): pass"
        changes: dict[str, Change] = {
            "promote": promote,
            "punch": punch,
            "fill": filled(body),
            "inline": inlined(body),
            "add": added("f(1)", "2"),
            "remove": removed(0),
        }
        for hole in (*sketch.holes, *sketch.functions):
            for name, change in changes.items():
                edits: Sequence[Edit] = ()
                with contextlib.suppress(ValueError):
                    edits = change(sketch, hole.id)
                after = apply_edits(text, edits)
                made[name] += after != text
                if hole.kind in (Kind.NAMED, Kind.SKETCH):
                    below = BELOW.match(text, hole.span.end)
                    assert below is not None
                    assert after.startswith(text[: hole.span.start])
                    assert after.endswith(text[below.end() :])

    edited()
    assert set(+made) == {"promote", "punch", "fill", "inline", "add", "remove"}


def test_a_function_of_a_docstring_in_brackets_alone_can_be_punched() -> None:
    text = 'def f(x):\n    ("do " "it")\n'
    sketch = parse(text, Language.PYTHON).sketch
    assert apply_edits(text, punch(sketch, "f")) == 'def f(x):\n    ("do " "it")\n    ...  # hole\n'
