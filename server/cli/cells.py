"""Text in the cells of a terminal: what may be shown, how wide it is, where it is cut.

Values come from code that nobody has read yet, so nothing that a terminal obeys (escape sequences, control characters,
marks that turn the direction of text) is ever let through: it is shown as Python would write it in a string.
"""

from __future__ import annotations

import unicodedata

_SHORT = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_JOINER = "\u200d"
_WIDE = frozenset("WF")
_NO_CELL = frozenset(("Mn", "Me"))


def clean(text: str, encoding: str = "utf-8") -> str:
    """`text` with everything that cannot be shown, or not in `encoding`, written as a Python escape."""
    if text.isascii() and text.isprintable():
        return text
    shown: list[str] = []
    previous = ""
    for char in text:
        # The joiner is invisible; only between the parts of an emoji does it say something that a reader can see.
        keep = char.isprintable() or (char == _JOINER and _is_pictorial(previous))
        shown.append(char if keep else _escape(char))
        previous = char
    result = "".join(shown)
    return result if is_utf(encoding) else result.encode(encoding, "backslashreplace").decode(encoding)


def is_utf(encoding: str) -> bool:
    """Whether every character can be written in `encoding`."""
    return encoding.lower().replace("-", "").replace("_", "").startswith(("utf", "u8"))


def _is_pictorial(char: str) -> bool:
    return bool(char) and (char == "\ufe0f" or unicodedata.category(char) in ("So", "Sk"))


def _escape(char: str) -> str:
    code = ord(char)
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def width(text: str) -> int:
    """How many cells clean `text` takes: two for East Asian wide characters and emoji, none for combining marks."""
    return len(text) if text.isascii() else sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if char < "\u0300":
        return 1
    if char == _JOINER or unicodedata.category(char) in _NO_CELL:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1


def pad(text: str, cells: int) -> str:
    """Clean `text` with spaces behind it up to `cells`."""
    return text + " " * (cells - width(text))


def head(text: str, cells: int) -> str:
    """As much of the beginning of clean `text` as `cells` hold."""
    if text.isascii():
        return text[: max(cells, 0)]
    used = 0
    for index, char in enumerate(text):
        used += _char_width(char)
        if used > cells:
            return text[:index]
    return text


def tail(text: str, cells: int) -> str:
    """As much of the end of clean `text` as `cells` hold."""
    if text.isascii():
        return text[max(len(text) - cells, 0) :] if cells > 0 else ""
    used = 0
    for index in range(len(text) - 1, -1, -1):
        used += _char_width(text[index])
        if used > cells:
            return text[index + 1 :]
    return text


def cut(text: str, cells: int, ellipsis: str) -> str:
    """Clean `text`, its end left out for `ellipsis` where it is wider than `cells`."""
    return text if width(text) <= cells else head(text, cells - width(ellipsis)).rstrip() + ellipsis


def cut_middle(text: str, cells: int, ellipsis: str) -> str:
    """Clean `text`, its middle left out for `ellipsis` where it is wider than `cells`: a call keeps its bracket."""
    if width(text) <= cells:
        return text
    room = cells - width(ellipsis)
    behind = room // 4
    return head(text, room - behind) + ellipsis + tail(text, behind)


def wrap(text: str, cells: int) -> list[str]:
    """Clean `text` broken at spaces into lines of at most `cells`; a longer word stands alone on its line, uncut."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        if line and width(line) + 1 + width(word) > cells:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]
