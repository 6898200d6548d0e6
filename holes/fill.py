"""The fill loop: every open hole of a document is searched for, and what holds is kept at once.

It follows ANPL (Huang et al., NeurIPS 2023) in filling each hole alone, against the examples that the person gave for
it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Mapping
from typing import Any, Protocol

from attrs import evolve, field, frozen

from holes.answers.extract import extract
from holes.bench import Bench, load_failure, run_examples
from holes.check import check_with, example_reports
from holes.choices import choose, together
from holes.diagnostics import diagnose
from holes.document import Document, load, reopen
from holes.engines.protocol import Feedback, Proposal
from holes.files import FileError
from holes.lock import Entry
from holes.named import means
from holes.report import Diagnostic, FileReport, FillReport, HoleReport, Severity, Status
from holes.search import Attempt, Effort, Means, noted, search
from holes.store import Store
from holes.trial import Trial, try_fill
from sketch.graph import cycles, fill_order, waits
from sketch.model import Fill, Hole, Kind, Language, Problem, Sketch, overlap


async def _at_once(hole: Hole, search: Coroutine[Any, Any, Attempt]) -> Attempt:
    return await search


@frozen
class FillOptions:
    """What is wanted: `only` are ids, names or descriptions of holes (all where empty); `refill` also fills holes that
    are filled and hold, as `feedback` says where there is some; `parallel` holes are searched side by side. `alone`
    runs the search for one hole, so that it can be watched and ended apart from the others."""

    only: frozenset[str] = frozenset()
    refill: bool = False
    effort: Effort = field(factory=Effort)
    parallel: int = 4
    feedback: Feedback | None = None
    alone: Callable[[Hole, Coroutine[Any, Any, Attempt]], Awaitable[Attempt]] = field(default=_at_once, repr=False)


class Keeper(Protocol):
    """Keeps fills as soon as they are found."""

    async def keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        """Write a fill down that was found for `hole` as `document` has it; False where it is not to be. Raises
        `FileError` where it cannot be."""
        ...


@frozen
class OnDisk:
    """Keeps fills where the files are."""

    store: Store

    async def keep(self, document: Document, hole: Hole, trial: Trial) -> bool:
        """Write a fill down, in the lock or in the file."""
        # Writing may wait for another process: it does so in a thread, while everything else goes on.
        return await asyncio.to_thread(self.store.keep, document, hole, trial)


async def fill_document(document: Document, means: Means, store: Store, options: FillOptions) -> FileReport:
    """Fill the open holes of a document and keep each fill as soon as it is found. The report is of the document as
    it then stands. Raises `FileError` where a fill cannot be kept."""
    before = await check_with(document, document.fills, means.bench)
    _confirm_stale(document, before, store, options)
    if anew := in_place_anew(document, before, options):
        document = reopen(document, anew, store.lock)
        before = await check_with(document, document.fills, means.bench)
    filled = await fill_holes(document, before, means, OnDisk(store), options)
    if filled.note is not None:
        return evolve(before, note=filled.note)
    attempts = filled.attempts
    if not attempts:
        return before
    if not any(problem.code == "sketch-syntax" for problem in document.sketch.problems):
        store.forget(document, [entry.id for entry in orphans(document) if not entry.locked])
    after = load(document.path, document.root, store.lock)
    report = await check_with(after, after.fills, means.bench)
    entries = [await _with_attempt(entry, attempts.get(entry.hole.id), after, means.bench) for entry in report.holes]
    return evolve(report, errors=(*report.errors, *_circles(document.sketch, attempts)), holes=tuple(entries))


@frozen
class Filled:
    """What came of filling: an attempt for each hole that was searched for, or a `note` that says why none was."""

    attempts: Mapping[str, Attempt] = field(factory=dict)
    note: str | None = None


async def fill_holes(
    document: Document, before: FileReport, means: Means, keeper: Keeper, options: FillOptions
) -> Filled:
    """Search for the holes of a document that are wanted, where `before` says how they stand, and keep each fill as
    soon as it is found. Raises what `keeper` raises."""
    todo = wanted(document, before, options)
    means.progress.start(len(todo))
    if not todo:
        return Filled()
    if reason := await load_failure(document.sketch, document.fills, means.bench, document.path.name):
        # No candidate could be judged, so none is worth asking for.
        return Filled(note=f"nothing was filled: {reason}")
    job = _Job(document, means, keeper, options, {entry.hole.id: entry.status for entry in before.holes})
    return Filled(await job.run(todo))


def _confirm_stale(document: Document, report: FileReport, store: Store, options: FillOptions) -> None:
    """Fills in a `.py` file that were made for another question, but hold for the one asked now, are kept."""
    for entry in report.holes:
        in_place = document.filled_in_place(entry.hole)
        certain = in_place and document.entries[entry.hole.id].doubt is None
        if certain and entry.flags == ("stale",) and entry.status is Status.VERIFIED and _meant(entry.hole, options):
            checks = len(entry.examples) + len(entry.properties)
            store.confirm(document, entry.hole, checks, checks)


def orphans(document: Document) -> tuple[Entry, ...]:
    """What the lock holds of holes that the sketch no longer has. In an `.anpl` file a function with a body is none."""
    in_place = document.sketch.functions if document.sketch.language is Language.PYTHON else ()
    known = {hole.id for hole in (*document.sketch.holes, *in_place)}
    return tuple(entry for entry in document.entries.values() if entry.id not in known)


def in_place_anew(document: Document, report: FileReport, options: FillOptions) -> tuple[str, ...]:
    """The ids of fills in a `.py` file that are to be replaced: such as fail, such as were in doubt when they were
    asked something else, or all with `refill`; but what a person changed is theirs, and what is locked stays."""
    return tuple(
        entry.hole.id
        for entry in report.holes
        if document.filled_in_place(entry.hole)
        and not {"edited", "locked"}.intersection(entry.flags)
        and _meant(entry.hole, options)
        and (options.refill or entry.status is Status.FAILING or _may_differ(document, entry))
    )


def _may_differ(document: Document, entry: HoleReport) -> bool:
    return "stale" in entry.flags and document.entries[entry.hole.id].doubt is not None


def _meant(hole: Hole, options: FillOptions) -> bool:
    return not options.only or any(means(hole, word) for word in options.only)


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
    """The holes to be filled, callees first: those open, failing or stale, but none that is locked, whose fill a person
    changed, or whose own text is at fault."""
    entries = {entry.hole.id: entry for entry in report.holes}
    chosen: list[Hole] = []
    by_id = {hole.id: hole for hole in document.sketch.holes}
    for id in fill_order(document.sketch):
        hole = by_id.get(id)
        if hole is None or id not in entries or {"locked", "edited"}.intersection(entries[id].flags):
            continue
        if not _meant(hole, options):
            continue
        if any(overlap(problem.span, hole.span) for problem in document.sketch.problems):
            continue
        entry = entries[id]
        if options.refill or entry.status in (Status.UNFILLED, Status.FAILING) or "stale" in entry.flags:
            chosen.append(hole)
    return tuple(chosen)


class _Job:
    """One run over a document: the fills so far and the attempts are its only state."""

    def __init__(
        self, document: Document, means: Means, keeper: Keeper, options: FillOptions, status: Mapping[str, Status]
    ) -> None:
        self._document = document
        self._means = means
        self._keeper = keeper
        self._options = options
        self._status = status
        self._fills: dict[str, Fill] = dict(document.fills)
        self._attempts: dict[str, Attempt] = {}

    async def run(self, todo: tuple[Hole, ...]) -> dict[str, Attempt]:
        """Fill `todo`: holes with examples of their own side by side, each once those that its examples call are done;
        then, as only their callers can judge them, the others one after another, choices before and after."""
        own = [hole for hole in todo if hole.examples or hole.properties]
        choices = [hole for hole in todo if hole.kind is Kind.CHOICE]
        await self._side_by_side(own)
        undecided = await self._choose(choices)
        for hole in todo:
            if hole not in own and hole not in choices:
                await self._fill(hole)
        await self._choose(undecided, last=True)
        return self._attempts

    async def _side_by_side(self, holes: list[Hole]) -> None:
        done = {hole.id: asyncio.Event() for hole in holes}
        needed = waits(self._document.sketch)
        places = asyncio.Semaphore(self._options.parallel)

        async def one(hole: Hole, earlier: frozenset[str]) -> None:
            for id in earlier:
                await done[id].wait()
            async with places:
                await self._fill(hole)
            done[hole.id].set()

        try:
            async with asyncio.TaskGroup() as group:
                for place, hole in enumerate(holes):
                    # Only holes earlier in the order are waited for, so that a circle cannot stop the work.
                    earlier = frozenset(before.id for before in holes[:place])
                    group.create_task(one(hole, earlier.intersection(needed[hole.id])))
        except* FileError as errors:
            raise errors.exceptions[0] from None

    async def _fill(self, hole: Hole) -> None:
        self._means.progress.hole_started(hole.name)
        await self._finish(hole, await self._options.alone(hole, self._search(hole)))

    async def _search(self, hole: Hole) -> Attempt:
        return await self._again(hole) or await search(
            self._document.sketch,
            dict(self._fills),
            hole,
            self._document.path.name,
            self._means,
            self._options.effort,
            self._options.feedback,
        )

    async def _again(self, hole: Hole) -> Attempt | None:
        """A fill from before the hole was changed costs nothing to try: where it holds, it stays. So does that of a
        hole which is no longer there: this may be the same one under a new name. One that was in doubt is looked for
        again, as the next question may remain."""
        entry = self._document.entries.get(hole.id)
        if self._options.refill or (entry is not None and self._status.get(hole.id) is not Status.VERIFIED):
            return None
        sketch, bench = self._document.sketch, self._means.bench
        for earlier in (entry,) if entry is not None else orphans(self._document):
            if earlier.fill is None or earlier.doubt is not None:
                continue
            fill = extract(earlier.fill.source, hole, sketch)
            if isinstance(fill, Fill):
                proposal = Proposal("", earlier.engine, earlier.model)
                trial = await try_fill(sketch, self._fills, hole, fill, proposal, bench, self._document.path.name)
                if trial.holds and trial.passed:
                    return Attempt(trial, 1)
        return None

    async def _choose(self, choices: list[Hole], *, last: bool = False) -> list[Hole]:
        """Search choices, those together that share examples. Gives those that nothing could judge, unless this is
        the `last` time: then their first values stand, unchecked."""
        undecided: list[Hole] = []
        for group in together(self._document.sketch, choices):
            for hole in group:
                self._means.progress.hole_started(hole.name)
            found = await choose(
                self._document.sketch,
                self._fills,
                group,
                self._means.bench,
                self._document.path.name,
                seconds=self._options.effort.seconds,
            )
            for hole in group:
                trial = found.trials[hole.id]
                if not last and not trial.passed and not trial.failures:
                    undecided.append(hole)
                    continue
                attempt = Attempt(trial, found.tried)
                if not found.complete:
                    attempt = noted(
                        attempt,
                        f"only {found.tried} combinations were tried: give the choices examples apart, or more time",
                    )
                await self._finish(hole, attempt)
        return undecided

    async def _finish(self, hole: Hole, attempt: Attempt) -> None:
        """Keep what is worth it: a fill that holds; one that fails only where there was none, and never inside a
        person's own file."""
        self._attempts[hole.id] = attempt
        best = attempt.best
        in_place = self._document.sketch.language is Language.PYTHON
        stands = hole.id in self._fills
        # What nothing could judge replaces nothing that was verified.
        proven = best is not None and (best.passed or not stands or self._status.get(hole.id) is not Status.VERIFIED)
        unproven = best is not None and (best.failures or best.inconclusive)
        wanted = best is not None and ((best.holds and proven) or (unproven and not stands and not in_place))
        if best is not None and wanted and await self._keeper.keep(self._document, hole, best):
            self._fills[hole.id] = best.fill
        self._means.progress.hole_finished(_finished(hole, attempt, self._document.fingerprints[hole.id]))


