"""What is read of the machine."""

from __future__ import annotations

import sys
from contextlib import chdir
from pathlib import Path

import pytest

from server.surroundings import current_folder, surroundings


def test_the_current_folder(tmp_path: Path) -> None:
    with chdir(tmp_path):
        assert current_folder() == surroundings().folder == tmp_path.resolve()


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that somebody works in cannot be taken away there")
def test_a_current_folder_that_was_taken_away(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    with chdir(tmp_path), chdir(gone):
        gone.rmdir()
        assert current_folder() == Path("/")
        assert surroundings().absolute("a.anpl") == Path("/a.anpl")
