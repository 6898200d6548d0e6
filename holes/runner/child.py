"""One process under the user's interpreter: started, spoken to in frames, and killed with all that it started."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import cast

from holes.runner.messages import BadReply

INSIDE = Path(__file__).resolve().parent / "inside"

#: What an interpreter itself may need from the environment; nothing else, and no key of anybody's, is passed on.
_NEEDED = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP")

#: One thread for numerical libraries: starting more of them takes longer than most examples.
_ADDED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class Gone(Exception):
    """The process ended by itself; `str()` says how."""


class StartError(Exception):
    """The interpreter could not be started; `str()` is a sentence that says why."""


async def start(python: str, folder: str | None, largest: int) -> Child:
    """A new process. Frames from it over `largest` bytes break the protocol. Raises `StartError`."""
    environment = {name: os.environ[name] for name in _NEEDED if name in os.environ} | _ADDED
    loop = asyncio.get_running_loop()
    child = Child(largest)
    try:
        starting = asyncio.ensure_future(
            loop.subprocess_exec(
                lambda: child,
                python,
                "-I",
                "-X",
                "utf8",
                str(INSIDE),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                cwd=folder,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        )
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            # The process may exist already: it is waited for, so that it can be ended.
            await asyncio.wait([starting])
            if not starting.cancelled() and starting.exception() is None:
                await child.end()
            raise
    except OSError as error:
        raise StartError(
            f"cannot start the interpreter {python}: {(error.strerror or str(error)).lower()}; choose another one"
        ) from error
    return child


class Child(asyncio.SubprocessProtocol):
    """The process. Frames come in strict order: one for each that is awaited, and none unasked."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._transport: asyncio.SubprocessTransport | None = None
        self._received = bytearray()
        self._complaint = b""
        self._frame: asyncio.Future[bytes] | None = None
        self._problem: Exception | None = None
        self._exited: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def send(self, request: Mapping[str, object]) -> None:
        """Write one frame."""
        assert self._transport is not None
        body = json.dumps(request, separators=(",", ":")).encode()
        pipe = cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0))
        if not pipe.is_closing():
            pipe.write(len(body).to_bytes(4, "big") + body)

    async def receive(self) -> dict[str, object]:
        """The next frame. Raises `BadReply`, or `Gone` where the process ended instead."""
        if self._frame is None:
            self._frame = asyncio.get_running_loop().create_future()
            self._deliver()
        try:
            body = await self._frame
        finally:
            self._frame = None
        try:
            reply = json.loads(body)
        except (ValueError, RecursionError):
            raise BadReply from None
        if not isinstance(reply, dict):
            raise BadReply
        return reply

    async def end(self) -> None:
        """Kill the process with all that it started, and wait until it is gone. Nothing is asked of it."""
        transport = self._transport
        if transport is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                transport.kill()
            else:
                # Not by the transport, which would reap the process behind the back of the loop that watches it.
                os.killpg(transport.get_pid(), signal.SIGKILL)
        self._exited.add_done_callback(lambda _: transport.close())
        await asyncio.shield(self._exited)
        # The closing of the pipes takes one more round of the loop.
        await asyncio.sleep(0)

    # What the event loop tells us.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        if fd == 2:
            # Only an interpreter that fails to start writes here; later the pipe is there to be closed.
            self._complaint = (self._complaint + data)[-2000:]
            return
        if self._problem is not None:
            return
        self._received += data
        if self._frame is None or len(self._received) > self._largest + 4:
            self._fail(BadReply())
        self._deliver()

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        if fd == 1:
            self._settle()

    def process_exited(self) -> None:
        if not self._exited.done():
            self._exited.set_result(None)
        self._settle()

    def _settle(self) -> None:
        """The output has ended; say how the process did once that is known."""
        assert self._transport is not None
        status = self._transport.get_returncode()
        if status is not None:
            self._fail(Gone(_words(status, self._complaint)))

    def _deliver(self) -> None:
        frame = self._frame
        if frame is None or frame.done():
            return
        if self._problem is not None:
            frame.set_exception(self._problem)
            return
        if len(self._received) < 4:
            return
        length = int.from_bytes(self._received[:4], "big")
        if length > self._largest or len(self._received) > length + 4:
            self._fail(BadReply())
        elif len(self._received) == length + 4:
            frame.set_result(bytes(self._received[4:]))
            self._received.clear()

    def _fail(self, problem: Exception) -> None:
        if self._problem is None:
            self._problem = problem
            self._received.clear()
        if self._frame is not None and not self._frame.done():
            self._frame.set_exception(self._problem)


def _words(status: int, complaint: bytes) -> str:
    """How a process ended, for people; `complaint` is what it wrote to standard error before it was ours."""
    if status >= 0:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        return f"its process ended with status {status}" + (f" ({lines[-1]})" if lines else "")
    try:
        return f"its process was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"its process was ended by signal {-status}"
