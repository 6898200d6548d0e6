"""Keeping fills: what is written down, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from holes.engines.protocol import Proposal
from holes.files import FileError
from holes.trial import Trial
from sketch.model import Fill
from tests.holes.fakes import Folder

DOUBLE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n'
TRIAL = Trial(Fill("def double(n):\n    return 2 * n\n"), Proposal("", "fake", "small"))


def test_a_fill_of_a_sketch_goes_into_the_lock_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(DOUBLE)
    document = folder.load()
    folder.store.keep(document, document.sketch.holes[0], TRIAL)
    entry = folder.entry("double")
    assert entry is not None
    assert (entry.fill, entry.fill_edited, entry.engine, entry.model) == (TRIAL.fill, False, "fake", "small")
    assert entry.fingerprint == document.fingerprints["double"]
    assert folder.read() == DOUBLE


def test_a_fill_of_python_goes_into_the_file_and_its_hash_into_the_lock(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(DOUBLE + "    ...  # hole\n", "a.py")
    document = folder.load("a.py")
    folder.store.keep(document, document.sketch.holes[0], TRIAL)
    entry = folder.entry("double", "a.py")
    assert entry is not None
    assert entry.fill is None
    assert entry.fill_hash
    after = folder.load("a.py")
    (function,) = after.sketch.functions
    assert after.filled_in_place(function)
    assert after.flags(function) == ()
    assert after.fingerprints["double"] == document.fingerprints["double"]


def test_a_lock_that_became_unusable_is_not_written_over(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write(DOUBLE)
    document = folder.load()
    folder.write("<<<<<<< HEAD\n", "holes.lock")
    with pytest.raises(FileError, match="merge conflict"):
        folder.store.keep(document, document.sketch.holes[0], TRIAL)
    assert folder.read("holes.lock") == "<<<<<<< HEAD\n"
