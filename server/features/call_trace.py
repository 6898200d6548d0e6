"""A trace as text that people read: the example, the tree of calls, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator

from holes.runner.protocol import Ending
from holes.trace import Trace, TracedCall
from holes.values import shorten
from holes.verdict import Verdict
from server.call_tree import ENDINGS, margins
from server.words import duration

#: Characters of a value.
_VALUE = 300
#: Seconds from which a time is worth telling.
_WORTH_TELLING = 0.0005


def trace_text(trace: Trace) -> str:
    """A trace, line by line, with a line break at its end."""
    lines = list(_lines(trace))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _lines(trace: Trace) -> Iterator[str]:
    for statement in (*trace.example.setup, trace.example.source):
        first, *more = statement.split("\n")
        yield f">>> {first}"
        yield from (f"... {line}" for line in more)
    stopped = _stopped_within(trace.calls)
    for index, (call, margin) in enumerate(
        zip(trace.calls, margins([call.depth for call in trace.calls]), strict=True)
    ):
        arguments = ", ".join(f"{name}={_brief(text)}" if name else _brief(text) for name, text in call.arguments)
        remarks = [
            "answered from its examples" if call.answered else "",
            duration(call.seconds) if call.seconds >= _WORTH_TELLING else "",
            f"✗ an example expects {_brief(call.wrong)}" if call.wrong is not None else "",
            "← the first wrong step" if index == trace.first_wrong else "",
        ]
        came = _came(call, stopped=index in stopped)
        yield "  ".join([f"{margin}{_brief(call.name)}({arguments}) → {came}", *filter(None, remarks)])
    if trace.cut:
        yield "… and more calls, which were not recorded"
    elif not trace.calls:
        yield "no hole or function of the sketch was called"
    if trace.printed:
        yield from (f"printed  {line}" for line in trace.printed.removesuffix("\n").split("\n"))
    time = f"  {duration(trace.seconds)}" if trace.seconds >= _WORTH_TELLING else ""
    if trace.verdict is Verdict.PASSED:
        yield f"→ {_brief(trace.actual or 'None')}  ✓{time}"
        return
    if trace.actual:
        yield f"→ {_brief(trace.actual)}{time}"
    yield f"✗ {_brief(trace.message) if trace.message else trace.verdict}"


def _stopped_within(calls: tuple[TracedCall, ...]) -> frozenset[int]:
    """The calls that came to no end because one within them did not."""
    return frozenset(call.parent for call in calls if call.ending is Ending.MISSING and call.parent is not None)


def _came(call: TracedCall, *, stopped: bool) -> str:
    if call.ending is Ending.MISSING:
        return "stopped" if stopped else "not filled: stops here"
    if call.ending is Ending.VALUE:
        return _brief(call.gave if call.gave is not None else "?")
    if call.ending is Ending.RAISED:
        return f"raised {_brief(call.gave or 'an exception')}"
    return ENDINGS[call.ending]


def _brief(text: str) -> str:
    return shorten(text, _VALUE)
