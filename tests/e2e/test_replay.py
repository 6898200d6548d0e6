"""Recorded samples of a model fill real holes: what fits is found wherever there is something that fits."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from attrs import frozen

from tests.e2e.command import holewright
from tests.shared_data import shared_data

#: Samples for each task, and tasks, so that the whole takes seconds. Some tasks have no sample that fits.
SAMPLES, TASKS = 10, 16


@frozen
class Recorded:
    """A function with doctests, and bodies that a model gave for it."""

    name: str
    prompt: str
    bodies: tuple[str, ...]


def recorded() -> list[Recorded]:
    """The first tasks whose doctests are in the usual form."""
    lines = (shared_data("recorded") / "codet_codegen16b_humaneval.jsonl").read_text("utf-8").splitlines()
    entries = [json.loads(line) for line in lines[: 2 * TASKS]]
    found = [Recorded(e["entry_point"], e["prompt"], tuple(e["samples"][:SAMPLES])) for e in entries]
    # Where a function stands above the one asked for, a body behind the prompt is not all there is to it.
    return [task for task in found if ">>>" in task.prompt and task.prompt.count("\ndef ") <= 1][:TASKS]


def holds(path: Path) -> bool:
    """Whether Python's own doctest finds nothing wrong with a module."""
    command = [sys.executable, "-m", "doctest", path.name]
    try:
        return not subprocess.run(command, cwd=path.parent, capture_output=True, timeout=10).returncode
    except subprocess.TimeoutExpired:
        return False


def test_samples_are_sifted_as_doctest_would(tmp_path: Path) -> None:
    tasks = recorded()
    project = tmp_path / "project"
    alone = tmp_path / "alone"
    alone.mkdir()
    project.mkdir()
    (project / "pyproject.toml").write_text('[project]\nname = "tasks"\n', "utf-8")
    lines = []
    for task in tasks:
        (project / f"{task.name}.anpl").write_text(task.prompt, "utf-8")
        lines += [json.dumps({"hole": task.name, "answer": {"text": body}}) for body in task.bodies]
    (project / "answers.jsonl").write_text("\n".join(lines), "utf-8")

    fill = holewright(project, "fill", ".", "--engine", "replay", "--replay", "answers.jsonl", "--format", "json")
    report = json.loads(fill.stdout)
    statuses = {Path(file["path"]).stem: file["holes"][0]["status"] for file in report["files"]}
    assert statuses.keys() == {task.name for task in tasks}
    assert (fill.returncode, fill.stderr) == (0 if set(statuses.values()) == {"verified"} else 1, "")

    wrong: list[str] = []
    for task in tasks:
        module = project / f"{task.name}.py"
        if statuses[task.name] == "verified":
            wrong += [] if holds(module) else [f"{task.name} is verified, and doctest says otherwise"]
            continue
        if module.exists():
            wrong.append(f"{task.name} is {statuses[task.name]}, and there is a module")
        for number, body in enumerate(task.bodies):
            candidate = alone / f"{task.name}_{number}.py"
            candidate.write_text(task.prompt + body, "utf-8")
            wrong += [f"{task.name} is {statuses[task.name]}, and sample {number} holds"] if holds(candidate) else []
    assert wrong == []
    assert 0 < list(statuses.values()).count("verified") < len(tasks)
