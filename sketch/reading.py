"""What one piece says on its own, whatever stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from attrs import field, frozen

from sketch.definitions import Definition, read_definitions
from sketch.inline import Occurrence, read_backticks
from sketch.model import Hole, Language, Problem
from sketch.piece import PieceText
from sketch.references import Reference, read_references, words_of


@frozen
class Reading:
    """What one piece says on its own. Places count from the piece.

    `words` are all words in it outside backticks, `example_words` those in the examples and properties of each
    definition. `references` remembers what was found for which name: a memory only, it never changes what the reading
    says.
    """

    definitions: tuple[Definition, ...]
    occurrences: tuple[Occurrence, ...]
    problems: tuple[Problem, ...]
    words: frozenset[str]
    example_words: tuple[frozenset[str], ...]
    references: dict[str, tuple[Reference, ...]] = field(factory=dict, eq=False, repr=False)


class Pieces(NamedTuple):
    """The pieces of a text, in order: each with the place where it begins, and what it says."""

    texts: tuple[PieceText, ...]
    starts: tuple[int, ...]
    readings: tuple[Reading, ...]


def read_piece(piece: PieceText, language: Language) -> Reading:
    """What `piece` says."""
    definitions = read_definitions(piece, language)
    occurrences, problems = read_backticks(piece, definitions, language)
    text = piece.text
    for occurrence in reversed(occurrences):
        text = text[: occurrence.span.start] + " " + text[occurrence.span.end :]
    own = [problem for definition in definitions for problem in definition.problems]
    examples = tuple(example_words(definition.hole) if definition.hole else frozenset() for definition in definitions)
    return Reading(definitions, occurrences, (*own, *problems), words_of(text), examples)


def references_in(piece: PieceText, reading: Reading, names: frozenset[str]) -> tuple[Reference, ...]:
    """The places of `piece`, read as `reading`, that speak of functions called one of `names`."""
    wanted = names & reading.words
    if not wanted:
        return ()
    known = reading.references
    new = wanted.difference(known)
    if new:
        # Names come and go while somebody types; what was found for the others stays.
        found = read_references(piece, reading.definitions, new)
        known.update({name: tuple(reference for reference in found if reference.name == name) for name in new})
    if len(wanted) == 1:
        return known[next(iter(wanted))]
    every = [reference for name in wanted for reference in known[name]]
    every.sort(key=lambda reference: reference.span.start)
    return tuple(every)


def speaks_of(reading: Reading, names: frozenset[str]) -> bool:
    """Whether any of `names` is among the words of `reading`."""
    if not names:
        return False
    return not names.isdisjoint(reading.words) or not all(map(names.isdisjoint, reading.example_words))


def example_sources(hole: Hole) -> Iterator[str]:
    """The text of each example, its set-up included, and of each property."""
    for example in hole.examples:
        yield "\n".join((*example.setup, example.source)) if example.setup else example.source
    for line in (*hole.properties, *hole.given):
        yield line.source


def example_words(hole: Hole) -> frozenset[str]:
    """All words in the examples and properties of `hole`."""
    return words_of("\n".join(example_sources(hole)))
