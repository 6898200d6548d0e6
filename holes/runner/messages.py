"""What is said to the process that runs a program, and how its replies are read.

A reply comes from a process in which a candidate may have changed anything: each field is checked for its type and
size, and nothing else in it is believed. Both directions are JSON; no expected value is ever in a request to a
process that runs a candidate.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from holes.garbage import uncollected
from holes.runner.protocol import Case, Ending, Error, Limits, Outcome, Program, Recorded
from holes.values import Unrepresentable, Value
from holes.wire import from_wire, text_from_wire, to_wire

_MOST_CALLS = 10_000
_MOST_FRAMES = 100
_MOST_BASES = 100
_MOST_HOLES = 10_000
#: What the values of recorded calls may take together, and each of them, in bytes as the encoder counts.
_CALLS = 16 << 20
_ONE_IN_A_CALL = 1 << 16
#: What a reply holds beside values and texts, in characters: an exception, ids of holes, names of fields.
_REST = 1 << 18
#: The bytes of JSON for one character, at most.
_WIDEST = 12
#: Frames over so many bytes are read without looking for garbage.
_LARGE = 1 << 16
_LONGEST_ACTION = 3_000
_ENDINGS = {"value": Ending.VALUE, "raised": Ending.RAISED, "missing": Ending.MISSING}

_parse = json.loads
_encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode


class BadReply(Exception):
    """The other process did not keep to the protocol."""


class TooLarge(BadReply):
    """A frame is larger than that of one honest case could be."""


def load_request(program: Program, limits: Limits, *, trace: bool, answers: bool) -> dict[str, object]:
    """The first request: what to load, how far it may go, whether calls are recorded and missing holes answered."""
    return {
        "source": program.source,
        "filename": program.filename,
        "package": program.package or "",
        "folder": program.folder,
        "path": list(program.import_path),
        "trace": trace,
        "answers": answers,
        "limits": {
            "seconds": limits.seconds,
            "load_seconds": limits.load_seconds,
            "memory": limits.memory,
            "output": limits.output,
            "value": limits.value,
        },
    }


def case_request(case: Case, number: int) -> dict[str, object]:
    """The request to run `case`; its reply has the same `number`. Raises `Unrepresentable` where one of the values
    can't be sent."""
    call = None
    if case.call is not None:
        call = [case.call.function, [to_wire(arg) for arg in case.call.args], _named(case.call.kwargs)]
    return {
        "number": number,
        "source": case.source,
        "setup": list(case.setup),
        "call": call,
        "underscore": case.underscore,
        "env": _named(case.env),
    }


def batch_request(cases: Sequence[Case]) -> dict[str, object]:
    """The request to run several cases, for which one reply comes. Raises `Unrepresentable`."""
    return {"cases": [case_request(case, number) for number, case in enumerate(cases)]}


def answer_request(value: Value | None) -> dict[str, object]:
    """The answer for a hole without a fill, None where there is none."""
    return {"answer": None if value is None else [to_wire(value)]}


def frame(request: Mapping[str, object]) -> bytes:
    """A request as it is sent."""
    body = _encode(request).encode()
    return len(body).to_bytes(4, "big") + body


def reply(body: bytes, largest: int) -> dict[str, object]:
    """What came in a frame that may be `largest` bytes long. Raises `BadReply`, and `TooLarge` for one that has more
    parts than an honest reply of that size: they would take many times its size in memory."""
    most = largest // _WIDEST
    # A mark can be in a text too, but there it counts as much as the part of a value that it could have been.
    if len(body) > most and sum(map(body.count, (b",", b"[", b"{", b":"))) > most:
        raise TooLarge
    try:
        read = (_parse if len(body) < _LARGE else uncollected(_parse))(body.decode())
    except (ValueError, RecursionError):
        raise BadReply from None
    if not isinstance(read, dict):
        raise BadReply
    return read


def largest_reply(limits: Limits, *, trace: bool = False) -> int:
    """The largest frame that an honest reply can need, in bytes, with recorded calls or without. A value may be shown
    and have parts as large."""
    return _WIDEST * (2 * limits.value + 2 * limits.output + _REST) + (_CALLS if trace else 0)


def read_question(reply: Mapping[str, object]) -> tuple[str, tuple[Value, ...], dict[str, Value]]:
    """The call of a hole without a fill that the other process asks about. Raises `BadReply`."""
    args, kwargs = _arguments(reply, _ONE_IN_A_CALL)
    return _text(reply.get("ask")), args, dict(kwargs)


def read_greeting(reply: Mapping[str, object]) -> tuple[str, dict[str, str]]:
    """What the process said of itself before it had read anything: the path of its interpreter, empty where that is
    not known, and its environment. Raises `BadReply`."""
    python, environment = reply.get("python"), reply.get("environment")
    if not isinstance(python, str) or not isinstance(environment, list):
        raise BadReply
    named: dict[str, str] = {}
    for entry in environment:
        match entry:
            case [str(name), str(value)]:
                named[name] = value
            case _:
                raise BadReply
    return python, named


