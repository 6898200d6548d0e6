"""What the user's code tried, told by the interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holes.runner.inside.attempts import ATTEMPTS, Shown, absolute, address, plain, words
from tests.runner.inside.attempting import attempts
from tests.runner.running import interpreter

#: In these, FOLDER stands for the folder in which the code runs, of which only what is in `seen` is shown.
ACTIONS = [
    ("open('notes.txt', 'w')", "write to FOLDER/notes.txt"),
    ("open(b'FOLDER/notes.txt', 'ab')", "write to FOLDER/notes.txt"),
    ("open('FOLDER/seen/module.py', 'r+')", "write to FOLDER/seen/module.py"),
    ("open('seen/../sub/./none/x', 'x')", "write to FOLDER/sub/none/x"),
    ("import os; os.open('none/x', os.O_RDWR | os.O_CREAT)", "write to FOLDER/none/x"),
    ("import pathlib; pathlib.Path('none/x').write_text('')", "write to FOLDER/none/x"),
    ("import os; os.remove('none')", "delete FOLDER/none"),
    ("import os; os.unlink('none')", "delete FOLDER/none"),
    ("import os; os.rmdir('none')", "delete the folder FOLDER/none"),
    ("import os; os.makedirs('none/x/y', exist_ok=True)", "make the folder FOLDER/none"),
    ("import os; os.rename('none', 'nil')", "rename FOLDER/none to FOLDER/nil"),
    ("import os; os.replace('none', 'nil')", "rename FOLDER/none to FOLDER/nil"),
    ("import os; os.link('none', 'nil')", "make the link FOLDER/nil"),
    ("import os; os.symlink('none', 'none/nil')", "make the link FOLDER/none/nil"),
    ("import os; os.chmod('none', 7)", "change the permissions of FOLDER/none"),
    ("import os; os.chown('none', 1, 1)", "change the owner of FOLDER/none"),
    ("import os; os.utime('none')", "change the times of FOLDER/none"),
    ("import os; os.truncate('none', 1)", "write to FOLDER/none"),
    ("import os; os.truncate(1, 1)", "write to an open file"),
    ("import shutil; shutil.rmtree('none')", "delete FOLDER/none"),
    ("import shutil; shutil.copyfile('none', 'nil')", "write to FOLDER/nil"),
    ("import shutil; shutil.move('none', 'nil')", "move FOLDER/none to FOLDER/nil"),
    ("import tempfile; tempfile.TemporaryFile()", "write a temporary file"),
    ("import tempfile; tempfile.mkdtemp(dir='none')", "write a temporary file"),
    ("import socket; socket.socket()", "open a network socket"),
    ("import socket; socket.socket(socket.AF_UNIX)", "open a local socket"),
    ("import socket; socket.create_connection(('127.0.0.1', 1))", "connect to 127.0.0.1:1"),
    ("import http.client; http.client.HTTPConnection('127.0.0.1', 1).request('GET', '/')", "connect to 127.0.0.1:1"),
    ("import urllib.request; urllib.request.urlopen('http://127.0.0.1:1/x')", "connect to 127.0.0.1:1"),
    ("import smtplib; smtplib.SMTP('127.0.0.1', 1)", "connect to 127.0.0.1:1"),
    ("import socket; socket.getaddrinfo('name.invalid', 80)", "look up name.invalid"),
    ("import socket; socket.gethostbyname('name.invalid')", "look up name.invalid"),
    ("import sys; sys.audit('socket.connect', None, ('127.0.0.1', 80))", "connect to 127.0.0.1:80"),
    ("import sys; sys.audit('socket.connect', None, ('::1', 80, 0, 0))", "connect to [::1]:80"),
    ("import sys; sys.audit('socket.connect', None, b'\\0abc')", "connect to \\x00abc"),
    ("import sys; sys.audit('socket.connect', None, object())", "connect to an unknown address"),
    ("import sys; sys.audit('socket.bind', None, ('', 8000))", "listen on any address:8000"),
    ("import sys; sys.audit('socket.sendto', None, ('10.0.0.1', 53))", "send to 10.0.0.1:53"),
    ("import subprocess; subprocess.run(['/none/ls', '-l'])", "start the program /none/ls"),
    ("import subprocess; subprocess.run('exit 3', shell=True)", "run the command exit 3"),
    ("import os; os.system('exit 3')", "run the command exit 3"),
    ("import os; os.popen('exit 3').read()", "run the command exit 3"),
    ("import os; os.execv('/none/ls', ['ls'])", "start the program /none/ls"),
    ("import os; os.posix_spawn('/none/ls', ['ls'], {})", "start the program /none/ls"),
    ("import os; os.fork() or os._exit(0)", "start a process"),
    ("import os; os.kill(os.getppid(), 0)", "send signal 0 to process PARENT"),
    ("import sys; sys.audit('os.killpg', 1, 9)", "send signal 9 to process group 1"),
    ("import sys; sys.audit('resource.setrlimit', 7, (1, 1))", "change the limits of its process"),
    ("import sys; sys.audit('resource.prlimit', 1, 7, None)", "read the limits of process 1"),
    ("import sys; sys.audit('webbrowser.open', 'http://x')", "open http://x in a browser"),
    (
        "from threading import Thread; t = Thread(target=lambda: open('none/x', 'w')); t.start(); t.join()",
        "write to FOLDER/none/x",
    ),
    ("import os; open('/none/x') if False else os.system('exit 3'); open('none/x', 'w')", "run the command exit 3"),
]

LOOKS = [
    ("open('/none/secret')", "read /none/secret"),
    ("open('secret')", "read FOLDER/secret"),
    ("open('seen_not')", "read FOLDER/seen_not"),
    ("open('seen/../secret')", "read FOLDER/secret"),
    ("import os; os.listdir('/none')", "list /none"),
    ("import os; os.scandir(b'/none')", "list /none"),
    ("import pathlib; list(pathlib.Path('/none').iterdir())", "list /none"),
    ("import os; os.chdir('/none')", "go to the folder /none"),
    ("import sqlite3; sqlite3.connect('/none/base')", "open the database /none/base"),
    ("import ctypes; ctypes.CDLL('/none/lib.so')", "load the library /none/lib.so"),
    ("import linecache, tokenize; tokenize.open('/none/x')", "read /none/x"),
]

HARMLESS = [
    "open('seen/module.py').read()",
    "open(__import__('os').__file__).read()",
    "open('/dev/null', 'w').write('x')",
    "open('/dev/urandom', 'rb').read(1)",
    "import os; os.listdir(); os.listdir('/'); os.listdir('seen')",
    "import os; os.environ['A'] = 'b'; os.getcwd(); os.path.exists('/none'); os.stat('/')",
    "import os; r, w = os.pipe(); open(w, 'wb').close(); open(r, 'rb').read()",
    "import sqlite3; sqlite3.connect(':memory:').execute('select 1')",
    "import asyncio; asyncio.run(asyncio.sleep(0))",
    "import socket; a, b = socket.socketpair(); a.send(b'x'); b.recv(1); a.close(); b.close()",
    "import concurrent.futures as f; f.ThreadPoolExecutor(2).submit(int).result()",
    "import resource; resource.setrlimit(resource.RLIMIT_CPU, resource.getrlimit(resource.RLIMIT_CPU))",
    "import os, signal; signal.signal(signal.SIGUSR1, lambda *_: None); os.kill(os.getpid(), signal.SIGUSR1)",
    "import noisy",
    "import random, uuid, datetime, decimal, json, csv, logging, zoneinfo; uuid.uuid4(); zoneinfo.ZoneInfo('UTC')",
    "exec(compile('1 + 1', 'x', 'eval')); (lambda: 0).__code__; id(3)",
]

#: A module that reads, writes and calls while it is imported.
NOISY = """
import os, socket
for attempt in (lambda: open("/none/x"), lambda: open("/none/x", "w"), lambda: os.system("true")):
    try:
        attempt()
    except OSError:
        pass
