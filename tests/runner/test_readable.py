"""What a program may read beside modules: that, and no more, in each tier."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from holes.runner.lookout import Lookout
from holes.runner.protocol import Case, Ending, Outcome, Program, Runner, Tier
from tests.runner import running

_SOURCE = "def read(path):\n    return open(path).read()\n\ndef write(path):\n    return open(path, 'w').write('x')\n"


@pytest.fixture(params=[Tier.FULL, Tier.BUBBLEWRAP, Tier.LANDLOCK])
def runner(request: pytest.FixtureRequest) -> Runner:
    if (reason := running.obstacle(request.param)) is not None:
        pytest.skip(reason)
    return running.runner(request.param, sys.executable)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A sketch's folder in which nothing is a module, and one with data."""
    files = {
        "sketches/words.txt": "one",
        "sketches/notes.txt": "private",
        "data/rows.jsonl": "[1]",
        "data/deep/table.csv": "1,2",
        "data/deep/.env": "KEY=1",
        "data/cases.jsonl": "expected",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def run(runner: Runner, project: Path, source: str, *readable: str) -> Outcome:
    folder = str(project / "sketches")
    program = Program(
        _SOURCE,
        "words.anpl",
        (folder,),
        folder,
        hidden=(str(project / "data/cases.jsonl"),),
        readable=tuple(str(project / name) for name in readable),
    )
    return asyncio.run(runner.run(program, (Case(source),), running.PATIENT))[0]


def test_what_is_readable_is_read_by_paths_from_the_folder_of_the_sketch(runner: Runner, project: Path) -> None:
    assert run(runner, project, "read('words.txt')").ending is Ending.DENIED
    for path, text in (("words.txt", "one"), ("../data/rows.jsonl", "[1]"), ("../data/deep/table.csv", "1,2")):
        assert run(runner, project, f"read({path!r})", "sketches/words.txt", "data").text == repr(text)
        absolute = str(project / "sketches" / path)
        assert run(runner, project, f"read({absolute!r})", "sketches/words.txt", "data").text == repr(text)
    # Nothing of the sketch's own folder is shown here, and yet it works there.
    assert run(runner, project, "read('../data/rows.jsonl')", "data").text == "'[1]'"


@pytest.mark.parametrize("path", ["notes.txt", "../data/deep/.env", "../data/cases.jsonl"])
def test_nothing_else_is_read(runner: Runner, project: Path, path: str) -> None:
    outcome = run(runner, project, f"read({path!r})", "sketches/words.txt", "data", "data/cases.jsonl")
    assert outcome.ending in (Ending.DENIED, Ending.RAISED)
    assert outcome.error is not None
    assert "OSError" in outcome.error.bases


@pytest.mark.parametrize("path", ["words.txt", "../data/rows.jsonl", "../data/new.txt"])
def test_what_is_readable_is_not_written(runner: Runner, project: Path, path: str) -> None:
    outcome = run(runner, project, f"write({path!r})", "sketches/words.txt", "data")
    assert outcome.ending is Ending.DENIED
    assert not (project / "data/new.txt").exists()
    assert (project / "sketches/words.txt").read_text() == "one"


def test_a_file_that_is_replaced_is_read_anew(runner: Runner, project: Path) -> None:
    assert run(runner, project, "read('words.txt')", "sketches/words.txt").text == "'one'"
    replace(project / "sketches/words.txt", "two")
    assert run(runner, project, "read('words.txt')", "sketches/words.txt").text == "'two'"


def test_a_file_that_leads_elsewhere_is_read_there(runner: Runner, project: Path) -> None:
    (project / "sketches/link.txt").symlink_to("../data/rows.jsonl")
    assert run(runner, project, "read('link.txt')", "sketches/link.txt").text == "'[1]'"
    (project / "sketches/cases.txt").symlink_to("../data/cases.jsonl")
    assert run(runner, project, "read('cases.txt')", "sketches/cases.txt").ending is Ending.DENIED


def replace(path: Path, text: str) -> None:
    new = path.with_suffix(".new")
    new.write_text(text)
    new.replace(path)


def test_readable_files_that_come_go_or_are_replaced_are_noticed(project: Path) -> None:
    words, table = project / "sketches/words.txt", project / "data/deep/table.csv"
    changes = (
        lambda: replace(words, "two"),
        words.unlink,
        lambda: words.write_text("three"),
        (project / "data/rows.jsonl").unlink,
        lambda: replace(table, "3"),
    )
    os.utime(table.parent, (1, 1))
    for change in changes:
        lookout = Lookout([], [str(words), str(project / "data")])
        lookout.add([str(table.parent)])
        assert not lookout.changed()
        change()
        assert lookout.changed()


def test_what_is_beside_a_readable_file_is_another_matter(project: Path) -> None:
    lookout = Lookout([str(project / "sketches")], [str(project / "sketches/words.txt")])
    replace(project / "sketches/notes.txt", "new")
    (project / "sketches/words.txt").write_text("in place")
    assert not lookout.changed()
