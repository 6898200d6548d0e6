"""Where a fill goes in its sketch, and what it looks like there: replacements of the sketch's text.

Shared by the compiled module and by the edits that write a fill into the sketch itself.
"""

from __future__ import annotations

import ast
import re
from bisect import bisect_right

from sketch.code import Code, Function, code_of
from sketch.layout import indent_unit, indentation, line_end, line_ending, line_start, next_line, reindent
from sketch.model import Fill, Hole, Sketch, Span
from sketch.source_map import Replacement

_DEFINITION = re.compile(r"(?:async(?:[ \t\f]|\\\r?\n)+)?def(?:[ \t\f]|\\\r?\n)+\Z")
_REST = re.compile(r"([ \t\f]*;)?[ \t\f]*(#[^\r\n]*)?(?=[\r\n]|\Z)")
_CLOSING = re.compile(r"(?:\s|#[^\r\n]*)*\)")
_WORD = re.compile(r"\w")


def function_of(fill: Fill, name: str) -> Function | None:
    """The function of a fill: the one called `name`, else its last one."""
    functions = code_of(fill.source).functions()
    return next((function for function in functions if function.name == name), functions[-1] if functions else None)


def body_of(fill: Fill, name: str) -> str:
    """The body of a fill's function as lines, indented as they are; the whole source where it holds no function."""
    source = fill.source
    function = function_of(fill, name)
    if function is None:
        return source
    if line_start(source, function.body.start) < function.colon:
        return source[function.body.start : line_end(source, function.body.end)]
    # Comments between the header and the first statement belong to the body; what else stands behind the colon doesn't.
    return source[next_line(source, function.colon) : line_end(source, function.body.end)]


def definition_start(sketch: Sketch, hole: Hole) -> int:
    """Where `def` or `async def` stands."""
    before = sketch.text[: hole.name_span.start]
    match = _DEFINITION.search(before, line_start(before, max(0, len(before) - 80)))
    match = match or _DEFINITION.search(before)
    return match.start() if match else line_start(sketch.text, hole.name_span.start)


def body_indentation(sketch: Sketch, hole: Hole) -> str:
    """The white space before each line of the body, also where the body stands on the header's line."""
    text = sketch.text
    outer = indentation(text, definition_start(sketch, hole))
    first = hole.docstring_span.start if hole.docstring_span is not None else hole.fill_span.start
    beside = text[line_start(text, first) : first].strip(" \t\f(") != ""
    if not beside and hole.body_indent.startswith(outer) and len(hole.body_indent) > len(outer):
        return hole.body_indent
    return outer + ("\t" if "\t" in outer else indent_unit(text))


def docstring_statement(text: str, docstring: Span) -> Span:
    """The statement of a docstring: with the brackets around it, if it has some."""
    start, end = docstring.start, docstring.end
    while True:
        before = start - 1
        while before >= 0 and text[before].isspace():
            before -= 1
        opened = before >= 0 and text[before] == "("
        behind = _CLOSING.match(text, end) if opened else None
        if behind is None:
            return Span(start, end)
        start, end = before, behind.end()


def open_header(sketch: Sketch, hole: Hole, first: int) -> tuple[Replacement, ...]:
    """What moves a body whose `first` thing stands on the header's line to a line of its own; nothing if it does."""
    text = sketch.text
    start = line_start(text, first)
    before = text[start:first]
    if not before.strip(" \t\f"):
        return ()
    gap = first - (len(before) - len(before.rstrip(" \t\f")))
    opened = line_ending(text) + body_indentation(sketch, hole)
    return (Replacement(Span(gap, first), opened, hole.name_span.start),)


def named_fill(sketch: Sketch, hole: Hole, body: str) -> tuple[Replacement, ...]:
    """A named hole with `body` (lines, indented anyhow) behind its docstring, on lines of its own.

    A trailing `...` or `pass` goes; a comment behind it or behind the docstring stays, above the body.
    """
    text, newline = sketch.text, line_ending(sketch.text)
    origin = hole.description_span.start
    written = reindent(body, body_indentation(sketch, hole), newline)
    start, end = hole.fill_span.start, hole.fill_span.end
    changes: list[Replacement] = []
    if hole.docstring_span is not None:
        said = docstring_statement(text, hole.docstring_span)
        changes += open_header(sketch, hole, said.start)
        if start == end or line_start(text, start) <= said.end:
            start, end = said.end, max(end, said.end)
    line = line_start(text, start)
    alone = start < end and not text[line:start].strip(" \t\f")
    if not alone and start < end:
        start -= len(text[line:start]) - len(text[line:start].rstrip(" \t\f"))
    rest = _REST.match(text, end)
    stop = end if rest is None or rest.group(1) is None else rest.end(1)
    if alone and (rest is None or rest.group(2) is None):
        # From the start of the line, so that the first line of the fill is its own from its first column on.
        tail = rest.end() if rest is not None else stop
        return (*changes, Replacement(Span(line, tail), written, origin, hole.id))
    if alone and rest is not None:
        stop = rest.start(2)
    if start < stop:
        changes.append(Replacement(Span(start, stop), "", origin))
    place = rest.end() if rest is not None else stop
    changes.append(Replacement(Span(place, place), newline, origin))
    changes.append(Replacement(Span(place, place), written, origin, hole.id))
    return tuple(changes)


