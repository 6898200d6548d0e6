"""The report that a person reads: a line per hole, what fails and how, and a summary."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from holes.report import FileReport, FillReport, HoleReport, Report, Status
from holes.verdict import Verdict
from server.cli.cells import pad, width, wrap
from server.cli.failing import failing_lines, problem_lines, reason
from server.cli.look import Line, Look, Piece, look_at, painted, show
from server.cli.words import title
from server.sandbox import sandbox_lines, warning
from server.words import count, duration, part

MARKS: dict[Status, tuple[str, str]] = {
    Status.VERIFIED: ("✓", "good"),
    Status.FAILING: ("✗", "bad"),
    Status.UNFILLED: ("○", "warn"),
    Status.UNCHECKED: ("?", "warn"),
    Status.AMBIGUOUS: ("≠", "warn"),
    Status.BLOCKED: ("…", "dim"),
}
_WRITTEN_BY_NAME = 4
_NEVER_RUN = (Verdict.CONFLICTING, Verdict.MALFORMED)


def print_report(report: Report, stream: TextIO) -> None:
    """Write `report` to `stream` as that stream can show it."""
    look = look_at(stream, os.environ)
    show(report_lines(report, look), stream, look)


def render(report: Report, look: Look) -> str:
    """`report` as text, with colours where `look` has them."""
    return painted(report_lines(report, look), look)


def report_lines(report: Report, look: Look) -> Iterator[Line]:
    """`report` line by line."""
    for file in report.files:
        yield from _file_lines(file, look)
        yield ()
    for message in report.messages:
        yield from _sentence(message, 0, "", look)
    yield from _summary_lines(report, look)


def mark(status: Status, look: Look) -> str:
    """The sign of a status, always one cell wide."""
    sign = MARKS[status][0]
    return look.sign(sign) if sign != "…" or look.ellipsis == sign else "."


# One file.


def _file_lines(file: FileReport, look: Look) -> Iterator[Line]:
    yield ((look.clean(file.path), "strong"),)
    for problem in sorted(file.errors, key=lambda problem: problem.span.start):
        yield from problem_lines(file, problem, look)
    if file.errors and file.holes:
        yield ()
    if not file.holes and not file.errors:
        yield (("  no holes and no examples", "dim"),)
    titles = [title(entry.hole, look, _name_cells(look)) for entry in file.holes]
    widest = max(map(width, titles), default=0)
    status_cells = max((len(entry.status) for entry in file.holes), default=0)
    for entry, name in zip(file.holes, titles, strict=True):
        yield from _hole_lines(entry, pad(name, widest), status_cells, look)
    details = [line for entry in file.holes for line in failing_lines(file, entry, look)]
    yield from details
    if details and file.note:
        yield ()
    if file.note:
        yield from _sentence(file.note, 2, "warn", look)


def _name_cells(look: Look) -> int:
    return 40 if look.columns is None else min(40, look.width * 3 // 10)


def _hole_lines(entry: HoleReport, name: str, status_cells: int, look: Look) -> Iterator[Line]:
    style = MARKS[entry.status][1]
    lead: list[Piece] = [
        (f"  {mark(entry.status, look)} ", style),
        (name, ""),
        ("  ", ""),
        (pad(str(entry.status), status_cells), style),
        ("  ", ""),
    ]
    margin = sum(width(text) for text, _ in lead)
    room = look.width - margin if look.columns else None
    if room is not None and room < 24:
        yield tuple(lead)
        lead, margin = [], 6
        room = look.width - margin
    dot = f" {look.sign('·')} "
    line: list[Piece] = []
    used = 0
    for text, piece_style in _facts(entry, look):
        between = dot if line else ""
        if room is not None and line and used + len(dot) + width(text) > room:
            yield (*(lead or [(" " * margin, "")]), *line)
            lead, line, used, between = [], [], 0, ""
        line += [(between, "dim"), (text, piece_style)]
        used += len(between) + width(text)
    yield (*(lead or [(" " * margin, "")]), *line)
    for sentence in _remarks(entry):
        yield from _sentence(sentence, 6, "dim", look)


def _facts(entry: HoleReport, look: Look) -> Iterator[Piece]:
    for flag in entry.flags:
        yield look.clean(flag), "warn" if flag in ("stale", "edited") else "accent"
    yield from _evidence(entry, look)
    if entry.fill is not None:
        yield from ((text, "dim") for text in _origin(entry.fill, look))
    seconds = sum(example.seconds for example in entry.examples)
    if seconds >= 0.001:
        yield duration(seconds), "dim"


def _evidence(entry: HoleReport, look: Look) -> Iterator[Piece]:
    total = len(entry.examples)
    passed = sum(example.verdict is Verdict.PASSED for example in entry.examples)
    if total and all(example.verdict is Verdict.BLOCKED for example in entry.examples):
        yield count(total, "example"), "dim"
    elif total:
        yield part(passed, total, "example"), "" if passed == total else MARKS[entry.status][1]
    if entry.properties:
        held = sum(item.held is True for item in entry.properties)
        tried = [item for item in entry.properties if item.held is not None]
        noun = count(len(entry.properties), "property")
        if not tried:
            yield f"{noun} not tried", "dim"
        else:
            inputs = count(max(item.inputs for item in tried), "input")
            whole = held == len(entry.properties)
            stated = noun if whole else part(held, len(entry.properties), "property")
            yield f"{stated}, {inputs}", "" if whole else "bad"
    if entry.through:
        yield f"judged through {', '.join(map(look.clean, entry.through[:3]))}", ""
    elif not total and not entry.properties:
        yield "no examples", "dim"


def _origin(fill: FillReport, look: Look) -> Iterator[str]:
    if fill.engine or fill.model:
        yield look.clean(fill.model or fill.engine)
    if fill.attempts:
        yield count(fill.attempts, "candidate")
    if tokens := fill.usage.prompt + fill.usage.completion:
        yield count(tokens, "token")


def _remarks(entry: HoleReport) -> Iterable[str]:
    """Sentences that belong under a hole's line, each once. What examples and properties say stands elsewhere."""
    told = [
        diagnostic.message
        for diagnostic in entry.diagnostics
        if diagnostic.severity in ("error", "warning") and not _told_elsewhere(diagnostic.code)
    ]
    blocked = [reason(item) for item in entry.examples if item.verdict is Verdict.BLOCKED and item.message]
    if entry.status is Status.BLOCKED:
        told += blocked[:1]
    if entry.status is Status.UNCHECKED:
        told += [reason(item) for item in entry.examples if item.verdict is Verdict.INCONCLUSIVE and item.message][:1]
    return dict.fromkeys([*told, *([entry.note] if entry.note else [])])


