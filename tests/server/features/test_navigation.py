"""From uses to holes, from holes to fills, and to everything that speaks of them."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.features.navigation import Target, definition, highlights, references
from sketch.model import Language, Span
from sketch.parse import parse
from tests.generated_sketches import fills_for, sketch_texts
from tests.server.features.viewing import view_at, view_of

_HEAD = "# 🎈\n"


def marked(fixture: str) -> tuple[str, tuple[Span, ...]]:
    """A fixture without its `«»`, and what stood between them; `$0` counts as nothing."""
    text, starts, spans = "", list[int](), list[Span]()
    for piece in re.split("([«»])", fixture):
        at = len(text.replace("$0", ""))
        if piece == "«":
            starts.append(at)
        elif piece == "»":
            spans.append(Span(starts.pop(), at))
        else:
            text += piece
    return text, tuple(sorted(spans))


def variants(fixture: str) -> list[str]:
    """The fixture below an emoji, also with tabs, with Windows' line ends and with returns alone."""
    fixture = _HEAD + dedent(fixture).lstrip("\n")
    tabs = re.sub(r"^(?: {4})+", lambda indent: "\t" * (len(indent[0]) // 4), fixture, flags=re.MULTILINE)
    return [fixture, tabs, fixture.replace("\n", "\r\n"), fixture.replace("\n", "\r")]


def check(fixture: str, language: Language = Language.ANPL) -> None:
    """That all places between `«»` are those that speak of what stands at `$0`, asked at any of them."""
    for variant in variants(fixture):
        text, expected = marked(variant)
        view, offset = view_at(text, language=language)
        assert references(view, offset) == expected
        for span in expected:
            assert references(view, span.start) == expected
            assert references(view, span.end) == expected
        assert tuple(found.span for found in highlights(view, offset)) == expected


def check_definition(fixture: str, *fills: Target, source: str = "", language: Language = Language.ANPL) -> None:
    """That what stands at `$0` leads to the places between `«»`, and into `fills` of holes called `tally`."""
    text, expected = marked(_HEAD + dedent(fixture).lstrip("\n"))
    view, offset = view_at(text, fills={"tally": source} if source else {}, language=language)
    assert definition(view, offset) == (*map(Target, expected), *fills)


def test_uses_and_mentions_of_a_named_hole() -> None:
    check(
        '''
        def «tally»(text):
            """Like tally, but more.

            >>> «tal$0ly»("tally") + len([«tally»(x) for x in "ab"])
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

            >>> «tal$0ly»("a")
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
             ">>> «tal$0ly»('\t\\n') + «tally»('\u00e9')\n"
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
            «tally» = wrapped(«tal$0ly»)
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
            return «in$0ner»(1), again

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
                return 2 * self.«ar$0ea»()

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
                self.«ar$0ea» = 1
        '''
    )


def test_backtick_strings_of_the_same_text_are_one_hole() -> None:
    check(
        """
        def main(words):
            first = «`sort $0them`»(words, `other`(1))
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
        # >>> «$0_»(1)
        # 1
        # >>> _(1, 2)
        # 3
        """
    )


def test_choices() -> None:
    check("x = «`choose: 1, $02`»\ny = «`choose: 1, 2`»\n")


def test_of_a_statement_that_is_no_python_yet_what_the_sketch_knows_counts() -> None:
    check(
        '''
        def «tally»(text):
            """Count.

            >>> «tal$0ly»(1)
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

            >>> «tal$0ly»(1)
            """
            return «tally»(2)
        ''',
        Language.PYTHON,
    )


@pytest.mark.parametrize(
    "fixture",
    ["x = 1$0", "tal$0ly = 1", "def f(x):\n    'Do.'\n    'x$0'", "# tally$0", "", "$0", "for _$0 in x: pass", "`$0`"],
)
def test_elsewhere_there_is_nothing(fixture: str) -> None:
    view, offset = view_at(fixture)
    assert references(view, offset) == ()
    assert definition(view, offset) == ()
    assert highlights(view, offset) == ()


def test_references_without_the_declaration() -> None:
    text, spans = marked('def «f»(x):\n    """Do.\n\n    >>> «f»(1)\n    2\n    """\n\ny = «f»(2)\n')
    more, backticks = marked("z = «`do`»(1) + «`do`»(2)\n")
    view = view_of(text)
    assert references(view, spans[0].start, include_declaration=False) == spans[1:]
    assert [found.defines for found in highlights(view, spans[1].start)] == [True, False, False]
    assert references(view_of(more), backticks[1].start, include_declaration=False) == backticks[1:]


def test_definition() -> None:
    source = "def tally(text):\n    return tally(1)\n"
    text = '''
    def {}(text):
        """Count.

        >>> {}(1)
        2
        """

    x = {}(2)
    '''
    check_definition(text.format("«tally»", "t$0ally", "tally"), source=source)
    check_definition(text.format("«tally»", "tally", "tally$0"), source=source)
    check_definition(text.format("$0tally", "tally", "tally"), Target(Span(4, 9), "tally"), source=source)
    check_definition(text.format("«$0tally»", "tally", "tally"))
    asynchronous = "import a\n\n@tally\nasync  def  tally(text): ..."
    check_definition(text.format("$0tally", "tally", "tally"), Target(Span(29, 34), "tally"), source=asynchronous)


def test_definition_of_holes_in_backticks() -> None:
    check_definition("x = `«tally»`(1)\n# >>> _$0(1)\n# 2\n", source="def tally(): ...")
    check_definition("x = `«tally»`(1)\ny = $0`tally`(1)\n", source="def tally(): ...")
    check_definition("x = `tall$0y`(1)\n", Target(Span(4, 9), "tally"), source="def tally(): ...")
    view, offset = view_at("x = `choose$0: 1, 23`\n", fills={"choose-1-23": "23"})
    assert definition(view, offset) == (Target(Span(0, 2), "choose-1-23"),)


def test_definition_in_ordinary_python_is_in_the_file() -> None:
    text = 'def «tal$0ly»(text):\n    """Count.\n\n    >>> tally(1)\n    1\n    """\n    ...  # hole\n'
    check_definition(text, source="def tally(text): return 1", language=Language.PYTHON)


PIECES = [
    "def f(x):", "\n    ", '"""', "'", "Do it.", ">>> ", "... ", "f(1)", "f", "_", "`do it`", "`choose: f, 2`", "(f)",
    "# ", "\n", "\r\n", "\r", "Properties:", "Given:", "x = ", "class C:", "return ", "self.f", "C().f", "...  # hole",
    "🎈", "\\", "\\n", "lambda f: ", "import f", "\t", "\f", "{", "async ", "global f", "await ", "\x00", "\ud800",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.integers(0, 200), st.sampled_from(Language))
def test_any_text_and_place_has_an_answer(text: str, offset: int, language: Language) -> None:
    view = view_of(text, language=language)
    found = references(view, offset)
    assert list(found) == sorted(set(found))
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    for target in definition(view, offset):
        assert target.fill is None
        assert 0 <= target.span.start <= target.span.end <= len(text)
    assert tuple(item.span for item in highlights(view, offset)) == found


@given(sketch_texts())
def test_every_use_is_a_reference_and_leads_to_its_hole(text: str) -> None:
    sketch = parse(text, Language.ANPL).sketch
    view = view_of(text, fills={id: fill.source for id, fill in fills_for(sketch).items()})
    for hole in view.subjects:
        found = references(view, hole.name_span.start)
        assert {use.span for use in hole.uses} <= set(found)
        for use in hole.uses:
            assert references(view, use.span.start) == found
            assert [target.span for target in definition(view, use.span.start)] == [hole.name_span] or (
                use.span == hole.span
            )
