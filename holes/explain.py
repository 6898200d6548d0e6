"""Why examples do not hold, as facts and in plain words: what each hole on the way got and gave, which step was the
first wrong one, and where to look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import evolve, frozen

from holes.bench import Bench, runnable
from holes.document import Document
from holes.related import Places, brief
from holes.report import ExampleReport, HoleReport, Related, Status
from holes.runner.protocol import Ending, Outcome
from holes.stretch import Stretch
from holes.trace import TracedCall, ancestors, as_text, contradicted, first_of, record
from holes.values import shorten
from holes.verdict import Verdict, judge
from sketch.graph import examples_reach
from sketch.model import Example, Fill, Hole, Sketch

#: Of one hole so many examples are run again to see each call; a person mends one after another.
_TRACED = 5
#: So many calls are shown on the way.
_CALLS = 10
#: Characters of a result, and of all arguments of a call together.
_RESULT, _ARGUMENTS = 60, 72
_LEAST = 12
#: Characters and lines of a value that is shown in full.
_VALUE, _VALUE_LINES = 200, 8

#: What does not hold because of what was run.
WRONG = (Verdict.FAILED, Verdict.RAISED, Verdict.TIMEOUT, Verdict.CRASHED, Verdict.DENIED)
_WORTH_A_TRACE = (Verdict.FAILED, Verdict.RAISED, Verdict.DENIED)


@frozen
class Explanation:
    """Why the example with this `index` in `hole.examples` of the hole or function `hole` does not hold. `sentence` is
    what its report says. `values` are what was expected and what came, where the sentence does not say all of it;
    `steps` what happened on the way, one line a call; `words` what a model says of it, if one was asked. `first_wrong`
    is the id of the hole or function, called on the way, that was the first to give something else than an example of
    its own expects. `related` are the places to look at."""

    hole: str
    index: int
    sentence: str
    values: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    first_wrong: str | None = None
    related: tuple[Related, ...] = ()
    words: str | None = None

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said below the sentence."""
        return (*self.values, *self.steps, *((self.words,) if self.words else ()))


def _any(hole: Hole, example: Example) -> bool:
    return True


async def explain_failures(
    document: Document,
    fills: Mapping[str, Fill],
    reports: Iterable[HoleReport],
    bench: Bench,
    may_tell: Callable[[Hole, Example], bool] = _any,
) -> dict[tuple[str, int], Explanation]:
    """Explain the examples of `reports` that do not hold, by id of hole or function and index in its examples. What is
    run again to see its calls is run in one program, however many there are. Examples that `may_tell` refuses are not
    explained, and nothing that they expect is told."""
    sketch = document.sketch
    wanted = [
        (report.hole, index, item)
        for report in reports
        for index, item in _failing(report)
        if may_tell(report.hole, item.example)
    ]
    if not wanted:
        return {}
    outcomes = await _recorded(document, fills, wanted, bench)
    subjects = {subject.id: subject for subject in (*sketch.holes, *sketch.functions)}
    places = Places(sketch, fills, subjects)

    def told(hole: Hole) -> Iterable[Example]:
        return (example for example in runnable(sketch, hole) if may_tell(hole, example))

    found: dict[tuple[str, int], Explanation] = {}
    stretch = Stretch()
    for hole, index, item in wanted:
        key = hole.id, index
        found[key] = _explanation(places, hole, index, item, outcomes.get(key), told)
        await stretch.breathe()
    return found


def speaking_against(reports: Mapping[str, HoleReport], id: str) -> tuple[HoleReport, ...]:
    """Those of `reports`, by id, whose examples say that the hole or function `id` fails: its own or, where none of its
    own does, those of the functions that judge it."""
    own = reports.get(id)
    if own is None or any(item.verdict in WRONG for item in own.examples):
        return () if own is None else (own,)
    return tuple(reports[other] for other in own.through if other in reports)


def first_wrong_step(sketch: Sketch, hole: Hole, outcome: Outcome) -> str | None:
    """In words, the first call on the way of an example of `hole` that gave something else than an example of its own
    expects; None where none did."""
    way, wrong = _way(hole, outcome), contradicted(sketch, outcome)
    first = first_of([number for number in wrong if number in way], outcome.calls)
    if first is None:
        return None
    called = next(item for item in (*sketch.holes, *sketch.functions) if item.id == outcome.calls[first].hole)
    return call_line(as_text(called, outcome.calls[first], wrong[first]))


def _failing(report: HoleReport) -> list[tuple[int, ExampleReport]]:
    """What there is to explain of one hole, with indexes into its examples."""
    indexes = {example: index for index, example in enumerate(report.hole.examples)}
    # Of an open hole all examples wait for the same thing, which its own diagnostic says.
    told = WRONG if report.status is Status.UNFILLED else (*WRONG, Verdict.BLOCKED)
    return [
        (indexes[item.example], item) for item in report.examples if item.verdict in told and item.example in indexes
    ]


async def _recorded(
    document: Document, fills: Mapping[str, Fill], wanted: Sequence[tuple[Hole, int, ExampleReport]], bench: Bench
) -> dict[tuple[str, int], Outcome]:
    """The first failing examples of each hole, run again."""
    chosen: dict[tuple[str, int], tuple[Hole, Example]] = {}
    count: dict[str, int] = {}
    for hole, index, item in wanted:
        if item.verdict in _WORTH_A_TRACE and count.setdefault(hole.id, 0) < _TRACED:
            count[hole.id] += 1
            chosen[hole.id, index] = hole, item.example
    return dict(zip(chosen, await record(document, fills, tuple(chosen.values()), bench), strict=True))


