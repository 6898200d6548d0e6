"""Where a text is cut, and what is left of one with an error."""

from __future__ import annotations

import ast
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sketch.model import Hole, Language, Sketch
from sketch.parse import parse
from sketch.recovery import cuts_of, parts_of

ROOT = Path(__file__).resolve().parents[2]

SKETCH = '''\
"""Words."""
import re

def tally(text: str) -> int:
    """Count what stands left.

    >>> tally("sh")
    1
    """

@wraps(
    tally
)
@other
async def put(thing):
    """Put it in.

    >>> await put({1: (2, 3)})
    """

class Bag:
    """A bag."""

    def size(self):
        """How much is in.

        Properties:
            result >= 0
        """

def main(lines):
    order = `sort the words`(lines, tally)
    if order:
        return put(order[0])
    return {"a": [tally(line) for line in lines]}

x = `start`(1)
# >>> _(1)
# 2
def last(y):
    """The last."""
'''


def check(fixture: str) -> None:
    """Whether the parts of a text are what stands between its `$`s."""
    for newline in ("\n", "\r\n", "\r"):
        text = dedent(fixture).replace("\n", newline)
        parts = parts_of(text.replace("$", ""), Language.ANPL, {}).parts
        assert "$".join(part.text for part in parts) == text


def anpl(text: str) -> Sketch:
    return parse(dedent(text), Language.ANPL).sketch


def said(sketch: Sketch) -> list[tuple[str, str]]:
    """The text under each problem, and its message."""
    return [(sketch.text[p.span.start : p.span.end], p.message) for p in sketch.problems]


def named(sketch: Sketch) -> list[str]:
    """The ids of holes and of functions."""
    return [hole.id for hole in (*sketch.holes, *sketch.functions)]


def told(hole: Hole) -> object:
    """What a hole says, wherever it stands."""
    examples = [(example.source, example.expected) for example in hole.examples]
    return (hole.id, hole.name, hole.description, hole.signature, examples, [line.source for line in hole.properties])


def test_definitions_begin_parts() -> None:
    check("""\
        import a
        x = 1
        $def f(x): pass
        # A comment belongs to what stands above.

        if x:
            def g(): pass
        $class A:
            def m(self): pass
        $async  def k(): pass
        default = classes = 1
        defer()
        $@a
        @b(
            1)

        # Still decorating.
        @ c
        def h(): pass
        $@d
        class B: pass
        $def l(): pass
    """)


def test_an_empty_text_is_one_part() -> None:
    check("")
    check("def f(): pass")
    assert cuts_of("") == [0, 0]


def test_strings_and_brackets_are_not_cut() -> None:
    check('''\
        x = """
        def f(): pass
        class A: pass
        """
        $def g(): pass
        y = [r\'\'\'
        @a
        def "h()": pass \\\'\'\' \'\'\', (`it's`(1), # " (
        "\\"", f"{'x'}", """
        def i(): pass"""), {
        }]
        $def j(): pass
        z = 1 + \\
        @ k
        $def l(x="a\\
        def m(): pass"): pass
        $def n(): pass
    ''')


@pytest.mark.parametrize(
    "broken",
    [
        "def f(x:\n    return 1\n",
        "def f(x):\n    return (1\n",
        "def f(x):\n    return [1, {2: (3,\n",
        'def f(x):\n    """Open.\n',
        'def f(x):\n    Closed.\n    """\n',
        "def f(x):\n    return 'open\n",
        "def f(x):\n    return `open\n",
        "def f(x):\n    return f'{x\n",
        "def f(x):\n    return f(x))\n",
        "def f(x)\n    return 1\n",
        "def f\n",
        "def \n",
        "class\n",
        "@\n@f(\n",
        "@f\nx = 1\n",
        "x = (1,\n",
        '"""\n',
        "else:\n",
        "import\n",
    ],
)
def test_only_the_broken_definition_is_broken(broken: str) -> None:
    before = "def a(x):\n    '''Do a.'''\n\n"
    behind = "def b(x):\n    '''Do b.'''\n\ndef c(x):\n    '''Do c.'''\n    return `go`(x)\n"
    sketch = anpl(before + broken + behind)
    place, upto = len(before), len(before + broken)
    assert {"a", "b", "c", "go"} <= set(named(sketch))
    assert sketch.problems
    # What decorates belongs to what is decorated, so it may be there that something is missing.
    upto += len("def b") if broken.startswith("@") else 0
    assert all(place <= problem.span.start <= problem.span.end <= upto for problem in sketch.problems)


