"""Puts the server and what it needs into `bundled/`, for one platform and for every Python that may run it.

    python scripts/bundle.py [--target linux-x64] [--python 3.11 ...]

`bundled/libs` is one folder that serves all of these versions: packages of pure Python are the same for each, and the
file names of native modules say which version they are for. So `PYTHON bundled/libs/holewright.py lsp` starts the
server. Versions and hashes are those of `requirements.lock`, and no source distribution is built. The same checkout
gives the same files.
"""

from __future__ import annotations

import argparse
import filecmp
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTENSION = Path(__file__).resolve().parents[1]
ROOT = EXTENSION.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
#: Eighteen megabytes packed, of twenty-five that an extension may have. The server does without where the system has
#: walls of its own; on Windows it would run nothing, so there is no bundle for it.
LEFT_OUT = frozenset({"pydantic-monty"})


class Target(NamedTuple):
    """A platform: what markers of requirements say of it, and the tags of wheels that run there."""

    system: str
    name: str
    family: str
    machine: str
    tags: tuple[str, ...]

    def markers(self, python: str) -> dict[str, str]:
        """The values of markers for a version of Python."""
        return {
            "sys_platform": self.system,
            "platform_system": self.name,
            "os_name": self.family,
            "platform_machine": self.machine,
            "python_version": python,
            "python_full_version": f"{python}.0",
        }


#: By the name that VS Code has for each.
TARGETS = {
    "linux-x64": Target("linux", "Linux", "posix", "x86_64", ("manylinux_2_28_x86_64", "manylinux2014_x86_64")),
    "linux-arm64": Target("linux", "Linux", "posix", "aarch64", ("manylinux_2_28_aarch64", "manylinux2014_aarch64")),
    "darwin-x64": Target("darwin", "Darwin", "posix", "x86_64", ("macosx_11_0_x86_64",)),
    "darwin-arm64": Target("darwin", "Darwin", "posix", "arm64", ("macosx_11_0_arm64",)),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--target", choices=TARGETS, default=_here(), help="the platform, as VS Code names it")
    parser.add_argument("--python", nargs="+", default=PYTHONS, metavar="VERSION", help="the versions it is for")
    parser.add_argument("--here", action="store_true", help="only say which platform this is")
    options = parser.parse_args()
    if options.here:
        print(_here())
        return
    target = TARGETS[options.target]
    libs = EXTENSION / "bundled" / "libs"
    shutil.rmtree(libs.parent, ignore_errors=True)
    libs.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        for number, python in enumerate(options.python):
            names = sorted(needed(target.markers(python)))
            taken = Path(scratch) / python
            only = names if number == 0 else [name for name in names if name in _native(libs)]
            _install(only, python, target.tags, taken)
            _merge(taken, libs)
    _own(libs)
    size = sum(file.stat().st_size for file in libs.rglob("*") if file.is_file())
    print(f"{libs.relative_to(ROOT)}: {options.target}, Python {', '.join(options.python)}, {size / 1e6:.1f} MB")


def _here() -> str:
    """The target that this machine is; `universal`, which has no bundle, if it is none."""
    machine = "arm64" if platform.machine().lower() in ("arm64", "aarch64") else "x64"
    here = f"{sys.platform}-{machine}"
    return here if here in TARGETS else "universal"


def needed(environment: dict[str, str]) -> set[str]:
    """The normalised names of all that the server imports when it runs in `environment` (values of markers)."""
    found: set[str] = set()

    def visit(name: str, extras: Iterable[str]) -> None:
        try:
            requires = distribution(name).requires or ()
        except PackageNotFoundError:
            raise SystemExit(f"bundle: {name} is not installed here, so what it needs is not known.") from None
        for text in requires:
            requirement = Requirement(text)
            wanted = requirement.marker is None or any(
                requirement.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
            )
            child = canonicalize_name(requirement.name)
            if wanted and child not in LEFT_OUT and child not in found:
                found.add(child)
                visit(child, requirement.extras)

    visit("holewright", ())
    return found


def locked(names: Iterable[str]) -> str:
    """The lines of `requirements.lock` that pin `names`, with their hashes and without markers, which are evaluated."""
    entries = re.split(r"\n(?=\S)", (ROOT / "requirements.lock").read_text("utf-8").rstrip())
    pinned: dict[str, str] = {canonicalize_name(entry.partition("==")[0]): entry for entry in entries}
    missing = sorted(set(names) - set(pinned))
    if missing:
        raise SystemExit(f"bundle: {', '.join(missing)} is not in requirements.lock: call 'make lock' first.")
    return "\n".join(re.sub(r" ; [^\\\n]+", " ", pinned[name], count=1) for name in names) + "\n"


def _install(names: list[str], python: str, tags: tuple[str, ...], into: Path) -> None:
    """Have pip unpack the wheels of `names` for a Python and a platform, which need not be ours."""
    into.mkdir()
    pinned = into.with_suffix(".txt")
    pinned.write_text(locked(names), "utf-8")
    platforms = [word for tag in tags for word in ("--platform", tag)]
    done = subprocess.run(
        [*_pip(), "install", "-qq", "--disable-pip-version-check", "--root-user-action", "ignore", "--no-compile",
         "--no-deps", "--require-hashes", "--only-binary", ":all:", "--implementation", "cp",
         "--python-version", python, *platforms, "--retries", "8", "--target", into, "--requirement", pinned],
        check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"bundle: pip could not get all packages for Python {python}; what it said stands above.")


def _pip() -> list[str]:
    """How pip is called: the environment's own may be missing, where uv has made it."""
    for python in (sys.executable, "python3"):
        found = subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False)
        if found.returncode == 0:
            return [python, "-m", "pip"]
    raise SystemExit("bundle: pip is needed, for this Python or for python3: install it, on Debian 'python3-pip'.")


