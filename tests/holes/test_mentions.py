"""Where a sketch speaks of a hole."""

from __future__ import annotations

from holes.mentions import mentions
from sketch.model import Language
from sketch.parse import parse
from tests.marked import marked, variants


def check(fixture: str, language: Language = Language.ANPL) -> None:
    """That all places between `«»` are those that speak of the hole or function that is defined at one of them."""
    for variant in variants(fixture):
        text, expected = marked(variant)
        sketch = parse(text, language).sketch
        found = [hole for hole in (*sketch.holes, *sketch.functions) if {hole.span, hole.name_span} & set(expected)]
        assert found
        for hole in found:
            assert mentions(sketch, hole) == expected


def test_uses_and_mentions_of_a_named_hole() -> None:
    check(
        '''
        def «tally»(text):
            """Like tally, but more.

            >>> «tally»("tally") + len([«tally»(x) for x in "ab"])
            1
            >>> both = [
            ...     «tally»("a"),
            ... ]
            >>> f"{«tally»('b')}"
            '2'

            Properties:
                - result == «tally»(text[::-1])
                len(text) == 0 or «tally»("") <= result
            """

        def main(lines):
            """
            >>> main([]) == «tally»("")
            True
            """
            key = «tally»
            values = sorted(lines, key=«tally») + [f"{«tally»(1)}"]
            return `sort`(lines, «tally», tally=3), values.tally
            # >>> _(["h"], «tally»)
            # 1

        @lru_cache(key=«tally»)
        def other(tally):
            return tally(1) + max(2, key=lambda tally: tally)

        def third():
            tally = 1
            return tally

        limit = `choose: «tally», 3`
        '''
    )


def test_names_that_examples_bind_are_theirs() -> None:
    check(
        '''
        def «tally»(text, tally=1):
            """Count.

            >>> «tally»("a")
            1
            >>> tally = «tally»("b")
            >>> tally
            2
            >>> (lambda tally: tally)(1)
            1

            Given:
                tally > 0
            """
        '''
    )


def test_positions_behind_escapes_and_in_joined_literals() -> None:
    check(
        r'''
        def «tally»(text):
            ("Count.\n\n"
             ">>> «tally»('\t\\n') + «tally»('\u00e9')\n"
             """1
             >>> x = '\\\\'; «tally»(x)
             2

             Properties:
                 result == len('\\\\') == «tally»('')
             """)

        def raw(text):
            r"""Other.

            >>> raw("\n") + «tally»("\n")
            1
            """
        '''
    )


def test_declarations_and_second_definitions() -> None:
    check(
        '''
        @overload
        def «tally»(text: str) -> int: ...
        def «tally»(text):
            """Count."""

        def main():
            global «tally»
            «tally» = wrapped(«tally»)
        '''
    )


def test_a_nested_function_is_known_where_it_is() -> None:
    check(
        '''
        def outer():
            def «inner»(x):
                """Do it.

                >>> «inner»(1)
                2
                """
            def again():
                return «inner»(2)
            return «inner»(1), again

        def inner(): return 1
        x = inner
        '''
    )


def test_methods_behind_what_is_known_to_be_their_object() -> None:
    check(
        '''
        class Shape:
            def «area»(self):
                """The area.

                >>> Shape().«area»()
                1
                >>> shape = make()
                >>> shape.«area»()
                2
                >>> {}.area
                3
                """
            def twice(self):
                return 2 * self.«area»()

        class Square(Shape):
            def side(self):
                return self.«area»() + super().«area»()

        class Other:
            def area(self):
                return self.area()

        def main(given: Shape, quoted: "Square", other: Other, unknown):
            """
            >>> shape = Shape()
            >>> main(shape) + shape.«area»()
            4
            """
            made = Square()
            area = given.«area»() + quoted.«area»() + other.area() + unknown.area()
            return made.«area»(area)
        '''
    )


def test_a_property_and_its_setter_are_one_name() -> None:
    check(
        '''
        class Shape:
            @property
            def «area»(self):
                """The area."""
            @«area».setter
            def «area»(self, value):
                self.«area» = 1
        '''
    )


def test_backtick_strings_of_the_same_text_are_one_hole() -> None:
    check(
        """
        def main(words):
            first = «`sort them`»(words, `other`(1))
            # Say.
            # >>> words = ["_"]
            # >>> «_»(words, 1) == «_»(words,
            # ...     2)
            # True
            # >>> [_ for _ in words]
            # 1
            return «`sort them`»(first)
        """
    )


def test_two_holes_of_one_statement_have_a_blank_each() -> None:
    check(
        """
        x = «`one`»(1) + `two`(1, 2)
        # >>> «_»(1)
        # 1
        # >>> _(1, 2)
        # 3
        """
    )


def test_choices() -> None:
    check("x = «`choose: 1, 2`»\ny = «`choose: 1, 2`»\n")


def test_of_a_statement_that_is_no_python_yet_what_the_sketch_knows_counts() -> None:
    check(
        '''
        def «tally»(text):
            """Count.

            >>> «tally»(1)
            1
            """

        def main():
            return «tally»(2
        '''
    )


def test_functions_of_ordinary_python() -> None:
    check(
        '''
        def «tally»(text):
            """Count.

            >>> «tally»(1)
            1
            """
            ...  # hole

        def main():
            """Do.

            >>> «tally»(1)
            """
            return «tally»(2)
        ''',
        Language.PYTHON,
    )
