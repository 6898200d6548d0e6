"""Real snippets behind both filters, and no other wall, on this machine."""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from tests.runner.running import interpreter

HERE = Path(__file__).parent
INSIDE = HERE.parents[2] / "holes/runner/inside"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the filters are Linux's")

MODULES = """
    abc argparse array ast asyncio base64 bisect calendar collections concurrent.futures contextlib copy csv
    dataclasses datetime decimal difflib enum fractions functools hashlib heapq html inspect io itertools json
    locale logging math multiprocessing operator pathlib pickle pprint queue random re secrets shutil socket sqlite3
    ssl statistics string struct subprocess tempfile textwrap threading tokenize types typing unicodedata unittest
    urllib.request uuid weakref xml.etree.ElementTree zipfile zlib zoneinfo
"""

HONEST = [
    *[f"import {name}" for name in MODULES.split()],
    "import time; time.sleep(0.001); time.time(); time.process_time(); time.thread_time(); time.localtime()",
    "import random, secrets, uuid, hashlib; random.random(), secrets.token_hex(), uuid.uuid4(), hashlib.sha256(b'x')",
    "import re, json, decimal; re.findall('a+', 'baab'); json.loads('[1]'); decimal.Decimal(2).sqrt()",
    "import threading; t = threading.Thread(target=print, args=('',), name='x'); t.start(); t.join()",
    "from concurrent.futures import ThreadPoolExecutor as T\nwith T(4) as pool: assert sum(pool.map(abs, [1, 2])) == 3",
    "import asyncio\nasync def f(): await asyncio.sleep(0.001); return 1\nassert asyncio.run(f()) == 1",
    "import asyncio\nasync def f(): return await asyncio.get_running_loop().run_in_executor(None, lambda: 2)\n"
    "assert asyncio.run(f()) == 2",
    "import asyncio\nasync def f(): return await asyncio.wait_for(asyncio.gather(*[asyncio.sleep(0, 1)] * 1), 5)\n"
    "asyncio.run(f())",
    "import socket\na, b = socket.socketpair(); a.sendall(b'x'); assert b.recv(1) == b'x'; a.settimeout(1); a.close()",
    "r, w = os.pipe(); os.write(w, b'x'); assert os.read(r, 1) == b'x'; os.set_blocking(r, False); os.dup(r)",
    "import selectors, os\ns = selectors.DefaultSelector(); s.register(os.pipe()[0], 1); s.select(0.001)",
    "import os; open(os.__file__).read(); os.listdir('/'); os.stat('/'); os.path.realpath('.'); os.getcwd()",
    "import os; os.close(os.open(os.devnull, os.O_WRONLY)); open(os.devnull, 'rb').read()",
    "import mmap; m = mmap.mmap(-1, 1 << 16); m[0] = 1; m.close(); x = bytearray(64 << 20); del x",
    "import resource as r; r.getrlimit(r.RLIMIT_AS); r.getrlimit(r.RLIMIT_CPU)",
    "import signal, os\nsignal.signal(signal.SIGUSR1, lambda *_: None); os.kill(os.getpid(), signal.SIGUSR1)\n"
    "signal.raise_signal(signal.SIGUSR1); signal.setitimer(signal.ITIMER_REAL, 5); signal.alarm(0)",
    "import os, platform, locale; os.cpu_count(); os.sched_getaffinity(0); platform.uname().release; os.getlogin\n"
    "os.urandom(4); os.getpgid(0); os.times(); os.umask(0o22); os.get_inheritable(0); os.isatty(0)",
    "import sqlite3; assert sqlite3.connect(':memory:').execute('select 1').fetchone() == (1,)",
    "import logging, warnings; logging.basicConfig(); logging.warning('x')",
    "import zoneinfo, datetime; datetime.datetime.now().astimezone()",
    "try: import numpy as n\nexcept ImportError: pass\nelse: assert (n.ones((99, 99)) @ n.ones((99, 99)))[0, 0] == 99",
    "import tempfile\ntry: tempfile.TemporaryFile()\nexcept (FileNotFoundError, PermissionError): pass",
    "import ctypes, os\ntry: call('clone3', None, 0)\nexcept OSError as error: assert error.errno == 38",
    "import ctypes\ntry: call(5000)\nexcept OSError as error: assert error.errno == 38",
]

