"""From text to sketch: `parse` from scratch, `reparse` after edits. Neither fails on any text.

A text is cut into pieces, its top-level statements. What a piece says on its own is read once and remembered by its
text; what pieces say of each other (who calls what, which names are taken) is put together anew each time.

Tree-sitter could parse the whole text again after an edit, too, but behind some edits it reuses nothing, and how it
recovers from errors depends on the past. So where an edit stays within one piece, and that piece alone is without
error before and after, it alone is parsed; in all other cases the whole text is.
"""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from attrs import field, frozen

from sketch.assembly import Placed, Reading, assemble, example_words
from sketch.definitions import read_definitions
from sketch.inline import read_backticks
from sketch.model import Language, Problem, Sketch
from sketch.piece import PieceText, pieces_of
from sketch.recovery import segments_of
from sketch.references import words_of
from sketch.syntax_errors import syntax_problems
from sketch.text import Edit, apply_edits
from sketch.tree import parse_tree

#: Nobody reads more problems than this of one text.
_MOST_PROBLEMS = 200


@frozen
class Parsed:
    """A sketch, and what makes parsing its next version fast. Immutable: a version can be edited in several ways.

    `pieces` are those of the text, in order, and `starts` where they begin; `sound` says that the tree has no error.
    """

    sketch: Sketch
    pieces: tuple[PieceText, ...] = field(repr=False, eq=False)
    starts: tuple[int, ...] = field(repr=False, eq=False)
    sound: bool = field(repr=False, eq=False)
    readings: Mapping[str, Reading] = field(repr=False, eq=False)


def parse(text: str, language: Language) -> Parsed:
    """The sketch that `text` is. Never fails: what is wrong is in its `problems`."""
    with _collector_paused():
        return _parse(text, language, {})


def reparse(parsed: Parsed, edits: Sequence[Edit]) -> Parsed:
    """The sketch after `edits`, as `parse` would give it. Raises ValueError where edits overlap."""
    text = apply_edits(parsed.sketch.text, edits)
    if text == parsed.sketch.text:
        return parsed
    start = min(edit.span.start for edit in edits)
    end = max(edit.span.end for edit in edits)
    changed = bisect_right(parsed.starts, start) - 1
    with _collector_paused():
        if parsed.sound and changed >= 0:
            within = _within_piece(parsed, text, changed, start, end)
            if within is not None:
                return within
        return _parse(text, parsed.sketch.language, parsed.readings)


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
    begin = parsed.starts[changed]
    old = parsed.sketch.text
    last = changed == len(parsed.starts) - 1
    upto = len(old) if last else parsed.starts[changed + 1]
    grown = len(text) - len(old)
    piece = text[begin : upto + grown]
    # It still begins with its first character at the beginning of a line, and ends with its line break.
    if start <= begin or (begin and old[begin - 1] not in "\r\n") or (end >= upto and not last):
        return None
    lines = piece.rstrip("\r\n") if last else piece[:-1].rstrip("\r\n")
    if lines.endswith("\\"):
        return None
    tree = parse_tree(piece)
    if tree.tree.root_node.has_error:
        return None
    inner = pieces_of(tree)
    if not inner or inner[0].base:
        return None
    pieces = (*parsed.pieces[:changed], *inner, *parsed.pieces[changed + 1 :])
    starts = (
        *parsed.starts[:changed],
        *(begin + piece.base for piece in inner),
        *(place + grown for place in parsed.starts[changed + 1 :]),
    )
    return _read(text, parsed.sketch.language, pieces, starts, (), True, parsed.readings)


def _parse(text: str, language: Language, known: Mapping[str, Reading]) -> Parsed:
    tree = parse_tree(text)
    sound = not tree.tree.root_node.has_error
    segments = segments_of(tree)
    pieces: list[PieceText] = []
    starts: list[int] = []
    for segment in segments:
        found = pieces_of(segment.tree)
        pieces += found
        starts += [segment.base + piece.base for piece in found]
    problems = syntax_problems(text, segments, language)
    return _read(text, language, tuple(pieces), tuple(starts), problems, sound, known)


def _read(
    text: str,
    language: Language,
    pieces: tuple[PieceText, ...],
    starts: tuple[int, ...],
    problems: tuple[Problem, ...],
    sound: bool,
    known: Mapping[str, Reading],
) -> Parsed:
    placed: list[Placed] = []
    readings: dict[str, Reading] = {}
    for piece, start in zip(pieces, starts, strict=True):
        whole = sound or not any(node.has_error for node in piece.nodes)
        reading = readings.get(piece.text) or known.get(piece.text) if whole else None
        if reading is None:
            reading = _read_piece(piece, language)
        if whole:
            readings[piece.text] = reading
        placed.append(Placed(piece, start, reading))
    assembled = assemble(placed)
    ordered = sorted(
        {*problems, *assembled.problems},
        key=lambda problem: (problem.span.start, problem.span.end, problem.code, problem.message),
    )
    sketch = Sketch(text, language, assembled.holes, assembled.functions, tuple(ordered[:_MOST_PROBLEMS]))
    return Parsed(sketch, pieces, starts, sound, readings)


def _read_piece(piece: PieceText, language: Language) -> Reading:
    definitions = read_definitions(piece, language)
    occurrences, problems = read_backticks(piece, definitions, language)
    text = piece.text
    for occurrence in reversed(occurrences):
        text = text[: occurrence.span.start] + " " + text[occurrence.span.end :]
    own = [problem for definition in definitions for problem in definition.problems]
    examples = tuple(example_words(definition.hole) if definition.hole else frozenset() for definition in definitions)
    return Reading(definitions, occurrences, (*own, *problems), words_of(text), examples)
