"""Bad input: one clear sentence on standard error, exit status 2, and every file as it was."""

from __future__ import annotations

import pytest

from tests.server.cli.project import DOUBLE, Project


def check(project: Project, *arguments: str, says: str) -> None:
    """The call fails with status 2, prints `says` and nothing more on standard error, and changes no file."""
    before = {name: (project.folder / name).read_bytes() for name in project.names()}
    ran = project.run(*arguments)
    assert (ran.err.strip(), ran.status) == (f"holewright: {says}", 2)
    assert "Traceback" not in ran.out
    assert {name: (project.folder / name).read_bytes() for name in project.names()} == before


@pytest.mark.parametrize("command", ["fill", "check", "compile"])
def test_paths_that_mean_no_sketch(project: Project, command: str) -> None:
    check(project, command, "none.anpl", says="none.anpl: there is no such file or folder")
    project.write("empty/readme.md", "")
    check(
        project, command, "empty",
        says="no sketch in empty: a sketch ends in .anpl, or in .py and has a line `...  # hole`",
    )  # fmt: skip
    check(project, command, "pyproject.toml", says="pyproject.toml: a sketch ends in .anpl or .py")
    project.write("binary.anpl", b"\x7fELF\0")
    check(project, command, "binary.anpl", says="cannot read binary.anpl: it is a binary file, not text")
    project.write("latin.anpl", b"# caf\xe9\n")
    check(project, command, "latin.anpl", says="cannot read latin.anpl: line 1 is not UTF-8; save it as UTF-8")


def test_calls_that_are_wrong(project: Project) -> None:
    check(project, "fill", says="Missing argument 'paths'. (see holewright --help)")
    check(project, "bogus", says="No such command 'bogus'. (see holewright --help)")
    check(project, "check", "--bogus", says="No such option: --bogus (see holewright --help)")
    project.write("a.anpl", DOUBLE)
    check(
        project,
        "prompt",
        "a.anpl",
        "dubble",
        says="a.anpl has no hole or function called 'dubble'; do you mean double?",
    )
    check(project, "trace", "a.anpl", "double", "-e", "9", says="`double` has 2 examples: there is no example 9")
    check(project, "fill", "a.anpl", "--hole", "x", "--engine", "local", says="no hole is called x")
    check(
        project,
        "fill",
        "a.anpl",
        "--engine",
        "openai",
        says="no model is set: name one with --model or HOLEWRIGHT_MODEL",
    )
    check(
        project, "fill", "a.anpl", "--engine", "replay",
        says="the replay engine needs a file of recorded answers: give --replay FILE",
    )  # fmt: skip


def check_sketch(project: Project, text: str, *sentences: str) -> None:
    """Filling a sketch of this text says `sentences`, each with its place, and changes nothing."""
    project.write("a.anpl", text)
    ran = project.run("fill", "a.anpl", "--engine", "local")
    said = [line.removeprefix("holewright: ") for line in ran.err.splitlines()]
    assert (said, ran.status) == (list(sentences), 2)
    assert project.read("a.anpl") == text
    assert project.names() == ["a.anpl", "pyproject.toml"]


def test_a_hole_without_a_description(project: Project) -> None:
    check_sketch(
        project, "x = ``(3)\n", "a.anpl:1:5: A hole needs a description: write between the backticks what it does."
    )
    check_sketch(
        project, 'def f():\n    """"""\n', "a.anpl:2:5: A hole needs a description: say in its docstring what `f` does."
    )


def test_a_name_defined_twice(project: Project) -> None:
    text = 'def f(x):\n    """One."""\n\ndef f(x):\n    """Two."""\n'
    check_sketch(project, text, "a.anpl:4:5: `f` is defined twice; rename one of the two or delete it.")


def test_conflicting_examples(project: Project) -> None:
    text = DOUBLE.replace(">>> double(-1)\n    -2", ">>> double(4)\n    9")
    project.write("a.anpl", text)
    ran = project.run("fill", "a.anpl", "--engine", "local")
    assert ran.status == 2
    assert len(ran.err.splitlines()) == 2
    assert "holes.lock" not in project.names()


