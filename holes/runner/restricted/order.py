"""Whether what a program does may depend on the order in which a set gives its members.

Seen from the text alone, and on the safe side: a set may be compared, asked, combined, counted, sorted and given back.
"""

from __future__ import annotations

import ast

_ANY_ORDER = frozenset(
    [
        "len",
        "sorted",
        "min",
        "max",
        "any",
        "all",
        "bool",
        "set",
        "frozenset",
        "isinstance",
        "sum",
        "type",
    ]
)
_COMBINE = frozenset(["union", "intersection", "difference", "symmetric_difference", "copy"])
_ASK = frozenset(
    [
        "add",
        "discard",
        "remove",
        "clear",
        "update",
        "issubset",
        "issuperset",
        "isdisjoint",
        "intersection_update",
        "difference_update",
        "symmetric_difference_update",
    ]
)
_OPERATORS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)


def order_of_a_set_matters(tree: ast.Module) -> bool:
    """Whether some set may end where the order of its members shows."""
    nodes = list(ast.walk(tree))
    names: set[str] = set()
    while True:
        sets = _Sets(names)
        found = {name for node in nodes for name in _given(node, sets)}
        if found <= names:
            break
        names |= found
    parents = {child: node for node in nodes for child in ast.iter_child_nodes(node)}
    return any(
        isinstance(node, ast.expr) and sets.holds(node) and not _fine(node, parents, sets)
        for node in nodes
        if not isinstance(getattr(node, "ctx", None), ast.Store)
    )


class _Sets:
    """Which expressions are sets, where `names` are the names, attributes and functions that stand for one."""

    def __init__(self, names: set[str]) -> None:
        self._names = frozenset(names)

    def holds(self, node: ast.expr | None) -> bool:
        match node:
            case ast.Set() | ast.SetComp():
                return True
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return name in self._names
            case ast.Call(func=ast.Name(id="set" | "frozenset")):
                return True
            case ast.Call(func=ast.Name(id=name)):
                return f"{name}()" in self._names
            case ast.Call(func=ast.Attribute(value=value, attr=name)):
                return (name in _COMBINE and self.holds(value)) or f"{name}()" in self._names
            case ast.BinOp(left=left, op=operator, right=right) if isinstance(operator, _OPERATORS):
                return self.holds(left) or self.holds(right) or (_keys(left) or _keys(right))
            case ast.IfExp(body=body, orelse=orelse):
                return self.holds(body) or self.holds(orelse)
            case ast.BoolOp(values=values):
                return any(self.holds(value) for value in values)
            case ast.NamedExpr(value=value) | ast.Await(value=value):
                return self.holds(value)
        return False


def _keys(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("keys", "items")


def _given(node: ast.AST, sets: _Sets) -> list[str]:
    """The names that stand for a set because of `node`; a function's with brackets behind it."""
    targets: list[ast.expr] = []
    match node:
        case ast.Assign(targets=all_targets, value=value) if sets.holds(value):
            targets = all_targets
        case ast.AnnAssign(target=target, value=value, annotation=annotation):
            targets = [target] if sets.holds(value) or _says_set(annotation) else []
        case ast.AugAssign(target=target, value=value) if sets.holds(value):
            targets = [target]
        case ast.NamedExpr(target=target, value=value) if sets.holds(value):
            targets = [target]
        case ast.arg(arg=name, annotation=annotation) if annotation is not None and _says_set(annotation):
            return [name]
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            returns = any(isinstance(inner, ast.Return) and sets.holds(inner.value) for inner in ast.walk(node))
            return [f"{node.name}()"] if returns else []
        case ast.Lambda():
            return []
    return [
        target.id if isinstance(target, ast.Name) else target.attr
        for target in targets
        if isinstance(target, ast.Name | ast.Attribute)
    ]


def _says_set(annotation: ast.expr) -> bool:
    said = annotation.value if isinstance(annotation, ast.Subscript) else annotation
    name = said.id if isinstance(said, ast.Name) else said.attr if isinstance(said, ast.Attribute) else ""
    return name in ("set", "Set", "frozenset", "FrozenSet", "AbstractSet", "MutableSet")


def _fine(node: ast.expr, parents: dict[ast.AST, ast.AST], sets: _Sets) -> bool:
    """Whether the order of the set `node` does not show in what holds it."""
    parent = parents.get(node)
    match parent:
        case ast.Expr() | ast.Return() | ast.Compare() | ast.AugAssign() | ast.UnaryOp() | ast.If() | ast.While():
            return True
        case ast.Assign(targets=targets):
            return all(isinstance(target, ast.Name | ast.Attribute) for target in targets)
        case ast.AnnAssign() | ast.NamedExpr() | ast.BoolOp() | ast.IfExp() | ast.Await():
            return True
        case ast.BinOp(op=operator):
            return isinstance(operator, _OPERATORS)
        case ast.Attribute(attr=name):
            return name in _COMBINE or name in _ASK
        case ast.Call(func=func):
            return func is node or _takes_any_order(parent, sets)
        case ast.comprehension():
            return _unordered(parents.get(parent), parents, sets)
    return False


def _takes_any_order(call: ast.Call, sets: _Sets) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in _ANY_ORDER and not call.keywords
        case ast.Attribute(value=value, attr=name):
            return (name in _COMBINE or name in _ASK) and sets.holds(value)
    return False


def _unordered(comprehension: ast.AST | None, parents: dict[ast.AST, ast.AST], sets: _Sets) -> bool:
    if isinstance(comprehension, ast.SetComp):
        return True
    parent = parents.get(comprehension) if comprehension is not None else None
    collected = isinstance(comprehension, ast.GeneratorExp | ast.ListComp)
    return collected and isinstance(parent, ast.Call) and _takes_any_order(parent, sets)
