"""What the place we write to can show, and lines made of styled pieces that look well in any of them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TextIO

from attrs import frozen

from server.cli.cells import clean, cut, cut_middle, is_utf

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

#: A stretch of clean text and the name of its style (a key of `STYLES`, or empty).
Piece = tuple[str, str]
#: One line, without its line break.
Line = tuple[Piece, ...]

#: Style names and what they are on a terminal.
STYLES = {
    "good": "green",
    "bad": "bold red",
    "warn": "yellow",
    "dim": "dim",
    "strong": "bold",
    "accent": "cyan",
    "place": "cyan",
    "expected": "green",
    "actual": "red",
    "expected-part": "bold black on green",
    "actual-part": "bold white on red",
}

_PLAIN_SIGNS = {
    "✓": "+",
    "✗": "x",
    "○": "o",
    "≠": "!",
    "…": "...",
    "·": "-",
    "→": "->",
    "←": "<-",
    "—": "-",
    "│": "|",
    "├─": "|-",
    "└─": "`-",
}
#: Width for laying out values where nothing says how wide the reader's window is.
PIPE_WIDTH = 100
_NARROWEST = 40


@frozen
class Look:
    """What can be shown. `columns` is None where lines may be as long as they like (a pipe)."""

    columns: int | None = None
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def width(self) -> int:
        """The cells of a line, never fewer than 40."""
        return max(self.columns, _NARROWEST) if self.columns else PIPE_WIDTH

    @property
    def ellipsis(self) -> str:
        """The sign for what is left out."""
        return self.sign("…")

    def sign(self, sign: str) -> str:
        """A sign of ours, or what stands for it where only ASCII can be written."""
        return sign if is_utf(self.encoding) else _PLAIN_SIGNS.get(sign, sign)

    def clean(self, text: str) -> str:
        """Somebody's text, made safe to show."""
        return clean(text, self.encoding)

    def sentence(self, text: str) -> str:
        """A text of ours or of an engine on one line, made safe, with signs that can be written."""
        line = " ".join(text.split())
        if not is_utf(self.encoding):
            for sign, plain in _PLAIN_SIGNS.items():
                line = line.replace(sign, plain)
        return self.clean(line)

    def brief(self, text: str, cells: int) -> str:
        """Somebody's text on one line of at most `cells`, its end left out."""
        return cut(self.clean(" ".join(text[: 8 * cells].split())), cells, self.ellipsis)

    def call(self, text: str, cells: int) -> str:
        """Somebody's code on one line of at most `cells`, its middle left out."""
        if len(text) > 16 * cells:
            text = f"{text[: 8 * cells]} {text[-8 * cells :]}"
        return cut_middle(self.clean(" ".join(text.split())), cells, self.ellipsis)


def look_at(stream: TextIO, environ: Mapping[str, str]) -> Look:
    """How to write to `stream`. Honours NO_COLOR, FORCE_COLOR, TERM=dumb and COLUMNS."""
    terminal = is_terminal(stream)
    forced = environ.get("FORCE_COLOR", "") not in ("", "0")
    capable = terminal and environ.get("TERM", "") not in ("dumb", "unknown")
    return Look(
        columns=_columns(stream, environ, terminal=terminal),
        colour=(capable or forced) and not environ.get("NO_COLOR"),
        encoding=getattr(stream, "encoding", None) or "utf-8",
    )


def is_terminal(stream: TextIO) -> bool:
    """Whether a person reads `stream` as it is written."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def _columns(stream: TextIO, environ: Mapping[str, str], *, terminal: bool) -> int | None:
    stated = environ.get("COLUMNS", "")
    if stated.isascii() and stated.isdigit() and 0 < len(stated) < 6 and int(stated):
        return int(stated)
    if not terminal:
        return None
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError, AttributeError):
        return 80


def plain(lines: Iterable[Line]) -> str:
    """`lines` as text without styles, each with its line break and no space before it."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def painted(lines: Iterable[Line], look: Look) -> str:
    """`lines` as text, with escape sequences for colours where `look` has colour."""
    if not look.colour:
        return plain(lines)
    from rich.console import Console

    buffer = io.StringIO()
    # The depth of colour is fixed: only the eight colours that every theme makes readable are used.
    console = Console(file=buffer, force_terminal=True, color_system="standard", legacy_windows=False, width=100_000)
    _print(console, lines)
    return buffer.getvalue()


def show(lines: Iterable[Line], stream: TextIO, look: Look) -> None:
    """Write `lines` to `stream`."""
    if look.colour and is_terminal(stream) and os.name == "nt":
        # Old Windows consoles know no escape sequences; rich speaks to them in their own way.
        from rich.console import Console

        _print(Console(file=stream, width=100_000), lines)
    else:
        stream.write(painted(lines, look))


def _print(console: Console, lines: Iterable[Line]) -> None:
    for line in lines:
        console.print(rich_text(line), soft_wrap=True)


def rich_text(line: Line) -> Text:
    """`line` for rich, which is told to see no markup in it."""
    from rich.text import Text

    text = Text(no_wrap=True, overflow="crop", end="")
    for piece, style in line:
        text.append(piece, STYLES[style] if style else None)
    text.rstrip()
    return text
