"""What passes between the engine and its worker: a question on one line of JSON, then a line for each answer, and
before these some that say how far the search is.

JSON has no tuples, sets or integer keys, so these are written as an object with one tag.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from holes.local.task import Shown, Task

_TAGS: dict[str, Any] = {"tuple": tuple, "set": set, "frozenset": frozenset}


class Unsendable(ValueError):
    """A value the search does not compute with."""


def question(task: Task, signature: str, seconds: float, count: int) -> bytes:
    """One line. Raises `Unsendable` for values other than None, bools, numbers, texts and builtin
    collections of them."""
    shown = [[_encode(one.arguments), _encode(one.expected), one.raises] for one in task.shown]
    content = [task.parameters, task.words, shown, task.known, signature, seconds, count]
    try:
        return json.dumps(content).encode() + b"\n"
    except (ValueError, RecursionError) as error:
        raise Unsendable(str(error)) from None


def read_question(line: bytes) -> tuple[Task, str, float, int]:
    """The task, the signature, the seconds and how many programs are wanted."""
    parameters, words, shown, known, signature, seconds, count = json.loads(line)
    examples = tuple(Shown(_decode(arguments), _decode(expected), raises) for arguments, expected, raises in shown)
    return Task(tuple(parameters), words, examples, tuple(map(tuple, known))), signature, seconds, count


class Looked(NamedTuple):
    """How far a search is: so many `expressions` were tried, of up to this cost, and so many fit and differ."""

    expressions: int
    depth: int
    fitting: int = 0


class Apart(NamedTuple):
    """Another program that fits: its `text`, a `call` on which it differs, and what the first program and it answer
    to that. Where none was found its text and answer are empty."""

    text: str
    call: str
    answer: str
    other: str


class Candidate(NamedTuple):
    """A complete function, and what speaks against it."""

    text: str
    apart: Apart | None = None


def news(looked: Looked) -> bytes:
    """One line: how far the search is."""
    return json.dumps({"looked": looked}).encode() + b"\n"


def answer(found: Candidate) -> bytes:
    """One line: a function that fits."""
    return json.dumps(found._asdict()).encode() + b"\n"


def read_line(line: bytes) -> Looked | Candidate:
    """What the worker says. Raises ValueError where the line is nothing whole."""
    content = json.loads(line)
    if not isinstance(content, dict):
        raise ValueError("neither an answer nor news")
    looked = content.get("looked")
    if isinstance(looked, list) and list(map(type, looked)) == [int, int, int]:
        return Looked(*looked)
    text, apart = content.get("text"), content.get("apart")
    whole = apart is None or (len(apart) == 4 and all(isinstance(one, str) for one in apart))
    if not isinstance(text, str) or not whole:
        raise ValueError("neither an answer nor news")
    return Candidate(text, None if apart is None else Apart(*apart))


def _encode(value: Any, depth: int = 0) -> Any:
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value
    if depth > 40:
        raise Unsendable("nested too deep")
    if kind is list:
        return [_encode(item, depth + 1) for item in value]
    if kind in (tuple, set, frozenset):
        return {kind.__name__: [_encode(item, depth + 1) for item in value]}
    if kind is dict:
        return {"dict": [[_encode(key, depth + 1), _encode(item, depth + 1)] for key, item in value.items()]}
    raise Unsendable(kind.__name__)


def _decode(thing: Any) -> Any:
    if isinstance(thing, list):
        return [_decode(item) for item in thing]
    if not isinstance(thing, dict):
        return thing
    ((tag, content),) = thing.items()
    if tag == "dict":
        return {_decode(key): _decode(item) for key, item in content}
    return _TAGS[tag](_decode(item) for item in content)
