"""What a function of a model's answer needs from the rest of that answer: imports, helpers, constants."""

from __future__ import annotations

import ast
from collections.abc import Collection

from attrs import frozen

from holes.answers.scopes import Names, names
from holes.answers.source import Function, Source
from holes.answers.wellknown import star_names


@frozen
class Gathered:
    """Statements in an order that works. `imports` stand first; `texts` are the others as the model wrote them.
    `variables` are the names that the others assign (functions and classes are none)."""

    imports: tuple[str, ...]
    texts: tuple[str, ...]
    variables: frozenset[str]
    bound: frozenset[str]


def gather(
    source: Source, target: Function | ast.ClassDef, known: Collection[str], imported: Collection[str]
) -> Gathered:
    """What `target` uses, and what that uses in turn. `known` are names that the sketch has of its own, which win over
    helpers of the answer; `imported` are import statements (as `ast.unparse` writes them) that need no repeating."""
    everything = names(source)
    binders, readers = _statements(source, target, everything)
    wanted = list(_used(everything, target))
    chosen: set[ast.stmt] = set()
    seen: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name in seen:
            continue
        seen.add(name)
        for statement in binders.get(name, []):
            if not isinstance(statement, ast.Import | ast.ImportFrom) and name in known:
                continue
            if statement not in chosen:
                chosen.add(statement)
                wanted += _used(everything, statement)
        if name in known or not _is_variable(binders.get(name, [])):
            continue
        for statement in readers:
            if statement not in chosen and _changes(statement, name):
                chosen.add(statement)
                wanted += _used(everything, statement)
    return _ordered(source, chosen, everything, seen, known, imported)


def _ordered(
    source: Source,
    chosen: set[ast.stmt],
    everything: Names,
    seen: set[str],
    known: Collection[str],
    imported: Collection[str],
) -> Gathered:
    imports: list[str] = []
    texts: list[str] = []
    variables: set[str] = set()
    bound: set[str] = set()
    for statement in source.tree.body:
        if statement not in chosen:
            continue
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                name = alias.asname or alias.name.split(".")[0]
                text = _import(statement, alias)
                if name in seen and text not in imported and text not in imports:
                    imports.append(text)
                    bound.add(name)
            continue
        texts.append(source.lines_of(statement))
        own = _bound(everything, statement)
        bound |= own
        if not isinstance(statement, Function | ast.ClassDef):
            variables |= own
    missing = [name for name in seen if name not in everything.module.bound and name not in known]
    for text in _from_stars(source, missing):
        if text not in imported:
            imports.append(text)
            bound.add(text.split()[-1])
    return Gathered(tuple(imports), tuple(texts), frozenset(variables), frozenset(bound))


def _import(statement: ast.Import | ast.ImportFrom, alias: ast.alias) -> str:
    if isinstance(statement, ast.Import):
        return ast.unparse(ast.Import(names=[alias]))
    return ast.unparse(ast.ImportFrom(module=statement.module, names=[alias], level=statement.level))


def _from_stars(source: Source, missing: list[str]) -> list[str]:
    """Imports, one by one, of those `missing` names that the answer has from `from module import *`."""
    texts = []
    for statement in source.tree.body:
        if isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*" and not statement.level:
            public = star_names(statement.module or "") or frozenset()
            texts += [f"from {statement.module} import {name}" for name in sorted(public.intersection(missing))]
    return texts


def _statements(
    source: Source, target: ast.stmt, everything: Names
) -> tuple[dict[str, list[ast.stmt]], list[ast.stmt]]:
    """Top-level statements by the name they bind, and those that bind none."""
    binders: dict[str, list[ast.stmt]] = {}
    others: list[ast.stmt] = []
    target_name = target.name if isinstance(target, Function | ast.ClassDef) else ""
    for statement in source.tree.body:
        if statement is target or _is_main_guard(statement) or _is_future(statement):
            continue
        bound = _bound(everything, statement)
        if bound == {target_name}:
            continue
        for name in bound:
            whole = isinstance(statement, Function | ast.ClassDef)
            binders[name] = [statement] if whole else [*binders.get(name, []), statement]
        if not isinstance(statement, Function | ast.ClassDef | ast.Import | ast.ImportFrom):
            others.append(statement)
    return binders, others


def _is_main_guard(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and any(
        isinstance(node, ast.Name) and node.id == "__name__" for node in ast.walk(statement.test)
    )


def _is_future(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.module == "__future__"


def _is_variable(statements: list[ast.stmt]) -> bool:
    return bool(statements) and not any(
        isinstance(item, Function | ast.ClassDef | ast.Import | ast.ImportFrom) for item in statements
    )


def _changes(statement: ast.stmt, name: str) -> bool:
    """Whether a top-level statement fills the table `name`: `t[1] = 2`, `t.append(3)`, or a loop that does."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Subscript | ast.Attribute) and not isinstance(node.ctx, ast.Load):
            thing: ast.expr = node.value
        elif (
            isinstance(node, ast.Expr)
            and isinstance(node.value, ast.Call)
            and isinstance(node.value.func, ast.Attribute)
        ):
            thing = node.value.func.value
        else:
            continue
        while isinstance(thing, ast.Subscript | ast.Attribute):
            thing = thing.value
        if isinstance(thing, ast.Name) and thing.id == name:
            return True
    return False


def _bound(everything: Names, statement: ast.stmt) -> set[str]:
    return {
        item.name
        for item in everything.within(statement)
        if item.binds and (item.scope is everything.module or item.name in item.scope.global_names)
    }


def _used(everything: Names, statement: ast.stmt) -> list[str]:
    return [
        item.name
        for item in everything.within(statement)
        if item.evaluated and item.owner in (None, everything.module) and not isinstance(item.node, ast.alias)
    ]
