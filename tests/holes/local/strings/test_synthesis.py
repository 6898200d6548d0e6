"""Texts from texts: the first program, and that what is written does what was computed."""

from __future__ import annotations

import re

import pytest

from holes.local.bank import Budget
from holes.local.piece import Piece
from holes.local.strings.synthesis import string_pieces
from holes.local.task import Shown, Task


def pieces(*rows: tuple[str, str]) -> list[Piece]:
    """What is found for texts and their results."""
    shown = tuple(Shown((given,), wanted) for given, wanted in rows)
    return list(string_pieces(Task(("text",), "", shown), Budget(1 << 30)))


def first(*rows: tuple[str, str]) -> str:
    """The cheapest program that is right on all rows."""
    wanted = tuple(result for _, result in rows)
    return min((piece for piece in pieces(*rows) if piece.values == wanted), key=lambda piece: piece.cost).text


@pytest.mark.parametrize(
    ("rows", "program"),
    [
        ([("Ada Lovelace", "Lovelace"), ("Alan Turing", "Turing")], "text.split()[-1]"),
        ([("one, 1", "one"), ("three, 3", "three")], 'text.split(",")[0]'),
        ([("ada", "ada@example.org"), ("alan", "alan@example.org")], 'f"{text}@example.org"'),
        ([("tel 12 x", "12"), ("of 405", "405"), ("9 lives", "9")], r're.findall(r"\d+", text)[0]'),
        (
            [("Ada Lovelace", "LOVELACE, A."), ("Grace Hopper", "HOPPER, G.")],
            'f"{text.split()[-1].upper()}, {text[0]}."',
        ),
    ],
)
def test_the_cheapest_program(rows: list[tuple[str, str]], program: str) -> None:
    assert first(*rows) == program


@pytest.mark.parametrize(
    "rows",
    [
        [("a-b {c}", "b/A"), ("d-e {f}", "e/D"), ('"g"-h', "h/G")],
        [("at 12.50 kg", "0.125"), ("of 40.00 kg", "0.4"), ("is 8.10", "0.081")],
        [("sum 12.5", "12.50 now"), ("all 3.25", "3.25 now")],
        [("is it Ada", '"Ada" \'s'), ("or Alan", '"Alan" \'s')],
    ],
)
def test_what_is_written_does_what_was_computed(rows: list[tuple[str, str]]) -> None:
    found = pieces(*rows)
    assert any(piece.values == tuple(result for _, result in rows) for piece in found)
    for piece in found:
        for (given, _), value in zip(rows, piece.values, strict=True):
            if value is not ...:
                assert eval(piece.text, {"re": re, "text": given}) == value
                # An older Python takes no quotes or backslashes inside of an f-string.
                assert not re.search(r"""f"[^"]*\{[^"}]*[\\]""", piece.text)


def test_some_of_the_examples_have_a_program_where_all_have_none() -> None:
    found = pieces(("x-1", "x"), ("y-2", "y"), ("none", "?"))
    assert any(piece.values[:2] == ("x", "y") for piece in found)


def test_results_that_are_no_texts_are_left_to_others() -> None:
    shown = (Shown(("a",), 1), Shown(("bb",), 2))
    assert not list(string_pieces(Task(("text",), "", shown), Budget(1 << 30)))


@pytest.mark.parametrize(
    ("rows", "program"),
    [
        (
            [("2020-03-05", "5 Mar 2020"), ("1999-12-31", "31 Dec 1999")],
            "f\"{(moment := datetime.datetime.strptime(text, '%Y-%m-%d')).day} {moment.strftime('%b %Y')}\"",
        ),
        (
            [("05.03.2020", "2020 March"), ("31.12.1999", "1999 December")],
            'datetime.datetime.strptime(text, "%d.%m.%Y").strftime("%Y %B")',
        ),
        ([("2.3456", "2.35"), ("10.5", "10.50"), ("7.1", "7.10")], 'f"{float(text):.2f}"'),
        ([("117", "110"), ("23", "20"), ("40", "40")], "str(int(text) // 10 * 10)"),
    ],
)
def test_dates_and_numbers(rows: list[tuple[str, str]], program: str) -> None:
    assert first(*rows) == program


def test_a_text_is_cut_by_what_a_parameter_says() -> None:
    shown = (Shown(("a,b,c", 1), "a"), Shown(("a,b,c", 3), "c"), Shown(("x,y", 2), "y"))
    found = string_pieces(Task(("text", "n"), "", shown), Budget(1 << 30))
    assert 'text.split(",")[n - 1]' in [piece.text for piece in found]
