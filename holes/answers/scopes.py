"""Which name means what: every identifier of a Python text with the scope that binds it."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Iterable, Mapping

from attrs import define, field, frozen

from holes.answers.source import Function, Source, Unparsable, parse
from sketch.model import Span
from sketch.text import Edit, apply_edits

_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@define(eq=False)
class Scope:
    """A scope while it is being read. `kind` is `module`, `function`, `class` or `comprehension`."""

    kind: str
    node: ast.AST
    parent: Scope | None = None
    bound: set[str] = field(factory=set)
    global_names: set[str] = field(factory=set)
    nonlocal_names: set[str] = field(factory=set)

    def owner(self, name: str) -> Scope | None:
        """The scope whose variable `name` is when it is read here; None for a builtin or an unknown name."""
        scope: Scope | None = self
        while scope is not None:
            if name in scope.global_names:
                scope = self._module()
                return scope if name in scope.bound else None
            if name in scope.bound and (scope.kind != "class" or scope is self) and name not in scope.nonlocal_names:
                return scope
            scope = scope.parent
        return None

    def _module(self) -> Scope:
        scope = self
        while scope.parent is not None:
            scope = scope.parent
        return scope


@frozen
class Occurrence:
    """One identifier. `attribute` is the field of `node` that holds it; `evaluated` is False in annotations of local
    variables, which Python never looks at."""

    name: str
    span: Span
    scope: Scope
    node: ast.AST
    attribute: str
    evaluated: bool = True

    @property
    def owner(self) -> Scope | None:
        """The scope whose variable this is; None for a builtin or an unknown name."""
        return self.scope.owner(self.name)

    @property
    def binds(self) -> bool:
        """Whether the name is given a value (or deleted) here, rather than read."""
        return not (isinstance(self.node, ast.Name) and isinstance(self.node.ctx, ast.Load))


@frozen
class Names:
    """The identifiers of a text that stand for variables, and the scope of each function. `parts` are the ranges of
    indexes into `occurrences` of each statement."""

    module: Scope
    occurrences: tuple[Occurrence, ...]
    scopes: Mapping[ast.AST, Scope]
    parts: Mapping[ast.AST, range]

    def within(self, statement: ast.stmt) -> tuple[Occurrence, ...]:
        """The identifiers of one statement."""
        part = self.parts.get(statement, range(0))
        return self.occurrences[part.start : part.stop]

    def unbound(self) -> tuple[Occurrence, ...]:
        """Where names are read that nothing in the text binds."""
        return tuple(item for item in self.occurrences if item.evaluated and item.owner is None)


class _Reader(ast.NodeVisitor):
    def __init__(self, source: Source) -> None:
        self.source = source
        self.module = Scope("module", source.tree)
        self.scope = self.module
        self.scopes: dict[ast.AST, Scope] = {}
        self.found: list[Occurrence] = []
        self.evaluated = True
        self.parts: dict[ast.AST, range] = {}

    def visit(self, node: ast.AST) -> None:
        begin = len(self.found)
        super().visit(node)
        if isinstance(node, ast.stmt):
            self.parts[node] = range(begin, len(self.found))

    def note(
        self, name: str, start: int, node: ast.AST, attribute: str, *, binds: bool, scope: Scope | None = None
    ) -> None:
        scope = scope or self.scope
        if binds and name not in scope.global_names:
            scope.bound.add(name)
        elif binds:
            self.module.bound.add(name)
        self.found.append(Occurrence(name, Span(start, start + len(name)), scope, node, attribute, self.evaluated))

    def behind(self, node: ast.AST, pattern: str) -> int:
        span = self.source.span(node)
        match = re.compile(pattern).match(self.source.text, span.start)
        return match.end() if match else span.start

    def all(self, nodes: Iterable[ast.AST | None]) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def inside(self, kind: str, node: ast.AST) -> Scope:
        self.scope = self.scopes[node] = Scope(kind, node, self.scope)
        return self.scope

    def outside(self) -> None:
        assert self.scope.parent is not None
        self.scope = self.scope.parent

    def declare(self, body: list[ast.stmt]) -> None:
        """`global` and `nonlocal` hold for the whole scope, so they are read first."""
        waiting: list[ast.AST] = list(body)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Global):
                self.scope.global_names.update(node.names)
            elif isinstance(node, ast.Nonlocal):
                self.scope.nonlocal_names.update(node.names)
            elif not isinstance(node, Function | ast.ClassDef | ast.Lambda):
                waiting += ast.iter_child_nodes(node)

    def function(self, node: Function) -> None:
        self.note(node.name, self.behind(node, r"(?:async\s+)?def\s+"), node, "name", binds=True)
        self.all(node.decorator_list)
        self.arguments(node.args)
        type_parameters = getattr(node, "type_params", [])
        if not type_parameters:
            self.all([node.returns])
        self.inside("function", node)
        self.all(type_parameters)
        if type_parameters:
            self.all([node.returns])
        self.declare(node.body)
        self.parameters(node.args)
        self.all(node.body)
        self.outside()

    visit_FunctionDef = function
    visit_AsyncFunctionDef = function

    def arguments(self, arguments: ast.arguments) -> None:
        everyone = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        self.all([*arguments.defaults, *arguments.kw_defaults, *(item.annotation for item in everyone if item)])

    def parameters(self, arguments: ast.arguments) -> None:
        everyone = [*arguments.posonlyargs, *arguments.args, arguments.vararg, *arguments.kwonlyargs, arguments.kwarg]
        for item in everyone:
            if item is not None:
                self.note(item.arg, self.source.span(item).start, item, "arg", binds=True)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.arguments(node.args)
        self.inside("function", node)
        self.parameters(node.args)
        self.visit(node.body)
        self.outside()

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.note(node.name, self.behind(node, r"class\s+"), node, "name", binds=True)
        self.all([*node.decorator_list, *node.bases, *node.keywords])
        self.inside("class", node)
        self.all(getattr(node, "type_params", []))
        self.declare(node.body)
        self.all(node.body)
        self.outside()

    def comprehension(self, node: _Comprehension) -> None:
        self.visit(node.generators[0].iter)
        self.inside("comprehension", node)
        for number, part in enumerate(node.generators):
            self.visit(part.target)
            if number:
                self.visit(part.iter)
            self.all(part.ifs)
        self.all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])
        self.outside()

    visit_ListComp = comprehension
    visit_SetComp = comprehension
    visit_DictComp = comprehension
    visit_GeneratorExp = comprehension

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        self.note(node.target.id, self.source.span(node.target).start, node.target, "id", binds=True, scope=scope)

    def visit_Name(self, node: ast.Name) -> None:
        start = self.source.span(node).start
        self.note(node.id, start, node, "id", binds=not isinstance(node.ctx, ast.Load))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.all([node.target, node.value])
        before, self.evaluated = self.evaluated, self.evaluated and not (node.simple and self.scope.kind == "function")
        self.visit(node.annotation)
        self.evaluated = before

    def imported(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            if alias.name == "*":
                continue
            span = self.source.span(alias)
            name = alias.asname or alias.name.split(".")[0]
            start = span.end - len(name) if alias.asname else span.start
            self.note(name, start, alias, "asname" if alias.asname else "name", binds=True)

    visit_Import = imported
    visit_ImportFrom = imported

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.all([node.type])
        if node.name and node.type:
            start = self.source.span(node.type).end
            match = re.compile(r"[\s)]*as\s+").match(self.source.text, start)
            self.note(node.name, match.end() if match else start, node, "name", binds=True)
        self.all(node.body)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        self.all([node.pattern])
        if node.name:
            self.note(node.name, self.source.span(node).end - len(node.name), node, "name", binds=True)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self.note(node.name, self.source.span(node).end - len(node.name), node, "name", binds=True)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        self.all([*node.keys, *node.patterns])
        if node.rest:
            span = self.source.span(node)
            start = self.source.text.rfind(node.rest, span.start, span.end)
            self.note(node.rest, max(start, span.start), node, "rest", binds=True)

    def generic_visit(self, node: ast.AST) -> None:
        if type(node).__name__ in ("TypeVar", "ParamSpec", "TypeVarTuple", "TypeAlias"):
            name = getattr(node, "name", None)
            if isinstance(name, str):
                self.scope.bound.add(name)
        super().generic_visit(node)


def names(source: Source) -> Names:
    """Every identifier of `source`. Raises RecursionError for a tree that is too deep."""
    reader = _Reader(source)
    reader.all(source.tree.body)
    return Names(reader.module, tuple(reader.found), reader.scopes, reader.parts)


def rename(source: Source, occurrences: Iterable[Occurrence], to: Mapping[str, str]) -> Source | None:
    """`source` with each of `occurrences` given its new name, formatting kept. None where that cannot be done safely:
    older interpreters misplace names in f-strings, so the result is compared with the tree that it must have."""
    edits: dict[Span, Edit] = {}
    chosen = tuple(item for item in occurrences if to[item.name] != item.name)
    if not chosen:
        return source
    for item in chosen:
        if source.text[item.span.start : item.span.end] != item.name:
            return None
        edits[item.span] = Edit(item.span, to[item.name])
    try:
        renamed = parse(apply_edits(source.text, edits.values()))
    except (Unparsable, ValueError):
        return None
    wanted = copy.deepcopy((source.tree, [item.node for item in chosen]))
    for item, node in zip(chosen, wanted[1], strict=True):
        setattr(node, item.attribute, to[item.name])
    return renamed if ast.dump(wanted[0]) == ast.dump(renamed.tree) else None
