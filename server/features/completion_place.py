"""What is being typed at a place of the text, so far as it is anything of ours: an example, what it expects, a section
of a docstring, a property, a hole in backticks. The text there need not be whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from attrs import frozen

from server.features.view import View
from sketch.code import code_of
from sketch.cuts import comment_blocks, docstring_parts
from sketch.layout import indentation, line_end, line_start
from sketch.model import Hole, Kind, Language, Span
from sketch.statements import parse_statement

_PROMPT = re.compile(r"([ \t]*)(>>>|\.\.\.)(?: (.*))?$")
_COMMENT = re.compile(r"([ \t\f]*# ?)(.*)$")
_FLAG = re.compile(r"#\s*doctest:\s*(?:[-+]\w+[\s,]+)*([-+]?\w*)$")
_FILE = re.compile(r"[ \t]*Examples:[ \t]+(\S*)$")
_SECTION = re.compile(r"[ \t]*(Properties|Given):[ \t]*")
_WORD = re.compile(r"\w*$")
_BEGINNING = re.compile(r"[ \t]*(>{1,3}|[A-Za-z]*)$")
_MARKER = re.compile(r"[ \t]+((?:\.\.\.[ \t]*(?:#[ \t]*\w*)?)?)$")
_NO_BODY = re.compile(r"(?:\.\.\.[ \t]*(?:#.*)?)?")
_QUOTES = ('"""', "'''")
_OPENING = {")": "(", "]": "[", "}": "{"}
#: Comment examples belong to one of so many uses above them.
_NEAREST = 10


class Typing(StrEnum):
    """What is being typed. At a `SECTION` an example can begin as well, at a `PROMPT` nothing else can."""

    EXAMPLE = "example"
    EXPECTED = "expected"
    FLAG = "flag"
    PROMPT = "prompt"
    SECTION = "section"
    FILE = "file"
    PROPERTY = "property"
    GIVEN = "given"
    DESCRIPTION = "description"
    MARKER = "marker"


@frozen
class Written:
    """How text is written where it is typed: `lead` begins each of its lines, `quote` are the quotes around it, none in
    a comment and in code. In a `raw` string nothing can be escaped."""

    lead: str = ""
    quote: str = ""
    raw: bool = False


@frozen
class Place:
    """What is typed, and `span`, the part of it that is replaced. `holes` are those that it may be for. `before` stands
    before the cursor: of an example all of its statement, of a property its line. `line` is where the example begins
    of which something is expected. `closed` says that a closing backtick stands there already."""

    typing: Typing
    span: Span
    holes: tuple[Hole, ...] = ()
    before: str = ""
    written: Written = Written()
    line: int = 0
    closed: bool = False


@frozen
class Half:
    """Python that is only half typed: whether it ends in a string or comment, and the innermost call that is open with
    the number of arguments before the cursor's; None where none is."""

    quoted: bool
    callee: str | None
    argument: int = 0


def place_at(view: View, offset: int) -> Place | None:
    """What is typed at `offset`; None where it is nothing of ours."""
    if not 0 <= offset <= len(view.text):
        return None
    for hole in view.subjects:
        if hole.docstring_span is not None and hole.docstring_span.start < offset < hole.docstring_span.end:
            return _in_docstring(view, hole, hole.docstring_span, offset)
    comment = _COMMENT.match(view.text[line_start(view.text, offset) : offset])
    if comment is not None:
        return _in_comment(view, comment, offset)
    if view.sketch.language is Language.ANPL:
        return _in_backticks(view, offset)
    return _marker(view, offset)


def half(source: str) -> Half:
    """What `source`, Python up to the cursor, ends in."""
    quote = ""
    opened: list[tuple[str, str, int]] = []
    at = 0
    while at < len(source):
        character = source[at]
        if quote:
            if character == "\\":
                at += 1
            elif source.startswith(quote, at):
                at += len(quote) - 1
                quote = ""
        elif character in "'\"":
            quote = character * 3 if source.startswith(character * 3, at) else character
            at += len(quote) - 1
        elif character == "#":
            end = source.find("\n", at)
            if end < 0:
                return Half(True, None)
            at = end
        elif character in "([{":
            opened.append((character, _callee(source[:at]), 0))
        elif character in _OPENING and opened:
            opened.pop()
        elif character == "," and opened:
            bracket, name, count = opened[-1]
            opened[-1] = (bracket, name, count + 1)
        at += 1
    bracket, callee, count = opened[-1] if opened else ("", "", 0)
    return Half(bool(quote), callee if bracket == "(" and callee else None, count)


