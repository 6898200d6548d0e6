"""What is said of a sketch that cannot be loaded."""

from __future__ import annotations

import asyncio

import pytest

from holes.bench import Bench, load_failure
from holes.runner.protocol import Answer, Case, Ending, Error, Limits, Outcome, Program
from sketch.model import Language
from sketch.parse import parse
from tests.holes.fakes import InProcess

_MISSING = Error("FileNotFoundError", "[Errno 2] No such file", ("FileNotFoundError", "OSError"), ((1, "<module>"),))
_INSTEAD = "do that outside the sketch, or check with `--sandbox limits` if you trust the code"
_ALLOW = "do that outside the sketch, or let it be read with `--readable PATH` or the setting `readable`"


class Loading(InProcess):
    """Gives one outcome for everything."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self._outcome = outcome

    async def run(
        self,
        program: Program,
        cases: tuple[Case, ...],
        limits: Limits,
        *,
        trace: bool = False,
        answer: Answer | None = None,
    ) -> tuple[Outcome, ...]:
        return (self._outcome,) * len(cases)


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (Outcome(Ending.VALUE), None),
        (Outcome(Ending.BROKEN, error=Error("", "it hung while it was loaded")), "it hung while it was loaded"),
        (
            Outcome(Ending.BROKEN, error=_MISSING),
            "the sketch cannot be loaded: FileNotFoundError: [Errno 2] No such file (at `x = open('/x')`, line 1)",
        ),
        (
            Outcome(Ending.BROKEN, error=_MISSING, action="read /x", only_looked=True),
            "the sketch cannot be loaded: it tried to read /x, which the sandbox refuses "
            f"(at `x = open('/x')`, line 1): {_ALLOW}",
        ),
        (
            Outcome(Ending.DENIED, action="write to /x"),
            f"the sketch cannot be loaded: it tried to write to /x, which the sandbox refuses: {_INSTEAD}",
        ),
    ],
)
def test_why_a_sketch_cannot_be_loaded(outcome: Outcome, words: str | None) -> None:
    sketch = parse("x = open('/x')\n", Language.ANPL).sketch
    assert asyncio.run(load_failure(sketch, {}, Bench(Loading(outcome)), "a.anpl")) == words
