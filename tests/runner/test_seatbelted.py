"""Starting what runs programs in the sandbox of macOS, with a program in its place that confines nothing.

It proves how the parts fit together, on a system that starts processes as macOS does, and nothing of the walls.
"""

from __future__ import annotations

import asyncio
import os
import select
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from attrs import frozen

from holes.runner import seatbelt
from holes.runner.confined import ConfinedRunner, Unconfined
from holes.runner.protocol import Case, Confinement, Ending, Outcome, Program, Tier
from holes.runner.session import StartError
from tests.runner.running import PATIENT
from tests.runner.test_seatbelt import rules

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is no such thing, or a real one")

T = TypeVar("T")

#: Keeps what it was given, and becomes the rest of its line.
_RECORDING = '#!/bin/sh\nprintf "%s\\n\\n" "$2" >> "{log}"\nshift 2\nexec "$@"\n'


@frozen
class Sandbox:
    """A program in the place of `sandbox-exec`, and what it was given."""

    program: Path
    log: Path

    def becomes(self, script: str) -> None:
        """Let it be another one."""
        self.program.write_text(script)
        self.program.chmod(0o755)

    @property
    def profiles(self) -> list[str]:
        """The profiles that it was given."""
        return self.log.read_text().rstrip("\n").split("\n\n") if self.log.exists() else []


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sandbox:
    """The program, which at first only keeps what it is given."""
    found = Sandbox(tmp_path / "sandbox-exec", tmp_path / "log")
    found.becomes(_RECORDING.format(log=found.log))
    monkeypatch.setattr(seatbelt, "SANDBOX_EXEC", str(found.program))
    return found


@asynccontextmanager
async def running(python: str = sys.executable) -> AsyncIterator[ConfinedRunner]:
    """A runner that is ended afterwards."""
    runner = ConfinedRunner(python, (Tier.SEATBELT,))
    try:
        yield runner
    finally:
        runner.close()


def with_runner(what: Callable[[ConfinedRunner], Awaitable[T]], python: str = sys.executable) -> T:
    """What comes of `what`."""

    async def scenario() -> T:
        async with running(python) as runner:
            return await what(runner)

    return asyncio.run(scenario())


def test_programs_run_behind_it(sandbox: Sandbox, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "pkg").mkdir(parents=True)
    for name in ("own.py", "pkg/__init__.py", "notes.txt", ".env"):
        (project / name).write_text("ONE = 1\n")
    program = Program("import own\nimport resource\n", "words.anpl", (str(project),))
    cases = ("own.ONE", "resource.getrlimit(resource.RLIMIT_NPROC)", "nope", "open('/etc/passwd', 'w')")

    async def scenario(runner: ConfinedRunner) -> tuple[Confinement, tuple[Outcome, ...]]:
        outcomes = await runner.run(program, tuple(map(Case, cases)), PATIENT)
        return await runner.confinement(), outcomes

    confinement, outcomes = with_runner(scenario)
    assert confinement == Confinement(Tier.SEATBELT)
    assert [outcome.text for outcome in outcomes[:2]] == ["1", "(0, 0)"]
    assert [outcome.ending for outcome in outcomes[2:]] == [Ending.RAISED, Ending.DENIED]
    (profile,) = sandbox.profiles
    allowed = rules(profile)
    place = Path(os.path.realpath(project))
    read = {path for _, path in allowed["file-read*"]}
    assert {str(place / "own.py"), str(place / "pkg"), str(place)} <= read
    assert ("subpath", str(place)) not in allowed["file-read*"]
    assert not read & {str(place / "notes.txt"), str(place / ".env")}
    assert allowed["process-exec"] == {("literal", os.path.realpath(sys.executable))}


def test_all_that_is_read_is_in_the_profile(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/own.py").write_text("")
    (tmp_path / "project").symlink_to("elsewhere")
    program = Program("import own, sys\n", "words.anpl", (str(tmp_path / "project"),))
    case = Case("[m.__file__ for m in list(sys.modules.values()) if getattr(m, '__file__', None)]")
    (outcome,) = with_runner(lambda runner: runner.run(program, (case,), PATIENT))
    (profile,) = sandbox.profiles
    allowed = rules(profile)
    trees = [Path(path) for kind, path in allowed["file-read*"] if kind == "subpath"]
    seen = {Path(path) for _, path in allowed["file-read-metadata"]}
    files = [Path(path) for path in eval(outcome.text) if Path(path).is_absolute()]
    assert len(files) > 20
    places = {file.resolve() for file in files}
    unread = {place for place in places if not any(place.is_relative_to(tree) for tree in trees)}
    assert unread == set()
    above = {folder for place in places for folder in place.parents}
    assert {folder for folder in above if not any(folder.is_relative_to(tree) for tree in trees)} <= seen
    assert tmp_path.resolve() / "project" in seen


def test_what_has_come_since_is_in_the_next_profile(sandbox: Sandbox, tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    program = Program("import own\n", "words.anpl", (str(project),))

    async def scenario(runner: ConfinedRunner) -> list[Ending]:
        (before,) = await runner.run(program, (Case("own.ONE"),), PATIENT)
        (project / "own.py").write_text("ONE = 1\n")
        (after,) = await runner.run(program, (Case("own.ONE"),), PATIENT)
        return [before.ending, after.ending]

    assert with_runner(scenario) == [Ending.BROKEN, Ending.VALUE]
    assert [str(project / "own.py") in profile for profile in sandbox.profiles] == [False, True]


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("#!/bin/sh\necho 'sandbox-exec: unbound variable: nope' >&2\nexit 65\n", "unbound variable: nope"),
        ("#!/bin/sh\nkill -ABRT $$\n", "SIGABRT"),
        ("#!/nowhere/sh\n", "cannot start "),
    ],
)
def test_without_it_nothing_runs(sandbox: Sandbox, script: str, words: str) -> None:
    sandbox.becomes(script)
    with pytest.raises(Unconfined) as caught:
        with_runner(lambda runner: runner.confinement())
    ((tier, reason),) = caught.value.missed
    assert tier is Tier.SEATBELT
    assert words in reason


def test_who_is_no_interpreter_is_told_so(sandbox: Sandbox, tmp_path: Path) -> None:
    for python, words in [
        ("/bin/true", "does not start as Python"),
        (str(tmp_path / "none"), "cannot start the inter"),
    ]:
        with pytest.raises(StartError, match=words):
            with_runner(lambda runner: runner.confinement(), python)
    assert sandbox.profiles == []


def test_a_path_that_no_profile_can_hold_runs_nothing(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> str:
        raise ValueError("a profile needs absolute paths, not 'x'")

    monkeypatch.setattr(seatbelt, "profile", refuses)
    with pytest.raises(Unconfined, match="absolute paths"):
        with_runner(lambda runner: runner.confinement())


def test_the_end_of_the_runner_ends_what_runs(sandbox: Sandbox) -> None:
    source = "import os, signal\nos.setsid()\nsignal.signal(signal.SIGIO, signal.SIG_IGN)\n"

    async def scenario(runner: ConfinedRunner) -> int:
        async with runner.open(Program(source, "words.anpl"), PATIENT) as session:
            process = int((await session.run(Case("os.getpid()"))).text)
            watched = os.pidfd_open(process)
            runner.close()
        return watched

    watched = with_runner(scenario)
    try:
        assert select.select([watched], [], [], 30)[0]
    finally:
        os.close(watched)