#: Each raises PermissionError.
REFUSED = [
    "os.fork()",
    "os.posix_spawn('/bin/true', ['true'], {})",
    "import subprocess; subprocess.run(['/bin/true'])",
    "os.execv('/bin/true', ['true'])",
    "import multiprocessing as m; m.get_context('fork').Process(target=print).start()",
    "import socket; socket.socket()",
    "import socket; socket.socket(socket.AF_UNIX)",
    "import socket; socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "import socket; a, b = socket.socketpair(); a.sendmsg([b'x'])",
    "import socket; a, b = socket.socketpair(); a.send(b'x', socket.MSG_OOB)",
    "import socket; a, b = socket.socketpair(); a.sendto(b'x', '/tmp/none')",
    "os.kill(os.getppid(), 0)",
    "os.kill(os.getppid(), 9)",
    "os.kill(-1, 0)",
    "os.kill(0, 0)",
    "os.killpg(os.getpgrp(), 0)",
    "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (1, 1))",
    "import resource; resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)",
    "call('prlimit64', 0, 7, (ctypes.c_long * 2)(9, 9), None)",
    "open('/tmp/holewright-none', 'w')",
    "open('/tmp/holewright-none', 'x')",
    "open('/tmp/holewright-none', 'a')",
    "os.open('/tmp', os.O_TMPFILE | os.O_RDWR)",
    "os.open(os.__file__, os.O_RDONLY | os.O_TRUNC)",
    "os.mkdir('/tmp/holewright-none')",
    "os.mknod('/tmp/holewright-none')",
    "os.mkfifo('/tmp/holewright-none')",
    "os.symlink('/', '/tmp/holewright-none')",
    "os.link(os.__file__, '/tmp/holewright-none')",
    "os.unlink('/tmp/holewright-none')",
    "os.rename('/tmp/holewright-none', '/tmp/holewright-nil')",
    "os.chmod('/tmp', 0o1777)",
    "os.chown('/tmp', -1, -1)",
    "os.utime('/tmp')",
    "os.truncate('/tmp/holewright-none', 0)",
    "os.setxattr('/tmp', 'user.x', b'')",
    "os.getxattr('/tmp', 'user.x')",
    "os.statvfs('/')",
    "import fcntl; fcntl.fcntl(0, fcntl.F_SETOWN, os.getppid())",
    "import fcntl; fcntl.fcntl(0, fcntl.F_SETSIG, 9)",
    "import fcntl; fcntl.fcntl(0, fcntl.F_NOTIFY, 1)",
    "import fcntl; fcntl.fcntl(os.pipe()[0], fcntl.F_SETFL, os.O_ASYNC)",
    "import fcntl; fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)",
    "import fcntl; fcntl.flock(0, fcntl.LOCK_EX)",
    "import fcntl; fcntl.lockf(0, fcntl.LOCK_SH)",
    "import fcntl, termios; fcntl.ioctl(0, termios.TIOCSTI, b'x')",
    "import fcntl; fcntl.ioctl(0, 0x541C, b'x')",
    "import fcntl; fcntl.ioctl(0, 0x8901, b'xxxx')",
    "os.nice(1)",
    "os.setpriority(os.PRIO_PROCESS, os.getppid(), 19)",
    "os.sched_setaffinity(0, {0})",
    "os.sched_getaffinity(os.getppid())",
    "os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))",
    "os.setsid()",
    "os.setpgid(0, 0)",
    "os.getpgid(os.getppid())",
    "os.setuid(os.getuid())",
    "os.setgroups([])",
    "os.chroot('/')",
    "os.memfd_create('x')",
    "call('sync')",
    "os.wait()",
    "call('ptrace', 16, os.getppid(), 0, 0)",
    "call('io_uring_setup', 1, None)",
    "call('unshare', 0x10000000)",
    "call('unshare', 0x10000)",
    "call('setns', 0, 0)",
    "call('bpf', 0, None, 0)",
    "call('keyctl', 0, -3, 1)",
    "call('add_key', b'user', b'x', b'y', 1, -3)",
    "call('request_key', b'user', b'x', None, -3)",
    "call('userfaultfd', 1)",
    "call('perf_event_open', None, 0, -1, -1, 0)",
    "call('process_vm_readv', os.getppid(), None, 0, None, 0, 0)",
    "call('pidfd_open', os.getppid(), 0)",
    "call('pidfd_getfd', 0, 0, 0)",
    "call('kcmp', os.getppid(), os.getpid(), 0, 0, 0)",
    "call('personality', 0x0040000)",
    "call('mount', b'x', b'/', b'tmpfs', 0, None)",
    "call('swapon', b'/none', 0)",
    "call('reboot', 0, 0, 0, None)",
    "call('clone', 17, None, None, None, None)",
    "call('clone', 0x10000000 | 17, None, None, None, None)",
    "call('shmget', 0, 4096, 0o1600)",
    "call('mq_open', b'x', 0, 0, None)",
    "call('inotify_init1', 0)",
    "call('fanotify_init', 0, 0)",
    "call('seccomp', 1, 1, None)",
    "call('prctl', 1, 0)",
    "call('prctl', 4, 1)",
    "call('prctl', 22, 1, None)",
    "call('timer_create', 0, None, None)",
    "call('splice', 0, None, 1, None, 1, 0)",
    "call('set_mempolicy', 0, None, 0)",
    "call('madvise', 0, 4096, 21)",
    "call('landlock_create_ruleset', None, 0, 1)",
    "call('tgkill', os.getppid(), os.getppid(), 0)",
]

