"""The program in which the expressions of properties are evaluated: of the fills, only those that these need.

A fill that is loaded there could make any property true. So what an expression does not reach stays without a fill, and
what the module would do with such a hole while it is loaded is left out.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from holes.bench import Bench, program
from holes.runner.protocol import Program
from sketch.model import Fill, Hole, Sketch
from sketch.references import words_of

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def checker(sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, bench: Bench, filename: str) -> Program:
    """The sketch with those of `fills` that the properties of `hole` may call, through any number of functions. `hole`
    itself has none there."""
    bare = program(sketch, {}, bench, filename)
    parts = _parts(_parsed(bare.source))
    texts = [item.source for item in (*hole.properties, *hole.given)]
    # What an object's class does for an operator is called by no name, so the classes of the signature count.
    texts += [hole.signature.text, hole.id]
    names = _reached(parts, frozenset().union(*map(words_of, texts)))
    needed = {id: fill for id, fill in fills.items() if id != hole.id and id in _holes(parts, names)}
    loaded = program(sketch, needed, bench, filename) if needed else bare
    open_holes = {other.id for other in sketch.holes if other.id not in needed}
    return evolve(loaded, source=_without_calls(loaded.source, names, open_holes))


@frozen
class _Part:
    """A statement of the module or of a class: the names it `binds` and `uses`, and the ids of the `holes` in it."""

    binds: frozenset[str]
    uses: frozenset[str]
    holes: frozenset[str]


def _parsed(source: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []


def _parts(statements: Iterable[ast.stmt]) -> list[_Part]:
    statements = list(statements)
    modules = {name for statement in statements for name in _imported(statement)}
    return [part for statement in statements for part in _parts_of(statement, modules)]


def _parts_of(statement: ast.stmt, modules: set[str]) -> Iterator[_Part]:
    """A class falls into its methods, which are reached by their names, and the rest of it, with which come the
    methods that Python calls by itself."""
    if not isinstance(statement, ast.ClassDef):
        yield _part([statement], _bound(statement, modules))
        return
    rest: list[ast.AST] = [*statement.bases, *statement.keywords, *statement.decorator_list]
    for item in statement.body:
        if isinstance(item, ast.FunctionDef | ast.AsyncFunctionDef) and not item.name.startswith("__"):
            yield _part([item], {item.name})
        else:
            rest.append(item)
    yield _part(rest, {statement.name})


def _part(nodes: Iterable[ast.AST], binds: set[str]) -> _Part:
    uses: set[str] = set()
    holes: set[str] = set()
    for part in (inner for outer in nodes for inner in ast.walk(outer)):
        match part:
            case ast.Name(id=name, ctx=ast.Load() | ast.Del()) | ast.Attribute(attr=name):
                uses.add(name)
        match part:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="__holewright__")), args=[ast.Constant(value=str(id)), *_]
            ):
                holes.add(id)
    return _Part(frozenset(binds), frozenset(uses), frozenset(holes))


def _imported(statement: ast.stmt) -> list[str]:
    if not isinstance(statement, ast.Import | ast.ImportFrom):
        return []
    return [(alias.asname or alias.name).partition(".")[0] for alias in statement.names]


def _bound(statement: ast.stmt, modules: set[str]) -> set[str]:
    """The names that a statement binds, or whose objects it may change: `TABLE[1] = 2`, `TABLE.append(1)`."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
        return {statement.name}
    bound = set(_imported(statement))
    for part in ast.walk(statement):
        match part:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.Attribute(value=ast.Name(id=name)) | ast.Subscript(value=ast.Name(id=name)):
                bound |= {name} - modules
    return bound


def _reached(parts: list[_Part], names: frozenset[str]) -> frozenset[str]:
    """`names` and all that these lead to."""
    while True:
        more = names.union(*(part.uses for part in parts if not part.binds.isdisjoint(names)))
        if more == names:
            return names
        names = more


def _holes(parts: list[_Part], names: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(part.holes for part in parts if not part.binds.isdisjoint(names)))


def _without_calls(source: str, needed: frozenset[str], open_holes: set[str]) -> str:
    """The module without the statements that would call a hole that has no fill, but for those that bind what is
    needed. The lines stay."""
    statements = _parsed(source)
    parts = _parts(statements)
    modules = {name for statement in statements for name in _imported(statement)}
    left_out: list[ast.stmt] = []
    for statement in statements:
        if isinstance(statement, _DEFINITIONS) or not _bound(statement, modules).isdisjoint(needed):
            continue
        own = _part([statement], set())
        reached = own.holes | _holes(parts, _reached(parts, own.uses))
        if not reached.isdisjoint(open_holes):
            left_out.append(statement)
    if not left_out:
        return source
    lines = source.replace("\r\n", "\n").replace("\r", "\n").encode().split(b"\n")
    for statement in reversed(left_out):
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        after = lines[last][statement.end_col_offset :]
        lines[first] = lines[first][: statement.col_offset] + b"pass" + (after if first == last else b"")
        if first != last:
            lines[first + 1 : last + 1] = [b""] * (last - first)
            if after.lstrip().startswith(b";"):
                lines[first] += after
    return b"\n".join(lines).decode()
