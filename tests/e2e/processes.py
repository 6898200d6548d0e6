"""`holewright` as processes of their own, and what they leave behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from attrs import frozen

HOME = Path(__file__).resolve().parents[2]

#: The longest that a condition is waited for, in seconds.
PATIENCE = 60.0


def until(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)


@frozen
class Ended:
    """A process that ended: `status` is negative where a signal ended it."""

    status: int
    out: str
    err: str


@frozen
class Place:
    """A folder to run `holewright` in, with a mark in the environment by which descendants are known."""

    folder: Path
    cache: Path

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """Nothing of the person's own settings."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        own = {"XDG_CONFIG_HOME": str(self.cache / "config"), "HOLEWRIGHT_CACHE_DIR": str(self.cache / "cache")}
        return {**kept, **own, "HOLEWRIGHT_PYTHON": sys.executable, **(more or {})}

    def start(self, *arguments: str, more: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a command in a process group of its own, as a terminal does."""
        return subprocess.Popen(
            [sys.executable, str(HOME / "holewright.py"), *arguments],
            cwd=self.folder,
            env=self.environment(more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str, more: Mapping[str, str] | None = None) -> Ended:
        """Run a command to its end."""
        return ended(self.start(*arguments, more=more))

    def names(self) -> list[str]:
        """All files of the folder, sorted."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())


def ended(process: subprocess.Popen[str]) -> Ended:
    """What a process said, once it has ended."""
    out, err = process.communicate(timeout=PATIENCE)
    return Ended(process.returncode, out, err)


def descendants(pid: int) -> list[int]:
    """The processes that `pid` started, and those that they started. Empty where there is no /proc."""
    children: dict[int, list[int]] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(status.read_text().rpartition(")")[2].split()[1])
        except (OSError, IndexError):
            continue
        children.setdefault(parent, []).append(int(status.parent.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found


def is_running(pid: int) -> bool:
    """Whether a process runs; one that has ended and only waits to be reaped does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except (OSError, IndexError):
        return False
