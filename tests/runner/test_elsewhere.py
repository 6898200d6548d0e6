"""Modules that other systems load too ask for nothing, in being loaded, that those systems have not got."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
INSIDE = HOME / "holes/runner/inside"

#: What is there is loaded first, then what a system has not got is taken away.
_LOADING = """
import sys
sys.path.insert(0, {home!r})
import asyncio, attrs, ctypes, json, mmap, os, signal, socket, subprocess, tempfile, _socket
for name in {modules!r}:
    sys.modules[name] = None
for module, names in {names!r}.items():
    for name in names.split():
        if hasattr(sys.modules[module], name):
            delattr(sys.modules[module], name)
sys.platform = {platform!r}
package = type(sys)("inside")
package.__path__ = [{inside!r}]
sys.modules["inside"] = package
for name in {loaded!r}:
    __import__(name)
"""

_NOT_ON_WINDOWS = {
    "os": "fork forkpty getuid geteuid getgid getpgrp getppid getpgid getsid setsid killpg pidfd_open waitid wait wait3"
    " wait4 posix_spawn posix_spawnp sched_getaffinity sched_setaffinity chroot statvfs uname nice O_CLOEXEC O_NONBLOCK"
    " O_ASYNC O_PATH O_DIRECTORY O_NOFOLLOW O_TMPFILE WNOHANG WIFSIGNALED WTERMSIG WCOREDUMP pread preadv",
    "socket": "send_fds recv_fds AF_UNIX SCM_RIGHTS CMSG_SPACE CMSG_LEN MSG_DONTWAIT SO_PEERCRED",
    "_socket": "SCM_RIGHTS CMSG_SPACE CMSG_LEN AF_UNIX MSG_DONTWAIT",
    "signal": "SIGKILL SIGALRM SIGHUP SIGIO SIGCHLD SIGUSR1 SIGUSR2 SIGSTOP pthread_sigmask setitimer alarm",
}
_NOT_ON_MACOS = {
    "os": "pidfd_open sched_getaffinity sched_setaffinity O_PATH O_TMPFILE memfd_create unshare setns splice eventfd"
    " posix_fadvise getresuid setresuid getxattr setxattr listxattr removexattr waitid P_PIDFD",
    "socket": "SO_PEERCRED SOCK_CLOEXEC SOCK_NONBLOCK MSG_CMSG_CLOEXEC AF_NETLINK",
    "_socket": "SO_PEERCRED SOCK_CLOEXEC SOCK_NONBLOCK MSG_CMSG_CLOEXEC AF_NETLINK",
    "resource": "prlimit RLIMIT_OFILE RLIMIT_MSGQUEUE RLIMIT_NICE RLIMIT_RTPRIO RLIMIT_RTTIME RLIMIT_SIGPENDING",
    "signal": "SIGPWR SIGPOLL SIGSTKFLT SIGRTMIN SIGRTMAX sigtimedwait sigwaitinfo",
    "ctypes": "CDLL",
}

_PARENT = ["choose", "confined", "seatbelted", "seatbelt", "zygote", "ear", "lookout", "session", "batch", "process"]
_FORKED = ["overview", "zygote", "serve", "confine", "view", "effects", "execute"]


def load(platform: str, names: dict[str, str], modules: list[str], loaded: list[str]) -> None:
    text = _LOADING.format(
        home=str(HOME), inside=str(INSIDE), platform=platform, names=names, modules=modules, loaded=loaded
    )
    if "resource" in names:
        text = text.replace("_socket\n", "_socket, resource\n", 1)
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, cwd=HOME)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("module", _PARENT)
def test_on_windows(module: str) -> None:
    load("win32", _NOT_ON_WINDOWS, ["resource", "fcntl", "pwd", "grp", "termios"], [f"holes.runner.{module}"])


@pytest.mark.parametrize("module", _PARENT)
def test_on_macos(module: str) -> None:
    load("darwin", {**_NOT_ON_MACOS, "ctypes": ""}, [], [f"holes.runner.{module}"])


@pytest.mark.parametrize("module", _FORKED)
def test_what_is_confined_on_macos(module: str) -> None:
    load("darwin", _NOT_ON_MACOS, [], [f"inside.{module}"])


def test_what_serves_on_windows() -> None:
    load("win32", _NOT_ON_WINDOWS, ["resource", "fcntl", "pwd", "grp", "termios"], ["inside.serve"])
