"""What is the confined runner's own: its tiers, what is imported for all, and what a candidate sees and is told."""

from __future__ import annotations

import asyncio
import gc
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

from holes.runner import confined, zygote
from holes.runner.child import Interpreter
from holes.runner.confined import TIERS, ConfinedRunner, Unconfined
from holes.runner.protocol import NOT_STARTED, Case, Ending, Limits, Outcome, Program, Tier
from tests.runner import running
from tests.runner.running import BRIEF, PATIENT, told

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="its walls are Linux's")

NOWHERE = "the tier is refused"


@pytest.fixture(autouse=True)
def _walls() -> None:
    if (reason := running.obstacle(Tier.FULL)) is not None:
        pytest.skip(reason)


@pytest.fixture
def runner() -> Iterator[ConfinedRunner]:
    """A runner that is this test's own."""
    made = ConfinedRunner(sys.executable, (Tier.FULL,))
    yield made
    made.close()


def run(runner: ConfinedRunner, program: Program, *cases: str, limits: Limits = PATIENT) -> list[str]:
    return list(map(told, asyncio.run(runner.run(program, tuple(map(Case, cases)), limits))))


def refuse(monkeypatch: pytest.MonkeyPatch, *refused: Tier) -> None:
    """Let these tiers be ones that cannot be had."""
    start = zygote.start

    async def choosy(python: Interpreter, walls: zygote.Walls) -> zygote.Zygote:
        if walls.tier in refused:
            raise zygote.Refused(NOWHERE)
        return await start(python, walls)

    monkeypatch.setattr(confined, "start", choosy)


# Tiers.


@pytest.mark.parametrize("tier", TIERS)
def test_each_tier_runs_and_says_which_it_is(tier: Tier) -> None:
    if (reason := running.obstacle(tier)) is not None:
        pytest.skip(reason)
    runner = ConfinedRunner(sys.executable, (tier,))
    assert run(runner, Program("", "words.anpl"), "1 + 1") == ["value 2"]
    found = asyncio.run(runner.confinement())
    runner.close()
    assert (found.tier, found.missed) == (tier, ())


def test_the_strongest_that_can_be_had_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, Tier.FULL, Tier.BUBBLEWRAP)
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/true")
    runner = ConfinedRunner(sys.executable)
    assert run(runner, Program("", "words.anpl"), "1") == ["value 1"]
    found = asyncio.run(runner.confinement())
    runner.close()
    assert found.tier is Tier.LANDLOCK
    assert found.missed == ((Tier.FULL, NOWHERE), (Tier.BUBBLEWRAP, NOWHERE))


