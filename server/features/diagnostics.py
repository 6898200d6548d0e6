"""Diagnostics: all that is wrong with a sketch or worth telling of it, in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve, field, frozen

from holes.bench import called
from holes.report import Diagnostic, Severity
from server.features.standing import is_filled
from server.features.view import View
from sketch.model import Hole, Span, overlap

#: What a model's words on why a hole fails stand below.
_FAILURES = frozenset(f"example-{how}" for how in ("failed", "raised", "timeout", "crashed", "denied"))


@frozen
class Finding:
    """A diagnostic, and what of the sketch it is about: the id and fingerprint of a hole or function, and the index of
    an example of it; None where it is about the text alone."""

    diagnostic: Diagnostic
    hole: str | None = None
    fingerprint: str | None = None
    index: int | None = None


@frozen
class Said:
    """What engines said, by hole id: `notes` on what one could not do, and `words` of a model on why it fails."""

    notes: Mapping[str, str] = field(factory=dict)
    words: Mapping[str, str] = field(factory=dict)


def findings(view: View, said: Said) -> tuple[Finding, ...]:
    """All diagnostics of a view, in order of the text."""
    found = [*_problems(view), *_of_reports(view, said), *_of_open_holes(view), *_of_engines(view, said)]
    return tuple(sorted(found, key=lambda finding: (finding.diagnostic.span, finding.diagnostic.code)))


def _problems(view: View) -> Iterator[Finding]:
    for problem in view.sketch.problems:
        hole = next((hole for hole in view.subjects if overlap(hole.span, problem.span)), None)
        diagnostic = Diagnostic(problem.code, Severity.ERROR, problem.message, problem.span)
        index = _example_at(hole, problem.span) if hole is not None else None
        yield _about(view, diagnostic, hole, index)


def _of_reports(view: View, said: Said) -> Iterator[Finding]:
    for report in view.reports.values():
        words = said.words.get(report.hole.id)
        for diagnostic in report.diagnostics:
            if words is not None and diagnostic.code in _FAILURES:
                diagnostic = evolve(diagnostic, message=f"{diagnostic.message}\n\n{words}")
            yield _about(view, diagnostic, report.hole, _example_at(report.hole, diagnostic.span))


def _of_open_holes(view: View) -> Iterator[Finding]:
    """That nothing stands in a hole can be seen without running anything."""
    for hole in view.sketch.holes:
        if hole.id not in view.reports and not is_filled(view, hole):
            message = f"`{called(hole)}` is not filled"
            yield _about(view, Diagnostic("unfilled-hole", Severity.HINT, message, hole.description_span), hole, None)


def _of_engines(view: View, said: Said) -> Iterator[Finding]:
    for hole in view.subjects:
        if hole.id in said.notes:
            diagnostic = Diagnostic("engine-error", Severity.ERROR, said.notes[hole.id], hole.description_span)
            yield _about(view, diagnostic, hole, None)


def _about(view: View, diagnostic: Diagnostic, hole: Hole | None, index: int | None) -> Finding:
    if hole is None:
        return Finding(diagnostic)
    return Finding(diagnostic, hole.id, view.document.fingerprints.get(hole.id), index)


def _example_at(hole: Hole, span: Span) -> int | None:
    return next((index for index, example in enumerate(hole.examples) if example.span == span), None)
