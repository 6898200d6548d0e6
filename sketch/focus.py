"""The part of a sketch that the examples of some holes can take part in: what has to be loaded to run them.

Names decide, not calls: whatever a function, its fill or its examples so much as mention is kept, in code, comments or
texts, and all that is not a plain function at the top of the module is. Where code could find functions by other ways
than their names, everything is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b

from attrs import evolve, field, frozen

from sketch.model import Fill, Hole, Kind, Sketch, Span
from sketch.references import words_of

#: Words that can lead to functions whose names are not said.
_LEADS_ANYWHERE = words_of(
    "__builtins__ __dict__ __globals__ __import__ __main__ __subclasses__ _getframe dir eval exec f_globals gc globals "
    "importlib inspect locals modules pickle pkgutil runpy vars"
)

#: White space to Python; what other languages of the world have is an error to it.
_WHITE = " \t\f\r\n"
_BLANK_LINES = re.compile(rf"\A(?:[{_WHITE}]*[\r\n])?")
#: What in an expression can call something: a choice hole does so by itself.
_CALLS = re.compile("[(`]")


@frozen
class _Unit:
    """A plain function at the top of the module, which can be left out; `words` are those in it and in the fills of
    the holes that stand or are used in it."""

    span: Span
    name: str
    words: frozenset[str]
    digest: bytes


@frozen
class Parts:
    """A sketch with fills, taken apart. `base` is what is always kept."""

    sketch: Sketch = field(repr=False)
    units: tuple[_Unit, ...] = field(repr=False)
    base: frozenset[str] = field(repr=False)
    base_digest: bytes = field(repr=False)
    unit_of: Mapping[str, tuple[int, ...]] = field(repr=False)
    named: Mapping[str, tuple[int, ...]] = field(repr=False)

    def needed(self, ids: Iterable[str]) -> frozenset[int] | None:
        """The indexes of the units that running the examples of `ids` may need; None where that may be all."""
        # What is asked of a hole stands in its docstring, or in the function that holds it: its words are among these.
        found = {index for id in ids for index in self.unit_of.get(id, ())}
        pending = [self.base, *(self.units[index].words for index in found)]
        while pending:
            words = pending.pop()
            if not _LEADS_ANYWHERE.isdisjoint(words):
                return None
            for word in words & self.named.keys():
                for index in self.named[word]:
                    if index not in found:
                        found.add(index)
                        pending.append(self.units[index].words)
        return frozenset(found)

    def digest(self, needed: frozenset[int] | None) -> str:
        """A hash of the base and of the units `needed`, wherever they stand; of the whole where that is None."""
        units = self.units if needed is None else [self.units[index] for index in sorted(needed)]
        return blake2b(b"".join((self.base_digest, *(unit.digest for unit in units))), digest_size=16).hexdigest()

    def unit_at(self, offset: int) -> int | None:
        """The index of the unit that an offset stands in, or at the end of; None where that is the base."""
        index = bisect_right([unit.span.start for unit in self.units], offset) - 1
        return index if index >= 0 and offset <= self.units[index].span.end else None

    def starts(self, needed: frozenset[int] | None) -> tuple[int, ...]:
        """The offsets at which the units `needed` begin."""
        return tuple(unit.span.start for index, unit in enumerate(self.units) if needed is None or index in needed)

    def focused(self, needed: frozenset[int] | None) -> Sketch:
        """The sketch with nothing but the base and the units `needed`. All stands where it stood: where something is
        left out there are spaces."""
        if needed is None or len(needed) == len(self.units):
            return self.sketch
        text = self.sketch.text
        left_out = [unit.span for index, unit in enumerate(self.units) if index not in needed]
        pieces: list[str] = []
        position = 0
        for span in left_out:
            pieces += [text[position : span.start], _blank(text[span.start : span.end])]
            position = span.end
        pieces.append(text[position:])
        gone = {id for id, homes in self.unit_of.items() if homes and needed.isdisjoint(homes)}
        starts = [span.start for span in left_out]
        return evolve(
            self.sketch,
            text="".join(pieces),
            holes=tuple(_within(hole, left_out, starts) for hole in self.sketch.holes if hole.id not in gone),
            functions=tuple(_within(hole, left_out, starts) for hole in self.sketch.functions if hole.id not in gone),
        )


def parts(sketch: Sketch, fills: Mapping[str, Fill]) -> Parts:
    """`sketch` with `fills`, taken apart."""
    subjects = (*sketch.holes, *sketch.functions)
    outer = sorted((hole for hole in subjects if _can_be_left_out(hole, sketch.text)), key=lambda hole: hole.span)
    spans = [hole.span for hole in outer]
    starts = [span.start for span in spans]
    unit_of: dict[str, tuple[int, ...]] = {}
    inside: list[list[str]] = [[] for _ in spans]
    outside: list[str] = []
    for hole in subjects:
        places = (use.span for use in hole.uses) if hole.kind in (Kind.INLINE, Kind.CHOICE) else (hole.span,)
        homes = [_index(spans, starts, place.start) for place in places]
        # What is also used at the top of the module belongs to the base.
        kept = () if None in homes else tuple(dict.fromkeys(home for home in homes if home is not None))
        unit_of[hole.id] = kept
        if hole.id in fills:
            for home in kept:
                inside[home].append(fills[hole.id].source)
            if not kept:
                outside.append(fills[hole.id].source)
    units = tuple(
        _Unit(hole.span, hole.name, *_content(sketch.text[hole.span.start : hole.span.end], *sources))
        for hole, sources in zip(outer, inside, strict=True)
    )
    named: dict[str, tuple[int, ...]] = {}
    for index, unit in enumerate(units):
        named[unit.name] = (*named.get(unit.name, ()), index)
    words, digest = _content(_between(sketch.text, spans), *outside)
    return Parts(sketch, units, words, digest, unit_of, named)


def _can_be_left_out(hole: Hole, text: str) -> bool:
    """Whether defining the function does nothing else: it is at the top of the module, not under an `if` there, and
    neither decorated nor given a default that calls something or is chosen."""
    start = hole.span.start
    return (
        hole.kind in (Kind.NAMED, Kind.SKETCH)
        and (start == 0 or text[start - 1] in "\r\n")
        and not hole.decorators
        and not any(
            parameter.default is not None and _CALLS.search(parameter.default)
            for parameter in hole.signature.parameters
        )
    )


@lru_cache(maxsize=2048)
def _content(*texts: str) -> tuple[frozenset[str], bytes]:
    """All words in `texts`, and a hash of them."""
    made = blake2b(digest_size=16)
    for text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        made.update(len(encoded).to_bytes(8, "big"))
        made.update(encoded)
    return words_of("\n".join(texts)), made.digest()


def _between(text: str, spans: list[Span]) -> str:
    """What stands outside all of `spans`, which are in order. Blank lines tell nothing there but how far apart they
    are."""
    pieces: list[str] = []
    position = 0
    for span in (*spans, Span(len(text), len(text))):
        pieces.append(_BLANK_LINES.sub("", text[position : span.start].rstrip(_WHITE)))
        position = max(position, span.end)
    return "\n".join(piece for piece in pieces if piece)


def _blank(text: str) -> str:
    return re.sub(r"[^\r\n]+", lambda line: " " * len(line.group()), text)


def _index(spans: list[Span], starts: list[int], place: int) -> int | None:
    """The index of the span that holds `place`."""
    index = bisect_right(starts, place) - 1
    return index if index >= 0 and place < spans[index].end else None


def _within(hole: Hole, left_out: list[Span], starts: list[int]) -> Hole:
    """`hole` without the uses in what is left out."""
    kept = tuple(use for use in hole.uses if _index(left_out, starts, use.span.start) is None)
    return hole if len(kept) == len(hole.uses) else evolve(hole, uses=kept)
