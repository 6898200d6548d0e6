"""A warm process behind walls that it has built around itself, which forks one process for each program.

The process that started it gives the orders (`orders`), and asks for each end; nobody else does. The end of the control
socket ends all.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from _socket import CMSG_SPACE, SCM_RIGHTS, SOL_SOCKET
from _socket import socket as Socket

from . import confine, serve
from .channel import Channel, Closed, away, dump, load, nothing_standard
from .effects import Effects
from .orders import LENGTH, ORDER, REPLY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

#: Where the control socket is here, and the channel in a fork.
_DESCRIPTOR = 3

#: What programs import by habit. It is taken in once here rather than in each fork.
_COMMON = ("collections", "functools", "itertools", "math", "operator", "re", "string", "typing", "heapq", "bisect")


def main(config: str) -> NoReturn:
    """Confine this process as `config` says, and serve. Never returns."""
    control = Socket(fileno=_low(away(0)))
    nothing_standard()
    children: dict[int, int] = {}
    try:
        _serve(control, load(config), children)
    except (Closed, OSError):
        pass
    finally:
        for process in children.values():
            os.kill(process, signal.SIGKILL)
        os._exit(0)


def _low(descriptor: int) -> int:
    os.dup2(descriptor, _DESCRIPTOR, False)
    os.close(descriptor)
    return _DESCRIPTOR


def _serve(control: Socket, config: Any, children: dict[int, int]) -> None:
    """Build the walls, then follow orders; `children` are the processes by id. Raises `Closed`."""
    _say(control, {**serve.greeting(), "user": os.getuid()})
    own = _own(config["path"])
    _import(_COMMON, own)
    try:
        walls = confine.confine(config)
    except OSError as error:
        step = f"{error.filename}: " if error.filename else ""
        _say(control, {"refused": f"{step}{error.strerror or error}"})
        return
    except Exception as error:
        # Whatever it is, walls that do not stand are none.
        _say(control, {"refused": f"{type(error).__name__}: {error}"})
        return
    theirs = [*config["path"], *config["readable"]]
    # In one folder there may be thousands of files.
    folders = {os.path.dirname(path) for path in walls.shown if _below(path, theirs)}
    _say(control, {"refused": None, "folders": list(folders)})
    effects = Effects(walls.shown)
    gc.collect()
    gc.freeze()
    dying: list[int] = []
    while True:
        letter, first, second, descriptor = _order(control)
        dying = [process for process in dying if os.waitpid(process, os.WNOHANG)[0] == 0]
        if letter == b"F":
            try:
                process = os.fork()
            except OSError:
                process = -1  # the other end sees that its channel closes
            if process == 0:
                _converse(control, descriptor, second, walls, effects)
            os.close(descriptor)
            if process > 0:
                children[first] = process
        elif letter == b"P":
            _import(load(_exactly(control, first).decode()), own)
            gc.collect()
            gc.freeze()
            walls.measure()
            control.sendall(REPLY.pack(0, confine.has_threads()))
        else:
            process = children.pop(first, -1)
            status = -1
            if process > 0:
                os.kill(process, signal.SIGKILL)
                if letter == b"S":
                    status = os.waitpid(process, 0)[1]
                else:
                    dying.append(process)
            if letter == b"S":
                control.sendall(REPLY.pack(first, status))


def _converse(control: Socket, descriptor: int, memory: int, walls: confine.Walls, effects: Effects) -> NoReturn:
    """Be the process that runs a program."""
    try:
        control.detach()
        os.dup2(descriptor, _DESCRIPTOR, False)
        os.close(descriptor)
        gc.enable()
        walls.narrow(memory)
        serve.rehearse(effects)
        serve.converse(Channel(_DESCRIPTOR, _DESCRIPTOR), effects)
    except Closed:
        pass
    finally:
        os._exit(0)


def _import(names: Any, own: frozenset[str]) -> None:
    """Import modules of the environment, if they are there: a program that needs one will say if not. Of the modules
    that the user has under the same names as the environment, `own`, none of the environment is kept."""
    for name in names:
        if name.partition(".")[0] not in own:
            try:
                __import__(name)
            except BaseException:
                sys.modules.pop(name, None)
    for name in list(sys.modules):
        if name.partition(".")[0] in own and name not in sys.builtin_module_names:
            del sys.modules[name]


def _own(path: list[str]) -> frozenset[str]:
    """The names of modules and packages that the folders `path` may have, which come before those of others."""
    return frozenset(name.partition(".")[0] for folder in path if os.path.isdir(folder) for name in os.listdir(folder))


def _below(path: str, folders: list[str]) -> bool:
    return any(path.startswith(folder.rstrip(os.sep) + os.sep) for folder in folders)


def _order(control: Socket) -> tuple[bytes, int, int, int]:
    """The next order. Raises `Closed`."""
    data, ancillary, _, _ = control.recvmsg(ORDER.size, CMSG_SPACE(4))
    if len(data) < ORDER.size:
        data += _exactly(control, ORDER.size - len(data)) if data else b""
    if not data:
        raise Closed
    descriptor = -1
    for level, kind, passed in ancillary:
        if level == SOL_SOCKET and kind == SCM_RIGHTS:
            descriptor = int.from_bytes(passed[:4], sys.byteorder)
    letter, first, second = ORDER.unpack(data)
    return letter, first, second, descriptor


def _exactly(control: Socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        piece = control.recv(count - len(data))
        if not piece:
            raise Closed
        data += piece
    return data


def _say(control: Socket, what: dict[str, object]) -> None:
    body = dump(what).encode()
    control.sendall(LENGTH.pack(len(body)) + body)
