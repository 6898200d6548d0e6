"""Spans of time: when the one begins that a moment is in, when it ends, and how both are written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

#: Minutes to which a time is rounded down, and how much later than midnight the first span begins.
_SPANS = ((30, 0), (60, 0), (120, 0), (15, 0), (90, 0), (10, 0), (20, 0))
_SHIFTED = ((120, 60), (90, 30), (90, 60), (60, 30), (180, 0), (180, 60), (240, 0))
#: Minutes to which a time is rounded up.
_UP = (30, 60, 15)
#: How a time is written: a format, and whether it begins with no zero.
_WRITTEN = (("%H:%M", False), ("%I:%M%p", True), ("%I%p", True), ("%I:%M %p", True), ("%I %p", True), ("%H:%M", True))


def span_steps(
    read: str, moments: Sequence[datetime | None], seconds: bool
) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """What can be said of the spans that the moments are in: cost, text, and the column. `seconds` says whether the
    moments have any, `read` is how one is read."""
    for extra, spans in ((0, _SPANS), (2, _SHIFTED)):
        for span, shift in spans:
            begin = f"((moment := {read}) - datetime.timedelta({_over(span, shift)}{_SECONDS if seconds else ''}))"
            begins = [moment and _begin(moment, span, shift) for moment in moments]
            for later in (0, span, span - 1):
                text = f"({begin} + datetime.timedelta(minutes={later}))" if later else begin
                yield from _written(extra, text, [start and start + timedelta(minutes=later) for start in begins])
    if not seconds:
        for step in _UP:
            ends = [moment and moment + timedelta(minutes=-moment.minute % step) for moment in moments]
            text = f"((moment := {read}) + datetime.timedelta(minutes=-moment.minute % {step}))"
            yield from _written(0, text, ends)


_SECONDS = ", seconds=moment.second"


def _over(span: int, shift: int) -> str:
    """How many minutes of the span have passed, as Python."""
    if span <= 60 and not shift:
        return f"minutes=moment.minute % {span}" if span < 60 else "minutes=moment.minute"
    return f"minutes=(moment.hour * 60 + moment.minute{f' - {shift}' if shift else ''}) % {span}"


def _begin(moment: datetime, span: int, shift: int) -> datetime:
    over = (moment.hour * 60 + moment.minute - shift) % span
    return moment - timedelta(minutes=over, seconds=moment.second)


def _written(
    extra: int, text: str, times: Sequence[datetime | None]
) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    for code, bare in _WRITTEN:
        told = (None if time is None else f"{time:{code}}" for time in times)
        if bare:
            yield 14 + extra, f'{text}.strftime("{code}").lstrip("0")', (one and one.lstrip("0") for one in told)
        else:
            yield 13 + extra, f'{text}.strftime("{code}")', told
