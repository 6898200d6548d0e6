"""Reports for the tests of the renderers, made by hand: no parser, no runner."""

from __future__ import annotations

from holes.engines.protocol import Usage
from holes.report import (
    Diagnostic,
    ExampleReport,
    FileReport,
    FillReport,
    HoleReport,
    PropertyReport,
    Report,
    Severity,
    Status,
)
from holes.verdict import Verdict
from sketch.model import Example, Hole, Kind, Language, Property, Signature, Sketch, Span

RANKS = '''"""Put words in the order that scores best."""

def tally(text: str) -> int:
    """Add one for every 's' that stands to the left of each 'h'.

    >>> tally("sh")
    1
    >>> tally("hs")
    0

    Properties:
        result >= 0
    """

def main(lines: list[str]) -> int:
    """
    >>> main(["h", "s"])
    1
    """
    order = `sort the words so that their concatenation has the highest tally`(lines, tally)
    # >>> _(["h", "s"], tally)
    # ['s', 'h']
    return tally("".join(order))
'''


def span_of(text: str, part: str, before: str = "") -> Span:
    """Where `part` stands in `text`, the first time behind `before`."""
    start = text.index(part, text.index(before) if before else 0)
    return Span(start, start + len(part))


def hole(
    text: str,
    part: str,
    name: str,
    kind: Kind = Kind.NAMED,
    description: str = "",
    signature: Signature | None = None,
) -> Hole:
    """A hole at `part` of `text`."""
    span = span_of(text, part)
    return Hole(name, name, kind, description, signature or Signature(f"def {name}()"), span, span, span, span)


def example(
    text: str,
    source: str,
    verdict: Verdict,
    expected: str,
    actual: str | None = None,
    message: str | None = None,
    *,
    before: str = "",
    printed: str = "",
) -> ExampleReport:
    """An example at `source` of `text`, or at its beginning where `text` has no such part."""
    span = span_of(text, source, before) if source in text else Span(0, 0)
    asked = Example(span, source, span, expected=expected)
    return ExampleReport(asked, verdict, expected, actual, message, 0.0004, printed)


def one_example(
    expected: str,
    actual: str | None,
    verdict: Verdict = Verdict.FAILED,
    message: str | None = None,
    source: str = "f(1)",
    path: str = "a.anpl",
    printed: str = "",
) -> Report:
    """A report of a single hole `f` whose single example was judged so."""
    text = f"def f(x):\n    >>> {source}\n"
    status = Status.VERIFIED if verdict is Verdict.PASSED else Status.FAILING
    judged = example(text, source, verdict, expected, actual, message, printed=printed)
    entry = HoleReport(hole(text, "f", "f"), Kind.NAMED, status, "0" * 16, examples=(judged,))
    return Report((FileReport(path, Sketch(text, Language.ANPL), (), (entry,)),), 0.1)


def ranks(path: str = "ranks.anpl") -> FileReport:
    """A file as a person meets it: one hole verified, one failing, and the function above them failing too."""
    described = "sort the words so that their concatenation has the highest tally"
    inline = hole(RANKS, f"`{described}`", "sort-the-words-so-that-their", Kind.INLINE, described)
    verified = HoleReport(
        hole(RANKS, "tally", "tally"),
        Kind.NAMED,
        Status.VERIFIED,
        "0123456789abcdef",
        examples=(
            example(RANKS, 'tally("sh")', Verdict.PASSED, "1", "1"),
            example(RANKS, 'tally("hs")', Verdict.PASSED, "0", "0"),
        ),
        properties=(PropertyReport(Property("result >= 0", span_of(RANKS, "result >= 0")), held=True, inputs=100),),
        fill=FillReport("def tally(text):\n    return 0\n", "local", None, 12),
    )
    main = example(RANKS, 'main(["h", "s"])', Verdict.FAILED, "1", "0")
    called = example(RANKS, '_(["h", "s"], tally)', Verdict.FAILED, "['s', 'h']", "['h', 's']", "differs at [0]")
    failing = HoleReport(
        inline,
        Kind.INLINE,
        Status.FAILING,
        "fedcba9876543210",
        flags=("stale",),
        examples=(called,),
        fill=FillReport("def f(a, b):\n    return a\n", "openai", "small-model", 3, Usage(1000, 204, 3)),
        diagnostics=(
            Diagnostic("example-failed", Severity.ERROR, "expected ['s', 'h'], got ['h', 's']", called.example.span),
            Diagnostic("stale-fill", Severity.WARNING, "its description changed since the fill", inline.span),
        ),
    )
    above = HoleReport(
        hole(RANKS, "main", "main", Kind.SKETCH), Kind.SKETCH, Status.FAILING, "a" * 16, examples=(main,)
    )
    return FileReport(path, Sketch(RANKS, Language.ANPL), (), (verified, above, failing))


def ranks_report() -> Report:
    """The report on `ranks` alone."""
    return Report((ranks(),), 0.31, Usage(1000, 204, 3))
