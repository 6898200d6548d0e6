"""What Landlock alone keeps an interpreter from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from holes.runner.inside import landlock, libc
from tests.runner.inside.confining import Confined, everybody, need, open_folder, plant, remove_copies

WALLS = ("landlock",)


@pytest.fixture(scope="module", autouse=True)
def _copies() -> Iterator[None]:
    need(*WALLS)
    yield
    remove_copies()


@pytest.fixture
def project() -> Iterator[Path]:
    """A project with a sketch in it, which everybody can read."""
    with open_folder() as folder:
        yield plant(folder / "project", "a.py", "notes.txt", "pkg/__init__.py", "pkg/b.py", "pkg/ranks.py", "pkg/.env")


def alone(user: Confined) -> Confined:
    return Confined(WALLS, user.python, user.launcher)


@pytest.mark.parametrize("user", everybody())
def test_only_what_is_shown_can_be_read(user: Confined, project: Path) -> None:
    names = ["a.py", "pkg/b.py", "notes.txt", "pkg/ranks.py", "pkg/.env"]
    report = f"""
import a, pkg.b, ssl, sqlite3
answer = [tried(read, os.path.join({str(project)!r}, name)) for name in {names}]
answer += [tried(read, "/etc/passwd"), tried(read, "/proc/self/environ")]
answer += [tried(os.listdir, "/"), tried(os.listdir, "/etc")]
"""
    answer = alone(user).ask(report, (project,), (project / "pkg" / "ranks.py",))
    assert answer == ["done"] * 2 + ["EACCES"] * 7


@pytest.mark.parametrize("user", everybody())
def test_nothing_can_be_written_or_executed(user: Confined, project: Path) -> None:
    project.chmod(0o777)
    (project / "a.py").chmod(0o777)
    report = f"""
place = {str(project)!r} + "/"
def write(path):
    open(path, "w").close()
def execute(path):
    os.execv(path, [path])
answer = [tried(write, path) for path in (place + "a.py", place + "x.py", {str(project.parent) + "-x"!r})]
answer += [tried(os.unlink, place + "a.py"), tried(os.rename, place + "a.py", place + "c.py")]
answer += [tried(os.mkdir, place + "d"), tried(os.mkfifo, place + "f"), tried(os.symlink, "a.py", place + "l")]
answer += [tried(os.truncate, place + "a.py", 0), tried(execute, "/bin/sh"), tried(execute, place + "a.py")]
answer += [tried(write, "/dev/null"), tried(read, "/dev/null"), tried(os.open, "/dev/zero", 0)]
"""
    answer = alone(user).ask(report, (project,))
    assert answer[:11] == ["EACCES"] * 11
    assert answer[11:] == ["done"] * 3


@pytest.mark.parametrize("user", everybody())
def test_no_port_is_bound_or_connected(user: Confined) -> None:
    if landlock.version() < 4:
        pytest.skip("Landlock keeps nobody from the network here")
    report = """
import socket
end = socket.socket()
answer = [tried(end.bind, ("127.0.0.1", 0)), tried(end.connect, ("127.0.0.1", 22))]
"""
    assert alone(user).ask(report) == ["EACCES", "EACCES"]


def test_processes_outside_get_no_signals() -> None:
    if landlock.version() < 6:
        pytest.skip("Landlock keeps nobody from sending signals here")
    assert Confined(WALLS).ask("answer = [tried(os.kill, os.getppid(), 0), tried(os.kill, os.getpid(), 0)]") == [
        "EPERM",
        "done",
    ]


def test_abstract_sockets_outside_are_not_reached() -> None:
    if landlock.version() < 6:
        pytest.skip("Landlock keeps nobody from abstract sockets here")
    before = "import socket\nouter = socket.socket(socket.AF_UNIX)\nouter.bind('')\nouter.listen()"
    report = "answer = tried(socket.socket(socket.AF_UNIX).connect, outer.getsockname())"
    assert Confined(WALLS).ask(report, before=before) == "EPERM"


@pytest.mark.parametrize(
    ("version", "words"),
    [
        (1, (0x1FFF, 0, 0)),
        (2, (0x3FFF, 0, 0)),
        (3, (0x7FFF, 0, 0)),
        (4, (0x7FFF, 3, 0)),
        (5, (0xFFFF, 3, 0)),
        (6, (0xFFFF, 3, 3)),
        (7, (0xFFFF, 3, 3)),
        (12, (0xFFFF, 3, 3)),
    ],
)
def test_all_that_a_kernel_knows_is_handled(
    version: int, words: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[object, ...]] = []

    def call(number: int, *arguments: object) -> int:
        calls.append((number, *arguments))
        return version if len(calls) == 1 else 10**6  # a descriptor that is none

    monkeypatch.setattr(libc, "call", call)
    monkeypatch.setattr(libc, "prctl", lambda *_: 0)
    with pytest.raises(OSError):
        landlock.restrict([])
    assert calls[1][1] == b"".join(word.to_bytes(8, "little") for word in words)


def test_a_kernel_without_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def call(number: int, *_: object) -> int:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr(libc, "call", call)
    with pytest.raises(OSError, match="landlock") as caught:
        landlock.restrict([])
    assert caught.value.errno == 38
