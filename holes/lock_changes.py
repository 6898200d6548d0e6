"""What an edit of a sketch means for `holes.lock`: fills follow their holes, and what was proven stays proven."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from holes.answers.refit import refit
from holes.document import Document, outermost
from holes.lock import Entry, Lock
from sketch.fingerprint import Prints, fingerprints, prints
from sketch.model import Hole, Kind, Row, Sketch
from sketch.parse import parse
from sketch.rows import with_rows
from sketch.text import Edit, apply_edits


@frozen
class LockChange:
    """What is to be written: `entries` in place of those of the same key, and nothing of the ids `removed`.

    The entry of a hole that has another id now is kept under both. The earlier one is an orphan, which gives the fill
    back where the edit is undone, and which the next fill of the document forgets.
    """

    entries: tuple[Entry, ...] = ()
    removed: tuple[str, ...] = ()


def edited(sketch: Sketch, edits: Iterable[Edit]) -> Sketch:
    """`sketch` after `edits`. Nothing is read: the rows of its `Examples:` files are those that it has."""
    after = parse(apply_edits(sketch.text, edits), sketch.language).sketch
    rows: dict[str, tuple[Row, ...]] = {}
    for hole in (*sketch.holes, *sketch.functions):
        told = [example.row for example in hole.examples if example.row is not None]
        for file in hole.examples_files:
            rows.setdefault(file.path, tuple(row for row in told if row.path == file.path))
    for hole in (*after.holes, *after.functions):
        for file in hole.examples_files:
            after = with_rows(after, hole.id, rows.get(file.path, ()))
    return after


def carried(document: Document, after: Sketch, moved: Mapping[str, str], *, alike: bool) -> LockChange:
    """What an edit that makes `after` of a sketch means for the entries of the holes that it keeps. `moved` says for
    holes that are others now, by id, which ones. Where the sketch does what it did (`alike`), what was asked of a hole
    counts as what is asked of it now."""
    now = {hole.id: hole for hole in after.holes}
    by_text = {_text(after, hole): hole for hole in after.holes if hole.kind is not Kind.NAMED}
    filled = frozenset(
        moved.get(function.id, function.id)
        for function in document.sketch.functions
        if document.filled_in_place(function)
    )
    asked = asked_of(after, filled, document.prints)
    entries: list[Entry] = []
    for hole in document.sketch.holes:
        entry = document.entries.get(hole.id)
        if hole.id in moved:
            kept = now.get(moved[hole.id])
        elif hole.kind is not Kind.NAMED:
            kept = by_text.get(_text(document.sketch, hole))
        else:
            kept = now.get(hole.id)
        if entry is None or kept is None or (kept.kind is not hole.kind and hole.id not in moved):
            continue
        stands = alike and entry.fingerprint == document.fingerprints[hole.id]
        changed = _fitting(evolve(entry, id=kept.id), kept, after)
        changed = evolve(changed, fingerprint=asked[kept.id]) if stands else changed
        if changed != entry:
            entries.append(changed)
    return LockChange(tuple(entries))


def asked_of(sketch: Sketch, filled: frozenset[str], before: Prints | None = None) -> Mapping[str, str]:
    """The fingerprints of all, with the functions `filled` of a `.py` file as the holes that they were. `before`, those
    of an earlier version, make that fast."""
    asked = dict(prints(sketch, before).of)
    if outer := outermost(sketch, filled):
        # Only a `.py` with filled holes needs this, so only it pays for the import.
        from sketch.edits import punch

        asked |= fingerprints(edited(sketch, [edit for id in outer for edit in punch(sketch, id)]))
    return asked


def _text(sketch: Sketch, hole: Hole) -> str:
    """What stands between backticks: the same text is the same hole."""
    return sketch.text[hole.name_span.start : hole.name_span.end]


def _fitting(entry: Entry, hole: Hole, sketch: Sketch) -> Entry:
    """The entry with its fill as `hole` needs it; the same where no other fits."""
    fill = refit(entry.fill, hole, sketch) if entry.fill is not None else None
    if fill is None or fill == entry.fill:
        return entry
    # Without a hash one is made of the new fill; what a person had changed stays changed.
    return evolve(entry, fill=fill, fill_hash=entry.fill_hash if entry.fill_edited else None)


def moved_entries(lock: Lock, before: str, after: str) -> tuple[tuple[str, Entry], ...]:
    """The entries of the file `before`, or of all files in that folder, each as it is once that is called `after`, with
    the file that it was of."""
    return tuple(
        (entry.file, evolve(entry, file=after + entry.file.removeprefix(before)))
        for entry in lock.entries
        if entry.file == before or entry.file.startswith(f"{before}/")
    )