def _native(libs: Path) -> set[str]:
    """The packages in `libs` that are not pure Python, or are for one version of it."""
    return {
        canonicalize_name(wheel.parent.name.partition("-")[0])
        for wheel in libs.glob("*.dist-info/WHEEL")
        if not re.search(r"^Tag: (py3|cp\d+-abi3)-", wheel.read_text("utf-8"), re.MULTILINE)
    }


def _merge(taken: Path, libs: Path) -> None:
    """Add what pip has unpacked in `taken`. Files that both have are to be the same, but for facts about the wheel."""
    for file in _files(taken):
        here = libs / file
        if not here.exists():
            here.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(taken / file, here)
        elif file.parts[0].endswith(".dist-info"):
            continue
        elif not filecmp.cmp(taken / file, here, shallow=False):
            raise SystemExit(f"bundle: {file} differs between versions of Python, so they cannot share a folder.")


def _files(folder: Path) -> Iterator[Path]:
    """The files in `folder` that are for running: without scripts, and without pip's own notes."""
    for path in sorted(folder.rglob("*")):
        file = path.relative_to(folder)
        note = file.parent.suffix == ".dist-info" and file.name in ("RECORD", "INSTALLER", "REQUESTED")
        if path.is_file() and not note and file.parts[0] != "bin" and "__pycache__" not in file.parts:
            yield file


def _own(libs: Path) -> None:
    """Add the product itself, and say what it is to those that ask for its version."""
    shutil.copyfile(ROOT / "holewright.py", libs / "holewright.py")
    for name in ("sketch", "holes", "server"):
        shutil.copytree(ROOT / name, libs / name, ignore=shutil.ignore_patterns("__pycache__"))
    version = distribution("holewright").version
    facts = libs / f"holewright-{version}.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text(f"Metadata-Version: 2.1\nName: holewright\nVersion: {version}\n", "utf-8")
    shutil.copyfile(ROOT / "LICENSE", facts / "LICENSE")


if __name__ == "__main__":
    main()
