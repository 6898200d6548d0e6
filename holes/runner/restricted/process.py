"""The worker's process, seen from ours: started, spoken to in frames, and killed.

It is read by a thread of its own, so that it outlives the event loop in which it was started, on every system.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from holes.runner.child import interpreter
from holes.runner.messages import BadReply
from holes.runner.session import Gone, StartError

#: Where our packages are. The worker starts isolated, so that nothing of the user's is in its way.
_HOME = str(Path(__file__).resolve().parents[3])
_START = "import sys; sys.path.append(sys.argv[1]); from holes.runner.restricted.worker import main; main()"
_LONGEST = 1 << 28
#: Seconds until a worker that says nothing at its start is given up.
_PATIENCE = 60.0


async def start() -> Worker:
    """A worker that is ready for a program. Raises `StartError`."""
    worker = _begun()
    try:
        problem = (await worker.receive(asyncio.get_running_loop().time() + _PATIENCE)).get("problem")
    except (Gone, TimeoutError, BadReply):
        problem = "its process ended or did not answer"
    except BaseException:
        worker.kill()
        raise
    if problem is not None:
        worker.kill()
        raise StartError(f"cannot start the restricted interpreter: {problem}; install pydantic-monty again")
    return worker


def _begun() -> Worker:
    python = interpreter(sys.executable)
    try:
        process = subprocess.Popen(
            [python.path, "-I", "-X", "utf8", "-c", _START, _HOME],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=dict(python.environment),
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise StartError(f"cannot start the restricted interpreter: {error.strerror or error}") from error
    return Worker(process)


class Worker:
    """The process. It gives one frame for each that it is sent, in the same order."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._writing = process.stdin
        self._inbox = _Inbox()
        # It also ends with this process, by the end of its standard input.
        self._finalizer = weakref.finalize(self, _kill, process)
        self._thread = threading.Thread(target=_read, args=(process, process.stdout, self._inbox), daemon=True)
        self._thread.start()

    def send(self, request: Mapping[str, object]) -> None:
        """Write one frame; the worker takes in what comes at once."""
        body = json.dumps(request, separators=(",", ":")).encode()
        with suppress(OSError, ValueError):
            self._writing.write(len(body).to_bytes(4, "big") + body)
            self._writing.flush()

    async def receive(self, until: float) -> dict[str, object]:
        """The next frame. Raises `BadReply`, `Gone` where the process ended instead, or `TimeoutError` where nothing
        came by the time `until` of the event loop."""
        frame = await self._inbox.take(until)
        if frame is None:
            raise Gone("its process ended")
        try:
            reply = json.loads(frame)
        except (ValueError, RecursionError):
            raise BadReply from None
        if not isinstance(reply, dict):
            raise BadReply
        return reply

    def kill(self) -> None:
        """End it and all that it started. Nothing is asked of it; the thread that reads it reaps it."""
        self._finalizer()


class _Inbox:
    """Frames on their way from the thread to an event loop; None after the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._frames: deque[bytes | None] = deque()
        self._waiting: tuple[asyncio.AbstractEventLoop, asyncio.Future[None]] | None = None

    def put(self, frame: bytes | None) -> None:
        """Called by the thread."""
        with self._lock:
            self._frames.append(frame)
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            # A loop that is closed waits for nothing.
            with suppress(RuntimeError):
                waiting[0].call_soon_threadsafe(_wake, waiting[1])

    async def take(self, until: float) -> bytes | None:
        """Called in an event loop. Raises `TimeoutError`."""
        loop = asyncio.get_running_loop()
        arrival = loop.create_future()
        with self._lock:
            if self._frames:
                return self._frames.popleft()
            self._waiting = loop, arrival
        async with asyncio.timeout_at(until):
            await arrival
        return self._frames.popleft()


def _wake(arrival: asyncio.Future[None]) -> None:
    if not arrival.done():
        arrival.set_result(None)


def _read(process: subprocess.Popen[bytes], reading: BinaryIO, inbox: _Inbox) -> None:
    with suppress(OSError, ValueError):
        while len(head := reading.read(4)) == 4:
            length = int.from_bytes(head, "big")
            if length > _LONGEST or len(frame := reading.read(length)) < length:
                break
            inbox.put(frame)
    _kill(process)
    process.wait()
    for pipe in (reading, process.stdin):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    inbox.put(None)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if process.returncode is not None:
            return
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
