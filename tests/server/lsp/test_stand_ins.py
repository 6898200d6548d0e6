"""Files that stand in for documents that only the server has."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.features.virtual_documents import virtual_uri
from server.lsp.stand_ins import StandIns

FILL = virtual_uri("fill", "file:///a.anpl", "double")


@pytest.fixture
def stand_ins() -> Iterator[StandIns]:
    made = StandIns()
    yield made
    made.remove()


def test_a_file_is_called_as_its_document(stand_ins: StandIns) -> None:
    file = stand_ins.write(FILL, "def double(n):\n    return 2 * n\n")
    assert file.name == "double.py"
    assert file.read_text() == "def double(n):\n    return 2 * n\n"
    assert stand_ins.write(virtual_uri("trace", "file:///a.anpl", "double"), "…").name == "double.txt"


def test_it_is_only_for_reading_and_only_for_its_owner(stand_ins: StandIns) -> None:
    file = stand_ins.write(FILL, "")
    assert not stat.S_IMODE(file.stat().st_mode) & 0o222
    assert not stat.S_IMODE(file.parent.parent.stat().st_mode) & 0o077


def test_a_document_has_one_file_which_changes_with_it(stand_ins: StandIns) -> None:
    before = stand_ins.write(FILL, "before")
    other = stand_ins.write(virtual_uri("fill", "file:///b.anpl", "double"), "other")
    assert stand_ins.write(FILL, "after") == before
    assert (before.read_text(), other.read_text()) == ("after", "other")


def test_a_folder_that_somebody_swept_away_is_made_anew(stand_ins: StandIns) -> None:
    stand_ins.write(FILL, "")
    stand_ins.remove()
    assert stand_ins.write(FILL, "again").read_text() == "again"


def test_nothing_is_left(stand_ins: StandIns) -> None:
    file = stand_ins.write(FILL, "\r\n🏆\ud800")
    assert file.read_bytes() == "\r\n🏆?".encode()
    stand_ins.remove()
    assert not Path(file.parent.parent).exists()
