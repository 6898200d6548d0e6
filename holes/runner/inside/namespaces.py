"""Namespaces of our own: a file system of only what is shown, read-only; no network, no other processes, no rights."""

from __future__ import annotations

import errno
import os
import stat
import sys

from . import libc, privileges, syscalls
from .links import real

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# Calls from 424 on have one number on every machine.
_OPEN_TREE = 428
_MOVE_MOUNT = 429
_FSOPEN = 430
_FSCONFIG = 431
_FSMOUNT = 432
_CLOSE_RANGE = 436
_MOUNT_SETATTR = 442


#: New namespaces of: mounts, cgroups, host names, System V objects, users, process ids, network.
_NAMESPACES = 0x00020000 | 0x02000000 | 0x04000000 | 0x08000000 | 0x10000000 | 0x20000000 | 0x40000000

_AT_FDCWD = -100
_AT_SYMLINK_NOFOLLOW = 0x100
_AT_EMPTY_PATH = 0x1000
_AT_RECURSIVE = 0x8000
_CLOEXEC = 1
_OPEN_TREE_CLONE = 1
_OPEN_TREE_CLOEXEC = os.O_CLOEXEC
_MOVE_MOUNT_F_EMPTY_PATH = 4
_FSCONFIG_SET_STRING = 1
_FSCONFIG_CMD_CREATE = 6
_MNT_DETACH = 2
_MS_PRIVATE = 1 << 18

_READ_ONLY = 1
_NO_SETUID = 2
_NO_DEVICES = 4
_NO_PROGRAMS = 8

_PR_SET_PDEATHSIG = 1

_KILL = 9

_DEVICES = ("null", "zero", "random", "urandom")


def isolate(shown: Iterable[str], folders: Iterable[str] = ()) -> None:
    """Go on as process 1 of new namespaces, in which the file system holds only the paths `shown`, read-only, under the
    names they have outside, the names of `folders`, and four devices. No capability is left, and none can be had. What
    called this stays outside to wait: it ends as process 1 ends, and ends it by its own end, which comes at the latest
    with that of the thread that started it. Raises OSError with the step that failed as its file name; then the process
    is half confined, and can only report that and end. Needs a process of one thread."""
    step = "system calls of this machine"
    try:
        numbers = syscalls.table(syscalls.architecture())
        for step in _steps(numbers, list(shown), [folder for folder in folders if os.path.isdir(folder)]):  # noqa: B007 - it is read where a step fails
            pass
        step = "process 1"
        _become_first()
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or 0), step) from None


def _steps(numbers: Mapping[str, int], shown: list[str], folders: list[str]) -> Iterator[str]:
    """Do one step after another; each is named before it is done."""
    user, group = os.geteuid(), os.getegid()
    yield "namespaces"
    libc.call(numbers["unshare"], _NAMESPACES)
    yield "identities"
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    yield "mounts of our own"
    _set_attributes(_AT_FDCWD, b"/", _AT_RECURSIVE, 0, _MS_PRIVATE)
    yield "new root"
    links: dict[str, str] = {}
    places = _outermost(real(path, links) for path in shown)
    named = [real(path, links) for path in folders]
    # It covers the old root, while absolute paths go on to mean what is below it and relative ones what is in it.
    _enter_memory(2 * len(places) + len(named) + len(links))
    for place in places:
        yield place
        _show(place, _READ_ONLY | _NO_SETUID | _NO_DEVICES)
    yield "symbolic links"
    for place, target in links.items():
        if not _within(place, places):
            os.makedirs(_inside(os.path.dirname(place)), exist_ok=True)
            os.symlink(target, _inside(place))
    yield "folders"
    for folder in named:
        # A program works in such a folder, also where nothing of it is shown.
        if folder is not None and not _within(folder, places):
            os.makedirs(_inside(folder), exist_ok=True)
    for name in _DEVICES:
        yield f"/dev/{name}"
        _show(f"/dev/{name}", _READ_ONLY | _NO_SETUID | _NO_PROGRAMS)
    yield "open folders"
    _close_folders()
    yield "read-only root"
    _set_attributes(_AT_FDCWD, b".", 0, _READ_ONLY | _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS)
    yield "pivot_root"
    libc.call(numbers["pivot_root"], b".", b".")
    libc.call(numbers["umount2"], b".", _MNT_DETACH)
    os.chdir("/")
    yield "host name"
    libc.call(numbers["sethostname"], b"localhost", 9)
    yield "capabilities"
    privileges.renounce()