def _finished(hole: Hole, attempt: Attempt, fingerprint: str) -> HoleReport:
    """What is known of a hole as its search ends, before the whole document is checked."""
    best = attempt.best
    if best is None:
        return HoleReport(hole, hole.kind, Status.UNFILLED, fingerprint)
    verified = best.passed and not best.inconclusive
    status = Status.FAILING if best.failures else Status.VERIFIED if verified else Status.UNCHECKED
    if status is Status.VERIFIED and best.proposal.rival is not None:
        status = Status.AMBIGUOUS
    return HoleReport(hole, hole.kind, status, fingerprint, fill=_origin(best, attempt))


def _origin(best: Trial, attempt: Attempt) -> FillReport:
    return FillReport(best.fill.source, best.proposal.engine, best.proposal.model, attempt.judged, attempt.usage)


async def _with_attempt(entry: HoleReport, attempt: Attempt | None, after: Document, bench: Bench) -> HoleReport:
    """The report of a hole as it stands, with what its search came to. A failing candidate that was not kept is shown
    with its failures, beside nothing else that it could make look better than it is."""
    if attempt is None:
        return entry
    best, fill = attempt.best, entry.fill
    if best is not None and fill is not None and fill.source == best.fill.source:
        entry = evolve(entry, fill=_origin(best, attempt))
    elif best is not None and best.holds and entry.kind is Kind.NAMED and fill is not None:
        entry = evolve(entry, fill=evolve(_origin(best, attempt), source=fill.source))
    elif best is not None and fill is None and best.failures:
        fills = {**after.fills, entry.hole.id: best.fill}
        tried = await run_examples(after.sketch, fills, (entry.hole,), bench, after.path.name)
        examples = example_reports(after.sketch, entry.hole, tried.get(entry.hole.id, ()))
        shown = evolve(entry, status=Status.FAILING, examples=examples, fill=_origin(best, attempt))
        if best.properties:
            shown = evolve(shown, properties=best.properties)
        entry = evolve(shown, diagnostics=diagnose(after.sketch, shown))
    note = "; ".join(attempt.notes) or None
    diagnostics = entry.diagnostics
    if note is not None and not attempt.holds:
        found = Diagnostic("engine-error", Severity.ERROR, note, entry.hole.description_span)
        diagnostics = (*diagnostics, found)
    return evolve(entry, note=note, diagnostics=diagnostics)
