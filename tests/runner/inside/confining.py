"""What the tests of the walls share: an interpreter that confines itself, and says what it still can do."""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

_INSIDE = Path(__file__).resolve().parents[3] / "holes" / "runner" / "inside"

#: What the interpreter runs; `{report}` gives a value to `answer`, in terms of the names that are bound before.
_PROGRAM = """
import errno, json, os, sys
asked = json.loads(sys.argv[1])
package = type(sys)("_walls")
package.__path__ = [asked["inside"]]
sys.modules["_walls"] = package
from _walls import landlock, libc, namespaces, view

def tried(action, *arguments):
    try:
        action(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
    return "done"

def read(path):
    with open(path) as file:
        return file.read()

exec(asked["before"])
shown = view.shown(asked["import_path"], asked["hidden"])
if "namespaces" in asked["walls"]:
    namespaces.isolate(shown)
if "landlock" in asked["walls"]:
    landlock.restrict(shown, asked["import_path"])
sys.path[:0] = asked["import_path"]
sys.dont_write_bytecode = True
answer = None
exec(asked["report"])
print(json.dumps(answer), flush=True)
"""


@frozen
class Confined:
    """An interpreter, the words before it that start it as somebody else, and the walls it builds around itself."""

    walls: tuple[str, ...] = ("namespaces", "landlock")
    python: str = sys.executable
    launcher: tuple[str, ...] = ()

    def command(
        self, report: str, import_path: tuple[Path, ...] = (), hidden: tuple[Path, ...] = (), before: str = ""
    ) -> list[str]:
        """What to execute so that `report` is run behind the walls and its `answer` is printed."""
        asked = {
            "inside": str(_readable_by_all()),
            "walls": self.walls,
            "import_path": [str(path) for path in import_path],
            "hidden": [str(path) for path in hidden],
            "before": before,
            "report": report,
        }
        return [*self.launcher, self.python, "-I", "-X", "utf8", "-c", _PROGRAM, json.dumps(asked)]

    def ask(
        self, report: str, import_path: tuple[Path, ...] = (), hidden: tuple[Path, ...] = (), before: str = ""
    ) -> Any:
        """What `report` answers behind the walls."""
        done = subprocess.run(self.command(report, import_path, hidden, before), capture_output=True, cwd="/")
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)


@functools.cache
def _readable_by_all() -> Path:
    """A copy of the code that another user can read, wherever the checkout is."""
    folder = Path(tempfile.gettempdir()) / f"holewright-walls-{os.getpid()}"
    shutil.copytree(_INSIDE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    folder.chmod(0o755)
    return folder


def remove_copies() -> None:
    """Remove what `Confined` has copied."""
    if _readable_by_all.cache_info().currsize:
        shutil.rmtree(_readable_by_all())
        _readable_by_all.cache_clear()


def need(*walls: str, confined: Confined | None = None) -> None:
    """Skip the test where this machine does not let the walls be built."""
    confined = confined or Confined(walls)
    done = subprocess.run(confined.command("answer = 1"), capture_output=True, cwd="/")
    if done.returncode:
        pytest.skip(done.stderr.decode().strip().splitlines()[-1])


def everybody() -> list[Any]:
    """Parameters of a test: this interpreter as this user, and the system's as one without any rights."""
    found = [pytest.param(Confined(), id="this user")]
    if os.geteuid() == 0 and shutil.which("setpriv") and os.access("/usr/bin/python3", os.X_OK):
        launcher = ("setpriv", "--reuid", "1500", "--regid", "1500", "--clear-groups")
        found.append(pytest.param(Confined(python="/usr/bin/python3", launcher=launcher), id="uid 1500"))
    return found


def plant(folder: Path, *names: str) -> Path:
    """Write small files under a folder, which is made; what they hold is a line that names them."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"NAME = {path.stem!r}\n", "utf-8")
    return folder


@contextmanager
def open_folder(parent: str | None = None) -> Iterator[Path]:
    """A new folder that everybody can look into, below the folder for temporary files or `parent`."""
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
