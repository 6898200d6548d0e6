"""Programs that people wrote, with the fills that a model gave them: what holds is what is known to hold."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from holes.bench import Bench
from holes.compiled import compiled
from holes.document import load
from holes.files import Disk
from holes.lock import Entry, LockFile
from holes.report import FileReport, Status
from holes.runner.protocol import Limits, Tier
from holes.verdict import Verdict
from tests.darc import darc_fills, darc_sketch
from tests.e2e.command import holewright
from tests.e2e.darc_programs import PLAIN, Program, evaluate, programs, verdicts
from tests.runner import running
from tests.shared_data import shared_data

#: Generous, so that a busy machine fails nothing.
LIMITS = Limits(seconds=5, load_seconds=60)

pytestmark = pytest.mark.skipif(importlib.util.find_spec("numpy") is None, reason="the sketches need numpy")


async def check_all(chosen: list[Program], bench: Bench) -> list[FileReport]:
    """Check programs, two at a time."""
    places = asyncio.Semaphore(2)

    async def one(program: Program) -> FileReport:
        async with places:
            return await evaluate(program, bench)

    return await asyncio.gather(*(one(program) for program in chosen))


@pytest.mark.parametrize("tier", [Tier.FULL, Tier.LIMITS])
def test_every_pair_is_judged_as_it_is_known_to_end(tier: Tier) -> None:
    if (reason := running.obstacle(tier)) is not None:
        pytest.skip(reason)
    bench = Bench(running.runner(tier, sys.executable), LIMITS)
    chosen = programs()
    wrong: list[str] = []
    holding = 0
    for program, report in zip(chosen, asyncio.run(check_all(chosen, bench)), strict=True):
        found = verdicts(report)
        wrong += [f"{program.number}: {problem.message}" for problem in report.errors]
        wrong += [
            f"{program.number}, pair {index}: {verdict}, though it is known to {'hold' if known else 'fail'}"
            for index, (verdict, known) in enumerate(zip(found, program.known, strict=True))
            if verdict not in ((Verdict.PASSED,) if known else (Verdict.FAILED, Verdict.RAISED))
        ]
        # A hole is green only where something that reached it holds and nothing fails.
        statuses = {entry.status for entry in report.holes if entry.hole.id != "main"}
        if all(program.known):
            holding += 1
            wrong += [f"{program.number}: a hole is {one}" for one in statuses - {Status.VERIFIED, Status.UNCHECKED}]
        elif not any(program.known) and Status.VERIFIED in statuses:
            wrong.append(f"{program.number}: a hole is verified, though nothing holds")
    assert wrong == []
    # 108 pass all their pairs, and one the only pair of which anything is known.
    assert (len(chosen), sum(len(program.known) for program in chosen), holding) == (149, 632, 109)


def test_compiled_programs_run_alone(tmp_path: Path) -> None:
    """A sample, each in a plain process of its own."""
    wrong: list[str] = []
    for program in programs()[::10]:
        path = tmp_path / f"program_{program.number}.anpl"
        module = compiled(path, program.document.sketch, program.fills)
        assert module.missing == ()
        module.path.write_text(module.text, "utf-8")
        question = program.plain_input(tmp_path, path.stem)
        done = subprocess.run([sys.executable, "-I", "-c", PLAIN], input=question, capture_output=True, text=True)
        if done.returncode or tuple(json.loads(done.stdout)) != program.known:
            wrong.append(f"{program.number}: {done.stdout}{done.stderr}, known is {program.known}")
    assert wrong == []


#: Sketches all of whose training pairs hold, those where some fail, and one that names no pairs.
HOLDING = (5, 6, 9, 10, 11, 30, 31, 34, 36, 115, 322)
FAILING = (2, 3, 12)
SILENT = (37,)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder that is a project's root."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "grids"\n', "utf-8")
    return tmp_path


def put_sketches(project: Path, numbers: tuple[int, ...]) -> None:
    """Sketches with their training pairs."""
    for number in numbers:
        for suffix in ("anpl", "jsonl"):
            shutil.copyfile(shared_data("darc") / f"{number}.{suffix}", project / f"{number}.{suffix}")


def put_lock(project: Path, numbers: tuple[int, ...]) -> None:
    """A `holes.lock` with the recorded fills of the sketches."""
    lock = LockFile(Disk(project / "cache"), project / "holes.lock")
    documents = {number: load(project / f"{number}.anpl", project, lock) for number in numbers}
    lock.update(
        Entry(document.key, id, document.fingerprints[id], "replay", "2026-01-01", fill=fill)
        for number, document in documents.items()
        for id, fill in darc_fills(document.sketch, number).items()
    )


def known_pairs(numbers: tuple[int, ...]) -> dict[str, list[bool]]:
    """For each sketch, whether the training pairs hold that its `main` names itself."""
    found: dict[str, list[bool]] = {}
    for program in programs():
        if program.number in numbers:
            name = f"{program.number}.jsonl"
            named = [example for example in program.examples if example.row is not None and example.row.path == name]
            told = f"Examples: {name}" in program.document.sketch.text
            found[f"{program.number}.anpl"] = list(program.known[: len(named)]) if told else []
    return found


def judged(output: str) -> dict[str, list[bool]]:
    """What a JSON report says of each sketch's pairs."""
    report: dict[str, Any] = json.loads(output)
    return {
        file["path"]: [e["verdict"] == "passed" for entry in file["holes"] for e in entry["examples"]]
        for file in report["files"]
    }


