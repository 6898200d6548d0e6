"""What a docstring says besides its prose: examples, files of examples, properties and what is given."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from sketch.docstring import MappedText
from sketch.doctests import examples_of, line_starts, read_prompts
from sketch.model import Example, ExamplesFile, Problem, Property
from sketch.statements import is_expression

_FILE = re.compile(r"[ \t]*Examples:[ \t]+(\S(?:.*\S)?\.(?:jsonl|ndjson))[ \t]*")
_SECTION = re.compile(r"([ \t]*)(Properties|Given):[ \t]*")
_HEADS = ("Examples:", "Properties:", "Given:")
_BULLET = re.compile(r"[-*•][ \t]+")
_HEADING = re.compile(r"[ \t]*(?:Examples?|Doctests?|Usage)[ \t]*:{0,2}[ \t]*", re.IGNORECASE)
_UNDERLINE = re.compile(r"[ \t]*[-=~]{3,}[ \t]*")


class Sections(NamedTuple):
    """The parts of one docstring or comment block. A `section_problem` says that a line under `Properties:` or
    `Given:` is no expression: whether that matters depends on whose docstring it is."""

    description: str = ""
    examples: tuple[Example, ...] = ()
    files: tuple[ExamplesFile, ...] = ()
    properties: tuple[Property, ...] = ()
    given: tuple[Property, ...] = ()
    problems: tuple[Problem, ...] = ()
    section_problems: tuple[Problem, ...] = ()


def _width(line: str) -> int:
    lead = len(line) - len(line.lstrip(" \t"))
    return len(line[:lead].expandtabs()) if "\t" in line else lead


def _section_lines(lines: list[str], heading: int, taken: frozenset[int]) -> list[int]:
    """The numbers of the lines under the section heading at line `heading`: those indented more."""
    width = _width(lines[heading])
    found: list[int] = []
    for number in range(heading + 1, len(lines)):
        if not lines[number].strip():
            continue
        if _width(lines[number]) <= width or number in taken:
            break
        found.append(number)
    return found


def _prose(lines: list[str], dropped: Iterable[int], prompts: frozenset[int]) -> str:
    """The lines that are neither dropped nor examples, without common indentation; nor a heading of examples."""
    gone = {*dropped, *prompts}
    for number in prompts:
        if number - 1 in prompts:
            continue
        above = number - 1
        while above >= 0 and not lines[above].strip():
            above -= 1
        if above > 0 and _UNDERLINE.fullmatch(lines[above]) and _HEADING.fullmatch(lines[above - 1]):
            gone.update((above, above - 1))
        elif above >= 0 and _HEADING.fullmatch(lines[above]):
            gone.add(above)
    kept = [(number, line.rstrip()) for number, line in enumerate(lines) if number not in gone]
    width = min([_width(line) for number, line in kept if number > 0 and line], default=0)
    texts: list[str] = []
    for number, line in kept:
        text = line.strip() if number == 0 else line.expandtabs()[width:] if line else ""
        if text or (texts and texts[-1]):
            texts.append(text)
    return "\n".join(texts).strip("\n").strip()


def section_ranges(text: MappedText) -> list[tuple[int, int]]:
    """Where in `text` the sections `Properties:` and `Given:` stand, from the heading's line to the end of the last
    one under it; of prose, too, that looks like them."""
    lines = text.text.split("\n")
    starts, taken = line_starts(lines), read_prompts(text).lines
    found: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        under = _section_lines(lines, number, taken) if number not in taken and _SECTION.fullmatch(line) else []
        if under:
            found.append((starts[number], starts[under[-1]] + len(lines[under[-1]])))
    return found


@lru_cache(maxsize=4096)
def read_sections(text: MappedText) -> Sections:
    """The sections of `text`. `Properties:` and `Given:` are taken as sections wherever they head indented lines."""
    headed = any(word in text.text for word in _HEADS)
    if not headed and ">>>" not in text.text and "\n" not in text.text:
        return Sections(text.text.strip())
    lines = text.text.split("\n")
    starts = line_starts(lines) if headed else []
    block = read_prompts(text)
    dropped: set[int] = set()
    files: list[ExamplesFile] = []
    found: dict[str, list[Property]] = {"Properties": [], "Given": []}
    wrong: list[Problem] = []
    for number, line in enumerate(lines if headed else ()):
        if number in block.lines or number in dropped or ":" not in line:
            continue
        file = _FILE.fullmatch(line)
        if file:
            span = text.span(starts[number] + file.start(1), starts[number] + file.end(1))
            files.append(ExamplesFile(file[1], span))
            dropped.add(number)
            continue
        heading = _SECTION.fullmatch(line)
        if heading is None:
            continue
        under = _section_lines(lines, number, block.lines)
        if not under:
            continue
        dropped.update((number, *under))
        for place in under:
            start = len(lines[place]) - len(lines[place].lstrip(" \t"))
            bullet = _BULLET.match(lines[place], start)
            start = bullet.end() if bullet else start
            source = lines[place][start:].rstrip()
            span = text.span(starts[place] + start, starts[place] + start + len(source))
            if not is_expression(source):
                message = f"`{source}` is no Python expression; each line under `{heading[2]}:` must be one."
                wrong.append(Problem("example-malformed", message, span))
            else:
                found[heading[2]].append(Property(source, span))
    return Sections(
        _prose(lines, dropped, block.lines),
        examples_of(block, text),
        tuple(files),
        tuple(found["Properties"]),
        tuple(found["Given"]),
        block.problems,
        tuple(wrong),
    )
