"""Recorded answers: what records them, and the engine that gives them again.

A record file is JSON lines. What a model answered is

    {"hash": "…", "request": {"model": "…", "messages": […], "max_tokens": 2048}, "answer": {"text": "…", "model": "…",
     "usage": {"prompt": 1, "completion": 2, "requests": 1}}}

and an answer written by hand names its hole instead, by id or by description: `{"hole": "…", "answer": {"text": "…"}}`.
The hash is the SHA-256 of the canonical JSON of messages and token limit: whichever model, address or key was used, the
same question finds the same answers.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path

from attrs import frozen

from holes.engines.protocol import EngineError, Proposal, Request, Usage
from holes.engines.talk import Question
from holes.prompt import Message, messages


@frozen
class Answer:
    """One recorded answer."""

    text: str
    model: str | None
    usage: Usage


@frozen
class Records:
    """Answers by request hash and by hole, each in recorded order."""

    by_hash: Mapping[str, tuple[Answer, ...]]
    by_hole: Mapping[str, tuple[Answer, ...]]


def request_hash(prompt: Sequence[Message], max_tokens: int) -> str:
    """What identifies a question: 64 hex characters."""
    question = {"max_tokens": max_tokens, "messages": [{"content": m.content, "role": m.role} for m in prompt]}
    canonical = json.dumps(question, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@frozen
class Recording:
    """Appends answers to the record file at `path`. Several processes may append to one file."""

    path: Path

    def record(self, prompt: Sequence[Message], max_tokens: int, answer: Answer) -> None:
        """Add a line. Raises `EngineError` where the file cannot be written."""
        request = {
            "model": answer.model,
            "messages": [{"role": message.role, "content": message.content} for message in prompt],
            "max_tokens": max_tokens,
        }
        usage = {
            "prompt": answer.usage.prompt,
            "completion": answer.usage.completion,
            "requests": answer.usage.requests,
        }
        line = {
            "hash": request_hash(prompt, max_tokens),
            "request": request,
            "answer": {"text": answer.text, "usage": usage, "model": answer.model},
        }
        content = (json.dumps(line) + "\n").encode()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # One write to a file opened for appending is not torn by others; a record may hold the user's code.
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                written = os.write(descriptor, content)
            finally:
                os.close(descriptor)
        except OSError as error:
            raise EngineError(
                f"The record file {self.path} cannot be written: {error.strerror}.", usage=answer.usage
            ) from None
        if written != len(content):
            raise EngineError(f"The record file {self.path} cannot be written: the disk is full.", usage=answer.usage)


class ReplayEngine:
    """Answers from the record file at `path`, which is read when first asked."""

    name = "replay"
    costs = False
    repairs = True
    sends = False

    def __init__(self, path: Path) -> None:
        self._path = path
        self._records: Records | None = None

    async def propose(self, request: Request) -> AsyncGenerator[Proposal, None]:
        """Yield all recorded answers to this very question, or to a first question all those recorded for the hole:
        they cost nothing, however many are wanted. Raises `EngineError` where there is none; that a repair was not
        recorded is no error, only the end of what is known."""
        records = self._read()
        hole = request.hole
        found = records.by_hash.get(request_hash(messages(request), request.max_tokens), ())
        if not found and request.feedback is None:
            found = records.by_hole.get(hole.id) or records.by_hole.get(hole.description) or ()
        if not found and request.feedback is None:
            raise EngineError(
                f"The record file {self._path.name} holds no answer for the hole {hole.id}; record one first."
            )
        for answer in found:
            yield Proposal(answer.text, self.name, answer.model, answer.usage)

    async def say(self, question: Question) -> Proposal:
        """What was first answered to this very question. Raises `EngineError` where nothing was."""
        for answer in self._read().by_hash.get(request_hash(question.prompt, question.max_tokens), ()):
            return Proposal(answer.text, self.name, answer.model, answer.usage)
        raise EngineError(f"The record file {self._path.name} holds no answer to this question; record one first.")

    def _read(self) -> Records:
        if self._records is None:
            self._records = read_records(self._path)
        return self._records


def read_records(path: Path) -> Records:
    """All answers in the file at `path`. Raises `EngineError` naming the file, and the line where one is wrong."""
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise EngineError(f"The record file {path} cannot be read: {error.strerror}.") from None
    by_hash: dict[str, tuple[Answer, ...]] = {}
    by_hole: dict[str, tuple[Answer, ...]] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            answer = _answer(entry["answer"])
            table, key = (by_hash, entry["hash"]) if "hash" in entry else (by_hole, entry["hole"])
            if not isinstance(key, str):
                raise TypeError
        except (ValueError, KeyError, TypeError, RecursionError):
            raise EngineError(f"Line {number} of the record file {path} is damaged; delete that line.") from None
        table[key] = (*table.get(key, ()), answer)
    return Records(by_hash, by_hole)


def _answer(entry: Mapping[str, object]) -> Answer:
    text, model, usage = entry["text"], entry.get("model"), entry.get("usage") or {}
    if not isinstance(text, str) or not isinstance(model, str | None) or not isinstance(usage, dict):
        raise TypeError
    counts = {name: usage.get(name, 0) for name in ("prompt", "completion", "requests")}
    if not all(isinstance(count, int) for count in counts.values()):
        raise TypeError
    return Answer(text, model, Usage(**counts))
