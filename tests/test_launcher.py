from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import holewright
from holewright import own_import_path

HERE = Path(holewright.__file__).parent


@pytest.mark.parametrize(
    ("path", "environment", "own"),
    [
        (["/lib", "/home"], "", ["/lib", "/home"]),
        (["", "/lib"], "", ["/lib", "/home"]),
        (["/project", "/lib", "/home"], "", ["/lib", "/home"]),
        (["/other", "/lib", "/home"], "/other", ["/lib", "/home"]),
        (["/other/", "/third", "/lib"], "/third:/other", ["/lib", "/home"]),
        (["/project", "/lib"], ":", ["/lib", "/home"]),
        (["/project/sub", "/lib"], "sub", ["/lib", "/home"]),
        # Our own folder stays ours, also where it is the current one or on PYTHONPATH.
        (["/home", "/lib"], "/home", ["/lib", "/home"]),
    ],
)
def test_the_import_path_is_our_own(path: list[str], environment: str, own: list[str]) -> None:
    assert own_import_path(path, environment, "/project", "/home") == own


def test_without_a_current_folder_the_rest_stays() -> None:
    assert own_import_path(["", "/lib", "/other"], "sub:/other", "", "/home") == ["/lib", "/home"]


def test_version_is_answered_without_the_command_line() -> None:
    code = "import sys, holewright; sys.argv[1:] = ['--version']; holewright.main(); print('server' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=HERE, check=True)
    assert answer.stdout == f"holewright {holewright.__version__}\nFalse\n"


def test_a_current_folder_that_is_gone_is_no_traceback(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; os.rmdir({str(gone)!r}); import runpy, sys; sys.argv = ['holewright', '--help']; "
    code += f"sys.path.insert(0, {str(HERE)!r}); runpy.run_path({str(HERE / 'holewright.py')!r}, run_name='__main__')"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=gone)
    assert "Traceback" not in answer.stderr


@pytest.mark.parametrize("name", ["sketch", "holes", "server"])
def test_our_packages_import_nothing_themselves(name: str) -> None:
    """The launcher binds them with an import path that holds nothing else."""
    module = importlib.import_module(name)
    assert module.__file__ is not None
    assert "import" not in Path(module.__file__).read_text("utf-8")
