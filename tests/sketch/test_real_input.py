"""Sketches that people wrote, tasks that people set, and Python that nobody wrote for us."""

from __future__ import annotations

import ast
import json
import os
import random
import sysconfig
import tokenize
import warnings
from pathlib import Path

import pytest

from sketch.model import Kind, Language
from sketch.parse import parse
from tests.shared_data import shared_data

ROOT = Path(__file__).resolve().parents[2]


def test_the_sketches_of_darc() -> None:
    folder = shared_data("darc")
    paths = sorted(folder.glob("*.anpl"))
    found = 0
    for path in paths:
        sketch = parse(path.read_text("utf-8"), Language.ANPL).sketch
        texts = [hole.description for hole in sketch.holes if hole.kind is Kind.INLINE]
        assert sketch.problems == (), path.name
        assert set(texts) == json.loads(path.with_suffix(".fills.json").read_text("utf-8")).keys(), path.name
        files = [file.path for hole in sketch.functions for file in hole.examples_files]
        assert files == [path.with_suffix(".jsonl").name] * sketch.text.count("Examples:"), path.name
        found += len(texts)
    assert (len(paths), found) == (150, 408)


@pytest.mark.parametrize("name", ["humaneval.jsonl", "mbpp.jsonl"])
def test_tasks_as_holes(name: str) -> None:
    for line in (shared_data("holes") / name).read_text("utf-8").splitlines():
        task = json.loads(line)
        body = "".join(f"    {text}\n" for text in [f"r'''{task['docstring']}", "'''"])
        body = body.replace("\n", "\n    ").rstrip(" ")
        text = f"{task['preamble']}\n\n{task['signature']}\n{body}"
        sketch = parse(text, Language.ANPL).sketch
        assert [hole.id for hole in sketch.holes] == [task["entry_point"]], task["id"]
        assert all(problem.code != "sketch-syntax" for problem in sketch.problems), task["id"]


def python_text(path: Path) -> str | None:
    """What is in `path`, where this Python takes it for a module."""
    try:
        with tokenize.open(path) as file:
            text = file.read()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(text)
    except (SyntaxError, ValueError, OSError):
        return None
    return text


def test_the_standard_library_has_no_holes_and_no_problems() -> None:
    """A sample; all of it where HOLEWRIGHT_TEST_ALL is set."""
    library = Path(sysconfig.get_paths()["stdlib"])
    paths = sorted(path for path in library.rglob("*.py") if "site-packages" not in path.parts)
    if not os.environ.get("HOLEWRIGHT_TEST_ALL"):
        paths = random.Random(7).sample(paths, 120)
    for path in paths:
        text = python_text(path)
        if text is not None:
            sketch = parse(text, Language.PYTHON).sketch
            assert (sketch.holes, sketch.problems) == ((), ()), path


def test_our_own_files_have_no_holes_and_no_problems() -> None:
    folders = ("sketch", "holes", "server", "tests")
    for path in [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]:
        text = python_text(path)
        if text is not None:
            sketch = parse(text, Language.PYTHON).sketch
            assert (sketch.holes, sketch.problems) == ((), ()), path
