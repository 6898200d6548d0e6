"""The documents that are open in the editor: for each its latest text, and what is known of it.

This is the session's state. It changes between two awaits only: whoever works on for longer takes what is frozen
(`Text`, `Document`, `View`) with it, and what comes back is asked whether it still fits.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from attrs import define, field, frozen

from holes.document import SUFFIXES, Document
from holes.lock_changes import LockChange
from holes.recheck import Standing
from holes.report import HoleReport
from holes.trace import Trace
from holes.why import Repair
from server.features.view import View
from server.lsp.texts import Text
from sketch.model import Language


@frozen
class Note:
    """A sentence on a hole, which counts as long as it has the same `stamp`: a fingerprint, or the basis of its
    verdicts."""

    stamp: str
    sentence: str


@frozen
class Suggestion:
    """A repair that was suggested for a hole, and tried; it counts as long as the hole is asked the same."""

    fingerprint: str
    repair: Repair


@frozen
class Promise:
    """What is to be written to the lock once the editor has made an edit that we gave it: once its text is `text`."""

    text: str
    lock: LockChange


@define(eq=False)
class OpenDocument:
    """One open document. `path` is where it is on the disk, or would be. What is derived from `text` is None until it
    is asked for. `checked` is set while all that can be known of this text is known, `turned` once there is another.
    `problems` are what was wrong with the text itself when that was told last, `telling` is what will tell the rest,
    and `listing` what will list its holes. `shown` are the texts of virtual documents about it, by URI, as the editor
    has them. `notes` say what an engine could not do, `words` what a model said of failures."""

    uri: str
    path: Path
    language: Language
    text: Text
    saved: bool
    document: Document | None = None
    standing: Standing | None = None
    reports: Mapping[str, HoleReport] | None = None
    view: View | None = None
    notes: dict[str, Note] = field(factory=dict)
    words: dict[str, Note] = field(factory=dict)
    suggestions: dict[str, Suggestion] = field(factory=dict)
    traced: tuple[str, Trace] | None = None
    promises: list[Promise] = field(factory=list)
    shown: dict[str, str] = field(factory=dict)
    problems: Counter[tuple[str, str]] | None = None
    telling: asyncio.TimerHandle | None = None
    listing: asyncio.TimerHandle | None = None
    checking: asyncio.Task[None] | None = None
    checked: asyncio.Event = field(factory=asyncio.Event)
    turned: asyncio.Event = field(factory=asyncio.Event)

    def replace(self, text: Text) -> None:
        """Go on to the next version."""
        self.text = text
        self.forget()
        self.turned.set()
        self.turned = asyncio.Event()

    def forget(self) -> None:
        """Drop what was derived: what it was derived from has changed. The last document stays, since it makes the next
        one fast."""
        self.standing = None
        self.know(None)

    def know(self, standing: Standing | None) -> None:
        """Go on with what is known now of the same text."""
        self.standing = standing
        self.reports = None
        self.view = None


class Documents:
    """All open documents, by URI."""

    def __init__(self) -> None:
        self._open: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(tuple(self._open.values()))

    def get(self, uri: str) -> OpenDocument | None:
        """The open document of this URI."""
        return self._open.get(uri)

    def add(self, document: OpenDocument) -> None:
        """A document was opened."""
        self._open[document.uri] = document

    def remove(self, uri: str) -> OpenDocument | None:
        """A document was closed."""
        return self._open.pop(uri, None)

    def at(self, path: Path) -> OpenDocument | None:
        """The open document of this file."""
        return next((document for document in self._open.values() if document.saved and document.path == path), None)


def language_of(uri: str, language_id: str) -> Language | None:
    """What kind of file an editor opened; None for all that are no sketches."""
    suffix = Path(unquote(urlsplit(uri).path)).suffix
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    return {"anpl": Language.ANPL, "python": Language.PYTHON}.get(language_id) if not suffix else None


def path_of(uri: str, language: Language, folder: Path) -> tuple[Path, bool]:
    """Where a document is on the disk, and whether it is: one that was never saved would be in `folder`."""
    from pygls.uris import to_fs_path

    if uri.startswith("file:") and (path := to_fs_path(uri)):
        return Path(path), True
    name = Path(unquote(urlsplit(uri).path)).name or "untitled"
    suffix = ".anpl" if language is Language.ANPL else ".py"
    return folder / (name if name.endswith(suffix) else name + suffix), False
