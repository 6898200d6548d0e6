"""Keeping a fill that was found for an open document: against the text as it is now, which may have moved on since the
search began. What was asked must still be asked; where, does not matter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from attrs import evolve, frozen

from holes.document import Document
from holes.files import FileError
from holes.lock import Entry, LockFile
from holes.store import body_of_hole, in_place, overtaken
from holes.trial import Trial
from holes.why import Repair
from server.lsp.documents import OpenDocument, Suggestion
from server.lsp.session import Session
from server.lsp.texts import Text, difference
from sketch.model import Hole, Language

#: Each time somebody typed between our question and the editor's answer, the edit is made anew.
_TRIES = 5
#: How long an editor may take to send back a text that it said it has edited, in seconds.
_ECHO_SECONDS = 5.0
#: How long an editor that refuses an edit may take to send what was typed meanwhile, in seconds: some wait for a pause
#: in the typing, and until then refuse whatever is for the text that we know.
_UNSENT_SECONDS = 10.0


@frozen
class EditorKeeper:
    """Keeps fills of the document `uri`."""

    session: Session
    uri: str

    async def keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        """Keep a fill in the lock or in the open text; False, having said why, where it cannot be."""
        try:
            return await self._keep(document, hole, trial)
        except (FileError, ValueError) as error:
            self.session.client.warn(str(error))
            return False

    async def _keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        store = self.session.projects.of(document.path).parts.store
        now = self.session.documents.get(self.uri)
        if now is None:
            # It was closed meanwhile: the file is what there is.
            return await self.session.write(document.root, partial(store.keep, document, hole, trial))
        if self._overtaken(now, document, hole, trial):
            return False
        entry = store.entry(document, hole, trial)
        if document.sketch.language is Language.PYTHON:
            entry = evolve(entry, fill_hash=await self._written(now, document, hole, trial))
        await self.session.write(document.root, partial(record, store.lock, document.path, entry))
        return True

    def _overtaken(self, now: OpenDocument, document: Document, hole: Hole, trial: Trial) -> bool:
        """Whether a fill that is to stay was kept meanwhile. Raises `FileError` where the hole is another one now."""
        found = self.session.read(now)
        if found is None or found.fingerprints.get(hole.id) != document.fingerprints[hole.id]:
            raise FileError(f"`{hole.name}` was changed while a fill was looked for: what was found does not count")
        return overtaken(document, found, hole, trial)

    async def _written(self, now: OpenDocument, document: Document, hole: Hole, trial: Trial) -> str | None:
        """Have the editor write a fill into an open `.py` file, and give the hash of its body. Raises `FileError` where
        it does not."""
        for _ in range(_TRIES):
            found = self.session.read(now)
            assert found is not None
            text = now.text
            filled = in_place(found, hole, trial.fill, self.session.projects.of(document.path).parts.lock)
            edits = difference(text.text, filled.text.removeprefix("\ufeff"))
            if await self.session.apply(now, text, edits, f"Fill `{hole.name}`"):

                def stands(body: str | None = filled.body) -> bool:
                    latest = self.session.read(now)
                    return latest is not None and body_of_hole(latest, hole) == body

                def known(before: Text = text, stands: Callable[[], bool] = stands) -> bool:
                    # An edit of a version is in the one after it, whatever the editor says, or was not made.
                    return stands() or (self.session.client.can.document_changes and now.text is not before)

                if await self.session.until(now, known, _ECHO_SECONDS) and stands():
                    return filled.body
            else:

                def turned(before: Text = text) -> bool:
                    return now.text is not before

                await self.session.until(now, turned, _UNSENT_SECONDS)
            if now.text is text:
                raise FileError(f"the editor did not write the fill of `{hole.name}`")
            if self._overtaken(now, document, hole, trial):
                raise FileError(f"`{hole.name}` was filled meanwhile")
        raise FileError(f"the fill of `{hole.name}` could not be written while the text was changing: fill again")


@frozen
class Suggester:
    """Keeps nothing: suggests each fill in place of what stands, for the person to look at and apply."""

    keeper: EditorKeeper

    async def keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        """Suggest a fill; False, having said why, where the hole is another one now."""
        session, now = self.keeper.session, self.keeper.session.documents.get(self.keeper.uri)
        found = session.read(now) if now is not None else None
        if now is None or found is None or found.fingerprints.get(hole.id) != document.fingerprints[hole.id]:
            session.client.warn(f"`{hole.name}` was changed while a fill was looked for: what was found does not count")
            return False
        standing = found.fills[hole.id].source if hole.id in found.fills else ""
        now.suggestions[hole.id] = Suggestion(found.fingerprints[hole.id], Repair(hole.id, standing, 0, trial))
        now.view = None
        return True


def record(lock: LockFile, path: Path, entry: Entry) -> None:
    """Write an entry of the sketch at `path` down. Raises `FileError`."""
    with lock.files.guard(path):
        lock.update([entry])
