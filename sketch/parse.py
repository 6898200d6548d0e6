"""From text to sketch: `parse` from scratch, `reparse` after edits. Neither fails on any text.

A text is cut into pieces, its top-level statements. What a piece says on its own is read once and remembered by its
text; what pieces say of each other (who calls what, which names are taken) is put together anew each time.

Tree-sitter could parse the whole text again after an edit, too, but behind some edits it reuses nothing, and how it
recovers from errors depends on the past. So each part of a text is parsed alone (`recovery.py` says where it is cut),
and none again whose text was there before. Where an edit stays within one piece, and that piece alone is without error
before and after, in a text without error, its neighbours are not even looked at.
"""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from attrs import field, frozen

from sketch.assembly import Assembly, assemble, reassemble
from sketch.lines import LineIndex
from sketch.model import Language, Problem, Sketch
from sketch.part import readings_of
from sketch.piece import PieceText, pieces_of
from sketch.reading import Pieces, Reading
from sketch.recovery import Known, cuts_of, parts_of
from sketch.shift import shift_problem
from sketch.text import Edit, apply_edits
from sketch.tree import parse_tree

#: Nobody reads more problems than this of one text.
_MOST_PROBLEMS = 200
_MOST_SYNTAX_PROBLEMS = 20
_LINE = re.compile(r"\bline (\d+)\b")


@frozen
class Parsed:
    """A sketch, and what makes parsing its next version fast. Immutable: a version can be edited in several ways.

    `pieces` are those of the text, `assembly` what was made of them. `plain` says that there is no error and that the
    text is cut between pieces only; `known` is what is known of parts, of this text and of what it was before.
    """

    sketch: Sketch
    pieces: Pieces = field(repr=False, eq=False)
    assembly: Assembly = field(repr=False, eq=False)
    plain: bool = field(repr=False, eq=False)
    known: Known = field(repr=False, eq=False)


def parse(text: str, language: Language) -> Parsed:
    """The sketch that `text` is. Never fails: what is wrong is in its `problems`."""
    with _collector_paused():
        return _parse(text, language, None)


def reparse(parsed: Parsed, edits: Sequence[Edit]) -> Parsed:
    """The sketch after `edits`, as `parse` would give it. Raises ValueError where edits overlap."""
    text = apply_edits(parsed.sketch.text, edits)
    if text == parsed.sketch.text:
        return parsed
    start = min(edit.span.start for edit in edits)
    end = max(edit.span.end for edit in edits)
    changed = bisect_right(parsed.pieces.starts, start) - 1
    with _collector_paused():
        if parsed.plain and changed >= 0:
            within = _within_piece(parsed, text, changed, start, end)
            if within is not None:
                return within
        return _parse(text, parsed.sketch.language, parsed)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Thousands of values are made at once here, and none is garbage: looking for some takes as long as the parsing."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _within_piece(parsed: Parsed, text: str, changed: int, start: int, end: int) -> Parsed | None:
    """`parsed` after the piece at index `changed` alone was edited, from `start` to `end` of the old text; None where
    that could mean anything to its neighbours."""
    texts, starts, readings = parsed.pieces
    begin = starts[changed]
    old = parsed.sketch.text
    last = changed == len(starts) - 1
    upto = len(old) if last else starts[changed + 1]
    grown = len(text) - len(old)
    piece = text[begin : upto + grown]
    # It still begins with its first character at the beginning of a line, and ends with its line break.
    if start <= begin or (begin and old[begin - 1] not in "\r\n"):
        return None
    if not last and (end >= upto or old[upto - 1] not in "\r\n"):
        return None
    lines = piece.rstrip("\r\n") if last else piece[:-1].rstrip("\r\n")
    if lines.endswith("\\"):
        return None
    tree = parse_tree(piece)
    if not tree.sound:
        return None
    inner = pieces_of(tree)
    if not inner or inner[0].base or not {part.base for part in inner}.issuperset(cuts_of(piece)[:-1]):
        return None
    language = parsed.sketch.language
    read = readings_of(inner, language, {})
    pieces = Pieces(
        (*texts[:changed], *inner, *texts[changed + 1 :]),
        (
            *starts[:changed],
            *(begin + part.base for part in inner),
            *[place + grown for place in starts[changed + 1 :]],
        ),
        (*readings[:changed], *read, *readings[changed + 1 :]),
    )
    assembly = reassemble(parsed.assembly, parsed.pieces, pieces)
    return _parsed(text, language, pieces, assembly, (), True, parsed.known)


def _parse(text: str, language: Language, before: Parsed | None) -> Parsed:
    parts, known, plain = parts_of(text, language, before.known if before is not None else {})
    texts: list[PieceText] = []
    starts: list[int] = []
    readings: list[Reading] = []
    problems: list[Problem] = []
    base = 0
    for part in parts:
        texts += part.pieces.texts
        starts += [base + start for start in part.pieces.starts]
        readings += part.pieces.readings
        told = part.problems[: _MOST_SYNTAX_PROBLEMS - len(problems)]
        problems += [shift_problem(_in_lines_of(text, base, problem), base) for problem in told]
        base += len(part.text)
    pieces = Pieces(tuple(texts), tuple(starts), tuple(readings))
    assembly = reassemble(before.assembly, before.pieces, pieces) if before is not None else assemble(pieces)
    return _parsed(text, language, pieces, assembly, problems, plain, known)


def _in_lines_of(text: str, base: int, problem: Problem) -> Problem:
    """`problem` with the lines that its message speaks of counted from the beginning of `text`, not from `base`."""
    if not base or not _LINE.search(problem.message):
        return problem
    lines, _ = LineIndex(text[:base]).line_column(base)
    message = _LINE.sub(lambda match: f"line {int(match[1]) + lines}", problem.message)
    return Problem(problem.code, message, problem.span)


def _parsed(
    text: str,
    language: Language,
    pieces: Pieces,
    assembly: Assembly,
    problems: Sequence[Problem],
    plain: bool,
    known: Known,
) -> Parsed:
    ordered = sorted(
        {*problems, *assembly.problems},
        key=lambda problem: (problem.span.start, problem.span.end, problem.code, problem.message),
    )
    sketch = Sketch(text, language, assembly.holes, assembly.functions, tuple(ordered[:_MOST_PROBLEMS]))
    return Parsed(sketch, pieces, assembly, plain, known)
