"""Which names of a piece speak of functions: calls and mentions, read with Python's scopes in mind."""

from __future__ import annotations

import re
import sys
from typing import NamedTuple

from tree_sitter import Node

from sketch.definitions import Definition
from sketch.inline import caller_at
from sketch.model import Span
from sketch.piece import PieceText

_WORD = re.compile(r"\w+")
#: Blanks all ASCII but letters, digits and underscores: splitting what is left is quicker than finding the words.
_BLANKED = "".join(chr(i) if chr(i).isalnum() or chr(i) == "_" else " " for i in range(128))
#: The nodes right in which most names stand; none binds or renames what is in it.
_READING = frozenset({"call", "argument_list"})
_PATTERNS = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern", "as_pattern_target"})
_PARAMETERS = frozenset({"parameters", "lambda_parameters"})


class Reference(NamedTuple):
    """A place that speaks of `name`. `owner` is the class whose method is meant, `local` the index of the nested
    definition that is; both None for a name of the module."""

    name: str
    span: Span
    call_span: Span
    caller: int | None
    owner: str | None = None
    local: int | None = None


class _Binding(NamedTuple):
    """A name bound in the scope of definition `scope`, or in `region` alone (comprehensions and lambdas).
    `definition` is the index of the definition that binds it, or None for any other binding."""

    name: str
    scope: int | None
    region: Span | None = None
    definition: int | None = None


def words_of(text: str) -> frozenset[str]:
    """All names, and numbers, that occur anywhere in `text`."""
    words = text.translate(_BLANKED).split() if text.isascii() else _WORD.findall(text)
    # Thousands of texts are remembered by their words, and most have most of them in common.
    return frozenset(map(sys.intern, words))


def read_references(
    piece: PieceText, definitions: tuple[Definition, ...], names: frozenset[str]
) -> tuple[Reference, ...]:
    """The places of `piece` that speak of a function called one of `names`, in order."""
    found: list[Reference] = []
    plain: list[tuple[str, Node, Span]] = []
    bindings = [
        _Binding(definition.name, definition.scope, definition=index)
        for index, definition in enumerate(definitions)
        if definition.name in names
    ]
    defined = {definition.hole.name_span.start for definition in definitions if definition.hole is not None}
    for name, start in _places(piece.text, names, defined):
        node = piece.node_at(start)
        if node is None or node.type != "identifier":
            continue
        span = Span(start, start + len(name))
        parent = node.parent
        if parent is None:
            continue
        if parent.type == "attribute" and _is_field(parent, "attribute", node):
            reference = _method(piece, definitions, parent, name, span)
            if reference is not None:
                found.append(reference)
            continue
        if parent.type in _READING:
            plain.append((name, node, span))
            continue
        binding = _binding(piece, definitions, node, parent, name, span)
        if binding is not None:
            bindings.append(binding)
        elif not _is_no_use(parent, node):
            plain.append((name, node, span))
    for name, node, span in plain:
        meant = _resolve(definitions, bindings, name, span.start)
        if meant is not False:
            caller = caller_at(definitions, span.start)
            found.append(Reference(name, span, _call_span(piece, node, span), caller, local=meant))
    found.sort(key=lambda reference: reference.span.start)
    return tuple(found)


def _places(text: str, names: frozenset[str], defined: set[int]) -> list[tuple[str, int]]:
    """Where each of `names` stands in `text` as a whole word, but for the places `defined`."""
    found: list[tuple[str, int]] = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if (
                start not in defined
                and not _continues(text[end : end + 1])
                and not _continues(text[max(0, start - 1) : start])
            ):
                found.append((name, start))
            start = text.find(name, end)
    return found


def _continues(character: str) -> bool:
    """Whether `character`, at most one, right beside a name would belong to it."""
    return character == "_" or character.isalnum()


def _is_field(parent: Node, field: str, node: Node) -> bool:
    child = parent.child_by_field_name(field)
    return child is not None and child.start_byte == node.start_byte and child.end_byte == node.end_byte


def _call_span(piece: PieceText, callee: Node, span: Span) -> Span:
    """The whole call where `callee` is called, otherwise `span`."""
    parent = callee.parent
    if parent is not None and parent.type == "call" and _is_field(parent, "function", callee):
        return piece.span(parent)
    return span


