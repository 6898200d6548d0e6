"""Places that stay with the function they are in."""

from __future__ import annotations

from sketch.anchor import anchor, place
from sketch.model import Language, Sketch, Span
from sketch.parse import parse

TEXT = "def f(x):\n    return g(x)\n\n\ndef g(x):\n    def h(y):\n        return y\n    return h(x)\n"


def sketch(text: str) -> Sketch:
    return parse(text, Language.ANPL).sketch


def check(before: str, what: str, after: str) -> str | None:
    """What stands in `after` where `what` stood in `before`."""
    start = before.index(what)
    anchored = anchor(sketch(before), Span(start, start + len(what)))
    found = place(sketch(after), anchored) if anchored is not None else None
    return None if found is None else after[found.start : found.end]


def test_a_place_moves_with_its_function() -> None:
    assert check(TEXT, "g(x)\n\n", TEXT) is None  # it is in no function alone
    assert check(TEXT, "return g(x)", "# more\n\n" + TEXT) == "return g(x)"
    assert check(TEXT, "return y", TEXT.replace("\n\n\n", "\n\n\n\n🙂 = 1\n\n")) == "return y"


def test_a_place_is_gone_with_its_function() -> None:
    assert check(TEXT, "return y", TEXT.replace("def g", "def other")) is None
    assert check(TEXT, "return h(x)", "def g(x):\n    return 1\n") is None


def test_what_is_in_no_function_has_no_place() -> None:
    assert anchor(sketch("x = 1\n" + TEXT), Span(0, 5)) is None
