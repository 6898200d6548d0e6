"""The loops that run a component over many columns."""

from __future__ import annotations

from typing import Any

import pytest

from holes.local.components import Component, Spec, components_of, sweep
from holes.local.library import SPECS, WORDS
from holes.local.terms import Constant, Term

_TEXTS = ("Ab3 c", "x-Y.z")


def made(component: Component, combinations: int) -> list[tuple[Any, ...]]:
    """What a component makes of two terms for each argument, by the loop for so many combinations."""
    values = [_TEXTS, _TEXTS[::-1]] if component.takes[0] == "s" else [(7, 4), (3, 9)]
    lists = [[(column, Constant(None, "?"), (), 1) for column in values] for _ in component.takes]
    out: list[Term] = []
    run = sweep(component.code, len(component.takes), 2, False, combinations)
    run(lists, {}, out, [], None, component, 2, lambda columns: None)
    return [term[0] for term in out]


@pytest.mark.parametrize("specs", [SPECS, WORDS])
def test_a_compiled_loop_does_what_calls_do(specs: tuple[Spec, ...]) -> None:
    components = [one for one in components_of(specs) if set(one.takes) in ({"i"}, {"n"}, {"s"})]
    assert len(components) > 12
    for component in components:
        called = made(component, 0)
        assert made(component, 10**9) == called, component.template
