"""Replies: what is read of them, and what is refused before it costs anything."""

from __future__ import annotations

import gc
import json

import pytest

from holes.runner.inside import codec
from holes.runner.messages import BadReply, TooLarge, largest_reply, read_batch, read_outcome, reply
from holes.runner.protocol import Ending, Limits

LIMITS = Limits(value=1 << 16, output=1 << 10)
LARGEST = largest_reply(LIMITS)


def told(**more: object) -> dict[str, object]:
    """A reply with a value of 1, and what is to be other in it."""
    return {
        "ending": "value",
        "value": 1,
        "text": "1",
        "printed": "",
        "seconds": 0.0,
        "reached": [],
        "returned": [],
        "calls": [],
        "cut": False,
        "number": 0,
        **more,
    }


CALL = {
    "hole": "solve",
    "args": [],
    "kwargs": [],
    "ending": "value",
    "value": 1,
    "depth": 0,
    "parent": None,
    "seconds": 0.0,
}


@pytest.mark.parametrize(
    "thing",
    [
        [None] * 13_000,
        [""] * 21_000,
        [[]] * 8_000,
        {index: {} for index in range(4_000)},
        "," * 65_000,
        '"[{:,' * 13_000,
        "\N{GRINNING FACE}" * 65_000,
        "\ud800" * 65_000,
        ["\x00"] * 16_000,
        [b""] * 8_000,
    ],
    ids=lambda thing: str(thing)[:12].encode("ascii", "replace").decode(),
)
def test_the_largest_honest_values_are_read(thing: object) -> None:
    data = codec.encode(thing, LIMITS.value)
    assert not (isinstance(data, list) and data[0] == "o"), "it is larger than is sent"
    body = json.dumps(told(value=data), separators=(",", ":")).encode()
    assert len(body) <= LARGEST
    assert read_outcome(reply(body, LARGEST), 0, LIMITS).ending is Ending.VALUE


@pytest.mark.parametrize(
    "body",
    [b"[" + b"[]," * 300_000 + b"0]", b"[" + b"1," * 500_000 + b"1]", b'{"a":' * 300_000 + b"0" + b"}" * 300_000],
    ids=["lists", "numbers", "objects"],
)
def test_more_parts_than_are_honest_are_refused_unread(body: bytes) -> None:
    assert len(body) <= LARGEST
    with pytest.raises(TooLarge):
        reply(body, LARGEST)


@pytest.mark.parametrize("body", [b"", b"1", b"[]", b"{", b'"x"', b"\xff", b"[" * 100_000], ids=repr)
def test_what_is_no_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadReply):
        reply(body[:100], LARGEST)


@pytest.mark.parametrize(
    "more",
    [
        {"reached": ["h"] * 20_000},
        {"returned": ["h"] * 20_000},
        {"calls": [CALL]},
        {"value": ["l", [0] * 20_000]},
        {"ending": "raised", "error": {"type": "E", "message": "", "bases": ["E"] * 1000, "frames": []}},
        {"number": 1},
    ],
    ids=lambda more: next(iter(more)),
)
def test_a_reply_that_no_honest_process_sends_is_refused(more: dict[str, object]) -> None:
    with pytest.raises(BadReply):
        read_outcome(told(**more), 0, LIMITS)


def test_calls_are_read_where_they_are_recorded() -> None:
    assert len(read_outcome(told(calls=[CALL]), 0, LIMITS, trace=True).calls) == 1
    with pytest.raises(BadReply):
        read_outcome(told(calls=[CALL] * 10_001), 0, LIMITS, trace=True)
    with pytest.raises(BadReply):
        read_outcome(told(calls=[{**CALL, "args": ["x" * 70_000]}]), 0, LIMITS, trace=True)


def test_a_batch_has_an_outcome_for_each_case() -> None:
    outcomes = [told(number=number) for number in range(2)]
    assert len(read_batch({"outcomes": outcomes}, 2, LIMITS)) == 2
    for wrong in (outcomes[:1], outcomes[::-1], [*outcomes, told(number=2)], None, [1, 2]):
        with pytest.raises(BadReply):
            read_batch({"outcomes": wrong}, 2, LIMITS)


@pytest.mark.parametrize("good", [True, False])
def test_garbage_is_looked_for_again_afterwards(good: bool) -> None:
    body = json.dumps(told(value=["l", [0] * 8_000 if good else [[]]])).encode()
    try:
        read_outcome(reply(body + b" " * 100_000, LARGEST), 0, LIMITS)
    except BadReply:
        assert not good
    assert gc.isenabled()
