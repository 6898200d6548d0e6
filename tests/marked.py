"""Fixture texts in which places are marked: `«»` stand around what is expected, `$0` where the cursor is."""

from __future__ import annotations

import re
from textwrap import dedent

from sketch.model import Span

HEAD = "# 🎈\n"


def marked(fixture: str) -> tuple[str, tuple[Span, ...]]:
    """A fixture without its `«»`, and what stood between them; `$0` counts as nothing."""
    text, starts, spans = "", list[int](), list[Span]()
    for piece in re.split("([«»])", fixture):
        at = len(text.replace("$0", ""))
        if piece == "«":
            starts.append(at)
        elif piece == "»":
            spans.append(Span(starts.pop(), at))
        else:
            text += piece
    return text, tuple(sorted(spans))


def variants(fixture: str) -> list[str]:
    """The fixture below an emoji, also with tabs, with Windows' line ends and with returns alone."""
    fixture = HEAD + dedent(fixture).lstrip("\n")
    tabs = re.sub(r"^(?: {4})+", lambda indent: "\t" * (len(indent[0]) // 4), fixture, flags=re.MULTILINE)
    return [fixture, tabs, fixture.replace("\n", "\r\n"), fixture.replace("\n", "\r")]
