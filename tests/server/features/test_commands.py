"""Commands over the wire: what each takes, and what is said where it is something else."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

from server.features.commands import COMMANDS, AddExample, Call, Cancel, Command, Fill, Refill, Trace, call, parse

URI = "file:///project/a.anpl"
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
TEXT = st.text()
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "uri": TEXT,
    "hole": TEXT,
    "source": TEXT,
    "expected": st.none() | TEXT,
    "feedback": st.none() | TEXT,
    "index": st.none() | st.integers(min_value=0),
    "preview": st.booleans(),
    "quiet": st.booleans(),
}


def commands() -> st.SearchStrategy[Command]:
    """Any command with any arguments."""

    def of(kind: type[Command]) -> st.SearchStrategy[Command]:
        return st.builds(kind, **{item.name: VALUES[item.name] for item in fields(kind)})

    return st.sampled_from(list(COMMANDS.values())).flatmap(of)


def refused(name: str, *arguments: object) -> str:
    """The sentence with which a call is refused."""
    with pytest.raises(ValueError) as caught:
        parse(name, list(arguments))
    return str(caught.value)


def test_what_comes_over_the_wire() -> None:
    assert parse("holewright.fill", [{"uri": URI, "hole": "tally"}]) == Fill(URI, "tally")
    assert parse("holewright.refill", [{"uri": URI, "hole": "f", "feedback": "no recursion"}]) == Refill(
        URI, "f", "no recursion"
    )
    assert parse("holewright.trace", [{"uri": URI, "hole": "f", "index": 2}]) == Trace(URI, "f", 2)
    assert parse("holewright.cancel", [{"uri": URI}]) == Cancel(URI)
    assert parse("holewright.cancel", [{"uri": URI, "hole": None}]) == Cancel(URI)


def test_what_goes_over_the_wire() -> None:
    assert call(Fill(URI, "tally")) == Call("holewright.fill", [{"uri": URI, "hole": "tally"}])
    assert call(Trace(URI, "f", 0)).arguments == [{"uri": URI, "hole": "f", "index": 0}]
    assert call(Cancel(URI)).arguments == [{"uri": URI}]
    assert call(AddExample(URI, "f", "f(1)", "")).arguments == [
        {"uri": URI, "hole": "f", "source": "f(1)", "expected": ""}
    ]


def test_what_is_refused() -> None:
    assert refused("holewright.fil") == "There is no command 'holewright.fil' (but 'holewright.fill')."
    assert refused("holewright.fill") == "holewright.fill takes one argument, an object of 'uri', 'hole'."
    assert refused("holewright.fill", URI, "f") == "holewright.fill takes one argument, an object of 'uri', 'hole'."
    assert (
        refused("holewright.fill", {"uri": URI})
        == "holewright.fill: 'hole' is missing; it takes an object of 'uri', 'hole'."
    )
    assert (
        refused("holewright.fill", {"uri": URI, "hole": 3})
        == "holewright.fill: 'hole' is no text; it takes an object of 'uri', 'hole'."
    )
    assert (
        refused("holewright.cancel", {"uri": URI, "holes": "f"})
        == "holewright.cancel: there is no 'holes' (but 'hole'); it takes an object of 'uri', 'hole'."
    )
    trace = "; it takes an object of 'uri', 'hole', 'index'."
    for index, reason in ((-1, "'index' counts from 0"), (True, "'index' is no whole number"), ("1", "'index' is no")):
        said = refused("holewright.trace", {"uri": URI, "hole": "f", "index": index})
        assert said.startswith(f"holewright.trace: {reason}")
        assert said.endswith(trace)


@given(commands())
def test_every_command_comes_back(command: Command) -> None:
    assert parse(*call(command)) == command


@given(st.sampled_from([*COMMANDS, "", "holewright"]), st.lists(ANYTHING, max_size=2) | st.none())
def test_anything_else_is_refused_in_a_sentence(name: str, arguments: list[object] | None) -> None:
    sentence = ""
    try:
        parse(name, arguments)
    except ValueError as error:
        sentence = str(error)
    assert sentence.endswith(".")
    assert "\n" not in sentence
