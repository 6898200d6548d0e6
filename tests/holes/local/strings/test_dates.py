"""Dates and times in texts: what is written does what was computed."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest

from holes.local.bank import Budget
from holes.local.strings.dates import date_steps, inside_steps
from holes.local.strings.synthesis import string_pieces
from holes.local.task import Shown, Task
from holes.local.terms import Written
from holes.local.textbook.texts import read_date, read_day_first_date
from holes.local.writing import function_text

_NAMES = {"datetime": datetime, "read_date": read_date, "read_day_first_date": read_day_first_date}
_MIXED = ("17 Dec 1973", "Jan 10 1975", "1 January 2014", "06-Oct-2143", "01311846", "1846 231", "6th June 1944")
_TIMES = ("11:12:29", "08:29:52", "23:41:14", "00:00:00")


@pytest.mark.parametrize(
    "texts",
    [
        _TIMES,
        ("6:25PM", "12:44AM"),
        ("2143-10-06 18:25", "1809-01-11 13:24"),
        ("243", "1132"),
        ("06-Oct-2143 18:25", "1846 231", "2002-03-30T18:25:57"),
        _MIXED,
        ("2143 75", "7/2/1952"),
    ],
)
def test_what_is_written_does_what_was_computed(texts: tuple[str, ...]) -> None:
    count = 0
    for _, template, column in date_steps(texts, texts):
        program = compile(template.replace("{0}", "text"), "step", "eval")
        assert [eval(program, {**_NAMES, "text": text}) for text in texts] == list(column), template
        count += 1
    assert count >= 20


def test_times_are_rounded_down_to_spans() -> None:
    columns = [list(column) for _, _, column in date_steps(_TIMES, _TIMES)]
    assert ["11:00AM", "8:00AM", "11:30PM", "12:00AM"] in columns
    assert ["11:30AM", "8:30AM", "12:00AM", "12:30AM"] in columns
    assert ["10AM", "8AM", "10PM", "12AM"] in columns


def test_spans_may_begin_later_than_midnight() -> None:
    columns = [list(column) for _, _, column in date_steps(_TIMES, _TIMES)]
    assert ["11:00AM", "8:00AM", "11:00PM", "11:00PM"] in columns
    assert ["11AM", "7AM", "11PM", "11PM"] in columns


def test_digits_are_a_time_that_begins_with_no_zero() -> None:
    columns = [list(column) for _, _, column in date_steps(("137", "1132"), ("137", "1132"))]
    assert ["01", "11"] in columns


def test_dates_in_different_formats_are_read_in_all_of_them() -> None:
    said = {template: list(column) for _, template, column in date_steps(_MIXED[:5], _MIXED[:5])}
    assert said['read_date({0}).strftime("%Y")'] == ["1973", "1975", "2014", "2143", "1846"]
    assert said["str((read_date({0}).day - 1) // 7 + 1)"] == ["3", "2", "1", "1", "5"]
    assert not [template for template in said if "day_first" in template]


def test_the_day_comes_first_only_where_that_makes_a_difference() -> None:
    texts = ("2143 75", "7/2/1952")
    said = {template: list(column) for _, template, column in date_steps(texts, texts)}
    assert said["str(read_date({0}).month)"] == ["3", "7"]
    assert said["str(read_day_first_date({0}).month)"] == ["3", "2"]


@pytest.mark.parametrize(
    "texts", [("1 Dec", "one two"), ("12 34", "5 6 7"), ("2001-12-31", "soon"), ("a1b", "12345678")]
)
def test_what_is_no_date_is_not_read(texts: tuple[str, ...]) -> None:
    assert not [template for _, template, _ in date_steps(texts, texts) if "read_" in template]


def test_a_date_is_found_inside_of_a_longer_text() -> None:
    texts = ("22ABD_3388.XY,9/12/2002 6:25:57 PM,8.11", "x,10/2/2003 11:25:57 AM")
    said = {template: list(column) for _, template, column in inside_steps(texts, texts)}
    assert ["9/12/2002 6:25:57 PM", "10/2/2003 11:25:57 AM"] in said.values()
    for template, column in said.items():
        assert [eval(template.replace("{0}", "text"), {"re": re, "text": text}) for text in texts] == column


def test_a_date_that_is_read_is_named_once() -> None:
    rows = [
        (text, f"{(moment := read_date(text)):%a} W{moment.isocalendar()[1]} {moment.month}") for text in _MIXED[:5]
    ]
    task = Task(("text",), "", tuple(Shown((text,), result) for text, result in rows))
    piece = next(iter(string_pieces(task, Budget(1 << 30))))
    source = function_text("def week(text: str) -> str", ((), Written(piece.text, piece.strength), (), 0))
    assert source.count("read_date(text)") == 1
    assert "    moment = read_date(text)\n" in source
    scope: dict[str, Any] = {}
    exec(f"from __future__ import annotations\n{source}", scope)
    assert [scope["week"](text) for text, _ in rows] == [result for _, result in rows]
    exec(source, scope)
    assert scope["week"]("9 May 2015") == "Sat W19 5"