def _told_elsewhere(code: str) -> bool:
    return code.startswith("example-") or code in ("examples-conflict", "property-falsified")


def _sentence(sentence: str, margin: int, style: str, look: Look) -> Iterator[Line]:
    text = look.sentence(sentence)
    for line in wrap(text, look.width - margin) if look.columns else [text]:
        yield ((" " * margin, ""), (line, style))


# The end.


def _summary_lines(report: Report, look: Look) -> Iterator[Line]:
    summary = report.summary()
    if not report.files:
        yield (("nothing to check", "dim"),)
        return
    verified = f"{summary.verified:,} of {count(summary.holes, 'hole')} verified" if summary.holes else "no holes"
    facts: list[Piece] = [(verified, "good" if summary.verified == summary.holes else "strong")]
    statuses = [entry.status for file in report.files for entry in file.holes]
    others = (Status.FAILING, Status.AMBIGUOUS, Status.UNFILLED, Status.UNCHECKED, Status.BLOCKED)
    facts += [(f"{number:,} {status}", MARKS[status][1]) for status in others if (number := statuses.count(status))]
    if errors := sum(len(file.errors) for file in report.files):
        facts.append((count(errors, "error"), "bad"))
    if summary.examples:
        facts.append((part(summary.passed, summary.examples, "example"), ""))
    if any(entry.fill and entry.fill.attempts for file in report.files for entry in file.holes) or summary.tokens:
        facts.append((count(summary.tokens, "token"), ""))
    facts.append((duration(summary.seconds), ""))
    dot = f" {look.sign('·')} "
    line: list[Piece] = []
    for text, style in facts:
        if look.columns and line and sum(width(t) for t, _ in line) + len(dot) + len(text) > look.width:
            yield tuple(line)
            line = []
        line += [(dot, "dim"), (text, style)] if line else [(text, style)]
    yield tuple(line)
    for tier, sentence in sandbox_lines(report.files):
        yield from _sentence(sentence, 0, "dim" if warning(tier) is None else "bad", look)
    if written := [file.written for file in report.files if file.written]:
        named = (
            ", ".join(map(look.clean, written)) if len(written) <= _WRITTEN_BY_NAME else count(len(written), "module")
        )
        yield (("wrote ", "good"), (named, ""))
    if hint := next_step(report, look):
        yield ((f"{look.sign('→')} ", "accent"), (hint, "accent"))


def next_step(report: Report, look: Look) -> str | None:
    """What to type next, where one thing is clearly it."""
    if any(file.errors for file in report.files):
        return None
    for file in report.files:
        for entry in file.holes:
            if entry.status is Status.FAILING:
                runnable = [item for item in entry.examples if item.verdict not in _NEVER_RUN]
                for number, example in enumerate(runnable, 1):
                    if example.verdict in (Verdict.FAILED, Verdict.RAISED):
                        which = f" -e {number}" if number > 1 else ""
                        command = f"holewright trace {_argument(file.path)} {_argument(entry.hole.id)}{which}"
                        return f"see each call: {look.clean(command)}"
    open_files = [file for file in report.files if any(entry.status is Status.UNFILLED for entry in file.holes)]
    tried = any(entry.note for file in open_files for entry in file.holes if entry.status is Status.UNFILLED)
    if open_files and not tried:
        paths = (
            open_files[0].path
            if len(open_files) == 1
            else os.path.commonpath([str(Path(f.path).parent) for f in open_files])
        )
        return f"fill what is open: holewright fill {look.clean(_argument(paths or '.'))}"
    return None


def _argument(word: str) -> str:
    """`word` as it is typed in a shell."""
    import shlex

    return shlex.quote(word)