#: Machine code that asks for a call of 32-bit x86 (`int 0x80`, `getpid`), and one of x32 (`syscall`, `getpid`).
FOREIGN = [
    "b'\\xb8\\x14\\x00\\x00\\x00\\xcd\\x80\\xc3'",
    "b'\\xb8\\x27\\x00\\x00\\x40\\x0f\\x05\\xc3'",
]
EXECUTED = "import mmap\nm = mmap.mmap(-1, 4096, prot=7); m.write({})\n" + (
    "ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(m)))()"
)


def behind(python: str, snippets: list[str], landlock: int) -> dict[str, str]:
    """How each snippet ended behind both filters, those for a version of Landlock, run by the interpreter `python`."""
    done = subprocess.run(
        [python, "-I", str(HERE / "filtered.py"), str(INSIDE), str(landlock)],
        input=json.dumps(snippets),
        capture_output=True,
        text=True,
        timeout=120,
        env={"OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(snippets, json.loads(done.stdout.splitlines()[-1]), strict=True))


def check(python: str) -> None:
    killed = [EXECUTED.format(code) for code in FOREIGN] if platform.machine() == "x86_64" else []
    expected = {
        **dict.fromkeys(HONEST, "fine"),
        **dict.fromkeys(REFUSED, "PermissionError 1"),
        **dict.fromkeys(killed, "SIGSYS"),
    }
    found = behind(python, list(expected), 2)
    assert {snippet: how for snippet, how in found.items() if how != expected[snippet]} == {}


def test_honest_code_runs_and_hostile_code_is_refused() -> None:
    check(sys.executable)


def test_landlock_is_left_to_judge_what_is_made_and_emptied(tmp_path: Path) -> None:
    file, link = str(tmp_path / "file"), str(tmp_path / "link")
    opened = ["open(os.devnull, 'w').write('x')", f"open({file!r}, 'w')", f"open({file!r}, 'x')"]
    refused = [snippet for snippet in REFUSED if "os.open" not in snippet and "open('/tmp" not in snippet]
    refused += [f"os.open({str(tmp_path)!r}, os.O_TMPFILE | os.O_RDWR)", f"os.symlink('/', {link!r})"]
    found = behind(sys.executable, [*opened, *refused], 3)
    assert [found[snippet] for snippet in opened] == ["fine", "fine", "FileExistsError 17"]
    assert {found[snippet] for snippet in refused} == {"PermissionError 1"}
    assert set(behind(sys.executable, opened, 2).values()) == {"PermissionError 1"}


@pytest.mark.parametrize("version", ["3.9", "3.13"])
def test_also_under_other_interpreters(version: str) -> None:
    found = interpreter(version)
    if found is None:
        pytest.skip(f"there is no Python {version} here")
    check(found)
