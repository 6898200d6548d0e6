"""A warm, confined process under the user's interpreter, and the forks of it that run programs.

The other end is `inside/zygote.py`. Everything here is plain sockets, so that a zygote outlives the event loop in which
it was started.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import subprocess
import weakref
from collections import deque
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from holes.runner import messages
from holes.runner.child import INSIDE, Interpreter, ending
from holes.runner.ear import Ear
from holes.runner.inside.orders import LENGTH, ORDER, REPLY
from holes.runner.lookout import Lookout
from holes.runner.messages import BadReply
from holes.runner.protocol import Tier
from holes.runner.session import Gone, Lost, StartError

#: Seconds until a process that should answer at once is taken for dead.
_PATIENCE = 10.0
#: The same for one that builds its walls or imports modules.
_START = 60.0
_LONGEST_GREETING = 1 << 20
_PIECE = 1 << 16

#: Processes that are forked before they are asked for.
_PARKED = 2

_LOST = "what starts its process came to an end"


class Refused(Exception):
    """A tier cannot be had; `str()` says at which step and why."""


@frozen
class Walls:
    """What a zygote is to build around itself: the tier, the folders that modules are imported from, the files in them
    that are not shown, and the program that makes namespaces for it, where it takes one."""

    tier: Tier
    path: tuple[str, ...]
    hidden: tuple[str, ...]
    bubblewrap: str | None = None

    @property
    def config(self) -> str:
        """The same as JSON for the process."""
        return json.dumps({"tier": self.tier, "path": self.path, "hidden": self.hidden, "bubblewrap": self.bubblewrap})


async def start(python: Interpreter, walls: Walls, prefix: tuple[str, ...] = ()) -> Zygote:
    """Start a zygote, and wait until its walls stand. `prefix` is a command that runs the rest of its line. Raises
    `StartError` where the interpreter does not start, `Refused` where the tier cannot be had."""
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        command = [*prefix, python.path, "-I", "-X", "utf8", str(INSIDE), "zygote", walls.config]
        try:
            process = subprocess.Popen(  # noqa: ASYNC220 - it takes about a millisecond
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=dict(python.environment),
                cwd="/",
                start_new_session=True,
            )
        except OSError as error:
            ours.close()
            raise StartError(
                f"cannot start the interpreter {python.path}: {(error.strerror or str(error)).lower()}; "
                "choose another one"
            ) from error
    zygote = Zygote(process, ours)
    try:
        await zygote.begin(python, walls)
    except BaseException:
        zygote.close()
        raise
    return zygote


class Zygote:
    """The process. `python` is how to start it another time: as its own interpreter, where what was started led to
    that."""

    def __init__(self, process: subprocess.Popen[bytes], control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._received = bytearray()
        self._ear = Ear(control)
        self._locks: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = weakref.WeakKeyDictionary()
        self._asked: dict[int, int | None] = {}
        self._count = 0
        self._parked: deque[tuple[int, Fork]] = deque()
        self.preloaded: frozenset[str] = frozenset()
        self.python: Interpreter | None = None
        self.closed = False
        self._retired = False
        self._running = 0
        self._lookout: Lookout | None = None
        # It ends with this process too, by the end of its socket; this is for when it is forgotten before.
        self._forgotten = weakref.finalize(self, _end, process, control)

    async def begin(self, python: Interpreter, walls: Walls) -> None:
        """Wait until the walls stand. Raises `StartError`, `Refused`."""
        until = asyncio.get_running_loop().time() + _START
        try:
            hello = await self._said(until)
            self.python = _interpreter(hello, python)
            while "refused" not in (stand := await self._said(until)):
                pass  # What builds its walls by another program starts once more within that.
        except TimeoutError:
            raise Refused(f"its walls did not stand within {_START:g} s") from None
        except ConnectionError:
            words = self._last_words()
            if self.python is None:
                raise StartError(f"{python.path} does not start as Python: {words}; choose another one") from None
            raise Refused(words) from None
        if (reason := stand["refused"]) is not None:
            raise Refused(str(reason))
        shown = stand["shown"]
        assert isinstance(shown, list)
        self._lookout = Lookout({*walls.path, *(str(Path(path).parent) for path in shown)})

    def outdated(self) -> bool:
        """Whether the user's own modules are not those that it shows."""
        return self._lookout is not None and self._lookout.changed()

    def fork(self, memory: int, largest: int) -> Fork:
        """A process that may take `memory` bytes; frames from it over `largest` bytes break the protocol. Raises
        `Lost`."""
        while self._parked:
            limit, fork = self._parked.popleft()
            if limit == memory:
                break
            fork.abandon()
        else:
            limit, fork = memory, self._forked(memory)
        self._running += 1
        fork.memory = limit
        fork.largest = largest
        return fork

    def done(self, memory: int) -> None:
        """A fork has run its program. The next ones are made now, while nobody waits for them: sooner they would have
        taken time from this one."""
        self._running -= 1
        if self._retired and not self._running:
            self.close()
        with suppress(Lost):
            while len(self._parked) < _PARKED and not (self.closed or self._retired):
                self._parked.append((memory, self._forked(memory)))

    async def preload(self, modules: frozenset[str]) -> bool:
        """Import `modules` for all forks to come; whether forks can still be made. Raises `Lost`."""
        body = json.dumps(sorted(modules - self.preloaded)).encode()
        self.preloaded |= modules
        while self._parked:
            self._parked.popleft()[1].abandon()
        return not await self._ask(0, ORDER.pack(b"P", len(body), 0) + body, _START)

    async def status(self, id: int) -> int:
        """How the process of a fork ended, as `waitpid` says; it is killed if it has not. Raises `Lost`."""
        return await self._ask(id, ORDER.pack(b"S", id, 0), _PATIENCE)

    def kill(self, id: int) -> None:
        """End the process of a fork, and do not wait for that."""
        if not self.closed:
            with suppress(Lost):
                self._order(ORDER.pack(b"K", id, 0))

    def retire(self) -> None:
        """End the process as soon as none of its forks runs a program."""
        self._retired = True
        while self._parked:
            self._parked.popleft()[1].abandon()
        if not self._running:
            self.close()

    def close(self) -> None:
        """End the process with all its forks."""
        if not self.closed:
            self.closed = True
            self._ear.stop()
            while self._parked:
                self._parked.popleft()[1].abandon()
            self._forgotten()

    def _forked(self, memory: int) -> Fork:
        self._count += 1
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._order(ORDER.pack(b"F", self._count, memory), theirs)
            except BaseException:
                ours.close()
                raise
        ours.setblocking(False)
        return Fork(self, self._count, ours)

    def _order(self, data: bytes, passed: socket.socket | None = None) -> None:
        """Write to the zygote. Raises `Lost`."""
        if self.closed:
            raise Lost(_LOST)
        try:
            # It is blocked only while hundreds of orders wait, and for as long as a fork takes.
            self._control.settimeout(_PATIENCE)
            if passed is None:
                self._control.sendall(data)
            else:
                socket.send_fds(self._control, [data], [passed.fileno()])
        except OSError:
            self.close()
            raise Lost(_LOST) from None
        finally:
            if not self.closed:
                self._control.setblocking(False)

    async def _ask(self, id: int, order: bytes, seconds: float) -> int:
        """Give an order and wait for its reply. Replies to others, who may ask at the same time, are kept for them."""
        until = asyncio.get_running_loop().time() + seconds
        self._asked[id] = None
        try:
            self._order(order)
            while (answer := self._asked[id]) is None:
                async with self._turn():
                    if self._asked[id] is None:
                        await self._hear(until)
            return answer
        finally:
            del self._asked[id]

    def _turn(self) -> asyncio.Lock:
        """Held by the one task that listens for all; a lock belongs to one event loop."""
        return self._locks.setdefault(asyncio.get_running_loop(), asyncio.Lock())

    async def _hear(self, until: float) -> None:
        """Wait for replies. Raises `Lost`."""
        try:
            await self._ear.wait(until)
            piece = b"" if self.closed else self._control.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self.close()
            raise Lost(_LOST)
        self._received += piece
        while len(self._received) >= REPLY.size:
            id, number = REPLY.unpack_from(self._received)
            del self._received[: REPLY.size]
            if id in self._asked:
                self._asked[id] = number

    async def _said(self, until: float) -> dict[str, object]:
        """The next thing it says of itself. Raises ConnectionError, TimeoutError."""
        while True:
            if len(self._received) >= LENGTH.size:
                (length,) = LENGTH.unpack_from(self._received)
                if length > _LONGEST_GREETING:
                    raise ConnectionError
                end = LENGTH.size + length
                if len(self._received) >= end:
                    said = json.loads(self._received[LENGTH.size : end])
                    del self._received[:end]
                    return dict(said)
            try:
                piece = self._control.recv(_PIECE)
            except BlockingIOError:
                await self._ear.wait(until)
                continue
            if not piece:
                raise ConnectionError
            self._received += piece

    def _last_words(self) -> str:
        self._process.kill()
        complaint = self._process.communicate()[1]
        return ending(self._process.returncode, complaint)


