"""From the paths of a call to the sketches that are meant."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from holes.lock import NAME
from server.cli.failure import CallError

#: Folders that hold other people's code or no sketches; hidden folders are left out too.
_SKIPPED = frozenset({"__pycache__", "node_modules", "site-packages", "venv", "env", "build", "dist"})


def sketches(paths: Iterable[Path], locked: frozenset[Path]) -> tuple[Path, ...]:
    """The sketch files that `paths` mean: a file is taken as it is; of a folder every `.anpl` in it and below, and
    those `.py` that have a hole or are among `locked`, the files that a `holes.lock` names. Raises `CallError`."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            below = list(_in_folder(path, locked))
            if not below:
                raise CallError(f"no sketch in {path}: a sketch ends in .anpl, or in .py and has a line `...  # hole`")
            found |= dict.fromkeys(below)
        elif not path.exists():
            raise CallError(f"{path}: there is no such file or folder")
        elif path.suffix not in (".anpl", ".py"):
            raise CallError(f"{path}: a sketch ends in .anpl or .py")
        else:
            found[path] = None
    return tuple(found)


def locked_folders(folder: Path) -> frozenset[Path]:
    """The folders in `folder` and below that have a `holes.lock`."""
    return frozenset(here.resolve() for here, names in _walk(folder) if NAME in names)


def _walk(folder: Path) -> Iterator[tuple[Path, list[str]]]:
    """Every folder from `folder` down that may hold sketches, with the names of its files, sorted."""
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _SKIPPED and not name.startswith("."))
        yield Path(here), sorted(names)


def _in_folder(folder: Path, locked: frozenset[Path]) -> Iterator[Path]:
    for here, names in _walk(folder):
        for name in names:
            path = here / name
            if path.suffix == ".anpl" or (path.suffix == ".py" and (path.resolve() in locked or _mentions_hole(path))):
                yield path


def _mentions_hole(path: Path) -> bool:
    """Whether a Python file may have a hole: cheap, so that a folder of thousands of files is read in a moment."""
    try:
        return path.is_file() and b"# hole" in path.read_bytes()
    except OSError:
        return False
