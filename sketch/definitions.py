"""The functions and classes of a piece: which are holes, which are sketch functions, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from attrs import evolve
from tree_sitter import Node

from sketch.conflicts import conflicts_among
from sketch.docstring import MappedText, evaluate, is_docstring_prefix
from sketch.model import Hole, Kind, Language, Problem, Span
from sketch.piece import PieceText
from sketch.sections import Sections, read_sections
from sketch.signature import read_signature
from sketch.statements import names_in

_DEFINING = re.compile(r"(?:def|class)\b")
#: A docstring, something in place of a body, and what tells that this is the body itself.
_ENOUGH = 3
_HOLE_COMMENT = re.compile(r"[ \t]*#[ \t]*hole[ \t]*(?=[#\r\n]|$)")
_STUB = re.compile(r"@\s*(?:\w+\s*\.\s*)*(?:overload|abstractmethod|abstractproperty)\s*$")
_REDEFINING = re.compile(r"@\s*(?:\w+\s*\.\s*)+(?:setter|getter|deleter|register)\b")
_PROTOCOL = re.compile(r"(?:\w+\s*\.\s*)*Protocol\s*(?:\[.*\])?", re.DOTALL)


class Definition(NamedTuple):
    """A function or class; places count from the piece. `scope` is the index of the definition around it.

    `hole` is None for classes and for stubs: methods of a protocol, abstract methods, overloads. `redefines` says that
    a second definition of the name is meant (a property's setter, say). `own` are the problems that it has as a hole.
    """

    name: str
    qualified: str
    is_class: bool
    scope: int | None
    span: Span
    parameters: Span
    body: Span
    hole: Hole | None = None
    redefines: bool = False
    is_protocol: bool = False
    problems: tuple[Problem, ...] = ()


def _docstring_literals(piece: PieceText, statement: Node) -> tuple[Node, list[tuple[str, int]]] | None:
    """The string node of the expression statement `statement` and its literals, where it can be a docstring."""
    if statement.type != "expression_statement" or statement.child_count != 1:
        return None
    node = statement.child(0)
    while node.type == "parenthesized_expression" and node.named_child_count == 1:
        node = node.named_child(0)
    strings = node.named_children if node.type == "concatenated_string" else [node]
    literals: list[tuple[str, int]] = []
    for string in strings:
        if string.type == "comment":
            continue
        if string.type != "string" or not string.child_count or not is_docstring_prefix(piece.slice(string.child(0))):
            return None
        literals.append((piece.slice(string), piece.at(string.start_byte)))
    return node, literals


def _first_statements(body: Node) -> list[Node]:
    """The first statements of `body`, as many as tell what it is."""
    statements: list[Node] = []
    for index in range(body.named_child_count):
        child = body.named_child(index)
        if child is not None and child.type != "comment":
            statements.append(child)
            if len(statements) == _ENOUGH:
                break
    return statements


def _is_filler(statement: Node) -> bool:
    """Whether it is `...` or `pass`."""
    if statement.type == "pass_statement":
        return True
    return (
        statement.type == "expression_statement"
        and statement.child_count == 1
        and statement.child(0).type == "ellipsis"
    )


def _holds_nothing(body: Node, docstring: Node | None) -> bool:
    """Whether behind the docstring there is nothing but `...`, `pass` and comments."""
    begin = docstring.end_byte if docstring is not None else body.start_byte
    rest = [child for child in body.named_children if child.start_byte >= begin]
    return all(child.type == "comment" or _is_filler(child) for child in rest)


def _first_line(text: MappedText) -> Span | None:
    """Where the first line of prose stands."""
    position = 0
    for line in text.text.split("\n"):
        stripped = line.strip()
        if stripped:
            if stripped.startswith(">>>"):
                return None
            start = position + len(line) - len(line.lstrip())
            return text.span(start, start + len(stripped))
        position += len(line) + 1
    return None


def _is_protocol(piece: PieceText, node: Node) -> bool:
    bases = node.child_by_field_name("superclasses")
    if bases is None:
        return False
    return any(_PROTOCOL.fullmatch(piece.slice(base)) for base in bases.named_children)


def _nodes(piece: PieceText) -> Iterator[Node]:
    """The definitions of `piece`: each has one of two words of its own."""
    for match in _DEFINING.finditer(piece.text):
        word = piece.node_at(match.start())
        node = word.parent if word is not None and word.type in ("def", "class") else None
        if node is not None and node.type in ("function_definition", "class_definition"):
            yield node


def read_definitions(piece: PieceText, language: Language) -> tuple[Definition, ...]:
    """All functions and classes of `piece`, outer before inner, in order of the text."""
    found: list[Definition] = []
    open_: list[int] = []
    for node in _nodes(piece):
        name_node = node.child_by_field_name("name")
        body = node.child_by_field_name("body")
        if name_node is None or body is None or name_node.is_missing:
            continue
        start = piece.at(node.start_byte)
        while open_ and start >= found[open_[-1]].body.end:
            open_.pop()
        scope = open_[-1] if open_ else None
        found.append(_read(piece, node, name_node, body, scope, found, language))
        open_.append(len(found) - 1)
    return tuple(found)


def _read(
    piece: PieceText,
    node: Node,
    name_node: Node,
    body: Node,
    scope: int | None,
    found: list[Definition],
    language: Language,
) -> Definition:
    name = piece.slice(name_node)
    outer = found[scope] if scope is not None else None
    qualified = f"{outer.qualified}.{name}" if outer is not None else name
    parent = node.parent
    whole = parent if parent is not None and parent.type == "decorated_definition" else node
    span, body_span = piece.span(whole), piece.span(body)
    problems: tuple[Problem, ...] = ()
    if not body.child_count and not any(statement.has_error for statement in piece.nodes):
        problems = (
            Problem("sketch-syntax", f"`{name}` has no body; describe it in a docstring.", piece.span(name_node)),
        )
    if node.type == "class_definition":
        protocol = _is_protocol(piece, node)
        return Definition(
            name, qualified, True, scope, span, body_span, body_span, is_protocol=protocol, problems=problems
        )
    listed = node.child_by_field_name("parameters")
    parameters = piece.span(listed) if listed is not None else body_span
    decorators: tuple[str, ...] = ()
    if whole is not node:
        decorators = tuple(piece.slice(child) for child in whole.children if child.type == "decorator")
    is_stub = (outer is not None and outer.is_protocol) or any(_STUB.match(text) for text in decorators)
    redefines = any(_REDEFINING.match(text) for text in decorators)
    statements = _first_statements(body)
    docstring = _docstring_literals(piece, statements[0]) if statements else None
    rest = statements[1:] if docstring is not None else statements
    fill, is_hole = _fill(piece, body, docstring[0] if docstring is not None else None, rest, language)
    if is_stub and (is_hole or _holds_nothing(body, docstring[0] if docstring is not None else None)):
        return Definition(name, qualified, False, scope, span, parameters, body_span, problems=problems)
    text = evaluate(docstring[1]) if docstring is not None else MappedText("")
    sections = read_sections(text)
    name_span = piece.span(name_node)
    hole = Hole(
        id=qualified,
        name=name,
        kind=Kind.NAMED if is_hole else Kind.SKETCH,
        description=sections.description,
        signature=read_signature(piece, node, name),
        span=span,
        name_span=name_span,
        description_span=(_first_line(text) if sections.description else None) or name_span,
        fill_span=fill,
        docstring_span=piece.span(docstring[0]) if docstring is not None else None,
        body_indent=_body_indent(piece, node, statements),
        decorators=decorators,
        is_method=outer is not None and outer.is_class,
        parent=outer.qualified if outer is not None else None,
        examples=sections.examples,
        examples_files=sections.files,
        properties=sections.properties,
        given=sections.given,
    )
    hole, own = _sections_of_kind(hole, sections, language)
    if is_hole and not (sections.description or hole.examples or hole.examples_files):
        where = hole.docstring_span or name_span
        own = (
            *own,
            Problem("sketch-syntax", f"A hole needs a description: say in its docstring what `{name}` does.", where),
        )
    return Definition(
        name, qualified, False, scope, span, parameters, body_span, hole, redefines, problems=(*problems, *own)
    )


def _sections_of_kind(hole: Hole, sections: Sections, language: Language) -> tuple[Hole, tuple[Problem, ...]]:
    """`hole` with the properties that are truly ours, and the problems that its docstring has.

    In ordinary Python a function with a body may say `Properties:` in prose and show prompts that are none: there only
    properties that speak of its parameters or `result` count, and nothing is a problem.
    """
    if language is Language.ANPL or hole.kind is Kind.NAMED:
        return hole, (*sections.problems, *sections.section_problems, *conflicts_among(hole.examples))
    if not (sections.properties or sections.given):
        return hole, ()
    names = {parameter.name for parameter in hole.signature.parameters} | {"result"}
    lines = (*sections.properties, *sections.given)
    ours = not sections.section_problems and all(names & names_in(line.source).mentions for line in lines)
    return (hole, ()) if ours else (evolve(hole, properties=(), given=()), ())


def _fill(
    piece: PieceText, body: Node, docstring: Node | None, rest: list[Node], language: Language
) -> tuple[Span, bool]:
    """What a fill replaces, and whether this is a hole."""
    if language is Language.ANPL:
        if docstring is not None and not rest and not body.has_error:
            end = piece.at(docstring.end_byte)
            return Span(end, end), True
        if docstring is not None and len(rest) == 1 and _is_filler(rest[0]):
            return piece.span(rest[0]), True
    elif len(rest) == 1 and rest[0].type == "expression_statement" and _is_filler(rest[0]):
        span = piece.span(rest[0])
        comment = _HOLE_COMMENT.match(piece.text, span.end)
        if comment is not None:
            return Span(span.start, span.start + len(piece.text[span.start : comment.end()].rstrip(" \t"))), True
    if docstring is None:
        return piece.span(body), False
    behind = piece.at(docstring.end_byte)
    for index in range(body.named_child_count):
        child = body.named_child(index)
        if child is not None and child.start_byte >= docstring.end_byte:
            return Span(piece.at(child.start_byte), piece.at(body.end_byte)), False
    return Span(behind, behind), False


def _body_indent(piece: PieceText, node: Node, statements: list[Node]) -> str:
    """The white space before each line of the body; one level deeper than the `def` where the body is on its line."""
    outer = piece.line_indent(piece.at(node.start_byte))
    if statements and statements[0].start_point.row > node.start_point.row:
        place = piece.at(statements[0].start_byte)
        indent = piece.line_indent(place)
        if piece.line_start(place) + len(indent) == place and len(indent) > len(outer):
            return indent
    return outer + ("\t" if outer.endswith("\t") else "    ")
