"""The fill loop: for every open hole, ask engines for candidates, judge them, repair, and keep what holds.

The loop follows ANPL (Huang et al., NeurIPS 2023) in filling each hole alone against the examples that the person gave,
and Self-Debug (Chen et al., 2023) in handing a failing example with its actual value back to the model.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import aclosing

from attrs import evolve, field, frozen

from holes.bench import Bench
from holes.budget import Spending
from holes.check import check_with
from holes.document import Document, load
from holes.engines.protocol import Engine, EngineError, Feedback, Proposal, Request, Usage
from holes.extract import extract
from holes.files import FileError
from holes.memorised import memorised
from holes.observe import observe
from holes.progress import Progress
from holes.prompt import held_back
from holes.rejection import Rejection
from holes.report import Diagnostic, FileReport, FillReport, HoleReport, Severity, Status
from holes.static_check import check as check_statically
from holes.static_check import normalised
from holes.store import Store
from holes.trial import Trial, in_words, try_fill
from sketch.graph import cycles, fill_order, waits
from sketch.model import Fill, Hole, Kind, Language, Problem, Sketch, overlap


@frozen
class FillOptions:
    """How hard to try. `only` are the ids or names of the holes wanted (all where empty); `refill` also fills holes
    that are filled and hold; `candidates` are asked for at once, for `rounds` of repair, within `seconds` a hole."""

    only: frozenset[str] = frozenset()
    refill: bool = False
    candidates: int = 3
    rounds: int = 3
    seconds: float = 60.0
    parallel: int = 4
    max_tokens: int = 2048


@frozen
class Tools:
    """What a fill works with. `engines` are asked in order."""

    engines: tuple[Engine, ...]
    bench: Bench
    store: Store
    spending: Spending
    progress: Progress = field(repr=False)


@frozen
class Attempt:
    """What came of one hole: the best trial (None where no candidate could be judged), how many candidates were judged,
    what was spent, and sentences on what stood in the way."""

    best: Trial | None = None
    judged: int = 0
    usage: Usage = field(factory=Usage)
    notes: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether a candidate was found that holds."""
        return self.best is not None and self.best.holds


async def fill_document(document: Document, tools: Tools, options: FillOptions) -> FileReport:
    """Fill the open holes of a document and keep each fill as soon as it is found. The report is of the document as
    it then stands. Raises `FileError` where a fill cannot be kept."""
    before = await check_with(document, document.fills, tools.bench)
    todo = wanted(document, before, options)
    tools.progress.start(len(todo))
    job = _Job(document, tools, options)
    attempts = await job.run(todo, {report.hole.id: report.status for report in before.holes})
    if not todo:
        return before
    after = load(document.path, document.root, tools.store.lock)
    # A best candidate that fails is not written into a person's own file, but its failures are shown.
    shown = {id: attempt.best.fill for id, attempt in attempts.items() if attempt.best is not None}
    open_holes = {hole.id for hole in after.sketch.holes}
    fills = {**{id: fill for id, fill in shown.items() if id in open_holes}, **after.fills}
    report = await check_with(after, fills, tools.bench)
    return evolve(
        report,
        errors=(*report.errors, *_circles(document.sketch, attempts)),
        holes=tuple(_with_attempt(entry, attempts) for entry in report.holes),
    )


def _circles(sketch: Sketch, attempts: Mapping[str, Attempt]) -> Iterator[Problem]:
    """A problem for each circle of holes none of which could be judged, since their examples call one another."""
    by_id = {hole.id: hole for hole in sketch.holes}
    for circle in cycles(sketch):
        if all(id in attempts and not attempts[id].holds and not _was_judged(attempts[id]) for id in circle):
            names = " and ".join(f"`{by_id[id].name}`" for id in circle)
            message = (
                f"{names} wait for each other: their examples call each other; give one of them an example of its own"
            )
            yield Problem("example-blocked", message, by_id[circle[0]].description_span)


def _was_judged(attempt: Attempt) -> bool:
    return attempt.best is not None and attempt.best.passed + attempt.best.failures > 0


