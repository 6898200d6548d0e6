"""Tasks that people set, with solutions that are known to be right: all of them are found so, as fills of holes."""

from __future__ import annotations

import ast
import asyncio
import doctest
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from attrs import frozen

from holes.answers.extract import extract
from holes.bench import Bench
from holes.check import check_with
from holes.document import snapshot
from holes.files import Disk
from holes.lock import LockFile
from holes.report import HoleReport, Status
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Limits
from sketch.model import Fill, Problem
from tests.shared_data import shared_data

#: Generous, so that a busy machine fails nothing.
BENCH = Bench(ProcessRunner(sys.executable), Limits(seconds=20, load_seconds=60))

#: Where the tasks would stand: nothing is read or written there.
FOLDER = Path(__file__).parent / "tasks"

#: Docstrings of HumanEval whose doctests no solution passes, here or in Python's own doctest: they are comparisons with
#: nothing expected below them. Those of 116 say something wrong as well.
EXPECT_NOTHING = {"HumanEval/116", "HumanEval/128", "HumanEval/145"}


@frozen
class Task:
    """One function to be written: its docstring as people wrote it, its words alone, and doctests of what it does."""

    id: str
    name: str
    preamble: str
    signature: str
    docstring: str
    words: str
    examples: tuple[str, ...]
    solution: str

    def sketch(self, docstring: str) -> str:
        """An `.anpl` text whose only hole has `docstring`."""
        escaped = docstring.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        body = "\n".join(f"    {line}" if line.strip() else "" for line in escaped.split("\n")).lstrip()
        return f'{self.preamble}\n\n\n{self.signature}\n    """{body}\n    """\n'


def tasks(name: str) -> list[Task]:
    """All tasks of a file."""
    lines = (shared_data("holes") / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [task_of(json.loads(line)) for line in lines]


def task_of(entry: dict[str, object]) -> Task:
    """A task from its JSON object. Raises ValueError where an example is no plain literal."""
    name, preamble, signature, docstring = (
        str(entry[key]) for key in ("entry_point", "preamble", "signature", "docstring")
    )
    approximate = entry["compare"] == "approx"
    examples = tuple(
        prompt(name, one["args"], one["expected"], approximate=approximate)
        for key in ("examples", "hidden")
        for one in _listed(entry[key])
    )
    words = str(entry.get("docstring_no_examples") or docstring)
    return Task(str(entry["id"]), name, preamble, signature, docstring, words, examples, str(entry["canonical"]))


def _listed(value: object) -> list[dict[str, str]]:
    assert isinstance(value, list)
    return value


def prompt(name: str, args: str, expected: str, *, approximate: bool) -> str:
    """A doctest of a call, from texts of literals. Texts like `{'__float__': 'nan'}` stand for what has no literal."""
    if "{'__" in args + expected:
        raise ValueError(f"{args} gives {expected}")
    call = f">>> {name}({', '.join(repr(arg) for arg in ast.literal_eval(args))})"
    if expected == "None":
        return call
    return f"{call}\n{f'approx({expected})' if approximate else expected}"


@frozen
class Found:
    """What a check says of one task's hole."""

    task: Task
    hole: HoleReport
    problems: tuple[Problem, ...]

    @property
    def failures(self) -> list[str]:
        """Why it is not verified."""
        messages = [problem.message for problem in self.problems]
        messages += [example.message for example in self.hole.examples if example.message is not None]
        return [f"{self.task.id}: {self.hole.status}: {message}" for message in messages or ["nothing to say"]]


async def check_task(task: Task, docstring: str, answer: str) -> Found:
    """Check the fill that is found in `answer`."""
    path = FOLDER / f"{task.name}.anpl"
    document = snapshot(path, FOLDER, task.sketch(docstring), LockFile(Disk(), FOLDER / "holes.lock"))
    (hole,) = document.sketch.holes
    fill = extract(answer, hole, document.sketch)
    assert isinstance(fill, Fill), f"{task.id}: {fill.reason}"
    report = await check_with(document, {hole.id: fill}, BENCH)
    return Found(task, next(entry for entry in report.holes if entry.hole.id == hole.id), report.errors)


def check_all(wanted: Iterable[tuple[Task, str, str]]) -> list[Found]:
    """Check tasks with docstrings and answers, two at a time."""

    async def run() -> list[Found]:
        places = asyncio.Semaphore(2)

        async def one(task: Task, docstring: str, answer: str) -> Found:
            async with places:
                return await check_task(task, docstring, answer)

        return await asyncio.gather(*(one(*item) for item in wanted))

    return asyncio.run(run())


def test_docstrings_as_people_wrote_them() -> None:
    found = check_all((task, task.docstring, task.solution) for task in tasks("humaneval"))
    parser = doctest.DocTestParser()
    counts = {item.task.id: len(item.hole.examples) for item in found}
    assert counts == {item.task.id: len(parser.get_examples(item.task.docstring)) for item in found}
    wrong = [item for item in found if counts[item.task.id] and item.hole.status is not Status.VERIFIED]
    assert [line for item in wrong if item.task.id not in EXPECT_NOTHING for line in item.failures] == []
    assert {item.task.id for item in wrong} == EXPECT_NOTHING
    assert all("expected nothing, got" in item.failures[0] for item in wrong)
    # Half of the docstrings have no doctests: nothing can be said of a fill then.
    silent = [item.hole.status for item in found if not counts[item.task.id]]
    assert silent == [Status.UNCHECKED] * 52


@pytest.mark.parametrize(("name", "count"), [("humaneval", 98), ("mbpp", 580)])
def test_every_right_solution_is_verified(name: str, count: int) -> None:
    chosen = tasks(name)
    found = check_all((task, "\n".join([task.words, *task.examples]), task.solution) for task in chosen)
    assert [line for item in found if item.hole.status is not Status.VERIFIED for line in item.failures] == []
    assert [len(item.hole.examples) for item in found] == [len(task.examples) for task in chosen]
    assert len(found) == count


def test_no_wrong_solution_is_verified() -> None:
    """Every tenth task, answered by what does nothing."""
    chosen = [task for name in ("humaneval", "mbpp") for task in tasks(name)[::10] if "\n" in "".join(task.examples)]
    found = check_all(
        (task, "\n".join([task.words, *task.examples]), f"{task.signature}\n    return None\n") for task in chosen
    )
    assert {item.task.id: item.hole.status for item in found} == {task.id: Status.FAILING for task in chosen}
