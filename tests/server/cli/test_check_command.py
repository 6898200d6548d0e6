"""`holewright check`: what it prints in each format, and what `--frozen` objects to."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from tests.server.cli.project import DOUBLE, Project

WRONG = DOUBLE.replace("    -2\n", "    -3\n")


def verified(project: Project) -> None:
    """A project whose only hole is filled."""
    project.write("a.anpl", DOUBLE)
    assert project.run("fill", "a.anpl", "--engine", "local").status == 0


def test_what_a_check_says(project: Project) -> None:
    verified(project)
    before = {name: (project.folder / name).read_bytes() for name in project.names()}
    ran = project.run("check", "a.anpl")
    assert (ran.status, ran.err) == (0, "")
    assert re.sub(r"[\d.]+ m?s\b", "#", ran.out) == (
        "a.anpl\n  ✓ double  verified  2/2 examples · local\n\n1 of 1 hole verified · 2/2 examples · #\n"
    )
    assert {name: (project.folder / name).read_bytes() for name in project.names()} == before


def test_a_failing_example_is_shown(project: Project) -> None:
    verified(project)
    project.write("a.anpl", WRONG)
    ran = project.run("check", "a.anpl")
    assert (ran.status, ran.err) == (1, "")
    assert "✗ double" in ran.out
    assert "expected" in ran.out
    assert "-3" in ran.out
    assert "-2" in ran.out


@pytest.mark.parametrize(("text", "status"), [(DOUBLE, 0), (WRONG, 1), (DOUBLE + "\nx = ``(1)\n", 2)])
def test_every_format_agrees_with_the_status(project: Project, text: str, status: int) -> None:
    verified(project)
    project.write("a.anpl", text)
    for format in ("text", "json", "junit", "sarif"):
        ran = project.run("check", "a.anpl", "--format", format)
        assert ran.status == status
        assert len(ran.err.splitlines()) == (status == 2)
        if format == "json":
            report = json.loads(ran.out)
            assert bool(report["files"][0]["errors"]) == (status == 2)
            assert (report["summary"]["verified"] == 1) == (status == 0)
        elif format == "junit":
            suites = ElementTree.fromstring(ran.out)
            wrong = len(suites.findall(".//failure")) + len(suites.findall(".//error"))
            assert (wrong > 0) == (status > 0)
        elif format == "sarif":
            (run,) = json.loads(ran.out)["runs"]
            levels = [result["level"] for result in run["results"]]
            assert ("error" in levels) == (status > 0)


def change_description(project: Project) -> None:
    project.write("a.anpl", DOUBLE.replace("Twice", "Two times"))


def change_module(project: Project) -> None:
    project.write("a.py", project.read("a.py").replace("return", "return  "))


def change_sketch(project: Project) -> None:
    project.write("a.anpl", DOUBLE + "\nx = 1\n")


@pytest.mark.parametrize(
    ("change", "sentences"),
    [
        (change_description, ["the fill of `double` is stale: run holewright fill", "is not what a.anpl compiles to"]),
        (change_module, ["a.py is not what a.anpl compiles to: run holewright compile"]),
        (change_sketch, ["a.py is not what a.anpl compiles to: run holewright compile"]),
    ],
)
def test_frozen(project: Project, change: Callable[[Project], None], sentences: list[str]) -> None:
    verified(project)
    assert project.run("check", "--frozen", "a.anpl").status == 0
    change(project)
    assert project.run("check", "a.anpl").status == 0
    ran = project.run("check", "--frozen", "a.anpl")
    lines = ran.err.splitlines()
    assert (ran.status, len(lines)) == (1, len(sentences))
    assert all(sentence in line for sentence, line in zip(sentences, lines, strict=True))


def test_frozen_without_a_module_or_with_other_line_ends(project: Project) -> None:
    verified(project)
    project.write("a.py", project.read("a.py").replace("\n", "\r\n"))
    assert project.run("check", "--frozen", "a.anpl").status == 0
    (project.folder / "a.py").unlink()
    assert project.run("check", "--frozen", "a.anpl").status == 0


def test_frozen_sees_a_fill_changed_by_hand(project: Project) -> None:
    project.write("a.py", DOUBLE + "    ...  # hole\n")
    assert project.run("fill", "a.py", "--engine", "local").status == 0
    assert project.run("check", "--frozen", "a.py").status == 0
    project.write("a.py", project.read("a.py").rstrip("\n") + "  # mine\n")
    assert project.run("check", "a.py").status == 0
    ran = project.run("check", "--frozen", "a.py")
    assert (ran.status, ran.err) == (
        1,
        "holewright: a.py: the fill of `double` is edited: take it back from version control\n",
    )


def test_a_check_of_a_folder_finds_files_filled_in_place(project: Project) -> None:
    project.write("sub/a.py", DOUBLE + "    ...  # hole\n")
    assert project.run("fill", ".", "--engine", "local").status == 0
    assert "# hole" not in project.read("sub/a.py")
    ran = project.run("check", ".")
    assert ran.status == 0
    assert "double" in ran.out


def test_nothing_filled_is_not_verified(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("check", "a.anpl")
    assert (ran.status, ran.err) == (1, "")
    assert "→ fill what is open: holewright fill a.anpl" in ran.out


def test_a_sketch_runs_in_its_own_folder(project: Project) -> None:
    text = 'def first() -> str:\n    """\n    >>> first()\n    \'one\'\n    """\n    return open("data.txt").read()\n'
    project.write("sub/d.anpl", text)
    project.write("sub/data.txt", "one")
    assert project.run("check", "sub/d.anpl", "--sandbox", "limits").status == 0
    assert project.run("check", "sub", "--sandbox", "limits").status == 0
    for command in (("check", "sub/d.anpl"), ("check", "sub"), ("trace", "sub/d.anpl", "first")):
        assert project.run(*command, "--readable", "sub/data.txt").status == 0
    ran = project.run("check", "sub/d.anpl")
    assert ran.status == 1
    assert "let it be read with `--readable PATH`" in ran.out


