"""What refactorings of a sketch mean for the fills of its holes."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve

from holes.document import Document, snapshot
from holes.files import Disk
from holes.lock import Entry, LockFile
from holes.lock_changes import LockChange, carried, edited
from sketch.edits import add_example, inline, promote
from sketch.model import Fill

SKETCH = '''
def check(x):
    """Check.

    Examples: a.jsonl
    >>> check(main([1]))
    True
    """

def main(rows):
    x = `sort words`(rows)
    # >>> _([2, 1])
    # [1, 2]
    return [x, `sort words!`(rows)]
'''
FILLS = {
    "check": "def check(x):\n    return bool(x)\n",
    "sort-words": "def sort_words(lines):\n    return sorted(lines)  # so\n",
    "sort-words-7fad": "def sort_words_7fad(lines):\n    return lines\n",
}


def document(folder: Path, text: str = SKETCH, fills: dict[str, str] = FILLS, stale: str = "") -> Document:
    """A document with fills that stand, but for a `stale` one."""
    (folder / "a.jsonl").write_text(json.dumps({"args": [1], "returns": True}) + "\n")
    lock = LockFile(Disk(), folder / "holes.lock")
    asked = snapshot(folder / "a.anpl", folder, text, lock).fingerprints
    lock.update(
        Entry("a.anpl", id, "old" if id == stale else asked[id], "local", "2030-01-02", fill=Fill(source))
        for id, source in fills.items()
    )
    return snapshot(folder / "a.anpl", folder, text, lock)


def after(before: Document, text: str, change: LockChange) -> Document:
    """The document that has `text` and a lock with `change`."""
    lock = LockFile(Disk(), before.root / "holes.lock")
    lock.update(change.entries, [(before.key, id) for id in change.removed])
    return snapshot(before.path, before.root, text, lock)


def flags(document: Document) -> dict[str, tuple[str, ...]]:
    """The flags of each filled hole."""
    return {hole.id: document.flags(hole) for hole in document.sketch.holes if hole.id in document.fills}


def test_a_promoted_hole_keeps_its_fill(tmp_path: Path) -> None:
    before = document(tmp_path)
    assert flags(before) == {"check": (), "sort-words": (), "sort-words-7fad": ()}
    made = edited(before.sketch, promote(before.sketch, "sort-words"))
    change = carried(before, made, {"sort-words": "sort_words"}, alike=True)
    now = after(before, made.text, change)
    assert now.sketch == made
    # The parameter is called as the hole's is now; a hole whose id was longer for another's sake is found again.
    assert flags(now) == {"check": (), "sort_words": (), "sort-words": ()}
    assert now.fills["sort_words"] == Fill("def sort_words(rows):\n    return sorted(rows)  # so\n")
    assert now.fills["sort-words"] == before.fills["sort-words-7fad"]


def test_an_inlined_hole_is_forgotten_later(tmp_path: Path) -> None:
    before = document(tmp_path)
    made = edited(before.sketch, inline(before.sketch, "check", before.fills["check"]))
    now = after(before, made.text, carried(before, made, {}, alike=True))
    assert flags(now) == {"sort-words": (), "sort-words-7fad": ()}
    assert after(now, before.sketch.text, LockChange()).fills["check"] == before.fills["check"]


def test_evidence_is_carried_where_the_sketch_does_the_same(tmp_path: Path) -> None:
    before = document(tmp_path)
    made = edited(before.sketch, inline(before.sketch, "sort-words", before.fills["sort-words"]))
    for alike, expected in ((True, ()), (False, ("stale",))):
        # The examples of `check` call it.
        change = carried(before, made, {}, alike=alike)
        assert {entry.id for entry in change.entries} >= ({"check"} if alike else set())
        now = after(evolve(before), made.text, change)
        assert flags(now)["check"] == expected
        after(before, SKETCH, LockChange(tuple(before.entries.values())))


def test_what_was_stale_or_edited_stays_so(tmp_path: Path) -> None:
    before = document(tmp_path, stale="sort-words")
    made = edited(before.sketch, promote(before.sketch, "sort-words"))
    now = after(before, made.text, carried(before, made, {"sort-words": "sort_words"}, alike=True))
    assert flags(now)["sort_words"] == ("stale",)
    changed = evolve(before.entries["sort-words"], fill_hash="by a person", locked=True)
    before = evolve(before, entries={**before.entries, "sort-words": changed})
    now = after(before, made.text, carried(before, made, {"sort-words": "sort_words"}, alike=True))
    assert flags(now)["sort_words"] == ("stale", "edited", "locked")


def test_an_edit_elsewhere_changes_nothing(tmp_path: Path) -> None:
    before = document(tmp_path)
    made = edited(before.sketch, add_example(before.sketch, "main", "main([])", "[]"))
    assert carried(before, made, {}, alike=True).entries == (
        evolve(before.entries["check"], fingerprint=after(before, made.text, LockChange()).fingerprints["check"]),
    )
    assert carried(before, made, {}, alike=False) == LockChange()
