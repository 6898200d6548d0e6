"""Features: which operations a piece of Python uses, as short texts by which it can be compared with other pieces."""

from __future__ import annotations

import ast

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%", ast.Pow: "**",
    ast.LShift: "<<", ast.RShift: ">>", ast.BitOr: "|", ast.BitXor: "^", ast.BitAnd: "&",
    ast.Invert: "~", ast.Not: "not", ast.And: "and", ast.Or: "or", ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<",
    ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in", ast.NotIn: "not in", ast.ListComp: "comprehension",
    ast.SetComp: "set", ast.Set: "set", ast.DictComp: "dict", ast.IfExp: "if", ast.If: "if", ast.JoinedStr: "str",
}  # fmt: skip
#: A comparison and its mirror image are one feature.
_MIRRORED = {"<": ">", "<=": ">="}


def features(source: str) -> set[str]:
    """The operations in a source: operators, names that are called (methods with a dot in front), kinds of subscript.
    Empty for what is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return set()
    return {feature for node in ast.walk(tree) for feature in _of(node)}


def _of(node: ast.AST) -> list[str]:
    name = _OPERATORS.get(type(node))
    if name is not None:
        return [_MIRRORED.get(name, name)]
    if isinstance(node, ast.Call):
        return [_called(node.func)]
    if isinstance(node, ast.Subscript):
        return [_subscript(node.slice)]
    return []


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return f"{function.id}()"
    if isinstance(function, ast.Attribute):
        if isinstance(function.value, ast.Name) and function.value.id in ("math", "re", "itertools", "statistics"):
            return f"{function.attr}()"
        return f".{function.attr}()"
    return "call"


def _subscript(index: ast.expr) -> str:
    if isinstance(index, ast.Slice):
        if index.step is not None:
            return "[::-1]" if ast.unparse(index.step) == "-1" else "[::]"
        return "[:]" if index.lower is None else "[:]" if index.upper is None else "[a:b]"
    text = ast.unparse(index)
    return f"[{text}]" if text in ("0", "1", "-1") else "[]"
