"""Choice holes: searched together against the examples that reach them, since one choice may make good for another."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product
from math import prod

from attrs import define, field, frozen

from holes.bench import Bench, Evidence, run_examples, screen_examples
from holes.check import evidence_through, took_part
from holes.engines.protocol import Proposal
from holes.screening import wider
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
    deadline = asyncio.get_running_loop().time() + seconds
    search = _Choosing(sketch, fills, choices, bench, filename, judges_of(sketch, choices), deadline)
    best = await search.best()
    size = prod(len(hole.choices) for hole in choices)
    return Chosen(best.trials, search.tried, best.failures == 0 or search.tried == size)


@define
class _Choosing:
    """One search. Combinations are screened together; `alone` are those that ran in a process of their own, `doubted`
    those that only a screen failed, each with its place among all of them as `tried`."""

    sketch: Sketch
    fills: Mapping[str, Fill]
    choices: Sequence[Hole]
    bench: Bench
    filename: str
    judges: Sequence[Hole]
    deadline: float
    tried: int = 0
    alone: list[Chosen] = field(factory=list)
    doubted: list[Chosen] = field(factory=list)

    async def best(self) -> Chosen:
        """The best that can be found until the deadline; at least one is tried."""
        if not await self._found():
            # One that a screen failed may have been spoiled there by another: the best come first.
            for chosen in sorted(self.doubted, key=_failures):
                if await self._alone({id: trial.fill for id, trial in chosen.trials.items()}, chosen.tried):
                    break
        return min(self.alone, key=_failures)

    async def _found(self) -> bool:
        """Go through the combinations in order. Whether one was found against which nothing speaks."""
        values = islice(product(*(hole.choices for hole in self.choices)), MOST_COMBINATIONS)
        width = 1
        while several := [self._made(one) for one in islice(values, width)]:
            programs = [{**self.fills, **made} for made in several]
            screened = await screen_examples(self.sketch, programs, self.judges, self.bench, self.filename)
            for made, evidence in zip(several, screened, strict=True):
                self.tried += 1
                found = self._chosen(made, evidence or {}, self.tried)
                if found.failures:
                    self.doubted.append(found)
                elif await self._alone(made, self.tried):
                    return self.alone[-1].failures == 0
            if self._late():
                return False
            width = wider(width)
        return False

    async def _alone(self, made: Mapping[str, Fill], number: int) -> bool:
        """Run one combination by itself. Whether it is the last one to be run."""
        evidence = await run_examples(self.sketch, {**self.fills, **made}, self.judges, self.bench, self.filename)
        self.alone.append(self._chosen(made, evidence, number))
        return self.alone[-1].failures == 0 or self._late()

    def _late(self) -> bool:
        return asyncio.get_running_loop().time() >= self.deadline

    def _made(self, values: Sequence[str]) -> dict[str, Fill]:
        return {hole.id: Fill(value) for hole, value in zip(self.choices, values, strict=True)}

    def _chosen(self, made: Mapping[str, Fill], evidence: Mapping[str, tuple[Evidence, ...]], number: int) -> Chosen:
        together = len(self.choices)
        return Chosen(
            {hole.id: _trial(self.sketch, hole, made[hole.id], evidence, together) for hole in self.choices}, number
        )


def _failures(chosen: Chosen) -> tuple[int, int]:
    return chosen.failures, chosen.tried


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
        through = tuple(
            item for id, judged in evidence.items() for item in judged if hole.id in took_part(sketch, id, item)
        )
    return Trial(fill, Proposal(fill.source, Kind.CHOICE.value), False, through)
