"""From a report to diagnostics: codes, severities and places."""

from __future__ import annotations

import pytest
from attrs import evolve

from holes.diagnostics import diagnose, with_explanations
from holes.explain import Explanation
from holes.report import ExampleReport, FillReport, HoleReport, PropertyReport, Related, Severity, Status
from holes.verdict import Verdict
from sketch.model import Example, Kind, Language, Property, Row, Span
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


def test_an_example_that_is_wrong_whatever_fills_the_hole() -> None:
    (example,) = HOLE.examples
    malformed = ExampleReport(example, Verdict.MALFORMED, "8", None, "double(4): it cannot be read")
    entry = evolve(ENTRY, status=Status.UNFILLED, fill=None, examples=(malformed,))
    assert said(entry) == [
        ("unfilled-hole", Severity.HINT, "`double` is not filled"),
        ("example-malformed", Severity.ERROR, "double(4): it cannot be read"),
    ]


@pytest.mark.parametrize(
    ("status", "flags", "tail"),
    [
        (Status.FAILING, ("stale",), ": fill it again"),
        (Status.VERIFIED, ("stale",), "; all of it still holds"),
        (Status.FAILING, ("stale", "edited"), ""),
        (Status.VERIFIED, ("stale", "locked"), ""),
    ],
)
def test_a_stale_fill(status: Status, flags: tuple[str, ...], tail: str) -> None:
    changed = "the description, signature, examples or properties of `double`, or of what it calls, changed"
    entry = evolve(ENTRY, status=status, flags=flags)
    assert said(entry) == [("stale-fill", Severity.WARNING, f"{changed} since it was filled{tail}")]


MANY = parse(
    'def double(n):\n    """Twice.\n\n'
    + "".join(f"    >>> double({n})\n    {2 * n}\n" for n in range(5))
    + '    """\n',
    Language.ANPL,
).sketch.holes[0]


@pytest.mark.parametrize(
    ("passed", "flags", "warns"),
    [
        ({0, 1, 3, 4}, (), True),
        ({0, 1, 3, 4}, ("edited",), False),
        ({0, 1, 3, 4}, ("stale",), False),
        ({0, 1, 2, 3, 4}, (), False),
        ({0, 1, 4}, (), False),
        (set(), (), False),
    ],
)
def test_what_was_shown_passes_and_what_was_held_back_fails(
    passed: set[int], flags: tuple[str, ...], warns: bool
) -> None:
    """Of five examples the third is held back."""
    examples = tuple(
        ExampleReport(example, Verdict.PASSED if number in passed else Verdict.FAILED, "1", "2", "why")
        for number, example in enumerate(MANY.examples)
    )
    found = said(HoleReport(MANY, Kind.NAMED, Status.FAILING, "0", flags, examples, fill=ENTRY.fill))
    words = "the fill of `double` is right for the examples its engine was shown, and wrong for others"
    assert [message for code, _, message in found if code == "memorised-examples"] == ([words] if warns else [])


def test_an_explanation_stands_below_the_sentence() -> None:
    (example,) = HOLE.examples
    item = ExampleReport(example, Verdict.FAILED, "8", "4", "double(4): expected 8, got 4")
    entry = evolve(ENTRY, examples=(item,), flags=("stale",))
    entry = evolve(entry, diagnostics=diagnose(SKETCH, entry))
    place = Related("the fill of `double`", Span(0, 3), "double")
    explanation = Explanation(
        "double", 0, "double(4): expected 8, got 4", (), ("on the way:", "  f() gave 1"), related=(place,)
    )
    (told,) = with_explanations([entry], {("double", 0): explanation, ("other", 0): explanation})
    stale, failed = told.diagnostics
    assert stale == entry.diagnostics[0]
    assert (failed.message, failed.related) == (
        "double(4): expected 8, got 4\non the way:\n  f() gave 1",
        (place,),
    )
    assert with_explanations([told], {("double", 0): explanation}) == (told,)
    assert with_explanations([entry], {}) == (entry,)


def test_rows_of_one_file_are_told_apart() -> None:
    examples = tuple(
        Example(Span(1, 2), f"double({n})", Span(1, 2), row=Row("r.jsonl", n, (n,), (), 1)) for n in (1, 2)
    )
    hole = evolve(HOLE, examples=examples)
    items = tuple(ExampleReport(example, Verdict.FAILED, "1", "2", example.source) for example in examples)
    entry = evolve(ENTRY, hole=hole, examples=items)
    entry = evolve(entry, diagnostics=diagnose(SKETCH, entry))
    (told,) = with_explanations([entry], {("double", 1): Explanation("double", 1, "double(2)", ("more",))})
    assert [item.message for item in told.diagnostics] == ["double(1)", "double(2)\nmore"]
