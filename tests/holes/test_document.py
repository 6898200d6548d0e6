"""A sketch as it stands on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from holes.document import reopen
from holes.files import FileError
from holes.fill import orphans
from tests.holes.fakes import FakeEngine, Folder

IN_PLACE = 'def double(n):\n    """Twice.\n\n    >>> double(4)\n    8\n    """\n    ...  # hole\n'
RIGHT = "def double(n):\n    if n:\n        return 2 * n\n    return 0\n"


@pytest.fixture
def filled(tmp_path: Path) -> Folder:
    """A folder with a `.py` file whose hole is filled."""
    folder = Folder(tmp_path)
    folder.write(IN_PLACE, "a.py")
    folder.fill(FakeEngine((RIGHT,)), name="a.py")
    return folder


def flags(folder: Folder) -> tuple[str, ...]:
    """The flags of the only function."""
    document = folder.load("a.py")
    return document.flags(document.sketch.functions[0])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ()),
        ("\n", "\r\n", ()),
        ("return 0\n", "return 0  \n", ()),
        ("return 0", "return  0", ("edited",)),
        ("Twice", "Two times", ("stale",)),
        ("    8\n", "    9\n", ("stale",)),
        ("def double(n)", "def double(n=1)", ("stale",)),
        ("Twice", "Two", ("stale",)),
    ],
)
def test_flags(filled: Folder, old: str, new: str, expected: tuple[str, ...]) -> None:
    text = filled.read("a.py")
    filled.write(text.replace(old, new) if old else "import os\n\n" + text, "a.py")
    assert flags(filled) == expected


def test_functions_filled_within_filled_functions(filled: Folder) -> None:
    inner = IN_PLACE.replace("double", "inner").replace("\n", "\n        ").rstrip() + "\n"
    text = filled.read("a.py")
    filled.write(text.replace("    if n:\n", f"    if n:\n        {inner}"), "a.py")
    filled.fill(FakeEngine((RIGHT.replace("double", "inner"),)), name="a.py")
    document = filled.load("a.py")
    shown = {function.id: document.flags(function) for function in document.sketch.functions}
    assert shown == {"double": ("edited",), "double.inner": ()}
    reopened = reopen(document, shown, filled.lock)
    assert reopened.reopened == {"double"}
    assert [hole.id for hole in (*reopened.sketch.holes, *reopened.sketch.functions)] == ["double"]


def test_a_byte_order_mark_is_kept_apart(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.write("\ufeffx = 1\n")
    document = folder.load()
    assert (document.text[0], document.sketch.text, document.sketch.problems) == ("\ufeff", "x = 1\n", ())


def test_entries_of_holes_that_are_gone_do_no_harm(filled: Folder) -> None:
    filled.write("x = 1\n", "a.py")
    document = filled.load("a.py")
    assert (list(document.entries), dict(document.fills)) == (["double"], {})


@pytest.mark.parametrize(
    ("name", "reason"), [("none.anpl", "there is no such file"), ("a.txt", "ends in .anpl or .py")]
)
def test_what_cannot_be_loaded(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(FileError, match=reason):
        Folder(tmp_path).load(name)


def test_a_function_written_over_its_hole_has_no_fill(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    open_hole = IN_PLACE.replace("    ...  # hole\n", "")
    folder.write(open_hole)
    folder.fill(FakeEngine((RIGHT,)))
    folder.write(f"{open_hole}    return n + n\n")
    document = folder.load()
    assert document.flags(document.sketch.functions[0]) == ()
    assert [entry.id for entry in orphans(document)] == ["double"]


def test_a_fill_is_called_as_its_inline_hole_is_now(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    sketch = "def main(a):\n    x = `merge`(a)\n    # >>> _(3)\n    # 4\n    return x\n"
    folder.write(sketch)
    folder.fill(FakeEngine(("def merge(a):\n    return a + 1 if a else merge(1)\n",)))
    folder.write(f"merge = 2\n{sketch}")
    document = folder.load()
    name = document.sketch.holes[0].name
    assert name != "merge"
    assert document.fills["merge"].source == f"def {name}(a):\n    return a + 1 if a else {name}(1)\n"
    assert document.flags(document.sketch.holes[0]) == ()
    assert folder.check().holes[0].status == "verified"
