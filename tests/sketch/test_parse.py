"""What counts as a hole, what calls it, and what is wrong with a sketch."""

from __future__ import annotations

from textwrap import dedent

import pytest

from sketch.model import Hole, Kind, Language, Sketch, Span
from sketch.parse import parse


def anpl(text: str) -> Sketch:
    return parse(dedent(text), Language.ANPL).sketch


def python(text: str) -> Sketch:
    return parse(dedent(text), Language.PYTHON).sketch


def said(sketch: Sketch) -> list[tuple[str, str]]:
    """The text under each problem, and its message."""
    return [(sketch.text[p.span.start : p.span.end], p.message) for p in sketch.problems]


def ids(sketch: Sketch) -> tuple[list[str], list[str]]:
    assert sketch.problems == ()
    return [hole.id for hole in sketch.holes], [hole.id for hole in sketch.functions]


def only(sketch: Sketch) -> Hole:
    (hole,) = sketch.holes
    return hole


def under(sketch: Sketch, span: Span | None) -> str:
    assert span is not None
    return sketch.text[span.start : span.end]


NAMED = """
    def f(x): '''One.'''

    async def g(x):
        '''Two.'''
        ...

    @decorated
    def h(x):
        # Comments do not matter.
        r'''Three.'''
        pass  # nor here

    class A(Base):
        '''A class.'''
        def m(self):
            '''Four.'''
        @property
        def p(self): return 1
        @p.setter
        def p(self, value): self.value = value

    def outer():
        def inner(x):
            '''Five.'''
        return inner(1)

    if True:
        def k(x): ('Six' ' seven.')

    def not_a_hole(x): ...
    def nor_this(x):
        f'''Six {x}.'''
    def nor_that(x):
        '''Seven.'''
        return 1
"""


def test_named_holes() -> None:
    holes, functions = ids(anpl(NAMED))
    assert holes == ["f", "g", "h", "A.m", "outer.inner", "k"]
    assert functions == ["A.p", "A.p@2", "outer", "not_a_hole", "nor_this", "nor_that"]


def test_stubs_are_no_holes() -> None:
    sketch = anpl("""
        class P(Protocol[T], Other):
            def a(self):
                '''Say a.'''
        class Q(typing.Protocol):
            def b(self):
                '''Say b.'''
                ...
        class R(ABC):
            @abc.abstractmethod
            def c(self):
                '''Say c.'''
            @typing.overload
            def d(self, x: int): ...
            @overload
            def d(self, x: str):
                '''Say d.'''
            def d(self, x): return x
    """)
    assert ids(sketch) == ([], ["R.d"])


def test_places_of_a_named_hole() -> None:
    sketch = anpl("""
        @a
        @b(1)
        async def f(x: int, /, y='é',
                    *, z: "int" = 2, **k) -> list[int]:
            '''
            Do it.

            >>> f(1)
            2
            '''
            ...  # not yet
    """)
    hole = only(sketch)
    assert under(sketch, hole.span).startswith("@a\n")
    assert under(sketch, hole.span).endswith("...  # not yet")
    assert under(sketch, hole.name_span) == "f"
    assert under(sketch, hole.description_span) == "Do it."
    assert under(sketch, hole.fill_span) == "..."
    assert hole.decorators == ("@a", "@b(1)")
    assert hole.signature.text == "async def f(x: int, /, y='é', *, z: \"int\" = 2, **k) -> list[int]"
    assert [(p.name, p.kind, p.annotation, p.default) for p in hole.signature.parameters] == [
        ("x", "positional-only", "int", None),
        ("y", "positional", None, "'é'"),
        ("z", "keyword-only", '"int"', "2"),
        ("k", "double-star", None, None),
    ]
    assert (hole.description, hole.body_indent) == ("Do it.", "    ")
    assert under(sketch, hole.examples[0].source_span) == "f(1)"


