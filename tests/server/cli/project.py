"""A project of files in a temporary folder, and the command line run in it."""

from __future__ import annotations

from contextlib import chdir
from pathlib import Path

import pytest
from attrs import field, frozen

from server.cli.app import run

DOUBLE = '''\
def double(n: int) -> int:
    """Twice the number.

    >>> double(4)
    8
    >>> double(-1)
    -2
    """
'''


@frozen
class Ran:
    """What a call gave."""

    status: int
    out: str
    err: str


@frozen
class Project:
    """A folder with files, and `holewright` to run in it."""

    folder: Path
    _capsys: pytest.CaptureFixture[str] = field(repr=False)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file and give its path."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def read(self, name: str) -> str:
        """The text of a file, line ends as they are."""
        return (self.folder / name).read_bytes().decode()

    def names(self) -> list[str]:
        """All files, sorted."""
        return sorted(str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file())

    def run(self, *arguments: str) -> Ran:
        """Run `holewright ARGUMENTS` in the folder."""
        self._capsys.readouterr()
        with chdir(self.folder):
            status = run(arguments)
        captured = self._capsys.readouterr()
        return Ran(status, captured.out, captured.err)
