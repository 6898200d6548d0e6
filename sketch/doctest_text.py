"""Writing examples as text: doctest lines, and docstrings that evaluate to what they should say."""

from __future__ import annotations

import re

from sketch.code import code_of
from sketch.layout import line_start, lines

_BREAK = re.compile(r"\r\n|\n|\r")
_LOOKS_LIKE_PROMPT = re.compile(r"[ \t]*>>>")
_LOOKS_LIKE_CONTINUATION = re.compile(r"[ \t]*\.\.\.")
_QUOTE_AT_END = re.compile(r'((?<!\\)(?:\\\\)*)"\Z')
_UNPRINTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def doctest_lines(source: str, expected: str) -> tuple[str, ...]:
    """An example as doctest writes it: a prompt for each statement of `source`, and the lines of `expected` (none where
    nothing is expected; an empty one is `<BLANKLINE>`).

    Raises ValueError where there is nothing to run, or where the expected text would be read as a prompt.
    """
    source = _BREAK.sub("\n", source).strip("\n")
    statements = {line_start(source, span.start) for span in code_of(source).statements}
    if not statements:
        raise ValueError("An example needs an expression or a statement to run.")
    shown: list[str] = []
    for offset, line in lines(source):
        prompt = ">>>" if offset in statements or not shown else "..."
        shown.append(f"{prompt} {line}" if line.strip() else prompt)
    return (*shown, *expected_lines(expected))


def expected_lines(expected: str) -> tuple[str, ...]:
    """The lines of an expected text as doctest writes them: an empty one is `<BLANKLINE>`, at the end none is kept.

    Raises ValueError where the text would be read as a prompt.
    """
    wanted = _BREAK.split(expected) if expected else []
    while wanted and not wanted[-1].strip():
        wanted.pop()
    for number, line in enumerate(wanted):
        if _LOOKS_LIKE_PROMPT.match(line) or (number == 0 and _LOOKS_LIKE_CONTINUATION.match(line)):
            shown_line = line.strip()[:40]
            raise ValueError(f"The expected text `{shown_line}` would be read as a prompt; an example can't hold it.")
    return tuple(line if line.strip() else "<BLANKLINE>" for line in wanted)


def escape(text: str, quote: str = '"""') -> str:
    """`text` as it must be written between triple quotes `quote` to evaluate to itself; line ends stay."""
    text = text.replace("\\", "\\\\").replace(quote, "".join("\\" + character for character in quote))
    return _UNPRINTED.sub(lambda match: match.group() if match.group() in "\r\n" else _code(match.group()), text)


def quoted(value: str, newline: str) -> str:
    """A literal between triple quotes that evaluates to `value`, its lines ended by `newline`."""
    written = _QUOTE_AT_END.sub(r"\g<1>\\" + '"', escape(value)).replace("\r", "\\r")
    return '"""' + written.replace("\n", newline) + '"""'


def needs_escapes(text: str, quote: str = '"""') -> bool:
    """Whether `text` cannot stand in a raw string between triple quotes `quote`."""
    return quote in text or _UNPRINTED.search(text) is not None


def fits_comment(text: str) -> bool:
    """Whether the line `text` can stand in a comment as it is."""
    return _UNPRINTED.search(text) is None


def docstring(description: str, examples: tuple[str, ...], indent: str, newline: str) -> str:
    """A docstring literal that says `description` and then, behind an empty line, shows the lines `examples`. Its lines
    but the first start with `indent`."""
    told = [escape(line.rstrip()) for line in _BREAK.split(description.strip())] if description.strip() else []
    if not examples and len(told) <= 1:
        only = told[0] if told else ""
        return '"""' + _QUOTE_AT_END.sub(r"\g<1>\\" + '"', only) + '"""'
    shown = [escape(line) for line in examples]
    between = [""] if told and shown else []
    body = [*told, *between, *shown] if told else ["", *shown]
    return '"""' + newline.join([body[0], *(indent + line if line else "" for line in body[1:]), indent + '"""'])


def _code(character: str) -> str:
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"
