"""Pieces of Python code by their offsets: where strings, statements, functions and names are in a text.

The grammar forgives errors and knows newer Python than the one this runs on, so nothing here fails on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from attrs import frozen
from tree_sitter import Node

from sketch.model import Span
from sketch.tree import parse_tree

_AS_SCRIPT = re.compile(r"""\(?\s*(?:__name__\s*==\s*(["'])__main__\1|(["'])__main__\2\s*==\s*__name__)\s*\)?""")


@frozen
class Function:
    """A `def` in a text: `span` from `def` or `async` to the end of its body, `decorated` from its first decorator;
    `colon` is where the header ends, `body` the statements (comments above the first one are not in it)."""

    name: str
    span: Span
    decorated: Span
    colon: int
    body: Span
    docstring: Span | None


#: A text longer than this, in characters, is a sketch rather than a fill: few of them are worth their memory.
_LONG = 10_000


def code_of(text: str) -> Code:
    """The parsed `text`; the last ones are kept, for a sketch is compiled with one candidate after another."""
    return _long(text) if len(text) > _LONG else _short(text)


@lru_cache(maxsize=4)
def _long(text: str) -> Code:
    return Code(text)


@lru_cache(maxsize=256)
def _short(text: str) -> Code:
    return Code(text)


class Code:
    """A parsed text. Offsets are code points of `text`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._tree = parse_tree(text)
        self._root = self._tree.tree.root_node
        self._offset = self._tree.offsets.offset

    def _span(self, node: Node) -> Span:
        return Span(self._offset(node.start_byte), self._offset(node.end_byte))

    def _walk(self, node: Node, into_strings: bool = False) -> Iterator[Node]:
        stack = [node]
        while stack:
            current = stack.pop()
            yield current
            if into_strings or current.type != "string":
                stack += reversed(current.children)

    def string_spans(self) -> list[Span]:
        """The outermost string literals, in order."""
        return [self._span(node) for node in self._walk(self._root) if node.type == "string"]

    @cached_property
    def bare_strings(self) -> list[Span]:
        """The statements that are nothing but a string, in order and at any depth: all docstrings are among them. A
        span is that of the string, or strings, without brackets around it."""
        found: list[Span] = []
        for node in self._walk(self._root):
            if node.type == "expression_statement":
                while node.named_child_count == 1 and node.type in ("expression_statement", "parenthesized_expression"):
                    node = node.named_children[0]
                if node.type in ("string", "concatenated_string"):
                    found.append(self._span(node))
        return found

    @cached_property
    def strings(self) -> list[Span]:
        """The outermost strings, in order; those that stand side by side are one."""
        found: list[Span] = []
        for node in self._walk(self._root):
            if node.type in ("string", "concatenated_string"):
                span = self._span(node)
                if not found or span.start >= found[-1].end:
                    found.append(span)
        return found

    @cached_property
    def comments(self) -> list[Span]:
        """The comments, in order, each from its sign to the end of its line."""
        return [self._span(node) for node in self._walk(self._root) if node.type == "comment"]

    @cached_property
    def main_blocks(self) -> list[Span]:
        """The statements under each top-level `if __name__ == "__main__":`."""
        found: list[Span] = []
        for node in self._root.named_children:
            condition, block = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
            if node.type == "if_statement" and condition is not None and block is not None:
                span = self._span(block)
                if _AS_SCRIPT.fullmatch(self._slice(condition)) and span.start < span.end:
                    found.append(span)
        return found

    @cached_property
    def statements(self) -> list[Span]:
        """The top-level statements, decorators included, in order."""
        return [self._span(node) for node in self._root.named_children if node.type != "comment"]

    def statements_in(self, around: Span) -> Span | None:
        """From the first statement within the body `around` to the end of its last one; None where there is none."""
        found: list[Span] = []
        pending = [self._root]
        while pending:
            for node in pending.pop().named_children:
                span = self._span(node)
                if around.start <= span.start and span.end <= around.end and node.type not in ("comment", "block"):
                    found.append(span)
                elif span.start < around.end and around.start < span.end:
                    pending.append(node)
        return Span(min(span.start for span in found), max(span.end for span in found)) if found else None

    def statement_at(self, offset: int) -> Span | None:
        """The innermost statement around `offset`; of a compound one only its head, if its body is on other lines."""
        byte = self._tree.offsets.byte(offset)
        node = self._root.descendant_for_byte_range(byte, byte + 1)
        statement = node
        while statement is not None and statement.parent is not None:
            if statement.type == "decorated_definition" or statement.parent.type in ("module", "block"):
                break
            statement = statement.parent
        if node is None or statement is None or statement.parent is None:
            return None
        start, end = statement.start_byte, statement.end_byte
        for clause in (statement, *statement.named_children):
            for child in clause.children:
                if child.type != "block" or child.start_byte < node.end_byte:
                    continue
                colon = child.prev_sibling
                while colon is not None and colon.type == "comment":
                    colon = colon.prev_sibling
                if colon is not None and child.start_point.row > colon.end_point.row and colon.end_byte < end:
                    start, end = clause.start_byte, colon.end_byte
        return Span(self._offset(start), self._offset(end))

    def functions(self) -> list[Function]:
        """The top-level functions, in order."""
        found: list[Function] = []
        for node in self._root.named_children:
            definition = node.child_by_field_name("definition") if node.type == "decorated_definition" else node
            if definition is not None and definition.type == "function_definition":
                function = self._function(node, definition)
                if function is not None:
                    found.append(function)
        return found

    def _function(self, outer: Node, node: Node) -> Function | None:
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        colons = [child for child in node.children if child.type == ":"]
        if name is None or body is None or not colons:
            return None
        first = next((child for child in body.named_children if child.type != "comment"), None)
        docstring = None
        if first is not None and first.type == "expression_statement" and first.named_child_count == 1:
            literal = first.named_children[0]
            if literal.type in ("string", "concatenated_string"):
                docstring = self._span(literal)
        span = self._span(name)
        return Function(
            self.text[span.start : span.end],
            self._span(node),
            self._span(outer),
            self._offset(colons[0].end_byte),
            self._span(body),
            docstring,
        )

    def names(self, name: str) -> list[Span]:
        """Where the variable `name` is read or bound; attributes and keywords of that name are not."""
        return [
            self._span(node)
            for node in self._walk(self._root, into_strings=True)
            if node.type == "identifier" and not _names_else(node) and self._slice(node) == name
        ]

    def _slice(self, node: Node) -> str:
        return self.text[self._offset(node.start_byte) : self._offset(node.end_byte)]


def _names_else(node: Node) -> bool:
    above = node.parent
    if above is None:
        return False
    if above.type == "attribute":
        return above.child_by_field_name("attribute") == node
    return above.type == "keyword_argument" and above.child_by_field_name("name") == node
