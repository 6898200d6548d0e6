"""Files: read whole or refused in a sentence, written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from holes.files import Disk, FileError


def check_refused(path: Path, expected: str) -> None:
    with pytest.raises(FileError) as caught:
        Disk().read(path)
    assert str(caught.value).replace(str(path), "PATH") == expected


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.anpl"
    path.write_bytes(b"\x7fELF\0\0")
    check_refused(path, "cannot read PATH: it is a binary file, not text")
    path.write_bytes(b"one\ncaf\xe9\n")
    check_refused(path, "cannot read PATH: line 2 is not UTF-8; save it as UTF-8")
    check_refused(tmp_path, "cannot read PATH: it is a folder")


def test_a_file_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert Disk().read(tmp_path / "a.anpl") is None


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.anpl"
    path.write_bytes(b"x" * (3 << 20))
    with pytest.raises(FileError, match="larger than 2 MB"):
        Disk().read(path, largest=2 << 20)


def test_line_ends_and_a_byte_order_mark_survive(tmp_path: Path) -> None:
    path = tmp_path / "a.anpl"
    path.write_bytes("\ufeffone\r\ntwo\r\f\n😀".encode())
    text = Disk().read(path)
    assert text is not None
    Disk().write(path, text)
    assert path.read_bytes() == "\ufeffone\r\ntwo\r\f\n😀".encode()


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.py"
    path.write_text("old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as caught:
        Disk().write(path, "new")
    assert str(caught.value) == f"cannot write {path}: no space left on device"
    assert path.read_text() == "old"
    assert [child.name for child in tmp_path.iterdir()] == ["a.py"]


def test_what_a_killed_process_was_writing_is_taken_away_once_it_is_old(tmp_path: Path) -> None:
    names = (".a[1].py.x7.tmp", ".a[1].py.old.tmp", ".b.py.old.tmp", ".a1.py.old.tmp", "a[1].py.old.tmp", ".a[1].py")
    for name in names:
        (tmp_path / name).write_text("half")
        if "old" in name:
            os.utime(tmp_path / name, (0, 0))
    Disk().write(tmp_path / "a[1].py", "whole")
    assert {path.name for path in tmp_path.iterdir()} == {*names, "a[1].py"} - {".a[1].py.old.tmp"}


def test_a_link_stays_a_link_and_the_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.py", tmp_path / "link.py"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    Disk().write(link, "new")
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_guard_is_free_again_after_an_error(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "guards")
    with pytest.raises(ValueError), disk.guard(tmp_path / "holes.lock"):
        raise ValueError
    with disk.guard(tmp_path / "holes.lock"):
        pass


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_what_might_never_end_is_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "a.anpl"
    os.mkfifo(pipe)
    check_refused(pipe, "cannot read PATH: it is a pipe or a device, not a file")
    check_refused(Path(os.devnull), "cannot read PATH: it is a pipe or a device, not a file")
