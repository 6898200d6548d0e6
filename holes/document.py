"""A sketch as it stands on the disk, with the fills and evidence that `holes.lock` has for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from attrs import evolve, field, frozen

from holes.example_files import load_examples
from holes.files import FileError, Files
from holes.lock import Entry, LockFile, fill_hash
from sketch.fingerprint import Prints, fingerprints, prints
from sketch.model import Fill, Hole, Kind, Language, Sketch
from sketch.parse import parse
from sketch.text import apply_edits

SUFFIXES = {".anpl": Language.ANPL, ".py": Language.PYTHON}


@frozen
class Document:
    """A snapshot of one file. `key` is how `holes.lock` names it; `entries` are its entries there, by hole id; `fills`
    are those that `instrument` and `compile_module` want: a `.py` file carries its own. `fingerprints` are of what is
    asked, each function filled in place being the hole that it was. `text` is the file's, with the byte order mark that
    `sketch.text` lacks. `reopened` are holes filled in place which `sketch`, other than the file, shows open. `prints`
    are the fingerprints of the text as it is, which make those of its next version fast."""

    path: Path
    root: Path
    key: str
    text: str
    sketch: Sketch
    fingerprints: Mapping[str, str]
    entries: Mapping[str, Entry]
    fills: Mapping[str, Fill]
    reopened: frozenset[str] = frozenset()
    prints: Prints | None = field(default=None, eq=False, repr=False)

    def filled_in_place(self, hole: Hole) -> bool:
        """Whether `hole` is a function of a `.py` file whose body Holewright wrote."""
        return self.sketch.language is Language.PYTHON and hole.id in self.entries and hole.kind is Kind.SKETCH

    def flags(self, hole: Hole) -> tuple[str, ...]:
        """`stale`, `edited` and `locked`, as far as they hold."""
        entry = self.entries.get(hole.id)
        if entry is None or (hole.kind is Kind.SKETCH and not self.filled_in_place(hole)):
            # A function that a person wrote over a hole has no fill: what the lock still has is the hole's.
            return ()
        in_place = self.filled_in_place(hole)
        edited = entry.fill_hash != body_hash(self.sketch, hole) if in_place else entry.fill_edited
        stale = entry.fingerprint != self.fingerprints[hole.id]
        named = {"stale": stale, "edited": edited, "locked": entry.locked}
        return tuple(name for name, holds in named.items() if holds)


def load(path: Path, root: Path, lock: LockFile) -> Document:
    """Read a sketch, its `Examples:` files and its entries in the lock. Raises `FileError` where the file is missing,
    unreadable or no text, and `LockError` where the lock is unusable."""
    language = SUFFIXES.get(path.suffix)
    if language is None:
        raise FileError(f"cannot read {path}: a sketch ends in .anpl or .py")
    text = lock.files.read(path)
    if text is None:
        raise FileError(f"cannot read {path}: there is no such file")
    return snapshot(path, root, text, lock)


def snapshot(path: Path, root: Path, text: str, lock: LockFile) -> Document:
    """The document that `text` at `path` would be. Raises `LockError`."""
    sketch = parse(text.removeprefix("\ufeff"), SUFFIXES[path.suffix]).sketch
    key = lock.key(path)
    return document_of(path, root, text, sketch, key, lock.read().of(key), lock.files)


def document_of(
    path: Path,
    root: Path,
    text: str,
    sketch: Sketch,
    key: str,
    entries: Mapping[str, Entry],
    files: Files,
    before: Document | None = None,
) -> Document:
    """The document that `text` at `path` would be, where `sketch` is what it says and `entries` what the lock has of
    it. `before`, an earlier version of it, makes that fast."""
    sketch = load_examples(sketch, path.parent, files)
    open_holes = {hole.id: hole for hole in sketch.holes}
    # A fill that is no Python, as an edit by hand can leave it, is none: it would take all others down with it.
    fills = {
        id: _called_as(fill, open_holes[id])
        for id, entry in entries.items()
        if id in open_holes and (fill := entry.fill) and _is_python(fill)
    }
    made = prints(sketch, before.prints if before is not None else None)
    asked = made.of
    in_place = [function.id for function in sketch.functions if function.id in entries]
    if in_place and sketch.language is Language.PYTHON:
        # A function within another has no fingerprint as a hole: what holds it is punched with it, or was not there.
        outer = outermost(sketch, frozenset(in_place))
        kept = {id: entries[id].fingerprint for id in in_place if id not in outer}
        asked = {**asked, **kept, **_asked_of(sketch, outer, path, files)}
    return Document(path, root, key, text, sketch, asked, entries, fills, prints=made)


def _called_as(fill: Fill, hole: Hole) -> Fill:
    """The fill, its function called as the hole is: the name of an inline hole depends on what else the sketch says."""
    if hole.kind is not Kind.INLINE or f"def {hole.name}(" in fill.source:
        return fill
    # Only where a name was taken since the fill was made; the import is slow.
    from holes.answers.refit import refit

    return refit(fill, hole) or fill


def _is_python(fill: Fill) -> bool:
    return _parses(fill.source)


@lru_cache(maxsize=1024)
def _parses(source: str) -> bool:
    import ast

    try:
        ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def reopen(document: Document, ids: Iterable[str], lock: LockFile) -> Document:
    """`document` as it would be with the fills of `ids`, which stand in a `.py` file, taken out again. A function that
    stands within another one of them is gone with that one's body."""
    reopened = outermost(document.sketch, frozenset(ids))
    punched = snapshot(document.path, document.root, _punched(document.sketch, reopened), lock)
    return evolve(punched, text=document.text, reopened=reopened)


def _asked_of(sketch: Sketch, filled: frozenset[str], path: Path, files: Files) -> dict[str, str]:
    """The fingerprints of all, where the functions `filled` are the holes that they were: what is asked of a hole does
    not depend on what fills another. None of them stands within another."""
    text = _punched(sketch, filled)
    return dict(fingerprints(load_examples(parse(text, sketch.language).sketch, path.parent, files)))


def outermost(sketch: Sketch, ids: frozenset[str]) -> frozenset[str]:
    """Those of the functions `ids` that stand in the body of no other one of them."""
    functions = [function for function in sketch.functions if function.id in ids]
    return frozenset(
        function.id
        for function in functions
        if not any(other.fill_span.start <= function.span.start < other.fill_span.end for other in functions)
    )


def _punched(sketch: Sketch, ids: frozenset[str]) -> str:
    """The text with the functions `ids`, none within another, made holes again."""
    # Only a `.py` with filled holes needs this, so only it pays for the import.
    from sketch.edits import punch

    return apply_edits(sketch.text, [edit for id in ids for edit in punch(sketch, id)])


def body_hash(sketch: Sketch, hole: Hole) -> str:
    """A hash of what stands in a hole filled in place, to notice that a person changed it. White space at line ends
    and the kind of line ends do not count."""
    body = sketch.text[hole.fill_span.start : hole.fill_span.end]
    return fill_hash(body)
