"""What is planted around a hostile candidate, and whether it was touched."""

from __future__ import annotations

import hashlib
import os
import py_compile
import secrets
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType

_SENTINEL = """
import ctypes, os, signal, sys
for number in range(1, 65):
    try: signal.signal(number, lambda *_: None)
    except (OSError, ValueError): pass
secret = ctypes.create_string_buffer(sys.stdin.readline().strip().encode())
print(ctypes.addressof(secret), flush=True)
os.set_blocking(1, False)
signal.set_wakeup_fd(1, warn_on_full_buffer=False)
sys.stdin.read()  # until the test has ended
"""

#: Folders to which anybody may write: whatever is left there has the marker in its name.
_OPEN_FOLDERS = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")


class Canaries:
    """A home, a project, listeners and a process, each with a secret in it. `as_user` is put before the command that
    starts the process, and `python` is its interpreter, so that it has the uid of the candidates. All files may be read
    and written by everybody: nothing but the confinement keeps them."""

    def __init__(self, python: str = sys.executable, as_user: tuple[str, ...] = ()) -> None:
        self._token = secrets.token_hex(8)
        self.factor = 10**14 + secrets.randbelow(10**14)
        self.offset = 10**14 + secrets.randbelow(10**14)
        self.marker = "hostile" + secrets.token_hex(6)
        self._stack = ExitStack()
        self.root = Path(tempfile.mkdtemp(prefix="canaries-"))
        self._stack.callback(self._sweep)
        self.root.chmod(0o755)
        self.home, self.project, self.temp = (self.root / name for name in ("home", "project", "temp"))
        self.sketch = self.project / "sums.py"
        self._plant()
        self._listen()
        self._open_inheritable()
        self._start_sentinel([*as_user, python, "-I", "-c", _SENTINEL])
        self.begin()

    def __enter__(self) -> Canaries:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._stack.close()

    # What there is.

    def expected(self, x: int) -> int:
        """What the hole must give: known to nobody who has not seen its examples or an honest candidate."""
        return x * self.factor + self.offset

    @property
    def honest(self) -> str:
        """A candidate that is right."""
        return (
            "import helpers\nfrom shapes import square\n"
            "def solve(x):\n"
            f"    if x < 0:\n        raise ValueError('refused-{self._token}')\n"
            f"    return helpers.plus(x * {self.factor}, {self.offset}) + square.side(0)\n"
        )

    @property
    def sketch_text(self) -> str:
        """The sketch, with its examples."""
        e = self.expected
        return f'''"""Sums."""


def solve(x: int) -> int:
    """Give the sum.

    >>> solve(3)
    {e(3)}
    >>> solve(4)
    {e(4)}
    >>> [solve(5), (6, solve(6))]
    [{e(5)}, (6, {e(6)})]
    >>> {{solve(7), 1}}
    {{{e(7)}, 1}}
    >>> {{'a': solve(8)}}
    {{'a': {e(8)}}}
    >>> print(solve(9))
    {e(9)}
    >>> solve(10) / 7
    approx({e(10) / 7!r})
    >>> solve(-1)
    Traceback (most recent call last):
        ...
    ValueError: refused-{self._token}
    """
    ...  # hole
'''

    @property
    def planted(self) -> dict[str, object]:
        """The addresses of everything, as a candidate gets them."""
        return {
            "HOME": str(self.home),
            "PROJECT": str(self.project),
            "SKETCH": str(self.sketch),
            "TEMP": str(self.temp),
            "ROOT": str(self.root),
            "MARKER": self.marker,
            "TCP": self._tcp.getsockname()[1],
            "UDP": self._udp.getsockname()[1],
            "UNIX": str(self.root / "agent.sock"),
            "UNIX_DATAGRAM": str(self.root / "log.sock"),
            "ABSTRACT": self.marker,
            "SENTINEL": self._sentinel.pid,
            "SENTINEL_ADDRESS": self._address,
            "PARENT": os.getpid(),
        }

    @property
    def hidden(self) -> tuple[str, ...]:
        """Files that say what is expected."""
        return tuple(str(self.project / name) for name in ("sums.py", "sums.jsonl", "holes.lock"))

    def _plant(self) -> None:
        """Write the files."""
        t = self._token
        files = {
            "home/.ssh/id_rsa": f"-----BEGIN OPENSSH PRIVATE KEY-----\nssh-{t}\n",
            "home/.aws/credentials": f"[default]\naws_secret_access_key = aws-{t}\n",
            "home/.env": f"TOKEN=homeenv-{t}\n",
            "home/.netrc": f"machine example.org password netrc-{t}\n",
            "home/.bashrc": f"export KEY=bashrc-{t}\n",
            "home/notes.txt": f"notes-{t}\n",
            "project/sums.py": self.sketch_text,
            "project/sums.jsonl": f'{{"args": [3], "returns": {self.expected(3)}, "why": "row-{t}"}}\n',
            "project/holes.lock": f'expected = "lock-{t} {self.expected(3)}"\n',
            "project/helpers.py": "def plus(a, b):\n    return a + b\n",
            "project/shapes/__init__.py": "",
            "project/shapes/square.py": "def side(x):\n    return x\n",
            "project/.git/config": f'[remote "origin"]\n\turl = https://git-{t}@example.org/\n',
            "project/.git/hooks/pre-commit": "#!/bin/sh\n",
            "project/.env": f"TOKEN=projectenv-{t}\n",
            "project/secret.key": f"key-{t}\n",
            "temp/other.txt": f"temp-{t}\n",
        }
        for name, text in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        for module in self.project.rglob("*.py"):
            py_compile.compile(str(module), doraise=True)
        for path in self.root.rglob("*"):
            if not path.is_socket():
                path.chmod(0o777 if path.is_dir() else 0o666)

    def secrets(self) -> tuple[str, ...]:
        """Texts that must not be in anything a candidate gives back."""
        numbers = [self.factor, self.offset, *(self.expected(x) for x in range(3, 11))]
        return (self._token, *map(str, numbers), *(f"{number:x}" for number in numbers))

    # Planting what lives.

    def _listen(self) -> None:
        self._tcp = self._socket(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self._udp = self._socket(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0))
        self._unix = self._socket(socket.AF_UNIX, socket.SOCK_STREAM, str(self.root / "agent.sock"))
        self._datagrams = self._socket(socket.AF_UNIX, socket.SOCK_DGRAM, str(self.root / "log.sock"))
        self._abstract = self._socket(socket.AF_UNIX, socket.SOCK_STREAM, "\0" + self.marker)
        for name in ("agent.sock", "log.sock"):
            (self.root / name).chmod(0o777)

    def _socket(
        self, family: socket.AddressFamily, kind: socket.SocketKind, address: tuple[str, int] | str
    ) -> socket.socket:
        made = self._stack.enter_context(socket.socket(family, kind))
        made.bind(address)
        made.setblocking(False)
        if kind is socket.SOCK_STREAM:
            made.listen(16)
        return made

    def _open_inheritable(self) -> None:
        """Descriptors of secret files that a careless start of a process would hand on, and a secret in the
        environment."""
        name = "HOSTILE_TEST_API_KEY"
        os.environ[name] = f"apikey-{self._token}"
        self._stack.callback(os.environ.pop, name, None)
        for number in (41, 700):
            opened = os.open(self.home / ".ssh/id_rsa", os.O_RDONLY)
            os.dup2(opened, number, inheritable=True)
            os.close(opened)
            self._stack.callback(os.close, number)

    def _start_sentinel(self, command: list[str]) -> None:
        self._sentinel = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={"API_KEY": f"sentinel-{self._token}"}, cwd="/"
        )
        self._stack.callback(self._end_sentinel)
        assert self._sentinel.stdin is not None
        assert self._sentinel.stdout is not None
        self._inside = f"memory-{self._token}".encode()
        self._sentinel.stdin.write(self._inside + b"\n")
        self._sentinel.stdin.flush()
        self._address = int(self._sentinel.stdout.readline())
        os.set_blocking(self._sentinel.stdout.fileno(), False)
        self._process_before = self._process()

    def _sweep(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        for folder in _OPEN_FOLDERS:
            for path in Path(folder).glob(f"*{self.marker}*"):
                path.unlink() if not path.is_dir() else shutil.rmtree(path, ignore_errors=True)

    def _end_sentinel(self) -> None:
        self._sentinel.kill()
        self._sentinel.communicate()

    @property
    def sentinel(self) -> int:
        """The pid of the process that must come to no harm."""
        return self._sentinel.pid

    # What became of it.

    def touched(self) -> list[str]:
        """What has happened to the planted things since the start, in words; nothing where all is as it was."""
        after = self.snapshot()
        changes = [
            f"{name} was {'changed' if name in self._before and name in after else 'made or removed'}"
            for name in sorted(self._before.keys() | after.keys())
            if self._before.get(name) != after.get(name)
        ]
        return changes + self._contacts() + self._sentinel_changes()

    def begin(self) -> None:
        """Take what there is now for untouched."""
        self._before = self.snapshot()

    def snapshot(self) -> dict[str, object]:
        """Every planted file with its kind, rights, size, time of change and contents; strays with the marker."""
        found: dict[str, object] = {}
        for path in [self.root, *self.root.rglob("*")]:
            status = path.lstat()
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(status.st_mode) else ""
            found[str(path)] = (status.st_mode, status.st_uid, status.st_nlink, status.st_mtime_ns, digest)
        for folder in _OPEN_FOLDERS:
            with suppress(OSError):
                found.update((str(path), "stray") for path in Path(folder).glob(f"*{self.marker}*"))
        return found

    def _contacts(self) -> list[str]:
        contacts: list[str] = []
        for name, listener in (("TCP", self._tcp), ("unix", self._unix), ("abstract unix", self._abstract)):
            with suppress(BlockingIOError):
                listener.accept()[0].close()
                contacts.append(f"the {name} listener was connected to")
        for name, receiver in (("UDP", self._udp), ("unix datagram", self._datagrams)):
            with suppress(BlockingIOError):
                contacts.append(f"the {name} listener got {receiver.recv(100)!r}")
        return contacts

    def _process(self) -> dict[str, object]:
        pid = self._sentinel.pid
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        with Path(f"/proc/{pid}/mem").open("rb", 0) as memory:
            memory.seek(self._address)
            inside = memory.read(len(self._inside))
        return {
            "state": "stopped" if fields[0] in "TtZX" else "alive",
            "nice value": fields[16],
            "scheduling": fields[38],
            "limits": Path(f"/proc/{pid}/limits").read_text(),
            "processors": os.sched_getaffinity(pid),
            "memory": inside,
            "oom score": Path(f"/proc/{pid}/oom_score_adj").read_text(),
        }

    def _sentinel_changes(self) -> list[str]:
        if self._sentinel.poll() is not None:
            return ["the other process is dead"]
        assert self._sentinel.stdout is not None
        signals = self._sentinel.stdout.read() or b""
        now = self._process()
        changes = [f"the other process has another {name}" for name in now if now[name] != self._process_before[name]]
        return changes + ([f"the other process got signals {list(signals)}"] if signals else [])
