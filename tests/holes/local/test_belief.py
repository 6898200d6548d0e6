"""How probable programs are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holes.local.belief import beliefs
from holes.local.hints import weights

_EVIDENCE = st.dictionaries(st.sampled_from(sorted(weights()["beliefs"]["program"])), st.floats(-1000, 1000))


@given(st.lists(_EVIDENCE, max_size=5), st.floats(-1000, 1000))
def test_probabilities_are_some_and_at_most_one_together(programs: list[dict[str, float]], told: float) -> None:
    found = beliefs(programs, {"always": 1.0, "told": told})
    assert len(found) == len(programs)
    assert all(0 <= one <= 1 for one in found)
    assert sum(found) <= 1 + 1e-9


def test_a_cheaper_program_is_likelier_and_more_told_makes_all_likelier() -> None:
    cheap, dear = {"outweighed": 20.0, "behind": 0.0}, {"outweighed": 5.0, "behind": 10.0}
    one, other = beliefs([cheap, dear], {"always": 1.0, "told": 4.0})
    assert one > other
    assert beliefs([cheap], {"always": 1.0, "told": 6.0})[0] > beliefs([cheap], {"always": 1.0, "told": 2.0})[0]
