from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sketch.model import Span
from sketch.source_map import Location, Replacement, SourceMap, assemble


@st.composite
def replaced(draw: st.DrawFn) -> tuple[str, list[Replacement]]:
    text = draw(st.text("ab\n\r\t 🎈", max_size=60))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    changes = []
    for start, end in zip(cuts[::2], cuts[1::2], strict=False):
        hole = draw(st.sampled_from([None, "h"]))
        changes.append(Replacement(Span(start, end), draw(st.text("XYZ\n", max_size=8)), start, hole))
    return text, changes


@given(replaced())
def test_verbatim_text_maps_back_and_forth_exactly(case: tuple[str, list[Replacement]]) -> None:
    text, changes = case
    module, source_map = assemble(text, changes)
    replaced_places = {place for change in changes for place in range(change.span.start, change.span.end)}
    for place in range(len(text)):
        if place not in replaced_places:
            there = source_map.to_module(place)
            assert module[there] == text[place]
            assert source_map.to_sketch(there) == Location(place)


@given(replaced())
def test_every_place_of_the_module_is_copied_or_belongs_to_a_replacement(case: tuple[str, list[Replacement]]) -> None:
    text, changes = case
    module, source_map = assemble(text, changes)
    written = "".join(change.text for change in changes)
    from_holes = []
    for place in range(len(module)):
        location = source_map.to_sketch(place)
        assert 0 <= location.offset <= len(text)
        if location.hole is not None:
            from_holes.append(module[place])
    assert "".join(from_holes) == "".join(change.text for change in changes if change.hole)
    assert len(module) == len(text) + len(written) - sum(change.span.end - change.span.start for change in changes)


def test_places_inside_a_fill_tell_its_hole() -> None:
    module, source_map = assemble("one HOLE two", [Replacement(Span(4, 8), "filled", 4, "hole-id")])
    assert module == "one filled two"
    assert source_map.to_sketch(6) == Location(4, "hole-id")
    assert source_map.to_module(6) == 4
    assert source_map.to_module(8) == 10


def test_insertions_at_one_place_keep_their_order_and_stand_before_what_is_replaced_there() -> None:
    changes = [
        Replacement(Span(1, 2), "c", 1),
        Replacement(Span(1, 1), "a", 1),
        Replacement(Span(1, 1), "b", 1),
    ]
    assert assemble("xyz", changes)[0] == "xabcz"


def test_places_outside_are_taken_as_the_nearest_end() -> None:
    _, source_map = assemble("abc", [Replacement(Span(3, 3), "!", 3, "h")])
    assert source_map.to_sketch(99) == Location(3)
    assert source_map.to_sketch(-5) == Location(0)
    assert source_map.to_module(99) == 4
    assert source_map.to_module(-5) == 0
    assert SourceMap(()).to_module(3) == 0


def test_overlapping_replacements_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        assemble("abc", [Replacement(Span(0, 2), "", 0), Replacement(Span(1, 3), "", 1)])
