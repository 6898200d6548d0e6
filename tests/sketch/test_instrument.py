from __future__ import annotations

import ast
import re
import textwrap

from hypothesis import given

from sketch.compile import compile_module, instrument
from sketch.model import Example, Fill, Language, Sketch
from sketch.parse import parse
from tests.darc import darc_fills, darc_ids, darc_sketch
from tests.generated_sketches import fills_for, sketch_texts


def check(text: str, expected: str, *fills: str | None, language: Language = Language.ANPL) -> None:
    sketch = parse(textwrap.dedent(text).lstrip("\n"), language).sketch
    assert sketch.problems == ()
    given_fills = {hole.id: Fill(fill) for hole, fill in zip(sketch.holes, fills, strict=False) if fill is not None}
    module = instrument(sketch, given_fills)
    assert module.text == textwrap.dedent(expected).lstrip("\n")
    ast.parse(module.text)


def expected_texts(sketch: Sketch) -> list[tuple[Example, str]]:
    """The lines of expected text that say something, of all examples."""
    return [
        (example, line.strip())
        for hole in (*sketch.holes, *sketch.functions)
        for example in hole.examples
        for line in re.split(r"[\r\n]+", example.expected or example.raises or "")
        if len(line.strip()) > 3
    ]


def check_nothing_expected_is_left(sketch: Sketch, fills: dict[str, Fill]) -> None:
    outside = sketch.text
    examples = [example for hole in (*sketch.holes, *sketch.functions) for example in hole.examples]
    for example in sorted(examples, key=lambda example: -example.span.start):
        outside = outside[: example.span.start] + outside[example.span.end :]
    text = instrument(sketch, fills).text
    for _, line in expected_texts(sketch):
        assert line not in text or line in outside or any(line in fill.source for fill in fills.values())
    assert ">>>" not in text or ">>>" in outside


def test_functions_tell_of_their_calls_and_examples_are_cut() -> None:
    check(
        '''
        @cached
        def f(x):
            """Double.

            >>> f(1)
            22
            """

        class C:
            @property
            def g(self):
                """
                >>> import os
                >>> C().g
                33
                """
                async def h():
                    yield 1
                return `make`(self, `other`(1), `choose: 1, 2`)
                # >>> _(1, 2, 3)
                # [44,
                #  55]
                #
                # That is so.
        ''',
        '''
        @cached
        @__holewright__.hole("f")
        def f(x):
            """Double.



            """
            return 2 * x


        @__holewright__.hole("make")
        def make(x, y, z):
            return x


        @__holewright__.missing("other")
        def other(*args, **kwargs):
            raise NotImplementedError("hole `other` is not filled")


        class C:
            @property
            @__holewright__.hole("C.g")
            def g(self):
                """



                """
                @__holewright__.hole("C.g.h")
                async def h():
                    yield 1
                return make(self, other(1), __holewright__.choice("choose-1-2"))



                #
                # That is so.
        ''',
        "def f(x):\n    return 2 * x",
        "def make(x, y, z):\n    return x",
    )


def test_holes_in_python_files_and_files_of_examples() -> None:
    check(
        '''
        def f(x):
            """Double. Examples:

            Examples: doubles.jsonl
            """
            ...  # hole

        def g(x): ">>> g(1)"; return f(x)
        ''',
        '''
        @__holewright__.missing("f")
        def f(x):
            """Double. Examples:


            """
            raise NotImplementedError("hole `f` is not filled")

        @__holewright__.hole("g")
        def g(x): ""; return f(x)
        ''',
        language=Language.PYTHON,
    )


def test_holes_in_the_braces_of_f_strings() -> None:
    check(
        """
        def main(x):
            return f"{`say it's "x"`(x)!r:>{`width`(1)}} {{`no`(x)}} {f'{`width`(2)=}'}"
            # >>> _(1)
            # 11
        """,
        """
        def say_it_s_x(x):
            return x


        @__holewright__.hole("width")
        def width(n):
            return n


        @__holewright__.hole("main")
        def main(x):
            return f"{say_it_s_x(x)!r:>{width(1)}} {{`no`(x)}} {f'{width(2)=}'}"


        """.replace("def say", '@__holewright__.hole("say-it-s-x")\n        def say', 1),
        "def say_it_s_x(x):\n    return x",
        "def width(n):\n    return n",
    )


def test_malformed_examples_are_cut_too() -> None:
    text = 'def f(x):\n    """Say.\n\n    >>> f(\n    expected\n\n    Rest.\n    """\n    ...\n'
    assert "expected" not in instrument(parse(text, Language.ANPL).sketch, {}).text


def test_examples_between_escapes_are_cut() -> None:
    text = 'def f(x):\n    "Say.\\n>>> f(1)\\n1234\\n\\nRest."\n'
    assert '"Say.\\n\\n\\nRest."' in instrument(parse(text, Language.ANPL).sketch, {}).text


