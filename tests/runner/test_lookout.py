"""Folders of modules that change are noticed, whatever their time says."""

from __future__ import annotations

import os
import time
from pathlib import Path

from holes.runner.lookout import Lookout


def replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def test_a_module_that_comes_goes_or_is_replaced(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    for change in (lambda: module.write_text("1"), lambda: replace(module, "2"), module.unlink, (tmp_path / "p").mkdir):
        lookout = Lookout([str(tmp_path)])
        assert not lookout.changed()
        change()
        assert lookout.changed()
        assert lookout.changed()


def test_a_change_in_the_same_tick_of_the_clock(tmp_path: Path) -> None:
    """Two changes may have one time, and the second of them come after the look."""
    module = tmp_path / "module.py"
    module.write_text("1")
    now = time.time_ns() + 10**10
    os.utime(tmp_path, ns=(now, now))
    lookout = Lookout([str(tmp_path)])
    replace(module, "2")
    os.utime(tmp_path, ns=(now, now))
    assert lookout.changed()


def test_other_files_and_what_is_written_in_place_are_no_change(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("1")
    lookout = Lookout([str(tmp_path), str(tmp_path / "none")])
    module.write_text("2")
    (tmp_path / "notes.txt").write_text("")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / ".git").mkdir()
    assert not lookout.changed()
    (tmp_path / "none").mkdir()
    (tmp_path / "none/module.py").write_text("")
    assert lookout.changed()


def test_a_folder_that_rests_is_not_looked_into_again(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text("1")
    os.utime(tmp_path, ns=(10**18, 10**18))
    lookout = Lookout([str(tmp_path)])
    replace(tmp_path / "module.py", "2")
    os.utime(tmp_path, ns=(10**18, 10**18))
    assert not lookout.changed()


def test_what_changed_while_the_process_started_is_a_change(tmp_path: Path) -> None:
    """Folders that it tells of may have changed before it saw them, or after."""
    before, later = tmp_path / "before", tmp_path / "later"
    before.mkdir()
    os.utime(before, ns=(10**18, 10**18))
    lookout = Lookout([])
    later.mkdir()
    lookout.add([str(before)])
    assert not lookout.changed()
    lookout.add([str(later)])
    assert lookout.changed()


def test_a_time_to_come_says_nothing(tmp_path: Path) -> None:
    """A server of files may have another clock."""
    now = time.time_ns() + 10**12
    lookout = Lookout([])
    os.utime(tmp_path, ns=(now, now))
    lookout.add([str(tmp_path)])
    assert not lookout.changed()
