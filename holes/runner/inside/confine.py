"""The walls around a zygote and, closer still, around each fork of it, for each way of building them."""

from __future__ import annotations

import mmap
import os
import resource
import signal
import sys

from . import bubblewrap, view

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

#: What a process may have, and each fork of it anew: no core file, nothing written to files, so many descriptors, and
#: seconds of processor time, which nobody comes near but one whose parent does not look after it.
_LIMITS = (
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_FSIZE, 0),
    (resource.RLIMIT_NOFILE, 256),
    (resource.RLIMIT_CPU, 3600),
)

_PAGE = mmap.PAGESIZE
_CLONE_THREAD = 0x10000
_PR_SET_PDEATHSIG = 1


def confine(config: Any) -> Walls:
    """Build the walls that `config` asks for: by `tier`, around what it takes to import from the folders `path` and
    what is `readable` beside that, without showing the files `hidden`. Around walls that stand already that is known,
    as `shown`. Raises OSError with the step that failed as its file name; then the process must end."""
    tier, path, shown = config["tier"], config["path"], config["shown"]
    if shown is None:
        shown = view.shown(path, config["hidden"], config["readable"])
    if not config.get("within"):
        _offer_to_end()
        if tier == "bubblewrap":
            bubblewrap.wrap(config, shown)
    for kind, most in _LIMITS:
        highest = resource.getrlimit(kind)[1]
        most = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (most, most))
    if tier == "seatbelt":
        return Walls(shown)
    from . import bpf, filters, landlock, libc, namespaces, privileges

    if tier == "full":
        namespaces.isolate(shown, path)
    _step("privileges", privileges.renounce)
    if tier == "landlock":
        # An import may keep it from noticing that its control socket has closed.
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    version = landlock.restrict(shown, path)
    _step("seccomp", lambda: bpf.load(filters.zygote(version)))
    return KernelWalls(shown, version, alone=tier == "full")


def _step(name: str, build: Callable[[], None]) -> None:
    """Build a wall. Raises OSError with its name as the file name."""
    try:
        build()
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), name) from None


def _offer_to_end() -> None:
    """Where memory runs out, let the system end what runs candidates before what a person works with."""
    try:
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
    except OSError:
        pass  # Not every system has it.


class Walls:
    """What a fork does to itself before it runs a program, behind walls that stand already: to start no process. There
    is no limit to its memory, since the one system that has such walls knows none. `shown` are the paths that can be
    read."""

    def __init__(self, shown: list[str]) -> None:
        self.shown = shown

    def measure(self) -> None:
        """Note how large this process is, forks of which are limited from there."""

    def narrow(self, memory: int) -> None:
        """Leave this process no more than a program may have, for good."""
        # It counts all processes of a person, and their threads on some systems, but not on macOS.
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


class KernelWalls(Walls):
    """The same where the kernel can do more: a limit of memory, and a filter of system calls for candidates on top of
    the zygote's."""

    def __init__(self, shown: list[str], landlock: int, alone: bool) -> None:
        import ctypes

        from . import filters, libc, syscalls

        self._filter = filters.Candidate(landlock)
        self._alone = alone
        # Python's own function would tell the audit hook, which in a fork takes longer than all the rest.
        self._room = (ctypes.c_uint64 * 2)()
        number = syscalls.table(syscalls.architecture())["prlimit64"]
        self._invoke = libc.invoke
        self._limiting = libc.words(number, 0, resource.RLIMIT_AS, self._room, 0)
        super().__init__(shown)
        self.measure()

    def measure(self) -> None:
        """Note how large this process is."""
        self._size = _address_space()
        self._most = resource.getrlimit(resource.RLIMIT_AS)[1]

    def narrow(self, memory: int) -> None:
        """Limit this process to `memory` bytes more than it had, and leave it no system calls but those that programs
        need."""
        if not self._alone:
            self._end_with_parent()
        self._room[0] = self._room[1] = self._limit(memory)
        self._invoke(self._limiting)
        self._filter.load()

    def _limit(self, memory: int) -> int:
        most = self._size + memory
        return most if self._most == resource.RLIM_INFINITY else min(most, self._most)

    def _end_with_parent(self) -> None:
        """Where these are not the only processes, of which the first ends all others."""
        from . import libc

        parent = os.getppid()
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if parent == 1 or os.getppid() != parent:
            os._exit(1)


def has_threads() -> bool:
    """Whether this process runs more than one thread, also where Python does not know of it: the kernel refuses to take
    a thread out of its group unless it is alone there, and otherwise does nothing. False where that cannot be asked."""
    if sys.platform != "linux":
        return False
    from . import libc, syscalls

    try:
        libc.call(syscalls.table(syscalls.architecture())["unshare"], _CLONE_THREAD)
    except OSError:
        return True
    return False


def _address_space() -> int:
    """Bytes of address space that this process takes, to a page: the least limit under which it gets a page more. There
    is no /proc here to look it up in. Zero where such limits do not bind."""
    before = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 47
    if before[1] != resource.RLIM_INFINITY:
        high = min(high, before[1])
    try:
        while high - low > _PAGE:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle, before[1]))
            try:
                mmap.mmap(-1, _PAGE).close()
                high = middle
            except OSError:
                low = middle
    except (OSError, ValueError):
        return 0
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    return low