def test_files_of_examples_are_hidden_where_their_folder_is_readable(project: Project) -> None:
    text = 'def first(path):\n    """The text.\n\n    Examples: data/{}\n    """\n    return open(path).read()\n'
    own = json.dumps({"args": ["data/own.jsonl"], "raises": "OSError"})
    other = json.dumps({"args": ["data/own.jsonl"], "returns": own})
    for name, row in (("own.jsonl", own), ("other.jsonl", other)):
        project.write("a.anpl", text.format(name))
        project.write(f"data/{name}", row)
        ran = project.run("check", "a.anpl", "--readable", "data")
        assert ran.status == 0, ran.out + ran.err


def test_a_sketch_in_a_package_imports_from_beside_it(project: Project) -> None:
    project.write("src/pkg/__init__.py", "")
    project.write("src/pkg/deep/__init__.py", "")
    project.write("src/pkg/util.py", "TEN = 10\n")
    project.write("src/pkg/deep/near.py", "ONE = 1\n")
    imports = "from ..util import TEN\nfrom .near import ONE\n"
    text = imports + "\ndef f(n):\n    '''\n    >>> f(2)\n    13\n    '''\n    return n + TEN + ONE\n"
    project.write("src/pkg/deep/a.py", text)
    ran = project.run("check", "src/pkg/deep/a.py")
    assert (ran.status, ran.err) == (0, "")


def test_frozen_objects_to_a_fill_that_was_changed_in_the_lock_or_is_not_there(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("check", "a.anpl", "--frozen")
    assert (ran.err, ran.status) == ("holewright: a.anpl: the lock has no fill of `double`: run holewright fill\n", 1)
    assert project.run("fill", "a.anpl", "--engine", "local").status == 0
    assert project.run("check", "a.anpl", "--frozen").status == 0
    lock = project.read("holes.lock").replace("    return", "    ()\n    return")
    project.write("holes.lock", lock)
    (project.folder / "a.py").unlink()
    ran = project.run("check", "a.anpl", "--frozen")
    assert ran.err.startswith("holewright: a.anpl: the fill of `double` is edited: take it back")
    assert ran.status == 1


@pytest.mark.parametrize("command", ["check", "fill"])
def test_an_interpreter_that_cannot_be_started_is_a_wrong_call(project: Project, command: str) -> None:
    project.write("a.anpl", DOUBLE)
    project.run("fill", "a.anpl", "--engine", "local")
    before = project.read("holes.lock")
    python = str(project.write("python", "no program\n"))
    ran = project.run(command, "a.anpl", "--python", python)
    assert ran.status == 2
    assert ran.err.count("cannot start the interpreter") == 1
    assert len(ran.err.splitlines()) == 1
    assert project.read("holes.lock") == before
