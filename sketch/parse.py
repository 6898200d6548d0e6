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

from sketch.assembly import Assembly, Pieces, assemble, moved
from sketch.model import Language, Problem, Sketch
from sketch.piece import PieceText, pieces_of
from sketch.reading import Reading, read_piece
from sketch.recovery import segments_of
from sketch.syntax_errors import syntax_problems
from sketch.text import Edit, apply_edits
from sketch.tree import parse_tree

#: Nobody reads more problems than this of one text.
_MOST_PROBLEMS = 200


@frozen
class Parsed:
    """A sketch, and what makes parsing its next version fast. Immutable: a version can be edited in several ways.

    `pieces` are those of the text, `assembly` what was made of them; `sound` says that the tree has no error.
    """

    sketch: Sketch
    pieces: Pieces = field(repr=False, eq=False)
    assembly: Assembly = field(repr=False, eq=False)
    sound: bool = field(repr=False, eq=False)


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
    changed = bisect_right(parsed.pieces.starts, start) - 1
    with _collector_paused():
        if parsed.sound and changed >= 0:
            within = _within_piece(parsed, text, changed, start, end)
            if within is not None:
                return within
        return _parse(text, parsed.sketch.language, _known(parsed))


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
    language = parsed.sketch.language
    read = _readings(inner, language, {})
    pieces = Pieces(
        (*texts[:changed], *inner, *texts[changed + 1 :]),
        (
            *starts[:changed],
            *(begin + part.base for part in inner),
            *[place + grown for place in starts[changed + 1 :]],
        ),
        (*readings[:changed], *read, *readings[changed + 1 :]),
    )
    assembly = moved(parsed.assembly, readings[changed], pieces, changed) if len(inner) == 1 else None
    return _parsed(text, language, pieces, assembly or assemble(pieces), (), True)


def _known(parsed: Parsed) -> dict[str, Reading]:
    """What is known of pieces by their text; where there is an error that may not be all."""
    return {
        piece.text: reading
        for piece, reading in zip(parsed.pieces.texts, parsed.pieces.readings, strict=True)
        if parsed.sound or _is_whole(piece)
    }


def _is_whole(piece: PieceText) -> bool:
    return not any(node.has_error for node in piece.nodes)


def _parse(text: str, language: Language, known: Mapping[str, Reading]) -> Parsed:
    tree = parse_tree(text)
    texts: list[PieceText] = []
    starts: list[int] = []
    segments = segments_of(tree)
    for segment in segments:
        found = pieces_of(segment.tree)
        texts += found
        starts += [segment.base + piece.base for piece in found]
    pieces = Pieces(tuple(texts), tuple(starts), _readings(texts, language, known))
    problems = syntax_problems(text, segments, language)
    return _parsed(text, language, pieces, assemble(pieces), problems, not tree.tree.root_node.has_error)


def _readings(texts: Sequence[PieceText], language: Language, known: Mapping[str, Reading]) -> tuple[Reading, ...]:
    """What `texts` say; `known` are readings of pieces without error."""
    latest = dict(known)
    readings: list[Reading] = []
    for piece in texts:
        reading = latest.get(piece.text) if _is_whole(piece) else None
        if reading is None:
            reading = read_piece(piece, language)
            if _is_whole(piece):
                latest[piece.text] = reading
        readings.append(reading)
    return tuple(readings)


def _parsed(
    text: str, language: Language, pieces: Pieces, assembly: Assembly, problems: tuple[Problem, ...], sound: bool
) -> Parsed:
    ordered = sorted(
        {*problems, *assembly.problems},
        key=lambda problem: (problem.span.start, problem.span.end, problem.code, problem.message),
    )
    sketch = Sketch(text, language, assembly.holes, assembly.functions, tuple(ordered[:_MOST_PROBLEMS]))
    return Parsed(sketch, pieces, assembly, sound)