def _method(
    piece: PieceText, definitions: tuple[Definition, ...], attribute: Node, name: str, span: Span
) -> Reference | None:
    """The reference that `self.name`, `cls.name` or `Class.name` is."""
    receiver = attribute.child_by_field_name("object")
    if receiver is None or receiver.type != "identifier":
        return None
    owner: str | None = piece.slice(receiver)
    if owner in ("self", "cls"):
        owner = None
        for definition in definitions:
            if definition.is_class and definition.body.start <= span.start < definition.body.end:
                owner = definition.qualified
    if owner is None:
        return None
    whole = piece.span(attribute)
    return Reference(name, span, _call_span(piece, attribute, whole), caller_at(definitions, span.start), owner)


def _is_no_use(parent: Node, node: Node) -> bool:
    """Whether the identifier `node` neither binds nor reads a variable."""
    if parent.type == "keyword_argument":
        return _is_field(parent, "name", node)
    if parent.type == "dotted_name":
        above = parent.parent
        return above is not None and above.type in ("import_from_statement", "import_statement", "aliased_import")
    if parent.type in ("function_definition", "class_definition"):
        return _is_field(parent, "name", node)
    return parent.type in ("global_statement", "nonlocal_statement", "delete_statement")


def _binding(
    piece: PieceText, definitions: tuple[Definition, ...], node: Node, parent: Node, name: str, span: Span
) -> _Binding | None:
    """The binding that the identifier `node` is, if it is one."""
    while parent.type in _PATTERNS and parent.parent is not None:
        if parent.type == "as_pattern_target":
            return _Binding(name, _scope_at(definitions, span.start))
        node, parent = parent, parent.parent
    kind = parent.type
    if kind in ("typed_parameter", "dictionary_splat_pattern") and parent.parent is not None:
        if kind == "typed_parameter" and _is_field(parent, "type", node):
            return None
        node, parent = parent, parent.parent
        if parent.type == "typed_parameter" and parent.parent is not None:
            node, parent = parent, parent.parent
    elif kind in ("default_parameter", "typed_default_parameter") and parent.parent is not None:
        if not _is_field(parent, "name", node):
            return None
        node, parent = parent, parent.parent
    if parent.type in _PARAMETERS:
        if parent.type == "lambda_parameters" and parent.parent is not None:
            return _Binding(name, None, piece.span(parent.parent))
        owner = next((i for i, d in enumerate(definitions) if d.parameters == piece.span(parent)), None)
        return _Binding(name, owner)
    if parent.type == "for_in_clause" and _is_field(parent, "left", node) and parent.parent is not None:
        return _Binding(name, None, piece.span(parent.parent))
    targets = ("assignment", "augmented_assignment", "for_statement")
    if parent.type in targets and _is_field(parent, "left", node):
        return _Binding(name, _scope_at(definitions, span.start))
    if parent.type == "named_expression" and _is_field(parent, "name", node):
        return _Binding(name, _scope_at(definitions, span.start))
    if parent.type == "aliased_import" and _is_field(parent, "alias", node):
        return _Binding(name, _scope_at(definitions, span.start))
    if parent.type == "dotted_name" and parent.parent is not None:
        above = parent.parent
        if above.type == "import_statement" or (
            above.type == "import_from_statement" and not _is_field(above, "module_name", parent)
        ):
            return _Binding(name, _scope_at(definitions, span.start))
        if above.type == "case_pattern" and parent.child_count == 1:
            return _Binding(name, _scope_at(definitions, span.start))
    return None


def _scope_at(definitions: tuple[Definition, ...], place: int) -> int | None:
    """The index of the innermost function or class whose body holds `place`."""
    found = None
    for index, definition in enumerate(definitions):
        if definition.span.start > place:
            break
        if definition.body.start <= place < definition.body.end:
            found = index
    return found


def _resolve(definitions: tuple[Definition, ...], bindings: list[_Binding], name: str, place: int) -> int | bool | None:
    """What `name` means at `place`: the index of a nested definition, None for the module's own name, or False where
    something else of that name is meant."""
    own = [binding for binding in bindings if binding.name == name]
    if not own:
        return None
    for binding in own:
        if binding.region is not None and binding.region.start <= place < binding.region.end:
            return False
    scope = _scope_at(definitions, place)
    innermost = True
    while scope is not None:
        if innermost or not definitions[scope].is_class:
            inside = [binding for binding in own if binding.scope == scope and binding.region is None]
            if inside:
                nested = [binding.definition for binding in inside]
                return nested[-1] if None not in nested and nested[-1] is not None else False
        innermost = False
        scope = definitions[scope].scope
    return None
