"""The outline of a sketch."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Unpack

from hypothesis import given

from server.features.symbols import Symbol, symbols
from server.features.view import View
from sketch.model import Language, Span
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of


def outline(found: Iterable[Symbol], depth: int = 0) -> str:
    """A line for each symbol: kind, name, and in brackets the detail."""
    lines = ""
    for symbol in found:
        detail = f" ({symbol.detail})" if symbol.detail else ""
        lines += f"{'  ' * depth}{symbol.kind} {symbol.name}{detail}\n{outline(symbol.children, depth + 1)}"
    return lines


def check(text: str, expected: str, **known: Unpack[Known]) -> View:
    """That the outline of the text, and that of it with tabs and other line ends, is as expected."""
    for shown in (text, text.replace("    ", "\t"), text.replace("\n", "\r\n"), f"'''🎈'''\n{text}"):
        view = view_of(shown, **known)
        assert outline(symbols(view)) == textwrap.dedent(expected).lstrip("\n")
    return view_of(text, **known)


NESTED = '''
class Words:
    """Words."""
    size = 3

    def count(self, text):
        """Count."""

    class Inner:
        @staticmethod
        def half(n):
            """
            >>> Words.Inner.half(4)
            2
            """
            def helper(m):
                """Help."""
            return `divide it`(helper(n), `choose: 2, 3`)

    limit = `look it up`(1)

def main(text):
    return `divide it`(text) or `divide it`(2)
'''


def test_nesting() -> None:
    view = check(
        NESTED,
        """
        class Words
          method count (unfilled)
          class Inner
            method half (blocked)
              function helper (unfilled)
              inline `divide it` (unfilled)
              choice `choose: 2, 3` (unfilled)
          inline `look it up` (unfilled)
        function main
          inline `divide it` (unfilled)
        """,
    )
    words = symbols(view)[0]
    assert view.text[words.span.start : words.span.end].startswith("class Words")
    assert view.text[words.span.start : words.span.end].endswith("`look it up`(1)")
    assert view.text[words.selection.start : words.selection.end] == "Words"


def test_details() -> None:
    text = 'def f(x):\n    """Do.\n\n    >>> f(1)\n    2\n    >>> f(2)\n    3\n    """\n\ndef g(x):\n    """Do."""\n'
    fills = {"f": "def f(x): ...", "g": "def g(x): ..."}
    check(text, "function f (unfilled)\nfunction g (unfilled)\n")
    check(text, "function f (verified 2/2)\nfunction g (unchecked)\n", fills=fills)
    check(
        text,
        "function f (failing 1/2, stale, locked)\nfunction g (unchecked, edited)\n",
        fills=fills,
        verdicts={"f": "passed; failed 1"},
        flags={"f": "stale locked", "g": "edited"},
    )
    check(text, "function f (checking)\nfunction g (unfilled)\n", pending=["f"])
    check(text, "function f (filled)\nfunction g (filled)\n", trusted=False, fills=fills)


def test_python_is_shown_as_far_as_it_is_ours() -> None:
    check(
        "class A:\n    def plain(self):\n        return 1\n\n"
        '    def f(self):\n        """Do."""\n        ...  # hole\n\n'
        'def g(x):\n    """\n    >>> g(1)\n    1\n    """\n    return x\n\n'
        "class B:\n    def other(self):\n        pass\n",
        "class A\n  method f (unfilled)\nfunction g (blocked)\n",
        language=Language.PYTHON,
    )


def test_classes_of_one_name() -> None:
    hole = '    def f(self):\n        """Do."""\n\n'
    text = f"if 1:\n    class A:\n{textwrap.indent(hole, '    ')}class A:\n{hole}# class A\nx = 1\n"
    check(text, "class A\n  method f (unfilled)\nclass A\n  method f (unfilled)\n")


def test_empty_and_broken_texts() -> None:
    check("", "")
    check("class \\\n  A:\n    def f(self):\n        '''Do.'''\n", "method f (unfilled)\n")
    check("class A:\n    def f(self):\n        '''Do.'''\n    x = (\n", "function f (unfilled)\n")


@given(views())
def test_any_view(view: View) -> None:
    check_nesting(symbols(view), Span(0, len(view.text)))


def check_nesting(found: Iterable[Symbol], outer: Span) -> None:
    """That spans nest as the protocol wants it."""
    before = outer.start
    for symbol in found:
        assert symbol.name.strip()
        assert before <= symbol.span.start <= symbol.selection.start
        assert symbol.selection.start < symbol.selection.end <= symbol.span.end <= outer.end
        before = symbol.span.start
        check_nesting(symbol.children, symbol.span)