@pytest.mark.parametrize("program", ["missing", "failing", "silent"])
def test_a_bubblewrap_that_does_not_do_is_missed_with_a_reason(
    program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bwrap"
    fake.write_text(f"#!/bin/sh\n{'echo no such right >&2; exit 1' if program == 'failing' else 'exit 0'}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda name: None if program == "missing" else str(fake))
    runner = ConfinedRunner(sys.executable, (Tier.BUBBLEWRAP, Tier.LANDLOCK))
    found = asyncio.run(runner.confinement())
    runner.close()
    assert found.tier is Tier.LANDLOCK
    ((tier, reason),) = found.missed
    assert tier is Tier.BUBBLEWRAP
    assert reason
    assert "\n" not in reason
    if program == "missing":
        assert reason == "the program bwrap is not installed"


def test_without_any_tier_nothing_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    refuse(monkeypatch, *TIERS)
    runner = ConfinedRunner(sys.executable, (Tier.FULL, Tier.LANDLOCK))
    trace = tmp_path / "trace"
    program = Program(f"open({str(trace)!r}, 'w')", "words.anpl")

    async def scenario() -> list[Outcome]:
        ran = await runner.run(program, (Case("1"), Case("2")), PATIENT)
        screened = await runner.screen((program, program), (Case("1"),), PATIENT)
        with pytest.raises(Unconfined):
            await runner.confinement()
        with pytest.raises(Unconfined):
            async with runner.open(program, PATIENT) as session:
                await session.run(Case("1"))
        return [*ran, *(outcome for outcomes in screened for outcome in outcomes or ())]

    outcomes = asyncio.run(scenario())
    assert [outcome.ending for outcome in outcomes] == [Ending.INCONCLUSIVE] * 4
    assert outcomes[0].error is not None
    words = f"nothing is run, since no sandbox can be had here (full: {NOWHERE}; landlock: {NOWHERE})"
    assert outcomes[0].error.message == words
    assert not trace.exists()


def test_a_tier_is_never_weaker_later(monkeypatch: pytest.MonkeyPatch) -> None:
    runner = ConfinedRunner(sys.executable)
    assert run(runner, Program("", "words.anpl"), "1") == ["value 1"]
    runner.close()
    refuse(monkeypatch, Tier.FULL)
    (outcome,) = asyncio.run(runner.run(Program("", "words.anpl"), (Case("1"),), PATIENT))
    assert told(outcome) == f"broken : the sandbox cannot be started again: {NOWHERE}"
    monkeypatch.undo()
    assert run(runner, Program("", "words.anpl"), "1") == ["value 1"]
    runner.close()


# Interpreters.


def unstarted(python: str) -> str:
    """What is said of a program under an interpreter that is none."""
    runner = ConfinedRunner(python, (Tier.FULL, Tier.LANDLOCK))
    (outcome,) = asyncio.run(runner.run(Program("", "words.anpl"), (Case("1"),), PATIENT))
    runner.close()
    assert outcome.ending is Ending.BROKEN
    assert outcome.error is not None
    assert outcome.error.bases == (NOT_STARTED,)
    assert "\n" not in outcome.error.message
    assert "Traceback" not in outcome.error.message
    assert outcome.error.message.startswith(("cannot start the interpreter " + python, python + " does not start"))
    return outcome.error.message


def test_an_interpreter_that_is_missing() -> None:
    words = "cannot start the interpreter /nowhere/python: no such file or directory; choose another one"
    assert unstarted("/nowhere/python") == words


@pytest.mark.parametrize(
    "text",
    [
        "#!/bin/sh\nexit 3\n",
        "#!/bin/sh\necho it cannot be >&2; exit 1\n",
        "#!/bin/sh\nkill -9 $$\n",
        "#!/bin/sh\nsleep 300 & exit 1\n",
        "not a program\n",
    ],
    ids=["ends", "complains", "is killed", "leaves another", "text"],
)
def test_an_interpreter_that_is_none(text: str, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(text)
    python.chmod(0o755)
    assert unstarted(str(python)).endswith("; choose another one")


def test_an_interpreter_that_is_too_old(tmp_path: Path) -> None:
    """It does not know the grammar, or a module."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable} -I\nraise SystemExit('SyntaxError: invalid syntax')\n")
    python.chmod(0o755)
    assert "SyntaxError: invalid syntax" in unstarted(str(python))


# What is imported once for all.


@pytest.fixture
def python(tmp_path: Path) -> str:
    """An interpreter whose environment has modules that do odd things when they are imported."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(tmp_path / "env")], check=True)
    (packages,) = (tmp_path / "env/lib").glob("python3*/site-packages")
    count = "import sys\nimported = getattr(sys, 'times', 0)\nsys.times = imported + 1\n"
    modules = {
        "plain": count,
        "other": count,
        "threaded": "import threading, time\nthreading.Thread(target=time.sleep, args=(600,), daemon=True).start()\n",
        "hanging": "while True: pass\n",
        "leaving": "import os\nos._exit(0)\n",
        "failing": "raise ValueError\n",
    }
    for name, text in modules.items():
        (packages / f"{name}.py").write_text(text)
    return str(tmp_path / "env/bin/python")


def test_a_module_that_the_sketch_imports_is_loaded_once(python: str) -> None:
    runner = ConfinedRunner(python, (Tier.FULL,))
    program = Program("import plain, sys\n", "words.anpl", preload=("plain", "nowhere", "failing"))
    for _ in range(3):
        assert run(runner, program, "sys.times", "plain.imported") == ["value 1", "value 0"]
    bare = Program("import sys\n", "words.anpl")
    assert run(runner, bare, "'plain' in sys.modules", "'hanging' in sys.modules") == ["value True", "value False"]
    assert runner.restarts == 0
    runner.close()


def test_several_at_once_are_loaded_beside_one_another(python: str) -> None:
    async def scenario() -> list[str]:
        runner = ConfinedRunner(python, (Tier.FULL,))
        names = ("plain", "other", "json", "decimal", "fractions", "plain")
        programs = [Program(f"import {name}\n", "words.anpl", preload=(name,)) for name in names]
        tasks = [asyncio.create_task(runner.run(program, (Case("1"),), PATIENT)) for program in programs]
        await asyncio.sleep(0.06)
        tasks.pop(0).cancel()
        found = [told(outcome) for (outcome,) in await asyncio.gather(*tasks)]
        assert runner.restarts == 0
        runner.close()
        return found

    assert asyncio.run(scenario()) == ["value 1"] * 5


@pytest.mark.parametrize("module", ["threaded", "hanging", "leaving"])
def test_a_module_that_cannot_be_loaded_for_all(python: str, module: str) -> None:
    """Each process imports it itself, and those that do not need it are none the worse."""
    runner = ConfinedRunner(python, (Tier.FULL,))
    # Who waits for what hangs need not wait long; once that is known, nobody who can do without it does.
    brief = Limits(seconds=20, load_seconds=1) if module == "hanging" else PATIENT
    needs = Program(f"import {module}\n", "words.anpl", preload=(module,))
    spared = Program(f"def f():\n    import {module}\n", "words.anpl", preload=(module,))
    assert run(runner, spared, "1", limits=brief) == ["value 1"]
    (found,) = run(runner, needs, "1", limits=brief)
    expected = {
        "threaded": "value 1",
        "hanging": "broken : it did not load within 1 s",
        "leaving": "broken : while it was loaded its process ended with status 0",
    }
    assert found == expected[module]
    assert run(runner, spared, "1") == ["value 1"]
    assert runner.restarts == 1
    runner.close()


def test_arrays(runner: ConfinedRunner) -> None:
    pytest.importorskip("numpy")
    program = Program("import numpy as np, sys\n", "words.anpl", preload=("numpy",))
    cases = ("int(np.arange(4).sum())", "np.zeros(1 << 28).sum()", "int(np.ones((9, 9)).dot(np.ones(9))[0])")
    limits = Limits(seconds=20, load_seconds=60, memory=256 << 20)
    first, refused, last = run(runner, program, *cases, limits=limits)
    assert (first, last) == ("value 6", "value 9")
    assert "Unable to allocate" in refused
    assert run(runner, Program("import sys\n", "words.anpl"), "'numpy' in sys.modules") == ["value True"]


def test_memory(runner: ConfinedRunner) -> None:
    limits = Limits(seconds=20, load_seconds=60, memory=64 << 20)
    found = run(runner, Program("", "words.anpl"), "len(bytearray(1 << 25))", "bytearray(1 << 27)", limits=limits)
    assert found == ["value 33554432", "raised MemoryError: "]


# What a candidate sees.


@pytest.mark.parametrize("module", ["string", "queue", "functools", "decimal"])
def test_a_module_of_the_users_own_comes_before_the_librarys(
    module: str, runner: ConfinedRunner, tmp_path: Path
) -> None:
    (tmp_path / f"{module}.py").write_text("mine = 1\n")
    program = Program(f"import {module}\n", "words.anpl", (str(tmp_path),), str(tmp_path), preload=(module,))
    assert run(runner, program, f"{module}.mine") == ["value 1"]


def test_modules_that_are_written_replaced_or_come_later(runner: ConfinedRunner, tmp_path: Path) -> None:
    program = Program("import helper\n", "words.anpl", (str(tmp_path),), str(tmp_path))
    module = tmp_path / "helper.py"
    assert run(runner, program, "helper.n")[0].startswith("broken ModuleNotFoundError")
    for n in range(6):
        new = tmp_path / f"new{n % 2}"
        new.write_text(f"n = {n + 1}\n")
        if n % 3 == 1:
            module.write_text(new.read_text())
        else:
            new.replace(module)
        assert run(runner, program, "helper.n") == [f"value {n + 1}"]
    module.unlink()
    package = tmp_path / "helper"
    package.mkdir()
    (package / "__init__.py").write_text("from helper.part import n\n")
    (package / "part.py").write_text("n = 7\n")
    assert run(runner, program, "helper.n") == ["value 7"]
    (package / "new").write_text("n = 8\n")
    (package / "new").replace(package / "part.py")
    assert run(runner, program, "helper.n") == ["value 8"]
    assert runner.restarts == 0


def test_a_module_replaced_while_the_process_starts(tmp_path: Path) -> None:
    module = tmp_path / "helper.py"
    program = Program("import helper\n", "words.anpl", (str(tmp_path),), str(tmp_path))

    async def scenario(moment: float) -> str:
        runner = ConfinedRunner(sys.executable, (Tier.FULL,))
        module.write_text("n = 1\n")
        early = asyncio.create_task(runner.run(program, (Case("helper.n"),), PATIENT))
        await asyncio.sleep(moment)
        (tmp_path / "new").write_text("n = 22\n")
        (tmp_path / "new").replace(module)
        (outcome,) = await runner.run(program, (Case("helper.n"),), PATIENT)
        await early
        runner.close()
        return told(outcome)

    for moment in (0, 0.01, 0.02, 0.03, 0.04, 0.05):
        assert asyncio.run(scenario(moment)) == "value 22"


def test_a_replaced_module_is_seen_by_all_that_come_at_once(runner: ConfinedRunner, tmp_path: Path) -> None:
    program = Program("import helper\n", "words.anpl", (str(tmp_path),), str(tmp_path))
    (tmp_path / "helper.py").write_text("n = 1\n")
    assert run(runner, program, "helper.n") == ["value 1"]
    (tmp_path / "new").write_text("n = 2\n")
    (tmp_path / "new").replace(tmp_path / "helper.py")

    async def scenario() -> list[str]:
        runs = await asyncio.gather(*(runner.run(program, (Case("helper.n"),), PATIENT) for _ in range(5)))
        return [told(outcome) for (outcome,) in runs]

    assert asyncio.run(scenario()) == ["value 2"] * 5


@pytest.mark.parametrize("tier", TIERS)
def test_what_says_what_is_expected_is_not_shown(tier: Tier, tmp_path: Path) -> None:
    if (reason := running.obstacle(tier)) is not None:
        pytest.skip(reason)
    runner = ConfinedRunner(sys.executable, (tier,))
    for name in ("sums.py", "rows.jsonl", "words.anpl", ".env", "notes.txt"):
        (tmp_path / name).write_text("'expected'\n")
    (tmp_path / "helper.py").write_text("1\n")
    cache = tmp_path / "__pycache__"
    cache.mkdir()
    compiled = cache / f"sums.{sys.implementation.cache_tag}.pyc"
    compiled.write_bytes(b"expected")
    folder = str(tmp_path)
    program = Program(
        "def seen(path):\n    try:\n        return open(path).read()\n    except OSError as e:\n        return None\n",
        "sums.py",
        (folder,),
        folder,
        hidden=(str(tmp_path / "rows.jsonl"),),
    )
    names = ("sums.py", "rows.jsonl", "words.anpl", ".env", "notes.txt", f"__pycache__/{compiled.name}")
    found = asyncio.run(runner.run(program, tuple(Case(f"seen({name!r})") for name in names), PATIENT))
    assert not any("expected" in str(outcome) for outcome in found)
    assert run(runner, program, "int(seen('helper.py'))") == ["value 1"]
    runner.close()


def test_the_working_folder(runner: ConfinedRunner, tmp_path: Path) -> None:
    folder = str(tmp_path)
    assert run(runner, Program("import os\n", "words.anpl", (folder,), folder), "os.getcwd()") == [f"value {folder!r}"]
    elsewhere = Program("import os\n", "words.anpl", (), str(tmp_path / "none"))
    assert run(runner, elsewhere, "os.getcwd()") == ["value '/'"]


def test_more_folders_than_are_kept_warm(runner: ConfinedRunner, tmp_path: Path) -> None:
    programs = []
    for n in range(7):
        folder = tmp_path / str(n)
        folder.mkdir()
        (folder / "helper.py").write_text(f"n = {n}\n")
        programs.append(Program("import helper, json\n", "words.anpl", (str(folder),), preload=("json",)))

    async def scenario() -> list[str]:
        runs = [runner.run(program, (Case("helper.n"),), PATIENT) for program in programs * 3]
        return [told(outcome) for (outcome,) in await asyncio.gather(*runs)]

    assert asyncio.run(scenario()) == [f"value {n}" for n in range(7)] * 3
    assert runner.restarts == 0
    assert len(runner._zygotes) <= confined._MOST
    assert runner._unpreloadable == frozenset()


# Screening.


def test_one_that_ends_the_process_costs_the_others_nothing(runner: ConfinedRunner) -> None:
    sources = ["x = 1", "import os; os._exit(1)", "x = 3", "while True: pass", "x = 5", "x = (", "x = 7"]
    programs = tuple(Program(source + "\n", "words.anpl") for source in sources)
    found = asyncio.run(runner.screen(programs, (Case("x"), Case("x + 1")), BRIEF))
    endings = ["" if one is None else " ".join(outcome.ending for outcome in one) for one in found]
    assert endings == [
        "value value",
        "crashed crashed",
        "value value",
        "timeout timeout",
        "value value",
        "broken broken",
        "value value",
    ]


def test_nothing_is_asked_of_a_process_where_there_are_no_cases() -> None:
    runner = ConfinedRunner("/nowhere/python")
    assert asyncio.run(runner.run(Program("", "words.anpl"), (), PATIENT)) == ()
    assert asyncio.run(runner.screen((), (Case("1"),), PATIENT)) == ()
    gc.collect()


def test_a_program_may_be_long(runner: ConfinedRunner) -> None:
    text = textwrap.dedent(f"text = {'x' * 3_000_000!r}\n")
    assert run(runner, Program(text, "words.anpl"), "len(text)") == ["value 3000000"]