def test_a_project_is_checked_and_compiled_from_its_lock(project: Path) -> None:
    numbers = (*HOLDING, *FAILING, *SILENT)
    put_sketches(project, numbers)
    put_lock(project, numbers)
    seconds = ("--example-seconds", "5")

    check = holewright(project, "check", ".", "--format", "json", *seconds)
    assert (check.returncode, check.stderr) == (1, "")
    assert judged(check.stdout) == known_pairs(numbers)

    compile_ = holewright(project, "compile", ".")
    assert (compile_.returncode, compile_.stderr) == (0, "")
    assert {path.stem for path in project.glob("*.py")} == {str(number) for number in numbers}

    held = [f"{number}.anpl" for number in HOLDING]
    frozen = holewright(project, "check", "--frozen", *held, *seconds)
    assert (frozen.returncode, frozen.stderr) == (0, "")

    (project / "5.py").write_text("changed = True\n", "utf-8")
    changed = holewright(project, "check", "--frozen", "5.anpl", *seconds)
    assert changed.returncode == 1
    assert changed.stderr == "holewright: 5.py is not what 5.anpl compiles to: run holewright compile\n"


def test_recorded_answers_fill_a_project(project: Path) -> None:
    """Answers as they came: each function is called as the model liked."""
    numbers = (2, 6, 9, 30, 322)
    put_sketches(project, numbers)
    lines = [
        json.dumps({"hole": hole, "answer": {"text": answer["code"]}})
        for number in numbers
        for hole, answer in json.loads((shared_data("darc") / f"{number}.fills.json").read_text("utf-8")).items()
    ]
    (project / "answers.jsonl").write_text("\n".join(lines), "utf-8")

    fill = holewright(
        project, "fill", ".", "--engine", "replay", "--replay", "answers.jsonl", "--format", "json",
        "--example-seconds", "5",
    )  # fmt: skip
    assert (fill.returncode, fill.stderr) == (1, "")
    assert judged(fill.stdout) == known_pairs(numbers)
    assert sorted(path.name for path in project.glob("*.py")) == ["30.py", "322.py", "6.py", "9.py"]

    lock = LockFile(Disk(project / "cache"), project / "holes.lock").read()
    for number in numbers:
        path, _ = darc_sketch(number)
        sketch = load(path, path.parent, LockFile(Disk(), project / "none.lock")).sketch
        assert lock.of(f"{number}.anpl").keys() == {hole.id for hole in sketch.holes}
    held = [f"{number}.anpl" for number in numbers if number != 2]
    assert holewright(project, "check", "--frozen", *held, "--example-seconds", "5").returncode == 0
