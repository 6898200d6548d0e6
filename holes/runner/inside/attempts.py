"""The interpreter's audit events that a confinement refuses, in words that follow "it tried to".

What an event is about may be an object of the user's with a class that does anything: only methods of builtin types are
ever called on it.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable

    #: Whether it was more than a look, and the words.
    Attempt = tuple[bool, str]
    #: The arguments of an event and what is shown → the attempt, None where nothing would be refused.
    Describe = Callable[[tuple[Any, ...], "Shown"], "Attempt | None"]

_LONGEST = 200
#: No system knows a longer path.
_START = slice(0, 5_000)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_UNIX_FAMILY = 1
_PROCESSOR_LIMIT = 0
#: What can be read though it is no part of the view; the first can be written to.
_DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_NUMERIC = frozenset("0123456789.")

_getcwd = os.getcwd
_getpid = os.getpid


class Shown:
    """The part of the file system that a confined process sees: absolute paths of folders and files."""

    def __init__(self, paths: list[str]) -> None:
        self._prefixes = tuple(path.rstrip("/") + "/" for path in paths)
        above: set[str] = set()
        for path in self._prefixes:
            folder = path[:-1].rpartition("/")[0]
            while folder and folder not in above:
                above.add(folder)
                folder = folder.rpartition("/")[0]
        self._above = frozenset((*above, "/"))

    def has(self, path: str) -> bool:
        """Whether an absolute path is one of them or below one."""
        return f"{path}/".startswith(self._prefixes) or path in _DEVICES

    def leads_to(self, folder: str) -> bool:
        """Whether one of them is below a folder, which is there to be seen then, though not all that is in it."""
        return folder in self._above


def plain(thing: Any) -> str | None:
    """A text, or bytes as text, as a real string; None for anything else."""
    kind = type(thing)
    if issubclass(kind, str):
        return str.__getitem__(thing, _START)
    if issubclass(kind, bytes):
        return bytes.__getitem__(thing, _START).decode("utf-8", "surrogateescape")
    return None


def words(text: str) -> str:
    """`text` on one line, capped, with what cannot be shown as escapes."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST - 50]}…{text[-49:]}"
    return text if text.isprintable() else repr(text)[1:-1]


def absolute(path: str) -> str:
    """A path from the root without `.` and `..`."""
    if not path.startswith("/"):
        try:
            path = f"{_getcwd()}/{path}"
        except OSError:
            return path
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def address(thing: object) -> str:
    """The address of a socket: `127.0.0.1:80`, `[::1]:80`, a path."""
    if type(thing) is tuple and len(thing) > 1:
        host, port = plain(thing[0]), _number(thing[1])
        if host is not None:
            host = words(host) or "any address"
            return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    path = plain(thing)
    return "an unknown address" if path is None else words(path)


def _number(thing: object) -> str:
    if type(thing) is int and -(10**9) < thing < 10**9:
        return str(thing)
    text = plain(thing)
    return "?" if text is None else words(text)


def _path(thing: object) -> str:
    if type(thing) is int:
        return "an open file"
    path = plain(thing)
    return "a file" if path is None else words(absolute(path))


def _at(arguments: tuple[Any, ...], index: int) -> object:
    return arguments[index] if len(arguments) > index else None


# Files.


def _open(arguments: tuple[Any, ...], shown: Shown) -> Attempt | None:
    path, mode, flags = _at(arguments, 0), _at(arguments, 1), _at(arguments, 2)
    if type(path) is int:
        return None
    writing = type(flags) is int and flags & _WRITING != 0
    if type(mode) is str:
        writing = writing or not frozenset("wax+").isdisjoint(mode[:10])
    if not writing:
        return _unseen("read", path, shown)
    text = _path(path)
    return None if text == _DEVICES[0] else (True, f"write to {text}")


def _unseen(verb: str, thing: object, shown: Shown) -> Attempt | None:
    """A look at a path, refused where it is not shown."""
    path = plain(thing)
    if path is None:
        return None
    path = absolute(path)
    return None if shown.has(path) else (False, f"{verb} {words(path)}")