def test_a_malformed_docstring(project: Project) -> None:
    project.write("a.anpl", 'def f(x):\n    """One.\n\n    >>>f(1)\n    1\n    """\n')
    ran = project.run("fill", "a.anpl", "--engine", "local")
    assert ran.status == 2
    assert ran.err.startswith("holewright: a.anpl:4:")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, "the examples file rows.jsonl does not exist"),
        (b'{"args": [1], "returns": 2}\n{"args": [2]\n', "Line 2 of rows.jsonl is no example"),
        (b'{"args": 3, "returns": 2}\n', "Line 1 of rows.jsonl is no example"),
        (b"\xff\n", "not UTF-8"),
    ],
)
def test_an_examples_file_that_is_wrong(project: Project, content: bytes | None, sentence: str) -> None:
    project.write("a.anpl", 'def f(x):\n    """Twice x.\n\n    Examples: rows.jsonl\n    """\n')
    if content is not None:
        project.write("rows.jsonl", content)
    ran = project.run("check", "a.anpl")
    assert ran.status == 2
    assert sentence in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("lock", "sentence"),
    [
        ("version = 9\n", "was written by a newer Holewright (format 9, this one reads 1): update it"),
        ("nonsense", "is corrupt"),
        ("version = 1\n<<<<<<< HEAD\n", "has merge conflict markers"),
    ],
)
def test_a_lock_that_cannot_be_used(project: Project, lock: str, sentence: str) -> None:
    project.write("a.anpl", DOUBLE)
    project.write("holes.lock", lock)
    for command in ("fill", "check", "compile"):
        ran = project.run(command, "a.anpl")
        assert ran.status == 2
        assert sentence in ran.err
        assert len(ran.err.splitlines()) == 1
    assert project.read("holes.lock") == lock


def test_an_output_that_is_not_ours_is_never_overwritten(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    project.write("a.py", "print('mine')\n")
    ran = project.run("fill", "a.anpl", "--engine", "local")
    assert ran.status == 2
    assert "there is a file of that name that Holewright did not write; rename or delete it first" in ran.err
    assert project.read("a.py") == "print('mine')\n"
    assert "holes.lock" in project.names()


def test_an_output_changed_by_hand_is_never_overwritten(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    assert project.run("fill", "a.anpl", "--engine", "local").status == 0
    project.write("a.py", project.read("a.py") + "# mine\n")
    project.write("a.anpl", DOUBLE + "\nx = 1\n")
    ran = project.run("compile", "a.anpl")
    assert ran.status == 2
    assert "it was changed by hand since Holewright wrote it" in ran.err
    assert project.read("a.py").endswith("# mine\n")


def test_recursion_in_the_sketch_is_no_error(project: Project) -> None:
    project.write(
        "a.anpl",
        'def count(n):\n    """\n    >>> count(3)\n    3\n    """\n'
        "    return 0 if n == 0 else `one more`(count(n - 1))\n"
        + "".join(f"    # >>> _({n})\n    # {n + 1}\n" for n in (4, -3, 0, 17)),
    )
    ran = project.run("fill", "a.anpl", "--engine", "local")
    assert (ran.status, ran.err) == (0, "")


def test_examples_that_wait_for_each_other(project: Project) -> None:
    text = (
        'def enc(s):\n    """Hide it.\n\n    >>> dec(enc("ab"))\n    \'ab\'\n    """\n\n'
        'def dec(s):\n    """Show it.\n\n    >>> enc(dec("ab"))\n    \'ab\'\n    """\n'
    )
    project.write("a.anpl", text)
    ran = project.run("fill", "a.anpl", "--engine", "local")
    assert ran.status == 2
    assert "`enc` and `dec` wait for each other" in ran.err
    assert len(ran.err.splitlines()) == 1
