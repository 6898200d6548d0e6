"""One bad file among several: it is named, the others are done, and the exit status is 2."""

from __future__ import annotations

import json

import pytest

from tests.server.cli.project import DOUBLE, Project

_LATIN = "holewright: cannot read b.anpl: line 1 is not UTF-8; save it as UTF-8"


@pytest.fixture
def three(project: Project) -> Project:
    project.write("a.anpl", DOUBLE)
    project.write("b.anpl", b"# caf\xe9\n")
    project.write("c.anpl", DOUBLE.replace("double", "twice"))
    return project


def test_fill_goes_on_behind_a_file_that_is_no_text(three: Project) -> None:
    ran = three.run("fill", "a.anpl", "b.anpl", "c.anpl", "--engine", "local", "--format", "json")
    assert (ran.err.splitlines()[-1], ran.status) == (_LATIN, 2)
    told = json.loads(ran.out)
    assert [file["path"] for file in told["files"]] == ["a.anpl", "c.anpl"]
    assert told["messages"] == [_LATIN.removeprefix("holewright: ")]
    assert {"a.py", "c.py"} <= set(three.names())


def test_check_goes_on_behind_a_file_that_is_no_text(three: Project) -> None:
    ran = three.run("check", "a.anpl", "b.anpl", "c.anpl", "--format", "json")
    assert (ran.err.splitlines(), ran.status) == ([_LATIN], 2)
    told = json.loads(ran.out)
    assert [file["path"] for file in told["files"]] == ["a.anpl", "c.anpl"]
    assert told["messages"] == [_LATIN.removeprefix("holewright: ")]


def test_compile_goes_on_behind_a_file_that_is_no_text(three: Project) -> None:
    ran = three.run("compile", "a.anpl", "b.anpl", "c.anpl")
    assert (ran.out.splitlines(), ran.status) == (["wrote a.py", "wrote c.py"], 2)
    assert _LATIN in ran.err.splitlines()


def test_a_lock_far_above_the_project_says_nothing(project: Project) -> None:
    project.write("holes.lock", "garbage")
    project.write("below/holes.lock", "version = 1\n")
    project.write("below/a.anpl", DOUBLE)
    project.write("below/pyproject.toml", "[project]\nname = 'y'\n")
    ran = project.run("check", "below")
    assert (ran.err, ran.status) == ("", 1)


def test_a_lock_of_the_project_or_below_is_read(project: Project) -> None:
    project.write("sub/a.anpl", DOUBLE)
    project.write("holes.lock", "garbage")
    ran = project.run("check", "sub")
    assert ran.status == 2
    assert "holes.lock is corrupt" in ran.err
