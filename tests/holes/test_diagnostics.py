"""From a report to diagnostics: codes, severities and places."""

from __future__ import annotations

import pytest
from attrs import evolve

from holes.diagnostics import diagnose
from holes.report import ExampleReport, FillReport, HoleReport, PropertyReport, Severity, Status
from holes.verdict import Verdict
from sketch.model import Kind, Language, Property
from sketch.parse import parse

SKETCH = parse('def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n', Language.ANPL).sketch
(HOLE,) = SKETCH.holes
ENTRY = HoleReport(
    HOLE, Kind.NAMED, Status.FAILING, "0", fill=FillReport("def double(n):\n    return 2 * n\n", "local")
)


def said(entry: HoleReport) -> list[tuple[str, Severity, str]]:
    """Code, severity and message of each diagnostic."""
    return [(item.code, item.severity, item.message) for item in diagnose(SKETCH, entry)]


@pytest.mark.parametrize(
    ("verdict", "code", "severity"),
    [
        (Verdict.FAILED, "example-failed", Severity.ERROR),
        (Verdict.RAISED, "example-raised", Severity.ERROR),
        (Verdict.TIMEOUT, "example-timeout", Severity.ERROR),
        (Verdict.CRASHED, "example-crashed", Severity.ERROR),
        (Verdict.DENIED, "example-denied", Severity.ERROR),
        (Verdict.BLOCKED, "example-blocked", Severity.INFORMATION),
        (Verdict.MALFORMED, "example-malformed", Severity.ERROR),
    ],
)
def test_examples(verdict: Verdict, code: str, severity: Severity) -> None:
    (example,) = HOLE.examples
    entry = evolve(ENTRY, examples=(ExampleReport(example, verdict, "8", "4", "why"),))
    (diagnostic,) = diagnose(SKETCH, entry)
    assert (diagnostic.code, diagnostic.severity, diagnostic.message) == (code, severity, "why")
    assert diagnostic.span == example.span


def test_what_passed_or_is_open_is_no_news() -> None:
    (example,) = HOLE.examples
    assert said(evolve(ENTRY, examples=(ExampleReport(example, Verdict.PASSED, "8", "8"),))) == []
    entry = evolve(ENTRY, status=Status.UNFILLED, fill=None, examples=(ExampleReport(example, Verdict.BLOCKED, "8"),))
    assert said(entry) == [("unfilled-hole", Severity.HINT, "`double` is not filled")]


def test_a_property_that_does_not_hold() -> None:
    item = Property("result > n", HOLE.span)
    entry = evolve(ENTRY, properties=(PropertyReport(item, False, 3, "n=0"), PropertyReport(item, True, 9)))
    assert said(entry) == [("property-falsified", Severity.ERROR, "`result > n` does not hold for n=0")]


def test_flags_and_fills() -> None:
    assert [code for code, *_ in said(evolve(ENTRY, flags=("stale",)))] == ["stale-fill"]
    assert [code for code, *_ in said(evolve(ENTRY, flags=("edited", "locked")))] == []
    assert [code for code, *_ in said(evolve(ENTRY, status=Status.UNCHECKED))] == ["unchecked-fill"]
    constant = evolve(ENTRY, fill=FillReport("def double(n):\n    return 8\n", "openai"))
    assert [(code, severity) for code, severity, _ in said(constant)] == [("memorised-examples", Severity.WARNING)]
