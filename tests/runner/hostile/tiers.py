"""The ways to run a candidate on this machine, each with its tier, or with the reason why it cannot be had here."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from holes.runner.child import INSIDE
from holes.runner.confined import ConfinedRunner
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Runner, Tier
from tests.runner.running import interpreter

#: A user and group that nobody has.
_NOBODY = 1500
_SETPRIV = ("setpriv", "--reuid", str(_NOBODY), "--regid", str(_NOBODY), "--clear-groups")


@frozen
class Way:
    """A runner in a tier: `label` names it. `make` takes the path of an interpreter. `python` is that interpreter and
    `as_user` the command before it where it is to run as somebody else. `every`: all attacks are run also where little
    time is given. `absent` says why it cannot be had here, if so."""

    label: str
    tier: Tier
    make: Callable[[str], Runner]
    python: str = sys.executable
    as_user: tuple[str, ...] = ()
    every: bool = False
    absent: str | None = None


def ways() -> tuple[Way, ...]:
    """All of them, the strongest first."""
    system = _system_python()
    no_user = _why_no_other_user(system)
    user = {"python": system or "", "as_user": _SETPRIV, "absent": no_user}
    found = [
        Way("full", Tier.FULL, _confined(Tier.FULL), every=True, absent=_why_not_confined()),
        Way("full, unprivileged", Tier.FULL, _confined(Tier.FULL), **user),  # type: ignore[arg-type]
        Way("bubblewrap", Tier.BUBBLEWRAP, _confined(Tier.BUBBLEWRAP), absent=_why_not_confined()),
        Way("landlock", Tier.LANDLOCK, _confined(Tier.LANDLOCK), absent=_why_not_confined()),
        Way("landlock, unprivileged", Tier.LANDLOCK, _confined(Tier.LANDLOCK), **user),  # type: ignore[arg-type]
        Way("limits", Tier.LIMITS, ProcessRunner),
    ]
    if thorough():
        for version in ("3.9", "3.10", "3.12", "3.13", "3.14"):
            python = interpreter(version)
            absent = _why_not_confined() or (None if python else "it is not installed")
            found.append(Way(f"full, Python {version}", Tier.FULL, _confined(Tier.FULL), python or "", absent=absent))
    return tuple(found)


def thorough() -> bool:
    """Whether all attacks are to be run in all tiers, and under every interpreter that is here."""
    return os.environ.get("HOLEWRIGHT_TEST_ALL") == "1"


def wrapper(way: Way, folder: Path) -> str:
    """The path of what is started as the interpreter: a script in `folder` where it is another user's."""
    if not way.as_user:
        return way.python
    path = folder / "python3"
    path.write_text(f'#!/bin/sh\nexec {" ".join(way.as_user)} {way.python} "$@"\n')
    path.chmod(0o755)
    return str(path)


def _confined(tier: Tier) -> Callable[[str], Runner]:
    def make(python: str) -> Runner:
        return ConfinedRunner(python, tiers=(tier,))

    return make


def _why_not_confined() -> str | None:
    if sys.platform != "linux":
        return "it is for Linux"
    return None


def _system_python() -> str | None:
    return shutil.which("python3", path="/usr/bin:/usr/local/bin:/bin")


def _why_no_other_user(python: str | None) -> str | None:
    if (reason := _why_not_confined()) is not None:
        return reason
    if os.geteuid() != 0:
        return "only root can become somebody else; the other tiers run unprivileged already"
    if shutil.which("setpriv") is None or python is None:
        return "there is no setpriv or no interpreter that everybody may run"
    if any(not folder.stat().st_mode & stat.S_IXOTH for folder in (INSIDE, *INSIDE.parents)):
        return "others may not read this checkout"
    ran = subprocess.run([*_SETPRIV, python, "-I", "-c", ""], capture_output=True, check=False)
    return None if ran.returncode == 0 else "becoming somebody else is refused here"
