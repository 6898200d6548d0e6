"""What a statement of an example binds and mentions, read from its syntax tree and remembered."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

from attrs import frozen

_TOP_LEVEL_AWAIT = 0x2000


@frozen
class Statement:
    """A parsed statement. `mentions` are all names in it, bound ones too; `attributes` the names behind dots.
    `is_expression` says that it has a value."""

    binds: frozenset[str]
    mentions: frozenset[str]
    attributes: frozenset[str]
    is_expression: bool


def _compiled(source: str, mode: str) -> ast.AST | Exception:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = compile(source, "<text>", mode, ast.PyCF_ONLY_AST | _TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, MemoryError, RecursionError, OverflowError) as error:
        return error
    assert isinstance(tree, ast.AST)
    return tree


def parse_python(source: str, mode: str) -> ast.AST | None:
    """The tree of `source` (`mode` as for `compile`), or None where it is no Python. Never raises or warns."""
    tree = _compiled(source, mode)
    return tree if isinstance(tree, ast.AST) else None


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
    binds: set[str] = set()
    mentions: set[str] = set()
    attributes: set[str] = set()
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            mentions.add(node.id)
            if not isinstance(node.ctx, ast.Load):
                binds.add(node.id)
        elif isinstance(node, ast.Attribute):
            attributes.add(node.attr)
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            binds.add(node.name)
        elif isinstance(node, ast.alias):
            binds.add((node.asname or node.name).split(".")[0])
        elif isinstance(node, (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)) and node.name:
            binds.add(node.name)
        pending.extend(ast.iter_child_nodes(node))
    is_expression = len(tree.body) == 1 and isinstance(tree.body[0], ast.Expr)
    return Statement(frozenset(binds), frozenset(mentions | binds), frozenset(attributes), is_expression)


@lru_cache(maxsize=8192)
def expression_names(source: str) -> frozenset[str] | None:
    """The names that the expression `source` mentions; None where it is no expression."""
    tree = parse_python(source, "eval")
    if tree is None:
        return None
    names: set[str] = set()
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Name):
            names.add(node.id)
        pending.extend(ast.iter_child_nodes(node))
    return frozenset(names)


@lru_cache(maxsize=8192)
def normal_form(source: str) -> str:
    """A text that is equal for sources which differ in nothing but white space, quotes and brackets."""
    tree = parse_python(source + "\n", "exec")
    return source.strip() if tree is None else ast.dump(tree)
