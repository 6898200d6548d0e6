"""Where an example that does not hold leads to: the line of a fill or of the sketch that raised, the code of the hole
that went wrong, and the calls through which it was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice, pairwise

from attrs import frozen

from holes.bench import called
from holes.report import Related
from holes.runner.protocol import Error, Outcome, Recorded
from holes.trace import ancestors
from sketch.compile import Module, instrument
from sketch.lines import LineIndex
from sketch.model import Fill, Hole, Kind, Sketch, Span, Use, overlap
from sketch.placement import function_of

#: So many calls are shown on the way to where it went wrong.
_CALL_SITES = 3
#: Characters of a description.
_NAME = 40


@frozen
class Places:
    """A sketch with its fills, and its holes and functions by id."""

    sketch: Sketch
    fills: Mapping[str, Fill]
    subjects: Mapping[str, Hole]

    @cached_property
    def _module(self) -> Module:
        """What was run. It takes a while to be written, and only lines that raised are looked up in it."""
        return instrument(self.sketch, self.fills)

    @cached_property
    def _module_lines(self) -> LineIndex:
        return LineIndex(self._module.text)

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.sketch.text)

    def of_wrong_value(self, calls: Sequence[Recorded], first_wrong: int) -> tuple[Related, ...]:
        """The code of the call that first went wrong, and how it was reached."""
        hole = self.subjects.get(calls[first_wrong].hole)
        if hole is None:
            return ()
        return (self.code(hole, "the first wrong step: "), *self.call_sites(calls, first_wrong))

    def of_error(self, hole: Hole, outcome: Outcome) -> tuple[Related, ...]:
        """The line that raised, and how it was reached; the code of `hole`, whose example it is, where nobody knows
        the line."""
        error = outcome.error
        line = None if error is None or not error.frames else self._line(error)
        if error is None or line is None:
            return (self.code(hole),)
        calls = outcome.calls
        same = (index for index, call in enumerate(calls) if call.error is not None and _alike(call.error, error))
        innermost = max(same, default=None)
        passed = tuple(span for frame in error.frames if (span := self._sketch_line(frame[0])) is not None)
        return (line, *(() if innermost is None else self.call_sites(calls, innermost, passed)))

    def code(self, hole: Hole, before: str = "") -> Related:
        """What stands in a hole, or the head of a function with a body."""
        name = _named(hole)
        fill = self.fills.get(hole.id)
        if fill is None:
            words = f"the code of {name}" if hole.kind is Kind.SKETCH else f"{name} is not filled"
            return Related(before + words, hole.name_span if hole.kind is Kind.SKETCH else hole.description_span)
        function = None if hole.kind is Kind.CHOICE else function_of(fill, hole.name)
        span = Span(0, len(fill.source)) if function is None else Span(function.span.start, function.colon)
        return Related(f"{before}the fill of {name}", span, hole.id)

    def call_sites(self, calls: Sequence[Recorded], index: int, passed: Sequence[Span] = ()) -> tuple[Related, ...]:
        """Where the sketch calls what was called, innermost first. Of several places in one function those count that
        an exception `passed`, if it passed any."""

        def sites() -> Iterator[Related]:
            for inner, outer in pairwise((index, *ancestors(calls, index))):
                hole = self.subjects.get(calls[inner].hole)
                uses = () if hole is None else _calling(hole, calls[outer].hole)
                on_the_way = [use for use in uses if any(overlap(use.call_span, line) for line in passed)]
                for use in on_the_way or uses:
                    assert hole is not None
                    yield Related(f"{_named(hole)} is called here", use.call_span)

        return tuple(islice(dict.fromkeys(sites()), _CALL_SITES))

    def missing(self, hole: Hole, message: str | None, reached: Iterable[str]) -> tuple[Related, ...]:
        """The hole without a fill that an example of `hole` needs, which `message` names, and where it is called."""
        for other in self.sketch.holes:
            if other.id in reached and other.id not in self.fills and f"`{called(other)}`" in (message or ""):
                sites = [Related(f"{_named(other)} is called here", use.call_span) for use in _calling(other, hole.id)]
                return (self.code(other), *sites[:_CALL_SITES])
        return ()

    def _line(self, error: Error) -> Related | None:
        """The innermost line of the program that an exception passed."""
        number = error.frames[-1][0]
        start = self._start(number)
        owner = self._module.source_map.to_sketch(start).hole
        if owner is not None and owner in self.fills and owner in self.subjects:
            span = _line_in_fill(self._module, start, self.fills[owner].source)
            named = f"raised here, in the fill of {_named(self.subjects[owner])}"
            return None if span is None else Related(named, span, owner)
        own = self._sketch_line(number)
        return None if own is None else Related("raised here", own)

    def _start(self, number: int) -> int:
        return self._module_lines.offset(number - 1, 0)

    def _sketch_line(self, number: int) -> Span | None:
        """What stands on the line of the sketch that a line of the module, counted from 1, comes from; None where that
        is a line of a fill."""
        location = self._module.source_map.to_sketch(self._start(number))
        if location.hole is not None:
            return None
        index = self._lines
        line = index.line_column(location.offset)[0]
        return _stripped(self.sketch.text, Span(index.line_start(line), index.line_end(line)))


def brief(name: str) -> str:
    """What a person calls a hole, cut after a word where that is a long description."""
    cut = " ".join(name.split())
    if len(cut) <= _NAME:
        return cut
    words = cut[:_NAME].rpartition(" ")[0]
    return f"{words or cut[:_NAME]}…"


def _named(hole: Hole) -> str:
    return f"`{brief(hole.description if hole.kind in (Kind.INLINE, Kind.CHOICE) else hole.name)}`"


def _calling(hole: Hole, caller: str) -> tuple[Use, ...]:
    """The places in `caller` that call `hole`; where there is none, those that only name it, to hand it on."""
    uses = tuple(use for use in hole.uses if use.caller == caller)
    return tuple(use for use in uses if use.call_span != use.span) or uses


def _alike(one: Error, other: Error) -> bool:
    return (one.type, one.message) == (other.type, other.message)


def _line_in_fill(module: Module, start: int, source: str) -> Span | None:
    """Where the line that begins at `start` of the module stands in the source of the fill that it belongs to. Fills
    are indented anew and given a decorator, so lines are told by their text, and equal ones counted from the end, which
    both have in common."""
    segments = (item.module for item in module.source_map.segments if item.module.start <= start < item.module.end)
    segment = next(segments, None)
    if segment is None:
        return None
    written = LineIndex(module.text[start : segment.end])
    wanted = written.text[: written.line_end(0)].strip()
    behind = sum(_line(written, line) == wanted for line in range(1, written.line_count))
    lines = LineIndex(source)
    found = [line for line in range(lines.line_count) if _line(lines, line) == wanted]
    if len(found) <= behind:
        return None
    line = found[-1 - behind]
    return _stripped(source, Span(lines.line_start(line), lines.line_end(line)))


def _line(index: LineIndex, line: int) -> str:
    return index.text[index.line_start(line) : index.line_end(line)].strip()


def _stripped(text: str, span: Span) -> Span:
    """`span` without the white space at its ends."""
    shown = text[span.start : span.end]
    start = span.start + len(shown) - len(shown.lstrip())
    return Span(start, max(start, span.start + len(shown.rstrip())))
