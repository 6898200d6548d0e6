"""Noticing that the folders which modules are imported from have other modules in them than before.

A process behind walls sees the files that were there when they were built: one that came since is not shown, and one
that was replaced, as editors do when they save, is still the old one. What is written in place it sees.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

_MODULES = (".py", ".so", ".pyd")

_Seen = tuple[int, frozenset[tuple[str, int]]]


class Lookout:
    """Remembers what is in `folders` now."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._seen = {folder: _look(folder) for folder in folders}

    def changed(self) -> bool:
        """Whether a module or package has come, gone or been replaced. Costs a system call for each folder."""
        for folder, (time, modules) in self._seen.items():
            if _time(folder) != time:
                # Other files are written there too, our own among them.
                self._seen[folder] = _look(folder)
                if self._seen[folder][1] != modules:
                    return True
        return False


def _look(folder: str) -> _Seen:
    time = _time(folder)
    try:
        with os.scandir(folder) as listing:
            return time, frozenset((entry.name, entry.inode()) for entry in listing if _matters(entry))
    except OSError:
        return time, frozenset()


def _matters(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith((".", "__pycache__")):
        return False
    return entry.name.endswith(_MODULES) or entry.is_dir()


def _time(folder: str) -> int:
    try:
        return Path(folder).stat().st_mtime_ns
    except OSError:
        return 0
