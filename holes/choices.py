"""Choice holes: searched together against the examples that reach them, since one choice may make good for another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from attrs import frozen

from holes.bench import Bench, Evidence, run_examples
from holes.check import evidence_through
from holes.engines.protocol import Proposal
from holes.trial import Trial
from sketch.graph import callers
from sketch.model import Fill, Hole, Kind, Sketch

#: More combinations than this are not tried for choices that share their examples.
MOST_COMBINATIONS = 1000
#: How long to look for one, in seconds.
SECONDS = 60.0


@frozen
class Chosen:
    """What came of choices that were searched together: a trial for each by id, how many combinations were tried, and
    whether that was all of them."""

    trials: Mapping[str, Trial]
    tried: int
    complete: bool = True

    @property
    def failures(self) -> int:
        """How much speaks against the best combination."""
        return sum(trial.failures for trial in self.trials.values())


async def choose(
    sketch: Sketch,
    fills: Mapping[str, Fill],
    choices: Sequence[Hole],
    bench: Bench,
    filename: str,
    seconds: float = SECONDS,
) -> Chosen:
    """The first combination of `choices` against which no example speaks, else the one with the fewest failures. Values
    named first are tried first; when `seconds` are over no further combination is begun."""
    loop = asyncio.get_running_loop()
    deadline = loop.time() + seconds
    judges = judges_of(sketch, choices)
    best: Chosen | None = None
    tried = 0
    for values in islice(product(*(hole.choices for hole in choices)), MOST_COMBINATIONS):
        tried += 1
        made = {hole.id: Fill(value) for hole, value in zip(choices, values, strict=True)}
        evidence = await run_examples(sketch, {**fills, **made}, judges, bench, filename)
        found = Chosen(
            {hole.id: _trial(sketch, hole, made[hole.id], evidence, len(choices)) for hole in choices}, tried
        )
        if best is None or found.failures < best.failures:
            best = found
        if best.failures == 0 or loop.time() >= deadline:
            break
    assert best is not None
    size = 1
    for hole in choices:
        size *= len(hole.choices)
    return Chosen(best.trials, tried, best.failures == 0 or tried == size)


def judges_of(sketch: Sketch, choices: Sequence[Hole]) -> tuple[Hole, ...]:
    """The holes and functions whose examples can say something about `choices`."""
    subjects = [hole for hole in (*sketch.functions, *sketch.holes) if hole.examples]
    if any(use.caller is None for hole in choices for use in hole.uses):
        return tuple(subjects)
    reaching = {id for hole in choices for id in callers(sketch, hole.id)} | {
        use.caller for hole in choices for use in hole.uses
    }
    return tuple(hole for hole in subjects if hole.id in reaching or reaching.intersection(hole.example_calls))


def together(sketch: Sketch, choices: Sequence[Hole]) -> Iterator[tuple[Hole, ...]]:
    """`choices` in groups that share no example, so that each group can be searched alone."""
    left = list(choices)
    while left:
        group = [left.pop(0)]
        grown = True
        while grown:
            judges = {hole.id for hole in judges_of(sketch, group)}
            joining = [hole for hole in left if judges & {judge.id for judge in judges_of(sketch, (hole,))}]
            left = [hole for hole in left if hole not in joining]
            group += joining
            grown = bool(joining)
        yield tuple(group)


def _trial(
    sketch: Sketch, hole: Hole, fill: Fill, evidence: Mapping[str, tuple[Evidence, ...]], together: int
) -> Trial:
    through = evidence_through(sketch, hole, evidence)[0]
    if not through and together > 1:
        # Several choices are to blame together: each counts all that failed.
        through = tuple(item for judged in evidence.values() for item in judged if hole.id in item.outcome.reached)
    return Trial(fill, Proposal(fill.source, Kind.CHOICE.value), False, through)