def _callee(source: str) -> str:
    """What is called by the bracket behind `source`: a name, or a name of an object that is made there."""
    found = re.search(r"(?:\w+\(\)\.)?[\w.]*$", source)
    return found.group() if found is not None else ""


def _in_docstring(view: View, hole: Hole, docstring: Span, offset: int) -> Place | None:
    text = view.text
    for part in docstring_parts(text, docstring):
        quote = text[part.start - 3 : part.start]
        if quote in _QUOTES and part.start <= offset <= part.end:
            prefix = re.search(r"[A-Za-z]*$", text[max(0, part.start - 5) : part.start - 3])
            raw = prefix is not None and "r" in prefix.group().lower()
            start = max(part.start, line_start(text, offset))
            above = _lines_above(text, part.start, start)
            written = Written(indentation(text, offset) if start > part.start else "", quote, raw)
            rest = text[offset : min(line_end(text, offset), part.end)]
            return _in_lines(hole, text[start:offset], rest, above, offset, written)
    return None


def _lines_above(text: str, first: int, start: int) -> list[tuple[int, str]]:
    """The lines from `first` up to the one that begins at `start`, from below, each with where it begins."""
    found: list[tuple[int, str]] = []
    while start > first:
        above = max(first, line_start(text, start - 2 if text.startswith("\r\n", start - 2) else start - 1))
        found.append((above, text[above:start].rstrip("\r\n")))
        start = above
    return found


def _in_lines(
    hole: Hole, before: str, rest: str, above: list[tuple[int, str]], offset: int, written: Written
) -> Place | None:
    """What is typed in a docstring behind `before` and in front of `rest` on its line; `above` are the lines above."""
    example = _example((hole,), before, above, offset, written)
    if example is not None or rest.strip():
        return example
    if (file := _FILE.match(before)) is not None:
        return Place(Typing.FILE, Span(offset - len(file[1]), offset), (hole,))
    if (section := _section_around(before, above)) is not None:
        typing = Typing.PROPERTY if section == "Properties" else Typing.GIVEN
        return Place(typing, _word(before, offset), (hole,), before, written)
    begun = _BEGINNING.match(before)
    if begun is None or not above:
        return None
    return Place(
        Typing.PROMPT if _in_example(above) else Typing.SECTION,
        Span(offset - len(begun[1]), offset),
        (hole,),
        begun[1],
        written,
    )


def _in_example(above: list[tuple[int, str]]) -> bool:
    """Whether the text right below the lines `above` would be expected of an example."""
    for _, line in above:
        if not line.strip():
            return False
        if _PROMPT.match(line):
            return True
    return False


def _word(before: str, offset: int) -> Span:
    word = _WORD.search(before)
    return Span(offset - len(word.group()) if word is not None else offset, offset)


def _section_around(before: str, above: list[tuple[int, str]]) -> str | None:
    """The section whose heading is the first line above that is indented less."""
    width = _width(before)
    for _, line in above:
        if not line.strip() or _width(line) >= width:
            if _PROMPT.match(line):
                return None
            continue
        heading = _SECTION.fullmatch(line)
        return heading[1] if heading is not None else None
    return None


def _width(line: str) -> int:
    return len(line[: len(line) - len(line.lstrip(" \t"))].expandtabs())


def _example(
    holes: tuple[Hole, ...], before: str, above: list[tuple[int, str]], offset: int, written: Written
) -> Place | None:
    """The example, or what is expected of one, that is typed behind `before`."""
    prompt = _PROMPT.match(before)
    if prompt is not None and prompt[3] is not None:
        source = prompt[3] if prompt[2] == ">>>" else f"{_statement(above)[1]}\n{prompt[3]}"
        if (flag := _FLAG.search(prompt[3])) is not None:
            return Place(Typing.FLAG, Span(offset - len(flag[1]), offset), holes)
        return Place(Typing.EXAMPLE, _word(before, offset), holes, source, written)
    typed = before.lstrip(" \t")
    if prompt is None and not typed.startswith(">") and above and _PROMPT.match(above[0][1]):
        begin, source = _statement(above)
        statement = parse_statement(source)
        if statement is not None and statement.is_expression:
            return Place(Typing.EXPECTED, Span(offset - len(typed), offset), holes, typed, written, begin)
    return None


