"""A program as the restricted interpreter is given it, or why it cannot be run there as Python would run it.

Nothing is executed here. Lines stay where they are. What is known to differ without an error is refused: it would make
a verdict that Python's own interpreter does not give.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from attrs import frozen

from holes.runner.restricted.differences import difference, may_stop_early


class Unable(Exception):
    """It cannot be run here; `str()` ends a sentence that starts with "the restricted interpreter"."""


#: Exceptions that it never raises for what it lacks. A handler of any other may hide that something is lacking.
_TRUSTED = frozenset(
    [
        "ValueError",
        "KeyError",
        "IndexError",
        "LookupError",
        "ZeroDivisionError",
        "OverflowError",
        "ArithmeticError",
        "StopIteration",
        "AssertionError",
        "UnicodeDecodeError",
        "UnicodeEncodeError",
        "UnicodeError",
        "KeyboardInterrupt",
    ]
)

_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]|\\U0000[dD][89a-fA-F]|[\ud800-\udfff]")
_LONGEST = 1 << 20


@frozen
class _Edit:
    line: int
    start: int
    end: int
    text: bytes


@frozen
class Rewritten:
    """The text. `stops` says that Python might stop earlier in it, so that only a value tells something."""

    text: str
    stops: bool


def program(source: str, name: str) -> Rewritten:
    """A program whose module is called `name`. Raises `Unable`."""
    tree = _parsed(source)
    edits: list[_Edit] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "__name__":
            edits.append(_replacing(node, repr(name)))
        elif isinstance(node, ast.ExceptHandler) and not _harmless(node):
            edits.extend(_guard(node, source))
    return Rewritten(_edited(source, edits), may_stop_early(tree))


def case(setup: Iterable[str], source: str, names: Iterable[str], mark: str) -> Rewritten:
    """A function `__holewright_case__` with the parameters `names` that does what the statements of a case do; it
    returns the value of the last one, and prints `mark` after the setup. Raises `Unable`."""
    body: list[ast.stmt] = []
    statements = list(setup)
    for statement in statements:
        body += [_Interactive().visited(one) for one in _parsed(statement).body]
    if statements:
        body += ast.parse(f"print({mark!r})").body
    last = _parsed(source).body
    value = last.pop() if last and isinstance(last[-1], ast.Expr) else None
    body += [_Interactive().visited(one) for one in last]
    if isinstance(value, ast.Expr):
        body.append(ast.Return(value.value))
    (function,) = ast.parse(f"def __holewright_case__({', '.join(names)}): pass").body
    assert isinstance(function, ast.FunctionDef)
    function.body = body or [ast.Pass()]
    module = ast.fix_missing_locations(ast.Module([function], []))
    if any(isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(module)):
        raise Unable("is not the same for `__name__`")
    _check(module)
    text = ast.unparse(module)
    awaits = any(isinstance(node, ast.Await | ast.AsyncFor | ast.AsyncWith) for node in ast.walk(module))
    return Rewritten(f"async {text}" if awaits else text, may_stop_early(module))


class _Interactive(ast.NodeTransformer):
    """Expression statements print their value, as they do in an interactive interpreter."""

    def visited(self, statement: ast.stmt) -> ast.stmt:
        found = self.visit(statement)
        assert isinstance(found, ast.stmt)
        return found

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        (shown,) = ast.parse("__holewright_show__(0)").body
        assert isinstance(shown, ast.Expr)
        assert isinstance(shown.value, ast.Call)
        shown.value.args = [node.value]
        return shown

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.stmt:
        return node

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.stmt:
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.stmt:
        return node


def _parsed(source: str) -> ast.Module:
    if len(source) > _LONGEST:
        raise Unable("takes no program as long as this one")
    if _SURROGATE.search(source):
        raise Unable("has no text with halves of characters (surrogates)")
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unable(f"cannot read the program: {str(error)[:200] or 'it is nested too deep'}") from None
    _check(tree)
    return tree


def _check(tree: ast.Module) -> None:
    """Raises `Unable` for what would differ in silence."""
    if (words := difference(tree)) is not None:
        raise Unable(words)


def _harmless(handler: ast.ExceptHandler) -> bool:
    """Whether a handler hides nothing. What a `KeyError` holds is a text there, whatever the key was."""
    caught = handler.type
    named = [one.id if isinstance(one, ast.Name) else "" for one in _alternatives(caught)]
    told = handler.name is not None and not {"KeyError", "LookupError"}.isdisjoint(named)
    return all(name in _TRUSTED for name in named) and not told


def _alternatives(caught: ast.expr | None) -> list[ast.expr | None]:
    return list(caught.elts) if isinstance(caught, ast.Tuple) else [caught]


def _guard(node: ast.ExceptHandler, source: str) -> list[_Edit]:
    """What is evaluated only when an exception has come to this handler, and notes that."""
    if node.type is None:
        place = node.col_offset + len("except")
        return [_Edit(node.lineno, place, place, b" __holewright__.caught(BaseException)")]
    if node.type.end_lineno != node.type.lineno or (
        isinstance(node.type, ast.Tuple) and not _parenthesized(node, source)
    ):
        raise Unable("may hide an exception of its own in an `except` over several lines")
    before = _Edit(node.type.lineno, node.type.col_offset, node.type.col_offset, b"__holewright__.caught(")
    end = node.type.end_col_offset or 0
    return [before, _Edit(node.type.lineno, end, end, b")")]


def _parenthesized(node: ast.ExceptHandler, source: str) -> bool:
    assert node.type is not None
    line = source.encode().splitlines()[node.type.lineno - 1]
    return line[node.type.col_offset : node.type.col_offset + 1] == b"("


def _replacing(node: ast.expr, text: str) -> _Edit:
    return _Edit(node.lineno, node.col_offset, node.end_col_offset or node.col_offset, text.encode())


def _edited(source: str, edits: list[_Edit]) -> str:
    """`source` with edits, each within a line; places are counted in bytes, as `ast` does."""
    if not edits:
        return source
    lines = re.split(rb"(?<=\n)|(?<=\r)(?!\n)", source.encode())
    for edit in sorted(edits, key=lambda edit: (edit.line, edit.start, edit.end), reverse=True):
        line = lines[edit.line - 1]
        lines[edit.line - 1] = line[: edit.start] + edit.text + line[edit.end :]
    return b"".join(lines).decode()
