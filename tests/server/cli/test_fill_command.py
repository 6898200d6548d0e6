"""`holewright fill`: what it prints, writes and ends with."""

from __future__ import annotations

import json
import re

from tests.server.cli.project import DOUBLE, Project

EXAMPLES = "    >>> hard(3)\n    'qwertz'\n    >>> hard(4)\n    'x7$'\n"
HARD = f'def hard(n: int) -> str:\n    """Nobody knows.\n\n{EXAMPLES}    """\n'
LOCAL = ("--engine", "local")


def plain(text: str) -> str:
    """`text` with times and counts of candidates, which differ from run to run, as `#`."""
    return re.sub(r"\d+(\.\d+)? (ms|s|candidates?)\b", "#", text)


def test_what_a_fill_says(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("fill", "a.anpl", *LOCAL)
    assert (ran.status, ran.err) == (0, "")
    assert plain(ran.out) == (
        "a.anpl\n"
        "  ✓ double  verified  2/2 examples · local · #\n"
        "\n"
        "1 of 1 hole verified · 2/2 examples · 0 tokens · #\n"
        "wrote a.py\n"
    )
    assert project.names() == ["a.anpl", "a.py", "holes.lock", "pyproject.toml"]


def test_a_second_fill_does_nothing(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    project.run("fill", "a.anpl", *LOCAL)
    before = {name: (project.folder / name).stat().st_mtime_ns for name in project.names()}
    assert project.run("fill", "a.anpl", *LOCAL).status == 0
    assert {name: (project.folder / name).stat().st_mtime_ns for name in project.names()} == before


def test_what_cannot_be_filled(project: Project) -> None:
    project.write("a.anpl", f"{DOUBLE}\n{HARD}")
    ran = project.run("fill", "a.anpl", *LOCAL)
    assert (ran.status, ran.err) == (1, "")
    assert "✓ double" in ran.out
    assert "nothing was found offline: add an example, or configure a model (HOLEWRIGHT_MODEL)" in ran.out
    assert "a.py was not written: `hard` is not filled, or not right yet" in ran.out
    assert project.names() == ["a.anpl", "holes.lock", "pyproject.toml"]


def test_a_python_file_is_its_own_module(project: Project) -> None:
    project.write("a.py", DOUBLE + "    ...  # hole\n")
    assert project.run("fill", "a.py", *LOCAL).status == 0
    assert project.names() == ["a.py", "holes.lock", "pyproject.toml"]
    assert project.run("fill", ".", *LOCAL).status == 0


def test_json_agrees_with_the_status(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    project.write("b.anpl", HARD)
    ran = project.run("fill", ".", *LOCAL, "--format", "json")
    report = json.loads(ran.out)
    assert (ran.status, report["version"], report["summary"]["verified"], report["summary"]["holes"]) == (1, 1, 1, 2)
    first, second = report["files"]
    assert (first["path"], first["written"]) == ("a.anpl", "a.py")
    assert (second["path"], second["written"], second["holes"][0]["status"]) == ("b.anpl", None, "unfilled")


def test_one_hole_alone(project: Project) -> None:
    project.write("a.anpl", DOUBLE + "\n" + DOUBLE.replace("double", "again"))
    ran = project.run("fill", "a.anpl", *LOCAL, "--hole", "again")
    assert ran.status == 1
    assert "again" in project.read("holes.lock")
    assert "double" not in project.read("holes.lock")


def test_one_bad_file_does_not_stop_the_others(project: Project) -> None:
    project.write("a.anpl", "def f(:\n")
    project.write("b.anpl", DOUBLE)
    ran = project.run("fill", ".", *LOCAL)
    assert ran.status == 2
    assert "b.py" in project.names()
    assert ran.err.startswith("holewright: a.anpl:1:")
    assert len(ran.err.splitlines()) == 1


def test_a_sketch_that_does_not_load(project: Project) -> None:
    project.write("a.anpl", f"import nothing_of_that_name\n\n{DOUBLE}")
    ran = project.run("fill", "a.anpl", *LOCAL)
    assert ran.status == 1
    assert "Traceback" not in ran.out + ran.err
    assert "nothing_of_that_name" in ran.out


def test_nothing_is_asked_for_a_sketch_that_cannot_be_loaded(project: Project) -> None:
    project.write("a.anpl", "import notthere\n\n" + DOUBLE)
    project.write("answers.jsonl", "nonsense that would be complained about\n")
    ran = project.run("fill", "a.anpl", "--replay", "answers.jsonl")
    assert ran.status == 1
    assert "nothing was filled: the sketch cannot be loaded: ModuleNotFoundError: No module named 'notthere'" in ran.out
    assert "holes.lock" not in project.names()


def test_a_missing_record_file_is_a_wrong_call(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("fill", "a.anpl", "--replay", "none.jsonl")
    assert ran.status == 2
    assert "none.jsonl does not exist" in ran.err


def test_a_bare_call_prints_the_help(project: Project) -> None:
    ran = project.run()
    assert ran.status == 2
    assert "Commands:" in ran.out
