"""What a statement of an example binds and mentions, read from its syntax tree and remembered."""

from __future__ import annotations

import ast
import re
import warnings
from functools import lru_cache
from typing import NamedTuple

_TOP_LEVEL_AWAIT = 0x2000
_FLAGS = ast.PyCF_ONLY_AST | _TOP_LEVEL_AWAIT
#: The parser warns of unknown escapes and of numbers run into words; asking for silence takes longer than parsing.
_MAY_WARN = re.compile(r"\\|\b\d[\w.]*[A-Za-z]")


class Statement(NamedTuple):
    """A parsed statement: the names it `binds`, and whether it `is_expression`, which has a value."""

    binds: frozenset[str]
    is_expression: bool


class Names(NamedTuple):
    """What a source speaks of: the names in it, bound ones too, and the `attributes`, the names behind dots."""

    mentions: frozenset[str]
    attributes: frozenset[str]


def _compiled(source: str, mode: str) -> ast.AST | Exception:
    try:
        if not _MAY_WARN.search(source):
            tree = compile(source, "<text>", mode, _FLAGS, dont_inherit=True)
        else:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                tree = compile(source, "<text>", mode, _FLAGS, dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
        return error
    assert isinstance(tree, ast.AST)
    return tree


def parse_python(source: str, mode: str) -> ast.AST | None:
    """The tree of `source` (`mode` as for `compile`), or None where it is no Python. Never raises or warns."""
    tree = _compiled(source, mode)
    return tree if isinstance(tree, ast.AST) else None


def literal_value(text: str) -> object:
    """The value of a literal. Raises ValueError where `text` is none, and never warns."""
    tree = parse_python(text.strip(), "eval")
    if tree is None:
        raise ValueError("not a literal")
    return ast.literal_eval(tree)


def is_literal(text: str) -> bool:
    """Whether `text` is a literal."""
    try:
        literal_value(text)
    except (ValueError, TypeError, MemoryError, RecursionError):
        return False
    return True


def python_error(source: str) -> Exception | None:
    """Why `source` is no Python module: a SyntaxError, or another error where Python gives up; None where it is."""
    tree = _compiled(source, "exec")
    return tree if isinstance(tree, Exception) else None


@lru_cache(maxsize=8192)
def parse_statement(source: str) -> Statement | None:
    """The statement that `source` is, as typed at a prompt; None where it is not one (or several on one line)."""
    tree = parse_python(source + "\n", "single")
    if not isinstance(tree, ast.Interactive):
        return None
    is_expression = len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr)
    if is_expression and ":=" not in source:
        return Statement(frozenset(), True)
    return Statement(frozenset(_bound(tree)), is_expression)


def _bound(tree: ast.AST) -> set[str]:
    binds: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                binds.add(node.id)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            binds.add(node.name)
        elif isinstance(node, ast.alias):
            binds.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            binds.add(node.name)
    return binds


@lru_cache(maxsize=8192)
def names_in(source: str) -> Names:
    """The names in the statement or expression `source`; none where it is no Python."""
    tree = parse_python(source + "\n", "exec")
    if tree is None:
        return Names(frozenset(), frozenset())
    nodes = list(ast.walk(tree))
    attributes = frozenset(node.attr for node in nodes if isinstance(node, ast.Attribute))
    mentions = {node.id for node in nodes if isinstance(node, ast.Name)}
    return Names(frozenset(mentions | _bound(tree)), attributes)


@lru_cache(maxsize=8192)
def is_expression(source: str) -> bool:
    """Whether `source` is one Python expression."""
    return parse_python(source, "eval") is not None


@lru_cache(maxsize=8192)
def normal_form(source: str) -> str:
    """A text that is equal for sources which differ in nothing but white space, quotes and brackets."""
    tree = parse_python(source + "\n", "exec")
    return source.strip() if tree is None else ast.dump(tree)
