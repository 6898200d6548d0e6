"""A person's desk: a home folder with sketches in it, Holewright on the path, and the configuration of an editor as
docs/editors.md tells people to write it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from tests.e2e.command import holewright

HOME = Path(__file__).resolve().parents[3]
GUIDE = HOME / "docs" / "editors.md"
SESSIONS = Path(__file__).parent

#: The longest that all that a person does may take, in seconds. Sessions give up on their own before.
PATIENCE = 240.0

#: A busy machine may take its time.
UNHURRIED = "[tool.holewright]\nlocal-seconds = 60\nexample-seconds = 30\n"

_HEADING = re.compile(r"#+ .*")


def configuration(heading: str, language: str) -> str:
    """The first block of code in `language` below a heading of docs/editors.md."""
    lines = iter(GUIDE.read_text("utf-8").splitlines())
    found = any(_HEADING.fullmatch(line) and line.lstrip("# ") == heading for line in lines)
    assert found, f"docs/editors.md has no heading {heading!r}"
    block: list[str] | None = None
    for line in lines:
        if block is None:
            assert not _HEADING.fullmatch(line), f"nothing in {language} stands below {heading!r}"
            block = [] if line == f"```{language}" else None
        elif line == "```":
            return "\n".join(block) + "\n"
        else:
            block.append(line)
    raise AssertionError(f"the block below {heading!r} has no end")


@frozen
class Session:
    """What came of a session: what each step told, and the text that the file has at the end. Commands can be called
    in the folder of the project."""

    steps: Mapping[str, Any]
    text: str
    project: Path

    def codes(self, step: str) -> list[str]:
        """The codes of the diagnostics that a step told."""
        return [code for _, code, _ in self.steps[step]["diagnostics"]]

    def check(self) -> dict[str, str]:
        """The status of each hole, as `check --frozen` finds it in what is on the disk."""
        checked = holewright(self.project, "check", "--frozen", "--format", "json", ".")
        return {
            hole["id"]: f"{hole['status']} {' '.join(hole['flags'])}".strip()
            for file in json.loads(checked.stdout)["files"]
            for hole in file["holes"]
        }

    def locked(self) -> str:
        """What the lock says."""
        return (self.project / "holes.lock").read_text("utf-8")


@frozen
class Desk:
    """A home of its own in `home`. Its project is in a folder that the configuration declares trusted."""

    home: Path

    @property
    def project(self) -> Path:
        """Where the sketches are."""
        return self.home / "sketches" / "league"

    def lay(self, name: str, text: str) -> None:
        """Put a sketch into the project, and Holewright on the path."""
        self.project.mkdir(parents=True)
        (self.project / "pyproject.toml").write_text(UNHURRIED)
        (self.project / name).write_text(text, "utf-8", newline="")
        command = self.home / "bin" / "holewright"
        command.parent.mkdir()
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{HOME / "holewright.py"}" "$@"\n')
        command.chmod(0o755)

    def write(self, path: str, text: str) -> None:
        """Write a file of the home folder."""
        file = self.home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")

    def work(self, command: Sequence[str], name: str) -> Session:
        """Have an editor play a session on the sketch `name`."""
        ended = subprocess.run(
            [*command, name],
            cwd=self.project,
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
        )
        told = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith("[")]
        assert ended.returncode == 0, f"{told[-1:]}\n{ended.stderr[-4000:]}"
        return Session(dict(told), (self.project / name).read_bytes().decode(), self.project)

    def _environment(self) -> dict[str, str]:
        folders = {
            f"XDG_{what}_HOME": str(self.home / f".{what.lower()}") for what in ("CONFIG", "DATA", "STATE", "CACHE")
        }
        return {
            **folders,
            "HOME": str(self.home),
            "PATH": os.pathsep.join((str(self.home / "bin"), os.environ["PATH"])),
            "LANG": "C.UTF-8",
            "HOLEWRIGHT_CACHE_DIR": str(self.home / ".cache" / "holewright"),
            "HOLEWRIGHT_PYTHON": sys.executable,
        }


def installed(name: str) -> str | None:
    """The path of an editor, where it is installed."""
    return shutil.which(name)