def use_name(sketch: Sketch, span: Span, name: str, owner: str | None = None) -> Replacement:
    """`name` (or an expression, then of the hole `owner`) at `span`, never grown together with a word beside it."""
    text = sketch.text
    left = " " if span.start and _WORD.match(text, span.start - 1) and _WORD.match(name) else ""
    right = " " if _WORD.match(text, span.end) and _WORD.match(name[-1:]) else ""
    return Replacement(span, left + name + right, span.start, owner)


def choice_value(sketch: Sketch, span: Span, expression: str) -> str:
    """The chosen `expression` as it must be written at `span`: in parentheses where it would be read otherwise."""
    text = sketch.text
    expression = expression.strip()
    before, after = text[: span.start].rstrip(" \t\f")[-2:], text[span.end : span.end + 80].lstrip(" \t\f")[:1]
    opened = before[-1:] in ("=", "(", "[", ",") and before not in (":=", "==", "!=", "<=", ">=")
    alone = opened and after in ("", *")]},\r\n#")
    try:
        tree = ast.parse(expression, mode="eval").body
    except (SyntaxError, ValueError):
        return f"({expression})"
    if "\n" in expression or "\r" in expression or "#" in expression or isinstance(tree, ast.NamedExpr):
        return f"({expression})"
    if isinstance(tree, ast.Tuple) and not (expression.startswith("(") and tree.col_offset == 0):
        return f"({expression})"
    closed = isinstance(
        tree,
        ast.Name | ast.Constant | ast.List | ast.Dict | ast.Set | ast.Tuple | ast.ListComp | ast.SetComp | ast.DictComp
        | ast.GeneratorExp | ast.Call | ast.Attribute | ast.Subscript | ast.JoinedStr,
    )  # fmt: skip
    if alone or (closed and not (after == "." and expression[0].isdigit()) and not _joins(expression, before, after)):
        return expression
    return f"({expression})"


def _joins(expression: str, before: str, after: str) -> bool:
    """Whether a string would be joined with one beside it, or a brace with one before it in an f-string."""
    quoted = expression[-1:] in "'\"" or expression[:1] in "'\""
    doubled = expression[:1] == "{" and before[-1:] == "{"
    return doubled or (quoted and (before[-1:] in ("'", '"') or after in ("'", '"')))


def function_place(sketch: Sketch, code: Code, use: int) -> tuple[int, int]:
    """Where an inline hole's function goes for a first use at offset `use`: before the top-level statement there.

    Gives the start and end of what its blank lines replace: an empty span at a line's start, above the comments that
    belong to the statement; or, where another statement stands before it on the line, the semicolon between them.
    """
    text = sketch.text
    spans = code.statements
    index = bisect_right(spans, use, key=lambda span: span.start) - 1
    start = spans[index].start if index >= 0 else 0
    line = line_start(text, start)
    if index > 0 and spans[index - 1].end > line:
        return spans[index - 1].end, start
    if text[line:start].strip(" \t\f"):
        return start, start
    return _above_comments(text, line), _above_comments(text, line)


def _above_comments(text: str, line: int) -> int:
    """The start of the block of comments directly above `line`, if it belongs to what follows: it has an empty line
    above it, and neither is it a block of examples nor does it hold the line that names the interpreter or encoding."""
    top = line
    while top:
        above = line_start(text, _line_end_before(text, top))
        shown = text[above:top].strip()
        if not shown.startswith("#"):
            return top if not shown else line
        if shown.startswith("#!") or "coding" in shown or shown.lstrip("# \t").startswith(">>>"):
            return line
        top = above
    return top


def _line_end_before(text: str, start: int) -> int:
    return start - 2 if text.startswith("\r\n", start - 2) and start >= 2 else start - 1


def _blank_lines_above(text: str, line: int) -> int:
    """How many empty lines stand directly above the line that starts at `line`; more than two count as two."""
    count = 0
    while line and count < 2:
        end = _line_end_before(text, line)
        line = line_start(text, end)
        if text[line:end].strip(" \t\f"):
            break
        count += 1
    return count


def functions_before(
    sketch: Sketch, place: tuple[int, int], functions: list[tuple[Hole, str]], *, tabs: bool
) -> tuple[Replacement, ...]:
    """The source of inline holes' functions at `place`, with two empty lines before and behind each, and indented by
    `tabs` if the sketch is."""
    text, newline = sketch.text, line_ending(sketch.text)
    start, end = place
    shared = start < end or start != line_start(text, start)
    above = 0 if shared else _blank_lines_above(text, start)
    first = newline * (3 if shared else max(0, 2 - above) if text[:start].strip() else 0)
    changes = [Replacement(Span(start, end), first, functions[0][0].description_span.start)]
    here = Span(end, end)
    for hole, source in functions:
        origin = hole.description_span.start
        changes.append(Replacement(here, reindent(source, "", newline, tabs=tabs), origin, hole.id))
        changes.append(Replacement(here, newline * 3, origin))
    return tuple(changes)
