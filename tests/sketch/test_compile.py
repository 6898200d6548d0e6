from __future__ import annotations

import ast
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch.compile import Module, compile_module
from sketch.model import Fill, Kind, Language, Sketch
from sketch.parse import parse
from sketch.source_map import Location
from tests.generated_sketches import fills_for, sketch_texts


def sketch_of(text: str, language: Language = Language.ANPL) -> Sketch:
    sketch = parse(text, language).sketch
    assert sketch.problems == ()
    return sketch


def compiled(text: str, *fills: str, language: Language = Language.ANPL) -> Module:
    """The module of `text` with `fills` for its holes in order; there, `NAME` stands for the hole's name."""
    sketch = sketch_of(text, language)
    given_fills = zip(sketch.holes, fills, strict=False)
    return compile_module(sketch, {hole.id: Fill(fill.replace("NAME", hole.name)) for hole, fill in given_fills})


def check(text: str, expected: str, *fills: str, language: Language = Language.ANPL) -> None:
    """That `text`, written here with any indentation, compiles to `expected`, and that this is Python."""
    module = compiled(textwrap.dedent(text).lstrip("\n"), *fills, language=language)
    assert module.text == textwrap.dedent(expected).lstrip("\n")
    ast.parse(module.text)


def test_a_named_hole_gets_its_body_behind_the_docstring() -> None:
    check(
        '''
        def f(x: int) -> int:
            """Double."""

        y = f(2)
        ''',
        '''
        def f(x: int) -> int:
            """Double."""
            return 2 * x

        y = f(2)
        ''',
        "def f(x):\n  return 2 * x\n",
    )


def test_an_ellipsis_or_pass_gives_way_and_comments_stay() -> None:
    check(
        '''
        def f(x):
            """One."""  # said
            # about it
            ...  # later

        def g(x):
            "Two."; pass  # also

        def h(x):
            """Three."""  # alone
        ''',
        '''
        def f(x):
            """One."""  # said
            # about it
            # later
            return 1

        def g(x):
            "Two."  # also
            return 2

        def h(x):
            """Three."""  # alone
            return 3
        ''',
        "def f(x): return 1",
        "def g(x): return 2",
        "def h(x): return 3",
    )


def test_bodies_on_the_line_of_the_header_get_lines_of_their_own() -> None:
    check(
        """
        def f(x): "One."
        def g(x): "Two."; ...
        class C:
            def h(self): 'Three.'; pass;  # note
        """,
        """
        def f(x):
            "One."
            return 1
        def g(x):
            "Two."
            return 2
        class C:
            def h(self):
                'Three.'  # note
                return 3
        """,
        "def f(x):\n    return 1",
        "def g(x):\n    return 2",
        "def h(self):\n    return 3",
    )


def test_a_docstring_in_brackets() -> None:
    check(
        '''
        def f(x):
            (
                """One."""
            )
        def g(x): ("Two.")
        ''',
        '''
        def f(x):
            (
                """One."""
            )
            return 1
        def g(x):
            ("Two.")
            return 2
        ''',
        "def f(x):\n    return 1",
        "def g(x):\n    return 2",
    )


def test_python_files_have_their_fill_in_place_of_the_hole() -> None:
    check(
        '''
        def f(x):
            """One."""
            ...  # hole

        def g(x):
            """Two."""
            ...  # hole  # soon

        print(f(1))
        ''',
        '''
        def f(x):
            """One."""
            # first
            return 1

        def g(x):
            """Two."""
            # soon
            return 2

        print(f(1))
        ''',
        "def f(x):  # odd\n    # first\n    return 1",
        "def g(x):\n    return 2",
        language=Language.PYTHON,
    )


def test_holes_without_a_fill_raise_and_are_listed() -> None:
    text = 'def f(x):\n    """One."""\n\ny = [`two`(1), `choose: 3, 4`]\n'
    module = compiled(text)
    assert module.missing == ("f", "two", "choose-3-4")
    names: dict[str, object] = {}
    with pytest.raises(NotImplementedError, match="hole `two` is not filled"):
        exec(module.text, names)
    with pytest.raises(NotImplementedError, match="hole `f` is not filled"):
        names["f"](1)  # type: ignore[operator]
    with pytest.raises(NotImplementedError, match="choose"):
        exec(compiled(text, "def f(x): pass", "def NAME(x): pass").text, {})


