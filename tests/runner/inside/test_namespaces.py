"""What an interpreter still sees and can do in namespaces of its own."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.runner.inside.confining import Confined, everybody, need, open_folder, plant, remove_copies

WALLS = ("namespaces",)


@pytest.fixture(scope="module", autouse=True)
def _copies() -> Iterator[None]:
    need(*WALLS)
    yield
    remove_copies()


@pytest.fixture
def project() -> Iterator[Path]:
    """A project with a sketch in it, below the folder for temporary files."""
    with open_folder() as folder:
        yield plant(folder / "project", "a.py", "notes.txt", "pkg/__init__.py", "pkg/b.py", "pkg/ranks.py", "pkg/.env")


def shown_below(folder: Path) -> str:
    """A report that lists what is to be seen at and below a folder."""
    return f"""
answer = sorted(
    os.path.relpath(os.path.join(place, name), {str(folder)!r})
    for place, _, names in os.walk({str(folder)!r}) for name in names
)
"""


@pytest.mark.parametrize("user", everybody())
def test_only_what_is_shown_of_a_project_is_there(user: Confined, project: Path) -> None:
    seen = user.ask(shown_below(project), (project,), (project / "pkg" / "ranks.py",))
    assert seen == ["a.py", "pkg/__init__.py", "pkg/b.py"]


@pytest.mark.parametrize("user", everybody())
def test_nothing_of_the_machine_is_there(user: Confined) -> None:
    places = [
        "/etc/passwd",
        "/etc/hostname",
        "/proc",
        "/sys",
        "/bin",
        "/usr/bin",
        "/home",
        "/var",
        "/dev/shm",
        "/dev/tty",
    ]
    assert user.ask(f"answer = [path for path in {places} if os.path.lexists(path)]") == []


def test_the_home_folder_holds_at_most_the_interpreter() -> None:
    home = Path.home()
    seen = Confined(WALLS).ask(f"answer = [os.listdir('/'), tried(os.listdir, {str(home)!r}), shown]")
    top = {Path(path).parts[1] for path in seen[2]} | {"dev", "lib"}
    assert set(seen[0]) <= top
    below = [path for path in seen[2] if Path(path).is_relative_to(home)]
    assert seen[1] == ("done" if below else "ENOENT")


@pytest.mark.parametrize("user", everybody())
def test_nothing_can_be_written(user: Confined, project: Path) -> None:
    report = f"""
def write(path):
    open(path, "w").close()
places = ["/x", "/dev/x", "/tmp/x"]
places += [{str(project / "a.py")!r}, {str(project / "x.py")!r}, {str(project / "pkg" / "x")!r}]
places += [os.path.join(os.path.dirname(os.__file__), name) for name in ("x.py", "os.py")]
answer = [tried(write, path) for path in places]
answer += [tried(os.unlink, places[3]), tried(os.chmod, places[3], 0o777), tried(os.utime, places[3])]
answer += [tried(os.mkdir, "/x"), tried(os.chmod, "/dev/null", 0o600), tried(os.symlink, "a", "/x")]
"""
    answers = user.ask(report, (project,))
    assert set(answers) <= {"EROFS", "EACCES", "EPERM", "ENOENT"}
    assert (project / "a.py").read_text("utf-8") == "NAME = 'a'\n"


@pytest.mark.parametrize("user", everybody())
def test_modules_with_parts_in_c_are_still_imported(user: Confined, project: Path) -> None:
    names = [
        "ssl",
        "sqlite3",
        "ctypes",
        "decimal",
        "lzma",
        "bz2",
        "zlib",
        "hashlib",
        "uuid",
        "zoneinfo",
        "multiprocessing",
    ]
    # Some interpreters are built without one or the other.
    report = (
        "import importlib\nanswer = []\nfor name in names:\n    importlib.import_module(name)\n    answer.append(name)"
    )
    before = f"""
names = []
for name in {names}:
    if not os.fork():
        try:
            __import__(name)
        except ImportError:
            os._exit(1)
        os._exit(0)
    if not os.wait()[1]:
        names.append(name)
