"""What every command does first: settings, targets, and the parts to work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from attrs import frozen

from holes.document import Document, load
from holes.files import FileError
from holes.lock import NAME, LockFile
from server.assembly import Parts, parts
from server.cli.failure import CallError, complain
from server.cli.targets import locked_folders, sketches
from server.settings import resolve


@frozen
class Target:
    """One sketch with the parts of its project."""

    path: Path
    parts: Parts

    def load(self) -> Document:
        """The document on the disk. Raises `CallError`."""
        try:
            return load(self.path, self.parts.root, self.parts.lock)
        except FileError as error:
            raise CallError(str(error)) from None


def targets(paths: Iterable[Path], explicit: Mapping[str, object]) -> tuple[Target, ...]:
    """The sketches that `paths` mean, each with its project's settings; says once, on standard error, which settings
    were not taken as they were said. Raises `CallError`."""
    said: set[str] = set()
    made: dict[Path, Parts] = {}
    found: list[Target] = []
    for path in sketches(paths, _locked(paths, explicit)):
        folder = path.resolve().parent
        if folder not in made:
            resolved = resolve(path, explicit, named=True)
            for message in resolved.messages:
                if message not in said:
                    said.add(message)
                    complain(message)
            made[folder] = parts(resolved.settings, resolved.root)
        found.append(Target(path, made[folder]))
    return tuple(found)


def one_target(path: Path, explicit: Mapping[str, object]) -> Target:
    """The sketch at `path`, which must be a file. Raises `CallError`."""
    if path.is_dir():
        raise CallError(f"{path}: name one sketch, not a folder")
    return targets((path,), explicit)[0]


def _locked(paths: Iterable[Path], explicit: Mapping[str, object]) -> frozenset[Path]:
    """The files that the locks of the named folders' projects know, and of projects below them."""
    from holes.files import Disk

    known: set[Path] = set()
    folders = [path for path in paths if path.is_dir()]
    roots = {resolve(folder, explicit, named=True).root.resolve() for folder in folders}
    for folder in roots.union(*(locked_folders(folder) for folder in folders)):
        try:
            entries = LockFile(Disk(), folder / NAME).read().entries
        except FileError as error:
            raise CallError(str(error)) from None
        known.update((folder / entry.file).resolve() for entry in entries)
    return frozenset(known)
