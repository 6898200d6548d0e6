"""Dates and times in texts: what is written does what was computed."""

from __future__ import annotations

import datetime

import pytest

from holes.local.strings.dates import date_steps

_TIMES = ("11:12:29", "08:29:52", "23:41:14", "00:00:00")


@pytest.mark.parametrize("texts", [_TIMES, ("6:25PM", "12:44AM"), ("2143-10-06 18:25", "1809-01-11 13:24")])
def test_what_is_written_does_what_was_computed(texts: tuple[str, ...]) -> None:
    count = 0
    for _, template, column in date_steps(texts, texts):
        program = compile(template.replace("{0}", "text"), "step", "eval")
        assert [eval(program, {"datetime": datetime, "text": text}) for text in texts] == list(column), template
        count += 1
    assert count > 20


def test_times_are_rounded_down_to_spans() -> None:
    columns = [list(column) for _, _, column in date_steps(_TIMES, _TIMES)]
    assert ["11:00AM", "8:00AM", "11:30PM", "12:00AM"] in columns
    assert ["11:30AM", "8:30AM", "12:00AM", "12:30AM"] in columns
    assert ["10AM", "8AM", "10PM", "12AM"] in columns
