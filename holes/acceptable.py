"""What an example that fails would have to expect to hold: what came, where that can be written down."""

from __future__ import annotations

import re

from holes.expected import read_comparison
from holes.report import ExampleReport
from holes.values import parse_literal
from holes.verdict import Verdict
from sketch.doctest_text import expected_lines

#: More characters than this are nothing to be read in an example.
LONGEST = 2_000
#: A class of exceptions and its message; what a value's `repr` writes looks otherwise.
_RAISED = re.compile(r"[A-Za-z_][\w.]*(Error|Exception|Warning|Exit|Interrupt|Iteration|Group)(: .*)?", re.DOTALL)
_ANY_RAISED = re.compile(r"[^\W\d][\w.]*(: .*)?", re.DOTALL)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def acceptable(report: ExampleReport) -> str | None:
    """The expected text with which the example of `report` would hold, empty where nothing came; None where it holds,
    or where what came is no literal, no printed text and no exception."""
    actual = report.actual
    if actual is None or report.verdict not in (Verdict.FAILED, Verdict.RAISED) or not _can_be_written(actual):
        return None
    if read_comparison(report.example) is not None:
        # What is compared with is in the example's source, and what was compared is not known.
        return None
    literal = parse_literal(actual)
    if report.verdict is Verdict.RAISED:
        return _traceback(actual) if _ANY_RAISED.fullmatch(actual) else None
    if report.example.raises is not None and literal is None and _RAISED.fullmatch(actual):
        return _traceback(actual)
    if report.printed:
        # As a literal, what was printed would be taken for the value; it may stand for None alone, and never in quotes.
        alone = actual == report.printed
        is_value = literal is not None and (not alone or literal.tag in ("str", "bytes"))
        return None if is_value or not actual.strip() else actual.removesuffix("\n")
    if literal is None:
        return None
    return "" if literal.tag == "none" else actual


def _traceback(line: str) -> str | None:
    """An exception as doctest writes it; None where a line of its message would end the example."""
    if any(not part.strip() for part in line.split("\n")) or line != line.rstrip():
        return None
    return f"Traceback (most recent call last):\n{line}"


def _can_be_written(actual: str) -> bool:
    """Whether all of a text is there, and is the same in each run and as a doctest."""
    if not actual or len(actual) > LONGEST or "…" in actual or "\r" in actual or _ADDRESS.search(actual):
        return False
    try:
        return bool(expected_lines(actual))
    except ValueError:
        return False