def test_body_of_a_sketch_function() -> None:
    sketch = anpl("def f(x):\n\t'''Do it.'''\n\ty = `a`(x)\n\t# >>> _(1)\n\t# 2\n\treturn y\n")
    (function,) = sketch.functions
    assert under(sketch, function.fill_span) == "y = `a`(x)\n\t# >>> _(1)\n\t# 2\n\treturn y"
    assert function.body_indent == "\t"
    assert function.calls == ("a",)


def test_python_holes() -> None:
    sketch = python("""
        def f(x):
            '''Do it.'''
            ...  # hole

        def g(x):
            '''Not this.'''
            ...

        class A:
            def m(self): 'Do that.'; ...  # hole  # noqa

        def h():
            '''
            >>> h()
            >>>broken
            Properties:
                of a kind
            '''
    """)
    assert ids(sketch) == (["f", "A.m"], ["g", "h"])
    assert [under(sketch, hole.fill_span) for hole in sketch.holes] == ["...  # hole", "...  # hole"]
    assert [e.source for e in sketch.functions[1].examples] == ["h()"]


def test_inline_holes() -> None:
    sketch = anpl("""
        def main(xs, ys):
            a = `sort the words`(xs, ys.z, 1, *ys, key=xs, **ys)
            # A word of explanation.
            # >>> _([], 1)
            # []
            for b in `pick`(
                xs, xs
            ):
                # >>> _([1])
                # 1
                `sort the words`(b)
            return await `pick`(a), lambda: `third  one`((x for x in a))
        z = `pick`()
        # >>> _(
    """)
    first, pick, third = sketch.holes
    assert [hole.kind for hole in sketch.holes] == [Kind.INLINE] * 3
    assert (first.id, first.name, first.description) == ("sort-the-words", "sort_the_words", "sort the words")
    assert first.signature.text == "def sort_the_words(xs, arg2, arg3, *ys, key, **ys2)"
    assert pick.signature.text == "def pick(xs, xs2)"
    assert third.signature.text == "def third_one(arg1)"
    assert [use.caller for use in pick.uses] == ["main", "main", None]
    assert [under(sketch, use.call_span) for use in pick.uses] == [
        "`pick`(\n        xs, xs\n    )",
        "`pick`(a)",
        "`pick`()",
    ]
    assert [(e.source, e.expected) for e in first.examples] == [("_([], 1)", "[]")]
    assert [(e.source, e.expected) for e in pick.examples] == [("_([1])", "1")]
    assert under(sketch, pick.examples[0].span) == ">>> _([1])\n        # 1"
    assert said(sketch) == [(">>> _(", "This example is not one Python statement.")]
    assert sketch.functions[0].calls == ("sort-the-words", "pick", "third-one")


def test_comments_belong_to_the_hole_they_fit() -> None:
    sketch = anpl("""
        x = `a`(1, 2) + `b`(1)
        # >>> _(1)
        # 1
        # >>> _(1, 2)
        # 2
        # >>> _(1, 2, 3)
        # 3
    """)
    assert [[e.source for e in hole.examples] for hole in sketch.holes] == [["_(1, 2)", "_(1, 2, 3)"], ["_(1)"]]


def test_awaited_and_shadowing_inline_holes() -> None:
    sketch = anpl("""
        sum_it = 1
        async def f(): return await `fetch`(1) + `sum`(2) + `sum it`(3) + `class`(4) + `😀`(5)
    """)
    names = [hole.name for hole in sketch.holes]
    assert names[0] == "fetch"
    assert sketch.holes[0].signature.text == "async def fetch(arg1)"
    assert all(
        name.startswith(start) for name, start in zip(names[1:], ("sum_", "sum_it_", "class_", "hole_"), strict=True)
    )
    assert len(set(names)) == 5


def test_choice_holes() -> None:
    sketch = anpl("""
        x = `choose: 3, (5, 6), "a,b", lambda a, b=(1): a`
        def f(): return `choose: min, max`([`choose: 3, (5, 6), "a,b", lambda a, b=(1): a`])
    """)
    first, second = sketch.holes
    assert first.choices == ("3", "(5, 6)", '"a,b"', "lambda a, b=(1): a")
    assert [use.caller for use in first.uses] == [None, "f"]
    assert all(use.span == use.call_span for use in first.uses)
    assert (second.kind, second.choices) == (Kind.CHOICE, ("min", "max"))


