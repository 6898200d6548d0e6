"""Memory of candidates where the system does not limit it: macOS ignores RLIMIT_AS, so that it has to be watched.

Written from Apple's headers (`libproc.h`, `sys/resource.h`), and not yet run on macOS. What is watched is approximate:
between two looks a process can take as much as it can fill in that time, some hundred megabytes.
"""

from __future__ import annotations

import asyncio
import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

#: Seconds between two looks.
INTERVAL = 0.05

_LIBPROC = "/usr/lib/libproc.dylib"
#: RUSAGE_INFO_V0.
_VERSION = 0

#: Gives how many bytes of memory the process of an id takes; None where there is no such process, or it is not ours.
Measure = Callable[[int], int | None]


class Usage(ctypes.Structure):
    """`struct rusage_info_v0`."""

    _fields_ = (
        ("ri_uuid", ctypes.c_uint8 * 16),
        ("ri_user_time", ctypes.c_uint64),
        ("ri_system_time", ctypes.c_uint64),
        ("ri_pkg_idle_wkups", ctypes.c_uint64),
        ("ri_interrupt_wkups", ctypes.c_uint64),
        ("ri_pageins", ctypes.c_uint64),
        ("ri_wired_size", ctypes.c_uint64),
        ("ri_resident_size", ctypes.c_uint64),
        ("ri_phys_footprint", ctypes.c_uint64),
        ("ri_proc_start_abstime", ctypes.c_uint64),
        ("ri_proc_exit_abstime", ctypes.c_uint64),
    )


async def watch(pid: int, most: int, over: Callable[[], None], measure: Measure) -> None:
    """Call `over`, once, when the process takes more than `most` bytes; end when it does or is there no longer."""
    while (taken := measure(pid)) is not None:
        if taken > most:
            over()
            return
        await asyncio.sleep(INTERVAL)


def footprint(pid: int) -> int | None:
    """What macOS itself counts for a process, with what it has compressed or swapped out: the resident size would leave
    that out, and a bomb of zeros compresses well."""
    usage = Usage()
    return usage.ri_phys_footprint if _libproc().proc_pid_rusage(pid, _VERSION, ctypes.byref(usage)) == 0 else None


@cache
def _libproc() -> Any:
    library = ctypes.CDLL(_LIBPROC)
    library.proc_pid_rusage.argtypes = (ctypes.c_int, ctypes.c_int, ctypes.c_void_p)
    library.proc_pid_rusage.restype = ctypes.c_int
    return library
