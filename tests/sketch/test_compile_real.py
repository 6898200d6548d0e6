"""Compiled sketches that people wrote run alone, under plain Python, and pass what their programs are known to pass."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest

from sketch.compile import compile_module
from sketch.model import Kind, Language
from sketch.parse import parse
from tests.darc import darc_fills, darc_ids, darc_index, darc_sketch

#: Plain ones, one that fails a pair, a hole that several places use, one whose fills call other holes.
NUMBERS = (6, 9, 2, 322, 120)

RUN = """
import contextlib, io, json, sys
import numpy as np
for module, rows in json.load(sys.stdin):
    names = {"__name__": "compiled"}
    exec(compile(module, "compiled.py", "exec"), names)
    passed = []
    for row in rows:
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                answer = names["main"](*[np.array(argument) for argument in row["args"]])
            passed.append(bool(np.array_equal(np.array(answer), np.array(row["returns"]))))
        except Exception:
            passed.append(False)
    print(json.dumps(passed))
"""


def test_every_sketch_compiles_with_its_recorded_fills() -> None:
    holes = 0
    for number in darc_ids():
        path, text = darc_sketch(number)
        sketch = parse(text, Language.ANPL).sketch
        assert sketch.problems == ()
        module = compile_module(sketch, darc_fills(sketch, number))
        assert module.missing == ()
        compile(module.text, str(path), "exec", dont_inherit=True)
        compile(compile_module(sketch, {}).text, str(path), "exec", dont_inherit=True)
        holes += sum(hole.kind is Kind.INLINE for hole in sketch.holes)
    assert holes == 408


def test_compiled_sketches_run_alone(tmp_path: Path) -> None:
    if importlib.util.find_spec("numpy") is None:
        pytest.skip("the sketches need numpy")
    programs = []
    for number in NUMBERS:
        path, text = darc_sketch(number)
        sketch = parse(text, Language.ANPL).sketch
        rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text().splitlines()]
        programs.append((compile_module(sketch, darc_fills(sketch, number)).text, rows))
    ran = subprocess.run(
        [sys.executable, "-I", "-c", RUN], input=json.dumps(programs), capture_output=True, text=True, cwd=tmp_path
    )
    assert ran.returncode == 0, ran.stderr
    known = {entry["id"]: entry["train"] for entry in darc_index()}
    assert [json.loads(line) for line in ran.stdout.splitlines()] == [known[number] for number in NUMBERS]
