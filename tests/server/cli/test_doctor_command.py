"""`holewright doctor`: what would be used, and whether it works."""

from __future__ import annotations

import platform
import sys

import pytest

from holewright import __version__
from tests.server.cli.project import DOUBLE, Project


def said(out: str) -> dict[str, tuple[str, str]]:
    """Mark and text by subject."""
    lines = [(line[:3].strip(), *line[4:].split(None, 1)) for line in out.splitlines()]
    return {subject: (mark, text) for mark, subject, text in lines}


def test_a_healthy_project(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLEWRIGHT_PYTHON", sys.executable)
    project.write("a.anpl", DOUBLE)
    ran = project.run("doctor", "a.anpl")
    assert (ran.status, ran.err) == (0, "")
    found = said(ran.out)
    assert found["holewright"] == ("", f"{__version__}, Python {platform.python_version()} at {sys.executable}")
    assert found["project"] == ("", str(project.folder))
    assert found["interpreter"] == ("ok", f"{sys.executable}, Python {platform.python_version()}")
    assert found["holes.lock"] == ("", "none yet")
    assert found["model"][1].startswith("none: set HOLEWRIGHT_MODEL")
    assert project.names() == ["a.anpl", "pyproject.toml"]
    assert said(project.run("doctor").out) == found


def test_what_does_not_work(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLEWRIGHT_PYTHON", str(project.folder / "none" / "python3"))
    project.write("holes.lock", "version = 9\n")
    ran = project.run("doctor")
    assert ran.status == 1
    found = said(ran.out)
    assert found["holes.lock"][0] == "BAD"
    assert "newer Holewright" in found["holes.lock"][1]


def test_a_key_is_not_shown(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"API_KEY": "sk-canary-1234", "MODEL": "small", "BASE_URL": "https://host.test/v1"}.items():
        monkeypatch.setenv(f"HOLEWRIGHT_{name}", value)
    ran = project.run("doctor")
    assert "small at host.test, a key is set" in ran.out
    assert "canary" not in ran.out + ran.err


def test_no_such_path(project: Project) -> None:
    ran = project.run("doctor", "none")
    assert (ran.status, ran.err) == (2, "holewright: none: there is no such file or folder\n")


def test_readable_paths_are_named(project: Project) -> None:
    project.write("words.txt", "")
    ran = project.run("doctor", "--readable", "words.txt", "--readable", "none.txt", "--sandbox", "limits")
    found = said(ran.out)
    assert found["readable"] == ("", str(project.folder / "words.txt"))
    assert found["setting"] == (
        "BAD",
        f"`readable` names {project.folder / 'none.txt'}, which does not exist, so it is ignored.",
    )
    assert "readable" not in said(project.run("doctor", "--sandbox", "limits").out)