"""
    imported = user.ask(report, (project,), before=before)
    assert {"decimal", "zlib", "hashlib"} <= set(imported)
    assert user.ask("import a, pkg.b\nanswer = a.NAME + pkg.b.NAME", (project,)) == "ab"


@pytest.mark.parametrize("user", everybody())
def test_it_is_the_first_of_few_processes_without_any_right(user: Confined) -> None:
    report = """
import socket
words = [libc.prctl(23, number) for number in range(8)]  # of the bounding set
data = bytearray(24)
import ctypes
header = (0x20080522).to_bytes(4, sys.byteorder) + bytes(4)
libc.call({"x86_64": 125, "aarch64": 90}[os.uname().machine], header, (ctypes.c_char * 24).from_buffer(data))
sets = [libc.prctl(option) for option in (3, 39, 27)]  # dumpable, no new privileges, secure bits
answer = [os.getpid(), os.getppid(), words, any(data), sets, socket.gethostname(), os.getcwd()]
answer += [tried(os.kill, 2, 0), tried(os.setuid, 0 if os.getuid() else 7), tried(os.chroot, "/")]
answer += [[name for _, name in socket.if_nameindex()]]
"""
    answer = user.ask(report, before="import socket")
    assert answer[:7] == [1, 0, [0] * 8, False, [0, 1, 0b11101111], "localhost", "/"]
    assert answer[7] == "ESRCH"
    assert set(answer[8:10]) <= {"EPERM", "EINVAL"}
    assert answer[10] == ["lo"]


@pytest.mark.parametrize("user", everybody())
def test_there_is_no_network(user: Confined) -> None:
    report = """
import socket
def connect(address):
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as end:
        end.settimeout(5)
        end.connect(address)
answer = [tried(connect, ("127.0.0.1", 22)), tried(connect, ("192.0.2.1", 80))]
"""
    assert set(user.ask(report)) <= {"ENETUNREACH", "EACCES", "EPERM"}


def test_devices_are_the_harmless_ones() -> None:
    report = """
with open("/dev/null", "w") as null:
    null.write("x")
with open("/dev/zero", "rb") as zero, open("/dev/urandom", "rb") as random:
    answer = [sorted(os.listdir("/dev")), zero.read(2).hex(), len(random.read(4))]
    answer += [tried(os.mknod, "/dev/x", 0o20600, 259)]
"""
    assert Confined(WALLS).ask(report) == [["null", "random", "urandom", "zero"], "0000", 4, "EROFS"]


def test_folders_that_were_open_are_closed() -> None:
    before = "opened = os.open('/', os.O_RDONLY)\nfile = os.open(os.__file__, os.O_RDONLY)"
    report = "answer = [tried(os.fstat, opened), tried(os.fstat, file), os.path.exists('..//etc/passwd')]"
    assert Confined(WALLS).ask(report, before=before) == ["EBADF", "done", False]


NAMES = ["plain", "two words", "new\nline", "back\\slash", "🂡 ranks", "ümlaut", "a'b\"c"]


@pytest.mark.parametrize("name", NAMES)
def test_folders_may_be_called_as_they_like(name: str) -> None:
    with open_folder() as folder:
        project = plant(folder / name, "a.py", "pkg/__init__.py", "pkg/b.py", "pkg/ranks.anpl")
        answer = Confined().ask("import a, pkg.b\nanswer = a.NAME + pkg.b.NAME", (project,))
        assert answer == "ab"
        seen = Confined(WALLS).ask(shown_below(folder), (project,))
        assert seen == sorted(f"{name}/{path}" for path in ("a.py", "pkg/__init__.py", "pkg/b.py"))


def test_a_linked_project_has_both_its_names() -> None:
    with open_folder() as folder:
        real = plant(folder / "real" / "project", "a.py", "notes.txt")
        (folder / "far").symlink_to(folder / "real")
        (folder / "near").symlink_to("far/project")
        report = f"""
