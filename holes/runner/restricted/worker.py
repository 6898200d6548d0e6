"""The conversation of the worker with its parent, over standard input and output: frames of four bytes of length and
JSON, as with a process that runs a program itself. Each load request replaces the program before it."""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from contextlib import suppress
from typing import Any, BinaryIO


def main() -> None:
    """Answer until the parent closes its end. The process ends at once then, whatever it is doing."""
    reading, writing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    requests: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(reading, requests), daemon=True).start()
    try:
        _converse(requests, writing)
    finally:
        # Threads of the library may still run: the interpreter is not taken down under them.
        os._exit(0)


def _listen(reading: BinaryIO, requests: queue.SimpleQueue[dict[str, Any]]) -> None:
    """Take in what comes while a case runs, so that the parent never waits for a full pipe."""
    with suppress(OSError, ValueError):
        while len(head := reading.read(4)) == 4:
            requests.put(json.loads(reading.read(int.from_bytes(head, "big"))))
    os._exit(0)


def _converse(requests: queue.SimpleQueue[dict[str, Any]], writing: BinaryIO) -> None:
    try:
        from pydantic_monty import Monty

        from holes.runner.restricted.program import Program

        pool = Monty(max_processes=1).__enter__()
    except Exception as error:
        _write(writing, {"problem": f"{type(error).__name__}: {error}"[:500]})
        return
    _write(writing, {"problem": None})
    program: Program | None = None
    while True:
        request = requests.get()
        if "source" in request and "limits" in request:
            if program is not None:
                program.close()
            program = Program(pool, request)
            _write(writing, program.load())
        else:
            assert program is not None
            _write(writing, {**program.run(request), "number": request["number"]})


def _write(writing: BinaryIO, reply: dict[str, object]) -> None:
    try:
        body = json.dumps(reply, separators=(",", ":")).encode()
        writing.write(len(body).to_bytes(4, "big") + body)
        writing.flush()
    except OSError:
        sys.exit()
