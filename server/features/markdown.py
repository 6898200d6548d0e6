"""Markdown for what an editor shows, made of text that may hold anything."""

from __future__ import annotations

import re

from holes.values import shorten

_BREAK = re.compile(r"\r\n|\r|\n")
#: What means something wherever it stands; an underscore does only at the edge of a word.
_ANYWHERE = re.compile(r"[\\`*\[\]<|~]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)")
#: What means something at the start of a line: a heading, a quotation, a list, a line below a heading.
_AT_START = re.compile(r"#|>|[-+=](?=[-+=\s]|$)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])")
_RUN = re.compile(r"`+")
_MARKUP = re.compile(
    r"^(?P<fence>`{3,})\w*\n(?P<block>.*?)\n(?P=fence)$"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`+)(?P<code>[^\n]+?)(?<!`)(?P=ticks)(?!`)"
    r"|\*+| +$",
    re.MULTILINE | re.DOTALL,
)
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def plain(text: str) -> str:
    """Markdown that shows `text` as it is, its lines and paragraphs kept, its indentation not."""
    lines = [_line(line.strip()) for line in _BREAK.split(_shown(text).strip())]
    made: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        # Two spaces make a line break within a paragraph.
        made.append(f"{line}  " if line and following else line)
    return "\n".join(made)


def _line(line: str) -> str:
    start = _AT_START.match(line)
    escaped = _ANYWHERE.sub(lambda match: "\\" + match.group(), line)
    if start is not None:
        return "\\" + escaped
    return _NUMBERED.sub(r"\1\\\2", escaped, count=1) if _NUMBERED.match(line) else escaped


def code(text: str, length: int = 80) -> str:
    """`text` on one line as code, its middle left out where it is longer than `length` characters."""
    line = shorten(_shown(text), length).strip()
    if not line:
        return "` `"
    fence = "`" * (1 + max((len(run) for run in _RUN.findall(line)), default=0))
    padding = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{padding}{line}{padding}{fence}"


def block(text: str, language: str = "python", lines: int = 40, length: int = 4_000) -> str:
    """`text` as a block of code, at most so many lines and characters of it."""
    shown = _BREAK.sub("\n", _shown(text)).rstrip("\n")
    if len(shown) > length:
        shown = f"{shown[:length]}…"
    kept = shown.split("\n")
    if len(kept) > lines:
        kept = [*kept[: lines - 1], "…"]
    shown = "\n".join(kept)
    fence = "`" * max(3, 1 + max((len(run) for run in _RUN.findall(shown)), default=0))
    return f"{fence}{language}\n{shown}\n{fence}"


def unmarked(markdown: str) -> str:
    """What `markdown` shows, where it was made here, for an editor that shows text alone."""

    def content(match: re.Match[str]) -> str:
        said = (match["block"], match["escaped"], (match["code"] or "").strip())
        return next((part for part in said if part), "")

    return _MARKUP.sub(content, markdown)


def _shown(text: str) -> str:
    return _UNSHOWN.sub("\ufffd", text)
