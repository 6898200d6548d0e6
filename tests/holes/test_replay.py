"""Recorded answers, given again."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from attrs import evolve

from holes.engines.protocol import EngineError, Feedback, Request, Usage
from holes.engines.replay import Answer, Recording, ReplayEngine, request_hash
from holes.prompt import Message, messages
from sketch.model import Language, Sketch
from tests.holes.hole_maker import make_hole

REQUEST = Request(Sketch("", Language.ANPL), make_hole("def f(n)", description="Double it."), count=3)


def replay(path: Path, request: Request = REQUEST) -> list[str]:
    async def collect() -> list[str]:
        return [answer.text async for answer in ReplayEngine(path).propose(request)]

    return asyncio.run(collect())


def test_answers_come_in_recorded_order_for_any_model(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "record.jsonl"
    recording = Recording(path)
    for text, model in (("one", "a"), ("two é🎉\u2028", "b"), ("three", None)):
        recording.record(messages(REQUEST), REQUEST.max_tokens, Answer(text, model, Usage(1, 2, 1)))
    assert replay(path) == ["one", "two é🎉\u2028", "three"]
    assert replay(path, evolve(REQUEST, count=1, seconds=1.0)) == replay(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_another_question_has_no_answer(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    Recording(path).record(messages(REQUEST), REQUEST.max_tokens, Answer("one", "a", Usage()))
    with pytest.raises(
        EngineError, match=r"^The record file record.jsonl holds no answer for the hole g; record one first.$"
    ):
        replay(path, evolve(REQUEST, hole=make_hole("def g(n)")))
    assert replay(path, evolve(REQUEST, feedback=Feedback("def f(n): return n", "wrong"))) == []


@pytest.mark.parametrize("key", ["f", "Double it."])
def test_answers_written_by_hand_name_their_hole(tmp_path: Path, key: str) -> None:
    path = tmp_path / "record.jsonl"
    path.write_text("\n" + json.dumps({"hole": key, "answer": {"text": "def f(n): return 2 * n"}}) + "\n\n")
    assert replay(path) == ["def f(n): return 2 * n"]


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "7",
        '{"hash": "x"}',
        '{"hash": 3, "answer": {"text": ""}}',
        '{"hole": "f", "answer": {"text": 3}}',
        "\xff",
        '{"hole": "f", "answer": {"text": "", "usage": {"prompt": "many"}}}',
        "[" * 100_000,
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "record.jsonl"
    good = json.dumps({"hole": "f", "answer": {"text": "x"}})
    path.write_bytes(f"{good}\n".encode() + line.encode("latin-1") + b"\n")
    with pytest.raises(EngineError) as caught:
        replay(path)
    assert str(caught.value) == f"Line 2 of the record file {path} is damaged; delete that line."


def test_a_file_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"cannot be read: No such file or directory\.$"):
        replay(tmp_path / "none.jsonl")
    with pytest.raises(EngineError, match=r"cannot be written: Is a directory\.$"):
        Recording(tmp_path).record((), 1, Answer("", None, Usage()))


def test_many_writers_tear_no_line(tmp_path: Path) -> None:
    path = tmp_path / "record.jsonl"
    with ThreadPoolExecutor(8) as pool:
        for number in range(64):
            answer = Answer(f"{number} " * 5_000, "m", Usage())
            pool.submit(Recording(path).record, messages(REQUEST), REQUEST.max_tokens, answer)
    assert sorted(int(text.split()[0]) for text in replay(path, evolve(REQUEST, count=99))) == list(range(64))


def test_the_hash_is_of_the_question_alone() -> None:
    question = (Message("user", "é"),)
    assert request_hash(question, 10) == request_hash(list(question), 10)
    assert request_hash(question, 10) != request_hash(question, 11)
    assert len(request_hash(question, 10)) == 64
