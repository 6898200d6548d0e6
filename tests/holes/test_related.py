"""Places that an example which does not hold leads to: they exist, whatever a process tells of its calls."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holes.related import Places, brief
from holes.report import Related
from holes.runner.protocol import Ending, Error, Outcome, Recorded
from sketch.compile import instrument
from sketch.model import Fill, Hole, Language
from sketch.parse import parse
from tests.holes.explained import COUNTS, SORTS, TALLY

SKETCH = parse(TALLY, Language.ANPL).sketch
FILLS = {"tally": Fill(COUNTS), "best-order": Fill(SORTS)}
MODULE = instrument(SKETCH, FILLS)
SUBJECTS = {subject.id: subject for subject in (*SKETCH.holes, *SKETCH.functions)}
PLACES = Places(SKETCH, FILLS, SUBJECTS)

frames = st.lists(st.tuples(st.integers(-9, 99) | st.just(1 << 70), st.sampled_from(["main", "<lambda>"])), max_size=5)
errors = st.builds(Error, st.just("ValueError"), st.just("bad"), frames=frames.map(tuple))
recorded = st.builds(
    Recorded,
    st.sampled_from([*SUBJECTS, "nowhere"]),
    st.just(()),
    st.just(()),
    st.sampled_from(Ending),
    error=st.none() | errors,
    parent=st.none() | st.integers(-2, 9),
)


def _exists(item: Related) -> bool:
    text = SKETCH.text if item.fill is None else FILLS[item.fill].source
    return 0 <= item.span.start <= item.span.end <= len(text)


@given(st.sampled_from(list(SUBJECTS.values())), st.lists(recorded, max_size=9).map(tuple), errors)
def test_places_of_an_error_exist(hole: Hole, calls: tuple[Recorded, ...], error: Error) -> None:
    found = PLACES.of_error(hole, Outcome(Ending.RAISED, error=error, calls=calls))
    assert found
    assert all(map(_exists, found))


@given(st.lists(recorded, min_size=1, max_size=9).map(tuple), st.data())
def test_places_of_a_wrong_value_exist(calls: tuple[Recorded, ...], data: st.DataObject) -> None:
    found = PLACES.of_wrong_value(calls, data.draw(st.integers(0, len(calls) - 1)))
    assert all(map(_exists, found))


def test_each_line_of_a_fill_is_found() -> None:
    for id, fill in FILLS.items():
        body = fill.source.splitlines()[-1]
        (number,) = (n for n, line in enumerate(MODULE.text.splitlines(), 1) if line.strip() == body.strip())
        (place,) = PLACES.of_error(SUBJECTS[id], Outcome(Ending.RAISED, error=Error("E", "", frames=((number, "f"),))))
        assert place.fill == id
        assert fill.source[place.span.start : place.span.end] == body.strip()


def test_long_descriptions_are_cut_after_a_word() -> None:
    assert brief("short  one") == "short one"
    assert brief("words that are a little longer than there is room for") == "words that are a little longer than…"
    assert brief("x" * 50) == "x" * 40 + "…"