def read_load(reply: Mapping[str, object]) -> Outcome | None:
    """None where the program is loaded, else the outcome of every case. Raises `BadReply`."""
    match reply.get("ending"):
        case "loaded":
            return None
        case "missing":
            return Outcome(Ending.MISSING, missing=_text(reply.get("missing")))
        case "broken":
            action = _action(reply) if "action" in reply else None
            return Outcome(Ending.BROKEN, error=_error(reply.get("error")), action=action)
    raise BadReply


def read_outcome(reply: Mapping[str, object], number: int, limits: Limits, *, trace: bool = False) -> Outcome:
    """The outcome of the case with this `number`, whose calls were to be recorded or not. Raises `BadReply`."""
    if reply.get("number") != number:
        raise BadReply
    denied = reply.get("ending") == "denied"
    ending = Ending.DENIED if denied else _ending(reply.get("ending"))
    calls = _some(reply.get("calls"), _MOST_CALLS if trace else 0)
    is_value = ending is Ending.VALUE
    return Outcome(
        ending,
        value=_value(reply.get("value"), limits.value) if is_value else None,
        text=_text(reply.get("text"))[: limits.output] if is_value else "",
        printed=_text(reply.get("printed"))[: limits.output],
        error=_error(reply.get("error")) if ending is Ending.RAISED or (denied and "error" in reply) else None,
        missing=_text(reply.get("missing")) if ending is Ending.MISSING else None,
        action=_action(reply) if denied else None,
        only_looked=denied and reply.get("only_looked") is True,
        reached=tuple([_text(hole) for hole in _some(reply.get("reached"), _MOST_HOLES)]),
        returned=tuple([_text(hole) for hole in _some(reply.get("returned"), _MOST_HOLES)]),
        calls=tuple([_recorded(call, index) for index, call in enumerate(calls)]),
        calls_cut=reply.get("cut") is True,
        seconds=_seconds(reply.get("seconds")),
    )


def read_batch(reply: Mapping[str, object], count: int, limits: Limits) -> tuple[Outcome, ...]:
    """The outcomes of `count` cases that were sent together. Raises `BadReply`."""
    outcomes = reply.get("outcomes")
    if not isinstance(outcomes, list) or len(outcomes) != count:
        raise BadReply
    read: list[Outcome] = []
    for number, outcome in enumerate(outcomes):
        if not isinstance(outcome, dict):
            raise BadReply
        read.append(read_outcome(outcome, number, limits))
    return tuple(read)


def _some(data: object, most: int) -> list[object]:
    if not isinstance(data, list) or len(data) > most:
        raise BadReply
    return data


def _recorded(call: object, index: int) -> Recorded:
    if not isinstance(call, dict):
        raise BadReply
    ending = _ending(call.get("ending"))
    args, kwargs = _arguments(call, _ONE_IN_A_CALL)
    parent, depth = call.get("parent"), call.get("depth")
    if type(depth) is not int or not (parent is None or (type(parent) is int and 0 <= parent < index)):
        raise BadReply
    return Recorded(
        _text(call.get("hole")),
        args,
        kwargs,
        ending,
        value=_value(call.get("value"), _ONE_IN_A_CALL) if ending is Ending.VALUE else None,
        error=_error(call.get("error")) if ending is Ending.RAISED else None,
        depth=depth,
        parent=parent if isinstance(parent, int) else None,
        seconds=_seconds(call.get("seconds")),
        answered=call.get("answered") is True,
    )


def _arguments(data: Mapping[str, object], budget: int) -> tuple[tuple[Value, ...], tuple[tuple[str, Value], ...]]:
    args, kwargs = data.get("args"), data.get("kwargs")
    if not isinstance(args, list) or not isinstance(kwargs, list):
        raise BadReply
    named: list[tuple[str, Value]] = []
    for entry in kwargs:
        match entry:
            case [name, value]:
                named.append((_text(name), _value(value, budget)))
            case _:
                raise BadReply
    return tuple([_value(arg, budget) for arg in args]), tuple(named)


def _error(data: object) -> Error:
    if not isinstance(data, dict):
        raise BadReply
    bases = _some(data.get("bases"), _MOST_BASES)
    lines: list[tuple[int, str]] = []
    for frame in _some(data.get("frames"), _MOST_FRAMES):
        match frame:
            case [int(line), function]:
                lines.append((line, _text(function)))
            case _:
                raise BadReply
    return Error(
        _text(data.get("type")), _text(data.get("message")), tuple([_text(base) for base in bases]), tuple(lines)
    )


def _action(reply: Mapping[str, object]) -> str:
    return _text(reply.get("action"))[:_LONGEST_ACTION]


def _ending(data: object) -> Ending:
    if not isinstance(data, str) or data not in _ENDINGS:
        raise BadReply
    return _ENDINGS[data]


def _value(data: object, budget: int) -> Value:
    try:
        return from_wire(data, budget)
    except Unrepresentable:
        raise BadReply from None


def _text(data: object) -> str:
    if type(data) is str:
        return data
    try:
        return text_from_wire(data)
    except Unrepresentable:
        raise BadReply from None


def _seconds(data: object) -> float:
    if not isinstance(data, float) or not 0 <= data < 1e9:
        raise BadReply
    return data


def _named(values: tuple[tuple[str, Value], ...]) -> list[object]:
    return [[name, to_wire(value)] for name, value in values]
