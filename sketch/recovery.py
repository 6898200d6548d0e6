"""What still stands in a text with an error: all but the definition that the error is in.

A text is cut before each line that begins a definition at column 0, and what stands between two cuts is parsed alone.
Where that has an error it may have been cut within a string or brackets, so it is tried up to where these are closed;
where that is no Python either, it alone is broken. So a bracket left open swallows nothing of what comes behind, and
what a stretch of text says depends on nothing around it but where it is cut.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sketch.model import Language
from sketch.part import Part, read_part
from sketch.reading import Reading
from sketch.syntax_errors import is_python
from sketch.tree import SyntaxTree, parse_tree

_BEGINNING = r"(?:def\b|class\b|async[ \t]+def\b|@)"
_DEFINITION = re.compile(rf"\n{_BEGINNING}")
_DEFINITION_BEHIND_ANY_BREAK = re.compile(rf"[\r\n]{_BEGINNING}")
_CONTINUED = ("\\\n", "\\\r\n", "\\\r")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
_KEYWORDS = frozenset({*keyword.kwlist, *keyword.softkwlist})
#: Words that stand in no brackets.
_STATEMENTS = frozenset(
    {"assert", "break", "class", "continue", "def", "del", "global", "import", "nonlocal", "pass", "raise", "return"}
    | {"try", "while", "with"}
)
#: What tells whether a statement goes on: strings, comments, words, brackets. A quote or a backtick by itself is one
#: that is not closed, at least not where it must be.
_TOKEN = re.compile(
    r'''
    (?P<skipped> (?:\b[A-Za-z]{1,2})?
        (?: """ (?: [^"\\]++ | \\. | "(?!"") )*+ """ | \'\'\' (?: [^'\\]++ | \\. | '(?!'') )*+ \'\'\'
          | (?!""") " (?: [^"\\\r\n]++ | \\(?:\r\n|.) )*+ " | (?!\'\'\') ' (?: [^'\\\r\n]++ | \\(?:\r\n|.) )*+ ' )
      | ` [^`\r\n]* ` | \# [^\r\n]* )
  | (?P<unclosed> ["'`] )
  | (?P<word> \w+ ) (?= (?P<next> [ \t]+ \w+ )? )
  | (?P<opening> [(\[{] )
  | (?P<closing> [)\]}] )
    ''',
    re.VERBOSE | re.DOTALL,
)
#: How many times a text may be read over, on average, in search of where its broken parts are closed.
_MOST_READ = 8

#: What is known of texts, whatever stands around them; None for what was tried as one part and is no Python.
Known = Mapping[str, Part | None]


class Recovered(NamedTuple):
    """The parts that make up a text, in order, and all that is `known` now of them and of what was tried. `plain` says
    that each is what stands between two cuts, without error."""

    parts: tuple[Part, ...]
    known: Known
    plain: bool


def cuts_of(text: str) -> list[int]:
    """Where the definitions at column 0 of `text` begin, decorators being part of what they decorate; between its
    beginning and its end, which are always told."""
    cuts = [0]
    decorates = text.startswith("@")
    for match in (_DEFINITION_BEHIND_ANY_BREAK if "\r" in text else _DEFINITION).finditer(text):
        place = match.start() + 1
        if text.endswith(_CONTINUED, 0, place):
            continue
        if not decorates:
            cuts.append(place)
        decorates = text[place] == "@"
    cuts.append(len(text))
    return cuts


def parts_of(text: str, language: Language, known: Known) -> Recovered:
    """The parts of `text`. It is a function of the text alone: what is `known` only saves work."""
    cuts = cuts_of(text)
    found, refused = _found(text, cuts, language, known)
    readings: dict[str, Reading] = {}
    for part in known.values():
        if part is not None and part.sound:
            readings.update(zip([piece.text for piece in part.pieces.texts], part.pieces.readings, strict=True))
    parts = [one if isinstance(one, Part) else read_part(one, language, readings) for one in found]
    plain = len(parts) == len(cuts) - 1 and all(part.sound for part in parts)
    return Recovered(tuple(parts), {**{part.text: part for part in parts}, **dict.fromkeys(refused)}, plain)


def _found(
    text: str, cuts: Sequence[int], language: Language, known: Known
) -> tuple[list[Part | SyntaxTree], list[str]]:
    """The parts of `text`, as trees where they are not known (all are made before the first is read, which is quicker);
    and what was tried as one part and is no Python."""
    found: list[Part | SyntaxTree] = []
    refused: list[str] = []
    left = _MOST_READ * len(text)
    number = 0
    while number < len(cuts) - 1:
        start, behind = cuts[number], number + 1
        alone = text[start : cuts[behind]]
        one: Part | SyntaxTree = known.get(alone) or parse_tree(alone)
        if not one.sound and left > 0:
            closed, reached = _closed_at(text, cuts, number)
            left -= reached - start
            if closed > behind:
                joined = text[start : cuts[closed]]
                left -= len(joined)
                whole = known[joined] if joined in known else _python(joined, language)
                if whole is None:
                    refused.append(joined)
                else:
                    one, behind = whole, closed
        found.append(one)
        number = behind
    return found, refused


def _python(text: str, language: Language) -> SyntaxTree | None:
    """The tree of `text`, where that can be read as it stands."""
    tree = parse_tree(text)
    return tree if is_python(tree, language) else None


def _closed_at(text: str, cuts: Sequence[int], number: int) -> tuple[int, int]:
    """The number of the first cut behind that of `number` at which every string and bracket opened since is closed,
    and how far the text was read for that. Where it turns out to be no Python on the way, or nothing is ever closed,
    the number given is `number` itself."""
    brackets: list[str] = []
    ahead = number + 1
    for token in _TOKEN.finditer(text, cuts[number]):
        if token.start() >= cuts[ahead] and not brackets:
            return ahead, token.start()
        while cuts[ahead] < token.end():
            ahead += 1
        word, following, closing = token["word"], token["next"], token["closing"]
        if token["opening"]:
            brackets.append(_CLOSING[token["opening"]])
        elif closing:
            if not brackets or brackets.pop() != closing:
                return number, token.end()
        elif token["unclosed"] or (brackets and word in _STATEMENTS):
            return number, token.end()
        elif following and word not in _KEYWORDS and following.strip(" \t") not in _KEYWORDS:
            # Two names side by side are prose: most likely quotes were taken for closing that open a string.
            return number, token.end()
    return (number if brackets else len(cuts) - 1), len(text)
