"""What is wrong with a text as Python, in words a person understands."""

from __future__ import annotations

import re

from tree_sitter import Node, Tree

from sketch.model import Language, Problem, Span
from sketch.statements import parse_python
from sketch.tree import SyntaxTree

_MOST = 20
_BACKTICKS = re.compile(r"`[^`\r\n]*`")
_LONG_HOLE = "A hole in backticks stands on one line; a longer description wants a named hole."


def syntax_problems(tree: SyntaxTree, language: Language) -> tuple[Problem, ...]:
    """One problem for each error of `tree`, at most 20, none where Python itself accepts the text."""
    if not tree.tree.root_node.has_error or _is_python(tree.text, language):
        return ()
    problems: list[Problem] = []
    unclosed_until = -1
    for node in _errors(tree.tree):
        span = _token(tree, node)
        if span.start < unclosed_until:
            continue
        backtick = _open_backtick(tree.text, span)
        if backtick is not None and language is Language.ANPL:
            closing = tree.text.find("`", backtick + 1)
            unclosed_until = _line_end(tree.text, closing) if closing >= 0 else len(tree.text)
            problems.append(Problem("sketch-syntax", _LONG_HOLE, Span(backtick, backtick + 1)))
        elif not problems or problems[-1].span != span:
            problems.append(Problem("sketch-syntax", _message(tree.text, node, span), span))
        if len(problems) == _MOST:
            break
    return tuple(problems)


def _is_python(text: str, language: Language) -> bool:
    """Whether Python's own parser reads `text`, holes in backticks taken for names."""
    if language is Language.ANPL:
        text = _BACKTICKS.sub(lambda match: "_" * len(match.group()), text)
    return parse_python(text.removeprefix("\ufeff"), "exec") is not None


def _errors(tree: Tree) -> list[Node]:
    """The outermost error nodes and missing tokens, in order; a few more than are told."""
    found: list[Node] = []
    cursor = tree.walk()
    while len(found) < 4 * _MOST:
        node = cursor.node
        assert node is not None
        if node.is_error or node.is_missing:
            found.append(node)
        elif node.has_error and cursor.goto_first_child():
            continue
        while not cursor.goto_next_sibling():
            if not cursor.goto_parent():
                return found
    return found


def _token(tree: SyntaxTree, node: Node) -> Span:
    """The first token of an error, or the place where something is missing."""
    start = tree.offsets.offset(node.start_byte)
    end = tree.offsets.offset(node.end_byte)
    text = tree.text
    while start < end and text[start] in " \t\f\r\n":
        start += 1
    token = re.compile(r"\w+|[^\w\s]|\s").match(text, start, max(end, start))
    return Span(start, token.end() if token is not None else start)


def _open_backtick(text: str, span: Span) -> int | None:
    """The backtick without a partner on the line where `span` begins."""
    begin = max(text.rfind("\n", 0, span.start), text.rfind("\r", 0, span.start)) + 1
    line = text[begin : _line_end(text, span.start)]
    return begin + line.rindex("`") if line.count("`") % 2 else None


def _line_end(text: str, place: int) -> int:
    ends = [end for end in (text.find("\n", place), text.find("\r", place)) if end >= 0]
    return min(ends, default=len(text))


def _message(text: str, node: Node, span: Span) -> str:
    if node.is_missing:
        return f"`{node.type}` is missing here."
    token = text[span.start : span.end]
    if not token.strip():
        return "The text ends before this statement does." if span.start >= len(text.rstrip()) else "This is no Python."
    if token in "([{":
        return f"Python cannot read this: is the `{token}` closed?"
    if token in ("'", '"'):
        return f"Python cannot read this: is the string closed by another {token}?"
    return f"Python cannot read this, from `{token}` on."