def test_an_inline_hole_becomes_a_function_before_the_statement_that_uses_it_first() -> None:
    check(
        '''
        """About."""
        from __future__ import annotations
        import math
        # The main thing.
        def main(x):
            return `add one`(`twice`(x)) + `add one`(y=1)
            # >>> _(1)
            # 2
        ''',
        '''
        """About."""
        from __future__ import annotations
        import math
        # The main thing.


        def add_one(x):
            return x + 1


        def twice(x):
            return 2 * x


        def main(x):
            return add_one(twice(x)) + add_one(y=1)
            # >>> _(1)
            # 2
        ''',
        "def NAME(x):\n    return x + 1\n",
        "def NAME(x):\n    return 2 * x",
    )


def test_comments_above_a_statement_stay_with_it() -> None:
    check(
        """
        #!/usr/bin/env python
        import math


        # Say it.
        @`wrap`(1)
        def main(x):
            pass
        """,
        """
        #!/usr/bin/env python
        import math


        def wrap(n):
            return lambda f: f


        # Say it.
        @wrap(1)
        def main(x):
            pass
        """,
        "def NAME(n):\n    return lambda f: f",
    )


def test_the_first_line_of_the_file_stays_first() -> None:
    check(
        """
        # -*- coding: utf-8 -*-
        x = `one`()
        """,
        """
        # -*- coding: utf-8 -*-


        def one():
            return 1


        x = one()
        """,
        "def NAME(): return 1".replace(": ", ":\n    "),
    )


