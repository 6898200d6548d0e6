"""Noticing that the folders which modules are imported from have other modules in them than before.

A process behind walls sees the files that were there when they were built: one that came since is not shown, and one
that was replaced, as editors do when they save, is still the old one. What is written in place it sees. The same goes
for files and folders that are readable beside modules.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path

_MODULES = (".py", ".so", ".pyd")

#: Nanoseconds in which two changes of a folder may have the same time.
_TICK = 100_000_000

_Seen = tuple[int, frozenset[tuple[str, int]] | None]

_UNKNOWN: _Seen = (-1, None)


class Lookout:
    """Remembers what is in `folders` now, before the process starts that is to see it: the modules, and all that is at
    or below the paths `readable`."""

    def __init__(self, folders: Iterable[str], readable: Iterable[str] = ()) -> None:
        self._since = time.time_ns()
        self._readable = {path: _identity(path) for path in readable}
        all_folders = [*folders, *(path for path in self._readable if os.path.isdir(path))]  # noqa: PTH112
        self._seen = {folder: self._look(folder) for folder in all_folders}

    def add(self, folders: Iterable[str]) -> None:
        """Look after more folders, of which that process has told. What changed in them meanwhile counts as changed,
        since nobody knows whether it was seen before or after."""
        for folder in folders:
            if folder not in self._seen:
                new = self._since - _TICK < _time(folder) <= time.time_ns()
                self._seen[folder] = _UNKNOWN if new else self._look(folder)

    def changed(self) -> bool:
        """Whether a module, package or readable file has come, gone or been replaced. Costs a system call for each
        folder and readable path."""
        if any(_identity(path) != before for path, before in self._readable.items()):
            return True
        for folder, (changed, modules) in self._seen.items():
            if _time(folder) != changed:
                # Other files are written there too, our own among them.
                now = self._look(folder)
                if now[1] != modules:
                    return True  # to everybody who asks: the process that is to see it is not there yet
                self._seen[folder] = now
        return False

    def _look(self, folder: str) -> _Seen:
        everything = any(f"{folder}/".startswith(path.rstrip("/") + "/") for path in self._readable)
        return _look(folder, everything)


def _look(folder: str, everything: bool) -> _Seen:
    changed = _time(folder)
    if changed > time.time_ns() - _TICK:
        changed = -1  # It may change once more without telling by its time: it is looked at again.
    try:
        with os.scandir(folder) as listing:
            return changed, frozenset((entry.name, entry.inode()) for entry in listing if _matters(entry, everything))
    except OSError:
        return changed, frozenset()


def _matters(entry: os.DirEntry[str], everything: bool) -> bool:
    if entry.name.startswith((".", "__pycache__")):
        return False
    return everything or entry.name.endswith(_MODULES) or entry.is_dir()


def _identity(path: str) -> tuple[int, int] | None:
    """Which file or folder is there, None where there is none. Walls keep it from being another under one number."""
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _time(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0
