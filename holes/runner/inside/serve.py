"""The conversation with the parent: one program to load, then cases to run, until the pipe ends."""

from __future__ import annotations

import os
import sys

from .channel import Channel, Closed
from .codec import decode
from .effects import Effects
from .execute import Program
from .limits import limit_memory, limit_processor
from .record import Missing, Recorder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def serve() -> None:
    """Answer requests and end the process; no exit handler of the user's code is run."""
    channel = Channel()
    try:
        _conversation(channel)
    except Closed:
        pass
    finally:
        os._exit(0)


def _conversation(channel: Channel) -> None:
    channel.write({"python": sys.executable or "", "environment": [list(entry) for entry in os.environ.items()]})
    request = channel.read()
    limits: Any = request["limits"]
    process = os.getpid()
    early: list[dict[str, object]] = []  # cases that came before the answer which was waited for

    def ask(hole: str, args: list[object], kwargs: list[list[object]]) -> tuple[bool, Any]:
        channel.write({"ask": hole, "args": args, "kwargs": kwargs})
        while "answer" not in (request := channel.read()):
            early.append(request)
        answer = request["answer"]
        return (True, decode(answer[0])) if isinstance(answer, list) else (False, None)

    recorder = Recorder(bool(request["trace"]), ask if request["answers"] else None, lambda e: program.describe(e))
    program = Program(
        str(request["source"]), str(request["filename"]), recorder, limits["output"], limits["value"], Effects([])
    )
    program.package = str(request["package"])
    sys.argv = [program.file]
    path: Any = request["path"]
    sys.path[:0] = path
    limit_memory(limits["memory"])
    limit_processor(limits["load_seconds"])
    loaded = _load(program, recorder)
    _stay(process)
    channel.write(loaded)
    while True:
        case = early.pop(0) if early else channel.read()
        limit_processor(limits["seconds"])
        reply = program.run(case)
        _stay(process)
        reply["number"] = case["number"]
        channel.write(reply)


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
