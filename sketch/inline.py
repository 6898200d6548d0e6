"""Holes in backticks: inline holes, which are called, and choice holes, which are values."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

from tree_sitter import Node, Query, QueryCursor

from sketch.definitions import Definition
from sketch.docstring import joined
from sketch.doctests import examples_of, read_prompts
from sketch.model import Example, Language, Parameter, Problem, Signature, Span
from sketch.piece import PieceText
from sketch.signature import call_signature
from sketch.statements import parse_python
from sketch.tree import GRAMMAR

_CHOOSE = re.compile(r"\s*choose\s*:")
_PROMPT = re.compile(r"#[ \t]*>>>")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
_COMMENT_LINE = re.compile(r"([ \t\f]*)#( ?)([^\r\n]*)")


class Occurrence(NamedTuple):
    """One backtick string that is a hole. `text` is what stands between the backticks; `caller` the index of the
    definition around it. `choices` is empty for an inline hole, and for one the `signature` is called `_`."""

    text: str
    span: Span
    call_span: Span
    caller: int | None
    signature: Signature
    choices: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()


def caller_at(definitions: tuple[Definition, ...], place: int) -> int | None:
    """The index of the innermost function whose body holds `place`; stubs do not count."""
    found = None
    for index, definition in enumerate(definitions):
        if definition.span.start > place:
            break
        if definition.hole is not None and definition.body.start <= place < definition.body.end:
            found = index
    return found


def read_backticks(
    piece: PieceText, definitions: tuple[Definition, ...], language: Language
) -> tuple[tuple[Occurrence, ...], tuple[Problem, ...]]:
    """The holes in backticks of `piece`, in order, and what is wrong with other backtick strings."""
    if "`" not in piece.text:
        return (), ()
    found: list[tuple[Occurrence, Node]] = []
    problems: list[Problem] = []
    for string in _backtick_strings(piece):
        if language is Language.PYTHON:
            message = "Holes in backticks belong into an `.anpl` file; Python has none."
            problems.append(Problem("sketch-syntax", message, piece.span(string.node)))
            continue
        occurrence = _read(piece, string, definitions)
        if isinstance(occurrence, Problem):
            problems.append(occurrence)
        else:
            found.append((occurrence, string.node))
    return _with_examples(piece, found, problems), tuple(problems)


class _Backticks(NamedTuple):
    """A backtick string, the call whose callee it is, whether that call is awaited, and whether it stands in the braces
    of an f-string."""

    node: Node
    call: Node | None
    awaited: bool
    interpolated: bool


@cache
def _strings() -> Query:
    """Asks for strings and what may be around one; made when first needed, as making it takes longer than asking."""
    return Query(
        GRAMMAR,
        "(string) @string (call function: (string) @callee) @call (await (call) @awaited) "
        "(interpolation) @interpolation",
    )


def _backtick_strings(piece: PieceText) -> list[_Backticks]:
    """The backtick strings of `piece` that stand in code: not in other strings, but for the braces of f-strings, nor
    in comments."""
    strings: list[Node] = []
    interpolations: list[Node] = []
    calls: dict[int, Node] = {}
    awaited: set[int] = set()
    for statement in piece.nodes:
        for _, captures in QueryCursor(_strings()).matches(statement):
            if "string" in captures:
                strings += captures["string"]
            elif "call" in captures:
                calls[captures["callee"][0].start_byte] = captures["call"][0]
            elif "awaited" in captures:
                awaited.add(captures["awaited"][0].start_byte)
            else:
                interpolations += captures["interpolation"]
    found: list[_Backticks] = []
    inside = 0
    spans = sorted((node.start_byte, node.end_byte) for node in interpolations)
    following = 0
    for node in sorted(strings, key=lambda node: node.start_byte):
        while following < len(spans) and spans[following][0] <= node.start_byte:
            inside = max(inside, spans[following][1])
            following += 1
        opening = piece.slice(node.child(0)) if node.child_count else ""
        if opening.endswith("`"):
            call = calls.get(node.start_byte)
            is_awaited = call is not None and call.start_byte in awaited
            found.append(_Backticks(node, call, is_awaited, node.start_byte < inside))
    return found


def _read(piece: PieceText, string: _Backticks, definitions: tuple[Definition, ...]) -> Occurrence | Problem:
    span = piece.span(string.node)
    written = piece.text[span.start : span.end]
    text = written[1:-1]
    if not written.startswith("`"):
        return Problem("sketch-syntax", "A hole in backticks has no prefix; take the letters before it away.", span)
    if not text.strip():
        return Problem("sketch-syntax", "A hole needs a description: write between the backticks what it does.", span)
    caller = caller_at(definitions, span.start)
    choose = _CHOOSE.match(text)
    if choose:
        if string.interpolated:
            # What is chosen may hold quotes or braces, which an f-string does not take before Python 3.12.
            message = "A choice cannot stand in an f-string; give it a name in a line above."
            return Problem("sketch-syntax", message, span)
        choices = split_choices(text[choose.end() :])
        if choices is None:
            message = "The choices behind `choose:` must be Python expressions with commas between them."
            return Problem("sketch-syntax", message, span)
        return Occurrence(text, span, span, caller, Signature(""), choices)
    if string.call is None:
        message = "This description is not called; put its arguments in brackets behind it, or write `choose: …` in it."
        return Problem("sketch-syntax", message, span)
    signature = call_signature(piece, string.call, string.awaited)
    return Occurrence(text, span, piece.span(string.call), caller, signature)


def split_choices(text: str) -> tuple[str, ...] | None:
    """The expressions of `text` between its top-level commas; None where it is not one or more expressions."""
    source = f"[{text}\n]"
    tree = parse_python(source, "eval")
    if not isinstance(tree, ast.Expression) or not isinstance(tree.body, ast.List) or not tree.body.elts:
        return None
    if any(isinstance(element, ast.Starred) for element in tree.body.elts):
        return None
    # A bracket around an element is no part of its node, so elements are cut at the commas between them instead.
    cuts = [0]
    data = source.encode("utf-8", "surrogatepass")
    elements = tree.body.elts
    for before in elements[:-1]:
        assert before.end_col_offset is not None
        cuts.append(data.index(b",", before.end_col_offset))
    pieces = [data[start + 1 : end] for start, end in zip(cuts, [*cuts[1:], len(data) - 1], strict=True)]
    return tuple(piece.decode("utf-8", "surrogatepass").strip().rstrip(",").strip() for piece in pieces)


def _with_examples(
    piece: PieceText, found: list[tuple[Occurrence, Node]], problems: list[Problem]
) -> tuple[Occurrence, ...]:
    """The occurrences with the examples in the comments under their statements.

    Where a statement holds several inline holes, each example belongs to the first of them that takes as many
    arguments as the example passes to `_`, otherwise to the first.
    """
    occurrences = [occurrence for occurrence, _ in found]
    groups: dict[int, list[int]] = {}
    if not _PROMPT.search(piece.text):
        return tuple(occurrences)
    for index, (occurrence, node) in enumerate(found):
        if not occurrence.choices:
            groups.setdefault(_comments_start(piece, node), []).append(index)
    for start, members in groups.items():
        lines = _comment_lines(piece, start)
        if not any(">>>" in text for text, _ in lines):
            continue
        parts: list[tuple[str, int]] = []
        for text, place in lines:
            parts += [(text, place), ("\n", place + len(text))]
        comments = joined(parts[:-1], start)
        block = read_prompts(comments)
        problems += block.problems
        for example in examples_of(block, comments):
            owner = next((i for i in members if _fits(occurrences[i].signature.parameters, example)), members[0])
            occurrences[owner] = occurrences[owner]._replace(examples=(*occurrences[owner].examples, example))
    return tuple(occurrences)


def _fits(parameters: tuple[Parameter, ...], example: Example) -> bool:
    """Whether every call of `_` in `example` has as many arguments as there are parameters."""
    counts = calls_of_underscore(example.source)
    takes_any = any(parameter.kind in ("star", "double-star") for parameter in parameters)
    return bool(counts) and (takes_any or all(count in (None, len(parameters)) for count in counts))


def calls_of_underscore(source: str) -> list[int | None]:
    """How many arguments each call of `_` in `source` has; None for one with star arguments."""
    tree = parse_python(source + "\n", "exec")
    counts: list[int | None] = []
    pending = [tree] if tree is not None else []
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_":
            starred = any(isinstance(arg, ast.Starred) for arg in node.args) or any(not k.arg for k in node.keywords)
            counts.append(None if starred else len(node.args) + len(node.keywords))
        pending.extend(ast.iter_child_nodes(node))
    return counts


def _comments_start(piece: PieceText, node: Node) -> int:
    """Where the line begins under which the examples of the hole `node` stand: the one behind its statement, or for a
    hole in the head of a compound statement the one behind the head."""
    statement = node
    while statement.parent is not None and statement.parent.type not in ("module", "block"):
        statement = statement.parent
        if statement.type == "decorated_definition":
            break
    end = statement.end_byte
    for clause in (statement, *statement.named_children):
        for child in clause.children:
            if child.type == "block" and node.end_byte <= child.start_byte:
                before = child.prev_sibling
                while before is not None and before.type == "comment":
                    before = before.prev_sibling
                if before is not None and child.start_point.row > before.end_point.row:
                    end = min(end, before.end_byte)
    line = _LINE.match(piece.text, piece.at(end))
    return line.end() if line is not None else len(piece.text)


def _comment_lines(piece: PieceText, start: int) -> list[tuple[str, int]]:
    """The comment lines from `start` on that are indented alike: each with its text, and where that stands."""
    lines: list[tuple[str, int]] = []
    indent = None
    while start < len(piece.text):
        comment = _COMMENT_LINE.match(piece.text, start)
        if comment is None or (indent is not None and comment[1] != indent):
            break
        indent = comment[1]
        lines.append((comment[3], comment.start(3)))
        line = _LINE.match(piece.text, start)
        if line is None or line.end() == start:
            break
        start = line.end()
    return lines
