"""Renaming from where the cursor stands."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.features.rename import prepare, rename
from sketch.model import Language
from sketch.text import apply_edits
from tests.server.features.viewing import view_at, view_of


def check(
    fixture: str,
    shown: str,
    name: str,
    expected: str,
    fills: dict[str, str] | None = None,
    expected_fills: dict[str, str] | None = None,
    language: Language = Language.ANPL,
) -> None:
    """That what stands at `$0` is offered as `shown`, and that `name` in its place makes `expected` of the fixture."""
    fixture, expected = (dedent(text).lstrip("\n") for text in (fixture, expected))
    for old, new in (("\n", "\n"), ("    ", "\t"), ("\n", "\r\n"), ("\n", "\r")):
        view, offset = view_at(
            "# 🎈\n".replace(old, new) + fixture.replace(old, new), fills=fills or {}, language=language
        )
        offered = prepare(view, offset)
        assert offered is not None
        span, placeholder = offered
        assert span.start <= offset <= span.end
        assert view.text[span.start : span.end] == placeholder == shown
        renaming = rename(view, offset, name)
        assert apply_edits(view.text, renaming.edits) == ("# 🎈\n" + expected).replace(old, new)
        assert {id: fill.source for id, fill in renaming.fills} == (expected_fills or {})


@pytest.mark.parametrize("place", range(4))
def test_at_any_of_its_mentions(place: int) -> None:
    text = '''
        def {}(text):
            """Count tally.

            >>> {}("a")
            1

            Properties:
                result == {}(text)
            """

        x = {}(2)
        '''
    names = ["tally"] * 4
    names[place] = "tal$0ly"
    check(
        text.format(*names),
        "tally",
        " count ",
        text.format(*["count"] * 4),
        {"tally": "def tally(text):\n    return tally(text[1:])\n"},
        {"tally": "def count(text):\n    return count(text[1:])\n"},
    )


def test_a_description() -> None:
    check(
        """
        x = `sort it`(1)
        y = `so$0rt it`(2)
        # >>> _(3)
        # 4
        """,
        "sort it",
        " put it in order 🎈 ",
        """
        x = `put it in order 🎈`(1)
        y = `put it in order 🎈`(2)
        # >>> _(3)
        # 4
        """,
        {"sort-it": "def sort_it(x):\n    return sort_it(x)\n"},
        {"sort-it": "def put_it_in_order(x):\n    return put_it_in_order(x)\n"},
    )


def test_the_same_name_changes_nothing() -> None:
    check("def f(x): 'Do.'\n$0f(1)\n", "f", "f", "def f(x): 'Do.'\nf(1)\n")
    check("`do it$0`(1)\n", "do it", "do it ", "`do it`(1)\n")


def test_ordinary_python() -> None:
    check(
        '''
        def tally$0(text):
            """Count.

            >>> tally("a")
            1
            """
            ...  # hole

        print(tally("b"), f"{tally('c')}")
        ''',
        "tally",
        "count",
        '''
        def count(text):
            """Count.

            >>> count("a")
            1
            """
            ...  # hole

        print(count("b"), f"{count('c')}")
        ''',
        language=Language.PYTHON,
    )


NOTHING = [
    "x$0 = 1", "x = `do`(1)\n# >>> _$0(1)\n# 2\n", "x = $0`do`(1)", "x = `do`$0(1)", "x = `choose: 1$0, 2`",
    "class C$0: pass", "", "# f$0",
]  # fmt: skip


@pytest.mark.parametrize("fixture", NOTHING)
def test_nothing_to_rename(fixture: str) -> None:
    view, offset = view_at(fixture)
    assert prepare(view, offset) is None


def test_a_sentence_says_why_not() -> None:
    view, offset = view_at("x$0 = 1")
    with pytest.raises(ValueError, match=r"^There is no hole here to rename\.$"):
        rename(view, offset, "y")
    view, offset = view_at("x = `choose: 1$0, 2`")
    with pytest.raises(ValueError, match=r"^A choice has no name: change what is to choose from instead\.$"):
        rename(view, offset, "y")


PIECES = [
    "def f(x):", "\n    ", '"""', "'", "Do it.", ">>> ", "f(1)", "f", "g", "_", "`do it`", "`choose: f, 2`", "(f)",
    "# ", "\n", "\r\n", "\r", "Properties:", "x = ", "class C:", "return ", "self.f", "C().f", "...  # hole", "🎈",
    "\\", "lambda f: ", "import g", "\t", "global f", "f'{f}'", "def g():", "@f", "for f in g", "f: f",
    "__all__ = ['f']",
]  # fmt: skip
NAMES = ["g", "h", "x", "do it", "", "class", "a`b", "\n", "choose: 1", "🎈", "_", "C", "\ud800", "self", "__f"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data(), st.sampled_from(Language))
def test_of_any_text_it_makes_the_same_but_for_the_name(text: str, data: st.DataObject, language: Language) -> None:
    view = view_of(text, language=language)
    places = [hole.name_span.start for hole in view.subjects] + [
        use.span.start for h in view.subjects for use in h.uses
    ]
    offset = data.draw(st.one_of(st.integers(0, len(text)), st.sampled_from(places or [0])))
    name = data.draw(st.sampled_from(NAMES))
    prepare(view, offset)
    try:
        renaming = rename(view, offset, name)
    except ValueError:
        return
    after = view_of(apply_edits(text, renaming.edits), language=language)
    ids = dict(renaming.ids)
    assert [ids.get(hole.id, hole.id) for hole in view.subjects] == [hole.id for hole in after.subjects]
    assert [hole.kind for hole in view.subjects] == [hole.kind for hole in after.subjects]
    assert len(after.sketch.problems) <= len(view.sketch.problems)
