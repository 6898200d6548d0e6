"""Limits that the operating system enforces on this process, where it can."""

from __future__ import annotations

import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

try:
    import resource
except ImportError:  # Windows has none of them; there the parent's deadline is all.
    resource = None  # type: ignore[assignment]

_LARGEST_FILE = 64 << 20


def limit_memory(size: int) -> None:
    """No more than `size` bytes of memory, no core files, no files over 64 MB. The number of processes is left
    alone: it counts all of a person's, and with it threads of the candidate would stop working."""
    if resource is not None:
        _set(resource.RLIMIT_CORE, 0)
        _set(resource.RLIMIT_FSIZE, _LARGEST_FILE)
        _set(resource.RLIMIT_AS, size)


def limit_processor(seconds: float) -> None:
    """From now on so many seconds of processor time on each of four cores; the parent's deadline comes first."""
    if resource is not None:
        _set(resource.RLIMIT_CPU, int(time.process_time() + 4 * seconds) + 2, hard=False)


def _set(kind: Any, value: int, *, hard: bool = True) -> None:
    try:
        highest = resource.getrlimit(kind)[1]
        if highest != resource.RLIM_INFINITY:
            value = min(value, highest)
        resource.setrlimit(kind, (value, value if hard else highest))
    except (OSError, ValueError):
        pass