def test_a_statement_behind_a_semicolon_gets_a_line_of_its_own() -> None:
    check(
        """
        "About."; from __future__ import annotations; x = `one`(); y = `two`()
        """,
        """
        "About."; from __future__ import annotations


        def one():
            return 1


        x = one()


        def two():
            return 2


        y = two()
        """,
        "def NAME():\n    return 1",
        "def NAME():\n    return 2",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "@`a`(1)\nclass C: pass",
        "def g(x=`a`(1)): pass",
        "class C:\n    x = `a`(1)\n    def m(self): return `a`(self)",
        "f = lambda x: `a`(x)",
        "z = [`a`(i) for i in range(3) if`a`(i)]",
        "z = `a`(`a`(`b`(1)))",
        "if`a`(1): pass\nelif`b`(2): pass",
        "async def g():\n    return await`a`(1)",
        "with `a`(1) as x, `b`(2): pass",
        "z = `a`(*[1], **{'k': 2})",
        "z = not`a`(1)or`b`(1)",
        "x: int = 1; z = (\n  `a`(x)\n)",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_use_anywhere(statement: str, newline: str) -> None:
    text = ("import os\n" + statement + "\n").replace("\n", newline)
    sketch = sketch_of(text)
    assert {hole.kind for hole in sketch.holes} == {Kind.INLINE}
    fills = {hole.id: Fill(f"def {hole.name}(*a, **k):\n    return a") for hole in sketch.holes}
    for module in (compile_module(sketch, fills), compile_module(sketch, {})):
        tree = ast.parse(module.text)
        assert isinstance(tree.body[0], ast.Import)
        assert isinstance(tree.body[-1], ast.AST)
        assert "`" not in module.text.replace("hole `", "").replace("` is not", "")
        assert newline == "\n" or "\n" not in module.text.replace(newline, "")


@pytest.mark.parametrize(
    ("text", "choice", "expected"),
    [
        ("x = `choose: 3, 5`", "5", "x = 5"),
        ("x = `choose: 3, 5` * 2", "3 + 1", "x = (3 + 1) * 2"),
        ("x = `choose: 3, 5`.real", "3", "x = (3).real"),
        ("x = `choose: 3, -5` ** 2", "-5", "x = (-5) ** 2"),
        ("x = f(`choose: 3, 5`, 1)", "a if b else c", "x = f(a if b else c, 1)"),
        ("x = f(i for i in`choose: 3, 5`if i)", "y", "x = f(i for i in y if i)"),
        ("x = [`choose: 3, 5`]", "(1, 2)", "x = [(1, 2)]"),
        ("x = [`choose: 3, 5`]", "1, 2", "x = [(1, 2)]"),
        ("x = (`choose: 3, 5`)", "y := 2", "x = ((y := 2))"),
        ("x = `choose: max, min`(1, 2)", "max", "x = max(1, 2)"),
        ("x = `choose: max, min`(1, 2)", "lambda *a: a", "x = (lambda *a: a)(1, 2)"),
        ("x = 1 if`choose: 3, 5`else 2", "'a'", "x = 1 if'a'else 2"),
        ("x = `choose: 3, 5`\ny = `choose: 3, 5` + 1", "z.a[0]", "x = z.a[0]\ny = z.a[0] + 1"),
    ],
)
def test_a_choice_becomes_the_expression_in_brackets_where_it_needs_them(text: str, choice: str, expected: str) -> None:
    sketch = sketch_of(text)
    module = compile_module(sketch, {sketch.holes[0].id: Fill(choice)})
    assert module.text == expected
    ast.parse(module.text)


def test_strings_of_several_lines_in_a_fill_are_not_indented() -> None:
    check(
        '''
        class C:
            def f(self):
                """Say."""
        ''',
        '''
        class C:
            def f(self):
                """Say."""
                return \\
                    f"""a
          {1 +
        2}b
        """
        ''',
        'def f(self):\n    return \\\n        f"""a\n  {1 +\n2}b\n"""\n',
    )


def test_tabs_stay_tabs_and_line_ends_stay_line_ends() -> None:
    text = "class C:\r\n\tdef f(self):\r\n\t\t'''Say 🎈.'''\r\n\r\n\tx = `one`(1)\r\n"
    module = compiled(text, "def f(self):\n    if self:\n        return 1\n", "def NAME(x):\n    return x")
    assert module.text == (
        "def one(x):\r\n\treturn x\r\n\r\n\r\n"
        "class C:\r\n\tdef f(self):\r\n\t\t'''Say 🎈.'''\r\n\t\tif self:\r\n\t\t\treturn 1\r\n\r\n\tx = one(1)\r\n"
    )


def test_a_hole_on_the_last_line_without_a_line_end() -> None:
    assert compiled('def f(x):\n    """One."""', "def f(x):\n    return 1\n").text == (
        'def f(x):\n    """One."""\n    return 1'
    )


def test_places_in_a_fill_tell_the_hole_and_other_places_their_own() -> None:
    text = 'def f(x):\n    """One."""\n    ...\n\ny = `two`(f(1)) + `choose: 3, 4`\n'
    module = compiled(text, "def f(x):\n    return 1", "def NAME(x):\n    return 22", "4")

    def where(part: str) -> Location:
        return module.source_map.to_sketch(module.text.index(part))

    assert where("    return 1") == Location(text.index("One."), "f")
    assert where("def two") == where("return 22") == Location(text.index("two"), "two")
    assert where("y = two") == Location(text.index("y ="))
    assert where("two(f") == Location(text.index("`two"))
    assert where("(f(1))") == Location(text.index("(f(1))"))
    assert where("4") == Location(text.index("`choose"), "choose-3-4")
    assert module.source_map.to_module(text.index("y =")) == module.text.index("y =")


@given(sketch_texts(), st.data())
def test_what_is_compiled_is_python_and_keeps_the_sketch(text: str, data: st.DataObject) -> None:
    sketch = sketch_of(text)
    fills = fills_for(sketch)
    chosen = data.draw(st.sets(st.sampled_from(sorted(fills)))) if fills else set()
    for given_fills in (fills, {}, {hole: fills[hole] for hole in chosen}):
        module = compile_module(sketch, given_fills)
        ast.parse(module.text)
        assert set(module.missing) == set(fills) - set(given_fills)
        holes = {place for hole in sketch.holes for use in hole.uses for place in range(use.span.start, use.span.end)}
        for place in range(len(text)):
            there = module.source_map.to_module(place)
            location = module.source_map.to_sketch(there)
            if location == Location(place):
                assert place in holes or module.text[there] == text[place]
        copied = {module.source_map.to_sketch(there) for there in range(len(module.text))}
        for hole in (*sketch.holes, *sketch.functions):
            if hole.docstring_span is not None:
                assert {
                    Location(place) for place in range(hole.docstring_span.start, hole.docstring_span.end)
                } <= copied


@given(st.text("`def f():\n\r\t \"'#.;x>=é🎈\\@(", max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    for language in Language:
        sketch = parse(text, language).sketch
        compile_module(sketch, fills_for(sketch))
        compile_module(sketch, {hole.id: Fill(text) for hole in sketch.holes})