def test_a_choice_in_an_f_string_is_a_problem() -> None:
    sketch = anpl("x = f\"{`choose: 'a', 'b'`}\"")
    message = "A choice cannot stand in an f-string; give it a name in a line above."
    assert (sketch.holes, [problem.message for problem in sketch.problems]) == ((), [message])


def test_backticks_in_strings_and_comments() -> None:
    sketch = anpl('''
        """`a`(1)"""
        x = "`b`(1)" f"{`c`(1)} `d`(2) `{{`h`}}`" r'`e`(3)'  # `f`(4)
    ''')
    assert ids(sketch) == (["c"], [])


@pytest.mark.parametrize(
    ("text", "where", "message"),
    [
        (
            "x = `a`",
            "`a`",
            "This description is not called; put its arguments in brackets behind it, or write `choose: …` in it.",
        ),
        (
            "x = `a`.b(1)",
            "`a`",
            "This description is not called; put its arguments in brackets behind it, or write `choose: …` in it.",
        ),
        ("x = ` `(1)", "` `", "A hole needs a description: write between the backticks what it does."),
        ("x = ``(1)", "``", "A hole needs a description: write between the backticks what it does."),
        ("x = f`a`(1)", "f`a`", "A hole in backticks has no prefix; take the letters before it away."),
        (
            "x = `choose: 1, 2 3`",
            "`choose: 1, 2 3`",
            "The choices behind `choose:` must be Python expressions with commas between them.",
        ),
        (
            "x = `choose:`",
            "`choose:`",
            "The choices behind `choose:` must be Python expressions with commas between them.",
        ),
        (
            "x = `a\nb`(1)\ny = 1",
            "`",
            "A hole in backticks stands on one line; a longer description wants a named hole.",
        ),
        ("def f(x):\n    ''' '''", "''' '''", "A hole needs a description: say in its docstring what `f` does."),
        ("def f(x):\n    'a'\ndef f(x):\n    'b'", "f", "`f` is defined twice; rename one of the two or delete it."),
        ("def f(x):\ny = 1", "f", "`f` has no body; describe it in a docstring."),
        ("x = (1", "(", "'(' was never closed."),
        ("x = 1 +\ny = 2", "\n", "Python cannot read this, from `y` on."),
        ("if x\n    y", "if", "Python cannot read this, from `if` on."),
    ],
)
def test_problems(text: str, where: str, message: str) -> None:
    sketch = anpl(f"a = 1\n{text}\n\ndef ok(x):\n    'Fine.'\n")
    if said(sketch) != [(where, message)]:
        # Python's own words differ from version to version; the place and the rest must not.
        assert len(sketch.problems) == 1
        assert "rror" not in sketch.problems[0].message
        assert message.startswith(("Python", "'")), said(sketch)
    assert "ok" in [hole.id for hole in sketch.holes]


def test_what_python_accepts_is_no_problem() -> None:
    assert python("print(1)\nx = yield_ = 1\nmatch = case = type = 1\nprint >>sys.stderr\nexec('1')\n").problems == ()
    assert anpl("match `a`(1):\n    case [x, *_] if x: pass\n").problems == ()


def test_uses_respect_scopes() -> None:
    sketch = anpl("""
        def tally(x):
            '''Count.'''

        def user(xs, tally=tally):
            return tally(xs)

        def other(xs):
            import tally
            [tally for tally in xs]
            return tally

        def fine(xs):
            [tally for tally in xs]
            (lambda tally: tally)(1)
            "tally"  # tally
            xs.tally(tally=1)
            return map(tally, xs), tally(xs)

        def nested():
            def tally(x):
                '''Another.'''
            return tally(1)

        class A:
            def tally(self):
                '''A third.'''
            def go(self):
                return self.tally() + tally(1) + A.tally(self)
            do = tally
    """)
    uses = {hole.id: [(under(sketch, u.call_span), u.caller) for u in hole.uses] for hole in sketch.holes}
    assert uses == {
        "tally": [("tally", None), ("tally", "fine"), ("tally(xs)", "fine"), ("tally(1)", "A.go")],
        "nested.tally": [("tally(1)", "nested")],
        "A.tally": [("self.tally()", "A.go"), ("A.tally(self)", "A.go"), ("tally", None)],
    }
    assert {f.id: f.calls for f in sketch.functions}["A.go"] == ("A.tally", "tally")


