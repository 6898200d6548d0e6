"""From what is known of a hole to diagnostics: the design's table of codes, as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve

from holes.answers.memorised import memorised
from holes.bench import called
from holes.explain import Explanation
from holes.prompt import held_back
from holes.report import Diagnostic, HoleReport, Severity, Status
from holes.verdict import Verdict
from sketch.model import Fill, Kind, Sketch, Span

_EXAMPLE_CODES = {
    Verdict.FAILED: ("example-failed", Severity.ERROR),
    Verdict.RAISED: ("example-raised", Severity.ERROR),
    Verdict.TIMEOUT: ("example-timeout", Severity.ERROR),
    Verdict.CRASHED: ("example-crashed", Severity.ERROR),
    Verdict.DENIED: ("example-denied", Severity.ERROR),
    Verdict.BLOCKED: ("example-blocked", Severity.INFORMATION),
    Verdict.MALFORMED: ("example-malformed", Severity.ERROR),
}


#: Verdicts of examples that speak against what stands in the hole.
_AGAINST = (Verdict.FAILED, Verdict.RAISED, Verdict.TIMEOUT, Verdict.CRASHED)


def diagnose(sketch: Sketch, report: HoleReport) -> tuple[Diagnostic, ...]:
    """The diagnostics of one hole. Problems of the text itself (`sketch-syntax`, `examples-conflict`, an
    `example-malformed` that can be seen without running it) are the sketch's, not repeated here."""
    hole = report.hole
    found: list[Diagnostic] = []

    def add(code: str, severity: Severity, message: str) -> None:
        found.append(Diagnostic(code, severity, message, hole.description_span))

    if report.status is Status.UNFILLED:
        add("unfilled-hole", Severity.HINT, f"`{called(hole)}` is not filled")
    elif report.status is Status.UNCHECKED and report.kind is not Kind.SKETCH:
        untold = [item.message for item in report.examples if item.verdict is Verdict.INCONCLUSIVE and item.message]
        nothing = f"nothing checks the fill of `{called(hole)}`: add an example"
        add("unchecked-fill", Severity.HINT, untold[0] if untold else nothing)
    if report.doubt is not None:
        add("ambiguous-fill", Severity.WARNING, str(report.doubt))
    if "stale" in report.flags:
        add("stale-fill", Severity.WARNING, _stale(report))
    if (words := _memorised(report)) is not None:
        add("memorised-examples", Severity.WARNING, words)
    for example in report.examples:
        # What is wrong with an open hole is that it is open, unless an example could not hold whatever fills it.
        told = report.status is not Status.UNFILLED or example.verdict is Verdict.MALFORMED
        if told and example.verdict in _EXAMPLE_CODES:
            code, severity = _EXAMPLE_CODES[example.verdict]
            message = example.message or f"expected {example.expected}, got {example.actual}"
            found.append(Diagnostic(code, severity, message, example.example.span))
    for item in report.properties:
        if item.held is False:
            message = item.message or f"`{item.property.source}` does not hold for {item.falsified_by}"
            found.append(Diagnostic("property-falsified", Severity.ERROR, message, item.property.span))
    return tuple(found)


def with_explanations(
    reports: Iterable[HoleReport], explanations: Mapping[tuple[str, int], Explanation]
) -> tuple[HoleReport, ...]:
    """`reports` whose diagnostics of examples say what `explanations`, by id of hole and index of example, add to
    them. All other diagnostics stay as they are."""
    return tuple(_with_explanations(report, explanations) for report in reports)


def _with_explanations(report: HoleReport, explanations: Mapping[tuple[str, int], Explanation]) -> HoleReport:
    # Rows of one file stand at one place, and are told by what is said of them.
    said = {
        (example.span, explanation.sentence): explanation
        for index, example in enumerate(report.hole.examples)
        if (explanation := explanations.get((report.hole.id, index))) is not None
    }
    if not said:
        return report
    return evolve(report, diagnostics=tuple(_explained(item, said) for item in report.diagnostics))


def _explained(diagnostic: Diagnostic, said: Mapping[tuple[Span, str], Explanation]) -> Diagnostic:
    explanation = said.get((diagnostic.span, diagnostic.message))
    if explanation is None:
        return diagnostic
    message = "\n".join((diagnostic.message, *explanation.lines))
    return evolve(diagnostic, message=message, related=explanation.related)


def _stale(report: HoleReport) -> str:
    """What is known of the question that was answered is only that it was another one."""
    changed = (
        f"the description, signature, examples or properties of `{called(report.hole)}`, or of what it calls, changed"
    )
    since = f"{changed} since it was filled"
    if "edited" in report.flags or "locked" in report.flags:
        return since
    return (
        f"{since}; all of it still holds"
        if report.status in (Status.VERIFIED, Status.AMBIGUOUS)
        else f"{since}: fill it again"
    )


def _memorised(report: HoleReport) -> str | None:
    """What shows that a fill knows its examples rather than what is asked."""
    if report.fill is None:
        return None
    hole = report.hole
    if hole.kind is not Kind.SKETCH and memorised(Fill(report.fill.source), hole):
        return f"the fill of `{called(hole)}` is a table of its examples"
    if {"stale", "edited"}.intersection(report.flags):
        return None
    shown = frozenset(held_back(hole.examples))
    if len(shown) == len(hole.examples):
        return None
    verdicts = {item.example: item.verdict for item in report.examples}
    told, hidden = (
        [verdicts.get(example) for index, example in enumerate(hole.examples) if (index in shown) is side]
        for side in (True, False)
    )
    if all(verdict is Verdict.PASSED for verdict in told) and any(one in _AGAINST for one in hidden):
        return f"the fill of `{called(hole)}` is right for the examples its engine was shown, and wrong for others"
    return None
