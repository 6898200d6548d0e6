"""Holes of the recorded programs of DARC as tasks: what each was given and gave back when its program ran."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from itertools import chain, zip_longest

from holes.bench import Bench
from holes.engines.arrays import without_arrays
from holes.engines.protocol import Observation
from holes.local.task import Shown
from holes.runner.process import ProcessRunner
from holes.runner.protocol import Ending, Limits, Outcome, Recorded
from holes.trace import record
from holes.values import Unrepresentable, to_python
from sketch.model import Hole, Kind
from tests.benchmarks.local_tasks import Question
from tests.e2e.darc_programs import Program, main_of, programs

#: Calls that are shown, and held back, at most.
_SHOWN = 5
_HELD = 20


class Lacking(Exception):
    """What the programs need is not there; says what."""


def darc() -> list[Question]:
    """The holes that were called with enough different values to hold some back. Raises `Lacking` without numpy."""
    if find_spec("numpy") is None:
        raise Lacking(f"the programs of DARC import numpy, which {sys.executable} has not")
    return asyncio.run(_recorded())


async def _recorded() -> list[Question]:
    bench = Bench(ProcessRunner(sys.executable), Limits(seconds=5, load_seconds=60))
    found: list[Question] = []
    for program in programs():
        sketch = program.document.sketch
        right = [example for example, known in zip(program.examples, program.known, strict=True) if known]
        wanted = [(main_of(sketch), example) for example in right]
        outcomes = await record(program.document, program.fills, wanted, bench)
        holes = [hole for hole in sketch.holes if hole.kind is Kind.INLINE and hole.id in program.fills]
        found.extend(question for hole in holes if (question := _question(program, hole, outcomes)) is not None)
    return found


def _question(program: Program, hole: Hole, outcomes: Sequence[Outcome]) -> Question | None:
    """The hole with what was recorded of it, the first call of each pair before any second one."""
    calls = [[call for call in outcome.calls if _is_usable(call, hole)] for outcome in outcomes]
    turns = [call for call in chain.from_iterable(zip_longest(*calls)) if call is not None]
    observations = tuple(Observation(call.args, returns=call.value) for call in turns)
    plain, _ = without_arrays(observations, hole.signature)
    cases = list(_distinct(plain))
    count = min(_SHOWN, (len(cases) + 1) // 2)
    if count == len(cases):
        return None
    return Question(
        f"darc/{program.number}/{hole.id}",
        "darc",
        hole.signature.text,
        hole.description,
        tuple(cases[:count]),
        tuple(cases[count : count + _HELD]),
    )


def _is_usable(call: Recorded, hole: Hole) -> bool:
    return (
        call.hole == hole.id
        and call.ending is Ending.VALUE
        and not call.kwargs
        and len(call.args) == len(hole.signature.parameters)
    )


def _distinct(observations: Sequence[Observation]) -> Iterator[Shown]:
    """A case for each choice of arguments that are plain values."""
    seen: set[str] = set()
    for one in observations:
        assert one.returns is not None
        try:
            case = Shown(tuple(map(to_python, one.args)), to_python(one.returns))
        except Unrepresentable:
            continue
        if (key := repr(case.arguments)) not in seen:
            seen.add(key)
            yield case
