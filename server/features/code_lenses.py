"""Code lenses: above each hole what can be done with it and how it stands, above the file what concerns all of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from holes.report import HoleReport, Status
from holes.verdict import Verdict, is_skipped
from server.features.cursor import judged
from server.features.example_call import UNKNOWN, example_call
from server.features.standing import called, evidence, is_filled
from server.features.view import View
from server.words import count
from sketch.layout import line_start
from sketch.model import Hole, Kind, Language, Span

_UNTRUSTED = "Nothing runs and nothing is filled until this workspace is trusted"
#: An example that is none of these shows something when it is traced.
_NOT_RUN = (Verdict.MALFORMED, Verdict.CONFLICTING)


@frozen
class Lens:
    """A line of text above `span`. Clicked, it calls `command` with `arguments` and the document's URI; where there is
    no command it only tells."""

    span: Span
    title: str
    command: str | None = None
    arguments: Mapping[str, str | int] = field(factory=dict)


def lenses(view: View) -> tuple[Lens, ...]:
    """All lenses, in order of the text; those of one hole in the order action, trace, status. Where nothing may run,
    one that says so."""
    subjects = view.subjects
    if not subjects:
        return ()
    if not view.trusted:
        return (Lens(Span(0, 0), _UNTRUSTED),)
    lines = {hole.id: line_start(view.text, hole.name_span.start) for hole in subjects}
    found = [*_of_file(view)]
    above: dict[int, list[tuple[Hole, tuple[Lens, ...]]]] = {}
    for hole in subjects:
        if shown := tuple(_of_hole(view, hole)):
            above.setdefault(lines[hole.id], []).append((hole, shown))
    for group in above.values():
        for hole, shown in group:
            if len(group) > 1:
                # Editors put the lenses of one line side by side, where nothing else tells whose they are.
                found.append(Lens(shown[0].span, f"{called(hole, 24)}:"))
            found += shown
    return tuple(found)


def _of_file(view: View) -> Iterator[Lens]:
    todo = Counter(word for hole in view.sketch.holes if (word := _to_do(view, hole)))
    if todo:
        shown = ", ".join(f"{todo[word]:,} {word}" for word in ("open", "failing", "stale") if todo[word])
        yield Lens(Span(0, 0), f"Fill all ({shown})", "holewright.fillAll")
    if len(view.running) > 1:
        yield Lens(Span(0, 0), f"Cancel all ({len(view.running):,} running)", "holewright.cancel")
    if view.sketch.language is Language.ANPL:
        yield Lens(Span(0, 0), "Compile", "holewright.compile")


def _to_do(view: View, hole: Hole) -> str | None:
    """Why a fill of all would take on `hole`, if it would."""
    report = view.reports.get(hole.id)
    flags = report.flags if report is not None else ()
    if hole.id in view.running or "locked" in flags or "edited" in flags:
        return None
    if not is_filled(view, hole):
        return "open"
    if report is not None and report.status is Status.FAILING:
        return "failing"
    return "stale" if "stale" in flags else None


def _of_hole(view: View, hole: Hole) -> Iterator[Lens]:
    inline = hole.kind in (Kind.INLINE, Kind.CHOICE)
    span = hole.span if inline else hole.name_span
    report = view.reports.get(hole.id)
    own = hole.kind is not Kind.SKETCH or view.document.filled_in_place(hole)
    about: Mapping[str, str | int] = {"hole": hole.id}
    if (doing := view.running.get(hole.id)) is not None:
        yield Lens(span, doing)
        yield Lens(span, "Cancel", "holewright.cancel", about)
    elif own:
        yield Lens(span, *_action(view, hole, report), about)
    if (index := _to_trace(hole, report)) is not None:
        yield Lens(span, "Trace", "holewright.trace", {**about, "index": index})
    if own or hole.examples or hole.properties:
        yield _status(view, hole, report, span)


def _action(view: View, hole: Hole, report: HoleReport | None) -> tuple[str, str]:
    """What is most likely wanted of a hole next."""
    if not is_filled(view, hole):
        return "Fill", "holewright.fill"
    flags = report.flags if report is not None else ()
    if "locked" in flags:
        return "Unlock", "holewright.unlock"
    if "edited" in flags:
        # What a person wrote is not to be replaced by a click.
        return "Lock", "holewright.lock"
    if report is not None and report.status is Status.FAILING:
        return "Repair", "holewright.repair"
    return "Refill", "holewright.refill"


def _to_trace(hole: Hole, report: HoleReport | None) -> int | None:
    """The index of the example that is worth a trace: the first that did not pass, else the first that runs."""
    found = judged(hole, report)
    asked = [index for index, example in enumerate(hole.examples) if not is_skipped(example)]
    runs = [index for index in asked if index not in found or found[index].verdict not in _NOT_RUN]
    wrong = (index for index in runs if index in found and found[index].verdict is not Verdict.PASSED)
    return next(wrong, runs[0] if runs else None)


def _status(view: View, hole: Hole, report: HoleReport | None, span: Span) -> Lens:
    if hole.id in view.pending:
        return Lens(span, "checking…")
    if report is None:
        return Lens(span, count(len(hole.examples), "example") if hole.examples else "not checked")
    told = evidence(report)
    if not told and hole.examples:
        told = (f"{count(len(hole.examples), 'example')} skipped",)
    if hole.kind is Kind.CHOICE:
        chosen = f"chosen: {report.fill.source}" if report.fill is not None else count(len(hole.choices), "choice")
        told = (chosen, *told)
    elif not told:
        asked = {"hole": hole.id, "source": example_call(hole)}
        # Of a fill it can be asked what it gives; without one, the person is to write it.
        expected = {} if report.fill is not None else {"expected": UNKNOWN}
        words = ("no examples: add one", *report.flags)
        return Lens(span, " · ".join(words), "holewright.addExample", {**asked, **expected})
    counted = report.status is Status.UNFILLED or (report.status is Status.FAILING and not report.through)
    words = (*(() if counted else (str(report.status),)), *told, *report.flags)
    return Lens(span, " · ".join(words))
