"""`Examples:` files: rows of input and output beside the sketch, read and put into it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from attrs import evolve

from holes.files import FileError, Files
from sketch.model import Problem, Row, Sketch
from sketch.rows import parse_rows, with_rows

#: An `Examples:` file larger than this, in bytes, is refused: nobody could wait for its verdicts.
LARGEST = 64 << 20


def load_examples(sketch: Sketch, folder: Path, files: Files) -> Sketch:
    """`sketch` with the rows of all its `Examples:` files as examples. A file that is missing, unreadable, huge or has
    bad rows becomes a problem at its line of the sketch; the good rows count."""
    problems: list[Problem] = []
    for hole in (*sketch.holes, *sketch.functions):
        for reference in hole.examples_files:
            try:
                text = files.read(folder / reference.path, LARGEST)
            except FileError as error:
                problems.append(Problem("example-malformed", str(error), reference.span))
                continue
            if text is None:
                message = f"the examples file {reference.path} does not exist in {folder}"
                problems.append(Problem("example-malformed", message, reference.span))
                continue
            rows, bad = _rows(text, reference.path)
            problems += [Problem(problem.code, problem.message, reference.span) for problem in bad]
            sketch = with_rows(sketch, hole.id, rows)
    return _with_problems(sketch, problems)


@lru_cache(maxsize=8)
def _rows(text: str, path: str) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """The rows of a file, which stay the same while its sketch is typed in."""
    return parse_rows(text, path)


def _with_problems(sketch: Sketch, problems: list[Problem]) -> Sketch:
    return evolve(sketch, problems=(*sketch.problems, *problems)) if problems else sketch
