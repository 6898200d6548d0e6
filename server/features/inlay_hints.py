"""Inlay hints: behind each example what became of it and, while a trace is shown, behind each call what it gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from holes.report import ExampleReport, HoleReport, Status
from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.values import shorten
from holes.verdict import Verdict, is_skipped
from server.features.standing import is_filled
from server.features.view import View
from server.words import count, duration
from sketch.model import Example, Hole, Kind, Span, Use

#: Characters of a value in a label where it stands alone, and where there are others beside it.
_ALONE, _BESIDE = 48, 20
_SHOWN_CALLS = 2
_LISTED_CALLS = 20
_TOOLTIP = 1_000
_ENDED = {
    Verdict.TIMEOUT: "timeout",
    Verdict.CRASHED: "crashed",
    Verdict.DENIED: "denied",
    Verdict.MALFORMED: "malformed",
    Verdict.CONFLICTING: "contradicts another example",
}


class HintKind(StrEnum):
    """What a hint tells: the verdict on an `EXAMPLE`, or what a `CALL` gave."""

    EXAMPLE = "example"
    CALL = "call"


@frozen
class Hint:
    """Text that is shown at `offset` without standing there; `tooltip` is plain text of several lines. A padded side
    has some room between the label and the text there."""

    offset: int
    label: str
    kind: HintKind
    tooltip: str | None = None
    padding_left: bool = True
    padding_right: bool = False


def hints(view: View, span: Span | None = None) -> tuple[Hint, ...]:
    """The hints whose place is in `span`, its ends included (in the whole text where it is None), in order of the
    text."""
    wanted = span if span is not None else Span(0, len(view.text))
    found = [*_of_examples(view, wanted)]
    if view.trace is not None:
        found += _of_calls(view, view.trace, wanted)
    return tuple(sorted(found, key=lambda hint: hint.offset))


# Examples.


def _of_examples(view: View, wanted: Span) -> Iterator[Hint]:
    for hole in view.subjects:
        if hole.id in view.pending:
            if hole.kind is Kind.SKETCH or is_filled(view, hole):
                asked = [example for example in hole.examples if not is_skipped(example)]
                # Those of one file stand in one place.
                for offset in dict.fromkeys(map(_place, asked)):
                    if wanted.start <= offset <= wanted.end:
                        yield Hint(offset, "…", HintKind.EXAMPLE)
        elif (report := view.reports.get(hole.id)) is not None and report.status is not Status.UNFILLED:
            yield from _judged(report, wanted)


def _judged(report: HoleReport, wanted: Span) -> Iterator[Hint]:
    of_file: dict[int, list[ExampleReport]] = {}
    for item in report.examples:
        offset = _place(item.example)
        if not wanted.start <= offset <= wanted.end:
            continue
        if item.example.row is not None:
            of_file.setdefault(offset, []).append(item)
        else:
            yield Hint(offset, _label(item), HintKind.EXAMPLE, _told(item))
    for offset, items in of_file.items():
        yield _of_file(offset, items)


def _place(example: Example) -> int:
    """Where the example ends: behind its expected text, or its source where nothing is expected."""
    return (example.expected_span or example.source_span).end


def _label(item: ExampleReport) -> str:
    match item.verdict:
        case Verdict.PASSED:
            return "✓"
        case Verdict.FAILED:
            return f"✗ got {shorten(item.actual, _ALONE) if item.actual else 'nothing'}"
        case Verdict.RAISED:
            return f"✗ raised {shorten(item.actual or 'an exception', _ALONE)}"
        case Verdict.BLOCKED:
            return "not run"
        case Verdict.INCONCLUSIVE:
            return "not judged"
        case _:
            return f"✗ {_ENDED[item.verdict]}"


def _told(item: ExampleReport) -> str:
    if item.verdict is Verdict.PASSED:
        lines = [f"passed in {duration(item.seconds)}"]
    else:
        lines = [shorten(item.message, _TOOLTIP)] if item.message else []
        # The message is short; here is room for what came.
        if item.verdict is Verdict.FAILED and item.actual and len(item.actual) > _ALONE:
            lines.append(f"got {shorten(item.actual, _TOOLTIP)}")
    if item.printed:
        lines.append(f"printed {shorten(repr(item.printed), _TOOLTIP)}")
    return "\n".join(lines)


def _of_file(offset: int, items: Sequence[ExampleReport]) -> Hint:
    """One hint for all rows of an `Examples:` file: how many hold, and the first that does not."""
    total, good = len(items), sum(item.verdict is Verdict.PASSED for item in items)
    if good == total:
        return Hint(offset, f"✓ {count(total, 'row')}", HintKind.EXAMPLE)
    first = next(item for item in items if item.verdict is not Verdict.PASSED)
    assert first.example.row is not None
    line = f"line {first.example.row.line}"
    told = f"{line}: {_told(first)}"
    return Hint(offset, f"{good:,}/{total:,} rows, {line} {_label(first)}", HintKind.EXAMPLE, told)


# Calls.


def _of_calls(view: View, trace: Trace, wanted: Span) -> Iterator[Hint]:
    """A trace knows the function in which a call was made, but not where in it. So what is shown behind a use is what
    the trace knows of that function, and it is said where that may belong to another place."""
    made: dict[tuple[str, str], list[TracedCall]] = {}
    for call in trace.calls:
        if call.parent is not None:
            made.setdefault((call.hole, trace.calls[call.parent].hole), []).append(call)
    if not made:
        return
    takings = tuple(_takings(view))
    for hole in view.subjects:
        by_caller: dict[str, list[Use]] = {}
        for use in hole.uses:
            if use.caller is not None and (hole.id, use.caller) in made:
                by_caller.setdefault(use.caller, []).append(use)
        handed = _handed_on(hole, takings) if by_caller else {}
        for caller, uses in by_caller.items():
            own = [use for use in uses if use not in handed]
            places = len(own) + sum(caller in receivers for receivers in handed.values())
            for use in own:
                if wanted.start <= use.call_span.end <= wanted.end:
                    yield _of_use(view, use, made[hole.id, caller], places, cut=trace.cut)


@frozen
class _Taking:
    """The arguments of a call of the hole or function `id`, and where in them a lambda begins first, if one does."""

    id: str
    arguments: Span
    first_lambda: int | None


def _takings(view: View) -> Iterator[_Taking]:
    """All calls that a use makes."""
    for hole in view.subjects:
        for use in hole.uses:
            if use.span.end < use.call_span.end:
                found = view.text.find("lambda", use.span.end, use.call_span.end)
                yield _Taking(hole.id, Span(use.span.end, use.call_span.end), found if found >= 0 else None)


def _handed_on(hole: Hole, takings: Iterable[_Taking]) -> dict[Use, frozenset[str]]:
    """The uses of `hole` that hand it to other holes or functions, by its bare name or in a lambda, with the ids of
    those: calls that come of it are made there."""
    found: dict[Use, frozenset[str]] = {}
    for use in hole.uses:
        named = use.call_span == use.span
        receivers = frozenset(
            taking.id
            for taking in takings
            if taking.arguments.start <= use.span.start < taking.arguments.end
            and (named or (taking.first_lambda is not None and taking.first_lambda < use.span.start))
        )
        if receivers:
            found[use] = receivers
    return found


def _of_use(view: View, use: Use, calls: Sequence[TracedCall], places: int, *, cut: bool) -> Hint:
    """What `calls` gave, which were made at `use` or, where `places` is more than 1, at one of so many places. `cut`
    says that there may have been more of them."""
    room = _ALONE if len(calls) == 1 else _BESIDE
    values = [_gave(view, call, room) for call in calls[:_SHOWN_CALLS]] + ["…"] * (len(calls) > _SHOWN_CALLS)
    label = f"→ {', '.join(values)}"
    if len(calls) > 1 or places > 1 or cut:
        number = f"{len(calls):,}+ calls" if cut else count(len(calls), "call")
        label += f" ({number} at {places} places)" if places > 1 else f" ({number})"
    if any(call.wrong is not None for call in calls):
        label += " ✗"
    lines = [_in_full(view, call) for call in calls[:_LISTED_CALLS]]
    if cut:
        lines.append("and perhaps more calls, which were not recorded")
    elif len(calls) > _LISTED_CALLS:
        lines.append(f"and {count(len(calls) - _LISTED_CALLS, 'more call')}")
    if places > 1:
        lines.append(f"Each of these was called at one of {places} places; a trace does not tell at which.")
    return Hint(use.call_span.end, label, HintKind.CALL, "\n".join(lines), padding_right=True)


def _gave(view: View, call: TracedCall, room: int) -> str:
    match call.ending:
        case Ending.VALUE:
            return shorten(call.gave, room) if call.gave else "a value"
        case Ending.RAISED:
            return f"raised {shorten(call.gave or 'an exception', room)}"
        case Ending.MISSING if any(hole.id == call.hole and not is_filled(view, hole) for hole in view.sketch.holes):
            return "not filled"
        case _:
            return "no end"


def _in_full(view: View, call: TracedCall) -> str:
    arguments = ", ".join(f"{name}={shorten(text, 80)}" if name else shorten(text, 80) for name, text in call.arguments)
    # Where a hole has no name of its own, its text stands between backticks, as in the sketch.
    name = call.name if call.name.isidentifier() else f"`{shorten(call.name, 80)}`"
    line = f"{name}({arguments}) → {_gave(view, call, 200)}"
    if call.answered:
        line += ", as its example says: it is not filled"
    return line if call.wrong is None else f"{line}, but an example expects {shorten(call.wrong, 200)}"
