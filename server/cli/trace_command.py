"""`holewright trace`: one example through the sketch, each hole's call with what it got and gave."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Mapping
from pathlib import Path

from holes.bench import trace_example
from holes.explain import first_wrong_step
from holes.observe import answers
from holes.runner.protocol import Ending
from server.assembly import bench
from server.cli.call import one_target
from server.cli.failure import complain
from server.cli.find_hole import find_example, find_hole
from server.cli.trace_text import render_trace
from server.sandbox import confinement_of, warning


def run_trace(path: Path, word: str, number: int, explicit: Mapping[str, object]) -> int:
    """Trace the `number`-th example (from 1) of a hole or function. Gives the exit status: 0 where the example holds.
    Raises `CallError`."""
    target = one_target(path, explicit)
    document = target.load()
    hole = find_hole(document.sketch, word, path)
    example = find_example(document.sketch, hole, number)
    where = bench(target.parts.settings, target.parts.root, path)
    sketch, fills = document.sketch, document.fills
    evidence = asyncio.run(
        trace_example(sketch, fills, hole, example, where, document.path.name, answers(sketch, fills))
    )
    outcome = evidence.outcome
    subjects = (*document.sketch.holes, *document.sketch.functions)
    parameters = {subject.id: tuple(item.name for item in subject.signature.parameters) for subject in subjects}
    sys.stdout.write(render_trace(example.source, outcome.calls, parameters, outcome))
    if evidence.judgement.message and outcome.ending is not Ending.MISSING:
        print(evidence.judgement.message)
    if step := first_wrong_step(sketch, hole, outcome):
        print(f"first wrong step: {step}")
    confinement = asyncio.run(confinement_of(where))
    if confinement is not None and (line := warning(confinement.tier)) is not None:
        complain(line)
    answered = any(call.answered for call in outcome.calls)
    return 0 if evidence.passed and not answered else 1
