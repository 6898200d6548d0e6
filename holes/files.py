"""Files, behind a protocol: read whole, written whole.

A write goes to a new file beside the old one, is flushed to the disk and then renamed over it, so that a crash, a kill
or a full disk leaves the old file as it was.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Protocol

#: A sketch or lock larger than this is refused rather than read, in bytes.
LARGEST_TEXT = 16 << 20
#: How long another process may keep a file to itself, and how often it is asked whether it is done, in seconds.
_LONGEST_WAIT, _POLL = 5.0, 0.02

#: What somebody began to write longer ago is not being written any more, in seconds.
_ABANDONED = 60.0


class FileError(Exception):
    """A file cannot be read or written. `str(error)` is one sentence that names the file and says why."""


class Files(Protocol):
    """The file system, as far as it is needed."""

    def read(self, path: Path, largest: int = LARGEST_TEXT) -> str | None:
        """The text at `path`, line ends and a byte order mark as they are; None where there is no such file. Raises
        `FileError`."""
        ...

    def write(self, path: Path, text: str) -> None:
        """Replace what stands at `path`, all or nothing. Raises `FileError`."""
        ...

    def guard(self, path: Path) -> AbstractContextManager[None]:
        """A context in which no other process that asks for the same guard works on `path`. Raises `FileError`."""
        ...


def explain(error: OSError, path: Path, doing: str) -> FileError:
    """The sentence for an operating system's error."""
    reason = (error.strerror or str(error)).lower()
    return FileError(f"cannot {doing} {path}: {reason}")


class Disk:
    """The real file system. `guards` is a folder of our own for the files that keep two processes apart."""

    def __init__(self, guards: Path | None = None) -> None:
        self._guards = guards

    def read(self, path: Path, largest: int = LARGEST_TEXT) -> str | None:
        try:
            if path.is_dir():
                raise FileError(f"cannot read {path}: it is a folder")
            # A pipe or a device might never end, or wait for ever for somebody who writes.
            if not stat.S_ISREG(path.stat().st_mode):
                raise FileError(f"cannot read {path}: it is a pipe or a device, not a file")
            with path.open("rb") as file:
                content = file.read(largest + 1)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise explain(error, path, "read") from error
        if len(content) > largest:
            raise FileError(f"cannot read {path}: it is larger than {largest >> 20} MB")
        if b"\0" in content:
            raise FileError(f"cannot read {path}: it is a binary file, not text")
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            raise FileError(f"cannot read {path}: line {line} is not UTF-8; save it as UTF-8") from error

    def write(self, path: Path, text: str) -> None:
        temporary: str | None = None
        try:
            # A link is followed, so that what it points to is replaced and the link stays.
            target = path.resolve()
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(mode)
            written = Path(temporary).stat().st_mtime
            Path(temporary).replace(target)
            _sweep(target, written)
        except OSError as error:
            raise explain(error, path, "write") from error
        finally:
            if temporary is not None:
                Path(temporary).unlink(missing_ok=True)

    @contextmanager
    def guard(self, path: Path) -> Iterator[None]:
        import hashlib

        from filelock import FileLock, Timeout

        folder = self._guards or Path(tempfile.gettempdir()) / f"holewright-{_user()}"
        name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:24]
        lock = FileLock(folder / f"{name}.lock", timeout=_LONGEST_WAIT)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock.acquire(poll_interval=_POLL)
        except Timeout:
            raise FileError(
                f"cannot write {path}: another holewright has been writing it for {_LONGEST_WAIT:g} s"
            ) from None
        except OSError as error:
            sentence = f"{explain(error, folder, 'write in')}; set HOLEWRIGHT_CACHE_DIR to a folder that can be written"
            raise FileError(sentence) from error
        try:
            yield
        finally:
            lock.release()


def _sweep(target: Path, now: float) -> None:
    """Take away what was to replace `target`, and was left unfinished by processes that were killed."""
    import glob

    with suppress(OSError):
        for path in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
            if now - path.stat().st_mtime > _ABANDONED:
                path.unlink()


def _user() -> str:
    return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _umask() -> int:
    current = os.umask(0o022)
    os.umask(current)
    return current
