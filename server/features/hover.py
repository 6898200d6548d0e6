"""Hover: all that is known of the hole, example or property under the pointer, as Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from attrs import frozen

from holes.report import ExampleReport, HoleReport, PropertyReport, Status
from holes.verdict import Verdict, is_skipped
from server.features.cursor import judged
from server.features.markdown import block, code, plain
from server.features.standing import called, evidence, is_filled, standing
from server.features.view import View
from server.words import count, duration
from sketch.model import Example, ExamplesFile, Hole, Kind, Language, Property, Span

_STATUS = {
    "unfilled": "not filled",
    "unchecked": "filled, but nothing checks it",
    "verified": "verified",
    "failing": "failing",
    "ambiguous": "ambiguous: the examples leave open what is meant",
    "blocked": "blocked: it needs a hole that is not filled",
    "checking": "checking…",
    "filled": "filled, not checked here",
}
_FLAGS = {
    "stale": "stale: its description, signature or examples changed since it was filled",
    "edited": "edited: a person changed the fill",
    "locked": "locked: the fill is kept until it is unlocked",
}
_VERDICTS = {
    Verdict.TIMEOUT: "timeout",
    Verdict.MALFORMED: "cannot be read",
    Verdict.CONFLICTING: "contradicts another example",
    Verdict.BLOCKED: "not run",
    Verdict.INCONCLUSIVE: "could not be judged",
}
_HELD = {True: "holds", False: "falsified", None: "not tried"}
_FAILURES = (Verdict.FAILED, Verdict.RAISED, Verdict.TIMEOUT, Verdict.CRASHED, Verdict.DENIED, Verdict.MALFORMED)
#: A diagnostic on the example says all that is known of it.
_DIAGNOSED = (*_FAILURES, Verdict.CONFLICTING, Verdict.BLOCKED)
_SHOWN_FAILURES = 3
_SHOWN_CHOICES = 20
_DESCRIPTION = 2_000
_VALUE_LINES, _FILL_LINES = 15, 40


@frozen
class Hover:
    """What to show while the pointer is within `span`."""

    span: Span
    markdown: str


def hover(view: View, offset: int, *, brief: bool = False) -> Hover | None:
    """What is known of what stands at `offset`: of an example or property, else of the hole or sketch function that is
    used, named or described there. None where there is nothing of ours. With `brief` what the diagnostic of an example
    or property says is left out."""
    for hole in view.subjects:
        if (found := _asked(view, hole, offset, brief)) is not None:
            return found
    for hole in view.subjects:
        for use in hole.uses:
            if _within(use.span, offset):
                return _of_hole(view, hole, use.span)
    for hole in view.subjects:
        own = hole.span if hole.kind in (Kind.INLINE, Kind.CHOICE) else hole.name_span
        for span in (own, hole.docstring_span):
            if span is not None and _within(span, offset):
                return _of_hole(view, hole, span)
    return None


def _within(span: Span, offset: int) -> bool:
    """Whether the pointer is on `span`; behind its last character it still is."""
    return span.start <= offset <= span.end


# Holes.


def _of_hole(view: View, hole: Hole, span: Span) -> Hover | None:
    report = view.reports.get(hole.id)
    if hole.kind is Kind.SKETCH and view.sketch.language is Language.PYTHON and standing(view, hole) == "":
        # What is said of plain Python is the business of a server for Python.
        return None
    parts = [
        block(hole.signature.text, lines=5, length=400) if hole.kind is not Kind.CHOICE else "",
        _standing(view, hole, report),
        *(f"*{_FLAGS[flag]}*" for flag in view.document.flags(hole) if flag in _FLAGS),
        plain(_cut(hole.description, _DESCRIPTION)),
        _choices(view, hole),
        _failures(report),
        *_fill(view, hole, report),
    ]
    return Hover(span, "\n\n".join(part for part in parts if part))


def _standing(view: View, hole: Hole, report: HoleReport | None) -> str:
    doing = view.running.get(hole.id)
    word = standing(view, hole)
    told = [f"**{plain(_STATUS[word])}**"] if word else []
    if report is not None and hole.id not in view.pending:
        told += map(plain, evidence(report))
        inputs = [item.inputs for item in report.properties if item.held is not None]
        if inputs:
            told.append(f"{count(max(inputs), 'input')} tried")
    elif hole.examples:
        told.append(count(len(hole.examples), "example"))
    if doing is not None:
        told.append(f"*{plain(_cut(doing, 100))}*")
    if not view.trusted:
        told.append("nothing runs until this workspace is trusted")
    return " · ".join(told)


def _choices(view: View, hole: Hole) -> str:
    if hole.kind is not Kind.CHOICE:
        return ""
    fill = view.document.fills.get(hole.id)
    chosen = fill.source.strip() if fill is not None else None
    lines = [
        f"- {code(choice)}{' ← **chosen**' if choice.strip() == chosen else ''}"
        for choice in hole.choices[:_SHOWN_CHOICES]
    ]
    if len(hole.choices) > _SHOWN_CHOICES:
        lines.append(f"- and {len(hole.choices) - _SHOWN_CHOICES:,} more")
    if chosen is not None and chosen not in map(str.strip, hole.choices[:_SHOWN_CHOICES]):
        lines.append(f"\nchosen: {code(chosen)}")
    return "\n".join(lines)


def _failures(report: HoleReport | None) -> str:
    """The first things that are wrong, in a list."""
    if report is None or report.status is Status.UNFILLED:
        return ""
    if report.doubt is not None:
        return plain(str(report.doubt))
    wrong = [item.message or _verdict(item) for item in report.examples if item.verdict in _FAILURES]
    wrong += [_property_words(item) for item in report.properties if item.held is False]
    if report.status is Status.BLOCKED:
        wrong += [item.message for item in report.examples if item.verdict is Verdict.BLOCKED and item.message][:1]
    lines = [f"- {plain(_on_a_line(message))}" for message in wrong[:_SHOWN_FAILURES]]
    if len(wrong) > _SHOWN_FAILURES:
        lines.append(f"- and {len(wrong) - _SHOWN_FAILURES} more")
    if report.note:
        lines.append(f"\n{plain(_cut(report.note, 400))}")
    return "\n".join(lines)


def _fill(view: View, hole: Hole, report: HoleReport | None) -> Iterator[str]:
    """What stands in the hole, and where it came from."""
    if not is_filled(view, hole):
        return
    if hole.kind is not Kind.CHOICE:
        yield block(_source(view, hole), lines=_FILL_LINES)
    entry = view.document.entries.get(hole.id)
    if entry is not None:
        by = code(entry.engine) + (f", model {code(entry.model)}" if entry.model else "")
        words = f"Filled by {by} on {plain(entry.date)}"
        if report is not None and report.fill is not None and report.fill.attempts:
            words += f", after {count(report.fill.attempts, 'candidate')}"
        if entry.checked:
            words += f"; {entry.passed:,} of {count(entry.checked, 'check')} held then"
        yield f"{words}."
    if hole.id in view.suggestions:
        yield "A repair has been suggested; a code action shows it."


def _source(view: View, hole: Hole) -> str:
    fill = view.document.fills.get(hole.id)
    if fill is not None:
        return fill.source
    body = view.text[hole.fill_span.start : hole.fill_span.end]
    return textwrap.dedent(hole.body_indent + body)


# What is asked of a hole.


def _asked(view: View, hole: Hole, offset: int, brief: bool) -> Hover | None:
    """What is known of the example, file of examples, property or restriction of `hole` at `offset`."""
    for index, example in enumerate(hole.examples):
        if example.row is None and _within(example.span, offset):
            report = view.reports.get(hole.id) if hole.id not in view.pending else None
            return Hover(example.span, _of_example(view, hole, example, judged(hole, report).get(index), brief))
    for file in hole.examples_files:
        if _within(file.span, offset):
            return Hover(file.span, _of_file(view, hole, file))
    for index, item in enumerate(hole.properties):
        if _within(item.span, offset):
            return Hover(item.span, _of_property(view, hole, index, item, brief))
    for item in hole.given:
        if _within(item.span, offset):
            words = f"Inputs of {_name(hole)} for which this does not hold are not tried."
            return Hover(item.span, f"{block(item.source)}\n\n{words}")
    return None


def _name(hole: Hole) -> str:
    """What a person calls it, as code."""
    name = called(hole)
    return code(name[1:-1] if name.startswith("`") else name)


def _of_example(view: View, hole: Hole, example: Example, item: ExampleReport | None, brief: bool) -> str:
    if item is None:
        state = "skipped" if is_skipped(example) else "running…" if hole.id in view.pending else "not run"
        return f"Example of {_name(hole)} · **{state}**"
    told = [f"Example of {_name(hole)}", f"**{_verdict(item)}**"]
    if item.seconds and item.verdict is not Verdict.BLOCKED:
        told.append(duration(item.seconds))
    parts = [" · ".join(told)]
    if not brief or item.verdict not in _DIAGNOSED:
        if item.message:
            parts.append(plain(_cut(item.message, _DESCRIPTION)))
        parts += _values(item)
    if item.printed and item.printed.strip("\n") != (item.actual or "").strip("\n"):
        parts.append(f"Printed:\n\n{block(item.printed, 'text', lines=_VALUE_LINES)}")
    return "\n\n".join(parts)


def _values(item: ExampleReport) -> Iterator[str]:
    expected, actual = item.expected.strip("\n"), (item.actual or "").strip("\n")
    if item.verdict is Verdict.PASSED and expected == actual:
        if actual:
            yield f"Gave, as expected:\n\n{block(actual, lines=_VALUE_LINES)}"
    else:
        if expected:
            yield f"Expected:\n\n{block(expected, lines=_VALUE_LINES)}"
        if actual:
            yield f"{'Raised' if item.verdict is Verdict.RAISED else 'Got'}:\n\n{block(actual, lines=_VALUE_LINES)}"


def _verdict(item: ExampleReport) -> str:
    return _VERDICTS.get(item.verdict, str(item.verdict))


def _of_file(view: View, hole: Hole, file: ExamplesFile) -> str:
    total = sum(example.row is not None and example.row.path == file.path for example in hole.examples)
    head = f"{count(total, 'example')} of {_name(hole)} in {code(file.path)}"
    report = view.reports.get(hole.id)
    if report is None or hole.id in view.pending or report.status is Status.UNFILLED:
        return f"{head} · **{'running…' if hole.id in view.pending else 'not run'}**"
    of_rows = [(item.example.row, item) for item in report.examples if item.example.row is not None]
    own = [(row.line, item) for row, item in of_rows if row.path == file.path]
    wrong = [(line, item) for line, item in own if item.verdict is not Verdict.PASSED]
    lines = [
        f"- line {line:,}: {plain(_on_a_line(item.message or _verdict(item)))}"
        for line, item in wrong[:_SHOWN_FAILURES]
    ]
    if len(wrong) > _SHOWN_FAILURES:
        lines.append(f"- and {len(wrong) - _SHOWN_FAILURES:,} more")
    return "\n\n".join([f"{head} · **{len(own) - len(wrong):,} passed**", *(["\n".join(lines)] if lines else [])])


def _of_property(view: View, hole: Hole, index: int, item: Property, brief: bool) -> str:
    report = view.reports.get(hole.id)
    head = f"Property of {_name(hole)}"
    if report is None or hole.id in view.pending or index >= len(report.properties):
        return f"{head} · **{'running…' if hole.id in view.pending else 'not tried'}**"
    found = report.properties[index]
    told = [head, f"**{_HELD[found.held]}**"]
    if found.inputs:
        told.append(f"{count(found.inputs, 'input')} tried")
    parts = [" · ".join(told)]
    if brief and found.held is False:
        return parts[0]
    if found.message:
        parts.append(plain(_cut(found.message, _DESCRIPTION)))
    if found.falsified_by:
        parts.append(f"It does not hold for:\n\n{block(found.falsified_by, lines=_VALUE_LINES)}")
    return "\n\n".join(parts)


def _property_words(item: PropertyReport) -> str:
    return item.message or f"{item.property.source} does not hold for {item.falsified_by}"


def _on_a_line(message: str) -> str:
    return _cut(" ".join(message.split()), 300)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[:length]}…"
