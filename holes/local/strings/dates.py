"""Dates and times in texts: read by one of the usual formats, and written in parts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, lru_cache

from holes.local.strings.spans import span_steps
from holes.local.textbook.texts import read_date, read_day_first_date

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
_OF_DAY = (
    ("%d", 9),
    ("%m", 9),
    ("%Y", 9),
    ("%b", 9),
    ("%B", 9),
    ("%y", 10),
    ("%a", 10),
    ("%A", 10),
    ("%j", 12),
    ("%V", 12),
    ("%GW%V", 12),
    ("%G-W%V", 12),
)
_OF_HOUR = (("%H", 9), ("%M", 9), ("%S", 9), ("%I", 10), ("%p", 10))
_OF_BOTH = (("%Y-%m-%d %H:%M:%S", 9), ("%Y-%m-%d %H:%M", 9), ("%Y-%m-%dT%H:%M:%S", 9))
_BARE = (("day", 9), ("month", 9), ("hour", 9), ("minute", 10), ("year", 11))
_LONGEST = 40
#: What reads a date in any of the usual ways.
_ANYHOW = (("read_date", read_date), ("read_day_first_date", read_day_first_date))
#: A date with digits, letters and what stands between made alike: the only ones that are read in any way.
_LIKE_DATES = re.compile(
    r"(?:(?:aaa+ )?(?:99? 99? 9999|9999 99? 99?|99?(?:aa)? aaa+ 9999|aaa+ 99?(?:aa)? 9999)|9{8}|9999 9{1,3})"
    r"(?:[ a]99?:99(?::99)?(?: ?aa)?)?"
)
#: What dates and times look like within longer texts. Of the times, the first that is in all texts is the one.
_DAYS_INSIDE = (
    r"\d{4}-\d\d-\d\d", r"\d+/\d+/\d+", r"\d+\.\d+\.\d{4}", r"\d+-[A-Z][a-z]+-\d{4}", r"\d+ [A-Z][a-z]+ \d{4}",
    r"[A-Z][a-z]+ \d+,? \d{4}",
)  # fmt: skip
_HOURS_INSIDE = (r"\d+:\d+:\d+ [AP]M", r"\d+:\d+:\d+", r"\d+:\d+ ?[AP]M", r"\d+:\d+")
#: How a time in digits alone is read, where it may begin with no zero.
_DIGITS = "%H%M"
#: What may be taken of a date that is read.
_TAKEN = r"(?=\.(?:strftime|year|month|day|hour|minute|second|isocalendar|timetuple)\b|\) [-+] datetime)"
#: A date that is read, as it is written here.
READ = rf'(?:datetime\.datetime\.strptime\(.+?, "[^"]+"\)|read_(?:day_first_)?date\(.+?\)){_TAKEN}'


def date_steps(texts: Sequence[str | None], known: Sequence[str]) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """What can be said of the texts as dates or times: cost, text around `{0}`, and the column; nothing where they are
    none. Where they have no format in common, all must be dates in one of the usual ways."""
    shapes = [_shape(text) for text in known]
    if any(shape is None for shape in shapes):
        return
    common = [form for form in _formats(shapes[0] or "") if all(form in _formats(shape or "") for shape in shapes)]
    alike = False
    for form in common:
        padded = form == _DIGITS and any(len(text) < 4 for text in known)
        given = [text.zfill(4) if padded and text is not None else text for text in texts]
        moments = [None if text is None else _read(text, form) for text in given]
        if any(moment is None and text is not None for moment, text in zip(moments, texts, strict=True)):
            continue
        alike = True
        read = f'datetime.datetime.strptime({{0}}{".zfill(4)" if padded else ""}, "{form}")'
        days = any(code in form for code in ("%Y", "%m", "%b", "%B"))
        yield from _said(read, moments, days, "%H" in form or "%I" in form, "%S" in form)
    if not alike and len(set(shapes)) > 1:
        yield from _anyhow(texts, known)


def inside_steps(texts: Sequence[str | None], known: Sequence[str]) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """The dates and times that stand in longer texts, where one pattern finds one in each."""
    days = [pattern for pattern in _DAYS_INSIDE if _in_all(pattern, known)]
    hours = [pattern for pattern in _HOURS_INSIDE if _in_all(pattern, known)][:1]
    both = [f"{day}{sign}{hour}" for day in days for hour in hours for sign in " T"]
    for pattern in [*(pattern for pattern in both if _in_all(pattern, known)), *days, *hours]:
        found = (None if text is None else re.search(pattern, text) for text in texts)
        yield 7, f're.findall(r"{pattern}", {{0}})[0]', (match and match[0] for match in found)


def _in_all(pattern: str, texts: Sequence[str]) -> bool:
    return all(re.search(pattern, text) for text in texts)


def _anyhow(texts: Sequence[str | None], known: Sequence[str]) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """What can be said of texts that are dates in different ways."""
    if not all(map(_is_like_date, known)):
        return
    before: list[datetime | None] = []
    for name, act in _ANYHOW:
        moments = [None if text is None else _read_by(act, text) for text in texts]
        if moments == before or any(one is None and text is not None for one, text in zip(moments, texts, strict=True)):
            return
        before = moments
        hours = any(":" in text for text in known)
        yield from _said(f"{name}({{0}})", moments, True, hours, any(text.count(":") > 1 for text in known))


def _said(
    read: str, moments: Sequence[datetime | None], days: bool, hours: bool, seconds: bool
) -> Iterator[tuple[int, str, Iterable[str | None]]]:
    """What can be said of moments that have a day, an hour, seconds."""
    codes = (*(_OF_DAY if days else ()), *(_OF_HOUR if hours else ()), *(_OF_BOTH if days and hours else ()))
    for code, cost in codes:
        yield cost, f'{read}.strftime("{code}")', _told(moments, f"{{:{code}}}")
    for name, cost in _BARE:
        yield cost, f"str({read}.{name})", _told(moments, f"{{0.{name}}}")
    if days:
        for cost, text, act in _COUNTED:
            yield cost, text.replace("{read}", read), (None if one is None else str(act(one)) for one in moments)
    if hours:
        twelve = (None if moment is None else str(moment.hour % 12 or 12) for moment in moments)
        yield 12, f"str({read}.hour % 12 or 12)", twelve
        half = (None if text is None else text.lower() for text in _told(moments, "{:%p}"))
        yield 12, f'{read}.strftime("%p").lower()', half
        yield from span_steps(read, moments, seconds)


#: Weeks and days that are counted: cost, text, and what it does.
_COUNTED: tuple[tuple[int, str, Callable[[datetime], int]], ...] = (
    (13, "str({read}.isocalendar()[1])", lambda moment: moment.isocalendar()[1]),
    (13, "str({read}.timetuple().tm_yday)", lambda moment: moment.timetuple().tm_yday),
    (13, "str(({read}.day - 1) // 7 + 1)", lambda moment: (moment.day - 1) // 7 + 1),
)


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


@lru_cache(4096)
def _is_like_date(text: str) -> bool:
    """Whether the text is made as dates are: what is read in any way is first looked at in this one."""
    shape = re.sub(r"[A-Za-z]", "a", re.sub(r"\d", "9", text.strip()))
    return _LIKE_DATES.fullmatch(re.sub(r"[-/.,\s]+", " ", shape)) is not None


@lru_cache(4096)
def _read_by(act: Callable[[str], datetime], text: str) -> datetime | None:
    try:
        return act(text)
    except ValueError:
        return None