"""


@pytest.fixture(scope="module", params=["3.9", "3.11", "3.13"])
def python(request: pytest.FixtureRequest) -> str:
    found = interpreter(request.param)
    if found is None:
        pytest.skip(f"no Python {request.param} here")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "seen").mkdir()
    (tmp_path / "seen/module.py").write_text("x = 1\n")
    (tmp_path / "noisy.py").write_text(NOISY)
    return tmp_path


def shown(python: str, folder: Path) -> list[str]:
    """As a confined process would be shown it: the standard library, and one folder of the project."""
    code = "import os, sys; print(os.path.dirname(os.__file__)); print(os.path.realpath(sys.base_prefix))"
    found = subprocess.run([python, "-I", "-c", code], capture_output=True, text=True, check=True).stdout.split("\n")
    return [*filter(None, found), "/usr/share/zoneinfo", str(folder / "seen")]


def test_what_counts_is_told_in_words(python: str, folder: Path) -> None:
    sources = [source.replace("FOLDER", str(folder)) for source, _ in (*ACTIONS, *LOOKS)]
    tried = attempts(python, sources, shown(python, folder), folder)

    def text(words: str) -> str:
        return words.replace("FOLDER", str(folder)).replace("PARENT", str(os.getpid()))

    acted = [(source, first) for (source, _), (first, _, _) in zip(ACTIONS, tried, strict=False)]
    assert acted == [(source, text(words)) for source, words in ACTIONS]
    looked = [(source, *found) for (source, _), found in zip(LOOKS, tried[len(ACTIONS) :], strict=True)]
    assert [(source, acted, first) for source, acted, first, _ in looked] == [
        (source, None, text(words)) for source, words in LOOKS
    ]
    assert all(raised for *_, raised in looked)


def test_what_is_not_refused_is_not_told(python: str, folder: Path) -> None:
    tried = attempts(python, HARMLESS, shown(python, folder), folder)
    assert list(zip(HARMLESS, tried, strict=True)) == [(source, (None, None, "")) for source in HARMLESS]


def test_nothing_is_told_where_nothing_is_refused(folder: Path) -> None:
    sources = [source.replace("FOLDER", str(folder)) for source, _ in ACTIONS[:4]]
    tried = attempts(sys.executable, sources, [], folder)
    assert [(acted, looked) for acted, looked, _ in tried] == [(None, None)] * 4


def test_only_the_first_of_each_kind_is_told(folder: Path) -> None:
    source = """
