"""How a hole stands, in words: alike in lenses, symbols and hovers."""

from __future__ import annotations

from holes.report import HoleReport
from holes.values import shorten
from holes.verdict import Verdict
from server.features.view import View
from server.words import count, part
from sketch.model import Hole, Kind

_NAMED = 3


def called(hole: Hole, length: int = 40) -> str:
    """What a person calls a hole: its qualified name or, where it has none, its text between backticks, in about
    `length` characters."""
    if hole.kind not in (Kind.INLINE, Kind.CHOICE):
        return shorten(hole.id, length)
    text = " ".join(hole.description.split())
    if len(text) > length:
        # A description is cut after a word.
        text = f"{text[:length].rpartition(' ')[0] or text[:length]}…"
    return f"`{text}`"


def is_filled(view: View, hole: Hole) -> bool:
    """Whether something stands in the hole; not so for a function that a person wrote."""
    return hole.id in view.document.fills or view.document.filled_in_place(hole)


def standing(view: View, hole: Hole) -> str:
    """One word: the status of the design or, where no report stands for this text, `checking` while one will come, and
    otherwise `unfilled` or `filled`. Empty for a sketch function of which there is nothing to say."""
    if hole.id in view.pending:
        return "checking"
    if (report := view.reports.get(hole.id)) is not None:
        return str(report.status)
    if hole.kind is Kind.SKETCH and not is_filled(view, hole):
        return ""
    return "filled" if is_filled(view, hole) else "unfilled"


def passed(report: HoleReport) -> int:
    """How many of its examples passed."""
    return sum(item.verdict is Verdict.PASSED for item in report.examples)


def evidence(report: HoleReport) -> tuple[str, ...]:
    """What speaks for a hole and against it: `3/4 examples`, `1 property`, `judged through main`."""
    words: list[str] = []
    total = len(report.examples)
    if total and all(item.verdict is Verdict.BLOCKED for item in report.examples):
        words.append(count(total, "example"))
    elif total:
        words.append(part(passed(report), total, "example"))
    if report.properties:
        held = sum(item.held is True for item in report.properties)
        tried = any(item.held is not None for item in report.properties)
        number = len(report.properties)
        words.append(part(held, number, "property") if tried else f"{count(number, 'property')} not tried")
    elif report.hole.properties:
        words.append(count(len(report.hole.properties), "property"))
    if report.through:
        rest = len(report.through) - _NAMED
        more = f" and {rest} more" if rest > 0 else ""
        words.append(f"judged through {', '.join(report.through[:_NAMED])}{more}")
    return tuple(words)
