"""What is wrong, in detail: examples that fail, properties that are falsified, errors of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from holes.report import ExampleReport, FileReport, HoleReport, PropertyReport
from holes.values import shorten
from holes.verdict import Verdict
from server.cli.cells import cut, width, wrap
from server.cli.look import Line, Look
from server.cli.words import title
from server.words import count
from sketch.lines import LineIndex
from sketch.model import Example, Problem, Span

#: Of the failing examples of one hole this many are shown in full.
_MOST = 5
_MARGIN = "    "
_QUIET = (Verdict.PASSED, Verdict.BLOCKED, Verdict.INCONCLUSIVE)
_SOURCE_LINES = 6
#: Of what a failing example printed, so many lines are shown.
_PRINTED_LINES = 6
#: Sentences on an example begin with its call, shortened to this.
CALL_CELLS = 60


def failing_lines(file: FileReport, entry: HoleReport, look: Look) -> Iterator[Line]:
    """The failing examples and falsified properties of one hole; nothing where there are none."""
    failed = [example for example in entry.examples if example.verdict not in _QUIET]
    falsified = [item for item in entry.properties if item.held is False]
    untried = [item for item in entry.properties if item.held is None and item.message]
    if not failed and not falsified and not untried:
        return
    yield ()
    yield (("  ", ""), (title(entry.hole, look, look.width - 4), "strong"))
    index = LineIndex(file.sketch.text)
    for example in failed[:_MOST]:
        yield from example_lines(file, example, index, look)
    if len(failed) > _MOST:
        rest = f"{_MARGIN}{look.ellipsis} and {count(len(failed) - _MOST, 'more example')}; --format json lists all"
        yield ((rest, "dim"),)
    for item in (*falsified, *untried):
        yield from property_lines(file, item, index, look)


def example_lines(file: FileReport, report: ExampleReport, index: LineIndex, look: Look) -> Iterator[Line]:
    """An example that does not hold: where it stands, what it runs, what was expected and what came."""
    example = report.example
    where = _row_place(file, example, look) or place(file, example.source_span, index, look)
    yield from _source(where, "\n".join((*example.setup, example.source)), look)
    room = look.width - len(_MARGIN) - 2
    margin = _MARGIN + "  "
    words = reason(report)
    if report.verdict is Verdict.FAILED and report.actual is not None:
        # Imported where something failed: a green check is over before that.
        from server.cli.side_by_side import side_by_side

        for line in side_by_side(report.expected, report.actual, room, look):
            yield ((margin, ""), *line)
        if words and not _repeats(words):
            yield from _words(words, margin, "", look)
    else:
        yield from _words(words, margin, "bad", look)
        if report.verdict in (Verdict.RAISED, Verdict.DENIED) and report.expected:
            yield ((margin, ""), ("expected  ", "dim"), (look.call(report.expected, room - 10), "expected"))
    # Beside a value, what was printed stands in front of it already.
    if report.printed and not (report.actual or "").startswith(report.printed[:-1]):
        yield from _printed(report.printed, margin, look)


def property_lines(file: FileReport, item: PropertyReport, index: LineIndex, look: Look) -> Iterator[Line]:
    """A property that does not hold, or could not be tried."""
    yield from _source(place(file, item.property.span, index, look), item.property.source, look)
    margin = _MARGIN + "  "
    room = look.width - len(margin)
    if item.held is None:
        yield from _words(f"not tried: {item.message}", margin, "warn", look)
        return
    if item.falsified_by:
        label = "falsified by  "
        yield ((margin, ""), (label, "dim"), (look.call(item.falsified_by, room - len(label)), "actual"))
    if item.message:
        yield from _words(item.message, margin, "", look)


def place(file: FileReport, span: Span, index: LineIndex, look: Look) -> str:
    """`path:line:column` as terminals and editors make it a link: counted from 1, columns in characters."""
    line, column = index.line_column(span.start)
    return f"{look.clean(file.path)}:{line + 1}:{column + 1}"


def _printed(printed: str, margin: str, look: Look) -> Iterator[Line]:
    lines = printed.removesuffix("\n").split("\n")
    label = "printed  "
    for line in lines[:_PRINTED_LINES]:
        yield ((margin, ""), (label, "dim"), (look.call(line, look.width - len(margin) - len(label)), ""))
    if len(lines) > _PRINTED_LINES:
        yield ((f"{margin}{look.ellipsis} and {count(len(lines) - _PRINTED_LINES, 'more line')}", "dim"),)


def reason(report: ExampleReport) -> str:
    """Why an example did not pass, without the call that the sentence begins with: it stands right above."""
    words = (report.message or "").removeprefix(shorten(report.example.source, CALL_CELLS)).lstrip(": ")
    if report.verdict is Verdict.MALFORMED:
        return f"malformed: {words}" if words else "malformed"
    return words or str(report.verdict)


def _repeats(words: str) -> bool:
    """Whether a reason says only what stands side by side: nothing of where, nothing of what was printed."""
    return words == Verdict.FAILED or (
        words.startswith("expected ") and not words.endswith(")") and "; it printed " not in words
    )


def _row_place(file: FileReport, example: Example, look: Look) -> str | None:
    if example.row is None:
        return None
    return f"{look.clean(str(PurePath(file.path).parent / example.row.path))}:{example.row.line}"


def _source(where: str, source: str, look: Look) -> Iterator[Line]:
    """The place and what is run there, beside it where both fit."""
    lines = source.split("\n")
    room = look.width - len(_MARGIN) - width(where) - 2
    if len(lines) == 1 and len(source) <= room and width(look.clean(source)) <= room:
        yield ((_MARGIN, ""), (where, "place"), ("  ", ""), (look.clean(source), "strong"))
        return
    yield ((_MARGIN, ""), (where, "place"))
    room = look.width - len(_MARGIN) - 2
    for line in lines if len(lines) <= _SOURCE_LINES else lines[: _SOURCE_LINES - 1]:
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield ((_MARGIN + "  " + indent[:20], ""), (look.call(line, room - len(indent[:20])), "strong"))
    if len(lines) > _SOURCE_LINES:
        yield ((f"{_MARGIN}  {look.ellipsis} {count(len(lines) - _SOURCE_LINES + 1, 'more line')}", "dim"),)


def _words(sentence: str, margin: str, style: str, look: Look) -> Iterator[Line]:
    text = look.sentence(sentence[:4000])
    room = look.width - len(margin) - 2
    # A sentence that nobody reads to its end is worth three lines, not more.
    for number, line in enumerate(wrap(cut(text, 3 * room, look.ellipsis), room)):
        yield ((margin if number == 0 else margin + "  ", ""), (cut(line, room, look.ellipsis), style))


def problem_lines(file: FileReport, problem: Problem, look: Look) -> Iterator[Line]:
    """An error of the file with the line it stands in."""
    index = LineIndex(file.sketch.text)
    where = place(file, problem.span, index, look)
    line, column = index.line_column(problem.span.start)
    yield (
        ("  ", ""),
        (f"{where}: ", "place"),
        (f"{problem.code}: ", "bad"),
        (look.sentence(problem.message), ""),
    )
    text = file.sketch.text[index.line_start(line) : index.line_end(line)]
    number = f"{line + 1} {look.sign('│')} "
    margin = " " * (len(_MARGIN) + len(number))
    room = look.width - len(margin)
    # Tabs are shown as spaces, so that the marks below stand where they should.
    shown = text[: column + room].replace("\t", "    ")
    start = text[:column].replace("\t", "    ")
    before = look.clean(start)
    if not text.strip() or width(before) > room - 8:
        return
    marked = look.clean(text[column : min(column + problem.span.end - problem.span.start, len(text))])
    carets = "^" * max(1, min(width(marked), room - width(before)))
    yield ((_MARGIN + number, "dim"), (cut(look.clean(shown), room, look.ellipsis), ""))
    yield ((margin + " " * width(before), ""), (carets, "bad"))
