"""Recorded programs as documents, and their pairs run without us: under plain Python, each in a process of its own."""

from __future__ import annotations

import json
from pathlib import Path

from attrs import evolve, frozen

from holes.bench import Bench
from holes.check import check_with
from holes.document import Document, load
from holes.files import Disk
from holes.lock import LockFile
from holes.report import FileReport
from holes.verdict import Verdict
from sketch.model import Example, Fill, Hole, Sketch
from sketch.rows import parse_rows, with_rows
from tests.darc import darc_fills, darc_index, darc_sketch

#: Reads the folder of a module, its name, and pairs of arguments and what they return. Writes a truth value for each.
PLAIN = """
import contextlib, importlib, io, json, sys
import numpy as np
folder, module, pairs = json.load(sys.stdin)
sys.path.insert(0, folder)
main = importlib.import_module(module).main
passed = []
for arguments, wanted in pairs:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            answer = main(*[np.array(argument) for argument in arguments])
        passed.append(bool(np.array_equal(np.array(answer), np.array(wanted))))
    except Exception:
        passed.append(False)
print(json.dumps(passed))
"""


@frozen
class Program:
    """A sketch whose `main` has all pairs of which it is known whether the recorded `fills` pass them: training pairs
    first, then test pairs. `known` says so for each of these examples."""

    number: int
    document: Document
    fills: dict[str, Fill]
    known: tuple[bool, ...]

    @property
    def examples(self) -> tuple[Example, ...]:
        """The pairs."""
        return main_of(self.document.sketch).examples

    def plain_input(self, folder: Path, module: str) -> str:
        """What `PLAIN` reads, to run the pairs in `module`, compiled into `folder`."""
        pairs = [(example.row.args, example.row.returns) for example in self.examples if example.row is not None]
        return json.dumps([str(folder), module, pairs])


def main_of(sketch: Sketch) -> Hole:
    """The function that a program is called by."""
    return next(function for function in sketch.functions if function.id == "main")


def programs() -> list[Program]:
    """All recorded programs of whose pairs something is known; skips the test where there are none."""
    lock = LockFile(Disk(), Path("holes.lock"))
    found: list[Program] = []
    for entry in darc_index():
        number = int(str(entry["id"]))
        train, test = (_truths(entry[key]) for key in ("train", "test"))
        if train or test:
            path, _ = darc_sketch(number)
            document = load(path, path.parent, lock)
            names = [f"{number}.jsonl"] * bool(train) + [f"{number}.test.jsonl"] * bool(test)
            sketch = _with_pairs(document.sketch, path.parent, names)
            fills = darc_fills(sketch, number)
            found.append(Program(number, evolve(document, sketch=sketch), fills, (*train, *test)))
    return found


def _truths(value: object) -> tuple[bool, ...]:
    return tuple(bool(item) for item in value) if isinstance(value, list) else ()


def _with_pairs(sketch: Sketch, folder: Path, names: list[str]) -> Sketch:
    """`sketch` with the pairs in the files `names` as the examples of its `main`; those it has loaded itself stay."""
    main = main_of(sketch)
    loaded = tuple(example for example in main.examples if example.row is not None and example.row.path in names)
    functions = tuple(evolve(main, examples=loaded) if function is main else function for function in sketch.functions)
    found = evolve(sketch, functions=functions)
    for name in names:
        if not any(example.row is not None and example.row.path == name for example in loaded):
            rows, problems = parse_rows((folder / name).read_text("utf-8"), name)
            assert not problems
            found = with_rows(found, "main", rows)
    return found


async def evaluate(program: Program, bench: Bench) -> FileReport:
    """Check a program with its recorded fills."""
    return await check_with(program.document, program.fills, bench)


def verdicts(report: FileReport) -> tuple[Verdict, ...]:
    """What became of each pair."""
    return next(tuple(e.verdict for e in entry.examples) for entry in report.holes if entry.hole.id == "main")
