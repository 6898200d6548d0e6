"""Keeping a fill as soon as it is found: in `holes.lock`, and for a `.py` file in the file itself."""

from __future__ import annotations

from attrs import evolve, field, frozen

from holes.clock import Clock
from holes.document import Document, body_hash, reopen, snapshot
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
            hash = self._in_place(document, hole, trial)
            if hash is None:
                return
            entry = evolve(entry, fill_hash=hash)
        self.lock.update([entry])

    def confirm(self, document: Document, hole: Hole, passed: int, checked: int) -> None:
        """Write down that the fill which stands in `hole` also holds for what is asked now. Raises `FileError`."""
        entry = document.entries[hole.id]
        asked = document.fingerprints[hole.id]
        self.lock.update([evolve(entry, fingerprint=asked, passed=passed, checked=checked)])

    def _in_place(self, before: Document, hole: Hole, trial: Trial) -> str | None:
        """Write a fill into its `.py` file and give the hash of its body; None where another fill, found meanwhile,
        stands there and is left alone."""
        with self.lock.files.guard(before.path):
            text = self.lock.files.read(before.path)
            if text is None:
                raise FileError(f"{before.path} is gone: the fill of `{hole.name}` was not written")
            now = snapshot(before.path, before.root, text, self.lock)
            # The file may have been edited since it was read: only the hole itself must be as it was.
            same = now.fingerprints.get(hole.id) == before.fingerprints[hole.id]
            if same and _body(now, hole) != _replaced(before, hole) and _filled_by_us(now, hole):
                return None
            if not same or _body(now, hole) != _replaced(before, hole):
                raise FileError(f"`{hole.name}` in {before.path} was changed meanwhile: its fill was not written")
            mark = "\ufeff" if text.startswith("\ufeff") else ""
            reopened = now if _body(now, hole) is None else reopen(now, (hole.id,), self.lock)
            filled = apply_edits(reopened.sketch.text, fill_in_place(reopened.sketch, hole.id, trial.fill))
            self.lock.files.write(before.path, mark + filled)
        after = snapshot(before.path, before.root, mark + filled, self.lock)
        return _body(after, hole)


def _filled_by_us(document: Document, hole: Hole) -> bool:
    entry = document.entries.get(hole.id)
    return entry is not None and entry.fill_hash is not None and entry.fill_hash == _body(document, hole)


def _body(document: Document, hole: Hole) -> str | None:
    """The hash of what stands in a hole of a `.py` file; None where it is open."""
    function = next((function for function in document.sketch.functions if function.id == hole.id), None)
    return None if function is None else body_hash(document.sketch, function)


def _replaced(before: Document, hole: Hole) -> str | None:
    """The hash of the fill that a new one may replace: of one that was there, and was reopened to be filled anew."""
    entry = before.entries.get(hole.id)
    return entry.fill_hash if entry is not None and hole.id in before.reopened else None
