"""Signatures, read from a `def` or guessed from the first call of an inline hole."""

from __future__ import annotations

import keyword
import re

from tree_sitter import Node

from sketch.model import Parameter, Signature
from sketch.piece import PieceText

_BREAK = re.compile(r"[ \t]*(?:\\?(?:\r\n|\r|\n)[ \t]*)+")
_COMMENT = re.compile(r"[ \t]*#[^\r\n]*")


def _one_line(piece: PieceText, node: Node) -> str:
    """What `node` says, on one line. Comments in brackets go; a string of several lines keeps them."""
    text = piece.slice(node)
    if "\n" not in text and "\r" not in text:
        return text
    if '"""' in text or "'''" in text:
        return text
    if "#" in text and not ("'" in text or '"' in text):
        text = _COMMENT.sub("", text)
    return _BREAK.sub(" ", text)


def _parameter(piece: PieceText, node: Node, kind: str) -> Parameter | None:
    named, annotation, default, written = node, None, None, node.type
    if written == "identifier":
        return Parameter(piece.slice(node), kind)
    if written in ("default_parameter", "typed_default_parameter"):
        name = node.child_by_field_name("name")
        value = node.child_by_field_name("value")
        named = name if name is not None else node
        default = _one_line(piece, value) if value is not None else None
    if written in ("typed_parameter", "typed_default_parameter"):
        type_node = node.child_by_field_name("type")
        annotation = _one_line(piece, type_node) if type_node is not None else None
        if written == "typed_parameter" and node.named_child_count:
            named = node.named_child(0)
    if named.type in ("list_splat_pattern", "dictionary_splat_pattern"):
        kind = "star" if named.type == "list_splat_pattern" else "double-star"
        if not named.named_child_count:
            return None
        named = named.named_child(0)
    return Parameter(_one_line(piece, named), kind, annotation, default)


def _written(parameter: Parameter) -> str:
    text = {"star": "*", "double-star": "**"}.get(parameter.kind, "") + parameter.name
    if parameter.annotation is not None:
        text += f": {parameter.annotation}"
    if parameter.default is not None:
        text += f" = {parameter.default}" if parameter.annotation is not None else f"={parameter.default}"
    return text


def signature_text(
    name: str, parameters: tuple[Parameter, ...], returns: str | None, is_async: bool, types: str = ""
) -> str:
    """`async def name[types](parameters) -> returns`."""
    texts: list[str] = []
    starred = False
    for index, parameter in enumerate(parameters):
        starred = starred or parameter.kind == "star"
        if parameter.kind == "keyword-only" and not starred:
            texts.append("*")
            starred = True
        texts.append(_written(parameter))
        following = parameters[index + 1].kind if index + 1 < len(parameters) else ""
        if parameter.kind == "positional-only" and following != "positional-only":
            texts.append("/")
    arrow = "" if returns is None else f" -> {returns}"
    return f"{'async ' if is_async else ''}def {name}{types}({', '.join(texts)}){arrow}"


def read_signature(piece: PieceText, node: Node, name: str) -> Signature:
    """The signature of the function definition `node`, called `name`."""
    parameters: list[Parameter] = []
    kind = "positional"
    listed = node.child_by_field_name("parameters")
    for child in listed.named_children if listed is not None else ():
        written = child.type
        if written == "keyword_separator":
            kind = "keyword-only"
        elif written == "positional_separator":
            parameters = [Parameter(p.name, "positional-only", p.annotation, p.default) for p in parameters]
        elif written != "comment" and not child.is_error:
            parameter = _parameter(piece, child, kind)
            if parameter is not None:
                parameters.append(parameter)
                kind = "keyword-only" if parameter.kind == "star" else kind
    returned = node.child_by_field_name("return_type")
    returns = _one_line(piece, returned) if returned is not None else None
    type_node = node.child_by_field_name("type_parameters")
    types = _one_line(piece, type_node) if type_node is not None else ""
    is_async = node.child_count > 0 and node.child(0).type == "async"
    given = tuple(parameters)
    return Signature(signature_text(name, given, returns, is_async, types), given, returns, is_async)


def call_signature(piece: PieceText, call: Node, is_async: bool) -> Signature:
    """What a function must take to be called as in `call`, awaited if `is_async`; in its text it is called `_`."""
    parameters: list[Parameter] = []
    taken: set[str] = set()
    arguments = call.child_by_field_name("arguments")
    if arguments is None:
        children: list[Node] = []
    elif arguments.type == "argument_list":
        children = [child for child in arguments.named_children if child.type != "comment"]
    else:
        children = [arguments]

    def named(node: Node | None, otherwise: str) -> str:
        wanted = piece.slice(node) if node is not None and node.type == "identifier" else otherwise
        if keyword.iskeyword(wanted):
            wanted = otherwise
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted}{number}", number + 1
        taken.add(name)
        return name

    keyword_kind = "positional"
    late: list[Parameter] = []
    for index, child in enumerate(children, 1):
        if child.type == "list_splat":
            if keyword_kind == "positional":
                parameters.append(Parameter(named(child.named_child(0), "args"), "star"))
                keyword_kind = "keyword-only"
        elif child.type == "dictionary_splat":
            if not any(parameter.kind == "double-star" for parameter in late):
                late.append(Parameter(named(child.named_child(0), "kwargs"), "double-star"))
        elif child.type == "keyword_argument":
            late.insert(
                len(late) - any(parameter.kind == "double-star" for parameter in late),
                Parameter(named(child.child_by_field_name("name"), f"arg{index}"), keyword_kind),
            )
        elif keyword_kind == "positional":
            parameters.append(Parameter(named(child, f"arg{index}")))
    starred = any(parameter.kind == "star" for parameter in parameters)
    late = [Parameter(p.name, "keyword-only") if starred and p.kind == "positional" else p for p in late]
    given = (*parameters, *late)
    return Signature(signature_text("_", given, None, is_async), given, None, is_async)