for name in ("/none/1", "/none/2"):
    try:
        open(name)
    except OSError:
        pass
for name in ("/none/3", "/none/4"):
    try:
        open(name, "w")
    except OSError:
        pass
"""
    tried = attempts(sys.executable, [source, "1"], shown(sys.executable, folder), folder)
    assert tried == [("write to /none/3", "read /none/1", ""), (None, None, "")]


#: Objects of classes that do what no class should, for each place in an event.
HOSTILE = """
import sys
called = []
def bad(name):
    def method(*args, **kwargs):
        called.append(name)
        raise SystemExit(name)
    return method
names = [
    "eq", "ne", "hash", "str", "repr", "bytes", "len", "bool", "iter", "getitem", "int", "index", "fspath", "format",
    "contains", "add", "radd", "mod", "lt", "gt", "le", "ge", "and", "rand", "getattribute", "class_getitem", "neg",
]
methods = {f"__{name}__": bad(name) for name in names}
methods.update({name: bad(name) for name in ("startswith", "decode", "encode", "split", "rstrip", "isprintable")})
class Meta(type):
    __getattribute__ = __call__ = __eq__ = __instancecheck__ = bad("meta")
    __hash__ = type.__hash__
class Path(metaclass=Meta):
    __fspath__ = lambda self: self
kinds = [
    type.__call__(type, "Hostile", bases, dict(methods))
    for bases in ((), (str,), (bytes,), (int,), (tuple,), (list,), (float,))
]
make = lambda kind: type.__call__(kind) if kind is not kinds[1] else str.__new__(kind, "/none/x")
things = [*map(make, kinds), type.__call__(Path), "x" * 10**6, "\\ud800" * 300, b"\\xff" * 300, "\\x1b[2J", "{0}{"]
things += [10**5000, -1, 0, None, ()]
things += [("a", 10**5000), ("\\ud800", things[0]), (things[1], 3), [things[0]], [], 1.5, ...]
for event in EVENTS:
    sys.audit(event)
    for thing in things:
        for count in (1, 2, 3, 5):
            sys.audit(event, *([thing] * count))
            sys.audit(event, "/none/x", *([thing] * count))
if called:
    raise SystemExit(repr(set(called)))
"""


def test_no_argument_of_an_event_is_asked_anything(python: str, folder: Path) -> None:
    source = f"EVENTS = {sorted(ATTEMPTS)!r}\n{HOSTILE}"
    ((acted, looked, raised),) = attempts(python, [source], ["/usr/lib"], folder)
    assert raised == ""
    assert acted is not None
    assert looked is not None


def test_a_hook_at_the_end_of_the_stack_is_silent(python: str, folder: Path) -> None:
    source = """
import sys
def deeper():
    sys.audit("open", "/none/x", "w", 1)
    deeper()
try:
    deeper()
except RecursionError:
    pass
"""
    assert attempts(python, [source], ["/usr/lib"], folder) == [("write to /none/x", None, "")]


THINGS = st.recursive(
    st.none() | st.text() | st.binary() | st.integers() | st.floats() | st.booleans(),
    lambda things: st.lists(things, max_size=4) | st.lists(things, max_size=4).map(tuple),
    max_leaves=6,
)


@given(st.sampled_from(sorted(ATTEMPTS)), st.lists(THINGS, max_size=5).map(tuple))
def test_words_are_short_and_on_one_line(event: str, arguments: tuple[object, ...]) -> None:
    attempt = ATTEMPTS[event](arguments, Shown(["/usr/lib"]))
    assert attempt is None or (attempt[1].isprintable() and len(attempt[1]) < 6_000)


@given(st.text(max_size=2_000))
def test_words_keep_what_can_be_shown(text: str) -> None:
    shown = words(text)
    assert shown.isprintable()
    assert shown == text or len(text) > 200 or not text.isprintable()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/a/b", "/a/b"),
        ("//a/./b/", "/a/b"),
        ("/a/../../b", "/b"),
        ("/", "/"),
        ("b", f"{Path.cwd()}/b"),
        ("", str(Path.cwd())),
    ],
)
def test_paths_from_the_root(path: str, expected: str) -> None:
    assert absolute(path) == expected


@pytest.mark.parametrize(
    ("path", "has"),
    [("/a", True), ("/a/b", True), ("/ab", False), ("/", False), ("/c/d.py", True), ("/c/d.pyc", False)],
)
def test_what_is_shown(path: str, *, has: bool) -> None:
    assert Shown(["/a/", "/c/d.py"]).has(path) is has


def test_folders_above_what_is_shown_are_there() -> None:
    shown = Shown(["/a/b"])
    assert [shown.leads_to(folder) for folder in ("/", "/a", "/a/b", "/b")] == [True, True, False, False]


def test_texts_and_addresses() -> None:
    assert [plain(thing) for thing in ("a", b"\xff", 3, None)] == ["a", "\udcff", None, None]
    assert address(("host", "http")) == "host:http"
