"""Keeping a fill as soon as it is found: in `holes.lock`, and for a `.py` file in the file itself."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve, field, frozen

from holes.clock import Clock
from holes.document import Document, body_hash, reopen, snapshot
from holes.files import FileError
from holes.lock import Entry, LockFile
from holes.trial import Trial
from sketch.edits import fill_in_place
from sketch.model import Fill, Hole, Language
from sketch.text import apply_edits


@frozen
class Store:
    """Where fills are kept."""

    lock: LockFile
    clock: Clock = field(repr=False)

    def keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        """Write a fill down; False where a fill that is as good was written there meanwhile, or the hole was locked.
        Raises `FileError` where it cannot be written, also where the file's hole is no longer the one that was
        filled."""
        with self.lock.files.guard(document.path):
            now = self._unchanged(document, hole)
            if overtaken(document, now, hole, trial):
                return False
            entry = self.entry(document, hole, trial)
            if document.sketch.language is Language.PYTHON:
                filled = in_place(now, hole, trial.fill, self.lock)
                self.lock.files.write(now.path, filled.text)
                entry = evolve(entry, fill_hash=filled.body)
            self.lock.update([entry])
        return True

    def entry(self, document: Document, hole: Hole, trial: Trial) -> Entry:
        """What is written down of a fill that was found for `hole` as `document` has it."""
        return Entry(
            file=document.key,
            id=hole.id,
            fingerprint=document.fingerprints[hole.id],
            engine=trial.proposal.engine,
            model=trial.proposal.model,
            date=self.clock.now().date().isoformat(),
            fill=trial.fill if document.sketch.language is Language.ANPL else None,
            passed=trial.passed,
            checked=trial.checked,
            doubt=None if trial.proposal.rival is None else trial.proposal.rival.doubt,
        )

    def confirm(self, document: Document, hole: Hole, passed: int, checked: int) -> None:
        """Write down that the fill which stands in `hole` also holds for what is asked now. Raises `FileError`."""
        with self.lock.files.guard(document.path):
            entry = self._unchanged(document, hole).entries.get(hole.id)
            if entry is not None and entry == document.entries[hole.id]:
                asked = document.fingerprints[hole.id]
                self.lock.update([evolve(entry, fingerprint=asked, passed=passed, checked=checked)])

    def forget(self, document: Document, ids: Iterable[str]) -> None:
        """Take entries of holes that the sketch no longer has out of the lock. Raises `FileError`."""
        self.lock.update((), [(document.key, id) for id in ids])

    def _unchanged(self, before: Document, hole: Hole) -> Document:
        """The file as it is now. It may have been edited since it was read: only the hole itself must be as it was."""
        text = self.lock.files.read(before.path)
        if text is None:
            raise FileError(f"{before.path} is gone: the fill of `{hole.name}` was not written")
        now = snapshot(before.path, before.root, text, self.lock)
        if now.fingerprints.get(hole.id) != before.fingerprints[hole.id]:
            raise FileError(f"`{hole.name}` in {before.path} was changed meanwhile: its fill was not written")
        return now


@frozen
class FilledInPlace:
    """The text of a `.py` file with a fill in it, byte order mark included, and the hash of the body that it has."""

    text: str
    body: str | None


def in_place(now: Document, hole: Hole, fill: Fill, lock: LockFile) -> FilledInPlace:
    """`now` with `fill` in `hole`, in place of a fill that may stand there. Raises ValueError where it does not fit."""
    reopened = now if body_of_hole(now, hole) is None else reopen(now, (hole.id,), lock)
    mark = "\ufeff" if now.text.startswith("\ufeff") else ""
    filled = mark + apply_edits(reopened.sketch.text, fill_in_place(reopened.sketch, hole.id, fill))
    return FilledInPlace(filled, body_of_hole(snapshot(now.path, now.root, filled, lock), hole))


def overtaken(before: Document, now: Document, hole: Hole, trial: Trial) -> bool:
    """Whether somebody else's fill was written since `before` was read, and is to stay. Raises `FileError` where what
    stands there now is a person's own."""
    entry = now.entries.get(hole.id)
    if now.sketch.language is Language.PYTHON and body_of_hole(now, hole) != _replaced(before, hole):
        if entry is None or entry.fill_hash is None or entry.fill_hash != body_of_hole(now, hole):
            raise FileError(f"`{hole.name}` in {before.path} was changed meanwhile: its fill was not written")
        return True
    if entry is None or entry == before.entries.get(hole.id):
        return False
    asked_now = entry.fingerprint == now.fingerprints[hole.id]
    return entry.locked or (asked_now and entry.checked - entry.passed <= trial.failures)


def body_of_hole(document: Document, hole: Hole) -> str | None:
    """The hash of what stands in a hole of a `.py` file; None where it is open."""
    function = next((function for function in document.sketch.functions if function.id == hole.id), None)
    return None if function is None else body_hash(document.sketch, function)


def _replaced(before: Document, hole: Hole) -> str | None:
    """The hash of the fill that a new one may replace: of one that was there, and was reopened to be filled anew."""
    entry = before.entries.get(hole.id)
    return entry.fill_hash if entry is not None and hole.id in before.reopened else None
