"""Files that others write: the editor watches them for us or, where it does not, watchdog does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lsprotocol import types

from server.lsp.session import Session

#: What takes part in what we say of sketches.
PATTERNS = ("**/holes.lock", "**/*.anpl", "**/*.py", "**/*.jsonl", "**/pyproject.toml")
_SUFFIXES = frozenset((".anpl", ".py", ".jsonl"))
_NAMES = frozenset(("holes.lock", "pyproject.toml"))


class Watcher:
    """Watches the folders of open sketches and of their projects: what takes part in their verdicts is there. Folders
    below are left out, of which a workspace may have more than a system can watch."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._observer: Any = None
        self._watched: set[Path] = set()

    def start(self) -> None:
        """Ask an editor that can to watch for us."""
        if self._session.client.can.watches:
            watchers = [types.FileSystemWatcher(pattern) for pattern in PATTERNS]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self._session.client.register([types.Registration("holewright-files", method, options)])

    def watch(self, folder: Path) -> None:
        """Watch a folder from now on."""
        if self._session.client.can.watches or folder in self._watched:
            return
        self._watched.add(folder)
        try:
            if self._observer is None:
                self._observer = _observer()
            self._observer.schedule(
                _handler(asyncio.get_running_loop(), self._session.files_changed), str(folder), recursive=False
            )
        except OSError as error:
            self._session.client.log(f"{folder} cannot be watched: {error}")

    def stop(self) -> None:
        """Watch nothing more."""
        if self._observer is not None:
            self._observer.stop()
            self._observer = None


def _observer() -> Any:
    # Editors that watch for us never pay for this import.
    from watchdog.observers import Observer

    observer = Observer()
    observer.daemon = True
    observer.start()
    return observer


def _handler(loop: asyncio.AbstractEventLoop, note: Callable[[list[Path]], None]) -> Any:
    """Tells the event loop of what changed; it is called in a thread of its own."""
    from watchdog.events import FileSystemEvent, FileSystemEventHandler

    class Handler(FileSystemEventHandler):
        def on_any_event(self, event: FileSystemEvent) -> None:
            if event.event_type in ("opened", "closed_no_write"):
                return
            paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
            matter = [path for path in paths if _matters(path)]
            if matter:
                loop.call_soon_threadsafe(note, matter)

    return Handler()


def _matters(path: Path) -> bool:
    wanted = path.suffix in _SUFFIXES or path.name in _NAMES
    # A file is written beside its place before it comes there.
    return wanted and not path.name.startswith(".")
