"""What is coloured, and how."""

from __future__ import annotations

from typing import Unpack

from hypothesis import given
from hypothesis import strategies as st

from server.features.semantic_tokens import MODIFIERS, TYPES, tokens
from server.features.view import View
from sketch.model import Language, Span, overlap
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of


def check(text: str, *expected: str, **known: Unpack[Known]) -> None:
    """That the tokens, also between emojis and with other line ends, are as told: type, text, modifiers but `hole`."""
    for shown in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), f"'🎈'\n{text}"):
        found = []
        for token in tokens(view_of(shown, **known)):
            modifiers = "".join(f" {word}" for word in token.modifiers if word != "hole")
            found.append(f"{token.type} {shown[token.span.start : token.span.end]}{modifiers}")
        assert found == list(expected)


TALLY = '''def tally(text):
    """Count, as tally does.

    >>> x = "tally"
    >>> tally(x)  # tally
    1
    >>> other.tally(f"{tally}",
    ...       tally=2)
    tally

    Properties:
        result == tally(text) + self.result
    """

def main(text):
    return tally(text)
'''


def test_a_named_hole() -> None:
    check(
        TALLY,
        "function tally declaration unfilled",
        "keyword >>>",
        "keyword >>>",
        "function tally unfilled",
        "keyword >>>",
        "keyword ...",
        "function tally unfilled",
        "variable result",
        "function tally unfilled",
        "function tally unfilled",
    )


def test_status() -> None:
    text = "def f(x):\n    '''Do.'''\n"
    fills = {"f": "def f(x): ..."}
    check(text, "function f declaration unchecked", fills=fills)
    check(text, "function f declaration unchecked stale locked", fills=fills, flags={"f": "stale locked"})
    check(text, "function f declaration checking", pending=["f"], fills=fills)
    check(text, "function f declaration filled", trusted=False, fills=fills)


def test_inline_holes_and_choices() -> None:
    check(
        "x = `double it`(4)\n# >>> _ = 1\n# >>> _(\n# ...    3)\n# 6\ny = `double it`(`choose: 3, 'a'`)\n_ = 2\n",
        "function `double it` unfilled",
        "keyword >>>",
        "function _ unfilled",
        "keyword >>>",
        "function _ unfilled",
        "keyword ...",
        "function `double it` unfilled",
        "keyword choose: unfilled",
        "string 3, 'a' unfilled",
    )


def test_methods() -> None:
    check(
        'class A:\n    def f(self):\n        """Do.\n\n        >>> A().f()\n        1\n        >>> f()\n        """\n\n'
        "    def g(self):\n        return self.f()\n",
        "method f declaration unfilled",
        "keyword >>>",
        "method f unfilled",
        "keyword >>>",
        "method f unfilled",
    )


def test_sketch_functions_have_a_status_where_they_have_examples() -> None:
    text = 'def main(x):\n    """\n    >>> main(1)\n    2\n    """\n    return x\n\ndef other(x):\n    return main(x)\n'
    check(
        text,
        "function main declaration failing",
        "keyword >>>",
        "function main failing",
        "function main failing",
        verdicts={"main": "failed 3"},
    )


def test_python() -> None:
    check(
        'def f(x):\n    """Do."""\n    ...  # hole\n\n'
        'def g(x):\n    """Do."""\n    return f(x)  # hole\n\ndef h(x):\n    pass\n',
        "function f declaration unfilled",
        "keyword # hole",
        "function g declaration unchecked",
        "function f unfilled",
        language=Language.PYTHON,
        in_place=["g"],
    )


def test_what_only_looks_like_a_prompt() -> None:
    check(
        'def f(x):\n    """Do >>> f(1).\n\n    >>> f(1)\n    1 >>> f(2)\n    """\n',
        "function f declaration unfilled",
        "keyword >>>",
        "function f unfilled",
    )


def test_the_first_line_of_a_docstring() -> None:
    check(
        'def f(x):\n    """>>> f(1)\n    2"""\n',
        "function f declaration unfilled",
        "keyword >>>",
        "function f unfilled",
    )


@given(views(), st.data())
def test_any_view(view: View, data: st.DataObject) -> None:
    everything = tokens(view)
    end = 0
    for token in everything:
        assert end <= token.span.start < token.span.end <= len(view.text)
        end = token.span.end
        assert not {"\n", "\r"} & set(view.text[token.span.start : token.span.end])
        assert token.type in TYPES
        assert set(token.modifiers) <= set(MODIFIERS)
        assert len(set(token.modifiers)) == len(token.modifiers)
    start = data.draw(st.integers(0, len(view.text)))
    span = Span(start, data.draw(st.integers(start, len(view.text))))
    assert tokens(view, span) == tuple(token for token in everything if overlap(token.span, span))
