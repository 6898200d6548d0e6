"""One process under the user's interpreter: started, spoken to in frames, and killed with all that it started."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import frozen

from holes.runner.messages import BadReply, TooLarge, reply
from holes.runner.session import Gone, StartError

if TYPE_CHECKING:
    from holes.runner.job import Job

INSIDE = Path(__file__).resolve().parent / "inside"

#: What an interpreter itself may need from the environment; nothing else, and no key of anybody's, is passed on.
_NEEDED = ("LANG", "LC_ALL", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TZ", "SYSTEMROOT", "SYSTEMDRIVE", "TEMP", "TMP")

#: One thread for numerical libraries: starting more of them takes longer than most examples.
_ADDED = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

#: Seconds for which the output of a process that has ended is read at most.
_LAST_WORDS = 0.2

T = TypeVar("T")

#: Is told what a process says of itself.
Greet = Callable[[Mapping[str, object]], None]


@frozen
class Interpreter:
    """What is started, and the environment it gets."""

    path: str
    environment: Mapping[str, str]


def interpreter(python: str) -> Interpreter:
    """The interpreter at the path `python`, in an environment that has nothing of a person's own."""
    return Interpreter(python, {name: os.environ[name] for name in _NEEDED if name in os.environ} | _ADDED)


async def start(python: Interpreter, folder: str | None, largest: int, greet: Greet, memory: int) -> Child:
    """A new process, which first says what it is (`messages.read_greeting`); `greet` is given that. Frames from it over
    `largest` bytes break the protocol. Where it cannot limit its `memory` (bytes) itself, on Windows, that is done
    here. Raises `StartError`."""
    loop = asyncio.get_running_loop()
    path, environment = python.path, python.environment
    if sys.platform == "win32":
        from holes.runner.job import behind

        path, added = behind(path)
        environment = {**environment, **added}
    child = Child(largest, greet)
    try:
        starting = asyncio.ensure_future(
            loop.subprocess_exec(
                lambda: child,
                path,
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
            with suppress(asyncio.CancelledError):
                await _finished(starting)
            if not starting.cancelled() and starting.exception() is None:
                await child.end()
            raise
    except OSError as error:
        raise StartError(
            f"cannot start the interpreter {python.path}: {(error.strerror or str(error)).lower()}; choose another one"
        ) from error
    if sys.platform == "win32":
        try:
            child.limit(memory)
        except OSError as error:
            await child.end()
            raise StartError(
                f"cannot limit the interpreter {python.path}: {error.strerror}; is it a script?"
            ) from error
    return child


class Child(asyncio.SubprocessProtocol):
    """The process. It owes a greeting, then one frame for each that was sent to it, in the same order; none comes
    unasked."""

    def __init__(self, largest: int, greet: Greet) -> None:
        self._largest = largest
        self._greet: Greet | None = greet
        self._transport: asyncio.SubprocessTransport | None = None
        self._owed = 1
        self._received = bytearray()
        self._frames: deque[bytes] = deque()
        self._arrival: asyncio.Future[None] | None = None
        self._complaint = b""
        self._silent = False
        self._job: Job | None = None
        self._problem: Exception | None = None
        self._exited: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def limit(self, memory: int) -> None:
        """Put the process into a job of Windows with so many bytes of memory. It has been sent nothing yet, so that
        nobody's code has run in it. Raises `OSError`."""
        from holes.runner.job import confine, kernel32

        assert self._transport is not None
        process = self._transport.get_extra_info("subprocess")
        self._job = confine(int(process._handle), memory, kernel32())

    def send(self, frame: bytes) -> None:
        """Write one frame."""
        assert self._transport is not None
        pipe = cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0))
        if not pipe.is_closing():
            pipe.write(frame)
        self._owed += 1

    async def receive(self, until: float) -> dict[str, object]:
        """The next frame. Raises `BadReply`, `Gone` where the process ended instead, or `TimeoutError` where nothing
        came by the time `until` of the event loop; a frame that was there in time is given also when we are late."""
        if self._greet is not None:
            greet, self._greet = self._greet, None
            greet(await self.receive(until))
        if not self._frames and self._problem is None:
            loop = asyncio.get_running_loop()
            self._arrival = loop.create_future()
            expiry = loop.call_at(until, self._wake)
            try:
                await self._arrival
            finally:
                expiry.cancel()
                self._arrival = None
        if not self._frames:
            raise self._problem or TimeoutError
        return reply(self._frames.popleft(), self._largest)

    async def end(self) -> None:
        """Kill the process with all that it started, and wait until it is gone, also where this is cancelled: an event
        loop that ended before would leave the dead process to be reaped behind its back. Nothing is asked of it."""
        transport = self._transport
        if transport is None:
            return
        if not self._exited.done():
            self._kill(transport)
        try:
            await _finished(self._exited)
        finally:
            transport.close()
            if self._job is not None:
                self._job.close()
                self._job = None
        # The closing of the pipes takes one more round of the loop.
        await asyncio.sleep(0)

    def _kill(self, transport: asyncio.SubprocessTransport) -> None:
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                transport.kill()
            else:
                # Not by the transport, which would reap the process behind the back of the loop that watches it.
                os.killpg(transport.get_pid(), signal.SIGKILL)

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
        while self._received:
            length = int.from_bytes(self._received[:4], "big")
            if self._owed == 0 or length > self._largest:
                self._fail(TooLarge() if self._owed else BadReply())
                return
            if len(self._received) < length + 4:
                return
            self._owed -= 1
            with memoryview(self._received) as received:
                self._frames.append(bytes(received[4 : length + 4]))
            del self._received[: length + 4]
            self._wake()

    def pipe_connection_lost(self, fd: int, exc: Exception | None) -> None:
        if fd == 1:
            self._silent = True
            if self._exited.done():
                self._gone()

    def process_exited(self) -> None:
        assert self._transport is not None
        # What it started ends with it, and holds its output open no longer.
        self._kill(self._transport)
        self._exited.set_result(None)
        if self._silent:
            self._gone()
        else:
            # Its last replies are still to be read. A process that has left the group may hold the output for ever.
            asyncio.get_running_loop().call_later(_LAST_WORDS, self._gone)

    def _gone(self) -> None:
        """The process has ended, and its output too."""
        assert self._transport is not None
        status = self._transport.get_returncode()
        self._fail(Gone(ending(status if status is not None else 0, self._complaint)))

    def _fail(self, problem: Exception) -> None:
        if self._problem is None:
            self._problem = problem
            self._received.clear()
        self._wake()

    def _wake(self) -> None:
        if self._arrival is not None and not self._arrival.done():
            self._arrival.set_result(None)


async def _finished(future: asyncio.Future[T]) -> None:
    """Wait until `future` is done, however often that is cancelled; then the cancelling goes on."""
    cancelled = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled


def ending(status: int, complaint: bytes) -> str:
    """How a process ended, for people; `complaint` is what it wrote to standard error before it was ours."""
    if status >= 0:
        lines = complaint.decode("utf-8", "replace").strip().splitlines()
        return f"its process ended with status {status}" + (f" ({lines[-1]})" if lines else "")
    try:
        return f"its process was ended by {signal.Signals(-status).name}"
    except ValueError:
        return f"its process was ended by signal {-status}"
