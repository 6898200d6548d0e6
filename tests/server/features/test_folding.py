"""What can be folded."""

from __future__ import annotations

from typing import Unpack

from hypothesis import given

from server.features.folding import FoldKind, folds
from server.features.view import View
from sketch.lines import LineIndex
from sketch.model import Language
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, view_of


def check(text: str, *expected: str, **known: Unpack[Known]) -> None:
    """That the folds of the text, also with other line ends, are as told: kind, and the first and last line without
    indentation."""
    for shown in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r")):
        found = []
        for fold in folds(view_of(shown, **known)):
            lines = LineIndex(shown)
            first, last = (lines.line_column(offset)[0] for offset in fold.span)
            ends = [shown[lines.line_start(line) : lines.line_end(line)].strip() for line in (first, last)]
            found.append(f"{fold.kind}: {ends[0]} … {ends[1]}")
        assert found == list(expected)


def test_docstrings() -> None:
    check(
        '''def tally(text):
    """Count.

    >>> tally("a")
    1
    >>> x = 3
    >>> tally("b" * x)
    2

    More prose.

    >>> y = 1
    >>> tally("c")
    3

    Given:
        len(text) > 0
    Properties:
        result > 0
        result < 9
    """
''',
        'code: def tally(text): … """',
        'comment: """Count. … """',
        'examples: >>> tally("a") … 2',
        "examples: >>> y = 1 … 3",
        "region: Given: … len(text) > 0",
        "region: Properties: … result < 9",
    )


def test_single_lines_are_not_folded() -> None:
    check('def f(x): "Do."\n')
    check('def f(x):\n    """Do."""\n', 'code: def f(x): … """Do."""')
    check("")
    check("x = `do`(1)\n# >>> _(1)\n")


def test_examples_in_comments() -> None:
    check(
        "x = `do`(1)\n# Say.\n# >>> a = 1\n# >>> _(a)\n# 2\n# >>> _(2)\n# 3\ny = 2\n",
        "examples: # >>> a = 1 … # 3",
    )
    check(
        "def f():\n    x = `do`(1)\n    # >>> _(1)\n    # 2\n\ny = 2\n",
        "code: def f(): … # 2",
        "examples: # >>> _(1) … # 2",
    )


def test_blocks_of_code() -> None:
    check(
        'class A:\n    def f(self, x):\n        """Do\nthis.\n        """\n        if x:\n            y = 1\n# why\n'
        "            z = 2\n        else:\n            y = (\n                2\n            )\n\n    a = 1\nb = 2\n",
        "code: class A: … a = 1",
        "code: def f(self, x): … )",
        'comment: """Do … """',
        "code: if x: … z = 2",
        "code: else: … )",
        "code: y = ( … 2",
    )


def test_fills_in_place() -> None:
    text = 'def f(x):\n    """Do."""\n    if x:\n        return 1\n    return 2\n\ndef g(x):\n    return x\n'
    code = ["code: def f(x): … return 2", "code: if x: … return 1", "code: def g(x): … return x"]
    check(text, *code, language=Language.PYTHON)
    check(text, code[0], "fill: if x: … return 2", *code[1:], language=Language.PYTHON, in_place=["f"])


@given(views())
def test_any_view(view: View) -> None:
    lines = LineIndex(view.text)
    before = (0, -len(view.text))
    for fold in folds(view):
        first, last = (lines.line_column(offset)[0] for offset in fold.span)
        assert 0 <= first < last < lines.line_count
        assert 0 <= fold.span.start < fold.span.end <= len(view.text)
        assert before <= (fold.span.start, -fold.span.end)
        before = (fold.span.start, -fold.span.end)
        assert fold.kind in FoldKind