def _look(verb: str) -> Describe:
    return lambda arguments, shown: _unseen(verb, _at(arguments, 0), shown)


def _look_at_folder(verb: str) -> Describe:
    """A look at a folder, by default the current one."""

    def described(arguments: tuple[Any, ...], shown: Shown) -> Attempt | None:
        path = "." if _at(arguments, 0) is None else plain(_at(arguments, 0))
        return None if path is None or shown.leads_to(absolute(path)) else _unseen(verb, path, shown)

    return described


def _database(arguments: tuple[Any, ...], shown: Shown) -> Attempt | None:
    path = plain(_at(arguments, 0))
    return None if path in (None, "", ":memory:") else _unseen("open the database", path, shown)


def _library(arguments: tuple[Any, ...], shown: Shown) -> Attempt | None:
    """A library without a folder is looked up where all are, which is shown."""
    path = plain(_at(arguments, 0))
    return None if path is None or "/" not in path else _unseen("load the library", path, shown)


def _change(phrase: str, index: int = 0) -> Describe:
    """A change to a path; `{}` in the phrase stands for it."""
    return lambda arguments, _: (True, phrase.format(_path(_at(arguments, index))))


def _between(phrase: str) -> Describe:
    return lambda arguments, _: (True, phrase.format(_path(_at(arguments, 0)), _path(_at(arguments, 1))))


# Network.