def _statement(above: list[tuple[int, str]]) -> tuple[int, str]:
    """The statement of the example whose last line is the first of `above`, and where it begins."""
    sources: list[str] = []
    for start, line in above:
        prompt = _PROMPT.match(line)
        if prompt is None:
            break
        sources.append(prompt[3] or "")
        if prompt[2] == ">>>":
            return start, "\n".join(reversed(sources))
    return 0, ""


def _in_comment(view: View, comment: re.Match[str], offset: int) -> Place | None:
    """What is typed in the comments under the statement of a hole in backticks."""
    holes: list[Hole] = []
    start = 0
    for hole in _above(view, offset):
        for block in comment_blocks(view.sketch, code_of(view.text), hole):
            if block.start <= offset <= block.end:
                holes.append(hole)
                start = block.start
                break
    if not holes:
        return None
    begin = line_start(view.text, offset)
    above: list[tuple[int, str]] = []
    for place, line in _lines_above(view.text, start, begin):
        sign = _COMMENT.match(line)
        above.append((place, sign[2] if sign is not None else line))
    written = Written(comment[1].rstrip(" ") + " ")
    found = _example(tuple(holes), comment[2], above, offset, written)
    begun = _BEGINNING.match(comment[2])
    if found is not None or begun is None or view.text[offset : line_end(view.text, offset)].strip():
        return found
    return Place(Typing.PROMPT, Span(offset - len(begun[1]), offset), tuple(holes), begun[1], written)


def _above(view: View, offset: int) -> Iterator[Hole]:
    """The holes in backticks that are used nearest above `offset`."""
    inline = (hole for hole in view.sketch.holes if hole.kind is Kind.INLINE)
    uses = ((use.span.end, hole) for hole in inline for use in hole.uses if use.span.end <= offset)
    nearest = sorted(uses, key=lambda found: found[0], reverse=True)[:_NEAREST]
    yield from sorted({hole.id: hole for _, hole in nearest}.values(), key=lambda hole: hole.span)


def _in_backticks(view: View, offset: int) -> Place | None:
    text = view.text
    start = line_start(text, offset)
    if "`" not in text[start:offset] or any(span.start < start < span.end for span in code_of(text).strings):
        return None
    opened, quote = None, ""
    for at in range(start, offset):
        character = text[at]
        if opened is not None:
            opened = None if character == "`" else opened
        elif quote:
            # Between the braces of an f-string a backtick begins a hole, too.
            if character == quote:
                quote = ""
            elif character == "`" and "{" in text[start:at]:
                opened = at
        elif character == "`":
            opened = at
        elif character in "'\"":
            quote = character
        elif character == "#":
            return None
    if opened is None:
        return None
    rest = text[offset : line_end(text, offset)]
    # An odd number of backticks is one that closes, and pairs.
    closed = rest.count("`") % 2 == 1
    end = offset + rest.index("`") if closed else offset
    return Place(Typing.DESCRIPTION, Span(opened + 1, end), before=text[opened + 1 : offset], closed=closed)


def _marker(view: View, offset: int) -> Place | None:
    """Where `...  # hole` can be typed: in a function of a `.py` file that says what it does, and has no body yet."""
    text = view.text
    start = line_start(text, offset)
    typed = _MARKER.match(text[start:offset])
    if typed is None or text[offset : line_end(text, offset)].strip():
        return None
    functions = (hole for hole in view.sketch.functions if hole.docstring_span is not None)
    above = [hole for hole in functions if hole.docstring_span is not None and hole.docstring_span.end <= offset]
    if not above:
        return None
    hole = max(above, key=lambda hole: hole.docstring_span or hole.span)
    assert hole.docstring_span is not None
    body = text[hole.fill_span.start : hole.fill_span.end].strip()
    between = text[hole.docstring_span.end : start].strip()
    if between or not _NO_BODY.fullmatch(body) or not text[start:offset].startswith(hole.body_indent):
        return None
    return Place(Typing.MARKER, Span(offset - len(typed[1]), offset), (hole,))
