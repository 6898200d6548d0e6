"""What is in reach already is called by name, where the examples allow it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from holes.bench import Bench
from holes.engines.protocol import Observation, Request
from holes.reuse import calls, is_telling, reuse
from holes.values import from_python
from sketch.model import Fill, Language
from sketch.parse import parse
from tests.holes.fakes import FakeEngine, Folder, InProcess

TALL = "def tall(h, w):\n    '''The area.\n\n    >>> tall(2, 5)\n    11\n    '''\n\n"
AREA = "def area(w, h):\n    return w * h + 1\n\n"
CIRCLE = "def area(w, h):\n    return tall(h, w)\n\n"


def reused(text: str, fills: dict[str, Fill] | None = None) -> str | None:
    """The body of what is found for the first hole."""
    sketch = parse(text, Language.ANPL).sketch
    seen = Observation((from_python(2), from_python(5)), returns=from_python(11))
    request = Request(sketch, sketch.holes[0], observations=(seen,))
    trial = asyncio.run(reuse(request, fills or {}, Bench(InProcess()), "a.anpl", "local"))
    return None if trial is None else trial.fill.source


def proposed(text: str, fills: dict[str, Fill] | None = None) -> list[str]:
    """The calls that would be tried."""
    sketch = parse(text, Language.ANPL).sketch
    return list(calls(sketch, fills or {}, sketch.holes[0]))


def test_few_examples_tell_little() -> None:
    sketch = parse(TALL + AREA, Language.ANPL).sketch

    def told(*cases: tuple[int, int, int]) -> bool:
        seen = tuple(Observation((from_python(h), from_python(w)), returns=from_python(area)) for h, w, area in cases)
        return is_telling(Request(sketch, sketch.holes[0], observations=seen))

    assert not told((2, 5, 11))
    assert told((2, 5, 11), (10, 70, 701), (7, 8, 57))


def test_a_function_of_the_sketch_is_called() -> None:
    assert reused(TALL + AREA) == "def tall(h, w):\n    return area(h, w)\n"


def test_what_does_not_fit_is_not_taken() -> None:
    assert reused(TALL + AREA.replace("+ 1", "+ 2")) is None


def test_what_calls_the_hole_is_not_called() -> None:
    assert proposed(TALL + CIRCLE) == []


def test_a_hole_is_called_once_it_is_filled() -> None:
    other = "def area(w, h):\n    '''Area.'''\n\n"
    assert proposed(TALL + other) == []
    assert proposed(TALL + other, {"area": Fill("def area(w, h):\n    return w * h + 1\n")}) == [
        "area(h, w)",
        "area(w, h)",
    ]


def test_imported_functions_are_tried_the_likelier_names_first() -> None:
    tried = proposed("from shapes import (blur, area_of as area)\nfrom typing import cast\n\n" + TALL)
    assert tried[:3] == ["area(h, w)", "area(w, h)", "blur(h, w)"]
    assert not any("cast" in call for call in tried)


def test_a_function_of_one_argument_is_tried_over_items() -> None:
    text = "def total(words):\n    '''\n    >>> total(['a'])\n    1\n    '''\n\ndef score(word):\n    return 1\n"
    assert "sum(score(item) for item in words)" in proposed(text)


PICK = """def double(n):
    return 2 * n


def pick(numbers):
    '''One of them.

    >>> pick([3, 5])
    5
    '''
"""
LAST = "def pick(numbers):\n    return numbers[-1]\n"


@pytest.mark.parametrize("answers", [(LAST,), ()])
def test_what_fits_by_chance_is_taken_where_nothing_else_is_found_and_before_anything_is_spent(
    tmp_path: Path, answers: tuple[str, ...]
) -> None:
    folder = Folder(tmp_path)
    folder.write(PICK)
    model = FakeEngine((LAST,), sends=True)
    local = FakeEngine(answers, name="local", repairs=False)
    local.costs = False
    folder.fill(local, model)
    assert folder.kept("pick") == (LAST if answers else "def pick(numbers):\n    return max(numbers, key=double)\n")
    assert model.asked == []
