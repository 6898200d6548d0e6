"""Numbers and sentences in words."""

from __future__ import annotations

import pytest

from server.words import sentence


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("save this sketch first", "Save this sketch first"),
        ("`double` is filled", "`double` is filled"),
        ("a.py cannot be written", "a.py cannot be written"),
        ("there_is no such hole", "there_is no such hole"),
        ("refused: no key", "Refused: no key"),
        ("Done", "Done"),
        ("", ""),
    ],
)
def test_a_sentence_begins_with_a_capital(text: str, begun: str) -> None:
    assert sentence(text) == begun
