"""The conversation with the parent: a program to load, cases to run in it, and so on until the other end closes."""

from __future__ import annotations

import os
import sys

from .channel import Channel, Closed, standard_channel
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
        converse(channel)
    except Closed:
        pass
    finally:
        os._exit(0)


def greeting() -> dict[str, object]:
    """What this process is."""
    return {"python": sys.executable or "", "environment": [list(entry) for entry in os.environ.items()]}


def converse(channel: Channel) -> None:
    """Answer requests until the other end closes. Raises `Closed`."""
    process = os.getpid()
    early: list[dict[str, object]] = []  # what came before the answer that was waited for

    def ask(hole: str, args: list[object], kwargs: list[list[object]]) -> tuple[bool, Any]:
        channel.write({"ask": hole, "args": args, "kwargs": kwargs})
        while "answer" not in (request := channel.read()):
            early.append(request)
        answer = request["answer"]
        return (True, loading.given(answer[0])) if isinstance(answer, list) else (False, None)

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
            recorder = Recorder(request["trace"], ask if request["answers"] else None, lambda e: loading.describe(e))
            loading = Program(
                request["source"], request["filename"], recorder, limits["output"], limits["value"], Effects([])
            )
            loading.package = request["package"]
            sys.argv = [loading.file]
            sys.path[:] = [*request["path"], *path]
            _enter(request["folder"])
            limit_memory(limits["memory"])
            limit_processor(limits["load_seconds"])
            reply = _load(loading, recorder)
            program = loading if reply["ending"] == "loaded" else None
        elif program is None:
            reply = {"number": request["number"], "ending": "unloaded"}
        else:
            limit_processor(seconds)
            reply = program.run(request)
            reply["number"] = request["number"]
        _stay(process)
        channel.write(reply)


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
