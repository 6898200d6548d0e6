"""Judging one candidate: its examples and properties, and in words what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen

from holes.bench import Bench, Evidence, run_examples, runnable, screen_examples
from holes.check import check_hole_properties, evidence_through, judges, took_part
from holes.engines.protocol import Proposal, Request
from holes.report import PropertyReport
from holes.runner.protocol import Ending
from holes.verdict import Verdict
from sketch.model import Fill, Hole, Sketch


@frozen
class Trial:
    """A candidate and what is known against and for it. `evidence` are its `own` examples or, where it has none that
    can run, those that reached it."""

    fill: Fill
    proposal: Proposal
    own: bool = False
    evidence: tuple[Evidence, ...] = ()
    properties: tuple[PropertyReport, ...] = ()

    @property
    def failures(self) -> int:
        """How many examples and properties speak against it."""
        return sum(map(_fails, self.evidence)) + sum(item.held is False for item in self.properties)

    @property
    def passed(self) -> int:
        """How many examples and properties hold."""
        return sum(item.passed for item in self.evidence) + sum(item.held is True for item in self.properties)

    @property
    def inconclusive(self) -> bool:
        """Whether nothing speaks against it, but some example could not be judged."""
        untold = any(item.judgement.verdict is Verdict.INCONCLUSIVE for item in self.evidence)
        return self.failures == 0 and untold

    @property
    def holds(self) -> bool:
        """Whether nothing speaks against it, all that ran could be judged and, where it has examples of its own, at
        least one of them could run."""
        return self.failures == 0 and not self.inconclusive and (self.passed > 0 or not self.own)

    @property
    def checked(self) -> int:
        """How many examples and properties there are to hold."""
        return len(self.evidence) + len(self.properties)

    @property
    def rank(self) -> tuple[int, int, int]:
        """Larger is better: fewer failures, more that holds, a shorter text."""
        return (-self.failures, self.passed, -len(self.fill.source))

    @property
    def signature(self) -> tuple[object, ...]:
        """What went wrong, to notice that a repair changed nothing."""
        examples = tuple((item.judgement.verdict, item.judgement.actual) for item in self.evidence)
        return (*examples, *((item.held, item.falsified_by) for item in self.properties))


async def try_fill(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, fill: Fill, proposal: Proposal, bench: Bench, filename: str
) -> Trial:
    """Judge `fill` in `hole` with `fills` in the others."""
    candidate = {**fills, hole.id: fill}
    evidence = (await run_examples(sketch, candidate, (hole,), bench, filename)).get(hole.id, ())
    if any(item.failed for item in evidence):
        return Trial(fill, proposal, True, evidence)
    properties = await check_hole_properties(sketch, candidate, hole, bench, filename)
    if evidence or any(report.held is not None for report in properties):
        return Trial(fill, proposal, True, evidence, properties)
    through = await run_examples(sketch, candidate, judges(sketch, hole), bench, filename)
    told = evidence_through(sketch, hole, through)[0]
    denied = await _denied(sketch, fills, hole, through, bench, filename)
    return Trial(fill, proposal, False, (*told, *denied), properties)


async def callers_decide(
    sketch: Sketch, fills: Mapping[str, Fill], hole: Hole, fill: Fill, other: Fill, bench: Bench, filename: str
) -> bool:
    """Whether some example of a caller holds with `fill` in `hole` and fails with `other`: then it is not left open
    which of them is meant, even where the examples of `hole` allow both."""
    above = judges(sketch, hole)
    if not above:
        return False
    held = await run_examples(sketch, {**fills, hole.id: fill}, above, bench, filename)
    denied = await run_examples(sketch, {**fills, hole.id: other}, above, bench, filename)
    return any(
        with_fill.passed and _fails(with_other)
        for id, judged in held.items()
        for with_fill, with_other in zip(judged, denied[id], strict=True)
    )


def _fails(item: Evidence) -> bool:
    """Whether an example speaks against a candidate: also where the module cannot be loaded with it, whatever it says
    the reason is."""
    return item.failed or item.outcome.ending is Ending.BROKEN


async def _denied(
    sketch: Sketch,
    fills: Mapping[str, Fill],
    hole: Hole,
    through: Mapping[str, tuple[Evidence, ...]],
    bench: Bench,
    filename: str,
) -> tuple[Evidence, ...]:
    """Failures of others in which a candidate for `hole` had a part, though nothing says so: a candidate can make its
    process forget that it was called, or break the module before anything is. They are those that cannot be run
    without it."""
    silent = {
        (id, index): item
        for id, judged in through.items()
        for index, item in enumerate(judged)
        if _fails(item) and hole.id not in took_part(sketch, id, item)
    }
    if not silent:
        return ()
    others = {id: fill for id, fill in fills.items() if id != hole.id}
    without = await run_examples(sketch, others, judges(sketch, hole), bench, filename)
    return tuple(item for (id, index), item in silent.items() if without[id][index].outcome.missing == hole.id)


async def screen_fills(
    sketch: Sketch,
    fills: Mapping[str, Fill],
    hole: Hole,
    candidates: Sequence[tuple[Fill, Proposal]],
    bench: Bench,
    filename: str,
) -> list[Trial | None]:
    """What a screen of several candidates says of each: a trial of one that fails, unless another one spoiled it; None
    for one that has to be tried alone."""
    own = bool(runnable(sketch, hole))
    if len(candidates) < 2 or (hole.properties and not own):
        return [None] * len(candidates)
    programs = [{**fills, hole.id: fill} for fill, _ in candidates]
    judging = (hole,) if own else judges(sketch, hole)
    screened: list[Trial | None] = []
    found = await screen_examples(sketch, programs, judging, bench, filename)
    for (fill, proposal), evidence in zip(candidates, found, strict=True):
        judged = evidence or {}
        told = judged.get(hole.id, ()) if own else evidence_through(sketch, hole, judged)[0]
        trial = Trial(fill, proposal, own, told)
        screened.append(trial if trial.failures else None)
    return screened


def in_words(trial: Trial, request: Request) -> str:
    """What is wrong with a candidate, for a repair: at most three failures, each with call, expected and actual. Of
    examples that the request holds back nothing is told but that they fail."""
    hidden = {example for index, example in enumerate(request.hole.examples) if index not in request.shown}
    failed = [item for item in trial.evidence if item.failed]
    told = [item for item in failed if item.example not in hidden]
    words: list[str] = []
    for item in told[:3]:
        message = item.judgement.message or f"expected {item.judgement.expected}, got {item.judgement.actual}"
        setup = "".join(f">>> {line}\n" for line in item.example.setup)
        words.append(f"{setup}>>> {_shortened(item.example.source)}\n{_shortened(message)}")
    if failed and not told:
        words.append("It is right for the examples above, but wrong for other inputs: it must do what is described.")
    falsified = [report for report in trial.properties if report.held is False][:3]
    words += [report.message or f"{report.property.source} does not hold" for report in falsified]
    return "\n\n".join(words)


def _shortened(text: str, most: int = 2000) -> str:
    return text if len(text) <= most else f"{text[: most // 2]} … {text[-most // 2 :]}"
