"""Numbers in texts: what is written does what was computed."""

from __future__ import annotations

import math

import pytest

from holes.local.strings.numbers import number_steps


def written(*texts: str) -> dict[str, list[str | None]]:
    """What each step makes of the texts, by its Python."""
    return {template: list(column) for _, template, column in number_steps(texts, texts)}


@pytest.mark.parametrize(
    ("texts", "template", "made"),
    [
        (("3.48", "3.89"), "str(round(float({0}) * 2) / 2)", ["3.5", "4.0"]),
        (("542", "954"), "str(round(int({0}) / 100) * 100)", ["500", "1000"]),
        (("31732", "-22630"), "str(math.ceil(int({0}) / 50) * 50)", ["31750", "-22600"]),
        (("-243", "-12.5"), 'format(float({0}) * 1000, ".10g")', ["-243000", "-12500"]),
        (("100", "51"), "str((int({0}) - 1) // 25 * 25 + 1)", ["76", "51"]),
        (("100", "51"), "str((int({0}) - 1) // 25 * 25 + 25)", ["100", "75"]),
        (("12.5", "2345.2"), "str(int(float({0})) // 10 * 10)", ["10", "2340"]),
    ],
)
def test_steps(texts: tuple[str, ...], template: str, made: list[str]) -> None:
    assert written(*texts)[template] == made


@pytest.mark.parametrize("texts", [("0", "7", "-25"), ("0.0", "-3.26", "1234.5678")])
def test_what_is_written_does_what_was_computed(texts: tuple[str, ...]) -> None:
    for template, column in written(*texts).items():
        program = compile(template.replace("{0}", "text"), "step", "eval")
        assert [eval(program, {"math": math, "text": text}) for text in texts] == column, template


def test_other_texts_are_left_alone() -> None:
    assert written("12", "x") == {}
