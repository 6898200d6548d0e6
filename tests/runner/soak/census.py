"""What this process takes from the machine with all that it has started: processes, descriptors, files, memory."""

from __future__ import annotations

import ctypes
import gc
import os
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from attrs import frozen

from holes.runner.protocol import Tier

_PR_SET_CHILD_SUBREAPER = 36
_MB = 1 << 20


@frozen
class Census:
    """`processes` that live below us; `zygotes` of them; `descriptors` of ours; `memory` of ours (bytes resident) and
    that of each zygote by its pid."""

    processes: int
    zygotes: int
    descriptors: int
    memory: int
    warm: dict[int, int]


#: Of what makes namespaces, how many processes lie between the one that we start and the one that forks.
_BETWEEN = {Tier.FULL: 1, Tier.BUBBLEWRAP: 2, Tier.LANDLOCK: 0}


def take(tier: Tier, marker: str) -> Census:
    """What there is now. `marker` is a part of the command line of the zygotes that are measured."""
    gc.collect()
    with suppress(AttributeError):
        ctypes.CDLL(None).malloc_trim(0)  # what is free is given back, so that what is left is in use
    warm = {chain[-1]: resident(chain[-1]) for chain in zygotes(tier, marker)}
    return Census(len(descendants()), len(zygotes(tier)), descriptors(), resident(os.getpid()), warm)


def adopt_orphans(yes: bool = True) -> None:
    """Let what loses its parent become a child of ours, so that nothing can hide."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, ctypes.c_ulong(yes), 0, 0, 0)


def descendants(above: int | None = None) -> set[int]:
    """The pids of all processes below one, ours if none is named, in whatever namespace they are; dead ones that were
    not yet waited for are none."""
    parents: dict[int, int] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208 (there are hundreds, and this is asked often)
        if name.isdigit() and (parent := _parent(int(name))) is not None:
            parents[int(name)] = parent
    top = os.getpid() if above is None else above
    below = {top}
    while more := {pid for pid, parent in parents.items() if parent in below} - below:
        below |= more
    return below - {top}


def living(processes: Iterable[int]) -> set[int]:
    """Those of some pids whose processes have not ended."""
    return {pid for pid in processes if _parent(pid) is not None}


def zygotes(tier: Tier, marker: str = "") -> list[list[int]]:
    """Of each zygote that we started with `marker` in its command line, the processes from the one that is ours to the
    one that forks."""
    chains = []
    for pid in _children(os.getpid()):
        command = _read(pid, "cmdline")
        if "\0zygote\0" in command and marker in command:
            chain = [pid]
            while len(chain) <= _BETWEEN[tier] and (inner := _children(chain[-1])):
                chain.append(min(inner))
            chains.append(chain)
    return chains


def alive(tier: Tier) -> int:
    """The processes of a zygote that waits: its own, and two forks."""
    return 3 + _BETWEEN[tier]


def descriptors() -> int:
    """How many we have open."""
    return len(list(Path("/proc/self/fd").iterdir())) - 1


def files(folders: Iterable[Path]) -> set[str]:
    """The paths of all that is in some folders."""
    return {str(path) for folder in folders for path in folder.rglob("*")}


def resident(pid: int) -> int:
    """Bytes of memory that a process has now."""
    for line in _read(pid, "status").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) << 10
    return 0


def settled(count: Callable[[], int], usual: int, seconds: float = 30.0) -> int:
    """What is counted, after some time for it to come down to the usual: what was killed takes a moment to be gone."""
    until = time.monotonic() + seconds
    while (now := count()) > usual and time.monotonic() < until:
        time.sleep(0.005)
    return now


def megabytes(size: int) -> str:
    """A size for people."""
    return f"{size / _MB:.1f} MB"


def _parent(pid: int) -> int | None:
    """The pid of its parent, None where it has ended."""
    state, _, parent = _read(pid, "stat").rpartition(")")[2].strip().partition(" ")
    return int(parent.partition(" ")[0]) if state and state not in "ZX" else None


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task")
    with suppress(OSError):
        return [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return []


def _read(pid: int, name: str) -> str:
    try:
        with open(f"/proc/{pid}/{name}", "rb") as file:  # noqa: PTH123
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""