answer = [open(os.path.join(place, "a.py")).read() for place in {[str(real), str(folder / "near")]}]
answer += [os.readlink({str(folder / "near")!r}), os.path.exists({str(real / "notes.txt")!r})]
"""
        assert Confined().ask(report, (folder / "near",)) == ["NAME = 'a'\n"] * 2 + ["far/project", False]


def test_paths_below_others_are_there_too() -> None:
    with open_folder() as folder:
        plant(folder, "one/__init__.py", "one/two/__init__.py", "one/two/three.py", "one/two/ranks.anpl")
        (folder / "link").symlink_to("one/two")
        report = f"""
answer = open({str(folder / "link" / "three.py")!r}).read()
"""
        paths = (folder, folder / "one", folder / "one" / "two", folder / "link", folder / "nowhere")
        assert Confined().ask(report, paths) == "NAME = 'three'\n"
        assert Confined(WALLS).ask(shown_below(folder), paths) == [
            "one/__init__.py",
            "one/two/__init__.py",
            "one/two/three.py",
        ]


def test_an_interpreter_below_the_project_or_the_temporary_folder_works() -> None:
    with open_folder() as folder:
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "project" / "env"], check=True)
        project = plant(folder / "project", "a.py", "env/private.py")
        plant(next(project.glob("env/lib/python*/site-packages")), "installed.py")
        python = str(project / "env" / "bin" / "python")
        report = (
            f"import a, installed\nanswer = [installed.NAME, os.path.exists({str(project / 'env' / 'private.py')!r})]"
        )
        assert Confined(python=python).ask(report, (project,)) == ["installed", False]


def test_what_is_mounted_below_what_is_shown_is_read_only_too() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can mount something here")
    with open_folder() as folder:
        project = plant(folder, "pkg/__init__.py", "pkg/data/old")
        launcher = ("unshare", "--mount", "sh", "-c", f'mount -t tmpfs none "{project}/pkg/data" && exec "$@"', "sh")
        place = str(project / "pkg" / "data" / "x")
        report = f"answer = [os.listdir({str(project / 'pkg' / 'data')!r}), tried(open, {place!r}, 'w')]"
        assert Confined(WALLS, launcher=launcher).ask(report, (project,)) == [[], "EROFS"]


@pytest.mark.parametrize(
    ("report", "code"), [("os._exit(7)", 7), ("import ctypes; ctypes.string_at(0)", 128 + signal.SIGSEGV)]
)
def test_the_outer_process_ends_as_the_inner_one_does(report: str, code: int) -> None:
    assert subprocess.run(Confined(WALLS).command(report), stderr=subprocess.DEVNULL).returncode == code


@pytest.mark.parametrize("user", everybody())
def test_the_end_of_the_outer_process_ends_the_inner_one(user: Confined) -> None:
    command = user.command("import time\nprint('up', flush=True)\ntime.sleep(600)")
    inner = subprocess.Popen(command, stdout=subprocess.PIPE)
    assert inner.stdout is not None
    with inner, inner.stdout as output:
        assert output.readline() == b"up\n"
        inner.kill()
        ends(output.fileno())


def test_the_end_of_the_parent_ends_both() -> None:
    command = Confined(WALLS).command("print('up', flush=True)\n__import__('time').sleep(600)")
    parent = f"import subprocess, sys\nsubprocess.Popen({command!r}).wait()"
    with subprocess.Popen([sys.executable, "-c", parent], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"up\n"
        process.kill()
        ends(process.stdout.fileno())


def ends(reading: int) -> None:
    """Whoever holds the other end of a pipe ends soon."""
    assert select.select([reading], [], [], 20)[0]
    assert os.read(reading, 1) == b""


def test_a_step_that_fails_is_named() -> None:
    report = """
def told():
    try:
        namespaces.isolate([])
    except OSError as error:
        return [error.filename, errno.errorcode[error.errno]]
answer = told()
"""
    # In namespaces that hold no files of the kernel, nobody can say who they are in new ones.
    assert Confined(WALLS).ask(report) == ["identities", "ENOENT"]


def test_a_process_of_many_threads_is_refused() -> None:
    report = """
import threading
threading.Thread(target=threading.Event().wait, daemon=True).start()
try:
    namespaces.isolate([])
except OSError as error:
    print(json.dumps(str(error)), flush=True)
    os._exit(0)
"""
    assert "namespaces" in Confined(()).ask(report)