def _socket(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    family = _at(arguments, 1)
    local = type(family) is int and family == _UNIX_FAMILY
    return True, "open a local socket" if local else "open a network socket"


def _reach(verb: str) -> Describe:
    """Something with an address; none is given where the socket is one of a connected pair."""

    def described(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
        place = _at(arguments, 1)
        return None if place is None else (True, f"{verb} {address(place)}")

    return described


def _service(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    """A client of the standard library: itself, host, port."""
    host, port = plain(_at(arguments, 1)), _number(_at(arguments, 2))
    return True, f"connect to {words(host)}:{port}" if host is not None else "connect to an unknown address"


def _look_up(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    """The address of a host by its name. A number is its own address, nobody is asked for it."""
    host = plain(_at(arguments, 0))
    if host is None or ":" in host or _NUMERIC.issuperset(host):
        return None
    return True, f"look up {words(host)}"


def _look_up_address(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    asked = _at(arguments, 0)
    host = plain(asked[0] if type(asked) is tuple and asked else asked)
    return True, f"look up {words(host)}" if host is not None else "look up an address"


# Processes.


def _always(phrase: str) -> Describe:
    return lambda arguments, _: (True, phrase)


def _start(index: int, fallback: int | None = None) -> Describe:
    """A program by its path, or by the first of its arguments."""

    def described(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
        command = _at(arguments, index)
        if type(command) is list or type(command) is tuple:
            parts = [plain(part) for part in command[:3]]
            if len(parts) == 3 and parts[1] == "-c" and parts[2] is not None and parts[0] in ("/bin/sh", "sh"):
                return True, f"run the command {words(parts[2])}"
            command = parts[0] if parts else None
        program = plain(command)
        if program is None and fallback is not None:
            program = plain(_at(arguments, fallback))
        return True, f"start the program {words(program)}" if program is not None else "start a program"

    return described


def _shell(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    command = plain(_at(arguments, 0))
    return True, f"run the command {words(command)}" if command is not None else "run a command"


def _signal(target: str) -> Describe:
    def described(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
        process, signal = _at(arguments, 0), _at(arguments, 1)
        if target == "process" and type(process) is int and process == _getpid():
            return None  # its own: that is allowed, and tells for itself
        return True, f"send signal {_number(signal)} to {target} {_number(process)}"

    return described


def _limit(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    """A limit of its own; that of processor time it may lower."""
    kind = _at(arguments, 0)
    if type(kind) is int and kind == _PROCESSOR_LIMIT:
        return None
    return True, "change the limits of its process"


def _limit_of(arguments: tuple[Any, ...], shown: Shown) -> Attempt | None:
    """A limit of any process; without a new one it only asks."""
    process, new = _at(arguments, 0), _at(arguments, 2)
    if type(process) is int and process in (0, _getpid()):
        return None if new is None else _limit(arguments[1:], shown)
    return True, f"{'read' if new is None else 'change'} the limits of process {_number(process)}"


def _inject(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    return True, f"run code in process {_number(_at(arguments, 0))}"


def _browser(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    place = plain(_at(arguments, 0))
    return True, f"open {words(place)} in a browser" if place is not None else "open a browser"


def _device(arguments: tuple[Any, ...], _: Shown) -> Attempt | None:
    """Many of its requests only ask, and are answered."""
    return False, "control a device"


#: By event. What is not here is either harmless or followed by an event that is.
ATTEMPTS: dict[str, Describe] = {
    "open": _open,
    "os.listdir": _look_at_folder("list"),
    "os.scandir": _look_at_folder("list"),
    "os.chdir": _look_at_folder("go to the folder"),
    "os.getxattr": _look("read the attributes of"),
    "os.listxattr": _look("read the attributes of"),
    "sqlite3.connect": _database,
    "ctypes.dlopen": _library,
    "fcntl.ioctl": _device,
    "os.remove": _change("delete {}"),
    "os.rmdir": _change("delete the folder {}"),
    "os.mkdir": _change("make the folder {}"),
    "os.truncate": _change("write to {}"),
    "os.chmod": _change("change the permissions of {}"),
    "os.chown": _change("change the owner of {}"),
    "os.chflags": _change("change the flags of {}"),
    "os.utime": _change("change the times of {}"),
    "os.setxattr": _change("change the attributes of {}"),
    "os.removexattr": _change("change the attributes of {}"),
    "os.rename": _between("rename {} to {}"),
    "os.link": _change("make the link {}", 1),
    "os.symlink": _change("make the link {}", 1),
    "shutil.chown": _change("change the owner of {}"),
    "shutil.copyfile": _change("write to {}", 1),
    "shutil.copymode": _change("change the permissions of {}", 1),
    "shutil.copystat": _change("change the times and permissions of {}", 1),
    "shutil.copytree": _change("write to {}", 1),
    "shutil.make_archive": _change("write to {}"),
    "shutil.move": _between("move {} to {}"),
    "shutil.rmtree": _change("delete {}"),
    "shutil.unpack_archive": _between("unpack {} into {}"),
    "tempfile.mkstemp": _always("write a temporary file"),
    "tempfile.mkdtemp": _always("write a temporary file"),
    "socket.__new__": _socket,
    "socket.bind": _reach("listen on"),
    "socket.connect": _reach("connect to"),
    "socket.sendto": _reach("send to"),
    "socket.sendmsg": _reach("send to"),
    "socket.getaddrinfo": _look_up,
    "socket.gethostbyname": _look_up,
    "socket.gethostbyaddr": _look_up_address,
    "socket.getnameinfo": _look_up_address,
    "socket.sethostname": _always("change the name of the machine"),
    "http.client.connect": _service,
    "ftplib.connect": _service,
    "smtplib.connect": _service,
    "poplib.connect": _service,
    "imaplib.open": _service,
    "nntplib.connect": _service,
    "telnetlib.Telnet.open": _service,
    "syslog.syslog": _always("write to the system's log"),
    "webbrowser.open": _browser,
    "subprocess.Popen": _start(1, 0),
    "os.exec": _start(0),
    "os.posix_spawn": _start(0),
    "os.spawn": _start(1),
    "os.system": _shell,
    "os.fork": _always("start a process"),
    "os.forkpty": _always("start a process"),
    "pty.spawn": _start(0),
    "os.kill": _signal("process"),
    "os.killpg": _signal("process group"),
    "resource.setrlimit": _limit,
    "resource.prlimit": _limit_of,
    "sys.remote_exec": _inject,
}
