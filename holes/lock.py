"""`holes.lock`: what was resolved, and the evidence that the resolution holds.

TOML at the project's root, sorted by file and hole, one table a hole, multi-line fills as people read them: made to be
committed and merged. Only this module knows the format; `VERSION` rises when an older Holewright could misread it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from attrs import astuple, evolve, field, frozen

from holes.doubt import Doubt
from holes.files import FileError, Files
from sketch.model import Fill

NAME = "holes.lock"
VERSION = 1
_HEADER = "# Written by Holewright: what fills each hole, and the evidence for it. Commit this file; do not edit it.\n"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)
_REPAIR = "delete it and fill again, or take it back from version control"


class LockError(FileError):
    """`holes.lock` cannot be used. `str(error)` is one sentence that says why and what to do."""


@frozen
class Entry:
    """What is written down of one hole. Key: `file` (relative to the lock's folder, with `/`) and `id`. `fill` is set
    for `.anpl`, `fill_hash` for both: of the fill as it was written down, to notice that a person changed it; None only
    in a lock of an older Holewright. `passed` of `checked` examples and properties held when it was written. `doubt` is
    what the examples then left open."""

    file: str
    id: str
    fingerprint: str
    engine: str
    date: str
    model: str | None = None
    fill: Fill | None = None
    fill_hash: str | None = None
    passed: int = 0
    checked: int = 0
    locked: bool = False
    doubt: Doubt | None = None

    @property
    def fill_edited(self) -> bool:
        """Whether the `fill` of an `.anpl` is not the one that was written down."""
        return self.fill is not None and self.fill_hash not in (None, fill_hash(self.fill.source))


# An editor asks the same of each fill at every keystroke.
@lru_cache(maxsize=1024)
def fill_hash(source: str) -> str:
    """A hash of a fill, 16 hex digits. White space around it, at line ends, and the kind of line ends do not count."""
    lines = [line.rstrip() for line in source.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return hashlib.blake2b("\n".join(lines).strip().encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


@frozen
class Lock:
    """The entries of a `holes.lock`, sorted."""

    entries: tuple[Entry, ...] = ()

    def of(self, file: str) -> Mapping[str, Entry]:
        """The entries of one file, by hole id."""
        return {entry.id: entry for entry in self.entries if entry.file == file}

    def elsewhere(self, file: str) -> tuple[tuple[str, str], ...]:
        """The fills of all other files, each with the id of its hole."""
        return tuple((entry.id, entry.fill.source) for entry in self.entries if entry.file != file and entry.fill)

    def updated(self, entries: Iterable[Entry], removed: Iterable[tuple[str, str]] = ()) -> Lock:
        """With `entries` put in place of those of the same key, and those of the keys `removed` (file, id) left out."""
        table = {(entry.file, entry.id): entry for entry in self.entries}
        for key in removed:
            table.pop(key, None)
        table |= {(entry.file, entry.id): _hashed(entry) for entry in entries}
        return Lock(tuple(table[key] for key in sorted(table)))


@frozen
class LockFile:
    """Where a lock is kept. Changes go through `update`, which reads, merges and writes under a guard, so that two
    fills at once lose nothing of each other's."""

    files: Files = field(repr=False)
    path: Path

    def key(self, sketch: Path) -> str:
        """How the lock names a sketch."""
        try:
            relative = sketch.resolve().relative_to(self.path.parent.resolve())
        except ValueError:
            return sketch.resolve().as_posix()
        return str(PurePosixPath(relative))

    def read(self) -> Lock:
        """The lock as it stands; empty where there is no file. Raises `LockError` and `FileError`."""
        text = self.files.read(self.path)
        return parse(text, str(self.path)) if text is not None else Lock()

    def update(self, entries: Iterable[Entry], removed: Iterable[tuple[str, str]] = ()) -> Lock:
        """Merge `entries` into what stands there now and write it. Raises `LockError` and `FileError`."""
        with self.files.guard(self.path):
            before = self.read()
            after = before.updated(entries, removed)
            if after != before:
                self.files.write(self.path, render(after))
        return after


def parse(text: str, path: str = NAME) -> Lock:
    """Read a lock's text. Raises `LockError`."""
    import tomllib

    try:
        table = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if _CONFLICT.search(text):
            raise _conflict(path) from None
        raise LockError(f"{path} is corrupt ({error}): {_REPAIR}") from None
    version = table.get("version")
    if isinstance(version, int) and version > VERSION:
        raise LockError(
            f"{path} was written by a newer Holewright (format {version}, this one reads {VERSION}): update it"
        )
    if version != VERSION or not isinstance(table.get("hole", []), list):
        raise LockError(f"{path} is corrupt (no format version): {_REPAIR}")
    entries = [_entry(item, path) for item in table.get("hole", [])]
    if any(entry.fill is not None and _CONFLICT.search(entry.fill.source) and not _whole(entry) for entry in entries):
        raise _conflict(path)
    seen: set[tuple[str, str]] = set()
    for entry in entries:
        if (entry.file, entry.id) in seen:
            raise LockError(f"{path} has two entries for `{entry.id}` of {entry.file}: keep one of them")
        seen.add((entry.file, entry.id))
    return Lock(tuple(sorted(entries, key=lambda entry: (entry.file, entry.id))))


def _conflict(path: str) -> LockError:
    return LockError(f"{path} has merge conflict markers: resolve the conflict, keeping either side of each hole")


def _whole(entry: Entry) -> bool:
    """Whether a fill is known to be as it was written down: then what looks like a conflict in it is its own."""
    return entry.fill_hash is not None and not entry.fill_edited


def render(lock: Lock) -> str:
    """The text of a lock. `parse(render(lock)) == lock`."""
    import tomli_w

    ordered = sorted(lock.entries, key=lambda entry: (entry.file, entry.id))
    tables = (f"[[hole]]\n{tomli_w.dumps(_table(entry))}{_fill_text(entry)}" for entry in ordered)
    return "\n".join((f"{_HEADER}version = {VERSION}\n", *tables))


def _hashed(entry: Entry) -> Entry:
    if entry.fill is None or entry.fill_hash is not None:
        return entry
    return evolve(entry, fill_hash=fill_hash(entry.fill.source))


def _table(entry: Entry) -> dict[str, Any]:
    table: dict[str, Any] = {
        "file": entry.file,
        "id": entry.id,
        "fingerprint": entry.fingerprint,
        "engine": entry.engine,
    }
    if entry.model is not None:
        table["model"] = entry.model
    table |= {"date": entry.date, "passed": entry.passed, "checked": entry.checked}
    if entry.locked:
        table["locked"] = True
    if entry.doubt is not None:
        table["doubt"] = list(astuple(entry.doubt))
    if entry.fill_hash is not None:
        table["fill-hash"] = entry.fill_hash
    return table


def _fill_text(entry: Entry) -> str:
    """The fill's key, as the code that it is wherever TOML has a way to write it without escapes."""
    import tomli_w

    if entry.fill is None:
        return ""
    source = entry.fill.source
    if "'''" in source or source.endswith("'") or _UNWRITABLE.search(source):
        return tomli_w.dumps({"fill": source}, multiline_strings=True)
    return f"fill = '''\n{source}'''\n"


_TYPES: dict[str, type] = {
    "file": str, "id": str, "fingerprint": str, "engine": str, "model": str, "date": str,
    "passed": int, "checked": int, "locked": bool, "doubt": list, "fill": str, "fill-hash": str,
}  # fmt: skip
_REQUIRED = ("file", "id", "fingerprint", "engine", "date")


def _entry(item: object, path: str) -> Entry:
    if not isinstance(item, dict):
        raise LockError(f"{path} is corrupt (a hole that is no table): {_REPAIR}")
    name = item.get("id", "?")
    for key in _REQUIRED:
        if key not in item:
            raise LockError(f"{path} is corrupt (hole `{name}` has no {key!r}): {_REPAIR}")
    for key, value in item.items():
        if key in _TYPES and type(value) is not _TYPES[key]:
            raise LockError(f"{path} is corrupt (hole `{name}`: {key!r} is no {_TYPES[key].__name__}): {_REPAIR}")
    known = {key.replace("-", "_"): value for key, value in item.items() if key in _TYPES}
    fill, doubt = known.pop("fill", None), known.pop("doubt", None)
    if doubt is not None and (len(doubt) != 3 or not all(isinstance(text, str) for text in doubt)):
        raise LockError(f"{path} is corrupt (hole `{name}`: 'doubt' is no call with two answers): {_REPAIR}")
    return evolve(
        Entry(**known),
        fill=None if fill is None else Fill(fill),
        doubt=None if doubt is None else Doubt(*doubt),
    )
