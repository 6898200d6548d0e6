"""Holewright as a person gets it: a wheel in an environment of its own, used in a project that has packages called
`server`, `holes` and `sketch` as well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from attrs import frozen

from holewright import __version__

HOME = Path(__file__).resolve().parents[2]

#: The interpreter that ours was made from: nothing of ours is installed there, and the runner may need nothing.
BARE: str = vars(sys)["_base_executable"]

SKETCH = '''from holes import answer


def double(number: int) -> int:
    """Twice the number.

    >>> double(2)
    4
    >>> double(5)
    10
    >>> double(0)
    0
    """


def main() -> int:
    """
    >>> main()
    84
    """
    return double(answer)
'''


@frozen
class Installed:
    """An environment with Holewright in it."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def holewright(self, *arguments: str, here: Path, python_path: str = "") -> subprocess.CompletedProcess[str]:
        """Call it in the folder `here`, with nothing of ours in the environment variables."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "TEMP", "TMP") if name in os.environ}
        environment = {
            **kept,
            "HOME": str(self.folder),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "HOLEWRIGHT_CACHE_DIR": str(self.folder / "cache"),
            "HOLEWRIGHT_PYTHON": BARE,
            "PYTHONPATH": python_path,
        }
        command = [str(self.scripts / "holewright"), *arguments]
        return subprocess.run(command, cwd=here, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built from this checkout and installed without the network: what it depends on is lent by the
    environment that runs the tests, whose own `.pth` files (the editable checkout) don't count when lent this way."""
    wheels = tmp_path_factory.mktemp("wheels")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(wheels)]
    subprocess.run(build, cwd=HOME, check=True, capture_output=True)
    (wheel,) = wheels.glob("*.whl")
    environment = Installed(tmp_path_factory.mktemp("installed"))
    venv.create(environment.folder, symlinks=os.name != "nt")
    python = environment.scripts / "python"
    subprocess.run([*installer(python), "--no-deps", "--no-index", str(wheel)], check=True, capture_output=True)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip()
    lent = dict.fromkeys((sysconfig.get_path("purelib"), sysconfig.get_path("platlib")))
    (Path(site) / "lent.pth").write_text("\n".join(lent), "utf-8")
    return environment


def installer(python: Path) -> list[str]:
    """The command that installs for `python`, with what this machine has."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--offline", "--python", str(python)]
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return [sys.executable, "-m", "pip", "--python", str(python), "install"]
    subprocess.run([python, "-m", "ensurepip"], check=True, capture_output=True)
    return [str(python), "-m", "pip", "install"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with packages of our names: one is used by its sketch, the other two must not be imported at all."""
    for name in ("server", "sketch"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text(f"raise SystemExit('imported the {name} of the project')\n")
    (tmp_path / "holes").mkdir()
    (tmp_path / "holes" / "__init__.py").write_text("answer = 42\n")
    (tmp_path / "main.anpl").write_text(SKETCH)
    return tmp_path


def test_the_wheel_is_what_runs(installed: Installed, tmp_path: Path) -> None:
    code = (
        "import sketch, holes, server, holewright; print(sketch.__file__, holes.__file__, server.__file__, sep='\\n')"
    )
    python = installed.scripts / "python"
    answer = subprocess.run([python, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert all(Path(line).is_relative_to(installed.folder) for line in answer.stdout.splitlines())


def test_the_wheel_holds_no_tests(installed: Installed) -> None:
    recorded = "".join(path.read_text() for path in installed.folder.rglob("holewright-*.dist-info/RECORD"))
    assert "holewright.py" in recorded
    assert "holes/runner/inside/__main__.py" in recorded
    assert not [line for line in recorded.splitlines() if line.startswith(("tests", "examples"))]


@pytest.mark.parametrize("on_path", [False, True], ids=["", "pythonpath"])
@pytest.mark.parametrize("inside", [False, True], ids=["elsewhere", "inside"])
def test_it_works_among_packages_of_the_same_names(
    installed: Installed, project: Path, tmp_path_factory: pytest.TempPathFactory, on_path: bool, inside: bool
) -> None:
    here = project if inside else tmp_path_factory.mktemp("elsewhere")
    python_path = str(project) if on_path else ""

    version = installed.holewright("--version", here=here, python_path=python_path)
    assert (version.stdout, version.stderr, version.returncode) == (f"holewright {__version__}\n", "", 0)

    sketch = "main.anpl" if inside else str(project / "main.anpl")
    fill = installed.holewright("fill", "--engine", "local", sketch, here=here, python_path=python_path)
    assert fill.returncode == 0, fill.stdout + fill.stderr
    assert "imported the" not in fill.stdout + fill.stderr

    check = installed.holewright("check", "--frozen", "--format", "json", sketch, here=here, python_path=python_path)
    assert check.returncode == 0, check.stdout + check.stderr
    (file,) = json.loads(check.stdout)["files"]
    assert {hole["id"]: hole["status"] for hole in file["holes"]} == {"double": "verified", "main": "verified"}

    module = [BARE, "-c", "import main; print(main.main())"]
    alone = subprocess.run(module, cwd=project, capture_output=True, text=True, check=True)
    assert alone.stdout == "84\n"


def test_pythonpath_may_be_relative(installed: Installed, project: Path) -> None:
    answer = installed.holewright("check", str(project / "main.anpl"), here=project.parent, python_path=project.name)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "Traceback" not in answer.stderr
