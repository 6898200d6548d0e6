"""`holewright prompt`: what would be sent."""

from __future__ import annotations

from tests.server.cli.project import DOUBLE, Project


def test_what_would_be_sent(project: Project) -> None:
    project.write("a.anpl", DOUBLE)
    ran = project.run("prompt", "a.anpl", "double")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("── system ──\n")
    assert "── user ──\n" in ran.out
    assert ">>> double(4)\n8\n" in ran.out
    assert project.names() == ["a.anpl", "pyproject.toml"]


def test_what_no_model_is_asked_for(project: Project) -> None:
    project.write("a.anpl", "def f():\n    return `choose: 1, 2`\n")
    ran = project.run("prompt", "a.anpl", "f")
    assert (ran.status, ran.err) == (2, "holewright: `f` is a function with a body: no model is asked for it\n")
    ran = project.run("prompt", "a.anpl", "choose: 1, 2")
    assert ran.status == 2
    assert "is a choice, which is searched: no model is asked for it" in ran.err