def wanted(document: Document, report: FileReport, options: FillOptions) -> tuple[Hole, ...]:
    """The holes to be filled, callees first: those open, failing or stale, but none that is locked or whose own
    text is at fault."""
    entries = {entry.hole.id: entry for entry in report.holes}
    chosen: list[Hole] = []
    by_id = {hole.id: hole for hole in document.sketch.holes}
    for id in fill_order(document.sketch):
        hole = by_id.get(id)
        if hole is None or id not in entries or "locked" in entries[id].flags:
            continue
        if options.only and not options.only & {hole.id, hole.name, hole.description}:
            continue
        if any(overlap(problem.span, hole.span) for problem in document.sketch.problems):
            continue
        entry = entries[id]
        if options.refill or entry.status in (Status.UNFILLED, Status.FAILING) or "stale" in entry.flags:
            chosen.append(hole)
    return tuple(chosen)


class _Job:
    """One run over a document: the fills so far are its only state, and only `run` changes them."""

    def __init__(self, document: Document, tools: Tools, options: FillOptions) -> None:
        self.document = document
        self.tools = tools
        self.options = options
        self.fills: dict[str, Fill] = dict(document.fills)
        self._places = asyncio.Semaphore(options.parallel)

    async def run(self, todo: tuple[Hole, ...], status: Mapping[str, Status]) -> dict[str, Attempt]:
        """Fill `todo`: holes with examples of their own side by side, each once those that its examples call are done;
        then choices; then, one after another, the holes that only their callers can judge."""
        own = [hole for hole in todo if hole.examples or hole.properties]
        rest = [hole for hole in todo if hole not in own]
        attempts: dict[str, Attempt] = {}
        done = {hole.id: asyncio.Event() for hole in own}
        needed = waits(self.document.sketch)

        async def one(hole: Hole, earlier: frozenset[str]) -> None:
            for id in earlier:
                await done[id].wait()
            try:
                async with self._places:
                    attempts[hole.id] = await self._fill(hole, status.get(hole.id))
            finally:
                done[hole.id].set()

        try:
            async with asyncio.TaskGroup() as group:
                before: list[str] = []
                for hole in own:
                    # Only holes earlier in the order are waited for, so that a circle cannot stop the work.
                    group.create_task(one(hole, frozenset(needed[hole.id]).intersection(before)))
                    before.append(hole.id)
        except* FileError as errors:
            raise errors.exceptions[0] from None
        for hole in sorted(rest, key=lambda hole: hole.kind is not Kind.CHOICE):
            attempts[hole.id] = await self._fill(hole, status.get(hole.id))
        return attempts

    async def _fill(self, hole: Hole, status: Status | None) -> Attempt:
        self.tools.progress.hole_started(hole.name)
        attempt = await self._stale_fill(hole, status) or await self._search(hole)
        if attempt.best is not None and self._worth_keeping(hole, attempt.best):
            self.fills[hole.id] = attempt.best.fill
            self.tools.store.keep(self.document, hole, attempt.best)
        return attempt

    def _worth_keeping(self, hole: Hole, trial: Trial) -> bool:
        """A fill that holds is kept; one that fails only where there was none, and never inside a person's own file."""
        in_place = self.document.sketch.language is Language.PYTHON
        return trial.holds or (trial.failures > 0 and hole.id not in self.fills and not in_place)

    async def _stale_fill(self, hole: Hole, status: Status | None) -> Attempt | None:
        """A fill from before the hole was changed costs nothing to try again: where it holds, it stays."""
        entry = self.document.entries.get(hole.id)
        fill = self.fills.get(hole.id)
        if self.options.refill or entry is None or fill is None or status is not Status.VERIFIED:
            return None
        trial = await self._try(hole, fill, Proposal("", entry.engine, entry.model))
        return Attempt(trial, 1) if trial.holds and trial.passed else None

    async def _try(self, hole: Hole, fill: Fill, proposal: Proposal) -> Trial:
        sketch = self.document.sketch
        return await try_fill(sketch, self.fills, hole, fill, proposal, self.tools.bench, self.document.path.name)

    async def _search(self, hole: Hole) -> Attempt:
        attempt = Attempt()
        if hole.kind is Kind.CHOICE:
            for choice in hole.choices:
                trial = await self._try(hole, Fill(choice), Proposal(choice, "choice"))
                attempt = _better(attempt, trial)
                if attempt.holds:
                    break
            return attempt
        observations = await observe(self.document.sketch, self.fills, hole, self.tools.bench, self.document.path.name)
        request = Request(
            sketch=self.document.sketch,
            hole=hole,
            shown=held_back(hole.examples),
            observations=observations,
            fills=tuple((id, fill.source) for id, fill in self.fills.items() if id != hole.id),
            count=self.options.candidates,
            seconds=self.options.seconds,
            max_tokens=self.options.max_tokens,
        )
        for engine in self.tools.engines:
            attempt = await self._ask(engine, request, attempt)
            if attempt.holds:
                break
        if attempt.best is None and not attempt.notes:
            attempt = evolve(attempt, notes=(_nothing_found(self.tools.engines, observations),))
        return attempt

    async def _ask(self, engine: Engine, request: Request, attempt: Attempt) -> Attempt:
        """Ask one engine, and where it can use what is wrong with its best candidate, ask again with that."""
        stalled: tuple[object, ...] | None = None
        for _ in range(self.options.rounds if engine.repairs else 1):
            if (sentence := self.tools.spending.exceeded()) is not None:
                return _noted(attempt, sentence)
            attempt = await self._round(engine, request, attempt)
            best = attempt.best
            if attempt.holds or best is None or best.proposal.engine != engine.name:
                return attempt
            if best.signature == stalled:
                return _noted(attempt, "stalled: a repair failed as the candidate before it did")
            stalled = best.signature
            request = evolve(request, feedback=Feedback(best.fill.source, in_words(best)))
        return attempt

    async def _round(self, engine: Engine, request: Request, attempt: Attempt) -> Attempt:
        hole, sketch = request.hole, request.sketch
        seen: set[str] = set()
        reasons: list[str] = []
        try:
            async with asyncio.timeout(request.seconds), aclosing(engine.propose(request)) as proposals:
                async for proposal in proposals:
                    self.tools.spending.charge(proposal.usage)
                    attempt = evolve(attempt, usage=attempt.usage + proposal.usage)
                    fill = extract(proposal.text, hole)
                    if not isinstance(fill, Rejection):
                        fill = check_statically(fill, hole, sketch)
                    if not isinstance(fill, Rejection) and memorised(fill, hole):
                        fill = Rejection("it is a table of the examples")
                    if isinstance(fill, Rejection):
                        reasons.append(fill.reason)
                        continue
                    if (key := normalised(fill)) in seen:
                        continue
                    seen.add(key)
                    attempt = _better(attempt, await self._try(hole, fill, proposal))
                    best = attempt.best
                    assert best is not None
                    self.tools.progress.candidate(hole.name, engine.name, attempt.judged, best.passed, best.checked)
                    if attempt.holds:
                        return attempt
                    if self.tools.spending.exceeded() is not None:
                        break
        except EngineError as error:
            self.tools.spending.charge(error.usage)
            attempt = _noted(evolve(attempt, usage=attempt.usage + error.usage), str(error))
        except TimeoutError:
            attempt = _noted(attempt, f"{engine.name} gave nothing that holds within {request.seconds:g} s")
        if not seen and reasons:
            attempt = _noted(attempt, f"no answer of {engine.name} could be used: {reasons[0]}")
        return attempt


