"""Dates and times in texts: read by one of the usual formats, and written in parts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache

_DAYS = (
    "%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m.%d.%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y",
    "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%Y%m%d", "%m%d%Y", "%m/%d/%y", "%d/%m/%y", "%d-%b-%y", "%Y/%m/%d",
    "%m-%d-%Y", "%d-%m-%Y", "%Y %m %d", "%Y--%m--%d", "%Y %j", "%b %Y", "%B %Y", "%A, %d %B %Y", "%m/%d", "%d/%m",
)  # fmt: skip
_HOURS = ("%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p", "%I:%M%p", "%I%p", "%I %p", "%H%M", "%H.%M")
_SHAPES = {
    "%Y": "9999", "%m": "99?", "%d": "99?", "%y": "99", "%b": "aaa", "%B": "aaa+", "%A": "aaaa+", "%H": "99?",
    "%I": "99?", "%M": "99?", "%S": "99", "%p": "aa", "%j": "99?9?",
}  # fmt: skip
#: Parts of a date, parts of a time: how they are written, and what each costs.
_OF_DAY = (("%d", 9), ("%m", 9), ("%Y", 9), ("%b", 9), ("%B", 9), ("%y", 10), ("%a", 10), ("%A", 10), ("%j", 12))
_OF_HOUR = (("%H", 9), ("%M", 9), ("%S", 9), ("%I", 10), ("%p", 10))
_BARE = (("day", 9), ("month", 9), ("hour", 9), ("minute", 10), ("year", 11))
_LONGEST = 40
#: Minutes to which a time is rounded down, and how it is written then: a format, and whether it begins with no zero.
_SPANS = (30, 60, 120, 15, 90, 10, 20)
_WRITTEN = (("%H:%M", False), ("%I:%M%p", True), ("%I%p", True), ("%I:%M %p", True), ("%I %p", True), ("%H:%M", True))


def date_steps(texts: Sequence[str | None], known: Sequence[str]) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """What can be said of the texts as dates or times: cost, text around `{0}`, and the column; nothing where they are
    none. All must have one format."""
    shapes = [_shape(text) for text in known]
    if any(shape is None for shape in shapes):
        return
    common = [form for form in _formats(shapes[0] or "") if all(form in _formats(shape or "") for shape in shapes)]
    for form in common:
        moments = [None if text is None else _read(text, form) for text in texts]
        if any(moment is None and text is not None for moment, text in zip(moments, texts, strict=True)):
            continue
        read = f'datetime.datetime.strptime({{0}}, "{form}")'
        days = _OF_DAY if any(code in form for code in ("%Y", "%m", "%b")) else ()
        hours = _OF_HOUR if "%H" in form or "%I" in form else ()
        for code, cost in (*days, *hours):
            yield cost, f'{read}.strftime("{code}")', _told(moments, f"{{:{code}}}")
        for name, cost in _BARE:
            yield cost, f"str({read}.{name})", _told(moments, f"{{0.{name}}}")
        if days:
            weeks = (None if moment is None else str(moment.isocalendar()[1]) for moment in moments)
            yield 13, f"str({read}.isocalendar()[1])", weeks
        if hours:
            twelve = (None if moment is None else str(moment.hour % 12 or 12) for moment in moments)
            yield 12, f"str({read}.hour % 12 or 12)", twelve
            half = (None if text is None else text.lower() for text in _told(moments, "{:%p}"))
            yield 12, f'{read}.strftime("%p").lower()', half
            yield from _spans(read, moments, "%S" in form)


def _spans(
    read: str, moments: Sequence[datetime | None], seconds: bool
) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """When the span of time begins that the moments are in, and when it ends."""
    for span in _SPANS:
        over = f"minutes=moment.minute % {span}" if span < 60 else "minutes=moment.minute"
        if span > 60:
            over = f"minutes=(moment.hour * 60 + moment.minute) % {span}"
        begin = f"((moment := {read}) - datetime.timedelta({over}{', seconds=moment.second' if seconds else ''}))"
        begins = [
            moment and moment - timedelta(minutes=(moment.hour * 60 + moment.minute) % span, seconds=moment.second)
            for moment in moments
        ]
        for later in (0, span, span - 1):
            text = f"({begin} + datetime.timedelta(minutes={later}))" if later else begin
            times = [start and start + timedelta(minutes=later) for start in begins]
            for code, bare in _WRITTEN:
                told = _told(times, f"{{:{code}}}")
                if bare:
                    yield 14, f'{text}.strftime("{code}").lstrip("0")', (one and one.lstrip("0") for one in told)
                else:
                    yield 13, f'{text}.strftime("{code}")', told


def _told(moments: Sequence[datetime | None], form: str) -> Iterator[str | None]:
    for moment in moments:
        yield None if moment is None else form.format(moment)


def _shape(text: str) -> str | None:
    """The text with digits and letters made alike, or None where it cannot be a date."""
    if not 3 <= len(text) <= _LONGEST or not any(sign.isdigit() for sign in text) or not text.isascii():
        return None
    if text.isdigit() and len(text) not in (3, 4, 8):
        return None
    return re.sub(r"[A-Za-z]", "a", re.sub(r"\d", "9", text.strip()))


@cache
def _formats(shape: str) -> tuple[str, ...]:
    """The formats that a text of this shape may have."""
    return tuple(form for form, pattern in _patterns() if pattern.fullmatch(shape))


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    forms = [*_DAYS, *_HOURS]
    forms += [f"{day}{between}{hour}" for day in _DAYS for hour in _HOURS for between in (" ", "T")]
    forms += [f"{hour} {day}" for day in _DAYS for hour in _HOURS]
    forms += [f"{day}T%H:%M:%SZ" for day in _DAYS[:1]]
    found = []
    for form in forms:
        pattern = re.sub(r"T(?=%)", "a", re.sub(r"Z$", "a", form))
        pattern = "".join(_SHAPES.get(part, re.escape(part)) for part in re.findall(r"%\w|.", pattern))
        found.append((form, re.compile(pattern)))
    return tuple(found)


@cache
def _read(text: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(text, form)
    except ValueError:
        return None
