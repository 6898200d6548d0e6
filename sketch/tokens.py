"""Python code as its tokens: what is left of it where layout and comments do not count."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"""
    (?P<text> [A-Za-z]{0,2} (?: '''(?:\\.|[^\\])*?''' | \"""(?:\\.|[^\\])*?\""" )
            | [A-Za-z]{0,2} (?: '(?:\\.|[^'\\\r\n])*' | "(?:\\.|[^"\\\r\n])*" )
            | `[^`\r\n]*` )
  | (?P<skipped> \#[^\r\n]* | \\(?:\r\n|\r|\n) | [ \t\f]+ )
  | (?P<line> (?:\r\n|\r|\n) )
  | (?P<code> \w+ | . )
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(code: str) -> list[str]:
    """The tokens of `code`, a fragment of any kind, without comments; strings and holes in backticks are whole. Line
    ends are `\\n` where they end a statement, followed by how deep the next one is indented, by level. Never fails."""
    found: list[str] = []
    depth = 0
    levels: list[int] = []
    begins = True
    column = 0
    for match in _TOKEN.finditer(code):
        token = match.group()
        if match.lastgroup == "skipped":
            if begins and not token.startswith(("#", "\\")):
                column = len(token.expandtabs())
        elif match.lastgroup == "line":
            if depth == 0:
                begins, column = True, 0
        else:
            if begins:
                levels = [*(level for level in levels if level < column), column]
                found += ["\n", str(len(levels))] if found else []
                begins = False
            if match.lastgroup == "text":
                token = re.sub(r"\r\n|\r", "\n", token)
            elif token in "([{":
                depth += 1
            elif token in ")]}":
                depth = max(0, depth - 1)
            found.append(token)
    return found
