"""The names that a sketch gives to types: what an annotation means is read from the text, nothing is evaluated."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Mapping

from attrs import field, frozen


@frozen
class Record:
    """A `TypedDict` class: its fields with their annotations; those in `optional` may be left out."""

    fields: tuple[tuple[str, ast.expr], ...]
    optional: frozenset[str] = frozenset()


@frozen
class Aliases:
    """What module-level names of a sketch stand for in an annotation."""

    meanings: Mapping[str, ast.expr | Record] = field(factory=dict)

    def get(self, name: str) -> ast.expr | Record | None:
        """The meaning of `name`, or None where the sketch says nothing of it."""
        return self.meanings.get(name)


_TYPE_STATEMENT = re.compile(r"type\s+(?P<name>\w+)\s*(\[[^\]\n]*\]\s*)?=(?P<value>.*)", re.DOTALL)
_INTERESTING = re.compile(r"(type\s+\w+|[^\W\d]\w*\s*(=[^=]|:[^=]*=)|from\s|class\s[\s\S]*TypedDict)")


def naming(text: str) -> str:
    """The statements of a sketch that can name a type, and nothing else: all that `aliases` reads of it."""
    return "\n".join(chunk for chunk in _top_level(text) if _INTERESTING.match(chunk))


def aliases(text: str) -> Aliases:
    """The type aliases, `NewType`s, `TypeVar`s, `TypedDict`s and renaming imports of a sketch. Statements that are no
    plain Python (those with inline holes) are passed over."""
    meanings: dict[str, ast.expr | Record] = {}
    for chunk in _top_level(naming(text)):
        if (statement := _TYPE_STATEMENT.fullmatch(chunk)) is not None:
            chunk = f"{statement['name']} = ({statement['value'].strip()})"
        for node in _statements(chunk):
            meanings.update(_meanings(node))
    return Aliases(meanings)


def parse_annotation(text: str) -> ast.expr | None:
    """An annotation's text as an expression, or None where it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(f"({text}\n)", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _top_level(text: str) -> Iterator[str]:
    """The statements at the left margin, each with the indented and closing lines that follow it."""
    chunk: list[str] = []
    for line in re.split(r"\r\n|\r|\n", text):
        if line and line[0] not in " \t)]}#" and chunk:
            yield "\n".join(chunk)
            chunk = []
        chunk.append(line)
    yield "\n".join(chunk)


def _statements(chunk: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(chunk).body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return []


def _meanings(node: ast.stmt) -> Iterator[tuple[str, ast.expr | Record]]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name)], value=value):
            yield name, _meaning(value)
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            yield name, _meaning(value)
        case ast.ImportFrom(names=names):
            for imported in names:
                if imported.asname is not None:
                    yield imported.asname, ast.Name(imported.name)
        case ast.ClassDef(name=name, bases=bases) if any(last_name(base) == "TypedDict" for base in bases):
            yield name, _record(node)


def _meaning(value: ast.expr) -> ast.expr:
    """What a name stands for that is assigned `value`."""
    if not isinstance(value, ast.Call):
        return value
    match last_name(value.func), value.args:
        case "NewType", [_, kind]:
            return kind
        case "TypeVar", [_, *constraints]:
            bounds = [keyword.value for keyword in value.keywords if keyword.arg == "bound"]
            kinds = constraints or bounds or [ast.Name("Any")]
            return kinds[0] if len(kinds) == 1 else ast.Subscript(ast.Name("Union"), ast.Tuple(kinds))
    return value


def _record(node: ast.ClassDef) -> Record:
    partial = any(k.arg == "total" and isinstance(k.value, ast.Constant) and not k.value.value for k in node.keywords)
    fields: list[tuple[str, ast.expr]] = []
    optional: set[str] = set()
    for statement in node.body:
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            name, kind = statement.target.id, statement.annotation
            wrapper = last_name(kind.value) if isinstance(kind, ast.Subscript) else None
            if wrapper == "NotRequired" or (partial and wrapper != "Required"):
                optional.add(name)
            fields.append((name, kind))
    return Record(tuple(fields), frozenset(optional))


def last_name(node: ast.expr) -> str | None:
    """`List` for `List` and `typing.List`; None for anything that is no dotted name."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None
