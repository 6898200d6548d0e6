"""Why examples fail, as a person reads it: the facts, what a model says of them, and what it suggests instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from holes.explain import Explanation
from holes.report import ExampleReport, FileReport, HoleReport, Related
from holes.why import Repair, Words
from server.cli.cells import cut_middle, wrap
from server.cli.failing import example_lines, place, property_lines
from server.cli.look import Line, Look
from server.cli.words import title
from server.words import count
from sketch.lines import LineIndex
from sketch.model import Fill, Hole

#: Of the failing examples of one hole this many are explained.
_MOST = 5
_MARGIN = " " * 6

#: A failing example with its explanation, if there is one.
Failure = tuple[ExampleReport, Explanation | None]


def facts(
    file: FileReport, entry: HoleReport, failures: Sequence[Failure], fills: Mapping[str, Fill], look: Look
) -> Iterator[Line]:
    """What does not hold of one hole or function, each example with what happened on the way and where to look."""
    index = LineIndex(file.sketch.text)
    yield (("  ", ""), (title(entry.hole, look, look.width - 4), "strong"))
    for report, explanation in failures[:_MOST]:
        yield from example_lines(file, report, index, look)
        if explanation is not None:
            yield from _steps(explanation.steps, look)
            for item in explanation.related:
                yield _place(file, item, fills, index, look)
    if len(failures) > _MOST:
        yield ((f"    {look.ellipsis} and {count(len(failures) - _MOST, 'more example')}; -e N explains one", "dim"),)
    for stated in entry.properties:
        if stated.held is False:
            yield from property_lines(file, stated, index, look)


def _steps(steps: Sequence[str], look: Look) -> Iterator[Line]:
    for step in steps:
        margin = _MARGIN + step[: len(step) - len(step.lstrip(" "))]
        text = look.sentence(step)
        if step.startswith("first wrong step: "):
            for number, line in enumerate(wrap(text, look.width - len(margin) - 2)):
                yield ((margin if number == 0 else f"{margin}  ", ""), (line, "warn"))
        else:
            yield ((margin, ""), (cut_middle(text, look.width - len(margin), look.ellipsis), "dim"))


def _place(file: FileReport, item: Related, fills: Mapping[str, Fill], index: LineIndex, look: Look) -> Line:
    words = look.sentence(item.message)
    if item.fill is None:
        return ((_MARGIN, ""), (place(file, item.span, index, look), "place"), (f"  {words}", ""))
    source = fills[item.fill].source
    line = LineIndex(source).line_column(item.span.start)[0] + 1
    before = f"{words}, line {line}: "
    code = look.call(source[item.span.start : item.span.end], max(look.width - len(_MARGIN) - len(before), 20))
    return ((_MARGIN, ""), (before, ""), (code, "place"))


def answer(words: Words, hole: Hole, look: Look) -> Iterator[Line]:
    """What a model says, and the repair of `hole` that it suggests."""
    yield ((f"  {look.sentence(words.model)} says", "strong"),)
    said = words.text or "nothing that explains it"
    for number, paragraph in enumerate(said.split("\n\n")):
        if number:
            yield ()
        for line in wrap(look.sentence(paragraph), look.width - 4):
            yield (("    ", ""), (line, ""))
    if words.note is not None:
        yield (("    ", ""), (look.sentence(words.note), "dim"))
    if words.repair is not None:
        yield ()
        yield from _repair(words.repair, hole, look)


def _repair(repair: Repair, hole: Hole, look: Look) -> Iterator[Line]:
    # Imported where there is something to compare.
    from difflib import unified_diff

    trial = repair.trial
    holds = "all of it holds" if trial.holds else f"{count(trial.failures, 'failure')} instead of {repair.failures}"
    yield (("  suggested for ", ""), (title(hole, look), "strong"), (f": {holds}; nothing was written", ""))
    pieces = unified_diff(repair.before.splitlines(), repair.fill.source.splitlines(), lineterm="")
    styles = {"+": "expected", "-": "actual", "@": "dim"}
    for number, line in enumerate(pieces):
        if number >= 2:  # behind the names of files, of which there are none
            yield (("    ", ""), (look.clean(line), styles.get(line[:1], "")))