def test_recursion_and_example_calls() -> None:
    sketch = anpl("""
        def f(x):
            '''
            >>> f(g(1))
            >>> s = A()
            >>> s.m(f)
            1
            '''
            return f(x - 1)
        def g(x):
            '''G.

            Properties:
                result == f(x)
            '''
        class A:
            def __init__(self): self.x = 1
            def m(self, x):
                '''M.'''
    """)
    f = sketch.functions[0]
    assert f.calls == ("f",)
    assert set(f.example_calls) == {"g", "A.__init__", "A.m"}
    assert sketch.holes[0].example_calls == ("f",)


def test_conflicts() -> None:
    sketch = anpl("""
        def f(x):
            '''F.

            >>> f(1)
            {1, 2}
            >>> f( 1)
            {2, 1}
            >>> f((1))
            3
            >>> f(2)
            Traceback (most recent call last):
            ValueError: a
            >>> f(2)
            2
            '''
    """)
    assert [(p.code, sketch.text[p.span.start :].split("\\n")[0][4:].split("\n")[0]) for p in sketch.problems] == [
        ("examples-conflict", "f(1)"),
        ("examples-conflict", "f((1))"),
        ("examples-conflict", "f(2)"),
        ("examples-conflict", "f(2)"),
    ]


def test_what_is_expected_is_compared_without_a_warning(recwarn: pytest.WarningsRecorder) -> None:
    sketch = anpl("""
        def f(x):
            '''F.

            >>> f(1)
            "\\\\q"
            >>> f(1)
            "\\\\w"
            '''
    """)
    assert [problem.code for problem in sketch.problems] == ["examples-conflict"] * 2
    assert recwarn.list == []


def test_one_error_does_not_hide_the_rest() -> None:
    sketch = anpl("""
        def a(x):
            '''A.'''

        def b(x:
            return a(x)

        def c(x):
            '''C.'''
    """)
    assert "a" in [hole.id for hole in sketch.holes]
    assert "c" in [hole.id for hole in sketch.holes]
    assert len(sketch.problems) == 1


def test_a_body_that_cannot_be_read_is_not_missing() -> None:
    sketch = anpl("""
        def h(x):
            return f(x

        def k(y):
            '''K.'''
    """)
    assert [hole.id for hole in sketch.holes] == ["k"]
    assert len(sketch.problems) == 1
    assert "no body" not in sketch.problems[0].message


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends(newline: str) -> None:
    text = 'def f(x):\n    """Do 😀.\n\n    >>> f("é")\n    1\n    """\n\ny = `g`(1)\n# >>> _(1)\n# 1\n'
    sketch = parse(text.replace("\n", newline), Language.ANPL).sketch
    assert ids(sketch)[0] == ["f", "g"]
    assert [(e.source, e.expected) for hole in sketch.holes for e in hole.examples] == [('f("é")', "1"), ("_(1)", "1")]
    assert [under(sketch, e.source_span) for hole in sketch.holes for e in hole.examples] == ['f("é")', "_(1)"]


@pytest.mark.parametrize(
    "text", ["", "\0", "\ufeffx = 1", "(" * 100_000, "-" * 100_000 + "1", "`" * 999, '"""', "\\", "\x0c\n"]
)
def test_hard_texts(text: str) -> None:
    for language in Language:
        assert parse(text, language).sketch.text == text


def test_a_byte_order_mark() -> None:
    assert ids(anpl("\ufeffdef f(x):\n    'F.'\n")) == (["f"], [])
