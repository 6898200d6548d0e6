"""Lines, line ends and indentation of code, and moving code from one indentation to another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from sketch.code import code_of

_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")
_BREAK = re.compile(r"[\r\n]")
_INDENT = re.compile(r"[ \t\f]*")
_COMMENT = re.compile(r"\s*(?:#.*)?")
_INDENTED = re.compile(r"^([ \t]+)\S", re.MULTILINE)


def line_ending(text: str) -> str:
    """How the lines of `text` end: as the first one does."""
    match = re.search(r"\r\n|\n|\r", text)
    return match.group() if match else "\n"


def line_start(text: str, offset: int) -> int:
    """Where the line of `offset` starts."""
    start = text.rfind("\n", 0, offset) + 1
    # Only what is behind that is searched again: in most texts there is no other line end to find.
    return max(start, text.rfind("\r", start, offset) + 1)


def line_end(text: str, offset: int) -> int:
    """Where the line of `offset` ends, before its line end."""
    match = _BREAK.search(text, offset)
    return match.start() if match else len(text)


def next_line(text: str, offset: int) -> int:
    """Where the line below that of `offset` starts, or the end of the text."""
    end = line_end(text, offset)
    return end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)


def indentation(text: str, offset: int) -> str:
    """The white space at the start of the line of `offset`."""
    match = _INDENT.match(text, line_start(text, offset))
    return match.group() if match else ""


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """The lines of `text` between `start` and `end`, without their ends, and where each starts."""
    position, stop = start, len(text) if end is None else end
    while True:
        match = _LINE.match(text, position, stop)
        if match is None:
            return
        yield position, match.group(1)
        position = match.end()
        if not match.group(2):
            return


def indent_unit(text: str) -> str:
    """What one level of indentation looks like in `text`: a tab if any line starts with one, else as many spaces as the
    least indented line has (four where nothing is indented)."""
    found = _INDENTED.findall(text)
    if any(white.startswith("\t") for white in found):
        return "\t"
    return " " * min((len(white) for white in found if len(white) > 1), default=4)


def reindent(source: str, indent: str, newline: str, *, tabs: bool = False) -> str:
    """`source` with the indentation of its first statement replaced by `indent` in all its lines, and its line ends by
    `newline`.

    Lines that begin inside a string literal stay as they are, for white space there is part of the value. Levels of
    spaces become tabs under an `indent` of tabs, or where `tabs` says so. A last line end is dropped.
    """
    source = re.sub(r"\r\n|\r", "\n", source).strip("\n")
    inside = code_of(source).string_spans()
    starts = [span.start for span in inside]
    numbered = list(lines(source))

    def in_string(offset: int) -> bool:
        index = bisect_right(starts, offset - 1) - 1
        return index >= 0 and inside[index].start < offset < inside[index].end

    code = [line for offset, line in numbered if not in_string(offset) and not _COMMENT.fullmatch(line)]
    old = indentation(code[0], 0) if code else indentation(source, 0)
    # Python takes tabs and spaces together where they compare alike; what they have in common is then their columns.
    mixed = any("\t" in indentation(line, 0) for line in code) and not all(line.startswith(old) for line in code)
    if mixed:
        old = old.expandtabs()
        code = [_with_spaces(line) for line in code]
    unit = _space_unit([line.removeprefix(old) for line in code]) if tabs or "\t" in indent else None
    result: list[str] = []
    for offset, line in numbered:
        if in_string(offset):
            result.append(line)
        elif not line.strip():
            result.append("")
        else:
            spaced = _with_spaces(line) if mixed else line
            rest = spaced.removeprefix(old) if spaced.startswith(old) else spaced.lstrip(" \t\f")
            result.append(indent + (_tabbed(rest, unit) if unit else rest))
    return newline.join(result)


def _with_spaces(line: str) -> str:
    """`line` indented by spaces alone, to the column where Python sees it: a form feed starts anew."""
    white = indentation(line, 0)
    return white.rpartition("\f")[2].expandtabs() + line[len(white) :]


def _space_unit(code: list[str]) -> int | None:
    """How many spaces a level has, if every line is indented by whole levels of spaces."""
    widths = {len(line) - len(line.lstrip(" ")) for line in code} - {0}
    if not widths or any(line.startswith("\t") for line in code):
        return None
    unit = min(widths)
    return unit if all(width % unit == 0 for width in widths) else None


def _tabbed(line: str, unit: int) -> str:
    rest = line.lstrip(" ")
    return "\t" * ((len(line) - len(rest)) // unit) + rest