def test_each_broken_definition_has_its_problem() -> None:
    sketch = anpl("""
        def a(x:
            '''Do a.'''
        def b(x):
            '''Do b.'''
        def c(x):
            return [x
        def d(x):
            return x)
        def e(x):
            '''Do e.'''
    """)
    assert said(sketch) == [
        ("(", "'(' was never closed."),
        ("[", "'[' was never closed."),
        (")", "Unmatched ')'."),
    ]
    assert {"b", "e"} <= set(named(sketch))


def test_lines_in_messages_are_those_of_the_text() -> None:
    text = "x = 1\n\ndef a():\n    return (\n        1]\n\ndef b():\n    return (\n        1]\n"
    for newline in ("\n", "\r\n", "\r"):
        messages = [message for _, message in said(parse(text.replace("\n", newline), Language.PYTHON).sketch)]
        assert [message[-7:] for message in messages] == ["line 4.", "line 8."]


def test_a_string_that_is_never_closed_is_one_problem() -> None:
    sketch = anpl("""
        def a(x):
            '''Do (a.

            >>> a(1)
            "it's

        def b(x):
            return 1
    """)
    assert said(sketch) == [("'", "Unterminated triple-quoted string literal.")]


def test_what_python_accepts_is_no_problem() -> None:
    # The grammar has an error here.
    text = """
        class A:
            def a(self, source):
                class M:
                    "Test mapping interface versus possible calls from eval()."
                    def __getitem__(self, key):
                            return 12
                    (bar.
                baz(
                ))
                    files().setdefault(
                    )
                snippet = '''
        def f(): pass
                    '''
        def b(): pass
    """
    ast.parse(dedent(text))
    assert parse(dedent(text), Language.PYTHON).sketch.problems == ()


@pytest.mark.parametrize("name", ["recovery", "parse", "assembly", "inline", "doctests", "edits"])
def test_a_module_in_a_string(name: str) -> None:
    source = (ROOT / "sketch" / f"{name}.py").read_text("utf-8").replace("'''", '"""')
    text = f"before = r'''\n{source}''' + r'''\n{source}'''\n\ndef behind(x):\n    'Do it.'\n"
    sketch = anpl(text)
    assert (named(sketch), sketch.problems) == (["behind"], ())
    assert "behind" in named(anpl(text.replace("'''", "", 1)))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_typing_in_one_definition_leaves_the_others(data: st.DataObject) -> None:
    cuts = cuts_of(SKETCH)
    number = data.draw(st.integers(0, len(cuts) - 2))
    start, end = cuts[number], cuts[number + 1]
    place = data.draw(st.integers(start + 1, end - 1))
    typed = data.draw(st.text("()[]{}:,.=+@x ", min_size=1, max_size=4))
    gone = data.draw(st.integers(0, 3))
    assume(not any(mark in SKETCH[place : place + gone] for mark in "\n\"'`\\#>"))
    text = SKETCH[:place] + typed + SKETCH[place + gone :]
    moved = len(typed) - gone
    # The line that begins it still does.
    assume(cuts_of(text) == [cut if cut <= start else cut + moved for cut in cuts])
    after = parse(text, Language.ANPL).sketch
    before = parse(SKETCH, Language.ANPL).sketch
    kept = [told(hole) for hole in (*after.holes, *after.functions)]
    for hole in (*before.holes, *before.functions):
        if not start <= hole.span.start < end:
            assert told(hole) in kept
    assert all(start <= problem.span.start <= problem.span.end <= end + moved for problem in after.problems)


@pytest.mark.parametrize(
    "text",
    [
        "def f(x:\n    return (1\n" * 300,
        "@\n" * 300,
        "@x\nx = 1\n" * 300,
        "x = (\n" * 300,
        '"""' + "def f(): pass\n" * 300,
        '"""' + "def f(): pass\n" * 300 + '"""',
        'def f(): 1 +\n  """a""" """b\n' * 300,
        "def f(): 1 +\n  ''' \"\"\"\n" * 300,
        '"""\n' + "def f():\n  '''x'''\n  1 +\n" * 300,
        'x = "\\\n' + "def f(): pass\\\n" * 300,
        "".join(map(chr, range(10, 127))) * 30,
    ],
)
def test_garbage(text: str) -> None:
    for language in Language:
        parts = parts_of(text, language, {}).parts
        assert "".join(part.text for part in parts) == text
        sketch = parse(text, language).sketch
        assert sum(problem.code == "sketch-syntax" for problem in sketch.problems) <= 200