def _explanation(
    places: Places,
    hole: Hole,
    index: int,
    item: ExampleReport,
    outcome: Outcome | None,
    told: Callable[[Hole], Iterable[Example]],
) -> Explanation:
    sentence = item.message or f"expected {item.expected}, got {item.actual}"
    if item.verdict is Verdict.BLOCKED:
        related = places.missing(hole, item.message, examples_reach(places.sketch, hole.id))
        return Explanation(hole.id, index, sentence, related=related)
    values = _values(item)
    if outcome is None:
        return Explanation(hole.id, index, sentence, values, related=(places.code(hole),))
    if judge(item.example, outcome).verdict is Verdict.PASSED:
        again = "run once more, it passed: what it gives is not always the same"
        return Explanation(hole.id, index, sentence, values, (again,), related=(places.code(hole),))
    wrong = contradicted(places.sketch, outcome, told)
    way = _way(hole, outcome)
    first = first_of([number for number in wrong if number in way], outcome.calls)
    return Explanation(
        hole.id,
        index,
        sentence,
        values,
        _steps(places, outcome, way, wrong, first),
        None if first is None else outcome.calls[first].hole,
        _related(places, hole, outcome, first),
    )


def _way(hole: Hole, outcome: Outcome) -> range:
    """The calls on the way: what the example itself calls is in its first line already, and only what that calls in
    turn is news."""
    calls = outcome.calls
    own = bool(calls) and calls[0].hole == hole.id and sum(call.parent is None for call in calls) == 1
    return range(int(own), len(calls))


def _related(places: Places, hole: Hole, outcome: Outcome, first: int | None) -> tuple[Related, ...]:
    wrong = () if first is None else places.of_wrong_value(outcome.calls, first)
    if outcome.ending is Ending.VALUE:
        return wrong or (places.code(hole),)
    raised = places.of_error(hole, outcome)
    if wrong and raised[0].fill == wrong[0].fill is not None:
        # The line itself says more than the head of the fill that it stands in.
        wrong = wrong[1:]
    return tuple(dict.fromkeys((*raised, *wrong)))


# What was expected and what came.


def _values(item: ExampleReport) -> tuple[str, ...]:
    """Both in full, where the message shows only a part."""
    message, expected, actual = item.message or "", item.expected.strip(), (item.actual or "").strip()
    if item.verdict is not Verdict.FAILED or (expected in message and actual in message):
        return ()
    if "\n" in actual:
        lines = actual.split("\n")
        more = [f"  … and {len(lines) - _VALUE_LINES} more lines"] if len(lines) > _VALUE_LINES else []
        return ("got:", *(f"  {shorten(line, _VALUE)}" for line in lines[:_VALUE_LINES]), *more)
    return (f"expected  {shorten(expected, _VALUE)}", f"got       {shorten(actual, _VALUE)}")


# What happened on the way.


def _steps(
    places: Places, outcome: Outcome, way: range, wrong: Mapping[int, str], first: int | None
) -> tuple[str, ...]:
    lines: list[str] = []
    if first is not None:
        lines.append(f"first wrong step: {call_line(_text(places, outcome, first, wrong))}")
    if not way or (lines and len(way) == 1):
        return tuple(lines)
    lines.append("on the way:")
    before = way.start - 1
    for index in _shown(outcome, way, first):
        call = _text(places, outcome, index, wrong)
        indent = "  " * (1 + min(call.depth - way.start, _CALLS))
        if index != before + 1:
            lines.append(f"{indent}…")
        lines.append(indent + (f"{call_line(evolve(call, wrong=None))}  ← here" if index == first else call_line(call)))
        before = index
    if (rest := way.stop - 1 - before) or outcome.calls_cut:
        more = f"more than {rest:,} more calls" if outcome.calls_cut else f"{rest:,} more call{'s' * (rest != 1)}"
        lines.append(f"  … and {more}")
    return tuple(lines)


def _shown(outcome: Outcome, way: range, first: int | None) -> list[int]:
    """The calls to show: the first wrong one and those around it, then the others in order."""
    path = [] if first is None else [first, *ancestors(outcome.calls, first)]
    chosen = {index for index in path[:_CALLS] if index in way}
    for index in way:
        if len(chosen) >= _CALLS:
            break
        chosen.add(index)
    return sorted(chosen)


def _text(places: Places, outcome: Outcome, index: int, wrong: Mapping[int, str]) -> TracedCall:
    recorded = outcome.calls[index]
    return as_text(places.subjects.get(recorded.hole), recorded, wrong.get(index))


def call_line(call: TracedCall) -> str:
    """A call in words: what it got and gave, and what an example expects instead."""
    # Where a hole has no name of its own, its description stands between backticks, as in the sketch.
    name = call.name if call.name.isidentifier() else f"`{brief(call.name)}`"
    room = max(_LEAST, _ARGUMENTS // max(1, len(call.arguments)))
    arguments = [(f"{name}=" if name else "") + shorten(text, room) for name, text in call.arguments]
    expected = "" if call.wrong is None else f", where its example expects {shorten(call.wrong, _RESULT)}"
    return f"{name}({', '.join(arguments)}) {_came(call)}{expected}"


def _came(call: TracedCall) -> str:
    if call.gave is None:
        return "did not come to an end"
    words = f"{'raised' if call.ending is Ending.RAISED else 'gave'} {shorten(call.gave, _RESULT)}"
    return f"{words}, as an example of it says" if call.answered else words
