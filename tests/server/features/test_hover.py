"""What is told of what is under the pointer."""

from __future__ import annotations

import textwrap
from typing import Unpack

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from holes.report import FillReport
from server.features.hover import hover
from server.features.view import View
from sketch.model import Language
from tests.server.features.generated_views import views
from tests.server.features.viewing import Known, at_cursor, view_at, view_of

FILLS = {"tally": "def tally(text):\n    return 1\n"}
HEAD = "def ta$0lly(text: str) -> int:\n"
BODY = '''    """Count the *s* that stand to the left of each `h`.

    >>> tally("sh")
    1
    >>> tally("hs")
    0

    Given:
        len(text) > 0

    Properties:
        result >= 0
    """
'''
TALLY = HEAD + BODY


def check(fixture: str, span: str, expected: str, **known: Unpack[Known]) -> None:
    """That what is under the cursor is `span`, and is told of in the words expected."""
    view, offset = view_at(fixture, **known)
    found = hover(view, offset)
    assert found is not None
    assert view.text[found.span.start : found.span.end] == span
    assert found.markdown == textwrap.dedent(expected).strip()


def at(mark: str, text: str = TALLY.replace("$0", "")) -> str:
    """The text with the cursor in the middle of `mark`."""
    start = text.index(mark) + len(mark) // 2
    return f"{text[:start]}$0{text[start:]}"


def test_an_open_hole() -> None:
    check(
        TALLY,
        "tally",
        """
        ```python
        def tally(text: str) -> int
        ```

        **not filled** · 2 examples · 1 property

        Count the \\*s\\* that stand to the left of each \\`h\\`.
        """,
    )


def test_a_filled_hole() -> None:
    check(
        TALLY,
        "tally",
        """
        ```python
        def tally(text: str) -> int
        ```

        **failing** · 1/2 examples · 0/1 property · 3 inputs tried

        *stale: its description, signature or examples changed since it was filled*

        *locked: the fill is kept until it is unlocked*

        Count the \\*s\\* that stand to the left of each \\`h\\`.

        - tally("hs"): expected 0, got 1
        - \\`result >= 0\\` does not hold for text='\\`'

        ```python
        def tally(text):
            return 1
        ```

        Filled by `local` on 2030-01-02.
        """,
        fills=FILLS,
        flags={"tally": "stale locked"},
        verdicts={"tally": "passed; failed 1"},
        properties={"tally": "falsified text='`'"},
    )


def test_where_a_fill_came_from() -> None:
    text, offset = at_cursor(TALLY)
    view = view_of(text, fills=FILLS, suggestions={"tally": "def tally(text): ..."}, running={"tally": "asking m_1"})
    entry = evolve(view.document.entries["tally"], engine="openai", model="big", passed=2, checked=3)
    fill = FillReport(FILLS["tally"], "openai", "big", 12)
    report = evolve(view.reports["tally"], fill=fill, through=("main", "other"))
    document = evolve(view.document, entries={"tally": entry})
    found = hover(evolve(view, document=document, reports={"tally": report}), offset)
    assert found is not None
    lines = found.markdown.splitlines()
    assert lines[4] == (
        "**verified** · 2/2 examples · 1/1 property · judged through main, other · 100 inputs tried · *asking m_1*"
    )
    assert lines[-3] == "Filled by `openai`, model `big` on 2030-01-02, after 12 candidates; 2 of 3 checks held then."
    assert lines[-1] == "A repair has been suggested; a code action shows it."


def test_while_nothing_is_known() -> None:
    head = "```python\ndef f(x)\n```\n\n"
    text = 'def $0f(x):\n    """Do."""\n'
    fills = {"f": "def f(x): ..."}
    fill = "\n\nDo.\n\n```python\ndef f(x): ...\n```\n\nFilled by `local` on 2030-01-02."
    check(text, "f", f"{head}**filled, but nothing checks it**{fill}", fills=fills)
    check(text, "f", f"{head}**checking…**{fill}", pending=["f"], fills=fills)
    untrusted = f"{head}**filled, not checked here** · nothing runs until this workspace is trusted{fill}"
    check(text, "f", untrusted, trusted=False, fills=fills)


@pytest.mark.parametrize("mark", ["Count", '"""Count', "Given:"])
def test_the_description(mark: str) -> None:
    view, offset = view_at(at(mark))
    found = hover(view, offset)
    assert found is not None
    assert view.text[found.span.start : found.span.end] == BODY.strip()


def test_a_use() -> None:
    text = 'def tally(x):\n    """Count."""\n\ndef main(x):\n    return ta$0lly(x)\n'
    check(text, "tally", "```python\ndef tally(x)\n```\n\n**not filled**\n\nCount.")
    view, offset = view_at(text)
    found = hover(view, offset)
    assert found is not None
    assert found.span.start == view.text.index("tally(x)", 20)