def test_examples_in_docstrings_of_what_is_no_hole_are_cut() -> None:
    check(
        '''
        """Squares.

        >>> sq(3)
        secret
        """
        from abc import abstractmethod
        from typing import Protocol, overload

        class Doc:
            ("Says.\\n"
             ">>> sq(3)\\nsecret\\n\\n"
             "It does.")

            class Inner(Protocol):
                r"""
                >>> sq(3)
                secret

                So \\d.
                """

                def m(self):
                    """
                    >>> sq(3)
                    secret
                    """
                    ...

                @abstractmethod
                def n(self):
                    """
                    >>> sq(3)
                    secret
                    """

        @overload
        def sq(x: int) -> int:
            """
            >>> sq(3)
            secret
            """

        def sq(x):
            f"""
            >>> {x}
            1
            """
            return x * x
        ''',
        '''
        """Squares.



        """
        from abc import abstractmethod
        from typing import Protocol, overload

        class Doc:
            ("Says.\\n"
             "\\n\\n\\n"
             "It does.")

            class Inner(Protocol):
                r"""



                So \\d.
                """

                def m(self):
                    """


                    """
                    ...

                @abstractmethod
                def n(self):
                    """


                    """

        @overload
        def sq(x: int) -> int:
            """


            """

        @__holewright__.hole("sq")
        def sq(x):
            f"""
            >>> {x}
            1
            """
            return x * x
        ''',
    )


def test_examples_in_comments_that_belong_to_no_hole_are_cut() -> None:
    check(
        """
        import os
        # >>> x
        # 1234

        # Why.
        y = `f`(1)  # >>> y

        # It is so:
        # >>> z
        # 1234
        #
        # Then on.
        z = [
            # >>> z
            1,  # one
        ]
        text = "# >>> y"
        """,
        """
        import os




        @__holewright__.missing("f")
        def f(*args, **kwargs):
            raise NotImplementedError("hole `f` is not filled")


        # Why.
        y = f(1)  END

        # It is so:


        #
        # Then on.
        z = [

            1,  # one
        ]
        text = "# >>> y"
        """.replace("END", ""),
    )


def test_doctests_in_what_stands_for_docstrings_are_cut() -> None:
    check(
        """
        __test__ = {
            "one": '''Says.
            >>> sq(3)
            secret

            It does.''', "two": ">>> sq(4)\\n" "secret"
        }
        __test__["three"] = ">>> sq(3)"
        __doc__ = ">>> sq(3)"
        other = ">>> sq(3)"
        """,
        """
        __test__ = {
            "one": '''Says.



            It does.''', "two": "\\n" ""
        }
        __test__["three"] = ""
        __doc__ = ""
        other = ">>> sq(3)"
        """,
    )


def test_properties_are_cut() -> None:
    check(
        '''
        def f(x):
            """Double.

            Given:
                x < 5

                - x > 0

            Properties:
                result == 2 * x
            It is so.

            Properties: these are none.
            """

        def h(x): "Say.\\nProperties:\\n  x == 1\\nRest."
        ''',
        '''
        @__holewright__.missing("f")
        def f(x):
            """Double.








            It is so.

            Properties: these are none.
            """
            raise NotImplementedError("hole `f` is not filled")

        @__holewright__.missing("h")
        def h(x):
            "Say.\\n\\nRest."
            raise NotImplementedError("hole `h` is not filled")
        ''',
    )


def test_what_only_a_script_does_is_cut() -> None:
    check(
        """
        def f(x):
            return x

        if __name__ == "__main__":
            # Try it.
            assert f(1) == 1234
            if `make`(2):
                print("5678")
                # >>> _(2)
                # 9
        else:
            x = 1

        if "__main__" == __name__: print(f(1)); f(2)
        if __name__ == "__main__x":
            x = 2
        """,
        """
        @__holewright__.hole("f")
        def f(x):
            return x


        @__holewright__.hole("make")
        def make(arg1):
            return 9


        if __name__ == "__main__":
            # Try it.
            pass




        else:
            x = 1

        if "__main__" == __name__: pass
        if __name__ == "__main__x":
            x = 2
        """,
        "def make(arg1):\n    return 9",
    )


def test_functions_that_only_a_script_has_stay() -> None:
    text = "if __name__ == '__main__':\n    def f(x):\n        return x\n    f(1)\n"
    assert "f(1)" in instrument(parse(text, Language.ANPL).sketch, {}).text


@given(sketch_texts())
def test_what_is_instrumented_is_python_without_expected_values(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    for fills in (fills_for(sketch), {}):
        module = instrument(sketch, fills)
        ast.parse(module.text)
        check_nothing_expected_is_left(sketch, fills)


@given(sketch_texts())
def test_lines_correspond_to_the_compiled_module(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    fills = fills_for(sketch)
    plain, told = compile_module(sketch, fills), instrument(sketch, fills)
    without = re.sub(r"[ \t]*@__holewright__\.\w+\(.*?\)(\r\n|\n)", "", told.text)
    assert len(re.findall("\r\n|\n", plain.text)) == len(re.findall("\r\n|\n", without))
    assert plain.missing == told.missing


def test_real_sketches_hold_no_expected_value() -> None:
    for number in darc_ids():
        _, text = darc_sketch(number)
        sketch = parse(text, Language.ANPL).sketch
        fills = darc_fills(sketch, number)
        ast.parse(instrument(sketch, fills).text)
        check_nothing_expected_is_left(sketch, fills)
        assert f"{number}.jsonl" not in instrument(sketch, fills).text
