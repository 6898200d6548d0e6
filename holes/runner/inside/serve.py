"""The conversation with the parent: a program to load, cases to run in it, and so on until the other end closes."""

from __future__ import annotations

import os
import sys

from .channel import Channel, Closed, dump, load, standard_channel
from .effects import Effects
from .execute import Program
from .limits import limit_memory, limit_processor
from .record import Missing, Recorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def serve() -> None:
    """Answer the process that started this one, and end with it; no exit handler of the user's code is run."""
    channel = standard_channel()
    try:
        channel.write(greeting())
        converse(channel, Effects([]))
    except Closed:
        pass
    finally:
        os._exit(0)


def greeting() -> dict[str, object]:
    """What this process is."""
    return {"python": sys.executable or "", "environment": [list(entry) for entry in os.environ.items()]}


def rehearse(effects: Effects) -> None:
    """Go through a conversation that leads nowhere. A process that has just been forked shares its memory with the one
    that it was forked from; what it will write to is copied now, and not when somebody waits."""
    path, arguments = list(sys.path), sys.argv
    try:  # noqa: SIM105 - contextlib takes longer to import than all of this
        converse(_Rehearsal(_LINES), effects)
    except Closed:
        pass
    sys.path[:], sys.argv = path, arguments
    sys.modules.pop(_NAME, None)


def converse(channel: Channel, effects: Effects) -> None:
    """Answer requests until the other end closes. Raises `Closed`."""
    process = os.getpid()
    early: list[dict[str, object]] = []  # what came before the answer that was waited for

    def ask(hole: str, args: list[object], kwargs: list[list[object]]) -> tuple[bool, Any]:
        channel.write({"ask": hole, "args": args, "kwargs": kwargs})
        while "answer" not in (request := channel.read()):
            early.append(request)
        answer = request["answer"]
        return (True, loading.given(answer[0])) if isinstance(answer, list) else (False, None)

    def describe(error: BaseException) -> dict[str, object]:
        return loading.describe(error)

    confined = effects.refused
    path = list(sys.path)
    seconds = 0.0
    program: Program | None = None
    while True:
        request: dict[str, Any] = early.pop(0) if early else channel.read()
        if "filename" in request:
            if program is not None:
                sys.modules.pop(program.name, None)
            limits = request["limits"]
            seconds = limits["seconds"]
            recorder = Recorder(request["trace"], ask if request["answers"] else None, describe)
            loading = Program(
                request["source"], request["filename"], recorder, limits["output"], limits["value"], effects
            )
            loading.package = request["package"]
            sys.argv = [loading.file]
            sys.path[:] = [*request["path"], *path]
            _enter(request["folder"])
            if not confined:
                limit_memory(limits["memory"])
                limit_processor(limits["load_seconds"])
            reply = _load(loading, recorder)
            program = loading if reply["ending"] == "loaded" else None
        elif program is None:
            reply = {"ending": "unloaded"}
        elif "cases" in request:
            reply = {"outcomes": [{**program.run(case), "number": case["number"]} for case in request["cases"]]}
        else:
            if not confined:
                limit_processor(seconds)
            reply = program.run(request)
            reply["number"] = request["number"]
        _stay(process)
        channel.write(reply)


class _Rehearsal(Channel):
    """A channel over which only the given lines come."""

    def __init__(self, lines: list[dict[str, object]]) -> None:
        super().__init__(-1, -1)
        self._lines = iter(lines)

    def read(self) -> dict[str, object]:
        for line in self._lines:
            request = load(dump(line))
            assert isinstance(request, dict)
            return request
        raise Closed

    def write(self, reply: dict[str, object]) -> None:
        dump(reply)


#: What the rehearsed program is called; not as anybody's.
_NAME = "_holewright_rehearsal"

_CASE: dict[str, object] = {"number": 0, "setup": [], "call": None, "underscore": None, "env": []}
_LINES: list[dict[str, object]] = [
    {
        "source": '@__holewright__.hole("f")\ndef f(x: int) -> list[int]:\n    return [n + 1.5 for n in range(x)]\n',
        "filename": _NAME + ".anpl",
        "package": "",
        "folder": None,
        "path": [],
        "trace": False,
        "answers": False,
        "limits": {"seconds": 1.0, "load_seconds": 1.0, "memory": 1 << 40, "output": 1 << 16, "value": 1 << 16},
    },
    {**_CASE, "source": "", "call": ["f", [9], []]},
    {**_CASE, "source": "f(9)"},
]


def _enter(folder: str | None) -> None:
    """Work in `folder`, if it can be seen."""
    try:
        if folder is not None:
            os.chdir(folder)
    except OSError:
        os.chdir(os.sep)


def _load(program: Program, recorder: Recorder) -> dict[str, object]:
    try:
        program.load()
    except Missing:
        return {"ending": "missing", "missing": recorder.missed}
    except BaseException as error:
        return program.broken(error)
    if recorder.missed is not None:
        return {"ending": "missing", "missing": recorder.missed}
    return {"ending": "loaded"}


def _stay(process: int) -> None:
    """A fork of ours that user code made has no part in the conversation."""
    if os.getpid() != process:
        os._exit(0)
