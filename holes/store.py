"""Keeping a fill as soon as it is found: in `holes.lock`, and for a `.py` file in the file itself."""

from __future__ import annotations

from attrs import evolve, field, frozen

from holes.clock import Clock
from holes.document import Document, body_hash, snapshot
from holes.files import FileError
from holes.lock import Entry, LockFile
from holes.trial import Trial
from sketch.edits import fill_in_place
from sketch.model import Hole, Language
from sketch.text import apply_edits


@frozen
class Store:
    """Where fills are kept."""

    lock: LockFile
    clock: Clock = field(repr=False)

    def keep(self, document: Document, hole: Hole, trial: Trial) -> None:
        """Write a fill down. Raises `FileError` where that is not possible, also where the file's hole is no longer the
        one that was filled."""
        entry = Entry(
            file=document.key,
            id=hole.id,
            fingerprint=document.fingerprints[hole.id],
            engine=trial.proposal.engine,
            model=trial.proposal.model,
            date=self.clock.now().date().isoformat(),
            passed=trial.passed,
            checked=trial.checked,
        )
        if document.sketch.language is Language.ANPL:
            entry = evolve(entry, fill=trial.fill)
        else:
            entry = self._in_place(document, hole, trial, entry)
        self.lock.update([entry])

    def _in_place(self, before: Document, hole: Hole, trial: Trial, entry: Entry) -> Entry:
        with self.lock.files.guard(before.path):
            text = self.lock.files.read(before.path)
            if text is None:
                raise FileError(f"{before.path} is gone: the fill of `{hole.name}` was not written")
            now = snapshot(before.path, before.root, text, self.lock)
            # The file may have been edited since it was read: only the hole itself must be as it was.
            if now.fingerprints.get(hole.id) != before.fingerprints[hole.id]:
                raise FileError(f"`{hole.name}` in {before.path} was changed meanwhile: its fill was not written")
            mark = "\ufeff" if text.startswith("\ufeff") else ""
            filled = apply_edits(now.sketch.text, fill_in_place(now.sketch, hole.id, trial.fill))
            self.lock.files.write(before.path, mark + filled)
        after = snapshot(before.path, before.root, mark + filled, self.lock)
        function = next(function for function in after.sketch.functions if function.id == hole.id)
        return evolve(entry, fill_hash=body_hash(after.sketch, function))
