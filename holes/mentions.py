"""Where a sketch speaks of a hole or sketch function: by its name in code, examples, properties and choices, behind a
dot where it is a method, by its text in backticks, or as `_` in the comments under it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from holes.answers.scopes import Occurrence, Scope
from holes.answers.source import Function
from holes.passages import Home, Part, Passage, examples_of, passages, whole_words
from sketch.model import Hole, Kind, Sketch, Span

#: So many assignments are followed to learn the class of a value.
_DEEPEST = 5
#: The class of a value that is made by Python itself.
_OTHER = ""
#: What most values are: a method of theirs says nothing of ours.
_COMMON = (str, bytes, int, float, complex, list, tuple, set, dict, type(iter(())), type(lambda: 0), BaseException)
_LITERALS = (
    ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Set, ast.Dict,
    ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.Compare, ast.Lambda,
)  # fmt: skip


@frozen
class Target:
    """What is spoken of. `home` is where its name is defined, None for the module; `cls` is the qualified name of the
    class whose method it is, None for a function."""

    hole: Hole
    home: Home | None
    cls: str | None = None


@frozen(eq=False)
class Classes:
    """The classes of a sketch by qualified name: their bases as written, and the names that they define. `imported` are
    names of the module that stand for something from elsewhere."""

    bases: Mapping[str, tuple[str, ...]]
    names: Mapping[str, frozenset[str]]
    of_scope: Mapping[Scope, str] = field(repr=False)
    imported: frozenset[str] = frozenset()

    def definer(self, cls: str, name: str) -> str | None:
        """The class whose `name` an object of `cls` has; None where none of the sketch defines it."""
        pending, seen = [cls], set[str]()
        while pending:
            current = pending.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if name in self.names.get(current, frozenset()):
                return current
            pending = [*self.bases.get(current, ()), *pending]
        return None


def target_of(hole: Hole, found: Iterable[Passage]) -> Target:
    """`hole` with what is needed to tell its name from others, learnt from the passages `found`."""
    for passage in found:
        if passage.part is not Part.CODE or passage.piece is None:
            continue
        at = hole.name_span.start - passage.piece
        for occurrence in passage.names.occurrences:
            if occurrence.span.start == at and occurrence.binds:
                return Target(hole, passage.home(occurrence), hole.parent if hole.is_method else None)
    return Target(hole, None, hole.parent if hole.is_method else None)


def classes_of(sketch: Sketch) -> Classes:
    """The classes that stand in the code of `sketch`, so far as it is Python."""
    bases: dict[str, tuple[str, ...]] = {}
    defined: dict[str, frozenset[str]] = {}
    of_scope: dict[Scope, str] = {}
    imported: set[str] = set()
    for passage in passages(sketch, ("class", "import")):
        if passage.part is not Part.CODE:
            continue
        for node, scope in passage.names.scopes.items():
            if isinstance(node, ast.ClassDef):
                qualified = _qualified(scope)
                of_scope[scope] = qualified
                bases[qualified] = tuple(ast.unparse(base) for base in node.bases)
                defined[qualified] = frozenset(scope.bound)
        imported |= {item.name for item in passage.names.occurrences if isinstance(item.node, ast.alias)}
    for hole in (*sketch.holes, *sketch.functions):
        if hole.is_method and hole.parent is not None:
            defined[hole.parent] = defined.get(hole.parent, frozenset()) | {hole.name}
    return Classes(bases, defined, of_scope, frozenset(imported))


def _qualified(scope: Scope) -> str:
    words: list[str] = []
    current: Scope | None = scope
    while current is not None:
        if isinstance(current.node, Function | ast.ClassDef):
            words.append(current.node.name)
        current = current.parent
    return ".".join(reversed(words))


def mentions(sketch: Sketch, hole: Hole) -> tuple[Span, ...]:
    """Where the text speaks of `hole`, its own definition included, in order. A hole in backticks is spoken of by whole
    backtick strings."""
    if hole.kind is Kind.CHOICE:
        return tuple(sorted({use.span for use in hole.uses}))
    if hole.kind is Kind.INLINE:
        return tuple(sorted({use.span for use in hole.uses} | set(_underscores(sketch, hole))))
    found = passages(sketch, (hole.name,))
    target = target_of(hole, found)
    spans, denied = {hole.name_span}, set[Span]()
    for passage in found:
        spans.update(map(passage.place, named(passage, target)))
        if passage.part is Part.CODE:
            denied.update(passage.place(item.span) for item in passage.names.occurrences)
    if target.cls is not None:
        classes = classes_of(sketch)
        spans.update(passage.place(span) for passage in found for span in behind_dots(passage, target, classes))
    # Where a statement is no Python yet, the sketch's own reading of it counts.
    spans |= {use.span for use in hole.uses} - denied
    return tuple(sorted(span for span in spans if sketch.text[span.start : span.end] == hole.name))


def _underscores(sketch: Sketch, hole: Hole) -> Iterator[Span]:
    for passage in examples_of(sketch, hole) if hole.examples else ():
        for occurrence in passage.names.occurrences:
            if occurrence.name == "_" and not occurrence.binds and passage.home(occurrence) is None:
                yield passage.place(occurrence.span)


def named(passage: Passage, target: Target) -> Iterator[Span]:
    """Where a name in `passage` means `target`, as spans of its source; in `global` and `nonlocal` statements and in
    `__all__` too."""
    for occurrence in passage.names.occurrences:
        if occurrence.name == target.hole.name and passage.home(occurrence) == target.home:
            yield occurrence.span
    if passage.part in (Part.CODE, Part.FILL):
        yield from _declared(passage, target)
    if passage.part is Part.CODE and target.home is None and target.cls is None:
        yield from _exported(passage, target.hole.name)


def _declared(passage: Passage, target: Target) -> Iterator[Span]:
    name = target.hole.name
    for node, scope in passage.names.scopes.items():
        if name not in scope.global_names | scope.nonlocal_names:
            continue
        if passage.home_at(name, scope) != target.home:
            continue
        for statement in ast.walk(node):
            if isinstance(statement, ast.Global | ast.Nonlocal) and name in statement.names:
                span = passage.source.span(statement)
                for match in whole_words((name,)).finditer(passage.source.text, span.start, span.end):
                    yield Span(match.start(), match.end())


def _exported(passage: Passage, name: str) -> Iterator[Span]:
    for statement in passage.source.tree.body:
        if not isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign):
            continue
        assigned = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
        if not isinstance(assigned, ast.Name) or assigned.id != "__all__":
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Constant) and node.value == name:
                start = passage.source.span(node).start + 1
                yield Span(start, start + len(name))


def behind_dots(passage: Passage, target: Target, classes: Classes) -> Iterator[Span]:
    """Where a name behind a dot in `passage` means the method `target`, as spans of its source. Of a value whose class
    cannot be told it is taken to, where nothing else is known to have it."""
    name = target.hole.name
    likely: bool | None = None
    for node, span in passage.attributes(name):
        cls = class_of(node.value, passage, classes)
        if cls is None and likely is None:
            likely = _is_likely(passage, target, classes)
        if likely if cls is None else cls and classes.definer(cls, name) == target.cls:
            yield span


def _is_likely(passage: Passage, target: Target, classes: Classes) -> bool:
    """Whether what has the name of the method `target` in `passage` is most likely it."""
    assert target.cls is not None
    name = target.hole.name
    if passage.part is Part.EXAMPLES:
        own = passage.subject is not None and passage.subject.parent == target.cls
        if own or whole_words((target.cls.rpartition(".")[2],)).search(passage.source.text) is not None:
            return True
    elsewhere = any(name in defined for cls, defined in classes.names.items() if cls != target.cls)
    return not elsewhere and not any(hasattr(kind, name) for kind in _COMMON)


def class_of(node: ast.expr, passage: Passage, classes: Classes, depth: int = 0) -> str | None:
    """The class of the sketch that `node` is, or is an object of, by qualified name; empty where it is something else,
    None where that cannot be told."""
    if isinstance(node, _LITERALS):
        return _OTHER
    if isinstance(node, ast.Attribute):
        written = ast.unparse(node)
        return written if written in classes.names else None
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id == "super":
            own = _enclosing(passage, classes, node.func)
            return next(iter(classes.bases.get(own, ())), None) if own else None
        return class_of(node.func, passage, classes, depth)
    if isinstance(node, ast.Await):
        return class_of(node.value, passage, classes, depth)
    if not isinstance(node, ast.Name):
        return None
    occurrence = next((item for item in passage.names.occurrences if item.node is node), None)
    if occurrence is None:
        return None
    if node.id in classes.names and passage.home(occurrence) is None:
        return node.id
    own = _enclosing(passage, classes, node)
    if own is not None and _is_receiver(occurrence, passage):
        return own
    if node.id in classes.imported and passage.home(occurrence) is None:
        return _OTHER
    return _of_variable(occurrence, passage, classes, depth) if depth < _DEEPEST else None


def _is_receiver(occurrence: Occurrence, passage: Passage) -> bool:
    """Whether a name is the first parameter of a method."""
    owner = occurrence.owner
    if owner is None or not isinstance(owner.node, Function):
        return False
    arguments = owner.node.args
    first = next(iter((*arguments.posonlyargs, *arguments.args)), None)
    is_method = owner.parent is not None and owner.parent.kind == "class"
    return first is not None and first.arg == occurrence.name and (is_method or owner.node is passage.function)


def _enclosing(passage: Passage, classes: Classes, node: ast.Name) -> str | None:
    """The class in whose method `node` stands."""
    if passage.part is Part.FILL:
        return passage.subject.parent if passage.subject is not None and passage.subject.is_method else None
    occurrence = next((item for item in passage.names.occurrences if item.node is node), None)
    scope = occurrence.scope if occurrence is not None else None
    while scope is not None and scope.kind != "class":
        scope = scope.parent
    return None if scope is None else classes.of_scope.get(scope)


def _of_variable(occurrence: Occurrence, passage: Passage, classes: Classes, depth: int) -> str | None:
    """The class of what a variable is given, where all that is can be told and agrees."""
    found: set[str | None] = set()
    for other in passage.names.occurrences:
        if other.name != occurrence.name or not other.binds or other.owner is not occurrence.owner:
            continue
        given = _given(other.node, passage)
        quoted = given.value if isinstance(given, ast.Constant) else None
        if given is None:
            found.add(None)
        elif isinstance(quoted, str) and quoted in classes.names and not isinstance(other.node, ast.NamedExpr):
            found.add(quoted)
        else:
            found.add(class_of(given, passage, classes, depth + 1))
    return found.pop() if len(found) == 1 else None


def _given(node: ast.AST, passage: Passage) -> ast.expr | None:
    """The value, or else the annotation, that the name `node` is bound to; None where neither is to be seen."""
    if isinstance(node, ast.arg):
        return node.annotation
    for statement in ast.walk(passage.source.tree):
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1 and statement.targets[0] is node:
            return statement.value
        if isinstance(statement, ast.AnnAssign) and statement.target is node:
            return statement.annotation
        if isinstance(statement, ast.NamedExpr) and statement.target is node:
            return statement.value
    return None