def _write(path: str, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)


def _outermost(places: Iterable[str | None]) -> list[str]:
    """Each place once, without those below another."""
    found: list[str] = []
    for place in sorted({place for place in places if place is not None}, key=lambda place: place.count("/")):
        if place == "/":
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        if not _within(place, found):
            found.append(place)
    return found


def _within(place: str, places: list[str]) -> bool:
    return any(place == outer or place.startswith(outer + "/") for outer in places)


def _inside(place: str) -> str:
    """The relative path of a place in the new root, while that is the working folder."""
    return "." + place


def _enter_memory(files: int) -> None:
    """Mount an empty file system over the root, and make it the working folder."""
    context = libc.call(_FSOPEN, b"tmpfs", _CLOEXEC)
    try:
        for key, value in ((b"size", b"1m"), (b"nr_inodes", b"%d" % (64 * files + 1024)), (b"mode", b"755")):
            libc.call(_FSCONFIG, context, _FSCONFIG_SET_STRING, key, value, 0)
        libc.call(_FSCONFIG, context, _FSCONFIG_CMD_CREATE, None, None, 0)
        root = libc.call(_FSMOUNT, context, _CLOEXEC, _NO_SETUID | _NO_DEVICES | _NO_PROGRAMS)
    finally:
        os.close(context)
    try:
        libc.call(_MOVE_MOUNT, root, b"", _AT_FDCWD, b"/", _MOVE_MOUNT_F_EMPTY_PATH)
        os.fchdir(root)
    finally:
        os.close(root)


def _show(place: str, attributes: int) -> None:
    """Bind a place of the old root, and what is mounted below it, to the same place of the new one."""
    source = os.fsencode(place)
    flags = _OPEN_TREE_CLONE | _OPEN_TREE_CLOEXEC | _AT_RECURSIVE | _AT_SYMLINK_NOFOLLOW
    try:
        tree = libc.call(_OPEN_TREE, _AT_FDCWD, source, flags)
    except FileNotFoundError:
        return
    try:
        _set_attributes(tree, b"", _AT_EMPTY_PATH | _AT_RECURSIVE, attributes)
        target = _inside(place)
        if stat.S_ISDIR(os.fstat(tree).st_mode):
            os.makedirs(target, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o444))
        libc.call(_MOVE_MOUNT, tree, b"", _AT_FDCWD, os.fsencode(target), _MOVE_MOUNT_F_EMPTY_PATH)
    finally:
        os.close(tree)


def _set_attributes(folder: int, path: bytes, flags: int, attributes: int, propagation: int = 0) -> None:
    words = (attributes, 0, propagation, 0)
    packed = b"".join(word.to_bytes(8, sys.byteorder) for word in words)
    libc.call(_MOUNT_SETATTR, folder, path, flags, packed, len(packed))


def _close_folders() -> None:
    """A folder that was left open would be a way around the new root."""
    for number in map(int, os.listdir("/proc/self/fd")):
        if _is_folder(number):
            os.close(number)


def _is_folder(number: int) -> bool:
    try:
        return stat.S_ISDIR(os.fstat(number).st_mode)
    except OSError:
        return False  # It is the one that listed them, which is closed by now.


def _become_first() -> None:
    """Fork; the child returns, and the parent only waits for it."""
    parent = os.getppid()
    libc.prctl(_PR_SET_PDEATHSIG, _KILL)
    if os.getppid() != parent:
        os._exit(1)
    reading, writing = os.pipe()
    first = os.fork()
    if first:
        _wait(first, writing)
    os.close(writing)
    libc.prctl(_PR_SET_PDEATHSIG, _KILL)
    # From here its end is ours. Whether it was there until here is asked of the pipe, since process ids do not tell.
    os.set_blocking(reading, False)
    try:
        os.read(reading, 1)
    except BlockingIOError:
        os.close(reading)
    else:
        os._exit(1)


def _wait(first: int, keep: int) -> None:
    """End as the process `first` ends, holding open nothing but the descriptor `keep` until then."""
    try:
        if keep:
            libc.call(_CLOSE_RANGE, 0, keep - 1, 0)
        libc.call(_CLOSE_RANGE, keep + 1, 0x7FFFFFFF, 0)
        code = os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])
        os._exit(code if code >= 0 else 128 - code)
    except BaseException:
        os._exit(1)