def _end(process: subprocess.Popen[bytes], control: socket.socket) -> None:
    control.close()
    process.kill()
    process.wait()
    if process.stderr is not None:
        process.stderr.close()


def _interpreter(hello: Mapping[str, object], python: Interpreter) -> Interpreter:
    """How to start the same another time; a program that changed whose process it is must be gone through again."""
    path, environment = messages.read_greeting(hello)
    same = hello.get("user") == os.getuid() and Path(path).is_absolute()
    return Interpreter(path, environment) if same else python


class Fork:
    """A process that has been forked, at the other end of `channel`: a connection that runs a program. It owes a frame
    for each that was sent to it."""

    def __init__(self, zygote: Zygote, id: int, channel: socket.socket) -> None:
        self._zygote = zygote
        self._id = id
        self._channel = channel
        self._ear = Ear(channel)
        self._owed = 0
        self._unsent = bytearray()
        self._received = bytearray()
        self._soon: asyncio.Handle | None = None
        self._sending: asyncio.AbstractEventLoop | None = None
        self._ended = False
        self.largest = 0
        self.memory = 0

    def send(self, frame: bytes) -> None:
        """Write one frame."""
        self._unsent += frame
        self._owed += 1
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self._flush)

    async def receive(self, until: float) -> dict[str, object]:
        """The next frame. Raises `BadReply`, `Gone` or `Lost` where the process ended instead, or `TimeoutError` where
        nothing came by the time `until` of the event loop; a frame that was there in time is given also when we are
        late."""
        self._flush()
        while (frame := self._frame()) is None:
            if self._ended:
                raise Lost(_LOST)
            try:
                piece = self._channel.recv(_PIECE)
            except BlockingIOError:
                await self._ear.wait(until)
                continue
            except OSError:
                piece = b""
            if not piece:
                raise await self._end_of_it()
            self._received += piece
        return messages.reply(frame)

    async def end(self) -> None:
        """Kill the process. Nothing is asked of it."""
        if self._channel.fileno() >= 0:
            self.abandon()
            self._zygote.done(self.memory)

    def abandon(self) -> None:
        """Kill the process, at once and from outside an event loop too."""
        if not self._ended:
            self._ended = True
            self._zygote.kill(self._id)
        self._ear.stop()
        self._stop_sending()
        self._channel.close()

    def _frame(self) -> bytes | None:
        """The next frame, if all of it is there. Raises `BadReply`."""
        if not self._received:
            return None
        length = int.from_bytes(self._received[:4], "big")
        if self._owed == 0 or length > self.largest:
            raise BadReply
        if len(self._received) < length + 4:
            return None
        self._owed -= 1
        frame = bytes(self._received[4 : length + 4])
        del self._received[: length + 4]
        return frame

    async def _end_of_it(self) -> Exception:
        """How the process ended, as what is raised for it."""
        try:
            status = await self._zygote.status(self._id)
        except Lost as lost:
            return lost
        self._ended = True
        if status < 0:
            return Lost("no process could be started for it")
        return Gone(ending(os.waitstatus_to_exitcode(status), b""))

    def _flush(self) -> None:
        """Write what was sent, in one piece where it was sent in many."""
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        try:
            while self._unsent:
                del self._unsent[: self._channel.send(self._unsent)]
        except BlockingIOError:
            if self._sending is None:
                self._sending = asyncio.get_running_loop()
                self._sending.add_writer(self._channel, self._flush)
            return
        except OSError:
            self._unsent.clear()  # It has ended, as what is received will tell.
        self._stop_sending()

    def _stop_sending(self) -> None:
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        if self._sending is not None:
            if not self._sending.is_closed():
                self._sending.remove_writer(self._channel)
            self._sending = None
