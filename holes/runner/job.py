"""Limits that Windows enforces on a process: a job object that holds it alone.

Written from Microsoft's documentation of job objects, and not yet run on Windows. A process is put into its job right
after it was started, and by then may have run a little; but that is our own code waiting for its first request, and
nothing of a candidate's. The job ends with its handle, so that nothing in it outlives us.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from attrs import frozen

_ACTIVE_PROCESS = 0x0008
_PROCESS_MEMORY = 0x0100
#: A crash ends the process, and shows no window that waits to be closed.
_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
_KILL_ON_JOB_CLOSE = 0x2000
_FLAGS = _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE

#: `JobObjectExtendedLimitInformation` of JOBOBJECTINFOCLASS.
_EXTENDED = 9


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

    _fields_ = (
        ("PerProcessUserTimeLimit", ctypes.c_int64),
        ("PerJobUserTimeLimit", ctypes.c_int64),
        ("LimitFlags", ctypes.c_uint32),
        ("MinimumWorkingSetSize", ctypes.c_size_t),
        ("MaximumWorkingSetSize", ctypes.c_size_t),
        ("ActiveProcessLimit", ctypes.c_uint32),
        ("Affinity", ctypes.c_size_t),
        ("PriorityClass", ctypes.c_uint32),
        ("SchedulingClass", ctypes.c_uint32),
    )


class Counters(ctypes.Structure):
    """IO_COUNTERS."""

    _fields_ = tuple(
        (f"{kind}{what}Count", ctypes.c_uint64)
        for what in ("Operation", "Transfer")
        for kind in ("Read", "Write", "Other")
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("BasicLimitInformation", BasicLimits),
        ("IoInfo", Counters),
        ("ProcessMemoryLimit", ctypes.c_size_t),
        ("JobMemoryLimit", ctypes.c_size_t),
        ("PeakProcessMemoryUsed", ctypes.c_size_t),
        ("PeakJobMemoryUsed", ctypes.c_size_t),
    )


@frozen
class Kernel:
    """The functions of Windows that are called here. `problem` makes an error of why the last one failed."""

    create: Callable[..., int | None]
    inform: Callable[..., int]
    assign: Callable[..., int]
    close: Callable[..., int]
    problem: Callable[[], OSError]


@frozen
class Job:
    """A job object with one process in it."""

    handle: int
    kernel: Kernel

    def close(self) -> None:
        """End what is in it."""
        self.kernel.close(self.handle)


def confine(process: int, memory: int, kernel: Kernel) -> Job:
    """Put the process behind the handle `process` into a job of its own: it has `memory` bytes, can start no other
    process, and ends when the job is closed or we end. How long it may take is watched from outside, case by case.
    Raises `OSError`."""
    handle = kernel.create(None, None)
    if not handle:
        raise kernel.problem()
    job = Job(handle, kernel)
    limits = ExtendedLimits()
    limits.BasicLimitInformation.LimitFlags = _FLAGS
    limits.BasicLimitInformation.ActiveProcessLimit = 1
    limits.ProcessMemoryLimit = memory
    informed = kernel.inform(handle, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
    if not (informed and kernel.assign(handle, process)):
        problem = kernel.problem()
        job.close()
        raise problem
    return job


def kernel32() -> Kernel:
    """What Windows has, told what it takes: handles are as wide as pointers."""
    windows: Any = ctypes
    library = windows.WinDLL("kernel32", use_last_error=True)
    handle, flag = ctypes.c_void_p, ctypes.c_int

    def function(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
        found = getattr(library, name)
        found.restype, found.argtypes = result, arguments
        return cast(Callable[..., Any], found)

    return Kernel(
        function("CreateJobObjectW", handle, handle, ctypes.c_wchar_p),
        function("SetInformationJobObject", flag, handle, flag, handle, ctypes.c_uint32),
        function("AssignProcessToJobObject", flag, handle, handle),
        function("CloseHandle", flag, handle),
        lambda: windows.WinError(windows.get_last_error()),
    )


def behind(python: str) -> tuple[str, dict[str, str]]:
    """What is started for `python`, and what is added to its environment. The `python.exe` of a virtual environment
    only starts another one, and a job with one process does not allow that; so that one is started, and told whom it
    stands for, as the standard library's `multiprocessing` does."""
    path = Path(python)
    for folder in (path.parent, path.parent.parent):
        try:
            lines = (folder / "pyvenv.cfg").read_text("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            continue
        said = {key.strip().lower(): value.strip() for key, _, value in (line.partition("=") for line in lines)}
        real = Path(said.get("home", "")) / path.name
        if "home" in said and real.is_file():
            return str(real), {"__PYVENV_LAUNCHER__": python}
    return python, {}
