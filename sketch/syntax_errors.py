"""What is wrong with a text as Python, in words a person understands."""

from __future__ import annotations

import re

from attrs import frozen
from tree_sitter import Node, Tree

from sketch.lines import LineIndex
from sketch.model import Language, Problem, Span
from sketch.statements import python_error
from sketch.tree import SyntaxTree

_MOST = 20
#: In a text longer than this, in characters, Python is not asked where an error is, only whether there is one.
_LONGEST = 2_000_000
_TOKEN = re.compile(r"\w+|[^\w\s]")
_BACKTICKS = re.compile(r"`[^`\r\n]*`")
_OPEN_STRING = "Unterminated triple-quoted"
#: Where Python noticed; the problem stands where the string begins.
_NOTICED = re.compile(r" \(detected at line \d+\)$")
_LONG_HOLE = "A hole in backticks stands on one line; a longer description wants a named hole."


def is_python(tree: SyntaxTree, language: Language) -> bool:
    """Whether the text of `tree` can be read as it stands: by us, or by Python itself."""
    return tree.sound or _python_error(tree.text, language) is None


def syntax_problems(tree: SyntaxTree, language: Language) -> tuple[Problem, ...]:
    """One problem for each error of `tree`, at most 20, none where Python itself accepts its text.

    Where Python says what is wrong, and where, its words replace those for the error around that place.
    """
    if tree.sound:
        return ()
    text = tree.text
    said = _python_error(text, language)
    if said is None:
        return ()
    problems: dict[Span, str] = {}
    unclosed_until = -1
    # Whatever stands behind the quotes of a string that is never closed is no error of its own.
    upto = said.span.start if said.span is not None and said.message.startswith(_OPEN_STRING) else len(text)
    for node in _errors(tree.tree):
        whole = Span(tree.offsets.offset(node.start_byte), tree.offsets.offset(node.end_byte))
        if whole.start < unclosed_until or whole.start > upto:
            continue
        backtick = _open_backtick(text, whole) if language is Language.ANPL else None
        if backtick is not None:
            closing = text.find("`", backtick + 1)
            unclosed_until = _line_end(text, closing) if closing >= 0 else len(text)
            problems.setdefault(Span(backtick, backtick + 1), _LONG_HOLE)
        elif said.span is not None and _line_start(text, whole.start) <= said.span.start <= _line_end(text, whole.end):
            problems.setdefault(said.span, said.message)
        else:
            span = _token(text, whole)
            problems.setdefault(span, _message(text, node, span))
        if len(problems) == _MOST:
            break
    if not problems and said.span is not None:
        problems[said.span] = said.message
    return tuple(Problem("sketch-syntax", message, span) for span, message in problems.items())


@frozen
class _Said:
    """What Python's own parser says of a text it refuses; it may not say where."""

    message: str
    span: Span | None


def _python_error(text: str, language: Language) -> _Said | None:
    """What is wrong with `text`, holes in backticks taken for names; None where Python accepts it."""
    source = text
    if language is Language.ANPL:
        source = _BACKTICKS.sub(lambda match: "_" * len(match.group()), text)
    source = source.replace("\ufeff", " ", 1) if source.startswith("\ufeff") else source
    error = python_error(source)
    if error is None:
        return None
    if not isinstance(error, SyntaxError) or not error.lineno or error.offset is None or len(text) > _LONGEST:
        return _Said("", None)
    index = LineIndex(text)
    start = index.offset(error.lineno - 1, max(0, error.offset - 1))
    span = _token(text, Span(start, index.line_end(error.lineno - 1)))
    message = _NOTICED.sub("", error.msg.removesuffix("."))
    if message.startswith("invalid syntax") or not message:
        return _Said(_unreadable(text[span.start : span.end]), span)
    return _Said(f"{message[0].upper()}{message[1:]}.", span)


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


def _token(text: str, span: Span) -> Span:
    """The first token in `span`, or nothing at its beginning."""
    start = span.start
    while start < span.end and text[start] in " \t\f\r\n":
        start += 1
    token = _TOKEN.match(text, start, max(span.end, start))
    return Span(start, token.end() if token is not None else start)


def _open_backtick(text: str, span: Span) -> int | None:
    """The backtick without a partner on the line where `span` begins."""
    begin = _line_start(text, span.start)
    line = text[begin : _line_end(text, span.start)]
    return begin + line.rindex("`") if line.count("`") % 2 else None


def _line_end(text: str, place: int) -> int:
    ends = [end for end in (text.find("\n", place), text.find("\r", place)) if end >= 0]
    return min(ends, default=len(text))


def _line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def _message(text: str, node: Node, span: Span) -> str:
    if node.is_missing:
        return f"`{node.type}` is missing here." if node.type.strip() else "Something is missing here."
    return _unreadable(text[span.start : span.end])


def _unreadable(token: str) -> str:
    if not token.strip():
        return "Something is missing here."
    if token == "`":
        return "This backtick has no partner on its line."
    return f"Python cannot read this, from `{token}` on."
