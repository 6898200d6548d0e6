"""The module beside a sketch: its header, and what is never overwritten."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from holes.compiled import Compiled, compiled, write
from holes.files import Disk, FileError
from sketch.model import Language
from sketch.parse import parse


def module(folder: Path, text: str) -> Compiled:
    """The module of a sketch that has no holes."""
    return compiled(folder / "a.anpl", parse(text, Language.ANPL).sketch, {})


def test_a_module_is_written_when_it_changes(tmp_path: Path) -> None:
    first = module(tmp_path, "x = 1\n")
    assert first.path == tmp_path / "a.py"
    header, _, body = first.text.partition("\n")
    assert header.startswith("# Compiled by Holewright from a.anpl (")
    assert body == "x = 1\n"
    assert write(first, Disk())
    assert not write(first, Disk())
    assert write(module(tmp_path, "x = 2\n"), Disk())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_line_that_starts_the_interpreter_stays_the_first(tmp_path: Path, newline: str) -> None:
    made = module(tmp_path, f"#!/usr/bin/env python3{newline}x = 1{newline}")
    lines = made.text.split(newline)
    assert lines[0] == "#!/usr/bin/env python3"
    assert lines[1].startswith("# Compiled by Holewright")
    assert lines[2:] == ["x = 1", ""]
    assert write(made, Disk())
    assert write(module(tmp_path, "#!/usr/bin/env python3\nx = 2\n"), Disk())


@pytest.mark.parametrize(
    ("present", "reason"),
    [
        ("print('mine')\n", "there is a file of that name that Holewright did not write"),
        ("# Compiled by Holewright from a.anpl (000000000000): edit.\nx = 1\n", "it was changed by hand"),
        ("\ufeff# mine\n", "there is a file of that name"),
    ],
)
def test_what_is_not_ours_is_never_overwritten(tmp_path: Path, present: str, reason: str) -> None:
    (tmp_path / "a.py").write_text(present)
    with pytest.raises(FileError, match=reason):
        write(module(tmp_path, "x = 1\n"), Disk())
    assert (tmp_path / "a.py").read_text() == present


def test_an_empty_file_and_other_line_ends_are_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("\n")
    assert write(module(tmp_path, "x = 1\n"), Disk())
    (tmp_path / "a.py").write_bytes((tmp_path / "a.py").read_bytes().replace(b"\n", b"\r\n"))
    assert write(module(tmp_path, "x = 2\n"), Disk())


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("first", "name"),
    [
        ("# -*- coding: latin-1 -*-\n", "a"),
        ("#!/usr/bin/env python3\n# vim: set fileencoding=latin-1 :\n", "a"),
        ("#!/usr/bin/env python3 -coding=latin-1\n", "a"),
        ("\n# coding: latin-1\n", "a"),
        ("", "coding=latin-1"),
    ],
)
def test_an_encoding_that_the_sketch_names_does_not_change_the_module(
    tmp_path: Path, first: str, name: str, newline: str
) -> None:
    text = f"{first}x = 'é€'\n".replace("\n", newline)
    made = compiled(tmp_path / f"{name}.anpl", parse(text, Language.ANPL).sketch, {})
    assert write(made, Disk())
    assert runpy.run_path(str(made.path))["x"] == "é€"
    assert write(module(tmp_path, "x = 2\n"), Disk())
