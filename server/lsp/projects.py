"""What holds for the sketches of a folder: settings, the project's root and its lock. Worked out once, and again when
something they were read from has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from holes.bench import Bench
from holes.files import Files
from holes.lock import Entry, Lock, LockError
from server.assembly import Parts, bench, parts
from server.settings import Settings, resolve

#: Settings of the editor's side that have the same prefix, and are none of ours.
_EDITORS_OWN = frozenset(("path", "interpreter", "import-strategy", "importStrategy", "trace"))


@frozen
class Project:
    """What holds for the sketches of one folder."""

    settings: Settings
    root: Path
    parts: Parts
    trusted: bool


class Projects:
    """All projects that sketches were opened of. `warn` is told, once each, of what could not be taken as it was
    said."""

    def __init__(self, warn: Callable[[str], None]) -> None:
        self._warn = warn
        self._warned: set[str] = set()
        self._said: Mapping[Path | None, Mapping[str, Any]] = {}
        self._trusted: bool | tuple[Path, ...] = False
        self._by_folder: dict[Path, Project] = {}
        self._locks: dict[Path, tuple[object, Lock]] = {}
        self._benches: dict[Path, tuple[Project, Bench]] = {}

    def trust(self, declared: object) -> None:
        """What the editor's side declares trusted: everything, nothing, or a list of folders."""
        if isinstance(declared, Sequence) and not isinstance(declared, str):
            self._trusted = tuple(Path(folder).expanduser().resolve() for folder in declared if isinstance(folder, str))
        else:
            self._trusted = declared is True
        self.forget()

    @property
    def anything_trusted(self) -> bool:
        """Whether there is anything that may be run."""
        return bool(self._trusted)

    def configure(self, said: Mapping[Path | None, object]) -> None:
        """The editor's settings, by workspace folder; those of None hold everywhere else."""
        self._said = {folder: _ours(value) for folder, value in said.items()}
        self.forget()

    def forget(self) -> None:
        """Work everything out anew: settings, or what they are read from, have changed."""
        self._by_folder.clear()
        self._benches.clear()

    def of(self, path: Path) -> Project:
        """The project of the sketch at `path`."""
        folder = path.parent
        if folder not in self._by_folder:
            trusted = self.is_trusted(path)
            home = self._workspace_of(path)
            said = self._said.get(home, self._said.get(None, {}))
            explicit = {**said, **({"trust": True} if trusted else {})}
            resolved = resolve(path, explicit, named=trusted, from_editor=True, home=home or folder)
            for message in resolved.messages:
                if message not in self._warned:
                    self._warned.add(message)
                    self._warn(message)
            made = parts(resolved.settings, resolved.root)
            self._by_folder[folder] = Project(resolved.settings, resolved.root, made, trusted)
        return self._by_folder[folder]

    def is_trusted(self, path: Path) -> bool:
        """Whether what is at `path` may be run, and sent where the settings say."""
        if isinstance(self._trusted, bool):
            return self._trusted
        return any(path.resolve().is_relative_to(folder) for folder in self._trusted)

    def bench(self, path: Path) -> Bench:
        """Where the sketch at `path` is run: the same each time, since it remembers inputs of properties."""
        project = self.of(path)
        known = self._benches.get(path)
        if known is None or known[0] is not project:
            known = self._benches[path] = (project, bench(project.settings, project.root, path))
        return known[1]

    def entries(self, path: Path) -> tuple[str, Mapping[str, Entry]]:
        """How the lock of its project names the sketch at `path`, and what it has of it. Where the lock cannot be read,
        that is told, and there is nothing in it."""
        lock_file = self.of(path).parts.lock
        key = lock_file.key(path)
        stamp = _stamp(lock_file.path)
        known = self._locks.get(lock_file.path)
        if known is None or known[0] != stamp:
            try:
                known = (stamp, lock_file.read())
            except LockError as error:
                known = (stamp, Lock())
                self._warn(str(error))
            self._locks[lock_file.path] = known
        return key, known[1].of(key)

    def files(self, path: Path) -> Files:
        """The file system as it is used for the sketch at `path`."""
        return self.of(path).parts.files

    def _workspace_of(self, path: Path) -> Path | None:
        """The innermost workspace folder around `path`."""
        around = [folder for folder in self._said if folder is not None and path.is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts), default=None)


def _ours(said: object) -> Mapping[str, Any]:
    if not isinstance(said, Mapping):
        return {}
    # Trust is never taken from settings, which a workspace may bring along.
    return {
        str(key): value
        for key, value in said.items()
        if key not in _EDITORS_OWN and key != "trust" and value not in ("", [], {})
    }


def _stamp(path: Path) -> object:
    """What is another one once the file has changed."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
