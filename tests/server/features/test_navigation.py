"""From uses to holes, from holes to fills, and to everything that speaks of them."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.features.navigation import Target, definition, highlights, references
from sketch.model import Language, Span
from sketch.parse import parse
from tests.generated_sketches import fills_for, sketch_texts
from tests.marked import HEAD, marked, variants
from tests.server.features.viewing import view_at, view_of


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
    text, expected = marked(HEAD + dedent(fixture).lstrip("\n"))
    view, offset = view_at(text, fills={"tally": source} if source else {}, language=language)
    assert definition(view, offset) == (*map(Target, expected), *fills)


def test_whatever_speaks_of_a_hole_is_a_reference() -> None:
    check(
        '''
        def «tally»(text):
            """Count tally.

            >>> «tal$0ly»("a")
            1
            """

        x = «tally»(`sort`(tally=«tally»))
        '''
    )


def test_all_of_a_hole_in_backticks() -> None:
    check(
        """
        x = «`sort it`»(1)
        # >>> «$0_»(1)
        # 2
        y = «`sort it`»(2)
        """
    )
    check("x = «`choose: 1, $02`»\ny = «`choose: 1, 2`»\n")


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
