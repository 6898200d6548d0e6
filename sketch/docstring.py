"""Docstrings as Python evaluates them, with the way back from each character to its place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from sketch.model import Span

_START = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")")
_ESCAPE = re.compile(
    r"\\(?:(\r\n|\r|\n)|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\{([^}\n]+)\}|(.))|(\r\n?)",
    re.DOTALL,
)
_SIMPLE = {"\\": "\\", "'": "'", '"': '"', "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class MappedText(NamedTuple):
    """A text whose runs stand elsewhere. Run i covers `text[at[i]:at[i + 1]]`; it was made of `origin[i]` up to
    `origin_end[i]`, character by character where both are of the same length."""

    text: str
    at: tuple[int, ...] = (0,)
    origin: tuple[int, ...] = (0,)
    origin_end: tuple[int, ...] = (0,)

    def span(self, start: int, end: int) -> Span:
        """Where the characters from `start` to `end` stand."""
        if len(self.at) == 1 and self.origin_end[0] - self.origin[0] == len(self.text):
            return Span(self.origin[0] + start, self.origin[0] + end)
        return Span(self.start(start), self.end(end))

    def start(self, position: int) -> int:
        """Where the character at `position` begins."""
        run = bisect_right(self.at, position) - 1
        return min(self.origin[run] + position - self.at[run], self.origin_end[run])

    def end(self, position: int) -> int:
        """Where the character before `position` ends."""
        if position <= 0:
            return self.start(0)
        run = bisect_right(self.at, position - 1) - 1
        upto = self.at[run + 1] if run + 1 < len(self.at) else len(self.text)
        return self.origin_end[run] if position == upto else self.origin[run] + position - self.at[run]


class _Builder:
    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.at: list[int] = []
        self.origin: list[int] = []
        self.origin_end: list[int] = []

    def add(self, text: str, start: int, end: int) -> None:
        if text:
            self.at.append(self.length)
            self.origin.append(start)
            self.origin_end.append(end)
            self.pieces.append(text)
            self.length += len(text)

    def build(self, start: int) -> MappedText:
        if not self.at:
            return MappedText("", (0,), (start,), (start,))
        return MappedText("".join(self.pieces), tuple(self.at), tuple(self.origin), tuple(self.origin_end))


def joined(parts: list[tuple[str, int]], start: int) -> MappedText:
    """One text of `parts`, each with the offset it stands at; `start` is where an empty one stands."""
    builder = _Builder()
    for text, offset in parts:
        builder.add(text, offset, offset + len(text))
    return builder.build(start)


def _escaped(match: re.Match[str]) -> str:
    newline, octal, two, four, eight, name, other, bare_return = match.groups()
    if newline is not None:
        return ""
    if bare_return is not None:
        return "\n"
    if octal is not None:
        return chr(int(octal, 8))
    digits = two or four or eight
    if digits is not None:
        code = int(digits, 16)
        return chr(code) if code < 0x110000 else match.group()
    if name is not None:
        import unicodedata

        try:
            return unicodedata.lookup(name)
        except KeyError:
            return match.group()
    return _SIMPLE.get(other, match.group())


def is_docstring_prefix(start: str) -> bool:
    """Whether a string that opens with `start` (prefix and quotes) can be a docstring: no bytes, no f-string."""
    match = _START.fullmatch(start)
    return match is not None and match[1].lower() in ("", "r", "u")


def evaluate(literals: list[tuple[str, int]]) -> MappedText:
    """The value of string `literals` side by side, each given as written, quotes and prefix too, with its offset."""
    builder = _Builder()
    start = literals[0][1] if literals else 0
    for number, (literal, offset) in enumerate(literals):
        opening = _START.match(literal)
        if opening is None:
            continue
        quote = opening[2]
        begin = opening.end()
        if number == 0:
            start += begin
        end = max(begin, len(literal) - len(quote)) if literal.endswith(quote, begin) else len(literal)
        content = literal[begin:end]
        if len(literals) == 1 and content and "\\" not in content and "\r" not in content:
            return MappedText(content, (0,), (offset + begin,), (offset + end,))
        raw = "r" in opening[1].lower()
        position = 0
        if "\r" in content or (not raw and "\\" in content):
            for match in _ESCAPE.finditer(content):
                if raw and match[8] is None:
                    # In a raw string only line ends change, also one right behind a backslash.
                    if match[1] is None or match[1] == "\n":
                        continue
                    cut = match.start(1)
                    builder.add(content[position:cut], offset + begin + position, offset + begin + cut)
                    builder.add("\n", offset + begin + cut, offset + begin + match.end())
                else:
                    start = match.start()
                    builder.add(content[position:start], offset + begin + position, offset + begin + start)
                    builder.add(_escaped(match), offset + begin + start, offset + begin + match.end())
                position = match.end()
        builder.add(content[position:], offset + begin + position, offset + end)
    return builder.build(start)