def test_examples() -> None:
    example = at("sh")
    source = '>>> tally("sh")\n    1'
    passed = "Example of `tally` · **passed** · under 1 ms\n\nGave, as expected:\n\n```python\n1\n```"
    check(example, source, passed, fills=FILLS)
    check(example, source, "Example of `tally` · **running…**", fills=FILLS, pending=["tally"])
    check(example, source, "Example of `tally` · **not run**", fills=FILLS, trusted=False)
    check(
        example,
        source,
        'Example of `tally` · **not run**\n\ntally("sh") needs \\`other\\`, which is not filled\n\n'
        "Expected:\n\n```python\n1\n```",
    )
    check(
        at("hs"),
        '>>> tally("hs")\n    0',
        "Example of `tally` · **raised** · under 1 ms\n\ntally(\"hs\"): expected 0, got KeyError: '\\`'\n\n"
        "Expected:\n\n```python\n0\n```\n\nRaised:\n\n```python\nKeyError: '`'\n```",
        fills=FILLS,
        verdicts={"tally": "passed; raised KeyError: '`'"},
    )


def test_what_an_example_printed() -> None:
    text = 'def f(x):\n    """Do.\n\n    >>> $0f(1)\n    2\n    """\n'
    view, offset = view_at(text, fills={"f": "def f(x): ..."}, verdicts={"f": "failed 3"})
    report = view.reports["f"]
    printed = evolve(report, examples=(evolve(report.examples[0], printed="```\nso\n", message=None),))
    found = hover(evolve(view, reports={"f": printed}), offset)
    assert found is not None
    assert found.markdown.endswith("Got:\n\n```python\n3\n```\n\nPrinted:\n\n````text\n```\nso\n````")


def test_what_a_diagnostic_says_beside_it_is_not_said_again() -> None:
    text = 'def f(x):\n    """Do.\n\n    >>> $0f(1)\n    2\n\n    Properties:\n        result > 0\n    """\n'
    view, offset = view_at(text, fills={"f": "def f(x): ..."}, verdicts={"f": "failed 3"})
    found = hover(view, offset, brief=True)
    assert found is not None
    assert found.markdown == "Example of `f` · **failed** · under 1 ms"
    view, offset = view_at(text, fills={"f": "def f(x): ..."}, verdicts={"f": "passed"})
    assert hover(view, offset, brief=True) == hover(view, offset)


def test_an_example_that_is_skipped() -> None:
    text = 'def f(x):\n    """Do.\n\n    >>> f(1)  # doctest: +SKIP\n    2\n    >>> f(2)\n    $03\n    """\n'
    check(
        text,
        ">>> f(2)\n    3",
        "Example of `f` · **timeout** · under 1 ms\n\nf(2): expected 3, got\n\nExpected:\n\n```python\n3\n```",
        fills={"f": ""},
        verdicts={"f": "timeout"},
    )
    check(
        text.replace("$0", "").replace("f(1)", "f($01)"),
        ">>> f(1)  # doctest: +SKIP\n    2",
        "Example of `f` · **skipped**",
        fills={"f": ""},
    )


def test_properties() -> None:
    mark = at("result >= 0")
    check(mark, "result >= 0", "Property of `tally` · **not tried**")
    check(mark, "result >= 0", "Property of `tally` · **running…**", pending=["tally"])
    check(mark, "result >= 0", "Property of `tally` · **holds** · 100 inputs tried", fills=FILLS)
    check(
        mark,
        "result >= 0",
        "Property of `tally` · **falsified** · 3 inputs tried\n\n\\`result >= 0\\` does not hold for text='a'\n\n"
        "It does not hold for:\n\n```python\ntext='a'\n```",
        fills=FILLS,
        properties={"tally": "falsified text='a'"},
    )
    check(
        mark,
        "result >= 0",
        "Property of `tally` · **not tried**\n\nno \\*values\\*",
        fills=FILLS,
        properties={"tally": "untried no *values*"},
    )
    check(
        at("len(text) > 0"),
        "len(text) > 0",
        "```python\nlen(text) > 0\n```\n\nInputs of `tally` for which this does not hold are not tried.",
    )


def test_inline_holes() -> None:
    text = "x = `put _all_ in order`([3, 1])\n# >>> _([2, 1])\n# [1, 2]\ny = `put _all_ in o$0rder`(x)\n"
    known = Known(fills={"put-all-in-order": "def put_all_in_order(arg1):\n    return sorted(arg1)\n"})
    check(
        text,
        "`put _all_ in order`",
        """
        ```python
        def put_all_in_order(arg1)
        ```

        **verified** · 1/1 example

        put \\_all\\_ in order

        ```python
        def put_all_in_order(arg1):
            return sorted(arg1)
        ```

        Filled by `local` on 2030-01-02.
        """,
        **known,
    )
    check(
        text.replace("$0", "").replace("[1, 2]", "[1,$0 2]"),
        ">>> _([2, 1])\n# [1, 2]",
        "Example of `put _all_ in order` · **passed** · under 1 ms\n\nGave, as expected:\n\n```python\n[1, 2]\n```",
        **known,
    )


