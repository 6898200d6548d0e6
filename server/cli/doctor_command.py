"""`holewright doctor`: what would be used, from where, and whether it works. Nothing is sent and nothing is written."""

from __future__ import annotations

import asyncio
import platform
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from attrs import frozen

from holes.files import FileError
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Case, Ending, Limits, Program, Tier
from holes.runner.session import StartError
from server.assembly import Parts, bench, parts
from server.cli.failure import CallError
from server.sandbox import MEANINGS
from server.settings import Resolved, resolve


@frozen
class Finding:
    """One line of the diagnosis. `fine` is None for what is neither good nor bad."""

    subject: str
    text: str
    fine: bool | None = None


def run_doctor(path: Path, explicit: Mapping[str, object]) -> int:
    """Print the diagnosis for the project of `path`. Gives 0, or 1 where a fill or check could not work. Raises
    `CallError`."""
    if not path.exists():
        raise CallError(f"{path}: there is no such file or folder")
    resolved = resolve(path, explicit, named=True)
    findings = diagnose(resolved, parts(resolved.settings, resolved.root), path)
    width = max(len(finding.subject) for finding in findings)
    marks = {True: "ok ", False: "BAD", None: "   "}
    for finding in findings:
        print(f"{marks[finding.fine]} {finding.subject.ljust(width)}  {finding.text}")
    return 1 if any(finding.fine is False for finding in findings) else 0


def diagnose(resolved: Resolved, made: Parts, path: Path) -> tuple[Finding, ...]:
    """What there is to say."""
    settings = resolved.settings
    found = [
        Finding("holewright", f"{version('holewright')}, Python {platform.python_version()} at {sys.executable}"),
        Finding("project", str(resolved.root)),
        _interpreter(made),
        *_sandbox(made, path),
        *(Finding("readable", str(place)) for place in settings.readable),
        *_engines(resolved),
        _lock(made),
        Finding(
            "trust",
            "this folder's settings are trusted" if settings.trust else "this folder's settings are not trusted",
        ),
    ]
    return (*found, *(Finding("setting", message, False) for message in resolved.messages))


def _interpreter(made: Parts) -> Finding:
    """Whether the user's interpreter runs, which it does here for a line of ours."""
    python = str(made.settings.python)
    source = "import sys\ndef which():\n    return '.'.join(map(str, sys.version_info[:3]))\n"
    runs = ProcessRunner(python).run(Program(source, "doctor.py"), (Case("which()"),), Limits())
    (outcome,) = asyncio.run(runs)
    if outcome.ending is not Ending.VALUE:
        reason = outcome.error.message if outcome.error else outcome.ending
        return Finding("interpreter", f"{python} does not run: {reason}; choose another with --python", False)
    found = outcome.text.strip("'")
    if tuple(map(int, found.split(".")[:2])) < (3, 9):
        return Finding("interpreter", f"{python} is Python {found}; 3.9 or newer is needed", False)
    return Finding("interpreter", f"{python}, Python {found}", True)


def _sandbox(made: Parts, path: Path) -> list[Finding]:
    """What candidates are run in, what that means, and what is missing for each stronger tier."""
    where = bench(made.settings, made.root, path / "x" if path.is_dir() else path)
    try:
        found = asyncio.run(where.runner.confinement())
    except StartError:
        return [Finding("sandbox", "not known: the interpreter does not start", False)]
    fine = {Tier.LIMITS: None, Tier.NONE: False}.get(found.tier, True)
    missed = [Finding(tier, f"cannot be had here: {why}") for tier, why in found.missed]
    return [Finding("sandbox", f"{found.tier}: {MEANINGS[found.tier]}", fine), *missed]


def _engines(resolved: Resolved) -> list[Finding]:
    settings = resolved.settings
    found = [Finding("engine", settings.engine)]
    if settings.engine in ("auto", "local"):
        found.append(Finding("offline", f"from examples, {settings.offline_seconds:g} s a hole", True))
    if settings.engine == "replay":
        there = settings.replay is not None and settings.replay.is_file()
        found.append(Finding("replay", str(settings.replay or "no file is set: give --replay FILE"), there))
    if settings.model_chosen or settings.engine == "openai":
        host = urlsplit(settings.base_url or "").hostname or "the OpenAI service"
        key = "a key is set" if settings.api_key else "no key is set"
        found.append(
            Finding("model", f"{settings.model or 'none is set'} at {host}, {key}", settings.model is not None)
        )
    elif settings.engine == "auto":
        found.append(
            Finding("model", "none: set HOLEWRIGHT_MODEL and HOLEWRIGHT_BASE_URL or HOLEWRIGHT_API_KEY to use one")
        )
    return found


def _lock(made: Parts) -> Finding:
    try:
        entries = made.lock.read().entries
    except FileError as error:
        return Finding("holes.lock", str(error), False)
    holes = f"{len(entries)} hole{'s' * (len(entries) != 1)}"
    return Finding(
        "holes.lock",
        f"{holes} at {made.lock.path}" if made.lock.path.exists() else "none yet",
        True if entries else None,
    )
