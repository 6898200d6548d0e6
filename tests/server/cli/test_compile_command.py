"""`holewright compile`: the module beside a sketch."""

from __future__ import annotations

import subprocess
import sys

from tests.server.cli.project import DOUBLE, Project


def test_a_module_is_written_once(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    project.run("fill", "a.anpl", "--engine", "local")
    (project.folder / "a.py").unlink()
    first, second = project.run("compile", "a.anpl"), project.run("compile", "a.anpl")
    assert (first.status, first.out, first.err) == (0, "wrote a.py\n", "")
    assert (second.status, second.out, second.err) == (0, "up to date: a.py\n", "")
    code = "import a; print(a.double(21))"
    alone = subprocess.run([sys.executable, "-c", code], cwd=project.folder, capture_output=True, text=True)
    assert (alone.stdout, alone.stderr) == ("42\n", "")


def test_what_is_not_filled_is_named(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("compile", "a.anpl")
    assert (ran.status, ran.out) == (1, "wrote a.py\n")
    assert ran.err == "holewright: a.py: not filled, so calling raises NotImplementedError: `double`\n"
    compile(project.read("a.py"), "a.py", "exec")


def test_what_is_not_compiled(project: Project) -> None:
    project.write("a.py", DOUBLE + "    ...  # hole\n")
    ran = project.run("compile", "a.py")
    assert ran.status == 2
    assert ran.err == "holewright: a.py: only .anpl is compiled; a .py file is its own module\n"
    project.write("b.anpl", "def f(:\n")
    ran = project.run("compile", "b.anpl")
    assert (ran.status, len(ran.err.splitlines())) == (2, 1)
    assert ran.err.startswith("holewright: b.anpl was not compiled: ")
    assert project.names() == ["a.py", "b.anpl", "pyproject.toml"]
