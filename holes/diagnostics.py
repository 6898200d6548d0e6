"""From what is known of a hole to diagnostics: the design's table of codes, as plain values."""

from __future__ import annotations

from holes.answers.memorised import memorised
from holes.report import Diagnostic, HoleReport, Severity, Status
from holes.verdict import Verdict
from sketch.model import Fill, Kind, Sketch

_EXAMPLE_CODES = {
    Verdict.FAILED: ("example-failed", Severity.ERROR),
    Verdict.RAISED: ("example-raised", Severity.ERROR),
    Verdict.TIMEOUT: ("example-timeout", Severity.ERROR),
    Verdict.CRASHED: ("example-crashed", Severity.ERROR),
    Verdict.DENIED: ("example-denied", Severity.ERROR),
    Verdict.BLOCKED: ("example-blocked", Severity.INFORMATION),
    Verdict.MALFORMED: ("example-malformed", Severity.ERROR),
}


def diagnose(sketch: Sketch, report: HoleReport) -> tuple[Diagnostic, ...]:
    """The diagnostics of one hole. Problems of the text itself (`sketch-syntax`, `examples-conflict`, an
    `example-malformed` that can be seen without running it) are the sketch's, not repeated here."""
    hole = report.hole
    found: list[Diagnostic] = []

    def add(code: str, severity: Severity, message: str) -> None:
        found.append(Diagnostic(code, severity, message, hole.description_span))

    if report.status is Status.UNFILLED:
        add("unfilled-hole", Severity.HINT, f"`{hole.name}` is not filled")
    elif report.status is Status.UNCHECKED and report.kind is not Kind.SKETCH:
        untold = [item.message for item in report.examples if item.verdict is Verdict.INCONCLUSIVE and item.message]
        nothing = f"nothing checks the fill of `{hole.name}`: add an example"
        add("unchecked-fill", Severity.HINT, untold[0] if untold else nothing)
    if "stale" in report.flags:
        add("stale-fill", Severity.WARNING, f"`{hole.name}` was filled for another description, signature or examples")
    if report.fill is not None and hole.kind is not Kind.SKETCH and memorised(Fill(report.fill.source), hole):
        add("memorised-examples", Severity.WARNING, f"the fill of `{hole.name}` is a table of its examples")
    for example in report.examples:
        if example.verdict in _EXAMPLE_CODES and report.status is not Status.UNFILLED:
            code, severity = _EXAMPLE_CODES[example.verdict]
            message = example.message or f"expected {example.expected}, got {example.actual}"
            found.append(Diagnostic(code, severity, message, example.example.span))
    for item in report.properties:
        if item.held is False:
            message = item.message or f"`{item.property.source}` does not hold for {item.falsified_by}"
            found.append(Diagnostic("property-falsified", Severity.ERROR, message, item.property.span))
    return tuple(found)
