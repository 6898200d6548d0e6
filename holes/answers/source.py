"""Python text with its syntax tree, and edits that keep the formatting of whoever wrote it.

Only text of ours or a model's is read here: it is parsed and rewritten, never run.
"""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
import warnings
from collections.abc import Iterator

from attrs import field, frozen

from sketch.model import Span

#: Longer texts are not parsed: no function that a person would read comes near.
LONGEST = 400_000

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Unparsable(Exception):
    """The text is no Python. `line` counts from 1 where the parser could tell."""

    def __init__(self, line: int | None = None) -> None:
        super().__init__("not Python")
        self.line = line


@frozen
class Source:
    """A text whose lines end at `\\n`, and its tree."""

    text: str
    tree: ast.Module = field(eq=False)
    starts: tuple[int, ...] = field(eq=False, repr=False)

    def offset(self, line: int, column: int) -> int:
        """The offset in code points of the tree's position: lines from 1, columns in bytes of UTF-8."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        content = self.text[start:end]
        return start + (column if content.isascii() else len(content.encode()[:column].decode(errors="ignore")))

    def span(self, node: ast.AST) -> Span:
        """Where `node` stands. Parts of f-strings may be told wrongly by older interpreters."""
        assert isinstance(
            node, ast.expr | ast.stmt | ast.arg | ast.alias | ast.keyword | ast.excepthandler | ast.pattern
        )
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self.offset(node.lineno, node.col_offset)
        return Span(start, self.offset(node.end_lineno, node.end_col_offset))

    def segment(self, node: ast.AST) -> str:
        """The text of `node`."""
        span = self.span(node)
        return self.text[span.start : span.end]

    def lines_of(self, node: ast.stmt) -> str:
        """The whole lines of a statement, decorators included, without the last line end."""
        assert node.end_lineno is not None
        start = self.starts[first_line(node) - 1]
        end = self.starts[node.end_lineno] if node.end_lineno < len(self.starts) else len(self.text)
        return self.text[start:end].rstrip("\n")


def first_line(node: ast.stmt) -> int:
    """The line a statement begins on, its decorators included."""
    decorators = node.decorator_list if isinstance(node, Function | ast.ClassDef) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def parse(text: str) -> Source:
    """`text` parsed. Raises `Unparsable` for whatever the parser does not like, depth and size included."""
    if len(text) > LONGEST:
        raise Unparsable
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except SyntaxError as error:
        raise Unparsable(error.lineno) from None
    except (ValueError, RecursionError, MemoryError):
        raise Unparsable from None
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return Source(text, tree, tuple(starts))


def _lines_inside_strings(text: str) -> frozenset[int]:
    """Lines, from 0, that begin inside a string literal: their white space is a value, not layout."""
    inside: set[int] = set()
    opened: list[int] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            name = tokenize.tok_name[token.type]
            if name in ("FSTRING_START", "TSTRING_START"):
                opened.append(token.start[0])
            elif name in ("FSTRING_END", "TSTRING_END"):
                inside.update(range(opened.pop(), token.end[0]))
            elif name == "STRING":
                inside.update(range(token.start[0], token.end[0]))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return frozenset(inside)
    return frozenset(inside)


def indent(text: str, prefix: str) -> str:
    """`text` moved right by `prefix`, blank lines and the insides of strings left alone."""
    inside = _lines_inside_strings(text)
    lines = text.split("\n")
    return "\n".join(
        line if number in inside or not line.strip() else prefix + line for number, line in enumerate(lines)
    )


def dedent(text: str) -> str:
    """`text`, a block whose first line is indented, moved to the left edge."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    prefix = first[: len(first) - len(first.lstrip())]
    if not prefix:
        return text
    # Wrapped so that the tokenizer sees whole blocks, which an indented first line would not be.
    inside = {number - 1 for number in _lines_inside_strings("if 1:\n" + text)}
    return "\n".join(
        line if number in inside else line[len(prefix) :] if line.startswith(prefix) else line.lstrip()
        for number, line in enumerate(lines)
    )


def plain_dedent(text: str) -> str:
    """`text` moved left by the white space that all its lines share, whatever they hold."""
    return textwrap.dedent(text)


def header_end(source: Source, function: Function) -> int:
    """The offset just behind the colon that ends the header of `function`."""
    span = source.span(function)
    base_line = function.lineno
    base = source.starts[base_line - 1]
    depth = 0
    reader = io.StringIO(source.text[base : span.end] + "\n").readline
    started = False
    for token in tokenize.generate_tokens(reader):
        if token.type == tokenize.NAME and token.string == "def":
            started = True
        if token.type != tokenize.OP or not started:
            continue
        if token.string in "([{":
            depth += 1
        elif token.string in ")]}":
            depth -= 1
        elif token.string == ":" and depth == 0:
            line, column = token.end
            return source.starts[base_line - 1 + line - 1] + column
    raise Unparsable(base_line)


def functions(tree: ast.Module) -> Iterator[tuple[Function, ast.ClassDef | None]]:
    """Functions at the top, in a top-level `if`, `try` or `with`, and methods of top-level classes, in order."""
    for statement in top_level(tree.body):
        if isinstance(statement, Function):
            yield statement, None
        elif isinstance(statement, ast.ClassDef):
            for member in statement.body:
                if isinstance(member, Function):
                    yield member, statement


def top_level(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements of a module body; those inside `if`, `try` and `with` follow the statement that holds them."""
    for statement in body:
        yield statement
        if isinstance(statement, ast.If | ast.With):
            yield from top_level(statement.body)
        if isinstance(statement, ast.Try):
            yield from top_level([*statement.body, *(s for handler in statement.handlers for s in handler.body)])


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a body behind its docstring."""
    first = body[0]
    is_text = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return body[1:] if is_text else body