def _better(attempt: Attempt, trial: Trial) -> Attempt:
    best = trial if attempt.best is None or trial.rank > attempt.best.rank else attempt.best
    return evolve(attempt, best=best, judged=attempt.judged + 1)


def _noted(attempt: Attempt, sentence: str) -> Attempt:
    return attempt if sentence in attempt.notes else evolve(attempt, notes=(*attempt.notes, sentence))


def _nothing_found(engines: tuple[Engine, ...], observations: tuple[object, ...]) -> str:
    if not any(engine.sends for engine in engines):
        if not observations:
            return "it has no example that can be computed with: add one, or configure a model (HOLEWRIGHT_MODEL)"
        return "nothing was found offline: add an example, or configure a model (HOLEWRIGHT_MODEL)"
    return "no engine proposed anything"


def _with_attempt(entry: HoleReport, attempts: Mapping[str, Attempt]) -> HoleReport:
    attempt = attempts.get(entry.hole.id)
    if attempt is None:
        return entry
    fill = entry.fill
    if attempt.best is not None and fill is not None:
        origin = attempt.best.proposal
        fill = FillReport(fill.source, origin.engine, origin.model, attempt.judged, attempt.usage)
    note = "; ".join(attempt.notes) or None
    diagnostics = entry.diagnostics
    if note is not None and not attempt.holds:
        diagnostics = (
            *diagnostics, Diagnostic("engine-error", Severity.ERROR, note, entry.hole.description_span),
        )  # fmt: skip
    return evolve(entry, fill=fill, note=note, diagnostics=diagnostics)
