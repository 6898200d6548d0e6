"""A warm, confined process under the user's interpreter, which is forked for each program.

The other end is `inside/zygote.py`. Everything here is plain sockets, so that a zygote outlives the event loop in which
it was started.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import weakref
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from attrs import asdict, frozen

from holes.runner import messages
from holes.runner.child import INSIDE, Interpreter, ending
from holes.runner.ear import Ear
from holes.runner.fork import LOST, Fork
from holes.runner.inside.orders import LENGTH, ORDER, REPLY
from holes.runner.lookout import Lookout
from holes.runner.protocol import Tier
from holes.runner.session import Lost, StartError

#: Seconds for a process to end its forks and itself.
_FAREWELL = 1.0
#: Seconds until a process that should answer at once is taken for dead.
_PATIENCE = 10.0
#: The same for one that builds its walls or imports modules.
_START = 60.0
_LONGEST_GREETING = 1 << 20
_PIECE = 1 << 16

#: Processes that are forked before they are asked for.
_PARKED = 2


class Refused(Exception):
    """A tier cannot be had; `str()` says at which step and why."""


@frozen
class Walls:
    """What a zygote is to build around itself: the tier, the folders that modules are imported from, the files in them
    that are not shown, and the program that makes namespaces for it, where it takes one. `shown` is what can be read
    behind walls that stand before it starts, `readable` what programs may read beside modules."""

    tier: Tier
    path: tuple[str, ...]
    hidden: tuple[str, ...]
    bubblewrap: str | None = None
    shown: tuple[str, ...] | None = None
    readable: tuple[str, ...] = ()

    @property
    def config(self) -> str:
        """The same as JSON for the process."""
        return json.dumps(asdict(self))


async def start(python: Interpreter, walls: Walls, prefix: tuple[str, ...] = ()) -> Zygote:
    """Start a zygote, and wait until its walls stand. `prefix` is a command that runs the rest of its line, an
    interpreter that is known to start, behind walls. Raises `StartError` where the interpreter does not start,
    `Refused` where the tier cannot be had."""
    first = _launched(python, walls, prefix)
    try:
        return await first.begun(python, walls)
    except (StartError, Refused):
        if not first.killed:
            raise
    # Whoever did that, as a system short of memory does, it tells nothing about the interpreter or the tier.
    return await _launched(python, walls, prefix).begun(python, walls)


def _launched(python: Interpreter, walls: Walls, prefix: tuple[str, ...]) -> Zygote:
    """A process that begins to build its walls. Raises `StartError`, `Refused`."""
    lookout = Lookout(walls.path, walls.readable)
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        command = [*prefix, python.path, "-I", "-X", "utf8", str(INSIDE), "zygote", walls.config]
        try:
            process = subprocess.Popen(
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
            if prefix:
                raise Refused(f"cannot start {prefix[0]}: {(error.strerror or str(error)).lower()}") from error
            raise unstartable(python, error) from error
    return Zygote(process, ours, lookout, _FAREWELL if walls.tier is Tier.SEATBELT else 0.0, known=bool(prefix))


def unstartable(python: Interpreter, error: OSError) -> StartError:
    """What to raise where the system does not start an interpreter."""
    reason = (error.strerror or str(error)).lower()
    return StartError(f"cannot start the interpreter {python.path}: {reason}; choose another one")


def no_python(python: Interpreter, words: str) -> StartError:
    """What to raise where something else than an interpreter was started, `words` being how it ended."""
    return StartError(f"{python.path} does not start as Python: {words}; choose another one")


class Zygote:
    """The process. `python` is how to start it another time: as its own interpreter, where what was started led to
    that. At its end it has the seconds `farewell` to end its forks, where the system does not do that. If the
    interpreter is `known` to start, it is the walls that do not stand where it does not."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        control: socket.socket,
        lookout: Lookout,
        farewell: float,
        *,
        known: bool,
    ) -> None:
        self._process = process
        self._control = control
        self._known = known
        self._received = bytearray()
        self._ear = Ear(control)
        self._locks: weakref.WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = weakref.WeakKeyDictionary()
        self._asked: dict[int, int | None] = {}
        self._count = 0
        self._importing: asyncio.Task[None] | None = None
        self._threaded = False
        self._parked: deque[tuple[int, Fork]] = deque()
        self.preloaded: frozenset[str] = frozenset()
        self.python: Interpreter | None = None
        self.closed = False
        self._retired = False
        self._users = 0
        self._lookout = lookout
        # It ends with this process too, by the end of its socket; this is for when it is forgotten before.
        self._forgotten = weakref.finalize(self, _end, process, control, farewell)

    async def begun(self, python: Interpreter, walls: Walls) -> Zygote:
        """This, as soon as its walls stand. Raises `StartError`, `Refused`, and is closed then."""
        try:
            await self._begin(python, walls)
        except BaseException:
            self.close()
            raise
        return self

    @property
    def killed(self) -> bool:
        """Whether it was ended from outside by a signal that tells no reason."""
        return self._process.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)

    async def _begin(self, python: Interpreter, walls: Walls) -> None:
        until = asyncio.get_running_loop().time() + _START
        try:
            hello = await self._said(until)
            self.python = led_to(hello, python)
            while "refused" not in (stand := await self._said(until)):
                pass  # What builds its walls by another program starts once more within that.
        except TimeoutError:
            raise Refused(f"its walls did not stand within {_START:g} s") from None
        except ConnectionError:
            words = self._last_words()
            if self.python is None and not self._known:
                raise no_python(python, words) from None
            raise Refused(words) from None
        if (reason := stand["refused"]) is not None:
            raise Refused(str(reason))
        folders = stand["folders"]
        assert isinstance(folders, list)
        self._lookout.add(map(str, folders))

    def outdated(self) -> bool:
        """Whether the user's own modules and readable files are not those that it shows."""
        return self._lookout.changed()

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
        self._users += 1
        fork.memory = limit
        fork.largest = largest
        return fork

    def done(self, memory: int) -> None:
        """A fork has run its program. The next ones are made now, while nobody waits for them: sooner they would have
        taken time from this one."""
        self._left()
        with suppress(Lost):
            while len(self._parked) < _PARKED and not (self.closed or self._retired):
                self._parked.append((memory, self._forked(memory)))

    @contextmanager
    def held(self) -> Iterator[None]:
        """Meanwhile it does not end for being retired."""
        self._users += 1
        try:
            yield
        finally:
            self._left()

    def _left(self) -> None:
        self._users -= 1
        if self._retired and not self._users:
            self.close()

    async def preload(self, modules: frozenset[str], seconds: float) -> bool:
        """Import `modules` for all forks to come within so many seconds; whether forks can still be made. Raises
        `Lost`. Where this is cancelled the import goes on for whoever comes next."""
        while not modules <= self.preloaded:
            if self._importing is None:
                self._importing = asyncio.ensure_future(self._import(modules - self.preloaded, seconds))
            await asyncio.shield(self._importing)
        return not self._threaded

    async def _import(self, modules: frozenset[str], seconds: float) -> None:
        """Raises `Lost`."""
        body = json.dumps(sorted(modules)).encode()
        while self._parked:
            self._parked.popleft()[1].abandon()
        try:
            threads = await self._ask(0, ORDER.pack(b"P", len(body), 0) + body, seconds)
        except BaseException:
            self.close()  # Nobody can say what runs in it now.
            raise
        finally:
            self._importing = None
        self.preloaded |= modules
        self._threaded = bool(threads)

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
        if not self._users:
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
            raise Lost(LOST)
        try:
            # It is blocked only while hundreds of orders wait, and for as long as a fork takes.
            self._control.settimeout(_PATIENCE)
            if passed is None:
                self._control.sendall(data)
            else:
                socket.send_fds(self._control, [data], [passed.fileno()])
        except OSError:
            self.close()
            raise Lost(LOST) from None
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
            if not self.closed:
                await self._ear.wait(until)
            piece = b"" if self.closed else self._control.recv(_PIECE)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        if not piece:
            self.close()
            raise Lost(LOST)
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
        _kill(self._process)
        complaint = self._process.communicate()[1]
        return ending(self._process.returncode, complaint)


def _end(process: subprocess.Popen[bytes], control: socket.socket, farewell: float) -> None:
    control.close()
    if farewell:
        with suppress(subprocess.TimeoutExpired):
            process.wait(farewell)  # The end of its socket tells it.
    _kill(process)
    process.wait()
    if process.stderr is not None:
        process.stderr.close()


def _kill(process: subprocess.Popen[bytes]) -> None:
    """With what it started itself, where it only leads to an interpreter: that would hold its standard error open."""
    if process.returncode is None:  # Where that was asked for before, its number may be another's by now.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)


def led_to(hello: Mapping[str, object], python: Interpreter) -> Interpreter:
    """How to start the same another time; a program that changed whose process it is must be gone through again."""
    path, environment = messages.read_greeting(hello)
    same = hello.get("user") == os.getuid() and Path(path).is_absolute()
    return Interpreter(path, environment) if same else python
