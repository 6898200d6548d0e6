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
    from typing import Any

#: Descriptors that a process may have at once, and seconds of processor time after which it is ended in any case.
_DESCRIPTORS = 256
_PROCESSOR = 600

_PAGE = mmap.PAGESIZE
_CLONE_THREAD = 0x10000
_PR_SET_PDEATHSIG = 1


def confine(config: Any) -> Walls:
    """Build the walls that `config` asks for: by `tier`, around what it takes to import from the folders `path` without
    showing the files `hidden`. Raises OSError with the step that failed as its file name; then the process must end."""
    tier, path = config["tier"], config["path"]
    shown = view.shown(path, config["hidden"])
    if tier == "bubblewrap" and not config.get("within"):
        bubblewrap.wrap(config, shown)
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_NOFILE, _DESCRIPTORS)):
        highest = resource.getrlimit(kind)[1]
        most = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(kind, (most, most))
    if tier == "seatbelt":
        return Walls(shown)
    from . import bpf, filters, landlock, namespaces, privileges

    if tier == "full":
        namespaces.isolate(shown)
    privileges.renounce()
    landlock.restrict(shown, path)
    bpf.load(filters.zygote())
    return KernelWalls(shown)


class Walls:
    """What a fork does to itself before it runs a program. `shown` are the paths that can be read."""

    def __init__(self, shown: list[str]) -> None:
        self.shown = shown
        self._size = _address_space()

    def measure(self) -> None:
        """Note how large this process is, forks of which are limited from there."""
        self._size = _address_space()

    def narrow(self, memory: int) -> None:
        """Limit this process to `memory` bytes more than it has, for good."""
        _limit(resource.RLIMIT_AS, self._size + memory)
        _limit(resource.RLIMIT_CPU, _PROCESSOR)


class KernelWalls(Walls):
    """The same, with a filter of system calls for candidates on top of the zygote's."""

    def __init__(self, shown: list[str]) -> None:
        from . import filters

        super().__init__(shown)
        filters.candidate(os.getpid())  # Forks find it half made.

    def narrow(self, memory: int) -> None:
        """Limit this process, and leave it no system calls but those that programs need."""
        from . import bpf, filters, libc

        parent = os.getppid()
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        super().narrow(memory)
        bpf.load(filters.candidate(os.getpid()))
        if os.getppid() != parent:
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


def _limit(kind: int, value: int) -> None:
    highest = resource.getrlimit(kind)[1]
    if highest != resource.RLIM_INFINITY:
        value = min(value, highest)
    resource.setrlimit(kind, (value, value))


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