def test_choices() -> None:
    text = "x = `cho$0ose: 3, '`' if 0 else 5`\n".replace("'`'", "'a'")
    known = Known(fills={"choose-3-a-if-0-else-5": "'a' if 0 else 5"})
    head = "choose: 3, 'a' if 0 else 5\n\n- `3`\n- `'a' if 0 else 5`"
    origin = "\n\nFilled by `local` on 2030-01-02."
    check(text, "`choose: 3, 'a' if 0 else 5`", f"**not filled**\n\n{head}")
    check(
        text,
        "`choose: 3, 'a' if 0 else 5`",
        f"**filled, but nothing checks it**\n\n{head} ← **chosen**{origin}",
        **known,
    )
    known["fills"] = {"choose-3-a-if-0-else-5": "7"}
    check(
        text,
        "`choose: 3, 'a' if 0 else 5`",
        f"**filled, but nothing checks it**\n\n{head}\n\nchosen: `7`{origin}",
        **known,
    )


def test_rows() -> None:
    text = 'def f(n):\n    """Do it.\n\n    Examples: f.j$0sonl\n    """\n'
    known = Known(rows={"f": '{"args": [1], "returns": 2}\n' * 5})
    head = "5 examples of `f` in `f.jsonl`"
    check(text, "f.jsonl", f"{head} · **not run**", **known)
    known["fills"] = {"f": "def f(n): ..."}
    check(text, "f.jsonl", f"{head} · **5 passed**", **known)
    known["verdicts"] = {"f": "passed" + "; failed 4" * 4}
    failures = "\n".join(f"- line {number}: f(1): expected 2, got 4" for number in (2, 3, 4))
    check(text, "f.jsonl", f"{head} · **1 passed**\n\n{failures}\n- and 1 more", **known)


def test_python() -> None:
    text = (
        'def dou$0ble(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n'
        '    if n:\n        return 2 * n\n    return 0\n\ndef plain(n):\n    """Not ours."""\n    return n\n'
    )
    check(
        text.replace("\n", "\r\n"),
        "double",
        """
        ```python
        def double(n)
        ```

        **verified** · 1/1 example

        Twice.

        ```python
        if n:
            return 2 * n
        return 0
        ```

        Filled by `local` on 2030-01-02.
        """,
        language=Language.PYTHON,
        in_place=["double"],
    )
    view, offset = view_at(at("plain", text.replace("$0", "")), language=Language.PYTHON)
    assert hover(view, offset) is None


def test_sketch_functions() -> None:
    text = 'def ma$0in(x):\n    """\n    Go.\n\n    >>> main(1)\n    2\n    """\n    return x\n'
    head = "```python\ndef main(x)\n```\n\n"
    check(
        text,
        "main",
        f"{head}**failing** · 0/1 example\n\nGo.\n\n- main(1): expected 2, got 1",
        verdicts={"main": "failed 1"},
    )
    check("def ma$0in(x):\n    return x\n", "main", head.strip())


def test_nothing_of_ours() -> None:
    for text in ("$0", "x = $01\n", "def f($0x):\n    'Do.'\n", "def f(x):\n    'Do.'\n\n$0"):
        view, offset = view_at(text)
        assert hover(view, offset) is None


def test_long_texts_are_cut() -> None:
    text = f'def f(x):\n    """{"word " * 2_000}.\n\n    >>> f(1)\n    {"7" * 5_000}\n    """\n'
    source = "def f(x):\n" + "    x += 1\n" * 500
    view = view_of(text, fills={"f": source}, verdicts={"f": "failed " + "8" * 50_000})
    for mark in ("f(x)", "f(1)"):
        found = hover(view, text.index(mark))
        assert found is not None
        assert len(found.markdown) < 12_000
        assert found.markdown.count("\n") < 80


@given(views(), st.data())
def test_any_view(view: View, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(view.text)))
    found = hover(view, offset)
    if found is not None:
        assert found.span.start <= offset <= found.span.end <= len(view.text)
        assert found.markdown.strip()
        # No text from outside opens or closes a block: all that there are are ours.
        for token in MarkdownIt("commonmark").parse(found.markdown):
            assert token.type not in ("heading_open", "html_block", "code_block", "hr", "blockquote_open")
            assert token.type != "fence" or token.info in ("python", "text")
