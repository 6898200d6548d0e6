"""Text in Markdown is shown as it is, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from server.features.markdown import block, code, plain, unmarked

#: As editors read it: with tables and crossed out text.
PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
texts = st.one_of(st.text(), st.text(st.sampled_from(list("`*_#>-+=~|&<[]()!\\ \n\t1a.;:\r\ufffd\x00🎈"))))


def read(markdown: str) -> str:
    """The text that is shown, provided that it is nothing but paragraphs."""
    shown: list[str] = []
    for token in PARSER.parse(markdown):
        assert token.type in ("paragraph_open", "inline", "paragraph_close"), token.type
        for child in token.children or ():
            assert child.type in ("text", "softbreak", "hardbreak", "text_special"), child.type
            shown.append(child.content if "text" in child.type else "\n")
        shown.append("\n" if token.type == "paragraph_close" else "")
    return "".join(shown)


def words(text: str) -> list[str]:
    """What of a text must be seen."""
    for unseen in [*map(chr, range(32)), "\x7f"]:
        text = text.replace(unseen, " " if unseen in "\n\r\t" else "\ufffd")
    return text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Put words in order.", "Put words in order."),
        ("snake_case and _this_", "snake_case and \\_this\\_"),
        ("__init__ or a__b", "\\_\\_init\\_\\_ or a\\_\\_b"),
        ("# no heading", "\\# no heading"),
        ("1. one\n2. two", "1\\. one  \n2\\. two"),
        ("  - a\r\n    - b", "\\- a  \n\\- b"),
        ("a\n---", "a  \n\\---"),
        ("one\n\ntwo", "one\n\ntwo"),
        ("a & b &amp; <b> [x](y) `z` \\", "a & b \\&amp; \\<b> \\[x\\](y) \\`z\\` \\\\"),
        ("-1 or +2", "-1 or +2"),
        ("a\x00\ud800", "a\ufffd\ufffd"),
        ("", ""),
    ],
)
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(texts)
def test_any_text_is_plain(text: str) -> None:
    assert read(plain(text)).split() == words(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(1)", "`f(1)`"),
        ("`f`(1)", "`` `f`(1) ``"),
        ("a``b", "```a``b```"),
        ("a\n b", "`a b`"),
        ("", "` `"),
        ("x" * 100, f"`{'x' * 57}…{'x' * 20}`"),
    ],
)
def test_code(text: str, expected: str) -> None:
    assert code(text) == expected


@given(texts)
def test_any_text_is_code(text: str) -> None:
    tokens = PARSER.parse(f"a {code(text)} b")
    children = tokens[1].children or []
    assert [child.type for child in children] == ["text", "code_inline", "text"]


def test_block() -> None:
    assert block("x = 1\n") == "```python\nx = 1\n```"
    assert block("```\n````", "") == "`````\n```\n````\n`````"
    assert block("1\n2\n3\n4", lines=3) == "```python\n1\n2\n…\n```"
    assert block("123456", length=3) == "```python\n123…\n```"


@given(texts)
def test_any_text_is_a_block(text: str) -> None:
    (token,) = PARSER.parse(block(text, lines=1_000_000, length=1_000_000))
    assert (token.type, token.info) == ("fence", "python")
    assert token.content.split() == words(text)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("```python\ndef f(x): ...\n```\n\n**not filled** · 2 examples", "def f(x): ...\n\nnot filled · 2 examples"),
        (block("a * b\n  `c`\n```"), "a * b\n  `c`\n```"),
        (block(""), ""),
        (f"**{plain('a*b')}** by {code('`f`')}, {code('x  y')}", "a*b by `f`, x  y"),
        (plain("1. one\n_two_"), "1. one\n_two_"),
        ("", ""),
    ],
)
def test_what_is_shown_without_markdown(markdown: str, expected: str) -> None:
    assert unmarked(markdown) == expected


@given(texts)
def test_any_text_is_the_same_without_markdown(text: str) -> None:
    assert unmarked(plain(text)).split() == words(text)


@given(st.text(st.sampled_from("`*_ \\aé"), max_size=30))
def test_code_is_the_same_without_markdown(text: str) -> None:
    assert unmarked(code(text)) == text.strip()
    assert unmarked(f"a\n\n{block(text)}\n\nb") == f"a\n\n{text}\n\nb"
